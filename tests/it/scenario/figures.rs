//! What the figures of a scenario come to at their edges: a first year that is no first
//! year, amounts that were published later, a fondsuitkering that begins, a series that
//! ends before the last year. Each with what is right, reckoned by hand.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use spuk::internals::terms::Remark;
use spuk::internals::terms::remark::FigureRemark;

use crate::common::{Folder, cents, rows, spuk};

pub(super) const PLACES: &str = "gm_code,naam,provincie,inwoners_2023,inwoners_2024,inwoners_2025\n\
                      GM0002,Aa,Noord,3000,3000,3000\nGM0009,Bee,Zuid,1000,1000,1000\n";

/// Hundred asielstatushouders a year, in one rhythm, at 20,000 euros each.
pub(super) const PLAIN: &str = "[scenario]\nnaam = \"proef\"\nvan = 2025\ntot = 2028\n\
    [gemeenten]\nbestand = \"gemeenten.csv\"\n\
    [aantallen.landelijk.asielstatushouder]\n\
    2023 = 100\n2024 = 100\n2025 = 100\n2026 = 100\n2027 = 100\n2028 = 100\n\
    [aantallen.landelijk.gezins_overig]\n\
    2023 = 0\n2024 = 0\n2025 = 0\n2026 = 0\n2027 = 0\n2028 = 0\n\
    [prognose]\n2025 = 100\n2026 = 100\n2027 = 100\n2028 = 100\n\
    [taakstelling]\n2024 = 100\n2025 = 100\n2026 = 100\n2027 = 100\n\
    [prijs.2025]\nleerroute = 15000\noverig = 5000\ngezins_overig = 800\n\
    [index]\n2026 = 0\n2027 = 0\n2028 = 0\n\
    [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.5, 0.3, 0.2]\n";

pub(super) fn folder(scenario: &str) -> Folder {
    Folder::with(&[("scenario.toml", scenario), ("gemeenten.csv", PLACES)])
}

/// A column of the country per year, in cents or people.
fn national(folder: &Folder, column: &str) -> BTreeMap<String, i64> {
    let csv = folder.csv().unwrap_or_else(|error| panic!("{error}"));
    let mut sums = BTreeMap::new();
    for row in rows(&csv) {
        let text = &row[column];
        let figure = match text.contains('.') {
            true => cents(text),
            false => text.parse().expect("people"),
        };
        *sums.entry(row["jaar"].clone()).or_default() += figure;
    }
    sums
}

fn remarks(folder: &Folder) -> Vec<FigureRemark> {
    let (model, projection) = folder.project().unwrap_or_else(|error| panic!("{error}"));
    let all = model.remarks_on(&projection).into_iter();
    all.filter_map(|remark| match remark {
        Remark::Figures(remark) => Some(remark),
        _ => None,
    })
    .collect()
}

fn codes(folder: &Folder) -> Vec<&'static str> {
    remarks(folder).iter().map(FigureRemark::code).collect()
}

const KOSTEN: &str = "[leerroute.asielstatushouder]\nB1 = 1\nonderwijs = 0\nZ = 0\n\
    [kosten.leerroute.B1]\nbedrag = 500\nritme = [1]\n\
    [kosten.leerroute.onderwijs]\nbedrag = 0\nritme = [1]\n\
    [kosten.leerroute.Z]\nbedrag = 0\nritme = [1]\n";

/// The SPUK of 2026 pays 2,000,000 and 50,000 is spent a year. What is left of the
/// reserve in the first year of the fondsuitkering, 1,950,000 of it, flows back.
#[test]
fn the_reserve_of_the_spuk_is_reclaimed_when_a_fondsuitkering_begins() {
    let fonds = format!(
        "{PLAIN}{KOSTEN}[instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2027\nreferentiejaar = 2026\n"
    );
    let back = national(&folder(&fonds), "terugvordering");
    let year = |jaar: &str, amounts: &BTreeMap<String, i64>| amounts[jaar];
    assert_eq!(year("2027", &back), 195_000_000);
    assert_eq!(year("2028", &back), 0, "a fondsuitkering is kept");
    let reserve = national(&folder(&fonds), "reserve");
    assert_eq!(year("2027", &reserve), 200_000_000);
    assert_eq!(year("2028", &reserve), 395_000_000);
    let kept = format!("{fonds}spuk_reserve = \"behouden\"\n");
    assert_eq!(year("2027", &national(&folder(&kept), "terugvordering")), 0);
    assert_eq!(
        year("2027", &national(&folder(&kept), "reserve")),
        395_000_000
    );
}

/// A fondsuitkering asks for the definitieve uitkering of its referentiejaar, not for
/// what was known before it; divided by inhabitants it asks for no forecast at all.
#[test]
fn a_fondsuitkering_asks_for_no_figure_that_changes_nothing() {
    let fonds = PLAIN
        .replace("van = 2025", "van = 2026")
        .replace(
            "2025 = 100\n2026 = 100\n2027 = 100\n2028 = 100\n[taak",
            "[taak",
        )
        .replace(
            "2024 = 100\n2025 = 100\n2026 = 100\n2027 = 100\n[prijs",
            "[prijs",
        );
    let fonds = format!(
        "{fonds}[instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2026\nreferentiejaar = 2025\nverdeelsleutel = \"inwoners\"\n"
    );
    let paid = national(&folder(&fonds), "uitkering_definitief");
    assert!(paid.values().all(|&cents| cents == 200_000_000), "{paid:?}");
    // By grondslag it does decide who gets what.
    let by_grondslag = fonds.replace("\"inwoners\"", "\"grondslag\"");
    let refused = folder(&by_grondslag).csv().unwrap_err().to_string();
    assert!(refused.contains("[prognose]"), "{refused}");
}

/// All since the Act began, up to t-2: in the first year 2023 that is nobody.
#[test]
fn completions_of_before_the_act_count_in_no_first_year() {
    let early = PLAIN
        .replace("van = 2025\ntot = 2028", "van = 2023\ntot = 2024")
        .replace("[prognose]\n", "[aantallen.landelijk.afgerond]\n2020 = 40\n2021 = 60\n2022 = 8\n[prognose]\n2023 = 100\n2024 = 100\n")
        .replace("[taakstelling]\n2024", "[taakstelling]\n2022 = 9\n2023 = 9\n2024")
        .replace("[prijs.2025]", "[prijs.2023]")
        .replace("[index]\n", "[index]\n2024 = 0\n2025 = 0\n")
        .replace("landelijk.asielstatushouder]\n", "landelijk.asielstatushouder]\n2021 = 100\n2022 = 100\n");
    let first = format!("{early}[prestatie]\nvanaf = 2023\naandeel = 0.1\n");
    let counted = national(&folder(&first), "afgerond_meetellend");
    assert_eq!((counted["2023"], counted["2024"]), (0, 8));
    let later = format!("{early}[prestatie]\nvanaf = 2024\naandeel = 0.1\n");
    assert_eq!(national(&folder(&later), "afgerond_meetellend")["2024"], 8);
}

#[test]
fn the_onderwijsroute_grows_with_the_leerroute_from_what_was_published_last() {
    let route =
        "[onderwijsroute]\nvanaf = 2026\ntrajectprijs = 19000\nprijspeil = 2025\naandeel = 0.2\n";
    let people = PLAIN
        .replace(
            "[prognose]",
            "[aantallen.landelijk.onderwijsroute]\n2026 = 7\n2027 = 7\n2028 = 7\n[prognose]",
        )
        .replace(
            "2026 = 0\n2027 = 0\n2028 = 0\n[[betaalritme]]",
            "2026 = 0.1\n2027 = 0.03\n2028 = -0.01\n[[betaalritme]]",
        );
    let paid = |route: &str, published: &str| {
        let paid = national(
            &folder(&format!("{people}{route}{published}")),
            "abo_definitief",
        );
        ["2026", "2027", "2028"].map(|year| paid[year])
    };
    let derived = paid(route, "");
    // Seven people of 4,321.05 euros, of that times 1.03, and of that times 0.99, to the cent.
    let published = "[bedragen.2026]\nonderwijsroute = 4321.05\n";
    let grown = [7 * 432_105, 7 * 445_068, 7 * 440_617];
    assert_eq!(paid(route, published), grown);
    // The last of two, and none that is of before the year of the price, or does not count.
    let twice = format!("{published}[bedragen.2027]\nonderwijsroute = 5000\n");
    assert_eq!(paid(route, &twice), [7 * 432_105, 7 * 500_000, 7 * 495_000]);
    let of_the_price = published.replace("2026", "2025");
    assert_eq!(paid(route, &of_the_price), derived);
    // One of the year of the price itself wins of that price, as one of any later year does.
    let from_then = route.replace("vanaf = 2026", "vanaf = 2025");
    let from_2025 = [7 * 475_316, 7 * 489_575, 7 * 484_679];
    assert_eq!(paid(&from_then, &of_the_price), from_2025);
    let before = from_then.replace("prijspeil = 2025", "prijspeil = 2026");
    assert_eq!(paid(&before, &of_the_price), paid(&before, ""));
    let as_derived = format!("{published}gebruik = \"afgeleid\"\n");
    assert_eq!(paid(route, &as_derived), derived);
    let later = route.replace("vanaf = 2026", "vanaf = 2027");
    // What was published for a year before it began is paid, and nothing grows from it.
    assert_eq!(paid(&later, published)[1..], derived[1..]);
    assert_ne!(derived[1], grown[1]);
}

#[test]
fn an_onderwijsroute_that_is_taken_out_pays_nothing_whatever_was_published() {
    let route = "[onderwijsroute]\nvanaf = 2025\ntrajectprijs = 19000\nprijspeil = 2025\naandeel = 0.2\n\
                 [bedragen.2026]\nonderwijsroute = 4321.05\n";
    let people = PLAIN.replace(
        "[prognose]",
        "[aantallen.landelijk.onderwijsroute]\n2026 = 7\n[prognose]",
    );
    let on = format!("{people}{route}");
    assert_eq!(
        national(&folder(&on), "abo_definitief")["2026"],
        7 * 432_105
    );
    let off = on.replace("trajectprijs", "actief = false\ntrajectprijs");
    assert!(
        national(&folder(&off), "abo_definitief")
            .values()
            .all(|&it| it == 0)
    );
    let (model, projection) = folder(&off).project().unwrap();
    let told: Vec<String> = model
        .remarks_on(&projection)
        .iter()
        .map(Remark::to_string)
        .collect();
    assert!(
        told.iter()
            .any(|it| it.contains("bedragen.2026.onderwijsroute")),
        "{told:?}"
    );
}

#[test]
fn incidental_money_of_a_key_that_nobody_has_is_said_to_go_by_inhabitants() {
    let money = "[[incidenteel]]\nnaam = \"taal\"\nverdeelsleutel = \"gezins_overig\"\nbedrag = { 2026 = 40, 2027 = 8 }\n";
    let folder = folder(&format!("{PLAIN}{money}"));
    let said = remarks(&folder)
        .into_iter()
        .find(|one| one.code() == "verdeelsleutel-van-niemand");
    let text = said.expect("a remark").text().to_string();
    assert!(
        text.contains("`taal`") && text.contains("2026-2027"),
        "{text}"
    );
    let by_inhabitants = rows(&folder.csv().unwrap());
    let row = by_inhabitants
        .iter()
        .find(|row| row["gm_code"] == "GM0002" && row["jaar"] == "2026");
    assert_eq!(row.unwrap()["incidenteel"], "30.00");
}

#[test]
fn a_cohort_that_was_counted_later_and_follows_from_the_instroom_before_is_said() {
    let path = "[instroom.pad.asielstatushouder]\n2022 = 0\n2023 = 0\n2024 = 0\n2025 = 30\n2026 = 0\n2027 = 0\n2028 = 0\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"nul\"\n";
    let counts = PLAIN.replace(
        "[aantallen.landelijk.asielstatushouder]\n2023 = 100\n2024 = 100\n2025 = 100\n2026 = 100\n2027 = 100\n2028 = 100\n",
        path,
    );
    let folder = folder(&counts).and(
        "a.csv",
        "gm_code,groep,jaar,aantal,peiljaar\nGM0002,asielstatushouder,2025,90,2027\n",
    );
    let said = remarks(&folder)
        .into_iter()
        .find(|one| one.code() == "cohort-uit-twee-bronnen");
    let text = said.expect("a remark").text().to_string();
    assert!(text.contains("2025 (geteld eind 2027)"), "{text}");
}

/// A price of zero is a price: in the year itself there is nothing to index, and later
/// years go by the price that is not zero.
#[test]
fn costs_are_indexed_without_a_price_of_the_leerroute() {
    let none = PLAIN.replace("leerroute = 15000", "leerroute = 0").replace(
        "2026 = 0\n2027 = 0\n2028 = 0\n[[",
        "2026 = 0.1\n2027 = 0\n2028 = 0\n[[",
    );
    let kosten = format!("{none}{KOSTEN}[kosten]\nprijspeil = 2025\n");
    let costs = national(&folder(&kosten), "kosten");
    assert_eq!((costs["2025"], costs["2026"]), (5_000_000, 5_500_000));
    // Where all prices are zero a year has its own level still, and no other follows from it.
    let zero = kosten.replace(
        "overig = 5000\ngezins_overig = 800",
        "overig = 0\ngezins_overig = 0",
    );
    assert_ne!(zero, kosten);
    let said = folder(&zero).load().unwrap_err().to_string();
    assert!(
        said.contains("de prijzen van 2025 zijn 0: daaruit volgt geen groei naar 2026"),
        "{said}"
    );
}

/// 2027 was published: b is 30% and c 20% of 21,000, and 2028 grows from there.
#[test]
fn what_was_last_published_is_what_grows() {
    let published = "[bedragen.2027]\ngezins_overig = 900\na = 10500\nb = 6300\nc = 4200\n\
                     gewicht_a = 10500\ngewicht_b = 6300\ngewicht_c = 4200\ngewicht_d = 0\n";
    let grows = PLAIN.replace("2028 = 0\n[[", "2028 = 0.1\n[[");
    let folder = folder(&format!("{grows}{published}"));
    let model = folder.load().unwrap();
    let year = model
        .bedragen
        .years()
        .find(|year| year.jaar.get() == 2028)
        .unwrap();
    let amounts = year.geldend.unwrap();
    assert_eq!(
        amounts.bedrag.map(|it| it.get()),
        [1_155_000, 693_000, 462_000]
    );
    assert_eq!(amounts.gezins_overig.get(), 99_000);
    // The parts of the whole are as they were: 3 to 1.
    let seam = model.bedragen.prijspeil().seams().values().next().unwrap();
    let behind = seam.instalments.as_ref().unwrap();
    assert_eq!(
        behind.leerroute,
        &behind.overig * spuk::internals::exact::fraction::exact_whole(3)
    );
    assert!(codes(&folder).contains(&"prijs-uit-bedragen"));
    let table = folder.spuk(&["amounts", "scenario.toml"]).output().unwrap();
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(
        table.contains("2028: groeit uit de gepubliceerde bedragen van 2027"),
        "{table}"
    );
    // These amounts fit the rhythm, and a b of ten euros more does not.
    let told = |amounts: &str| {
        let scenario = format!("{grows}{amounts}");
        folder.write("scenario.toml", &scenario);
        let table = folder.spuk(&["amounts", "scenario.toml"]).output().unwrap();
        let table = String::from_utf8(table.stdout).unwrap();
        let exact = remarks(&folder)
            .into_iter()
            .find_map(|remark| match remark {
                FigureRemark::PriceSeam { jaar, is_exact } => Some((jaar.get(), is_exact)),
                _ => None,
            });
        (
            exact,
            table.contains("passen niet precies bij het betaalritme"),
        )
    };
    assert_eq!(told(published), (Some((2027, true)), false));
    let off = published.replace("b = 6300\nc", "b = 6310\nc");
    assert_ne!(off, published);
    assert_eq!(told(&off), (Some((2027, false)), true));
    // What the prices give is no other price: the years behind it grow as they did.
    let given = "[bedragen.2027]\ngezins_overig = 800\na = 10000\nb = 6000\nc = 4000\n";
    assert_eq!(told(given), (None, false));
}

/// The last figures are carried on, and every one of them is listed as an assumption.
#[test]
fn a_longer_scenario_carries_the_last_figures_on() {
    let output = spuk()
        .args(["run", "--set", "scenario.tot=2035", "--format", "json"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    let figures = json["cijfers"].as_array().unwrap();
    for key in [
        "prognose.2035",
        "taakstelling.2034",
        "index.2033",
        "instroom.pad.asielstatushouder.2032",
    ] {
        let one = figures.iter().find(|one| one["pad"] == *key);
        let one = one.unwrap_or_else(|| panic!("{key} is listed"));
        assert_eq!(one["status"], "aanname", "{key}");
        assert!(one["waarde"].is_number(), "{key}");
        assert!(
            one["bron"]
                .as_str()
                .unwrap()
                .contains("aanname van het programma")
        );
    }
    assert!(figures.iter().all(|one| one["pad"] != "taakstelling.2035"));
    let told = json["opmerkingen"].to_string();
    assert!(
        told.contains("[prognose] na 2031") && told.contains("[index] na 2031"),
        "{told}"
    );
}

/// Figures are numbers, whatever way they were typed.
#[test]
fn figures_in_json_are_numbers_as_they_were_used() {
    let typed = PLAIN
        .replace(
            "2025 = 100\n2026 = 100\n2027 = 100\n2028 = 100\n[taak",
            "2025 = 1_00\n2026 = 100\n2027 = 100\n2028 = 100\n[taak",
        )
        .replace("leerroute = 15000", "leerroute = \"15000.500\"")
        .replace(
            "overig = 5000",
            "overig = { waarde = 5000, tussen = [4000.50, 6_000] }",
        );
    let folder = folder(&typed);
    let output = folder
        .spuk(&["run", "scenario.toml", "--format", "json"])
        .output()
        .unwrap();
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    let value = |key: &str| {
        let all = json["cijfers"].as_array().unwrap();
        all.iter().find(|one| one["pad"] == key).unwrap()["waarde"].to_string()
    };
    assert_eq!(value("prognose.2025"), "100");
    assert_eq!(value("prognose.2026"), "100");
    assert_eq!(value("prijs.2025.leerroute"), "15000.5");
    assert_eq!(value("gemeenten.bestand"), "\"gemeenten.csv\"");
    // The ends of a range are numbers as well, without the zeros behind them.
    let all = json["cijfers"].as_array().unwrap();
    let ranged = all.iter().find(|one| one["pad"] == "prijs.2025.overig");
    assert_eq!(ranged.unwrap()["tussen"].to_string(), "[4000.5,6000]");
}

#[test]
fn own_forecasts_without_instroom_and_series_that_end_early_are_said() {
    let told = |settings: &str| {
        let folder = Folder::with(&[(
            "scenario.toml",
            &format!("[scenario]\nbasis = \"wi2021\"\n{settings}"),
        )]);
        codes(&folder)
    };
    let alone = told("[prognose]\n2027 = 31000\n");
    assert!(alone.contains(&"prognose-zonder-instroom"), "{alone:?}");
    assert!(!alone.contains(&"reeks-valt-terug-op-basis"), "{alone:?}");
    let both = told(
        "[prognose]\n2027 = 31000\n2028 = 32000\n[instroom.pad.asielstatushouder]\n2027 = 22000\n",
    );
    assert!(!both.contains(&"prognose-zonder-instroom"), "{both:?}");
    assert!(both.contains(&"reeks-valt-terug-op-basis"), "{both:?}");
    assert!(told("").is_empty());
}

/// Fewer years by --jaar move nothing; a scenario that begins later lacks what came
/// before, and says so below the table.
#[test]
fn a_scenario_that_begins_later_says_what_it_lacks() {
    let run = |arguments: &[&str]| {
        let output = spuk().arg("run").args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let late = run(&["--set", "scenario.van=2027", "--jaar", "2027"]);
    assert!(
        late.contains("het scenario begint in 2027: de kas van 2027 mist de verrekening over 2026"),
        "{late}"
    );
    let whole = run(&["--jaar", "2027"]);
    assert!(!whole.contains("mist de verrekening"), "{whole}");
}

/// 2031 is before the first year, and all years go by its figures.
#[test]
fn a_figure_that_is_carried_on_is_listed_and_has_an_effect() {
    let text = "[scenario]\nbasis = \"wi2021\"\nvan = 2032\ntot = 2033\n\
                [prognose]\n2031 = 20000\n\
                [taakstelling]\n2031 = { eerste = 15000, tweede = 13000 }\n";
    let folder = Folder::with(&[("scenario.toml", text)]);
    let (model, projection) = folder.project().unwrap();
    let all = model.remarks_on(&projection);
    let dead = all
        .iter()
        .find(|remark| matches!(remark, Remark::WithoutEffect { .. }));
    let dead = dead.map(|remark| remark.text().to_string());
    let dead = dead.unwrap_or_default();
    for key in ["prognose.2031", "taakstelling.2031"] {
        assert!(!dead.contains(key), "{dead}");
    }
    let figures = model.figures();
    let of = |key: &str| figures.iter().find(|figure| figure.pad == key);
    let half = of("taakstelling.2032.tweede").expect("a carried half-year");
    assert_eq!(half.waarde, "13000");
    let source = model.scenario.carried_to("taakstelling.2032.tweede");
    assert!(source.is_some_and(|bron| bron.to_string().contains("dat van 2031")));
    assert!(of("prognose.2033").is_some());
}
