//! What `--varieer` names in a scenario: one key, several, a series by year, or a direction
//! in a list.

use super::asked::Manner;
use super::unset::settings_for;
use super::variable::Variable;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::input::nearest::nearest;
use crate::scenario::{Scenario, StatedFigure, adds_up_to_one};
use crate::terms::Text;
use crate::terms::jaar::{Jaar, ranges};

/// What is varied: once for all years, or a figure for every year.
#[derive(Debug, Clone)]
pub enum Varied {
    /// One thing, which all years see.
    Once(Variable),
    /// The figure of every year that is asked, earliest first.
    PerYear(Vec<(Jaar, Variable)>),
    /// Several figures, which move as little as meets the goals.
    Several(Vec<StatedFigure>),
}

/// What `--varieer` names: one key, several, a series of which every asked year has a
/// figure, or a direction in a list (`betaalritme.1.totaal:1>3`).
///
/// # Errors
/// No key, one that is not there or is no number, one of shares that add up to 1 without a
/// direction, a direction that names no shares, a year without a figure; decimals of more
/// than one key.
pub fn varied(
    scenario: &Scenario,
    (asked, manner): (&[String], Manner),
    years: &[Jaar],
    decimals: Option<u32>,
) -> Result<Varied, Diagnostic> {
    let figures = scenario.stated_figures()?;
    if asked.is_empty() {
        let message = Text::fixed(
            "er staat niet wat er verandert",
            "it does not say what changes",
        );
        return Err(refused(
            message,
            Text::fixed(
                "noem met varieer een sleutel of een richting, zoals 'index' of 'betaalritme.1.totaal:1>3'",
                "name a key or a direction with varieer, such as 'index' or 'betaalritme.1.totaal:1>3'",
            ),
        ));
    }
    let [only] = asked else {
        if decimals.is_some() {
            let message = Text::fixed(
                "--decimalen zegt hoe ver een enkele sleutel of richting wordt gezocht",
                "--decimalen says how far a single key or direction is looked for",
            );
            return Err(refused(
                message,
                Text::fixed(
                    "laat --decimalen weg: van meer sleutels krijgt elke zijn eigen decimalen",
                    "leave --decimalen out: of several keys each has the decimals of its own",
                ),
            ));
        }
        let own = several(scenario, &figures, asked)?;
        return match manner {
            Manner::Direction => together(asked, own).map(Varied::Once),
            Manner::Least => Ok(Varied::Several(own)),
        };
    };
    if manner == Manner::Least {
        let message = Text::fixed(
            "de kleinste verandering is er van meer dan een sleutel",
            "there is a least change of more than one key",
        );
        return Err(refused(
            message,
            Text::fixed(
                "noem er meer met --varieer, of laat --wijze weg",
                "name more of them with --varieer, or leave --wijze out",
            ),
        ));
    }
    if let Some((list, direction)) = only.split_once(':') {
        return direction_in(&figures, list.trim(), direction, decimals).map(Varied::Once);
    }
    let below = format!("{only}.");
    let series: Vec<&StatedFigure> = figures
        .iter()
        .filter(|one| {
            let rest = one.key();
            let rest = rest.strip_prefix(&below).map(Jaar::written);
            rest.flatten().is_some()
        })
        .collect();
    if series.is_empty() {
        let figure = figure(scenario, &figures, only)?;
        return Ok(Varied::Once(Variable::of_figure(figure, decimals)?));
    }
    let of_year = years.iter().map(|&jaar| {
        let key = format!("{only}.{jaar}");
        let found = series.iter().find(|one| one.key() == key);
        let figure = found.ok_or_else(|| {
            let message = Text::new(
                format!("`{only}` heeft geen cijfer van {jaar}"),
                format!("`{only}` has no figure of {jaar}"),
            );
            let known = series.iter().filter_map(|one| one.path.last());
            let known = known.filter_map(|year| Jaar::written(year));
            let known = ranges(known).join(", ");
            refused(message, Text::new(
                format!("er zijn cijfers van {known}: vraag zulke jaren met --jaar, of geef er een met --set {key}=..."),
                format!("there are figures of {known}: ask such years with --jaar, or give one with --set {key}=..."),
            ))
        })?;
        Ok((jaar, Variable::of_figure((*figure).clone(), decimals)?))
    });
    Ok(Varied::PerYear(of_year.collect::<Result<_, Diagnostic>>()?))
}

/// The figure at a key that can be varied by itself.
fn figure(
    scenario: &Scenario,
    figures: &[StatedFigure],
    key: &str,
) -> Result<StatedFigure, Diagnostic> {
    let found = figures.iter().find(|one| one.key() == key);
    let above = |figure: &StatedFigure| figure.path[..figure.path.len() - 1].to_vec();
    let shares = match found {
        Some(figure) if adds_up_to_one(&above(figure)) => Some(above(figure)),
        Some(figure) => return Ok(figure.clone()),
        None => {
            let path: Vec<String> = key.split('.').map(str::to_owned).collect();
            let known = figures.iter().any(|one| above(one) == path);
            (known && adds_up_to_one(&path)).then_some(path)
        }
    };
    if let Some(shares) = shares {
        let members = figures.iter().filter(|one| above(one) == shares);
        return Err(refused(
            Text::new(
                format!("`{key}` hoort bij aandelen die samen 1 zijn"),
                format!("`{key}` belongs to shares that add up to 1"),
            ),
            a_direction_in(&shares.join("."), &names_of(members)),
        ));
    }
    let path: Vec<&str> = key.split('.').collect();
    if scenario.tree().get(&path).is_some() {
        let inside = offered_in(key, figures);
        return Err(refused(
            Text::new(
                format!("`{key}` is geen getal"),
                format!("`{key}` is no number"),
            ),
            match inside.is_empty() {
                true => Text::fixed(
                    "varieer een sleutel met een getal; `spuk sensitivity --format csv` noemt ze",
                    "vary a key with a number; `spuk sensitivity --format csv` names them",
                ),
                false => Text::new(
                    format!("varieer een getal daarin, zoals {}", inside.join(", ")),
                    format!("vary a number in it, such as {}", inside.join(", ")),
                ),
            },
        ));
    }
    if let Some(settings) = settings_for(scenario, figures, key) {
        let settings: Vec<String> = settings.iter().map(|it| format!("--set {it}")).collect();
        let settings = settings.join(" ");
        return Err(refused(
            Text::new(
                format!("het scenario zet `{key}` niet, dus er is geen waarde om te veranderen"),
                format!("the scenario does not set `{key}`, so there is no value to change"),
            ),
            Text::new(
                format!("geef er eerst een aan, zoals met {settings}"),
                format!("give it one first, such as by {settings}"),
            ),
        ));
    }
    let keys: Vec<String> = figures.iter().map(StatedFigure::key).collect();
    let near = nearest(key, keys.iter().map(String::as_str));
    Err(refused(
        Text::new(
            format!("het scenario heeft geen cijfer `{key}`"),
            format!("the scenario has no figure `{key}`"),
        ),
        match near {
            Some(near) => did_you_mean(format_args!("`{near}`")),
            None => Text::fixed(
                "`spuk sensitivity --format csv` noemt de cijfers",
                "`spuk sensitivity --format csv` names the figures",
            ),
        },
    ))
}

/// What shares are called in a direction: their names, or their places from 1.
fn names_of<'a>(shares: impl Iterator<Item = &'a StatedFigure>) -> Vec<String> {
    let names = shares.zip(1..).map(|(share, number)| {
        let last = share.path.last().map_or("", String::as_str);
        match last.parse::<usize>() {
            Ok(_) => number.to_string(),
            Err(_) => last.to_owned(),
        }
    });
    names.collect()
}

/// What to ask instead of a share that cannot move without others.
fn a_direction_in(list: &str, names: &[String]) -> Text {
    let [first, second, ..] = names else {
        return Text::fixed(
            "een enkel aandeel is altijd 1: varieer iets anders",
            "a single share is always 1: vary something else",
        );
    };
    let direction = format!("{list}:{first}>{second}");
    Text::new(
        format!(
            "noem een richting, van het ene aandeel naar het andere, zoals --varieer '{direction}'"
        ),
        format!("name a direction, from one share to another, such as --varieer '{direction}'"),
    )
}

/// Several figures along one direction: all the same number of times what they are.
fn together(asked: &[String], own: Vec<StatedFigure>) -> Result<Variable, Diagnostic> {
    if let Some(zero) = own.iter().find(|one| one.value.is_zero()) {
        let key = zero.key();
        let message = Text::new(
            format!("`{key}` staat op 0 en kan niet naar rato meebewegen"),
            format!("`{key}` is 0 and cannot move in proportion"),
        );
        let help = Text::new(
            format!("laat `{key}` weg, of zet het eerst op een waarde met --set"),
            format!("leave `{key}` out, or set it to a value first with --set"),
        );
        return Err(refused(message, help));
    }
    Ok(Variable::together(asked, own))
}

/// Several figures, each of which can move by itself.
fn several(
    scenario: &Scenario,
    figures: &[StatedFigure],
    asked: &[String],
) -> Result<Vec<StatedFigure>, Diagnostic> {
    if let Some(direction) = asked.iter().find(|key| key.contains(':')) {
        let message = Text::new(
            format!("`{direction}` is een richting, en die gaat niet samen met andere sleutels"),
            format!("`{direction}` is a direction, and does not go with other keys"),
        );
        let help = Text::new(
            format!(
                "vraag --varieer '{direction}' alleen, en zet wat er nog meer verandert met --set; aandelen die samen 1 zijn bewegen een richting tegelijk"
            ),
            format!(
                "ask --varieer '{direction}' alone, and set what else changes with --set; shares that add up to 1 move in one direction at a time"
            ),
        );
        return Err(refused(message, help));
    }
    let own = asked.iter().map(|key| figure(scenario, figures, key));
    let own: Vec<StatedFigure> = own.collect::<Result<_, _>>()?;
    let twice = own
        .iter()
        .enumerate()
        .find(|(place, one)| own[..*place].iter().any(|other| other.path == one.path));
    let Some((_, twice)) = twice else {
        return Ok(own);
    };
    let key = twice.key();
    let message = Text::new(
        format!("`{key}` staat er twee keer"),
        format!("`{key}` is there twice"),
    );
    Err(refused(
        message,
        Text::fixed("noem elke sleutel een keer", "name every key once"),
    ))
}

/// `1>3`: from the first share to the third.
fn direction_in(
    figures: &[StatedFigure],
    list: &str,
    direction: &str,
    decimals: Option<u32>,
) -> Result<Variable, Diagnostic> {
    let path: Vec<String> = list.split('.').map(str::to_owned).collect();
    let shares: Vec<StatedFigure> = figures
        .iter()
        .filter(|one| one.path[..one.path.len() - 1] == path[..])
        .cloned()
        .collect();
    if shares.len() < 2 || !adds_up_to_one(&path) {
        return Err(refused(
            Text::new(
                format!("`{list}` heeft geen aandelen die samen 1 zijn"),
                format!("`{list}` has no shares that add up to 1"),
            ),
            Text::fixed(
                "een richting is er in een betaalritme, een leerroute, een huisvesting of een ritme, zoals 'betaalritme.1.totaal:1>3'",
                "a direction is in a betaalritme, a leerroute, a huisvesting or a ritme, such as 'betaalritme.1.totaal:1>3'",
            ),
        ));
    }
    let place = |text: &str| {
        let text = text.trim();
        let by_name = shares
            .iter()
            .position(|one| one.path.last().is_some_and(|it| it == text));
        // Places are counted from 1, as instalments are; in a list the name is one from 0.
        let counted = text.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
        match shares[0].path.last().is_some_and(|it| it == "0") {
            true => counted.filter(|&at| at < shares.len()),
            false => by_name,
        }
    };
    let ends = direction.split_once('>');
    let ends = ends.and_then(|(from, to)| Some((place(from)?, place(to)?)));
    let Some((from, to)) = ends.filter(|(from, to)| from != to) else {
        let names = names_of(shares.iter());
        return Err(refused(
            Text::new(
                format!("`{direction}` is geen richting in `{list}`"),
                format!("`{direction}` is no direction in `{list}`"),
            ),
            Text::new(
                format!(
                    "schrijf van>naar met twee van {}, zoals '{list}:{}>{}'",
                    names.join(", "),
                    names[0],
                    names[names.len() - 1]
                ),
                format!(
                    "write from>to with two of {}, such as '{list}:{}>{}'",
                    names.join(", "),
                    names[0],
                    names[names.len() - 1]
                ),
            ),
        ));
    };
    let key = format!("{list}:{}", direction.trim());
    Variable::give(key, shares, (from, to), decimals)
}

/// At most three keys below one that can be varied: a series by its name without a year, and
/// first what says how many people come, which is what most ask after.
fn offered_in(key: &str, figures: &[StatedFigure]) -> Vec<String> {
    let below = format!("{key}.");
    let mut inside: Vec<String> = Vec::new();
    for figure in figures {
        let last = figure.path.last().and_then(|last| Jaar::written(last));
        let length = figure.path.len() - usize::from(last.is_some());
        let own = figure.path[..length].join(".");
        let own = if own == key { figure.key() } else { own };
        if own.starts_with(&below) && !inside.contains(&own) {
            inside.push(own);
        }
    }
    inside.sort_by_key(|own| !own.contains(".pad."));
    inside.truncate(3);
    inside
}

/// What is wrong with what was asked, and what would do.
fn refused(message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(Code::Opdrachtregel, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;
    use crate::terms::Lang;

    fn one(asked: &[&str]) -> Result<Varied, Diagnostic> {
        let scenario = load("wi2021", &[]).unwrap();
        let asked: Vec<String> = asked.iter().map(|&it| it.to_owned()).collect();
        let years = [2028, 2029].map(|year| Jaar::new(year).unwrap());
        varied(&scenario, (&asked, Manner::Direction), &years, None)
    }

    fn once(asked: &[&str]) -> Variable {
        match one(asked).unwrap() {
            Varied::Once(variable) => variable,
            other => panic!("{asked:?}: {other:?}"),
        }
    }

    #[test]
    fn a_key_a_direction_a_series_and_several_keys_are_told_apart() {
        let share = once(&["prestatie.aandeel"]);
        assert_eq!((share.decimals, share.start), (9, 100_000_000));
        assert_eq!(share.shown(200_000_000), "0.2");
        let rhythm = once(&["betaalritme.1.totaal:1>3"]);
        assert_eq!(rhythm.shown(100_000_000), "[0.3, 0.3, 0.4]");
        assert_eq!(rhythm.bounds, [-300_000_000, 400_000_000]);
        assert!(rhythm.figures(400_000_001).is_none(), "outside the simplex");
        let routes = once(&["leerroute.asielstatushouder:B1>Z"]);
        assert_eq!(routes.bounds[1], 570_600_000);
        let both = once(&["prijs.2026.leerroute", "prijs.2026.overig"]);
        assert!(both.is_together());
        assert_eq!(
            both.shown(-100_000),
            "prijs.2026.leerroute=10617.66, prijs.2026.overig=3078.86"
        );
        let Varied::PerYear(years) = one(&["index"]).unwrap() else {
            panic!("a figure a year");
        };
        assert_eq!(years[1].1.key, "index.2029");
    }

    #[test]
    fn what_cannot_be_varied_is_refused_with_what_can() {
        for asked in [
            &["betaalritme.1.totaal.0"][..],
            &["betaalritme.1.totaal"],
            &["betaalritme.1.totaal:1>4"],
            &["betaalritme.1.totaal:1>1"],
            &["prestatie:1>2"],
            &["prestatie.eerste_jaar"],
            &["prestatie"],
            &["prestatie.aandel"],
            &["incidenteel.3.bedrag"],
            &["bedragen.2025.gewicht_d", "prestatie.aandeel"],
            &["prestatie.aandeel", "prestatie.aandeel"],
            &["betaalritme.1.totaal.0", "betaalritme.1.totaal.2"],
            &["betaalritme.1.totaal:1>3", "betaalritme.1.totaal:2>3"],
            &["betaalritme.1.totaal:1>3", "prestatie.aandeel"],
            &[],
        ] {
            let refused = one(asked).unwrap_err();
            assert_eq!(refused.code(), Code::Opdrachtregel, "{asked:?}");
            assert!(refused.texts().count() > 1, "{asked:?} says what would do");
        }
    }

    #[test]
    fn decimals_are_asked_of_a_single_key() {
        let scenario = load("wi2021", &[]).unwrap();
        let both = ["prijs.2026.leerroute", "prijs.2026.overig"].map(str::to_owned);
        for manner in [Manner::Direction, Manner::Least] {
            let refused = varied(&scenario, (&both, manner), &[], Some(0)).unwrap_err();
            assert!(refused.message().of(Lang::En).starts_with("--decimalen"));
        }
        let one = varied(&scenario, (&both[..1], Manner::Direction), &[], Some(0)).unwrap();
        assert!(matches!(one, Varied::Once(variable) if variable.decimals == 0));
    }

    /// What is said would do does.
    #[test]
    fn the_direction_that_is_named_instead_of_a_share_can_be_asked() {
        for (asked, instead) in [
            ("betaalritme.0.overig.1", "betaalritme.0.overig:1>2"),
            (
                "leerroute.asielstatushouder",
                "leerroute.asielstatushouder:B1>Z",
            ),
            (
                "leerroute.asielstatushouder.Z",
                "leerroute.asielstatushouder:B1>Z",
            ),
            (
                "huisvesting.asielstatushouder.2024.2",
                "huisvesting.asielstatushouder.2024:1>2",
            ),
        ] {
            let refused = one(&[asked]).unwrap_err();
            let told = format!("such as --varieer '{instead}'");
            let mut texts = refused.texts();
            assert!(
                texts.any(|text| text.of(Lang::En).ends_with(&told)),
                "{asked}"
            );
            assert!(matches!(one(&[instead]), Ok(Varied::Once(_))), "{instead}");
        }
    }
}
