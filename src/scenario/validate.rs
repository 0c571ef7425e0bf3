//! What the types of a scenario cannot say: sums, orders, and keys that need
//! each other.

use super::decode::contents::ASSERTIONS;
use super::tables::KostenLine;
use super::tree::node::{Entry, Node, Value};
use super::unused::unread::{unfed, unread};
use super::values::Aandeel;
use super::{Scenario, doubtful};
use crate::exact::fraction::Exact;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// More years than this are no projection any more.
const LONGEST: i32 = 100;

/// A rule, and the tables that it holds to it and to each other: it reads no other.
type Rule = (
    &'static [&'static str],
    fn(&Scenario) -> Result<(), Diagnostic>,
);

/// Every rule, in the order in which they are told.
const RULES: [Rule; 10] = [
    (&["scenario"], years),
    (&["betaalritme"], rhythms),
    (&STREAM, stream),
    (&["instroom"], unread),
    (&["instroom"], unfed),
    (&["kosten", "leerroute"], costs),
    (&["aantallen", "gemeenten", "kenmerken"], counts),
    (&["onderwijsroute", "korting", "instrument"], periods),
    (&doubtful::TABLES, doubtful::meant),
    (&[ASSERTIONS], assertions),
];

/// The tables about the people who come, and what becomes of them.
const STREAM: [&str; 6] = [
    "instroom",
    "huisvesting",
    "leerroute",
    "traject",
    "uitkomst",
    "pip",
];

/// Checks a whole scenario.
///
/// # Errors
/// The first rule that is broken, with its place.
pub fn validate(scenario: &Scenario) -> Result<(), Diagnostic> {
    let tree = scenario.tree().entries().into_iter().flatten();
    let tables = tree.map(|(_, entry)| entry).chain(&scenario.verwacht);
    check(scenario, tables, |_| true)
}

/// Checks a scenario of which all but the tables of these names was checked before: a rule
/// that is about none of them holds as it did.
///
/// # Errors
/// As [`validate`].
pub fn validate_again(scenario: &Scenario, names: &[&str]) -> Result<(), Diagnostic> {
    let own = |name: &&str| match *name {
        ASSERTIONS => scenario.verwacht.as_ref(),
        name => scenario.tree().entry(name),
    };
    let tables = names.iter().filter_map(own);
    check(scenario, tables, |tables| {
        tables.iter().any(|table| names.contains(table))
    })
}

fn check<'a>(
    scenario: &Scenario,
    mut tables: impl Iterator<Item = &'a Entry>,
    is_asked: impl Fn(&[&str]) -> bool,
) -> Result<(), Diagnostic> {
    tables.try_for_each(|entry| lengths(&entry.node))?;
    let mut asked = RULES.iter().filter(|(tables, _)| is_asked(tables));
    asked.try_for_each(|(_, rule)| rule(scenario))
}

fn years(scenario: &Scenario) -> Result<(), Diagnostic> {
    let kop = &scenario.tables().scenario;
    if kop.van > kop.tot {
        let message = Text::new(
            format!("van ({}) ligt na tot ({})", kop.van, kop.tot),
            format!("`van` ({}) is after `tot` ({})", kop.van, kop.tot),
        );
        return Err(Diagnostic::new(Code::EersteVoorLaatsteJaar, message)
            .at(scenario.place_of(&["scenario", "van"]))
            .label(Text::fixed(
                "het eerste uitvoeringsjaar",
                "the first uitvoeringsjaar",
            )));
    }
    if kop.tot.since(kop.van) >= LONGEST {
        let message = Text::new(
            format!("meer dan {LONGEST} uitvoeringsjaren"),
            format!("more than {LONGEST} uitvoeringsjaren"),
        );
        return Err(Diagnostic::new(Code::BuitenBereik, message)
            .at(scenario.place_of(&["scenario", "tot"])));
    }
    Ok(())
}

/// More lines of money beside the grant, or more assertions, than anyone reads;
/// every one of them takes time in every year and gemeente.
const MOST_TABLES: usize = 1000;

/// A list of numbers has one a year or an instalment: none is longer than that.
fn lengths(node: &Node) -> Result<(), Diagnostic> {
    match &node.value {
        Value::List(items) => {
            let is_number = |item: &Node| matches!(item.value, Value::Number(_));
            if items.len() > LONGEST as usize && items.iter().all(is_number) {
                let message = Text::new(
                    format!("deze lijst gaat over meer dan {LONGEST} jaar"),
                    format!("this list covers more than {LONGEST} years"),
                );
                return Err(Diagnostic::new(Code::BuitenBereik, message).at(node.place()));
            }
            if items.len() > MOST_TABLES {
                let message = Text::new(
                    format!("deze lijst heeft meer dan {MOST_TABLES} tabellen"),
                    format!("this list has more than {MOST_TABLES} tables"),
                );
                return Err(Diagnostic::new(Code::BuitenBereik, message).at(node.place()));
            }
            items.iter().try_for_each(lengths)
        }
        Value::Table(entries) => entries.values().try_for_each(|entry| lengths(&entry.node)),
        _ => Ok(()),
    }
}

/// What an assertion says together can be held.
fn assertions(scenario: &Scenario) -> Result<(), Diagnostic> {
    let tables = scenario.tables().verwacht.iter().enumerate();
    let mut faults = tables.filter_map(|(index, table)| {
        let is_drawn = table.kans.is_some();
        let (key, message) = if table.tot.is_some_and(|tot| tot < table.jaar) {
            let message = Text::fixed("`tot` ligt voor `jaar`", "`tot` is before `jaar`");
            ("tot", message)
        } else if table
            .kans
            .as_ref()
            .is_some_and(|kans| kans.0.exact().is_zero())
        {
            let message = Text::fixed(
                "in geen enkele trekking valt niets te houden",
                "of no draw at all there is nothing to hold",
            );
            ("kans", message)
        } else if !is_drawn && table.trekkingen.is_some() {
            ("trekkingen", without_chance("trekkingen"))
        } else if !is_drawn && table.zaad.is_some() {
            ("zaad", without_chance("zaad"))
        } else {
            return None;
        };
        let place = scenario.place_in_assertion(index, &[key]);
        Some(Diagnostic::new(Code::Tegenstrijdig, message).at(place))
    });
    faults.next().map_or(Ok(()), Err)
}

fn without_chance(key: &str) -> Text {
    Text::new(
        format!("`{key}` doet niets zonder `kans`"),
        format!("`{key}` does nothing without `kans`"),
    )
}

fn sum(shares: &[Aandeel]) -> Exact {
    shares.iter().map(|share| share.0.exact()).sum()
}

/// Whether the figures below a path of keys are shares that add up to 1: those that
/// [`whole`] is asked about.
pub(crate) fn adds_up_to_one(path: &[String]) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    match keys[..] {
        ["huisvesting", _] | ["huisvesting", _, _] | ["leerroute", _] => true,
        ["betaalritme", _, which] => ["totaal", "leerroute", "overig"].contains(&which),
        ["kosten", .., last] => last == "ritme",
        _ => false,
    }
}

fn whole(scenario: &Scenario, path: &[&str], shares: &[Aandeel]) -> Result<(), Diagnostic> {
    let total = sum(shares);
    if total == Exact::from_integer(1.into()) {
        return Ok(());
    }
    let total = decimal(&total);
    let message = Text::new(
        format!("de aandelen tellen op tot {total}, niet tot 1"),
        format!("the shares add up to {total}, not to 1"),
    );
    Err(Diagnostic::new(Code::AandelenTellenNietOp, message).at(scenario.place_of(path)))
}

/// A sum of shares, which has at most nine decimals, as a decimal number.
fn decimal(value: &Exact) -> String {
    let scaled = (value * Exact::from_integer(1_000_000_000.into())).to_integer();
    let digits = format!("{scaled:0>10}");
    let (units, decimals) = digits.split_at(digits.len() - 9);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        units.to_owned()
    } else {
        format!("{units}.{decimals}")
    }
}

fn rhythms(scenario: &Scenario) -> Result<(), Diagnostic> {
    let rhythms = &scenario.tables().betaalritme;
    for (index, rhythm) in rhythms.iter().enumerate() {
        let number = index.to_string();
        let place = || scenario.place_of(&["betaalritme", &number]);
        match (&rhythm.totaal, &rhythm.leerroute, &rhythm.overig) {
            (Some(total), None, None) => {
                whole(scenario, &["betaalritme", &number, "totaal"], total)?
            }
            (None, Some(leerroute), Some(overig)) => {
                whole(scenario, &["betaalritme", &number, "leerroute"], leerroute)?;
                whole(scenario, &["betaalritme", &number, "overig"], overig)?;
            }
            _ => {
                let message = Text::fixed(
                    "een betaalritme heeft of `totaal`, of `leerroute` en `overig`",
                    "a betaalritme has either `totaal`, or `leerroute` and `overig`",
                );
                return Err(Diagnostic::new(Code::Tegenstrijdig, message).at(place()));
            }
        }
        let same =
            |other: &super::tables::BetaalritmeTable| other.vanaf_cohort == rhythm.vanaf_cohort;
        if rhythms[..index].iter().any(same) {
            let cohort = rhythm.vanaf_cohort;
            let message = Text::new(
                format!("twee betaalritmes vanaf cohort {cohort}"),
                format!("two betaalritmes from cohort {cohort} on"),
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message).at(place()));
        }
    }
    Ok(())
}

fn stream(scenario: &Scenario) -> Result<(), Diagnostic> {
    let tables = scenario.tables();
    for groep in Groep::ALL {
        let key = groep.key();
        let path = tables.instroom.pad.get(groep).map(|path| path.0.iter());
        let mut people = path.into_iter().flatten();
        let too_early =
            people.find(|(jaar, people)| **jaar < Jaar::START_WI2021 && people.get() > 0);
        if let Some((early, _)) = too_early {
            let message = Text::new(
                format!("instroom van {early}: de Wi2021 geldt vanaf 2022"),
                format!("instroom of {early}: the Wi2021 is in force from 2022 on"),
            );
            let year = early.to_string();
            return Err(Diagnostic::new(Code::BuitenBereik, message)
                .at(scenario.place_of(&["instroom", "pad", key, &year])));
        }
        if let Some(shares) = tables.huisvesting.get(groep) {
            for (jaar, shares) in shares.lists() {
                let jaar = jaar.map(|jaar| jaar.to_string());
                let path = ["huisvesting", key].into_iter().chain(jaar.as_deref());
                whole(scenario, &path.collect::<Vec<_>>(), shares)?;
            }
        }
        if let Some(routes) = tables.leerroute.get(groep) {
            let shares = Route::ALL.map(|route| *routes.get(route));
            whole(scenario, &["leerroute", key], &shares)?;
        }
        if tables.traject.get(groep).is_some() && tables.leerroute.get(groep).is_none() {
            let message = Text::new(
                format!("`[traject.{key}]` vraagt om de aandelen in `[leerroute.{key}]`"),
                format!("`[traject.{key}]` needs the shares in `[leerroute.{key}]`"),
            );
            return Err(Diagnostic::new(Code::SleutelOntbreekt, message)
                .at(scenario.place_of(&["traject", key])));
        }
        diplomas(scenario, groep)?;
        exits(scenario, groep)?;
        if let Some(shares) = tables.pip.get(groep)
            && shares
                .windows(2)
                .any(|pair| pair[0].0.exact() > pair[1].0.exact())
        {
            let message = Text::fixed(
                "het aandeel met een PIP kan met de jaren niet dalen",
                "the share with a PIP cannot fall with the years",
            );
            return Err(
                Diagnostic::new(Code::Tegenstrijdig, message).at(scenario.place_of(&["pip", key]))
            );
        }
    }
    Ok(())
}

/// Nobody on a route completes it more than once.
fn diplomas(scenario: &Scenario, groep: Groep) -> Result<(), Diagnostic> {
    let Some(traject) = scenario.tables().traject.get(groep) else {
        return Ok(());
    };
    for route in Route::ALL {
        let total = sum(traject.get(route));
        if total > Exact::from_integer(1.into()) {
            let total = decimal(&total);
            let message = Text::new(
                format!("op deze route rondt een aandeel van {total} af, meer dan 1"),
                format!("a share of {total} completes this route, more than 1"),
            );
            return Err(Diagnostic::new(Code::AandelenTellenNietOp, message)
                .at(scenario.place_of(&["traject", groep.key(), route.key()])));
        }
    }
    Ok(())
}

/// Nobody leaves more than once.
fn exits(scenario: &Scenario, groep: Groep) -> Result<(), Diagnostic> {
    let tables = scenario.tables();
    let mut total = Exact::from_integer(0.into());
    if let Some(outcomes) = tables.uitkomst.get(groep) {
        total += sum(&outcomes.vrijgesteld) + sum(&outcomes.ontheven) + sum(&outcomes.vervallen);
    }
    if let (Some(traject), Some(routes)) = (tables.traject.get(groep), tables.leerroute.get(groep))
    {
        for route in Route::ALL {
            total += sum(traject.get(route)) * routes.get(route).0.exact();
        }
    }
    if total <= Exact::from_integer(1.into()) {
        return Ok(());
    }
    let key = groep.key();
    let table = if tables.uitkomst.get(groep).is_some() {
        "uitkomst"
    } else {
        "traject"
    };
    let message = Text::new(
        format!("van de groep {key} stroomt meer dan iedereen uit"),
        format!("more people leave the group {key} than it has"),
    );
    let label = Text::fixed(
        "`[uitkomst]` en `[traject]` samen zijn meer dan 1",
        "`[uitkomst]` and `[traject]` together are more than 1",
    );
    Err(Diagnostic::new(Code::AandelenTellenNietOp, message)
        .at(scenario.place_of(&[table, key]))
        .label(label))
}

fn costs(scenario: &Scenario) -> Result<(), Diagnostic> {
    let kosten = &scenario.tables().kosten;
    let rhythm = |path: &[&str], line: Option<&KostenLine>| match line {
        Some(line) => whole(scenario, path, &line.ritme),
        None => Ok(()),
    };
    rhythm(
        &["kosten", "begeleiding", "ritme"],
        kosten.begeleiding.as_ref(),
    )?;
    rhythm(
        &["kosten", "gezins_overig", "ritme"],
        kosten.gezins_overig.as_ref(),
    )?;
    if let Some(routes) = &kosten.leerroute {
        for route in Route::ALL {
            let path = ["kosten", "leerroute", route.key(), "ritme"];
            rhythm(&path, Some(routes.get(route)))?;
        }
        if scenario.tables().leerroute.asielstatushouder.is_none() {
            let message = Text::fixed(
                "`[kosten.leerroute]` vraagt om de aandelen in `[leerroute.asielstatushouder]`",
                "`[kosten.leerroute]` needs the shares in `[leerroute.asielstatushouder]`",
            );
            return Err(Diagnostic::new(Code::SleutelOntbreekt, message)
                .at(scenario.place_of(&["kosten", "leerroute"])));
        }
    }
    Ok(())
}

/// What is said about a file says something only where there is one.
fn counts(scenario: &Scenario) -> Result<(), Diagnostic> {
    let tables = scenario.tables();
    let (aantallen, gemeenten) = (&tables.aantallen, &tables.gemeenten);
    let alone = |table: &'static str, key: &'static str, file: &'static str| {
        let message = Text::new(
            format!("`{key}` zegt iets over een bestand, en onder [{table}] staat er geen"),
            format!("`{key}` says something about a file, and there is none under [{table}]"),
        );
        let help = Text::new(
            format!("geef onder [{table}] ook `bestand = \"{file}\"`, of laat `{key}` weg"),
            format!("give `bestand = \"{file}\"` under [{table}] too, or leave `{key}` out"),
        );
        Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .at(scenario.place_of(&[table, key]))
            .help(help))
    };
    if gemeenten.bestand.is_none() && gemeenten.blad.is_some() {
        return alone("gemeenten", "blad", "gemeenten.csv");
    }
    if tables.kenmerken.bestand.is_none() && tables.kenmerken.blad.is_some() {
        return alone("kenmerken", "blad", "kenmerken.csv");
    }
    if aantallen.bestand.is_some() {
        return Ok(());
    }
    let without = [
        (aantallen.aanvullen.is_some(), "aanvullen"),
        (aantallen.blad.is_some(), "blad"),
        (aantallen.doorwerking.is_some(), "doorwerking"),
    ];
    match without.into_iter().find(|(is_said, _)| *is_said) {
        Some((_, key)) => alone("aantallen", key, "aantallen.csv"),
        None => Ok(()),
    }
}

fn periods(scenario: &Scenario) -> Result<(), Diagnostic> {
    let tables = scenario.tables();
    let ends_before = |path: &[&str]| {
        let message = Text::fixed("vanaf ligt na tot", "`vanaf` is after `tot`");
        Diagnostic::new(Code::EersteVoorLaatsteJaar, message).at(scenario.place_of(path))
    };
    if let Some(onderwijs) = &tables.onderwijsroute
        && onderwijs.tot.is_some_and(|tot| tot < onderwijs.vanaf)
    {
        return Err(ends_before(&["onderwijsroute"]));
    }
    let kortingen = &tables.korting.0;
    for (index, korting) in kortingen.iter().enumerate() {
        let number = index.to_string();
        let path = if kortingen.len() == 1 {
            vec!["korting"]
        } else {
            vec!["korting", &number]
        };
        if korting.tot.is_some_and(|tot| tot < korting.vanaf) {
            return Err(ends_before(&path));
        }
        let overlaps = kortingen[..index].iter().any(|other| {
            let before = other.tot.is_some_and(|tot| tot < korting.vanaf);
            let after = korting.tot.is_some_and(|tot| tot < other.vanaf);
            !before && !after
        });
        if overlaps {
            let message = Text::fixed(
                "twee kortingen in hetzelfde jaar",
                "two kortingen in the same year",
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message).at(scenario.place_of(&path)));
        }
    }
    if let Some(instrument) = tables.fondsuitkering() {
        let missing = |key: &str| {
            let message = Text::new(
                format!("een fondsuitkering vraagt om `{key}`"),
                format!("a fondsuitkering needs `{key}`"),
            );
            Diagnostic::new(Code::SleutelOntbreekt, message).at(scenario.place_of(&["instrument"]))
        };
        let vanaf = instrument.vanaf.ok_or_else(|| missing("vanaf"))?;
        let reference = instrument
            .referentiejaar
            .ok_or_else(|| missing("referentiejaar"))?;
        if reference >= vanaf {
            let message = Text::new(
                format!("het referentiejaar {reference} ligt niet voor vanaf ({vanaf})"),
                format!("the referentiejaar {reference} is not before `vanaf` ({vanaf})"),
            );
            return Err(Diagnostic::new(Code::EersteVoorLaatsteJaar, message)
                .at(scenario.place_of(&["instrument", "referentiejaar"])));
        }
    }
    Ok(())
}
