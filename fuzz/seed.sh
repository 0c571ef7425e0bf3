#!/bin/sh
# Fills fuzz/corpus/ with the shipped files and the catalogue of bad input.
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/scenario corpus/aantallen corpus/gemeenten corpus/shard corpus/set corpus/baseline corpus/paden corpus/werkmap corpus/doel
number=0
take() { # target file
    number=$((number + 1))
    head -c 16000 "$2" >"corpus/$1/seed-$number"
}
for file in ../scenarios/*.toml ../tests/cases/*/scenario.toml; do take scenario "$file"; done
for file in $(find ../tests/errors -name '*.toml'); do take scenario "$file"; done
for file in ../tests/cases/*/aantallen.csv $(find ../tests/errors -name 'aantallen.csv'); do take aantallen "$file"; done
for file in ../tests/cases/*/gemeenten.csv ../fixtures/gemeenten.csv $(find ../tests/errors -name 'gemeenten.csv'); do take gemeenten "$file"; done
for file in ../examples/eigen-cijfers/*.xlsx ../tests/cases/*/aantallen.csv; do take werkmap "$file"; done
for file in $(find ../tests/errors -name '*.baseline.csv'); do take baseline "$file"; done
number=$((number + 1))
printf 'trekking,groep,2026,2027\n0,asielstatushouder,1,2\n1,asielstatushouder,3,4\n' >"corpus/paden/seed-$number"
for text in 'prestatie.aandeel=0.2' 'scenario.naam=Proef' 'prognose.2026=30000' \
    'bedragen.2026={gebruik="afgeleid"}' 'korting={percentage=0.1,vanaf=2028}' \
    'betaalritme=[{vanaf_cohort=2020,totaal=[1,0,0]}]' 'index.2027="0.025"'; do
    number=$((number + 1))
    printf '%s' "$text" >"corpus/set/seed-$number"
done
for text in 'uitkering_definitief<=3mln\nindex\n2024' 'tekort<=0\nkosten.prijspeil\n2025' \
    'kas>=1mln;saldo>=0\nprijs.2023.leerroute;index.2024\n2024-2025\nMiddelburgh' \
    'kas>=1\nbetaalritme.0.leerroute:1>3\n2025\n\nprestatie.aandeel=0.2'; do
    number=$((number + 1))
    # shellcheck disable=SC2059 # the lines are written as they are to be read
    printf "$text" >"corpus/doel/seed-$number"
done
small="--draws 2 --set scenario.tot=2024 --set gemeenten.bestand=../tests/cases/drie-gemeenten/gemeenten.csv"
for shard in 1/1 1/2; do
    number=$((number + 1))
    # shellcheck disable=SC2086 # words are meant to be split
    "${SPUK:-spuk}" simulate wi2021 $small --shard "$shard" --out "corpus/shard/seed-$number" || true
done
