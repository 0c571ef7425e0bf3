//! Sections 2.1, 2.2 and 2.4 of docs/verantwoording.md, written a second time as plainly as
//! possible: exact fractions, no sharing of code with the program, the formulas
//! as they stand. Where the two differ, one of them reads the law wrongly.

use num_traits::ToPrimitive;

use super::world::{Jaarbedragen, VAN, Wereld};
use crate::law::exact::{Q, half_up, largest_remainder, q};

/// The columns of one gemeente in one year, in cents.
#[derive(Debug, PartialEq, Eq)]
pub struct Uitkomst {
    pub bgo_voorlopig: i64,
    pub ba_voorlopig: i64,
    pub abo_voorlopig: i64,
    pub bgo_definitief: i64,
    pub ba_definitief: i64,
    pub abo_definitief: i64,
}

fn thousandths(value: i64) -> Q {
    q(value) / q(1000)
}

/// Inhabitants on 1 January of a year, or of the nearest year that is known.
/// Of two years that are equally near the earlier counts.
fn inwoners(world: &Wereld, jaar: i64) -> &[i64] {
    let known = world.inwoners.keys();
    let nearest = known
        .min_by_key(|&&year| ((year - jaar).abs(), year))
        .unwrap();
    &world.inwoners[nearest]
}

/// `ceil(landelijk * inwoners_g / inwoners_NL)`.
fn spread(landelijk: i64, inwoners: &[i64]) -> Vec<i64> {
    let country: i64 = inwoners.iter().sum();
    let share = |people: i64| (q(landelijk) * q(people) / q(country)).ceil();
    inwoners
        .iter()
        .map(|&people| share(people).to_integer().to_i64().unwrap())
        .collect()
}

/// One person at a time, to who has the most inhabitants for each that they have: whoever
/// has none comes first, and of equal claims the lowest code.
fn adams(landelijk: i64, inwoners: &[i64]) -> Vec<i64> {
    let mut parts = vec![0i64; inwoners.len()];
    for _ in 0..landelijk {
        let claim = |g: usize| match parts[g] {
            0 => (inwoners[g] > 0, q(0)),
            part => (false, q(inwoners[g]) / q(part)),
        };
        let first = (0..parts.len()).rev().max_by_key(|&g| claim(g)).unwrap();
        parts[first] += 1;
    }
    parts
}

/// The rows with this peiljaar where there are any, else those without.
fn people(world: &Wereld, groep: &'static str, jaar: i64, peiljaar: i64) -> Vec<i64> {
    let with = world.aantallen.get(&(groep, jaar, Some(peiljaar)));
    let without = || world.aantallen.get(&(groep, jaar, None));
    with.or_else(without)
        .cloned()
        .unwrap_or(vec![0; world.codes.len()])
}

/// AIA of year t as counted at the end of a peiljaar (art. 10.3(5)).
fn aia(world: &Wereld, t: i64, peiljaar: i64) -> Vec<i64> {
    let has_weight_d = |year: &i64| world.bedragen[year].gewicht[3] > 0;
    let first = world.bedragen.keys().copied().find(has_weight_d);
    let years = match world.alle_in_eerste_jaar && first == Some(t) {
        true => 2022..=t - 2,
        false => t - 2..=t - 2,
    };
    let mut sum = vec![0; world.codes.len()];
    for year in years {
        for (sum, count) in sum
            .iter_mut()
            .zip(people(world, "afgerond", year, peiljaar))
        {
            *sum += count;
        }
    }
    sum
}

/// The amounts of a year; a cut that is passed on makes every amount fall, the
/// weights stay.
fn amounts(world: &Wereld, t: i64) -> Jaarbedragen {
    let mut year = world.bedragen[&t].clone();
    if let Some(cut) = &world.korting
        && !cut.binnen_begroting
        && (cut.vanaf..=cut.tot).contains(&t)
    {
        let left = q(1) - thousandths(cut.duizendsten);
        let fall = |amount: i64| half_up(&(q(amount) * &left));
        year.bedrag = year.bedrag.map(fall);
        year.gezins_overig = fall(year.gezins_overig);
        year.onderwijsroute = fall(year.onderwijsroute);
    }
    year
}

/// `BA = GG / SOM_GG * TBA`, TBA rounded half up once.
fn ba(gg: Vec<Q>, tba: Q) -> Option<Vec<i64>> {
    largest_remainder(half_up(&tba), &gg)
}

/// Every gemeente in one year; `None` where there is a TBA and no GG at all.
pub fn jaar(world: &Wereld, t: i64) -> Option<Vec<Uitkomst>> {
    assert!(t >= VAN);
    let year = amounts(world, t);
    let [a, b, c] = year.bedrag.map(q);
    let [gewicht_a, gewicht_b, gewicht_c, gewicht_d] = year.gewicht.map(q);
    let (pa_t, pa_t1, po) = (
        thousandths(year.pa_t),
        thousandths(year.pa_t1),
        thousandths(year.po),
    );
    let all = 0..world.codes.len();
    let total = |people: &[i64]| q(people.iter().sum());

    // 2.1, the voorlopige uitkering.
    let (lpas, lht) = (world.prognose[&t], world.taakstelling[&(t - 1)]);
    let gpas = spread(lpas, inwoners(world, t - 1));
    // A figure of a year is two equal halves, the odd person in the first.
    let halves = [lht - lht / 2, lht / 2].map(|half| adams(half, inwoners(world, t - 2)));
    let ght: Vec<i64> = halves[0]
        .iter()
        .zip(&halves[1])
        .map(|(one, other)| one + other)
        .collect();
    let vaa = people(world, "asielstatushouder", t - 2, t - 2);
    let ago_early = people(world, "gezins_overig", t - 2, t - 2);
    let aia_early = aia(world, t, t - 2);
    let gg = |g: usize| {
        q(gpas[g]) * &pa_t * &gewicht_a
            + q(ght[g]) * &pa_t1 * &gewicht_b
            + q(vaa[g]) * &gewicht_c
            + q(aia_early[g]) * &gewicht_d
    };
    let tba = q(lpas) * &pa_t * &a + q(lht) * &pa_t1 * &b + total(&vaa) * &c;
    let ba_voorlopig = ba(all.clone().map(gg).collect(), tba)?;

    // 2.2, the definitieve uitkering.
    let aa = [0, 1, 2].map(|back| people(world, "asielstatushouder", t - back, t));
    let ago = people(world, "gezins_overig", t, t);
    let aao = people(world, "onderwijsroute", t, t);
    let aia_late = aia(world, t, t);
    let gg = |g: usize| {
        q(aa[0][g]) * &gewicht_a
            + q(aa[1][g]) * &gewicht_b
            + q(aa[2][g]) * &gewicht_c
            + q(aia_late[g]) * &gewicht_d
    };
    let tba = total(&aa[0]) * &a + total(&aa[1]) * &b + total(&aa[2]) * &c;
    let ba_definitief = ba(all.clone().map(gg).collect(), tba)?;

    let outcome = |g: usize| Uitkomst {
        bgo_voorlopig: ago_early[g] * year.gezins_overig,
        ba_voorlopig: ba_voorlopig[g],
        abo_voorlopig: half_up(&(q(gpas[g]) * &pa_t * &po * q(year.onderwijsroute))),
        bgo_definitief: ago[g] * year.gezins_overig,
        ba_definitief: ba_definitief[g],
        abo_definitief: aao[g] * year.onderwijsroute,
    };
    Some(all.map(outcome).collect())
}
