//! What is still taken at the edge of a rule and refused beyond it, and what an amount or a
//! cost of one kind alone does.

use spuk::internals::input::diagnostic::{Code, Diagnostic};
use spuk::internals::model::Model;
use spuk::internals::terms::jaar::Jaar;

use super::figures::{PLAIN, folder};

/// What the default is with these tables over it.
fn on_the_law(more: &str) -> Result<Model, Diagnostic> {
    Model::from_text("s.toml", &format!("scenario.basis = \"wi2021\"\n{more}"))
}

/// The code of what is wrong, if anything.
fn refused(more: &str) -> Option<Code> {
    on_the_law(more).err().map(|error| error.code())
}

/// Both ends of a period count: what ends in a year overlaps with what begins in it.
#[test]
fn kortingen_follow_each_other_and_share_no_year() {
    let cuts = |years: [(u16, u16); 2]| {
        let line =
            |(vanaf, tot)| format!("[[korting]]\npercentage = 0.1\nvanaf = {vanaf}\ntot = {tot}\n");
        refused(&years.map(line).concat())
    };
    let overlap = Some(Code::Tegenstrijdig);
    for (one, other, code) in [
        ((2026, 2027), (2028, 2029), None),
        ((2026, 2027), (2027, 2029), overlap),
        ((2026, 2029), (2027, 2028), overlap),
        ((2027, 2027), (2028, 2028), None),
        ((2027, 2027), (2027, 2027), overlap),
        (
            (2027, 2026),
            (2028, 2028),
            Some(Code::EersteVoorLaatsteJaar),
        ),
    ] {
        assert_eq!(cuts([one, other]), code, "{one:?} {other:?}");
        assert_eq!(cuts([other, one]), code, "{other:?} {one:?}");
    }
    let route = |tot: u16| {
        refused(&format!(
            "[onderwijsroute]\nvanaf = 2027\ntot = {tot}\ntrajectprijs = 18000\n\
             prijspeil = 2026\naandeel = 0.2\n"
        ))
    };
    assert_eq!(route(2027), None);
    assert_eq!(route(2026), Some(Code::EersteVoorLaatsteJaar));
}

/// With the years a share may stay what it is, and everyone may complete a route in the end.
#[test]
fn shares_that_run_on_are_taken_up_to_their_edge() {
    let pip = |shares: &str| refused(&format!("[pip]\ngezinsmigrant = {shares}\n"));
    assert_eq!(pip("[0.2, 0.2, 0.3]"), None);
    assert_eq!(pip("[0.2, 0.3, 0.25]"), Some(Code::Tegenstrijdig));
    let all = |last: &str| {
        refused(&format!(
            "[leerroute.gezinsmigrant]\nB1 = 1\nonderwijs = 0\nZ = 0\n\
             [traject.gezinsmigrant]\nB1 = [0.5, {last}]\nonderwijs = [1]\nZ = []\n\
             [uitkomst.gezinsmigrant]\nvrijgesteld = [0.1]\nontheven = [0.1]\nvervallen = [0.1]\n"
        ))
    };
    assert_eq!(all("0.2"), None);
    assert_eq!(all("0.21"), Some(Code::AandelenTellenNietOp));
}

/// A list covers as many years as a scenario can have, and has as many lines as anyone reads.
#[test]
fn a_list_is_as_long_as_it_may_be() {
    let rhythm = |more: &str| {
        let hundred = vec!["0.01"; 100].join(", ");
        let ritme = format!("[{hundred}{more}]");
        refused(&format!(
            "[kosten.begeleiding]\nbedrag = 100\nritme = {ritme}\n"
        ))
    };
    assert_eq!(rhythm(""), None);
    assert_eq!(rhythm(", 0"), Some(Code::BuitenBereik));
    let lines = |number: usize| {
        refused(&"[[verwacht]]\njaar = 2026\nveld = \"kas\"\nbedrag = 1\n".repeat(number))
    };
    assert_eq!(lines(1000), None);
    assert_eq!(lines(1001), Some(Code::BuitenBereik));
}

/// Whether a published amount of 2025 counts where another one follows from the prices.
#[test]
fn a_published_amount_hides_what_follows_from_prices_where_it_differs() {
    let route = "[onderwijsroute]\nvanaf = 2025\ntrajectprijs = 18000\nprijspeil = 2025\n\
                 aandeel = 0.2\n";
    // Of 20,000 euros in a rhythm of 50, 30 and 20 per cent.
    let derived = "a = 10000\nb = 6000\nc = 4000\ngezins_overig = 800\nonderwijsroute = 3000\n";
    let hides = |amounts: &str| {
        let scenario = format!("{PLAIN}{route}[bedragen.2025]\n{amounts}");
        let model = folder(&scenario).load().expect("a scenario");
        let year = model.bedragen.of(Jaar::new(2025).expect("a year"));
        year.expect("amounts").hides_derived()
    };
    assert!(!hides(derived));
    assert!(!hides("gewicht_d = 0\n"));
    for (amount, other) in [
        ("a = 10000", "a = 10000.01"),
        ("c = 4000", "c = 3999.99"),
        ("gezins_overig = 800", "gezins_overig = 801"),
        ("onderwijsroute = 3000", "onderwijsroute = 3001"),
        ("b = 6000", "b = 6000\ngewicht_b = 6001"),
    ] {
        let changed = derived.replace(amount, other);
        assert_ne!(changed, derived);
        assert!(hides(&changed), "{other}");
        // One that is not to count hides nothing.
        let as_derived = format!("{changed}gebruik = \"afgeleid\"\n");
        assert!(!hides(&as_derived), "{other}");
    }
}

/// Results weigh from the year that says so, also where no amount of that year is known; a
/// share of nothing says nothing.
#[test]
fn results_weigh_from_the_year_that_says_so_with_a_share() {
    let first = |vanaf: u16, aandeel: &str| {
        let prestatie = format!("[prestatie]\nvanaf = {vanaf}\naandeel = {aandeel}\n");
        let model = folder(&format!("{PLAIN}{prestatie}")).load();
        let first = model.expect("a scenario").bedragen.first_prestatie_year();
        first.map(Jaar::get)
    };
    assert_eq!(first(2023, "0.2"), Some(2023));
    assert_eq!(first(2023, "0"), None);
    assert_eq!(first(2027, "0.2"), Some(2027));
    assert_eq!(first(2027, "0"), None);
}

/// Each kind of costs by itself is costs.
#[test]
fn one_kind_of_costs_alone_counts() {
    let costs = |more: &str| {
        let model = folder(&format!("{PLAIN}{more}")).load();
        !model.expect("a scenario").tarieven.is_empty()
    };
    assert!(!costs(""));
    for name in ["begeleiding", "gezins_overig"] {
        let line = format!("[kosten.{name}]\nbedrag = 100\nritme = [1]\n");
        assert!(costs(&line), "{name}");
    }
    assert!(costs("[verlenging]\naandeel = 0.1\nkosten = 100\n"));
}

/// A share of who is expected in a year says nothing of whether its published amounts are
/// meant: they still hide what the scenario changed, and that is said.
#[test]
fn only_an_amount_of_a_year_says_that_published_ones_are_meant() {
    let told = |more: &str| {
        let model = on_the_law(more).unwrap_or_else(|error| panic!("{error}"));
        let projection = model.project().unwrap();
        let remarks = model.remarks_on(&projection);
        let mut texts = remarks.iter().map(ToString::to_string);
        texts.any(|text| text.contains("in 2026 gelden de gepubliceerde bedragen"))
    };
    let changed = "[prestatie]\naandeel = 0.3\n";
    assert!(told(changed));
    for beside in ["pa_t = 0.72", "pa_t1 = 0.68", "po = 0.12"] {
        assert!(
            told(&format!("{changed}[bedragen.2026]\n{beside}\n")),
            "{beside}"
        );
    }
    for own in ["a = 5_000", "gewicht_d = 900", "gebruik = \"gepubliceerd\""] {
        assert!(
            !told(&format!("{changed}[bedragen.2026]\n{own}\n")),
            "{own}"
        );
    }
}

/// What is wrong with a table on the command line is told as of the same line in a file.
#[test]
fn a_setting_that_is_a_table_is_refused_as_a_file_is() {
    for line in [
        "prognose.2027={waarde=21000,tussen=[1,2]}",
        "index.2028={waarde=0.02,tussen=[0.03,0.05]}",
        "kosten.begeleiding.bedrag={waarde=3400,tussen=[9,3]}",
    ] {
        let in_file = on_the_law(line).expect_err(line);
        let set = Model::load("wi2021", &[line.to_owned()]).expect_err(line);
        assert_eq!(set.code(), in_file.code(), "{line}: {set}");
        assert!(!set.to_string().contains("niet de tekst"), "{line}: {set}");
    }
    // A word without quotes is still text.
    let named = ["scenario.naam=een naam".to_owned()];
    assert_eq!(
        Model::load("wi2021", &named).unwrap().scenario.naam,
        "een naam"
    );
}
