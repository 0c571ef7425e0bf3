//! Figures that were agreed: `[[verwacht]]` held against a projection.

use num_traits::ToPrimitive;

use super::figure::BaselineFigure;
use crate::exact::fraction::exact_whole;
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::model::Model;
use crate::projection::Projection;
use crate::question::solve::{Certainty, Relation};
use crate::question::{MILLION, Over, Target, TargetKind, TargetUnit};
use crate::scenario::tables::{Relatie, VerwachtTable};
use crate::simulate::KeptDraws;
use crate::terms::jaar::Jaar;
use crate::terms::noun::DRAWS;
use crate::terms::{Lang, Text};

/// One `[[verwacht]]` and what the projection says.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// Where it stands.
    pub plaats: Place,
    /// What it is about, such as `Utrecht (GM0344) 2026 Kas`.
    pub onderwerp: Text,
    /// The column.
    pub veld: &'static str,
    /// The figure that was agreed.
    pub verwacht: BaselineFigure,
    /// How far it may be off.
    pub tolerantie: BaselineFigure,
    /// How it is held to what was agreed.
    pub relatie: Relatie,
    /// The figure of the projection.
    pub is: BaselineFigure,
    /// Where the figure was agreed, by the word of the scenario.
    pub bron: Text,
}

impl Assertion {
    /// Whether the figure is what was agreed.
    pub fn holds(&self) -> bool {
        let off = self.is.less(self.verwacht).micros();
        let beyond = match self.relatie {
            Relatie::Gelijk => off.abs(),
            Relatie::Hoogstens => off,
            Relatie::Minstens => -off,
        };
        beyond <= self.tolerantie.micros()
    }

    /// What is agreed and what it is, in one line.
    pub fn message(&self, lang: Lang) -> String {
        let within = if self.tolerantie.micros() == 0 {
            String::new()
        } else {
            format!(" ± {}", self.tolerantie.shown(lang))
        };
        let held = match self.relatie {
            Relatie::Gelijk => "",
            Relatie::Hoogstens => lang.choose(" hoogstens", " at most"),
            Relatie::Minstens => lang.choose(" minstens", " at least"),
        };
        format!(
            "{}: {}{held} {}{within}, is {} ({})",
            self.onderwerp.of(lang),
            lang.choose("verwacht", "expected"),
            self.verwacht.shown(lang),
            self.is.shown(lang),
            self.is.less(self.verwacht).signed(lang)
        )
    }
}

/// Every assertion of a scenario with its figure.
///
/// # Errors
/// A year that the scenario does not project, a gemeente that does not exist, or draws that
/// cannot be made.
pub(crate) fn assertions(
    model: &Model,
    projection: &Projection,
) -> Result<Vec<Assertion>, Diagnostic> {
    let tables = model.scenario.tables().verwacht.iter();
    let all = tables.enumerate().map(|(index, table)| {
        let place_of = |keys: &[&str]| model.scenario.place_in_assertion(index, keys);
        for (key, jaar) in [("jaar", Some(table.jaar)), ("tot", table.tot)] {
            let kop = &model.scenario.tables().scenario;
            if let Some(jaar) = jaar.filter(|jaar| !(kop.van..=kop.tot).contains(jaar)) {
                return Err(outside(model, &jaar.to_string()).at(place_of(&[key])));
            }
        }
        let gemeente = table.gemeente.as_ref().map(|name| {
            let found = model.gemeenten.find(name, &model.herindelingen);
            found.map_err(|error| error.diagnostic(name).at(place_of(&["gemeente"])))
        });
        let gemeente = gemeente.transpose()?;
        let members = match gemeente {
            Some(only) => vec![only],
            None => (0..model.gemeenten.len()).collect(),
        };
        let whose = gemeente.map_or(Text::fixed("Nederland", "The Netherlands"), |only| {
            Text::same(model.gemeenten.label(only))
        });
        let target = Target {
            column: table.veld,
            years: table
                .jaar
                .through(table.tot.unwrap_or(table.jaar))
                .collect(),
            units: vec![TargetUnit {
                code: String::new(),
                name: String::new(),
                members,
            }],
            over: Over::Run,
        };
        let drawn = Drawn::of(model, table);
        let figure = match &drawn {
            Some(drawn) => drawn.figure(model, &target)?,
            None => target.of_projection(projection)[0],
        };
        let hundredths = table.bedrag.hundredths();
        let is = match target.column_kind() {
            TargetKind::People => BaselineFigure::of_people(figure),
            TargetKind::Cents | TargetKind::Millionths => BaselineFigure::of_cents(figure),
        };
        let like = |hundredths: i64| {
            if is.is_money() || hundredths % 100 != 0 {
                BaselineFigure::of_cents(hundredths)
            } else {
                BaselineFigure::of_people(hundredths / 100)
            }
        };
        let years = match table.tot {
            Some(tot) if tot != table.jaar => format!("{}-{tot}", table.jaar),
            _ => table.jaar.to_string(),
        };
        let subject = |lang: Lang| {
            let (place, column) = (whose.of(lang), table.veld.heading(lang));
            let drawn = drawn.as_ref().map(|drawn| drawn.words(lang));
            format!("{place} {years} {column}{}", drawn.unwrap_or_default())
        };
        Ok(Assertion {
            onderwerp: Text::new(subject(Lang::Nl), subject(Lang::En)),
            veld: table.veld.name(),
            verwacht: like(hundredths),
            tolerantie: like(table.tolerantie.map_or(0, |most| most.hundredths())),
            relatie: table.relatie,
            is,
            bron: model.scenario.source_of_assertion(index),
            plaats: place_of(&[]),
        })
    });
    all.collect()
}

/// The draws that a figure was agreed of.
struct Drawn {
    relation: Relation,
    certainty: Certainty,
}

impl Drawn {
    /// `None` for a figure of the projection.
    fn of(model: &Model, table: &VerwachtTable) -> Option<Self> {
        let simulatie = &model.scenario.tables().simulatie;
        let share = table.kans.as_ref()?.0.exact() * exact_whole(MILLION);
        let certainty = Certainty {
            draws: simulatie.trekkingen_of(table.trekkingen.map(|draws| draws.get())),
            seed: simulatie.zaad_of(table.zaad.map(|seed| seed.get())),
            // Rounded up, it holds in no smaller share than was agreed.
            millionths: share.ceil().to_integer().to_u32()?,
        };
        Some(Self {
            relation: table.relatie.into(),
            certainty,
        })
    }

    fn figure(&self, model: &Model, target: &Target) -> Result<i64, Diagnostic> {
        let Certainty {
            draws,
            seed,
            millionths,
        } = self.certainty;
        let kept = KeptDraws::of_seed(model, seed, draws)?;
        let last = target.years.last().copied();
        let of = |projection: &Projection| target.of_projection(projection);
        let drawn = kept.values(model, last.unwrap_or(Jaar::MIN), &of)?;
        let values = drawn.iter().map(|figures| figures[0]).collect();
        Ok(self.relation.in_draws(values, millionths))
    }

    /// Behind what the figure is about.
    fn words(&self, lang: Lang) -> String {
        let sure = self.certainty;
        let notation = lang.notation();
        let share = notation.basis_points(i64::from(sure.millionths) / 100);
        let draws = DRAWS.of(notation.whole(sure.draws.into()), lang);
        let seed = sure.seed;
        if self.relation == Relation::Equal {
            // No amount comes out in a share of the draws: what is held is their quantile.
            return lang.choose(
                format!(", kwantiel {share} van {draws} (zaad {seed})"),
                format!(", quantile {share} of {draws} (seed {seed})"),
            );
        }
        lang.choose(
            format!(", in {share} van {draws} (zaad {seed})"),
            format!(", in {share} of {draws} (seed {seed})"),
        )
    }
}

fn outside(model: &Model, jaar: &str) -> Diagnostic {
    let kop = &model.scenario.tables().scenario;
    let (van, tot) = (kop.van, kop.tot);
    let message = Text::new(
        format!("`[[verwacht]]` gaat over {jaar}, dat het scenario niet doorrekent"),
        format!("`[[verwacht]]` is about {jaar}, which the scenario does not project"),
    );
    let label = Text::new(
        format!("het scenario loopt van {van} tot en met {tot}"),
        format!("the scenario runs from {van} through {tot}"),
    );
    Diagnostic::new(Code::BuitenBereik, message).label(label)
}
