for s in 1 2; do "$SPUK" simulate wi2021 --draws 2 --seed $s --shard $s/2 --set scenario.tot=2024 --out $s; done
mv 1 a
mv 2 b
