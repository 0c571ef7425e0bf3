//! The amounts that a projected year needs, and what to say when they are not
//! there or out of all bounds.

use super::bedrag_kind::BedragKind;
use super::bedragen::BedragenByYear;
use super::bedragen::MissingBedrag;
use crate::exact::fraction::exact_whole;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::Scenario;
use crate::scenario::values::MAX_PER_PERSON;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Bedragen, Letter};

impl BedragenByYear {
    /// The amounts that count in a year.
    ///
    /// # Errors
    /// If neither amounts nor prices are known.
    pub fn required(&self, scenario: &Scenario, jaar: Jaar) -> Result<Bedragen, Diagnostic> {
        let year = self.of(jaar);
        if let Some(geldend) = year.and_then(|year| year.geldend) {
            return Ok(geldend);
        }
        let missing = year.and_then(|year| year.ontbreekt);
        let missing = missing.unwrap_or(MissingBedrag::Bedrag(BedragKind::Bedrag(Letter::A)));
        let priced = self.prijspeil().get(jaar).is_some();
        if missing == MissingBedrag::Bedrag(BedragKind::Onderwijsroute) {
            let message = Text::new(
                format!("het bedrag voor de onderwijsroute in {jaar} volgt nergens uit"),
                format!("the amount for the onderwijsroute in {jaar} cannot be derived"),
            );
            let help = Text::new(
                format!(
                    "geef `onderwijsroute` in `[bedragen.{jaar}]`, of prijzen voor {jaar} en voor het prijspeil"
                ),
                format!(
                    "give `onderwijsroute` in `[bedragen.{jaar}]`, or prices for {jaar} and for the year of `prijspeil`"
                ),
            );
            return Err(Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&["onderwijsroute", "prijspeil"]))
                .help(help));
        }
        let MissingBedrag::Bedrag(missing) = missing else {
            let message = Text::new(
                format!("voor {jaar} ontbreekt het aandeel `po`"),
                format!("the share `po` is missing for {jaar}"),
            );
            let label = Text::fixed(
                "bij dit bedrag hoort een aandeel van de mensen",
                "a share of the people belongs to this amount",
            );
            let help = Text::new(
                format!("geef `po` in `[bedragen.{jaar}]`, of `aandeel` in `[onderwijsroute]`"),
                format!("give `po` in `[bedragen.{jaar}]`, or `aandeel` in `[onderwijsroute]`"),
            );
            let path = ["bedragen", &jaar.to_string(), "onderwijsroute"];
            return Err(Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&path))
                .label(label)
                .help(help));
        };
        if priced && year.is_some_and(|year| year.afgeleid.is_none()) {
            let message = Text::new(
                format!("geen betaalritme voor de cohorten die in {jaar} worden betaald"),
                format!("no betaalritme for the cohorts that are paid in {jaar}"),
            );
            let help = Text::fixed(
                "zet `[[betaalritme]]` met `vanaf_cohort` twee jaar voor het eerste jaar; \
                 een lijst vervangt de hele lijst van de basis",
                "put `[[betaalritme]]` with `vanaf_cohort` two years before the first year; \
                 a list replaces the whole list of the basis",
            );
            return Err(Diagnostic::new(Code::BetaalritmeOntbreekt, message)
                .at(scenario.place_of(&["betaalritme"]))
                .help(help));
        }
        if priced || scenario.tables().bedragen.get(jaar).is_some() {
            let table = if priced { "prijs" } else { "bedragen" };
            let message = Text::new(
                format!("voor {jaar} ontbreekt het bedrag `{missing}`"),
                format!("the amount `{missing}` is missing for {jaar}"),
            );
            let help = Text::new(
                format!(
                    "geef `{missing}` in `[bedragen.{jaar}]`, of prijzen om het uit af te leiden"
                ),
                format!("give `{missing}` in `[bedragen.{jaar}]`, or prices to derive it from"),
            );
            return Err(Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&[table, &jaar.to_string()]))
                .help(help));
        }
        let message = Text::new(
            format!("voor {jaar} zijn er geen bedragen en geen prijzen om ze uit af te leiden"),
            format!("for {jaar} there are no amounts and no prices to derive them from"),
        );
        let help = Text::new(
            format!(
                "geef `[bedragen.{jaar}]`, of `[prijs.{jaar}]`, of een groei in `[index]` na een jaar met prijzen"
            ),
            format!(
                "give `[bedragen.{jaar}]`, or `[prijs.{jaar}]`, or a growth in `[index]` after a year with prices"
            ),
        );
        Err(Diagnostic::new(Code::BedragenOntbreken, message)
            .at(scenario.place_of(&["bedragen"]))
            .help(help))
    }

    /// Holds what growth makes of the prices to the bounds that prices have themselves.
    ///
    /// # Errors
    /// A year in which a price passes them.
    pub fn check(&self, scenario: &Scenario) -> Result<(), Diagnostic> {
        let largest = exact_whole(MAX_PER_PERSON);
        for (jaar, prijs) in &self.prijspeil().levels {
            let prices = [&prijs.leerroute, &prijs.overig];
            let mut prices = prices.into_iter().chain(&prijs.gezins_overig);
            if prices.any(|price| *price > largest) {
                let message = Text::new(
                    format!("door de groei komt een prijs in {jaar} boven {MAX_PER_PERSON} euro"),
                    format!("growth takes a price in {jaar} above {MAX_PER_PERSON} euros"),
                );
                return Err(Diagnostic::new(Code::BuitenBereik, message)
                    .at(scenario.place_of(&["index", &jaar.to_string()])));
            }
        }
        let Some(route) = &scenario.tables().onderwijsroute else {
            return Ok(());
        };
        let too_dear = self.prijspeil().levels.keys().find(|&&jaar| {
            let ratio = self.prijspeil().ratio(route.prijspeil, jaar);
            ratio.is_some_and(|ratio| ratio * route.trajectprijs.exact() > largest)
        });
        let Some(jaar) = too_dear else {
            return Ok(());
        };
        let message = Text::new(
            format!("de trajectprijs komt in {jaar} boven {MAX_PER_PERSON} euro"),
            format!("the trajectprijs exceeds {MAX_PER_PERSON} euros in {jaar}"),
        );
        Err(Diagnostic::new(Code::BuitenBereik, message)
            .at(scenario.place_of(&["onderwijsroute", "trajectprijs"])))
    }
}
