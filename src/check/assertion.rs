//! Figures that were agreed: `[[verwacht]]` held against a projection.

use super::figure::BaselineFigure;
use crate::export::{Level, RowValue, Selection, regels};
use crate::input::diagnostic::{Diagnostic, Place};
use crate::model::Model;
use crate::projection::Projection;

/// One `[[verwacht]]` and what the projection says.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// Where it stands.
    pub plaats: Place,
    /// What it is about, such as `Utrecht (GM0344) 2026 kas`.
    pub onderwerp: String,
    /// The column.
    pub veld: &'static str,
    /// The figure that was agreed.
    pub verwacht: BaselineFigure,
    /// How far it may be off.
    pub tolerantie: BaselineFigure,
    /// The figure of the projection.
    pub is: BaselineFigure,
    /// Where the figure was agreed, by the word of the scenario.
    pub bron: String,
}

impl Assertion {
    /// Whether the figure is what was agreed.
    pub fn holds(&self) -> bool {
        let off = self.is.less(self.verwacht).abs();
        off.micros() <= self.tolerantie.micros()
    }

    /// What is agreed and what it is, in one line.
    pub fn message(&self) -> String {
        let within = if self.tolerantie.micros() == 0 {
            String::new()
        } else {
            format!(" ± {}", self.tolerantie.dutch())
        };
        format!(
            "{}: verwacht {}{within}, is {} ({})",
            self.onderwerp,
            self.verwacht.dutch(),
            self.is.dutch(),
            self.is.less(self.verwacht).signed()
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
    let tables = model.scenario.tabellen.verwacht.iter();
    let all = tables.enumerate().map(|(index, table)| {
        let place = |keys: &[&str]| model.scenario.place_in_assertion(index, keys);
        let gemeente = match &table.gemeente {
            None => None,
            Some(name) => {
                let found = model.gemeenten.find(name, &model.herindelingen);
                Some(found.map_err(|error| error.diagnostic(name).at(place(&["gemeente"])))?)
            }
        };
        let keuze = Selection {
            niveau: Level::Landelijk,
            gemeenten: gemeente.map(|index| vec![index]),
            jaren: Some(vec![table.jaar]),
        };
        let rows = regels(projection, &model.gemeenten, &keuze);
        let Some(row) = rows.first() else {
            return Err(outside(model, &table.jaar.to_string()).at(place(&["jaar"])));
        };
        let veld = table.veld.name();
        let hundredths = table.bedrag.hundredths();
        let is = match row.waarde(table.veld) {
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
        let where_ = gemeente.map_or("Nederland".to_owned(), |g| model.gemeenten.label(g));
        Ok(Assertion {
            onderwerp: format!("{where_} {} {veld}", table.jaar),
            veld,
            verwacht: like(hundredths),
            tolerantie: like(table.tolerantie.map_or(0, |most| most.hundredths())),
            is,
            bron: model.scenario.source_of_assertion(index),
            plaats: place(&[]),
        })
    });
    all.collect()
}

fn outside(model: &Model, jaar: &str) -> Diagnostic {
    let kop = &model.scenario.tabellen.scenario;
    let message = format!("`[[verwacht]]` gaat over {jaar}, dat het scenario niet doorrekent");
    Diagnostic::new(crate::input::diagnostic::Code::BuitenBereik, message).label(format!(
        "het scenario loopt van {} tot en met {}",
        kop.van, kop.tot
    ))
}
