//! Small made-up worlds: gemeenten, people and amounts, written out as the
//! files that the program reads.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::common::Folder;

/// First and last uitvoeringsjaar of every world.
pub const VAN: i64 = 2025;
pub const TOT: i64 = 2028;

/// The kinds of people in `aantallen.csv`.
pub const GROEPEN: [&str; 4] = [
    "asielstatushouder",
    "gezins_overig",
    "onderwijsroute",
    "afgerond",
];

/// Group, cohort (or year of completion) and peiljaar of a row.
pub type Sleutel = (&'static str, i64, Option<i64>);

/// What Ri2021 sets for one year: amounts in cents, shares in thousandths.
#[derive(Debug, Clone)]
pub struct Jaarbedragen {
    pub gezins_overig: i64,
    pub bedrag: [i64; 3],
    pub gewicht: [i64; 4],
    pub pa_t: i64,
    pub pa_t1: i64,
    pub onderwijsroute: i64,
    pub po: i64,
}

#[derive(Debug, Clone)]
pub struct Korting {
    pub duizendsten: i64,
    pub vanaf: i64,
    pub tot: i64,
    pub binnen_begroting: bool,
}

/// Everything that the law of sections 2.1 and 2.2 of docs/verantwoording.md needs.
#[derive(Debug, Clone)]
pub struct Wereld {
    pub codes: Vec<String>,
    /// Inhabitants on 1 January, for some years only.
    pub inwoners: BTreeMap<i64, Vec<i64>>,
    pub prognose: BTreeMap<i64, i64>,
    pub taakstelling: BTreeMap<i64, i64>,
    pub aantallen: BTreeMap<Sleutel, Vec<i64>>,
    pub bedragen: BTreeMap<i64, Jaarbedragen>,
    /// `eerste_jaar = "alle"`, else `"t-2"`.
    pub alle_in_eerste_jaar: bool,
    pub korting: Option<Korting>,
    /// Further tables, as they stand in the file.
    pub verder: String,
}

/// Cents as euros, as a scenario writes them.
pub fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Thousandths as a share, as a scenario writes it.
pub fn aandeel(duizendsten: i64) -> String {
    format!("{}.{:03}", duizendsten / 1000, duizendsten % 1000)
}

impl Wereld {
    pub fn scenario(&self) -> String {
        let mut text = format!(
            "[scenario]\nvan = {VAN}\ntot = {TOT}\n\
             [gemeenten]\nbestand = \"gemeenten.csv\"\nherindelingen = \"herindelingen.csv\"\n\
             [aantallen]\nbestand = \"aantallen.csv\"\n\
             [prestatie]\nvanaf = {VAN}\naandeel = 0.1\neerste_jaar = \"{}\"\n",
            if self.alle_in_eerste_jaar {
                "alle"
            } else {
                "t-2"
            }
        );
        for (table, numbers) in [
            ("prognose", &self.prognose),
            ("taakstelling", &self.taakstelling),
        ] {
            writeln!(text, "[{table}]").unwrap();
            for (jaar, people) in numbers {
                writeln!(text, "{jaar} = {people}").unwrap();
            }
        }
        for (jaar, year) in &self.bedragen {
            let [a, b, c] = year.bedrag.map(euros);
            let [ga, gb, gc, gd] = year.gewicht.map(euros);
            writeln!(
                text,
                "[bedragen.{jaar}]\ngezins_overig = {}\na = {a}\nb = {b}\nc = {c}\n\
                 gewicht_a = {ga}\ngewicht_b = {gb}\ngewicht_c = {gc}\ngewicht_d = {gd}\n\
                 pa_t = {}\npa_t1 = {}\nonderwijsroute = {}\npo = {}",
                euros(year.gezins_overig),
                aandeel(year.pa_t),
                aandeel(year.pa_t1),
                euros(year.onderwijsroute),
                aandeel(year.po),
            )
            .unwrap();
        }
        if let Some(korting) = &self.korting {
            let wijze = match korting.binnen_begroting {
                true => "binnen_begroting",
                false => "doorberekend",
            };
            writeln!(
                text,
                "[korting]\nbewust = true\npercentage = {}\nvanaf = {}\ntot = {}\nwijze = \"{wijze}\"",
                aandeel(korting.duizendsten),
                korting.vanaf,
                korting.tot,
            )
            .unwrap();
        }
        text + &self.verder
    }

    /// Rows in the order of `order`, a list of indices of gemeenten.
    pub fn gemeenten_csv(&self, order: &[usize]) -> String {
        let mut text = "gm_code,naam,provincie".to_owned();
        for jaar in self.inwoners.keys() {
            write!(text, ",inwoners_{jaar}").unwrap();
        }
        for &g in order {
            let code = &self.codes[g];
            write!(text, "\n{code},naam van {code},provincie").unwrap();
            for people in self.inwoners.values() {
                write!(text, ",{}", people[g]).unwrap();
            }
        }
        text + "\n"
    }

    /// Rows in the order of `order`, within each kind of people.
    pub fn aantallen_csv(&self, order: &[usize]) -> String {
        let mut text = "gm_code,groep,jaar,aantal,peiljaar\n".to_owned();
        for ((groep, jaar, peiljaar), people) in &self.aantallen {
            let peiljaar = peiljaar.map_or_else(String::new, |year| year.to_string());
            for &g in order {
                let code = &self.codes[g];
                writeln!(text, "{code},{groep},{jaar},{},{peiljaar}", people[g]).unwrap();
            }
        }
        text
    }

    /// The world as the files that the program reads, rows in this order.
    pub fn folder_in_order(&self, order: &[usize]) -> Folder {
        Folder::with(&[
            ("scenario.toml", &self.scenario()),
            ("gemeenten.csv", &self.gemeenten_csv(order)),
            ("aantallen.csv", &self.aantallen_csv(order)),
            (
                "herindelingen.csv",
                "datum,van_code,van_naam,naar_code,naar_naam,soort\n",
            ),
        ])
    }

    pub fn folder(&self) -> Folder {
        let order: Vec<usize> = (0..self.codes.len()).collect();
        self.folder_in_order(&order)
    }
}

/// Mostly small numbers, where ties and zeros live, and now and then a large one.
fn people() -> impl Strategy<Value = i64> {
    prop_oneof![2 => 0..4i64, 6 => 0..300i64, 1 => 0..50_000i64]
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![1 => Just(0), 8 => 1..1_500_000i64]
}

fn share() -> impl Strategy<Value = i64> {
    prop_oneof![1 => Just(0), 1 => Just(1000), 6 => 0..=1000i64]
}

fn year_of_amounts() -> impl Strategy<Value = Jaarbedragen> {
    let amounts = (amount(), [amount(), amount(), amount()], amount());
    // A weight d of zero often, so that every year can be the first with one.
    let weight_d = prop_oneof![Just(0), amount()];
    let weights = (amount(), amount(), amount(), weight_d);
    (amounts, weights, share(), share(), share()).prop_map(
        |((gezins_overig, bedrag, onderwijsroute), (a, b, c, d), pa_t, pa_t1, po)| Jaarbedragen {
            gezins_overig,
            bedrag,
            gewicht: [a, b, c, d],
            pa_t,
            pa_t1,
            onderwijsroute,
            po,
        },
    )
}

fn korting() -> impl Strategy<Value = Option<Korting>> {
    let cut = (share(), VAN..=TOT, 0..3i64, any::<bool>());
    option::of(
        cut.prop_map(|(duizendsten, vanaf, years, binnen_begroting)| Korting {
            duizendsten,
            vanaf,
            tot: vanaf + years,
            binnen_begroting,
        }),
    )
}

/// One value for each of the years, in order.
fn by_year<T: std::fmt::Debug>(
    first: i64,
    last: i64,
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = BTreeMap<i64, T>> {
    let years = (last - first + 1) as usize;
    vec(value, years).prop_map(move |values| (first..).zip(values).collect())
}

/// Counts for every kind and year without a peiljaar, some left out, and some
/// with a peiljaar beside them or instead of them.
fn counts(gemeenten: usize) -> impl Strategy<Value = BTreeMap<Sleutel, Vec<i64>>> {
    let all: Vec<(usize, i64)> = (0..4)
        .flat_map(|groep| (2022..=TOT).map(move |jaar| (groep, jaar)))
        .collect();
    let plain = vec(option::weighted(0.9, vec(people(), gemeenten)), all.len());
    let at = (0..4usize, 2022..=TOT, 2023..=TOT, vec(people(), gemeenten));
    (plain, vec(at, 0..40)).prop_map(move |(plain, at)| {
        let mut counts = BTreeMap::new();
        for (&(groep, jaar), people) in all.iter().zip(plain) {
            counts.extend(people.map(|people| ((GROEPEN[groep], jaar, None), people)));
        }
        for (groep, jaar, peiljaar, people) in at {
            // Nobody is counted before they came.
            let peiljaar = peiljaar.max(jaar);
            counts.insert((GROEPEN[groep], jaar, Some(peiljaar)), people);
        }
        counts
    })
}

fn inhabitants(gemeenten: usize) -> impl Strategy<Value = BTreeMap<i64, Vec<i64>>> {
    let row = vec(prop_oneof![1 => 0..10i64, 4 => 1..900_000i64], gemeenten);
    let some_lives_there = row.prop_filter("somebody lives in the country", |people| {
        people.iter().any(|&count| count > 0)
    });
    // Few of the years, so that the nearest known one has to be found.
    proptest::collection::btree_map(2021..2029i64, some_lives_there, 1..5)
}

/// A world that the law can be applied to, or that has money and nobody to
/// divide it by.
pub fn wereld() -> impl Strategy<Value = Wereld> {
    (1..7usize).prop_flat_map(|gemeenten| {
        (
            proptest::collection::btree_set(2000..10_000u32, gemeenten),
            inhabitants(gemeenten),
            by_year(VAN, TOT, people()),
            by_year(VAN - 1, TOT - 1, people()),
            counts(gemeenten),
            by_year(VAN, TOT, year_of_amounts()),
            any::<bool>(),
            korting(),
        )
            .prop_map(
                |(codes, inwoners, prognose, taakstelling, aantallen, bedragen, alle, korting)| {
                    Wereld {
                        codes: codes.into_iter().map(|code| format!("GM{code}")).collect(),
                        inwoners,
                        prognose,
                        taakstelling,
                        aantallen,
                        bedragen,
                        alle_in_eerste_jaar: alle,
                        korting,
                        verder: String::new(),
                    }
                },
            )
    })
}

/// A world in which every weight a, b, c is above zero: whoever brings money
/// in is also somebody to divide it by.
pub fn verdeelbaar() -> impl Strategy<Value = Wereld> {
    wereld().prop_map(|mut world| {
        for year in world.bedragen.values_mut() {
            for gewicht in &mut year.gewicht[..3] {
                *gewicht += 1;
            }
        }
        world
    })
}

/// When money moves, and what happens to what is left over.
#[derive(Debug, Clone)]
pub struct Kas {
    /// Largest share of an uitkering that may be kept, in thousandths.
    pub maximum: i64,
    pub na_jaren: i64,
    /// First year and referentiejaar of a fondsuitkering.
    pub fonds: Option<(i64, i64)>,
}

impl Kas {
    pub fn is_fonds(&self, jaar: i64) -> bool {
        self.fonds.is_some_and(|(vanaf, _)| vanaf <= jaar)
    }
}

/// A world with costs, a maximum to what may be kept, incidental money, and
/// perhaps a fondsuitkering by either key.
pub fn met_kas() -> impl Strategy<Value = (Wereld, Kas)> {
    let fonds =
        (VAN + 1..=TOT, 0..3i64).prop_map(|(vanaf, back)| (vanaf, VAN.max(vanaf - 1 - back)));
    (
        verdeelbaar(),
        (share(), 1..4i64, option::of(fonds)),
        (1..=12u8, 1..=12u8, any::<bool>()),
        (amount(), amount(), 0..2_000_000_000i64),
        0..4usize,
    )
        .prop_map(
            |(mut world, (maximum, na_jaren, fonds), (june, july, by_key), costs, key)| {
                let key = [
                    "inwoners",
                    "asielstatushouder",
                    "gezins_overig",
                    "onderwijsroute",
                ][key];
                let (begeleiding, gezins_overig, incidenteel) = costs;
                world.verder = format!(
                    "[prijs.{VAN}]\nleerroute = 10000\noverig = 3000\n\
                 [index]\n2026 = 0.031\n2027 = 0.02\n2028 = -0.017\n\
                 [kosten]\nprijspeil = 2026\n\
                 [kosten.begeleiding]\nbedrag = {}\nritme = [0.5, 0.3, 0.2]\n\
                 [kosten.gezins_overig]\nbedrag = {}\nritme = [0.7, 0.3]\n\
                 [reservering]\nmaximum = {}\nvanaf = 2026\n\
                 [kas]\nverrekening_maand = {june}\nterugvordering_maand = {july}\n\
                 terugvordering_na_jaren = {na_jaren}\n\
                 [[incidenteel]]\nnaam = \"iets\"\nverdeelsleutel = \"{key}\"\n\
                 bedrag = {{ 2026 = {} }}\n",
                    euros(begeleiding),
                    euros(gezins_overig),
                    aandeel(maximum),
                    euros(incidenteel),
                );
                if let Some((vanaf, referentiejaar)) = fonds {
                    let verdeelsleutel = if by_key { "grondslag" } else { "inwoners" };
                    world.verder += &format!(
                        "[instrument]\nsoort = \"fondsuitkering\"\nvanaf = {vanaf}\n\
                     referentiejaar = {referentiejaar}\nverdeelsleutel = \"{verdeelsleutel}\"\n"
                    );
                }
                (
                    world,
                    Kas {
                        maximum,
                        na_jaren,
                        fonds,
                    },
                )
            },
        )
}

/// A world and an order to write its gemeenten in.
pub fn in_any_order() -> impl Strategy<Value = (Wereld, Vec<usize>)> {
    met_kas().prop_flat_map(|(world, _)| {
        let order: Vec<usize> = (0..world.codes.len()).collect();
        (Just(world), Just(order).prop_shuffle())
    })
}
