//! What amounts, prices and costs are bound by, and what a receipt follows from.

use spuk::internals::input::diagnostic::Code;
use spuk::internals::terms::jaar::Jaar;

use super::figures::{PLACES, PLAIN, folder};

/// What growth makes of a price or of costs has the bound that a written one has, to the
/// last decimal.
#[test]
fn growth_stays_within_the_bound_of_an_amount() {
    let grows = |index: &str, more: &str| {
        let scenario = PLAIN.replace("[index]\n2026 = 0\n", &format!("[index]\n2026 = {index}\n"));
        assert!(scenario.contains(&format!("2026 = {index}\n2027")));
        folder(&format!("{scenario}{more}"))
    };
    let at_most = |more: &str, told: &str| {
        assert!(grows("0", more).load().is_ok(), "{told}");
        let said = grows("0.000000001", more).load().unwrap_err();
        assert_eq!(said.code(), Code::BuitenBereik);
        assert!(said.to_string().contains(told), "{said}");
    };
    at_most(
        "[onderwijsroute]\nvanaf = 2026\ntrajectprijs = 1_000_000\nprijspeil = 2025\naandeel = 0.2\n",
        "de trajectprijs komt in 2026 boven 1000000 euro",
    );
    at_most(
        "[kosten]\nprijspeil = 2025\n[kosten.begeleiding]\nbedrag = 1_000_000\nritme = [1]\n",
        "de kosten in 2026 komen boven 1000000 euro per persoon",
    );
    for (name, part) in [
        ("leerroute", "leerroute = 15000\n"),
        ("overig", "overig = 5000\n"),
        ("gezins_overig", "gezins_overig = 800\n"),
    ] {
        let dear = PLAIN.replace(part, &format!("{name} = 1_000_000\n"));
        assert_ne!(dear, PLAIN);
        assert!(folder(&dear).load().is_ok(), "{name}");
        let more = dear.replace("[index]\n2026 = 0\n", "[index]\n2026 = 0.000000001\n");
        let said = folder(&more).load().unwrap_err().to_string();
        assert!(
            said.contains("komt een prijs in 2026 boven 1000000 euro"),
            "{name}: {said}"
        );
    }
}

/// Amounts of every year without prices: the weights are the amounts, unless results weigh.
#[test]
fn published_amounts_alone_are_their_own_weights() {
    let (before, rest) = PLAIN.split_once("[prijs.2025]").expect("prices");
    let (_, rhythm) = rest.split_once("[[betaalritme]]").expect("a rhythm");
    let years = |more: &str| {
        let year = |jaar: u16| {
            format!("[bedragen.{jaar}]\ngezins_overig = 800\na = 100.5\nb = 50\nc = 20\n{more}\n")
        };
        let years: String = (2025..=2028).map(year).collect();
        format!("{before}[[betaalritme]]{rhythm}{years}")
    };
    let model = folder(&years("")).load().expect("amounts alone");
    let of = |jaar: i64| {
        let year = model.bedragen.of(Jaar::new(jaar).expect("a year"));
        year.and_then(|year| year.geldend)
            .expect("amounts that count")
    };
    for jaar in 2025..=2028 {
        let weights = of(jaar).gewicht.map(|it| it.get());
        assert_eq!(weights, [10_050, 5_000, 2_000, 0], "{jaar}");
        assert!(of(jaar).po.numerator() == 0);
    }
    let prestatie = "[prestatie]\nvanaf = 2027\naandeel = 0.2\n";
    for (scenario, missing) in [
        (
            years("") + prestatie,
            "voor 2027 ontbreekt het bedrag `gewicht_a`",
        ),
        (years("onderwijsroute = 9"), "`po`"),
    ] {
        let refused = folder(&scenario).project().unwrap_err();
        assert_eq!(refused.code(), Code::BedragenOntbreken);
        assert!(refused.to_string().contains(missing), "{refused}");
    }
}

/// What a receipt follows from: every figure, and every byte of a file.
#[test]
fn a_receipt_follows_figures_and_files() {
    let hash = |scenario: &str, places: &str| {
        let folder = folder(scenario);
        folder.write("gemeenten.csv", places);
        let model = folder.load().expect("a scenario");
        (model.sha256(), model.sha256_with_ranges())
    };
    let own = hash(PLAIN, PLACES);
    assert_eq!(hash(PLAIN, PLACES), own);
    let other = PLAIN.replace("leerroute = 15000", "leerroute = 15001");
    let typed = PLAIN.replace("leerroute = 15000", "leerroute = 15_000");
    let ranged = PLAIN.replace(
        "leerroute = 15000",
        "leerroute = { waarde = 15000, tussen = [1, 20000] }",
    );
    assert_eq!(hash(&typed, PLACES), own);
    assert_eq!(hash(&ranged, PLACES).0, own.0);
    let moved = PLACES.replace("GM0002,Aa,Noord,3000", "GM0002,Aa,Noord,3001");
    let all = [
        own,
        hash(&other, PLACES),
        hash(&ranged, PLACES),
        hash(PLAIN, &moved),
    ];
    for one in 0..all.len() {
        for two in 0..one {
            assert_ne!(all[one].1, all[two].1, "{one} {two}");
        }
    }
    assert_ne!(all[1].0, own.0);
    assert_ne!(all[3].0, own.0);
}
