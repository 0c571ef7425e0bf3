//! What remarks about figures say in both languages.

use super::*;
use crate::terms::dutch::dutch_words;
use crate::terms::{Lang, Text};

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

fn samples() -> Vec<(FigureRemark, &'static str, &'static str)> {
    vec![
        (
            FigureRemark::KeyOfNobody {
                naam: "Taal".to_owned(),
                key: "asielstatushouder",
                years: vec![jaar(2026), jaar(2027)],
            },
            "incidenteel `Taal` is in 2026-2027 naar inwoners verdeeld: de verdeelsleutel \
             `asielstatushouder` heeft daar niemand",
            "incidental money `Taal` was divided by inhabitants in 2026-2027: the key \
             `asielstatushouder` has nobody there",
        ),
        (
            FigureRemark::TwoSources {
                groep: "asielstatushouder",
                cohorts: vec![(jaar(2026), jaar(2028))],
            },
            "aantallen `asielstatushouder` hebben twee bronnen voor cohort 2026 (geteld eind \
             2028): voor die tijd telt de instroom; wie afrondt en wie laat begint, volgt uit de \
             telling",
            "counts `asielstatushouder` have two sources for cohort 2026 (counted at the end of \
             2028): before that the instroom counts; who completes and who starts late follows \
             from the count",
        ),
        (
            FigureRemark::CarriedOn {
                series: vec![("prognose".to_owned(), jaar(2031))],
            },
            "het laatste cijfer is aangehouden, een aanname van het programma: [prognose] na 2031",
            "the last figure was carried on, an assumption of the program: [prognose] after 2031",
        ),
        (
            FigureRemark::FallsBack {
                table: "index".to_owned(),
                last: jaar(2029),
                years: vec![jaar(2030), jaar(2031)],
            },
            "[index] van dit scenario eindigt in 2029: 2030-2031 is van de basis",
            "[index] of this scenario ends in 2029: 2030-2031 is of the basis",
        ),
        (
            FigureRemark::ForecastAlone {
                tables: vec!["prognose", "taakstelling"],
            },
            "[prognose], [taakstelling] veranderd zonder [instroom]: de voorlopige uitkering wordt \
             anders en dus wanneer het geld komt, de definitieve niet",
            "[prognose], [taakstelling] changed without [instroom]: the voorlopige uitkering \
             changes and so does when the money comes, the definitieve does not",
        ),
        (
            FigureRemark::PriceSeam {
                jaar: jaar(2027),
                is_exact: true,
            },
            "bedragen na 2027 groeien door uit de gepubliceerde bedragen van 2027, niet uit \
             eerdere prijzen",
            "amounts after 2027 grow from the published amounts of 2027, not from earlier prices",
        ),
        (
            FigureRemark::PriceApart { jaar: jaar(2026) },
            "de bedragen van 2026 volgen niet uit [prijs.2026], en latere jaren volgen die prijs; \
             laat die prijs weg of pas haar aan",
            "the amounts of 2026 do not follow from [prijs.2026], and later years follow that \
             price; leave it out or adjust it",
        ),
        (
            FigureRemark::BiasedForecasts {
                vanaf: jaar(2028),
                tenths: -265,
            },
            "prognose en taakstelling vanaf 2028 zijn zo gezet dat er 26,5% minder komt dan \
             geraamd (instroom.prognosevertekening)",
            "prognose and taakstelling from 2028 on are set so that 26.5% fewer come than forecast \
             (instroom.prognosevertekening)",
        ),
        (
            FigureRemark::LateStart {
                van: jaar(2026),
                back_until: jaar(2027),
            },
            "het scenario begint in 2026: de kas van 2026 mist de verrekening over 2025, die vanaf \
             2026 tot en met 2027 terugvorderingen over eerdere jaren, en reserve, tekort en \
             terugvordering beginnen op 0; --jaar toont minder jaren zonder dat een cijfer \
             verandert",
            "the scenario begins in 2026: the kas of 2026 lacks the verrekening of 2025, that from \
             2026 through 2027 terugvorderingen of earlier years, and reserve, tekort and \
             terugvordering begin at 0; --jaar shows fewer years without moving a figure",
        ),
        (
            FigureRemark::OnlyInDraws {
                keys: vec!["simulatie.trekkingen".to_owned()],
            },
            "`simulatie.trekkingen` telt alleen in trekkingen (`spuk simulate`)",
            "`simulatie.trekkingen` counts in draws alone (`spuk simulate`)",
        ),
        (
            FigureRemark::OnlyInDraws {
                keys: vec!["instroom.groei".to_owned(), "simulatie.zaad".to_owned()],
            },
            "`instroom.groei`, `simulatie.zaad` tellen alleen in trekkingen (`spuk simulate`)",
            "`instroom.groei`, `simulatie.zaad` count in draws alone (`spuk simulate`)",
        ),
        (
            FigureRemark::FactorsOfFormer {
                moved: vec!["kosten A (GM1) → C (GM3)".to_owned()],
                replaced: vec!["afronding B (GM2) → D (GM4)".to_owned()],
            },
            "factoren van gemeenten die opgingen: kosten A (GM1) → C (GM3): gaat mee, want elk deel \
             heeft dezelfde; afronding B (GM2) → D (GM4): telt niet, want de opvolger heeft er zelf een",
            "factors of gemeenten that merged: kosten A (GM1) → C (GM3): goes along, as every part \
             has the same; afronding B (GM2) → D (GM4): does not count, as the successor has its own",
        ),
        (
            FigureRemark::CommonDivision {
                gone: vec!["Weesp".to_owned()],
            },
            "vergeleken op één indeling, met de herindelingen van alle scenario's: Weesp telt mee \
             in de opvolger",
            "compared on one division, with the herindelingen of all scenarios: Weesp is counted \
             in its successor",
        ),
    ]
}

#[test]
fn a_remark_about_figures_says_this_in_dutch_and_that_in_english() {
    let mut codes = std::collections::BTreeSet::new();
    for (remark, nl, en) in samples() {
        assert_eq!(remark.text(), Text::new(nl, en), "{}", remark.code());
        assert!(!dutch_words(nl).is_empty(), "{nl}");
        assert_eq!(dutch_words(remark.text().of(Lang::En)), [""; 0], "{en}");
        codes.insert(remark.code());
        assert_eq!(Remark::Figures(remark.clone()).code(), remark.code());
    }
    assert_eq!(codes.len(), 12, "every kind has a code of its own");
}
