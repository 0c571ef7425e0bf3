//! The voorlopige, the definitieve and the fondsuitkering (verantwoording 2.1, 2.2, 2.6).

use num_traits::Zero;
use proptest::collection::vec;
use proptest::prelude::*;
use spuk::internals::exact::fraction::Fraction;
use spuk::internals::exact::money::Cents;
use spuk::internals::terms::law::Verdeelsleutel;
use spuk::internals::uitkering::{
    Bedragen, Fonds, Geraamd, Gerealiseerd, KasRules, NoFonds, NoGrondslag, Uitkering,
    common_denominator, definitief, fondsuitkering, grondslagen, korting, taken, tba,
    terms_voorlopig, voorlopig,
};

use super::exact::{Q, half_up, largest_remainder, q, share_of};

/// A share with as few or as many decimals as a scenario may give it, or none
/// that decimals can write, of which two do not fit in the quick ways.
fn share() -> impl Strategy<Value = Fraction> {
    prop_oneof![
        Just(Fraction::new(2, 3_000_000_001)),
        (0..=1_000i64).prop_map(|part| Fraction::new(part, 1_000)),
        (0..=1_000_000_000i64).prop_map(|part| Fraction::new(part, 1_000_000_000)),
    ]
}

/// Cents per person: as in the law, none, and more than 64 bits of grondslag hold.
fn per_person() -> impl Strategy<Value = Cents> {
    prop_oneof![
        1 => Just(0),
        6 => 0..2_000_000i64,
        1 => 0..100_000_000_000_000i64,
    ]
    .prop_map(Cents::new)
}

fn bedragen() -> impl Strategy<Value = Bedragen> {
    let amounts = vec((0..2_000_000i64).prop_map(Cents::new), 5);
    let shares = (share(), share(), share());
    (amounts, vec(per_person(), 4), shares).prop_map(|(amounts, gewicht, (pa_t, pa_t1, po))| {
        Bedragen {
            gezins_overig: amounts[0],
            bedrag: [amounts[1], amounts[2], amounts[3]],
            gewicht: gewicht.try_into().unwrap(),
            pa_t,
            pa_t1,
            onderwijsroute: amounts[4],
            po,
        }
    })
}

/// Six lists of people in as many gemeenten, and two national numbers.
#[derive(Debug, Clone)]
struct Mensen {
    lists: Vec<Vec<i64>>,
    lpas: i64,
    lht: i64,
}

fn mensen() -> impl Strategy<Value = Mensen> {
    let people = |gemeenten: usize| vec(prop_oneof![Just(0), 0..3_000i64], gemeenten);
    let lists = (1..9usize).prop_flat_map(move |gemeenten| vec(people(gemeenten), 6));
    (lists, 0..50_000i64, 0..50_000i64).prop_map(|(lists, lpas, lht)| Mensen { lists, lpas, lht })
}

impl Mensen {
    fn geraamd(&self) -> Geraamd<'_> {
        Geraamd {
            lpas: self.lpas,
            gpas: &self.lists[0],
            lht: self.lht,
            ght: &self.lists[1],
            vaa: &self.lists[2],
            ago: &self.lists[3],
            aia: &self.lists[4],
        }
    }

    fn gerealiseerd(&self) -> Gerealiseerd<'_> {
        Gerealiseerd {
            aa: [&self.lists[0], &self.lists[1], &self.lists[2]],
            ago: &self.lists[3],
            aia: &self.lists[4],
            aao: &self.lists[5],
        }
    }
}

fn euro(amount: Cents) -> Q {
    q(amount.get())
}

/// What each gemeente weighs: the sum of people times share times gewicht.
fn gg(bedragen: &Bedragen, people: [&[i64]; 4], shares: [Q; 4]) -> Vec<Q> {
    let gemeente = |index: usize| {
        let terms = people.iter().zip(&shares).zip(bedragen.gewicht);
        terms
            .map(|((people, share), gewicht)| q(people[index]) * share * euro(gewicht))
            .sum()
    };
    (0..people[0].len()).map(gemeente).collect()
}

/// The uitkering from its parts; `None` where there is a TBA and no grondslag.
fn together(bgo: Vec<i64>, total: i64, gg: &[Q], abo: Vec<i64>) -> Option<Uitkering> {
    let ba = largest_remainder(total, gg)?;
    let parts = bgo.iter().zip(&ba).zip(&abo);
    let totaal: Vec<i64> = parts.map(|((bgo, ba), abo)| bgo + ba + abo).collect();
    let cents = |amounts: Vec<i64>| amounts.into_iter().map(Cents::new).collect();
    Some(Uitkering {
        rijk: Cents::new(totaal.iter().sum()),
        bgo: cents(bgo),
        ba: cents(ba),
        abo: cents(abo),
        totaal: cents(totaal),
    })
}

fn of_all(people: &[i64], amount: Cents) -> Vec<i64> {
    people.iter().map(|count| count * amount.get()).collect()
}

fn sum(people: &[i64]) -> Q {
    q(people.iter().sum())
}

fn grondslag_voorlopig(bedragen: &Bedragen, people: &Geraamd<'_>) -> Vec<Q> {
    let lists = [people.gpas, people.ght, people.vaa, people.aia];
    let shares = [
        share_of(bedragen.pa_t),
        share_of(bedragen.pa_t1),
        q(1),
        q(1),
    ];
    gg(bedragen, lists, shares)
}

proptest! {
    #[test]
    fn the_voorlopige_uitkering_is_that_of_article_10_1(bedragen in bedragen(), mensen in mensen()) {
        let people = mensen.geraamd();
        let [a, b, c] = bedragen.bedrag.map(euro);
        let (pa_t, pa_t1) = (share_of(bedragen.pa_t), share_of(bedragen.pa_t1));
        let total = q(people.lpas) * &pa_t * a + q(people.lht) * pa_t1 * b + sum(people.vaa) * c;
        let total = half_up(&total);
        let per_head = pa_t * share_of(bedragen.po) * euro(bedragen.onderwijsroute);
        let abo = people.gpas.iter().map(|&count| half_up(&(q(count) * &per_head)));
        let weighed = grondslag_voorlopig(&bedragen, &people);
        let expected = together(
            of_all(people.ago, bedragen.gezins_overig),
            total,
            &weighed,
            abo.collect(),
        );
        let found = voorlopig(&bedragen, &people);
        prop_assert_eq!(found, expected.ok_or(NoGrondslag { tba: Cents::new(total) }));
        let terms = terms_voorlopig(&bedragen, &people);
        prop_assert_eq!(tba(&terms), Cents::new(total));
        let scale = Q::from_integer(common_denominator(&terms).into());
        let on_scale = grondslagen(&terms);
        let found: Vec<Q> = on_scale.iter().map(|&it| Q::from_integer(it.into()) / &scale).collect();
        prop_assert_eq!(found, weighed);
    }

    #[test]
    fn the_definitieve_uitkering_is_that_of_article_10_2(bedragen in bedragen(), mensen in mensen()) {
        let people = mensen.gerealiseerd();
        let [a, b, c] = bedragen.bedrag.map(euro);
        let [first, second, third] = people.aa;
        let total = half_up(&(sum(first) * a + sum(second) * b + sum(third) * c));
        let lists = [first, second, third, people.aia];
        let expected = together(
            of_all(people.ago, bedragen.gezins_overig),
            total,
            &gg(&bedragen, lists, [q(1), q(1), q(1), q(1)]),
            of_all(people.aao, bedragen.onderwijsroute),
        );
        let found = definitief(&bedragen, &people);
        prop_assert_eq!(found, expected.ok_or(NoGrondslag { tba: Cents::new(total) }));
    }

    #[test]
    fn a_cut_lowers_amounts_and_leaves_weights(bedragen in bedragen(), percentage in share()) {
        let left = |amount: Cents| {
            Cents::new(half_up(&(euro(amount) * (q(1) - share_of(percentage)))))
        };
        let expected = Bedragen {
            gezins_overig: left(bedragen.gezins_overig),
            bedrag: bedragen.bedrag.map(left),
            gewicht: bedragen.gewicht,
            pa_t: bedragen.pa_t,
            pa_t1: bedragen.pa_t1,
            onderwijsroute: left(bedragen.onderwijsroute),
            po: bedragen.po,
        };
        prop_assert_eq!(korting(&bedragen, percentage), expected);
    }

    #[test]
    fn what_a_cut_takes_is_the_product_half_up(amount in 0..2_000_000_000_000i64, percentage in share()) {
        let expected = half_up(&(euro(Cents::new(amount)) * share_of(percentage)));
        prop_assert_eq!(taken(Cents::new(amount), percentage), Cents::new(expected));
    }

    #[test]
    fn a_fondsuitkering_is_a_fixed_total_in_fixed_parts(
        bedragen in bedragen(),
        mensen in mensen(),
        percent in 0..300i64,
        by_people in any::<bool>(),
    ) {
        let (referentie, geraamd) = (mensen.gerealiseerd(), mensen.geraamd());
        let Ok(referentie) = definitief(&bedragen, &referentie) else {
            return Ok(());
        };
        let inwoners = &mensen.lists[5];
        let fonds = Fonds {
            referentie: &referentie,
            factor: &(q(percent) / q(100)).into(),
            verdeelsleutel: if by_people { Verdeelsleutel::Inwoners } else { Verdeelsleutel::Grondslag },
            inwoners,
        };
        let parts = [&referentie.bgo, &referentie.ba, &referentie.abo];
        let parts = parts.map(|part| part.iter().map(|&amount| euro(amount)).sum::<Q>());
        let total = half_up(&(parts.iter().sum::<Q>() * q(percent) / q(100)));
        let whole = |people: &[i64]| people.iter().map(|&count| q(count)).collect::<Vec<Q>>();
        let keys = [
            whole(geraamd.ago),
            grondslag_voorlopig(&bedragen, &geraamd),
            whole(geraamd.gpas),
        ];
        let found = fondsuitkering(&fonds, &bedragen, &geraamd);
        let none = |tba| Err(NoFonds::GeenGrondslag(NoGrondslag { tba: Cents::new(tba) }));
        let Some(envelopes) = largest_remainder(total, &parts) else {
            prop_assert_eq!(found, none(total));
            return Ok(());
        };
        let mut divided = Vec::new();
        for (key, envelope) in keys.iter().zip(envelopes) {
            let usable = !by_people && (envelope == 0 || key.iter().any(|it| !it.is_zero()));
            let key = if usable { key } else { &whole(inwoners) };
            let Some(amounts) = largest_remainder(envelope, key) else {
                prop_assert_eq!(found, none(envelope));
                return Ok(());
            };
            divided.push(amounts);
        }
        let found = found.unwrap();
        let [bgo, ba, abo]: [Vec<i64>; 3] = divided.try_into().unwrap();
        let cents = |amounts: &[Cents]| amounts.iter().map(|it| it.get()).collect::<Vec<_>>();
        prop_assert_eq!(cents(&found.bgo), bgo.clone());
        prop_assert_eq!(cents(&found.ba), ba.clone());
        prop_assert_eq!(cents(&found.abo), abo.clone());
        let sums = bgo.iter().zip(&ba).zip(&abo).map(|((bgo, ba), abo)| bgo + ba + abo);
        prop_assert_eq!(cents(&found.totaal), sums.collect::<Vec<_>>());
        prop_assert_eq!(found.rijk, Cents::new(total));
        prop_assert_eq!(found.total(), Cents::new(total));
        prop_assert_eq!(found.of(0), found.totaal[0]);
    }
}

/// Half a cent goes up, for what a cut takes as for what it leaves.
#[test]
fn half_of_an_odd_cent_goes_up() {
    let half = Fraction::new(1, 2);
    assert_eq!(taken(Cents::new(20_003), half), Cents::new(10_002));
    assert_eq!(taken(Cents::new(20_002), half), Cents::new(10_001));
    assert_eq!(taken(Cents::new(1), Fraction::new(49, 100)), Cents::ZERO);
}

/// A hundred billion euros fit in a fondsuitkering, and not a cent more.
#[test]
fn a_fondsuitkering_beyond_all_bounds_is_refused() {
    let most = 10_000_000_000_000;
    let people = [1];
    let mensen = Mensen {
        lists: vec![people.to_vec(); 6],
        lpas: 1,
        lht: 1,
    };
    let bedragen = Bedragen {
        gezins_overig: Cents::new(1),
        bedrag: [Cents::new(1); 3],
        gewicht: [Cents::new(1); 4],
        pa_t: Fraction::ONE,
        pa_t1: Fraction::ONE,
        onderwijsroute: Cents::new(1),
        po: Fraction::ONE,
    };
    for (amount, fits) in [(most, true), (most + 1, false)] {
        let referentie = Uitkering {
            bgo: vec![Cents::ZERO],
            ba: vec![Cents::new(amount)],
            abo: vec![Cents::ZERO],
            ..Uitkering::default()
        };
        let fonds = Fonds {
            referentie: &referentie,
            factor: &q(1).into(),
            verdeelsleutel: Verdeelsleutel::Grondslag,
            inwoners: &people,
        };
        let found = fondsuitkering(&fonds, &bedragen, &mensen.geraamd());
        if fits {
            assert_eq!(found.unwrap().rijk, Cents::new(amount));
        } else {
            assert_eq!(found, Err(NoFonds::TeGroot));
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let none = NoGrondslag {
        tba: Cents::new(123_405),
    };
    assert_eq!(
        none.to_string(),
        "geen gemeente heeft een grondslag voor een TBA van 1234.05"
    );
    assert_eq!(
        format!("{none:#}"),
        "no gemeente has a grondslag for a TBA of 1234.05"
    );
    assert_eq!(NoFonds::GeenGrondslag(none).to_string(), none.to_string());
    assert_eq!(
        NoFonds::TeGroot.to_string(),
        "het totaal is groter dan 100000000000.00"
    );
    assert_eq!(
        format!("{:#}", NoFonds::TeGroot),
        "the total is larger than 100000000000.00"
    );
}

/// Wi2021 art. 41(4) and 42(2), and the assumption of two years.
#[test]
fn money_that_flows_back_has_its_usual_months() {
    let expected = KasRules {
        verrekening_maand: 6,
        terugvordering_maand: 7,
        terugvordering_na_jaren: 2,
    };
    assert_eq!(KasRules::default(), expected);
}
