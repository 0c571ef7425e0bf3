use std::collections::BTreeSet;

use super::*;
use crate::terms::date::month;
use crate::terms::dutch::dutch_words;
use crate::terms::{Lang, Text};

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

fn jaren<const N: usize>(years: [i64; N]) -> Vec<Jaar> {
    years.map(jaar).into()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Remarks of every kind, in each of the sentences that it has.
fn samples() -> Vec<(Remark, &'static str, &'static str)> {
    let file = || "s.toml".to_owned();
    let replaced = |inherited, gone: &[&str]| Remark::ReplacedList {
        list: "betaalritme",
        file: file(),
        line: 7,
        inherited,
        gone: names(gone),
    };
    let area = |prognose: Option<&str>, taakstelling: Option<&str>| Remark::OtherArea {
        gemeenten: file(),
        prognose: prognose.map(str::to_owned),
        taakstelling: taakstelling.map(str::to_owned),
    };
    vec![
        (
            Remark::MergedGemeente {
                gemeente: "Weesp".to_owned(),
                code: "GM0457".to_owned(),
                opvolgers: names(&["Amsterdam", "Hilversum"]),
            },
            "Weesp (GM0457) telt mee in Amsterdam, Hilversum (Bi2021 art. 10.3(1))",
            "Weesp (GM0457) is counted in Amsterdam, Hilversum (Bi2021 art. 10.3(1))",
        ),
        (
            Remark::MergedCounts {
                code: "GM0457".to_owned(),
                opvolgers: names(&["Amsterdam (GM0363)"]),
            },
            "aantallen van GM0457 tellen mee in Amsterdam (GM0363) (Bi2021 art. 10.3(1))",
            "counts of GM0457 are included in Amsterdam (GM0363) (Bi2021 art. 10.3(1))",
        ),
        (
            Remark::PartialCounts {
                groep: "gezins_overig",
                cohorts: vec![
                    CohortsAt {
                        peiljaar: None,
                        cohorts: jaren([2020, 2021, 2024]),
                    },
                    CohortsAt {
                        peiljaar: Some(jaar(2025)),
                        cohorts: jaren([2020, 2022]),
                    },
                ],
                counted: 1,
                gemeenten: 342,
            },
            "aantallen `gezins_overig` van 2020-2021, 2024, 2020 (peiljaar 2025), \
             2022 (peiljaar 2025): voor 1 van 342 gemeenten; de andere tellen als 0",
            "counts `gezins_overig` of 2020-2021, 2024, 2020 (peiljaar 2025), \
             2022 (peiljaar 2025): for 1 of 342 gemeenten; the others are taken as 0",
        ),
        (
            Remark::NoRows {
                file: "tellingen.csv".to_owned(),
                rows: RowsOf::Counts,
            },
            "tellingen.csv heeft een kopregel en geen enkele rij: de aantallen volgen uit \
             landelijke tellingen en de instroom",
            "tellingen.csv has a header and not a single row: counts follow from national ones \
             and the instroom",
        ),
        (
            Remark::NothingLeft {
                groep: "afgerond",
                cohorts: jaren([2023, 2024]),
            },
            "aantallen `afgerond` van 2023-2024: de getelde gemeenten hebben samen meer dan het \
             land; de andere tellen als 0",
            "counts `afgerond` of 2023-2024: the counted gemeenten together have more than the \
             country; the others are taken as 0",
        ),
        (
            Remark::ReplacedHerindelingen {
                file: "h.csv".to_owned(),
                gone: names(&["Uden", "Landerd"]),
            },
            "h.csv zegt anders dan het programma wat er werd van Uden, Landerd, en geldt",
            "h.csv says otherwise than the program what became of Uden, Landerd, and counts",
        ),
        (
            Remark::LaterHerindelingen {
                tot: jaar(2031),
                gone: vec![("GM0344".to_owned(), Date::constant(2032, 1, 1))],
            },
            "herindelingen na 2031 tellen in alle jaren al mee: GM0344 (1 januari 2032)",
            "herindelingen after 2031 count in every year already: GM0344 (1 January 2032)",
        ),
        (
            Remark::LaterInwoners {
                file: "g.csv".to_owned(),
                tot: jaar(2031),
                years: jaren([2032, 2052]),
            },
            "g.csv: de projectie loopt tot en met 2031, niet mee telt inwoners_2032, inwoners_2052",
            "g.csv: the projection ends with 2031 and does not use inwoners_2032, inwoners_2052",
        ),
        (
            Remark::UndrawnYears {
                file: "p.csv".to_owned(),
                years: jaren([2024, 2025, 2040]),
                van: jaar(2026),
                tot: jaar(2031),
            },
            "p.csv: de kolommen 2024-2025, 2040 tellen niet mee, getrokken wordt van 2026 tot en \
             met 2031",
            "p.csv: the columns 2024-2025, 2040 are not used, draws are made of 2026 through 2031",
        ),
        (
            Remark::TakenName {
                naam: "Eigen".to_owned(),
            },
            "heet hier zo, want een ander scenario heet `Eigen`",
            "has this name here, because another scenario is called `Eigen`",
        ),
        (
            Remark::SetTwice {
                key: "index.2027".to_owned(),
            },
            "`index.2027` wordt twee keer gezet; de laatste waarde telt",
            "`index.2027` is set twice; the last value counts",
        ),
        (
            Remark::SourceWithoutFigure {
                table: "korting".to_owned(),
                file: file(),
            },
            "de bron of status van [korting] in s.toml staat bij geen cijfer",
            "the source or status of [korting] in s.toml belongs to no figure",
        ),
        (
            replaced(1, &["vanaf_cohort 2022"]),
            "`betaalritme` in s.toml:7 vervangt de hele lijst van de basis: wat daarin stond, \
             telt niet meer mee (vanaf_cohort 2022); neem over wat blijft",
            "`betaalritme` in s.toml:7 replaces the whole list of the basis: what was in it no \
             longer counts (vanaf_cohort 2022); copy what stays",
        ),
        (
            replaced(2, &["vanaf_cohort 2022"]),
            "`betaalritme` in s.toml:7 vervangt de hele lijst van de basis: 1 van de 2 regels \
             daarvan telt niet meer mee (vanaf_cohort 2022); neem over wat blijft",
            "`betaalritme` in s.toml:7 replaces the whole list of the basis: 1 of its 2 lines no \
             longer counts (vanaf_cohort 2022); copy what stays",
        ),
        (
            replaced(5, &["A", "B", "C", "D"]),
            "`betaalritme` in s.toml:7 vervangt de hele lijst van de basis: 4 van de 5 regels \
             daarvan tellen niet meer mee (A; B; C; ...); neem over wat blijft",
            "`betaalritme` in s.toml:7 replaces the whole list of the basis: 4 of its 5 lines no \
             longer count (A; B; C; ...); copy what stays",
        ),
        (
            Remark::ShadowedFile {
                scenario: "wi2021",
                file: "map/wi2021.toml".to_owned(),
            },
            "`wi2021` is het ingebouwde scenario; map/wi2021.toml ernaast is anders en is niet \
             gelezen",
            "`wi2021` is the built-in scenario; map/wi2021.toml beside it is another one and was \
             not read",
        ),
        (
            Remark::KeyOfOtherModel {
                key: "bestand",
                model: "ar1",
                reader: "paden",
            },
            "instroom.bestand telt niet mee: het model is \"ar1\", en alleen \"paden\" leest het",
            "instroom.bestand is not used: the model is \"ar1\", and only \"paden\" reads it",
        ),
        (
            Remark::SpreadWithoutPath {
                key: "instroom.gemeenten.ruis".to_owned(),
                path: "instroom.pad".to_owned(),
            },
            "instroom.gemeenten.ruis telt niet mee: er is geen [instroom.pad]",
            "instroom.gemeenten.ruis is not used: there is no [instroom.pad]",
        ),
        (
            Remark::PublishedWins { jaar: jaar(2026) },
            "in 2026 gelden de gepubliceerde bedragen, en die volgen niet uit prijs, ritme en \
             prestatiedeel van dit scenario; zo tellen die in 2026 wel mee: \
             bedragen.2026.gebruik = \"afgeleid\"",
            "in 2026 the published amounts count, and they do not follow from price, rhythm and \
             prestatie of this scenario; so these count in 2026 too: \
             bedragen.2026.gebruik = \"afgeleid\"",
        ),
        (
            Remark::PublishedWithoutSource {
                keys: names(&["prijs.2026.leerroute", "index.2027"]),
            },
            "gepubliceerd genoemd zonder bron: prijs.2026.leerroute, index.2027",
            "called published without a source: prijs.2026.leerroute, index.2027",
        ),
        (
            Remark::MissingCounts {
                groep: "afgerond",
                years: jaren([2022, 2023]),
            },
            "geen aantallen `afgerond` voor 2022, 2023: als 0 geteld",
            "no counts `afgerond` for 2022, 2023: taken as 0",
        ),
        (
            area(Some("a.toml"), Some("a.toml")),
            "de gemeenten komen uit s.toml, prognose en taakstelling uit a.toml: is dat hetzelfde \
             gebied?",
            "the gemeenten are from s.toml, prognose and taakstelling from a.toml: is that the \
             same area?",
        ),
        (
            area(Some("a.toml"), Some("b.toml")),
            "de gemeenten komen uit s.toml, prognose uit a.toml, taakstelling uit b.toml: is dat \
             hetzelfde gebied?",
            "the gemeenten are from s.toml, prognose from a.toml, taakstelling from b.toml: is \
             that the same area?",
        ),
        (
            area(None, Some("b.toml")),
            "de gemeenten komen uit s.toml, taakstelling uit b.toml: is dat hetzelfde gebied?",
            "the gemeenten are from s.toml, taakstelling from b.toml: is that the same area?",
        ),
        (
            Remark::BetweenRitmes {
                referentiejaar: jaar(2027),
                van: jaar(2025),
                tot: jaar(2027),
            },
            "referentiejaar 2027 ligt in de overgang van betaalritme: de cohorten 2025 tot en met \
             2027 worden dan niet in hetzelfde ritme betaald, en de fondsuitkering houdt dat jaar \
             vast als totaal",
            "referentiejaar 2027 lies between two betaalritmes: the cohorts 2025 through 2027 are \
             not paid in the same one then, and the fondsuitkering keeps that year as its total",
        ),
        (
            Remark::WithoutEffect {
                keys: names(&["prognose.2060", "korting.vanaf"]),
                rows: vec![
                    CountRows {
                        groep: "afgerond",
                        cohorts: jaren([2040]),
                        peiljaren: Vec::new(),
                        file: "a.csv".to_owned(),
                    },
                    CountRows {
                        groep: "asielstatushouder",
                        cohorts: jaren([2040, 2041]),
                        peiljaren: jaren([2043]),
                        file: "a.csv".to_owned(),
                    },
                ],
            },
            "zonder gevolg in deze projectie: prognose.2060, korting.vanaf, aantallen `afgerond` \
             van 2040 in a.csv, aantallen `asielstatushouder` van 2040-2041 met peiljaar 2043 in \
             a.csv",
            "without effect in this projection: prognose.2060, korting.vanaf, counts `afgerond` \
             of 2040 in a.csv, counts `asielstatushouder` of 2040-2041 with peiljaar 2043 in \
             a.csv",
        ),
        (
            Remark::OnlyInBacktest {
                keys: names(&["pip.gezinsmigrant", "uitkomst.gezinsmigrant"]),
            },
            "telt alleen in `spuk backtest`: pip.gezinsmigrant, uitkomst.gezinsmigrant",
            "used by `spuk backtest` alone: pip.gezinsmigrant, uitkomst.gezinsmigrant",
        ),
        (
            Remark::MoreOnRoute {
                years: jaren([2026, 2027]),
            },
            "meer mensen op de onderwijsroute dan asielstatushouders in 2026, 2027",
            "more people on the onderwijsroute than asielstatushouders in 2026, 2027",
        ),
        (
            Remark::MoreLate {
                cohorts: jaren([2026]),
            },
            "meer late kennisgevingen dan asielstatushouders in cohort 2026: allen beginnen later",
            "more late kennisgevingen than asielstatushouders in cohort 2026: all of them start \
             later",
        ),
        (
            Remark::NoKosten,
            "er zijn geen kosten opgegeven: saldo, reserve, tekort en terugvordering zeggen niets",
            "no costs are given: saldo, reserve, tekort and terugvordering mean nothing",
        ),
        (
            Remark::KostenOfNobody,
            "niemand maakt de kosten die zijn opgegeven: saldo, reserve, tekort en terugvordering \
             zeggen niets",
            "nobody makes the costs that are given: saldo, reserve, tekort and terugvordering \
             mean nothing",
        ),
        (
            Remark::DrawnRamingen {
                prognose: vec![(jaar(2026), 25_000), (jaar(2027), 900)],
                taakstelling: vec![(jaar(2026), 1_000)],
            },
            "in deze trekking is geraamd: [prognose] 2026 25.000, 2027 900; [taakstelling] 2026 \
             1.000; de cijfers van het scenario zijn dat niet",
            "this draw has its own ramingen: [prognose] 2026 25,000, 2027 900; [taakstelling] \
             2026 1,000; the figures of the scenario are others",
        ),
        (
            Remark::DrawsAlike {
                scenarios: names(&["A", "B"]),
            },
            "elke trekking van `A`, `B` is dezelfde: er is niets om te trekken",
            "every draw of `A`, `B` is the same: there is nothing to draw",
        ),
        (
            Remark::FewDraws {
                draws: 1,
                enough: 100,
            },
            "P5 en P95 van 1 trekking zeggen weinig over de onzekerheid; neem er 100 of meer, \
             liefst 1000",
            "P5 and P95 of 1 draw say little about the uncertainty; take 100 or more, 1000 by \
             preference",
        ),
        (
            Remark::FewDraws {
                draws: 20,
                enough: 100,
            },
            "P5 en P95 van 20 trekkingen zeggen weinig over de onzekerheid; neem er 100 of meer, \
             liefst 1000",
            "P5 and P95 of 20 draws say little about the uncertainty; take 100 or more, 1000 by \
             preference",
        ),
        (
            Remark::PathsLeft {
                file: "p.csv".to_owned(),
                paths: 50,
                draws: 1,
            },
            "p.csv heeft 50 paden, waarvan er 1 meetelt: de eerste",
            "p.csv has 50 paths, of which 1 is used: the first",
        ),
        (
            Remark::PathsLeft {
                file: "p.csv".to_owned(),
                paths: 50,
                draws: 20,
            },
            "p.csv heeft 50 paden, waarvan er 20 meetellen: de eerste",
            "p.csv has 50 paths, of which 20 are used: the first",
        ),
        (
            Remark::UnreadOptions {
                options: vec!["--level", "--jaar"],
            },
            "telt niet mee in deze CSV: --level, --jaar",
            "not used in this CSV: --level, --jaar",
        ),
        (
            Remark::TableOptions {
                options: vec!["--top", "--elk"],
            },
            "telt alleen mee in een tabel om te lezen, en dit is er geen: --top, --elk",
            "used only in a table to be read, and this is none: --top, --elk",
        ),
        (
            Remark::VerwachtingenLeftOut {
                count: 1,
                only: names(&["kas"]),
            },
            "1 verwachting is niet bekeken: --only vraagt alleen naar kas",
            "1 assertion was not looked at: --only asks for kas alone",
        ),
        (
            Remark::VerwachtingenLeftOut {
                count: 3,
                only: names(&["kas", "reserve"]),
            },
            "3 verwachtingen zijn niet bekeken: --only vraagt alleen naar kas, reserve",
            "3 assertions were not looked at: --only asks for kas, reserve alone",
        ),
        (
            Remark::NoBaseline,
            "geen baseline; `spuk check --bless` schrijft er een",
            "no baseline; `spuk check --bless` writes one",
        ),
        (
            Remark::UnmovedByFiles {
                files: names(&["wi2021.toml", "gemeenten.csv"]),
            },
            "anders dan toen de baseline werd geschreven, zonder dat een bekeken cijfer verschoof: \
             wi2021.toml, gemeenten.csv; een bron, bereik of tolerantie kan veranderd zijn",
            "different from when the baseline was written, though no figure that was looked at \
             moved: wi2021.toml, gemeenten.csv; a source, range or tolerance may have changed",
        ),
        (
            Remark::UnweighedDraws {
                gemeenten: 1,
                file: "s.simulate.csv".to_owned(),
            },
            "de trekkingen van 1 gemeente in s.simulate.csv zijn verschoven; hoe ver en in welk \
             veld zegt de baseline niet, en zonder --tolerance en --only is dit een verschil",
            "the draws of 1 gemeente in s.simulate.csv have moved; how far and in which column \
             the baseline does not say, and without --tolerance and --only this is a difference",
        ),
        (
            Remark::UnweighedDraws {
                gemeenten: 3,
                file: "s.simulate.csv".to_owned(),
            },
            "de trekkingen van 3 gemeenten in s.simulate.csv zijn verschoven; hoe ver en in welk \
             veld zegt de baseline niet, en zonder --tolerance en --only is dit een verschil",
            "the draws of 3 gemeenten in s.simulate.csv have moved; how far and in which column \
             the baseline does not say, and without --tolerance and --only this is a difference",
        ),
    ]
}

/// The compiler keeps [`Remark::code`] complete, an arm a kind; this keeps the samples
/// as complete as that.
#[test]
fn there_is_a_sample_of_every_kind_and_a_code_for_each() {
    let arms = include_str!("mod.rs").matches("=> \"").count();
    let samples = samples();
    let codes: BTreeSet<&str> = samples.iter().map(|(remark, ..)| remark.code()).collect();
    let kinds: BTreeSet<String> = samples
        .iter()
        .map(|(remark, ..)| format!("{:?}", std::mem::discriminant(remark)))
        .collect();
    assert_eq!((codes.len(), kinds.len()), (arms, arms));
    for code in codes {
        let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
        assert!(code.split('-').all(is_word), "{code}");
    }
}

#[test]
fn a_remark_says_this_in_dutch_and_that_in_english() {
    for (remark, nl, en) in samples() {
        let expected = Text::new(nl, en);
        assert_eq!(remark.text(), expected, "{}", remark.code());
        assert_eq!(Text::shown(&remark), expected, "{}", remark.code());
        let json = serde_json::to_value(&remark).expect("a sentence");
        assert_eq!(json, nl);
    }
}

#[test]
fn english_remarks_have_no_dutch_but_names_and_terms_of_the_law() {
    for (remark, ..) in samples() {
        let text = remark.text();
        assert!(!dutch_words(text.of(Lang::Nl)).is_empty(), "{text}");
        assert_eq!(dutch_words(text.of(Lang::En)), [""; 0], "{text:#}");
    }
}

/// The words of a text that no translation touches: numbers, names, keys, files. The
/// points and commas of a number stand apart in each language.
fn names_in(text: &str) -> Vec<String> {
    let is_edge = |c: char| !c.is_alphanumeric() && !"`[]\"-".contains(c);
    let words = text.split(' ').map(|word| word.trim_matches(is_edge));
    let is_letter = |c: char| c.is_lowercase() || c == '-';
    let is_name = |word: &&str| word.starts_with('-') || !word.chars().all(is_letter);
    // A month has a capital letter in English alone.
    let months: Vec<&Text> = (1..=12).filter_map(month).collect();
    let is_month = |word: &str| months.iter().any(|month| month.of(Lang::En) == word);
    let is_name = |word: &&str| is_name(word) && !is_month(word);
    let names = words.filter(is_name);
    let mut names: Vec<String> = names.map(|name| name.replace(['.', ','], "")).collect();
    names.sort();
    names
}

#[test]
fn both_languages_name_the_same_numbers_and_names() {
    for (remark, nl, en) in samples() {
        assert_eq!(names_in(nl), names_in(en), "{}", remark.code());
    }
}
