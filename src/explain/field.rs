//! What can be explained.

use crate::input::diagnostic::{Code, Diagnostic, nearest};

/// Declares the fields once, so that none can be left out of [`ExplainField::ALL`].
macro_rules! velden {
    ($($veld:ident = $key:literal, $what:literal;)*) => {
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
    Asielstatushouders = "asielstatushouders", "People: asielstatushouders of the cohort of the year.";
    GezinsOverig = "gezins_overig", "People: gezins- en overige migranten of the cohort of the year.";
    Onderwijsroute = "onderwijsroute", "People: asielstatushouders of the cohort on the onderwijsroute.";
    Afgerond = "afgerond", "People who completed their traject in the year.";
    BgoVoorlopig = "bgo_voorlopig", "BGO of the voorlopige uitkering.";
    BaVoorlopig = "ba_voorlopig", "BA of the voorlopige uitkering.";
    AboVoorlopig = "abo_voorlopig", "ABO of the voorlopige uitkering.";
    UitkeringVoorlopig = "uitkering_voorlopig", "The voorlopige uitkering.";
    BgoDefinitief = "bgo_definitief", "BGO of the definitieve uitkering.";
    BaDefinitief = "ba_definitief", "BA of the definitieve uitkering.";
    AboDefinitief = "abo_definitief", "ABO of the definitieve uitkering.";
    UitkeringDefinitief = "uitkering_definitief", "The definitieve uitkering.";
    Verrekening = "verrekening", "Definitief less voorlopig.";
    Incidenteel = "incidenteel", "Money beside the grant.";
    Kosten = "kosten", "What the gemeente spends.";
    Reserve = "reserve", "What may be kept at the end of the year.";
    Terugvordering = "terugvordering", "What has to be paid back over the year.";
    Tekort = "tekort", "Costs that are carried into the next year.";
    Kas = "kas", "What the gemeente receives in the year.";
    Saldo = "saldo", "Definitieve uitkering less costs.";
    AfgerondMeetellend = "afgerond_meetellend", "AIA: completed trajecten that weigh in the year.";
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

    /// The field of this name.
    ///
    /// # Errors
    /// The nearest name, and all of them.
    pub fn named(name: &str) -> Result<Self, Diagnostic> {
        let found = Self::ALL.iter().find(|veld| veld.key() == name);
        found.copied().ok_or_else(|| {
            let all = || Self::ALL.iter().map(|veld| veld.key());
            let diagnostic = Diagnostic::new(
                Code::OnbekendeWaarde,
                format!("`{name}` is geen veld dat kan worden uitgelegd"),
            );
            let known = all().collect::<Vec<_>>().join(", ");
            let help = match nearest(name, all()) {
                Some(near) => format!("bedoelt u {near}? bekende velden: {known}"),
                None => format!("bekende velden: {known}"),
            };
            diagnostic.help(help)
        })
    }
}
