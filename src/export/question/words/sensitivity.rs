//! What a sensitivity is asked.

use rust_decimal::Decimal;

use super::{share, within};
use crate::columns::Column;
use crate::compare::SizeClass;
use crate::export::question::target_units;
use crate::export::rows::{Level, Selection};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::choose_from;
use crate::model::Model;
use crate::question::global::GlobalMethod;
use crate::question::{OfDraws, Over, Reach, Target, TargetKind, amount, column_named};
use crate::scenario::values::{DrawCount, parse_decimal};
use crate::study::{SensitivityMethod, SensitivityRequest};
use crate::terms::Text;
use crate::terms::noun::POINTS;

/// Most draws, or points, of a sensitivity.
pub const MOST_POINTS: u32 = 65_536;

/// Fewest points of which an interval says anything.
const FEWEST_POINTS: u32 = 8;

/// How many draws where nobody says it: enough to see what matters, soon.
const USUAL_DRAWS: u32 = 200;

/// What is asked of a sensitivity: every word as it was typed, `None` where nothing was said.
#[derive(Debug, Clone, Default)]
pub struct SensitivityWords {
    /// A column of a run; else the definitieve uitkering.
    pub veld: Option<String>,
    /// What a row stands for.
    pub level: Option<Level>,
    /// Gemeenten by code or name; none for all.
    pub gemeente: Vec<String>,
    /// Years and ranges of them; none for all.
    pub jaar: Vec<String>,
    /// Only gemeenten with so many inhabitants, as `50000-100000`.
    pub inwoners: Option<String>,
    /// A quantile of draws, as `0.95`.
    pub kwantiel: Option<String>,
    /// The chance of more or less than a bound, as `>300mln`.
    pub kans_op: Option<String>,
    /// By how much every figure is moved, in per cent.
    pub stap: Option<String>,
    /// All at once, and how; `None` for one at a time.
    pub methode: Option<GlobalMethod>,
    /// Draws, or points.
    pub draws: Option<u32>,
    /// Their seed.
    pub seed: Option<u64>,
}

impl SensitivityWords {
    /// What is asked of a model.
    ///
    /// # Errors
    /// A column, gemeente or year that there is not; a step, quantile or bound that is none;
    /// what a method cannot answer.
    pub fn request(&self, model: &Model) -> Result<SensitivityRequest, Diagnostic> {
        let reach = self.reach()?;
        let usual = Column::UitkeringDefinitief.name();
        let column = column_named(self.veld.as_deref().unwrap_or(usual))?;
        let over = self.over(model, column)?;
        let keuze = self.keuze(model)?;
        let kop = &model.scenario.tables().scenario;
        let years = keuze.jaren.clone();
        let mut years = years.unwrap_or_else(|| kop.van.through(kop.tot).collect());
        years.sort_unstable();
        years.dedup();
        let target = Target {
            column,
            years,
            units: target_units(&model.gemeenten, &keuze),
            over,
        };
        let method = match self.methode {
            None => SensitivityMethod::OneAtATime,
            Some(method) => SensitivityMethod::Global {
                method,
                draws: self.draws.unwrap_or(match method {
                    GlobalMethod::Morris => 20,
                    GlobalMethod::Sobol => 256,
                }),
                seed: model.scenario.tables().simulatie.zaad_of(self.seed),
            },
        };
        self.fits(&method, target.units.len())?;
        Ok(SensitivityRequest {
            target,
            reach,
            method,
            class: self.class()?,
        })
    }

    /// The rows that are asked for, with the gemeenten of so many inhabitants.
    fn keuze(&self, model: &Model) -> Result<Selection, Diagnostic> {
        let mut keuze = Selection::asked(model, self.level, &self.gemeente, &self.jaar)?;
        if let (Some(text), Some(class)) = (&self.inwoners, self.class()?) {
            // Of the last year, as everywhere that gemeenten are told apart by size.
            let last = model.scenario.tables().scenario.tot;
            let people = model.gemeenten.inwoners(last);
            let of = |place: usize| people.get(place).copied().unwrap_or(0);
            let members = keuze.members(&model.gemeenten);
            let held = members.iter().copied();
            let held: Vec<usize> = held.filter(|&place| class.holds(of(place))).collect();
            if held.is_empty() {
                let list = model.gemeenten.list();
                return Err(match (&self.gemeente[..], &members[..]) {
                    ([], _) => nobody(text),
                    (_, &[only]) => not_of_size(&list[only].naam, of(only), text),
                    _ => none_of_size(text),
                });
            }
            keuze.gemeenten = Some(held);
        }
        Ok(keuze)
    }

    /// Of how many inhabitants gemeenten are asked after.
    fn class(&self) -> Result<Option<SizeClass>, Diagnostic> {
        self.inwoners.as_deref().map(inhabitants).transpose()
    }

    fn asks_draws(&self) -> bool {
        self.kwantiel.is_some() || self.kans_op.is_some()
    }

    /// Of the projection, or over draws.
    fn over(&self, model: &Model, column: Column) -> Result<Over, Diagnostic> {
        let of = match (&self.kwantiel, &self.kans_op) {
            (Some(_), Some(_)) => {
                let message = Text::fixed(
                    "een kwantiel en een kans zijn twee vragen",
                    "a quantile and a chance are two questions",
                );
                let help = Text::fixed(
                    "vraag --kwantiel of --kans-op",
                    "ask --kwantiel or --kans-op",
                );
                return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
            }
            (Some(text), None) => OfDraws::Quantile(share("--kwantiel", text)?),
            (None, Some(text)) => bound(text, column)?,
            (None, None) => return Ok(Over::Run),
        };
        Ok(Over::Draws {
            draws: self.draws.unwrap_or(USUAL_DRAWS).min(DrawCount::MOST),
            seed: model.scenario.tables().simulatie.zaad_of(self.seed),
            of,
        })
    }

    /// Refuses what a method cannot answer.
    fn fits(&self, method: &SensitivityMethod, units: usize) -> Result<(), Diagnostic> {
        if let Some(draws) = self.draws {
            within("--draws", draws, 1..=MOST_POINTS)?;
        }
        let refused = |message: Text, help: Text| {
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        };
        match method {
            SensitivityMethod::OneAtATime if self.asks_draws() => Ok(()),
            SensitivityMethod::OneAtATime if self.draws.is_some() || self.seed.is_some() => {
                refused(
                    Text::fixed(
                        "een voor een op de projectie heeft geen trekkingen",
                        "one at a time on the projection has no draws",
                    ),
                    Text::fixed(
                        "vraag een kwantiel met --kwantiel, een kans met --kans-op, of geef --methode sobol",
                        "ask a quantile with --kwantiel, a chance with --kans-op, or give --methode sobol",
                    ),
                )
            }
            SensitivityMethod::OneAtATime => Ok(()),
            SensitivityMethod::Global { .. } if self.asks_draws() => refused(
                Text::fixed(
                    "alle tegelijk gaat over de projectie, niet over trekkingen",
                    "all at once is about the projection, not about draws",
                ),
                Text::fixed("geef `--methode een`", "give `--methode een`"),
            ),
            SensitivityMethod::Global { .. } if units > 1 => refused(
                Text::new(
                    format!("alle tegelijk geeft een antwoord, en gevraagd zijn er {units}"),
                    format!("all at once gives one answer, and {units} are asked for"),
                ),
                Text::fixed(
                    "laat --level weg, noem een gemeente, of geef `--methode een`",
                    "leave --level out, name one gemeente, or give `--methode een`",
                ),
            ),
            SensitivityMethod::Global { draws, .. } if *draws < FEWEST_POINTS => refused(
                Text::new(
                    format!(
                        "uit {} volgt niets over de variantie",
                        POINTS.counted(draws)
                    ),
                    format!(
                        "nothing follows about the variance from {:#}",
                        POINTS.counted(draws)
                    ),
                ),
                Text::new(
                    format!("geef --draws {FEWEST_POINTS} of meer; 256 is gebruikelijk"),
                    format!("give --draws {FEWEST_POINTS} or more; 256 is usual"),
                ),
            ),
            SensitivityMethod::Global { .. } => Ok(()),
        }
    }

    /// How far figures are moved.
    fn reach(&self) -> Result<Reach, Diagnostic> {
        let tenth = Decimal::new(1, 1);
        let Some(text) = &self.stap else {
            return Ok(Reach::Ranges(tenth));
        };
        let digits = text.trim().trim_end_matches('%').trim().replace(',', ".");
        let percent =
            parse_decimal(&digits).filter(|it| *it > Decimal::ZERO && *it < Decimal::ONE_HUNDRED);
        let step = percent.map(|percent| Reach::Step(percent / Decimal::ONE_HUNDRED));
        step.ok_or_else(|| {
            let message = Text::new(
                format!("`{text}` is geen stap"),
                format!("`{text}` is no step"),
            );
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "geef procenten boven 0 en onder 100, zoals --stap 10%",
                "give a percentage above 0 and below 100, such as --stap 10%",
            ))
        })
    }
}

/// The method of this word; `None` for one at a time.
///
/// # Errors
/// Another word.
pub fn method_named(word: &str) -> Result<Option<GlobalMethod>, Diagnostic> {
    const ONE: &str = "een";
    if word == ONE {
        return Ok(None);
    }
    let all = [GlobalMethod::Morris, GlobalMethod::Sobol];
    let found = all.into_iter().find(|method| method.word() == word);
    found.map(Some).ok_or_else(|| {
        let message = Text::new(
            format!("`{word}` is geen methode"),
            format!("`{word}` is no method"),
        );
        let [morris, sobol] = all.map(GlobalMethod::word);
        Diagnostic::new(Code::Opdrachtregel, message).help(choose_from(&[ONE, morris, sobol]))
    })
}

/// What inhabitants are asked as.
fn how_many() -> Text {
    Text::fixed(
        "schrijf van-tot, zoals 50000-100000, 250000- (en meer) of -20000 (minder)",
        "write from-to, such as 50000-100000, 250000- (and more) or -20000 (fewer)",
    )
}

/// The message for a size that no gemeente at all has.
fn nobody(text: &str) -> Diagnostic {
    let message = Text::new(
        format!("geen gemeente heeft {text} inwoners"),
        format!("no gemeente has {text} inhabitants"),
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(how_many())
}

/// The message for a size that the gemeente does not have which is asked for.
fn not_of_size(naam: &str, own: i64, text: &str) -> Diagnostic {
    let message = Text::new(
        format!("{naam} heeft {own} inwoners, en geen {text}"),
        format!("{naam} has {own} inhabitants, and not {text}"),
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(one_of_both())
}

/// The message for a size that none of the gemeenten has which are asked for.
fn none_of_size(text: &str) -> Diagnostic {
    let message = Text::new(
        format!("geen van de gevraagde gemeenten heeft {text} inwoners"),
        format!("none of the gemeenten that are asked for has {text} inhabitants"),
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(one_of_both())
}

/// What to do where gemeenten and their size are asked for, and do not go together.
fn one_of_both() -> Text {
    Text::fixed(
        "laat --gemeente weg voor elke gemeente van die grootte, of --inwoners",
        "leave out --gemeente for every gemeente of that size, or --inwoners",
    )
}

fn inhabitants(text: &str) -> Result<SizeClass, Diagnostic> {
    let number = |digits: &str, usual: Option<i64>| match digits.trim() {
        "" => Some(usual),
        digits => digits.replace('.', "").parse().ok().map(Some),
    };
    let ends = text.split_once('-');
    let ends = ends.and_then(|(from, to)| Some((number(from, Some(0))?, number(to, None)?)));
    match ends {
        Some((Some(from), to)) if to.is_none_or(|to| from < to) && text.trim() != "-" => {
            Ok(SizeClass {
                vanaf: from,
                tot: to,
            })
        }
        _ => {
            let message = Text::new(
                format!("`{text}` zegt niet hoeveel inwoners"),
                format!("`{text}` does not say how many inhabitants"),
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(how_many()))
        }
    }
}

/// `>300mln` or `<300mln`.
fn bound(text: &str, column: Column) -> Result<OfDraws, Diagnostic> {
    let kind = TargetKind::of(column);
    let trimmed = text.trim();
    let (above, figure) = match (trimmed.strip_prefix('>'), trimmed.strip_prefix('<')) {
        (Some(figure), _) => (true, figure),
        (None, Some(figure)) => (false, figure),
        (None, None) => {
            let message = Text::new(
                format!("`{text}` zegt niet of meer of minder wordt bedoeld"),
                format!("`{text}` does not say whether more or less is meant"),
            );
            return Err(
                Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                    "schrijf --kans-op '>300mln' of --kans-op '<300mln'",
                    "write --kans-op '>300mln' or --kans-op '<300mln'",
                )),
            );
        }
    };
    let figure = amount(figure, kind)?;
    Ok(if above {
        OfDraws::Above(figure)
    } else {
        OfDraws::Below(figure)
    })
}
