//! What a scenario says has an effect, or a remark says that it has none
//! (verantwoording 3: nothing is ever silently ignored).

mod counted;
mod draws;
mod twice;
mod years;

use spuk::internals::model::Model;
use spuk::internals::terms::Remark;

use crate::common::{Folder, SCENARIO, cents, rows};

/// The law as it stands, with other years and numbers.
fn on_the_law(text: &str) -> Folder {
    Folder::with(&[(
        "scenario.toml",
        &format!("scenario.basis = \"wi2021\"\n{text}"),
    )])
}

const THREE: &str = "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,10\nGM2,B,P,20\n";

/// What remarks say in Dutch.
fn told(remarks: &[Remark]) -> Vec<String> {
    remarks.iter().map(Remark::to_string).collect()
}

/// What there is to doubt about the projection of a scenario.
fn doubts(model: &Model) -> Vec<String> {
    told(&model.doubts(&model.project().expect("a projection")))
}

/// The keys of the remark that starts like this, if there is one.
fn keys_after(model: &Model, start: &str) -> Option<String> {
    let remarks = doubts(model);
    let mut said = remarks.iter().filter_map(|it| it.strip_prefix(start));
    let found = said.next().map(str::to_owned);
    assert_eq!(said.next(), None, "one remark");
    found
}

/// What is said about keys without effect, if anything.
fn dead(model: &Model) -> Option<String> {
    keys_after(model, "zonder gevolg in deze projectie: ")
}

/// What is said about keys that the backtest alone reads, if anything.
fn only_in_backtest(model: &Model) -> Option<String> {
    keys_after(model, "telt alleen in `spuk backtest`: ")
}

#[test]
fn national_counts_of_cohorts_from_before_the_act_count() {
    let years = "scenario.van = 2022\nscenario.tot = 2023\n[prognose]\n2022 = 27000\n2023 = 30000\n\
                 [taakstelling]\n2021 = 20000\n2022 = 25000\n";
    let paid = |more: &str| {
        let csv = on_the_law(&format!("{years}{more}")).csv().expect("a run");
        let first = rows(&csv).into_iter().filter(|row| row["jaar"] == "2022");
        first.map(|row| cents(&row["ba_definitief"])).sum::<i64>()
    };
    let counts = "[aantallen.landelijk.asielstatushouder]\n2020 = 10000\n2021 = 15000\n";
    // LAA(t-1) * b + LAA(t-2) * c (Bi2021 art. 10.2).
    let more = 15_000 * 407_967 + 10_000 * 101_992;
    assert_eq!(paid(""), 7_157_121_930);
    assert_eq!(paid(counts), 7_157_121_930 + more);
}

#[test]
fn years_that_nothing_asks_for_are_named_by_table() {
    let folder = on_the_law(
        "scenario.tot = 2028\n[reservering]\nvanaf = 2040\n[korting]\npercentage = 0.1\nvanaf = 2030\n\
         [bedragen.2023]\na = 9000\n[bedragen.2040]\na = 1\n\
         [prijs.2022]\nleerroute = 1\noverig = 1\n[prijs.2035]\nleerroute = 1\noverig = 1\n\
         [begroting]\n2030 = 1\n2031 = 1\n2033 = 1\n[index]\n2026 = 0.1\n2027 = 0.1\n2030 = 0.1\n\
         [aantallen.landelijk.asielstatushouder]\n2012 = 4\n2022 = 4\n2031 = 100\n\
         [aantallen.landelijk.afgerond]\n2022 = 4\n2031 = 100\n\
         [aantallen.landelijk.onderwijsroute]\n2023 = 4\n2024 = 4\n\
         [vertraging.asielstatushouder]\n2022 = 4\n2031 = 10\n\
         [instroom.pad.asielstatushouder]\n2028 = 10\n2030 = 10\n2031 = 10\n\
         [taakstelling]\n2022 = 3\n2023 = 3\n2028 = 3\n",
    );
    let expected = [
        "taakstelling.2022",
        "taakstelling.2028",
        "begroting.2030-2031",
        "begroting.2033",
        "bedragen.2023",
        "bedragen.2040",
        "prijs.2022",
        "prijs.2035",
        "index.2026",
        "index.2030",
        "aantallen.landelijk.asielstatushouder.2012",
        "aantallen.landelijk.asielstatushouder.2031",
        "aantallen.landelijk.onderwijsroute.2023",
        "aantallen.landelijk.afgerond.2031",
        "instroom.pad.asielstatushouder.2030-2031",
        "vertraging.asielstatushouder.2031",
        "reservering.vanaf",
        "korting.vanaf",
    ];
    let model = folder.load().expect("a scenario");
    assert_eq!(dead(&model), Some(expected.join(", ")));
}

#[test]
fn rows_after_the_last_year_and_counts_that_lose_from_rows_are_named() {
    let folder = on_the_law(
        "scenario.tot = 2026\ngemeenten.bestand = \"g.csv\"\naantallen.bestand = \"a.csv\"\naantallen.aanvullen = \"nul\"\n\
         [aantallen.landelijk.asielstatushouder]\n2024 = 5\n2025 = 6\n",
    );
    folder.write("g.csv", THREE);
    let counts = "gm_code,groep,jaar,aantal,peiljaar\nGM1,asielstatushouder,2024,8,\n\
                  GM1,asielstatushouder,2025,8,2025\nGM1,gezins_overig,2027,8,\n\
                  GM1,gezins_overig,2026,8,2028\n";
    folder.write("a.csv", counts);
    let expected = "aantallen.landelijk.asielstatushouder.2024, \
                    aantallen `gezins_overig` van 2027 in a.csv, \
                    aantallen `gezins_overig` van 2026 met peiljaar 2028 in a.csv";
    let model = folder.load().expect("a scenario");
    assert_eq!(dead(&model).as_deref(), Some(expected));
}

/// Whoever only takes other years did not write the tables that these leave out.
#[test]
fn other_years_bring_no_remarks_about_what_was_there() {
    for years in ["scenario.tot = 2027", "scenario.van = 2026"] {
        let model = on_the_law(years).load().expect("a scenario");
        assert_eq!(dead(&model), None, "{years}");
        let setting = years.replace(' ', "");
        for wanted in ["wi2021", "fondsuitkering-2028", "scenarios/oud-ritme.toml"] {
            let model = Model::load(wanted, std::slice::from_ref(&setting)).expect(wanted);
            assert_eq!(dead(&model), None, "{wanted} {years}");
        }
    }
    let settings = [
        "scenario.tot=2027",
        "begroting.2035=1",
        "bedragen.2023.a=9000",
    ];
    let model = Model::load("wi2021", &settings.map(str::to_owned)).expect("settings");
    assert_eq!(
        dead(&model).as_deref(),
        Some("begroting.2035, bedragen.2023")
    );
}

/// A year before the first can decide which year is the first with prestatiebekostiging.
#[test]
fn an_early_amount_that_decides_something_is_no_dead_key() {
    let text = "scenario.van = 2027\n[bedragen.2026]\ngewicht_d = 0\n";
    assert_eq!(dead(&on_the_law(text).load().expect("a scenario")), None);
}

#[test]
fn the_shipped_scenarios_have_no_dead_keys() {
    for (name, _) in spuk::internals::scenario::EMBEDDED {
        for wanted in [name.to_owned(), format!("scenarios/{name}.toml")] {
            let model = Model::load(&wanted, &[]).expect(name);
            assert_eq!(dead(&model), None, "{wanted}");
            assert_eq!(only_in_backtest(&model), None, "{wanted}");
        }
    }
}

#[test]
fn keys_that_the_backtest_alone_reads_are_named() {
    let folder = on_the_law(
        "[pip]\nasielstatushouder = [0.5, 0.6]\n[uitkomst.asielstatushouder]\nontheven = [0.01]\n\
         vrijgesteld = [0]\nvervallen = [0]\n\
         [leerroute.gezinsmigrant]\nB1 = 0.9\nonderwijs = 0\nZ = 0.1\n\
         [traject.overige_migrant]\nB1 = [0, 0.1]\n[leerroute.asielstatushouder]\nB1 = 0.5\n\
         onderwijs = 0.2\nZ = 0.3\n[vertraging]\ngezinsmigrant = { 2022 = 5, 2030 = 5 }\n\
         asielstatushouder = { 2030 = 5 }\n",
    );
    let model = folder.load().expect("a scenario");
    let expected = "uitkomst.asielstatushouder, pip.asielstatushouder, leerroute.gezinsmigrant, \
                    vertraging.gezinsmigrant.2022, traject.overige_migrant";
    assert_eq!(only_in_backtest(&model).as_deref(), Some(expected));
    assert_eq!(
        dead(&model).as_deref(),
        Some("vertraging.gezinsmigrant.2030")
    );
    let settings = ["pip.gezinsmigrant=[0.5]".to_owned()];
    let model = Model::load("wi2021", &settings).expect("a setting");
    assert_eq!(
        only_in_backtest(&model).as_deref(),
        Some("pip.gezinsmigrant")
    );
}

#[test]
fn rhythms_and_results_of_other_years_are_named() {
    let old = "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.5, 0.4, 0.1]\n";
    let new = "[[betaalritme]]\nvanaf_cohort = 2026\ntotaal = [0.4, 0.3, 0.3]\n";
    let late = "[[betaalritme]]\nvanaf_cohort = 2050\ntotaal = [1, 0, 0]\n";
    let first = "[[betaalritme]]\nvanaf_cohort = 2010\ntotaal = [1, 0, 0]\n";
    let results = "[prestatie]\nvanaf = 2040\naandeel = 0.2\n";
    let derived = "[bedragen.2026]\ngebruik = \"afgeleid\"\n";
    for (keys, expected) in [
        (format!("{old}{new}"), None),
        (format!("{old}{new}{late}"), Some("betaalritme.2")),
        (format!("{first}{old}{new}"), Some("betaalritme.0")),
        (
            "[prestatie]\naandeel = 0.2\neerste_jaar = \"t-2\"\n".to_owned(),
            None,
        ),
        // The published weight of 2026 makes that year the first.
        (
            format!("{results}eerste_jaar = \"t-2\"\n"),
            Some("prestatie.aandeel"),
        ),
        (
            format!("{results}eerste_jaar = \"t-2\"\n{derived}"),
            Some("prestatie.aandeel, prestatie.eerste_jaar"),
        ),
        (
            "scenario.van = 2028\n[prestatie]\neerste_jaar = \"t-2\"\n".to_owned(),
            Some("prestatie.eerste_jaar"),
        ),
    ] {
        let model = on_the_law(&keys).load().expect("a scenario");
        assert_eq!(dead(&model).as_deref(), expected, "{keys}");
    }
}

/// The worked example from 2026 on, with this for the amounts of 2025.
fn aia_of_2026(amounts: &str) -> Vec<String> {
    let example = SCENARIO;
    let example = example.replace("van = 2025", "van = 2026");
    let (before, rest) = example.split_once("[bedragen.2025]").expect("2025");
    let (_, after) = rest.split_once("[bedragen.2026]").expect("2026");
    let text = format!("{before}[bedragen.2025]\n{amounts}\n[bedragen.2026]{after}");
    let folder = Folder::three(&text);
    let counted = rows(&folder.csv().expect("a run")).into_iter();
    counted
        .map(|row| row["afgerond_meetellend"].clone())
        .collect()
}

/// Bi2021 art. 10.3(5): what counts in 2026 depends on whether 2025 had a weight.
#[test]
fn a_weight_of_results_counts_without_the_other_amounts_of_its_year() {
    let full = "gezins_overig = 694.23\na = 9154.91\nb = 4635.54\nc = 1158.89\ngewicht_a = 9154.91\n\
                gewicht_b = 4635.54\ngewicht_c = 1158.89\n";
    let weight = "gewicht_d = 850\n";
    assert_eq!(aia_of_2026(weight), aia_of_2026(&format!("{full}{weight}")));
    let none = "gewicht_d = 0\n";
    assert_eq!(aia_of_2026(none), aia_of_2026(&format!("{full}{none}")));
    assert_ne!(aia_of_2026(none), aia_of_2026(weight));
}

/// Rows of a delivery to a scenario of its own that no year asks for.
#[test]
fn rows_of_before_the_first_year_and_rows_that_others_replace_are_named() {
    let folder = on_the_law(
        "scenario.van = 2026\nscenario.tot = 2026\ngemeenten.bestand = \"g.csv\"\n\
         aantallen.bestand = \"a.csv\"\naantallen.aanvullen = \"nul\"\n",
    );
    folder.write("g.csv", THREE);
    let counts = "gm_code,groep,jaar,aantal,peiljaar\nGM1,asielstatushouder,2010,8,\n\
                  GM1,asielstatushouder,2024,8,\nGM1,gezins_overig,2024,8,2025\n\
                  GM1,onderwijsroute,2023,8,\nGM1,onderwijsroute,2026,8,\n\
                  GM1,onderwijsroute,2026,8,2026\n";
    folder.write("a.csv", counts);
    let expected = "aantallen `asielstatushouder` van 2010 in a.csv, \
                    aantallen `gezins_overig` van 2024 met peiljaar 2025 in a.csv, \
                    aantallen `onderwijsroute` van 2023, 2026 in a.csv";
    let model = folder.load().expect("a scenario");
    assert_eq!(dead(&model).as_deref(), Some(expected));
}

#[test]
fn keys_that_need_another_key_are_named_without_it() {
    let own = "scenario.van = 2026\nscenario.tot = 2026\n[prognose]\n2026 = 1\n[taakstelling]\n2025 = 1\n\
               [prijs.2026]\nleerroute = 9000\noverig = 1000\ngezins_overig = 1\n\
               [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.4, 0.3, 0.3]\n";
    for (keys, expected) in [
        (
            "[start]\npip_termijn_gemist = 0.5\n",
            "start.pip_termijn_gemist",
        ),
        ("[verlenging]\nvanaf = 2026\n", "verlenging.vanaf"),
        ("[verlenging]\nkosten = 100\n", "verlenging.kosten"),
        (
            "[verlenging]\naandeel = 0.1\nvanaf = 2030\n",
            "verlenging.aandeel, verlenging.vanaf",
        ),
        (
            "[instrument]\nvanaf = 2026\nverdeelsleutel = \"inwoners\"\n",
            "instrument.vanaf, instrument.verdeelsleutel",
        ),
    ] {
        let folder = Folder::with(&[("scenario.toml", &format!("{own}{keys}"))]);
        let model = folder.load().expect("a scenario");
        assert_eq!(dead(&model).as_deref(), Some(expected), "{keys}");
    }
}

/// Only the years of the projection count, and the referentiejaar of a fondsuitkering in them.
#[test]
fn years_between_a_referentiejaar_and_the_projection_are_named() {
    let numbers = "prognose.2023 = 5\ntaakstelling.2023 = 5\n\
                   aantallen.landelijk.onderwijsroute.2023 = 4\nscenario.van = 2027\n";
    let spuk = "[instrument]\nsoort = \"spuk\"\nreferentiejaar = 2022\n";
    let years = "prognose.2023, taakstelling.2023, aantallen.landelijk.onderwijsroute.2023";
    for (instrument, more) in [("", ""), (spuk, ", instrument.referentiejaar")] {
        let model = on_the_law(&format!("{numbers}{instrument}")).load();
        let model = model.expect("a scenario");
        assert_eq!(dead(&model), Some(format!("{years}{more}")), "{instrument}");
    }
    let fonds = "[instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2028\nreferentiejaar = 2024\n";
    let other = "prognose.2026 = 99\nprognose.2024 = 99\ntaakstelling.2026 = 99\ntaakstelling.2023 = 99\n\
                 scenario.van = 2028\n";
    let model = on_the_law(&format!("{other}{fonds}")).load();
    let said = dead(&model.expect("a scenario"));
    // Of the referentiejaar only the definitieve uitkering counts: nobody forecasts it.
    let years = "prognose.2024, prognose.2026, taakstelling.2023, taakstelling.2026";
    assert_eq!(said.as_deref(), Some(years));
}

/// Files of which a part counts otherwise than a reader may expect.
#[test]
fn years_that_are_not_drawn_and_changes_to_come_are_remarked_on() {
    let folder = on_the_law(
        "scenario.van = 2026\nscenario.tot = 2027\ngemeenten.bestand = \"g.csv\"\n\
         gemeenten.herindelingen = \"h.csv\"\n[instroom]\nmodel = \"paden\"\nbestand = \"p.csv\"\n",
    );
    folder.write("g.csv", THREE);
    let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
    folder.write(
        "h.csv",
        format!("{header}2030-01-01,GM1,A,GM2,B,opgegaan\n"),
    );
    folder.write("p.csv", "trekking,groep,2026,2027,2040\n");
    let remarks = told(&folder.load().expect("a scenario").remarks());
    let says = |text: &str| remarks.iter().any(|remark| remark.contains(text));
    assert!(
        says("herindelingen na 2027 tellen in alle jaren al mee: GM0001 (1 januari 2030)"),
        "{remarks:?}"
    );
    assert!(
        says("p.csv: de kolommen 2040 tellen niet mee"),
        "{remarks:?}"
    );
    folder.write(
        "h.csv",
        format!("{header}2027-01-01,GM1,A,GM2,B,opgegaan\n"),
    );
    folder.write("p.csv", "trekking,groep,2026,2027\n");
    let remarks = told(&folder.load().expect("a scenario").remarks());
    assert_eq!(remarks, ["A (GM0001) telt mee in B (Bi2021 art. 10.3(1))"]);
}

/// The key of money of another time; that of money that is there has an effect.
#[test]
fn how_money_of_no_projected_year_is_divided_is_named() {
    let said = |year: u32| {
        let line = "naam = \"Eigen\"\nverdeelsleutel = \"gezins_overig\"\n";
        let text =
            format!("scenario.tot = 2028\n[[incidenteel]]\n{line}bedrag = {{ {year} = 1000 }}\n");
        dead(&on_the_law(&text).load().expect("a scenario"))
    };
    let both = "incidenteel.0.bedrag.2029, incidenteel.0.verdeelsleutel";
    assert_eq!(said(2029).as_deref(), Some(both));
    assert_eq!(said(2028), None);
}

#[test]
fn more_late_people_than_there_are_is_said() {
    let said = |late: u32| {
        let folder = on_the_law(&format!("vertraging.asielstatushouder.2026 = {late}\n"));
        let model = folder.load().expect("a scenario");
        let remarks = doubts(&model);
        remarks.iter().any(|it| {
            it.starts_with("meer late kennisgevingen dan asielstatushouders in cohort 2026")
        })
    };
    assert!(said(1_000_000));
    assert!(!said(100));
}

/// A published amount that a price gives to the cent leaves the price behind it as it is, so
/// that its index says something of later years; one that it does not give is a beginning.
#[test]
fn an_index_counts_where_the_published_amount_follows_from_it() {
    let csv_and_dead = |index: &str| {
        let folder = on_the_law(&format!(
            "[index]\n2027 = {index}\n[bedragen.2027]\ngezins_overig = 727.92\na = 6239.52\n\
             b = 4836.93\nc = 1209.23\ngewicht_a = 5966.22\ngewicht_b = 4353.24\n\
             gewicht_c = 1088.31\ngewicht_d = 877.92\npa_t = 0.70\npa_t1 = 0.70\n"
        ));
        let model = folder.load().unwrap();
        (folder.csv().unwrap(), dead(&model))
    };
    let [(other, of_other), (another, of_another), (own, of_own)] =
        ["0.01", "0.02", "0.03"].map(csv_and_dead);
    // 706.72 * 1.03 is 727.9216.
    assert_eq!(
        (of_other.as_deref(), of_another),
        (Some("index.2027"), of_other.clone())
    );
    assert_eq!(other, another);
    assert_ne!(other, own);
    assert_eq!(of_own, None);
}
