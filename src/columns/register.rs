//! The register itself: name and definition of every column, in the order of the CSV.

use schemars::JsonSchema;
use serde::Deserialize;

use super::definition::{Definition, MoreIs, Span, SumOf, Unit};
use crate::terms::Text;

/// Declares every column once, so that none can be left out of [`Column::ALL`] or have
/// one name in a scenario and another in the CSV.
macro_rules! columns {
    ($($(#[$gate:meta])? $column:ident = $name:literal: $definition:expr;)*) => {
        /// A column of a run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
        // What each of them is stands in its definition.
        #[allow(missing_docs)]
        #[non_exhaustive]
        pub enum Column {
            $($(#[$gate])? #[serde(rename = $name)] $column,)*
        }

        impl Column {
            /// Every column, in the order of the CSV.
            pub const ALL: &'static [Self] = &[$($(#[$gate])? Self::$column,)*];

            /// Its name in CSV, JSON and scenarios, and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $($(#[$gate])? Self::$column => $name,)*
                }
            }
        }

        /// In the order of [`Column::ALL`].
        const DEFINITIONS: &[Definition] = &[$($(#[$gate])? $definition,)*];
    };
}

columns! {
    Asielstatushouders = "asielstatushouders": Definition {
        unit: Unit::People,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.4"),
        label: Text::fixed("Asielstatushouders, cohort", "Asylum permit holders, cohort"),
        heading: Text::fixed("Asielstatushouders", "Asylum permit holders"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Asielstatushouders die in het jaar in een gemeente zijn gehuisvest: het cohort van dat jaar.",
            "Asielstatushouders who were housed in a gemeente in the year: the cohort of that year.",
        ),
    };
    GezinsOverig = "gezins_overig": Definition {
        unit: Unit::People,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.4"),
        label: Text::fixed("Gezin en overig, cohort", "Family and other, cohort"),
        heading: Text::fixed("Gezin en overig", "Family and other"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Gezins- en overige migranten van het cohort van het jaar.",
            "Gezins- en overige migranten of the cohort of the year.",
        ),
    };
    Onderwijsroute = "onderwijsroute": Definition {
        unit: Unit::People,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.4"),
        label: Text::fixed("Onderwijsroute", "Education route"),
        heading: Text::fixed("Onderwijsroute", "Education route"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Wie van de asielstatushouders van het cohort de onderwijsroute volgt.",
            "Those asielstatushouders of the cohort who follow the onderwijsroute.",
        ),
    };
    Afgerond = "afgerond": Definition {
        unit: Unit::People,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.4"),
        label: Text::fixed("Trajecten afgerond", "Trajecten completed"),
        heading: Text::fixed("Afgerond", "Completed"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Asielstatushouders die in het jaar hun traject hebben afgerond.",
            "Asielstatushouders who completed their traject in the year.",
        ),
    };
    BgoVoorlopig = "bgo_voorlopig": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.1"),
        label: Text::fixed("BGO gezin en overig", "BGO family and other"),
        heading: Text::fixed("BGO voorlopig", "BGO provisional (voorlopig)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de voorlopige uitkering voor gezins- en overige migranten.",
            "Part of the voorlopige uitkering for gezins- en overige migranten.",
        ),
    };
    BaVoorlopig = "ba_voorlopig": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.1"),
        label: Text::fixed("BA asielstatushouders", "BA asylum permit holders"),
        heading: Text::fixed("BA voorlopig", "BA provisional (voorlopig)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de voorlopige uitkering voor asielstatushouders, in drie termijnen per cohort en naar afgeronde trajecten.",
            "Part of the voorlopige uitkering for asielstatushouders, in three instalments per cohort and by completed trajecten.",
        ),
    };
    AboVoorlopig = "abo_voorlopig": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.1"),
        label: Text::fixed("ABO onderwijsroute", "ABO education route"),
        heading: Text::fixed("ABO voorlopig", "ABO provisional (voorlopig)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de voorlopige uitkering voor de onderwijsroute.",
            "Part of the voorlopige uitkering for the onderwijsroute.",
        ),
    };
    UitkeringVoorlopig = "uitkering_voorlopig": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf {
            plus: &[Column::BgoVoorlopig, Column::BaVoorlopig, Column::AboVoorlopig],
            minus: &[],
        },
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.1"),
        label: Text::fixed("Voorlopige uitkering", "Provisional grant (voorlopig)"),
        heading: Text::fixed("Uitkering voorlopig", "Provisional grant (voorlopig)"),
        narrow: Some(Text::fixed("voorlopig", "voorlopig")),
        is_kept: true,
        meaning: Text::fixed(
            "Wat vóór het jaar wordt toegekend, naar de prognose; wordt in het jaar in twaalf termijnen betaald.",
            "What is granted before the year, by the prognosis; paid in twelve parts during the year.",
        ),
    };
    BgoDefinitief = "bgo_definitief": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.2"),
        label: Text::fixed("BGO gezin en overig", "BGO family and other"),
        heading: Text::fixed("BGO definitief", "BGO final (definitief)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de definitieve uitkering voor gezins- en overige migranten.",
            "Part of the definitieve uitkering for gezins- en overige migranten.",
        ),
    };
    BaDefinitief = "ba_definitief": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.2"),
        label: Text::fixed("BA asielstatushouders", "BA asylum permit holders"),
        heading: Text::fixed("BA definitief", "BA final (definitief)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de definitieve uitkering voor asielstatushouders, in drie termijnen per cohort en naar afgeronde trajecten.",
            "Part of the definitieve uitkering for asielstatushouders, in three instalments per cohort and by completed trajecten.",
        ),
    };
    AboDefinitief = "abo_definitief": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.2"),
        label: Text::fixed("ABO onderwijsroute", "ABO education route"),
        heading: Text::fixed("ABO definitief", "ABO final (definitief)"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Deel van de definitieve uitkering voor de onderwijsroute.",
            "Part of the definitieve uitkering for the onderwijsroute.",
        ),
    };
    UitkeringDefinitief = "uitkering_definitief": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf {
            plus: &[Column::BgoDefinitief, Column::BaDefinitief, Column::AboDefinitief],
            minus: &[],
        },
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.2"),
        label: Text::fixed("Definitieve uitkering", "Final grant (definitief)"),
        heading: Text::fixed("Uitkering definitief", "Final grant (definitief)"),
        narrow: Some(Text::fixed("definitief", "definitief")),
        is_kept: true,
        meaning: Text::fixed(
            "Wat over het jaar wordt vastgesteld, naar de werkelijke aantallen mensen.",
            "What is set over the year, by the real numbers of people.",
        ),
    };
    Verrekening = "verrekening": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf {
            plus: &[Column::UitkeringDefinitief],
            minus: &[Column::UitkeringVoorlopig],
        },
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.8"),
        label: Text::fixed("Verrekening (in t+1)", "Settlement (in t+1)"),
        heading: Text::fixed("Verrekening", "Settlement (verrekening)"),
        narrow: Some(Text::fixed("verrekening", "settlement")),
        is_kept: true,
        meaning: Text::fixed(
            "Definitieve min voorlopige uitkering, in het jaar erna betaald of teruggehaald.",
            "Definitieve less voorlopige uitkering, paid or taken back in the next year.",
        ),
    };
    Incidenteel = "incidenteel": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: None,
        label: Text::fixed("Incidenteel", "Incidental money"),
        heading: Text::fixed("Incidenteel", "Incidental money"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "Geld naast de uitkering, dat in geen andere kolom meetelt.",
            "Money beside the uitkering, which counts in no other column.",
        ),
    };
    Kosten = "kosten": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Loss,
        article: None,
        label: Text::fixed("Kosten van gemeenten", "Costs of gemeenten"),
        heading: Text::fixed("Kosten", "Costs"),
        narrow: Some(Text::fixed("kosten", "costs")),
        is_kept: false,
        meaning: Text::fixed(
            "Wat de gemeente aan voorzieningen uitgeeft: een aanname van het scenario.",
            "What the gemeente spends on voorzieningen: an assumption of the scenario.",
        ),
    };
    Reserve = "reserve": Definition {
        unit: Unit::Cents,
        span: Span::Stock,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.5"),
        label: Text::fixed("Reserve, eind van het jaar", "Reserve, end of year"),
        heading: Text::fixed("Reserve", "Reserve"),
        narrow: Some(Text::fixed("reserve", "reserve")),
        is_kept: false,
        meaning: Text::fixed(
            "Wat niet is uitgegeven en aan het eind van het jaar mag worden bewaard voor het volgende.",
            "What was not spent and may be kept at the end of the year for the next.",
        ),
    };
    Terugvordering = "terugvordering": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Loss,
        article: Some("Wi2021 art. 42(2)"),
        label: Text::fixed("Terugvordering over het jaar", "Reclaimed over the year"),
        heading: Text::fixed("Terugvordering", "Reclaimed (terugvordering)"),
        narrow: Some(Text::fixed("terugvordering", "reclaimed")),
        is_kept: true,
        meaning: Text::fixed(
            "Wat niet is uitgegeven en niet mag worden bewaard, en daarom later wordt teruggevorderd.",
            "What was not spent and may not be kept, and therefore is reclaimed later.",
        ),
    };
    Tekort = "tekort": Definition {
        unit: Unit::Cents,
        span: Span::Stock,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Loss,
        article: Some("Bi2021 art. 10.6"),
        label: Text::fixed("Tekort, meegenomen", "Deficit, carried on"),
        heading: Text::fixed("Tekort", "Deficit carried on"),
        narrow: Some(Text::fixed("tekort", "deficit")),
        is_kept: false,
        meaning: Text::fixed(
            "Kosten boven de uitkering en de reserve, meegenomen naar het volgende jaar.",
            "Costs above the uitkering and the reserve, carried into the next year.",
        ),
    };
    Kas = "kas": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Gain,
        article: Some("Bi2021 art. 10.8"),
        label: Text::fixed("Kas: ontvangen in het jaar", "Cash received in the year"),
        heading: Text::fixed("Kas", "Cash received"),
        narrow: Some(Text::fixed("kas", "cash")),
        is_kept: true,
        meaning: Text::fixed(
            "Wat de gemeente in het kalenderjaar ontvangt: twaalf termijnen, de verrekening van het vorige jaar, min terugvorderingen die dan vervallen.",
            "What the gemeente receives in the calendar year: twelve parts, the verrekening of the year before, less terugvorderingen that fall due.",
        ),
    };
    Saldo = "saldo": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf {
            plus: &[Column::UitkeringDefinitief],
            minus: &[Column::Kosten],
        },
        more_is: MoreIs::Neither,
        article: None,
        label: Text::fixed("Uitkering min kosten", "Grant less costs"),
        heading: Text::fixed("Saldo", "Grant less costs"),
        narrow: None,
        is_kept: true,
        meaning: Text::fixed(
            "Definitieve uitkering min kosten.",
            "Definitieve uitkering less costs.",
        ),
    };
    AfgerondMeetellend = "afgerond_meetellend": Definition {
        unit: Unit::People,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: Some("Bi2021 art. 10.3(5)"),
        label: Text::fixed(
            "Trajecten afgerond die meetellen",
            "Trajecten completed that count",
        ),
        heading: Text::fixed("Afgerond meetellend", "Completed that count"),
        narrow: None,
        is_kept: false,
        meaning: Text::fixed(
            "AIA: afgeronde trajecten die in de definitieve uitkering van het jaar meetellen.",
            "AIA: completed trajecten that count in the definitieve uitkering of the year.",
        ),
    };
    #[cfg(feature = "proefkolom")]
    Proefkolom = "proefkolom": Definition {
        unit: Unit::Cents,
        span: Span::Flow,
        sum_of: SumOf::NOTHING,
        more_is: MoreIs::Neither,
        article: None,
        label: Text::fixed("Proefkolom, voor de tests", "Trial column, for the tests"),
        heading: Text::fixed("Proefkolom", "Trial column"),
        narrow: Some(Text::fixed("proefkolom", "trial column")),
        is_kept: true,
        meaning: Text::fixed(
            "De kosten nog eens, zodat een test ziet of een nieuwe kolom overal staat.",
            "The costs once more, so that a test sees whether a new column is everywhere.",
        ),
    };
}

impl Column {
    /// What there is to know of it.
    pub const fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }
}
