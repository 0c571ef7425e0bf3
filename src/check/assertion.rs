//! Figures that were agreed: `[[verwacht]]` held against a projection.

use super::figure::BaselineFigure;
use crate::export::{Level, RowValue, Selection, run_rows};
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::tables::Relatie;
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
/// A year that the scenario does not project, or a gemeente that does not exist.
pub(crate) fn assertions(
    model: &Model,
    projection: &Projection,
) -> Result<Vec<Assertion>, Diagnostic> {
    let tables = model.scenario.tables().verwacht.iter();
    let all = tables.enumerate().map(|(index, table)| {
        let place_of = |keys: &[&str]| model.scenario.place_in_assertion(index, keys);
        let gemeente = match &table.gemeente {
            None => None,
            Some(name) => {
                let found = model.gemeenten.find(name, &model.herindelingen);
                Some(found.map_err(|error| error.diagnostic(name).at(place_of(&["gemeente"])))?)
            }
        };
        let keuze = Selection {
            niveau: Level::Landelijk,
            gemeenten: gemeente.map(|index| vec![index]),
            jaren: Some(vec![table.jaar]),
        };
        let rows = run_rows(projection, &model.gemeenten, &keuze);
        let Some(row) = rows.first() else {
            return Err(outside(model, &table.jaar.to_string()).at(place_of(&["jaar"])));
        };
        let veld = table.veld.name();
        let hundredths = table.bedrag.hundredths();
        let is = match row.value(table.veld) {
            RowValue::Personen(people) => BaselineFigure::of_people(people),
            RowValue::Bedrag(amount) => BaselineFigure::of_cents(amount.get()),
        };
        let like = |hundredths: i64| {
            if is.is_money() || hundredths % 100 != 0 {
                BaselineFigure::of_cents(hundredths)
            } else {
                BaselineFigure::of_people(hundredths / 100)
            }
        };
        let place = gemeente.map_or(Text::fixed("Nederland", "The Netherlands"), |gemeente| {
            Text::same(model.gemeenten.label(gemeente))
        });
        Ok(Assertion {
            onderwerp: Text::new(
                format!("{place} {} {}", table.jaar, table.veld.heading(Lang::Nl)),
                format!("{place:#} {} {}", table.jaar, table.veld.heading(Lang::En)),
            ),
            veld,
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
