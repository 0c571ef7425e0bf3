//! What can be explained.

use crate::columns::Column;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest;
use crate::terms::Text;

/// Declares the fields once, so that none can be left out of [`ExplainField::ALL`].
macro_rules! velden {
    ($($veld:ident = $key:expr, $what:literal;)*) => {
        /// A column of a run, or an amount per person of a year.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ExplainField {
            $(#[doc = $what] $veld,)*
        }

        impl ExplainField {
            /// Every field, in the order of the columns; amounts come last.
            pub const ALL: &'static [Self] = &[$(Self::$veld,)*];

            /// Its name on the command line: that of the column, or of the
            /// amount in `[bedragen.J]`, behind `bedrag_` where a column of
            /// people has that name.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$veld => $key,)*
                }
            }
        }
    };
}

velden! {
    Asielstatushouders = Column::Asielstatushouders.name(), "People: asielstatushouders of the cohort of the year.";
    GezinsOverig = Column::GezinsOverig.name(), "People: gezins- en overige migranten of the cohort of the year.";
    Onderwijsroute = Column::Onderwijsroute.name(), "People: asielstatushouders of the cohort on the onderwijsroute.";
    Afgerond = Column::Afgerond.name(), "People who completed their traject in the year.";
    BgoVoorlopig = Column::BgoVoorlopig.name(), "BGO of the voorlopige uitkering.";
    BaVoorlopig = Column::BaVoorlopig.name(), "BA of the voorlopige uitkering.";
    AboVoorlopig = Column::AboVoorlopig.name(), "ABO of the voorlopige uitkering.";
    UitkeringVoorlopig = Column::UitkeringVoorlopig.name(), "The voorlopige uitkering.";
    BgoDefinitief = Column::BgoDefinitief.name(), "BGO of the definitieve uitkering.";
    BaDefinitief = Column::BaDefinitief.name(), "BA of the definitieve uitkering.";
    AboDefinitief = Column::AboDefinitief.name(), "ABO of the definitieve uitkering.";
    UitkeringDefinitief = Column::UitkeringDefinitief.name(), "The definitieve uitkering.";
    Verrekening = Column::Verrekening.name(), "Definitief less voorlopig.";
    Incidenteel = Column::Incidenteel.name(), "Money beside the grant.";
    Kosten = Column::Kosten.name(), "What the gemeente spends.";
    Reserve = Column::Reserve.name(), "What may be kept at the end of the year.";
    Terugvordering = Column::Terugvordering.name(), "What has to be paid back over the year.";
    Tekort = Column::Tekort.name(), "Costs that are carried into the next year.";
    Kas = Column::Kas.name(), "What the gemeente receives in the year.";
    Saldo = Column::Saldo.name(), "Definitieve uitkering less costs.";
    AfgerondMeetellend = Column::AfgerondMeetellend.name(), "AIA: completed trajecten that weigh in the year.";
    BedragGezinsOverig = "bedrag_gezins_overig", "Amount per gezins- of overige migrant.";
    A = "a", "Amount a per asielstatushouder.";
    B = "b", "Amount b.";
    C = "c", "Amount c.";
    GewichtA = "gewicht_a", "Weight of the first instalment.";
    GewichtB = "gewicht_b", "Weight of the second instalment.";
    GewichtC = "gewicht_c", "Weight of the third instalment.";
    GewichtD = "gewicht_d", "Weight of a completed traject.";
    BedragOnderwijsroute = "bedrag_onderwijsroute", "Amount per person on the onderwijsroute.";
}

impl ExplainField {
    /// What is explained where nobody says what.
    pub const USUAL: [Self; 4] = [
        Self::UitkeringVoorlopig,
        Self::UitkeringDefinitief,
        Self::Verrekening,
        Self::Kas,
    ];

    /// The fields of these names; without any those that are usually shown.
    ///
    /// # Errors
    /// As [`ExplainField::named`].
    pub fn asked(names: &[String]) -> Result<Vec<Self>, Diagnostic> {
        if names.is_empty() {
            return Ok(Self::USUAL.to_vec());
        }
        names.iter().map(|name| Self::named(name.trim())).collect()
    }

    /// The field of this name.
    ///
    /// # Errors
    /// The nearest name, and all of them.
    pub fn named(name: &str) -> Result<Self, Diagnostic> {
        let found = Self::ALL.iter().find(|veld| veld.key() == name);
        found.copied().ok_or_else(|| {
            let all = || Self::ALL.iter().map(|veld| veld.key());
            let message = match Column::named(name) {
                Some(column) => Text::new(
                    format!("van de kolom `{column}` is geen uitleg"),
                    format!("the column `{column}` has no explanation"),
                ),
                None => Text::new(
                    format!("`{name}` is geen veld dat kan worden uitgelegd"),
                    format!("`{name}` is no field that can be explained"),
                ),
            };
            let diagnostic = Diagnostic::new(Code::OnbekendeWaarde, message);
            let known = all().collect::<Vec<_>>().join(", ");
            let help = match nearest(name, all()) {
                Some(near) => Text::new(
                    format!("bedoelt u {near}? bekende velden: {known}"),
                    format!("do you mean {near}? known fields: {known}"),
                ),
                None => Text::new(
                    format!("bekende velden: {known}"),
                    format!("known fields: {known}"),
                ),
            };
            diagnostic.help(help)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(feature = "proefkolom"))]
    fn every_column_of_a_run_is_explained() {
        let explained = ExplainField::ALL.iter().map(|field| field.key());
        let explained: Vec<&str> = explained.take(Column::ALL.len()).collect();
        let columns: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        assert_eq!(explained, columns, "a field for every column, in its order");
    }
}
