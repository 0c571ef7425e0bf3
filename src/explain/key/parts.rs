//! What a key is made of: the parts, stages and steps that an explanation tells apart.

use std::fmt;

use crate::people::Kind;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::HalfYears;

/// Which of the two uitkeringen of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum UitkeringStage {
    Voorlopig,
    Definitief,
}

impl UitkeringStage {
    /// The word of the law, in both languages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Voorlopig => "voorlopig",
            Self::Definitief => "definitief",
        }
    }
}

/// The parts of an uitkering (Bi2021 art. 10.1 and 10.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum UitkeringPart {
    /// For gezins- en overige migranten.
    Bgo,
    /// For asielstatushouders.
    Ba,
    /// For the onderwijsroute.
    Abo,
}

impl UitkeringPart {
    /// Every part, in the order of the envelopes of a fondsuitkering.
    pub const ALL: [Self; 3] = [Self::Bgo, Self::Ba, Self::Abo];

    /// Its symbol in the law.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Bgo => "BGO",
            Self::Ba => "BA",
            Self::Abo => "ABO",
        }
    }

    /// The symbol in small letters, as ids have it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bgo => "bgo",
            Self::Ba => "ba",
            Self::Abo => "abo",
        }
    }
}

/// What the four terms a to d add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TermSum {
    /// TBA: the total of the country.
    Tba,
    /// GG: the grondslag of the gemeente.
    Gg,
    /// SOM_GG: the grondslag of all gemeenten.
    SomGg,
}

impl TermSum {
    /// Its symbol in the law.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Tba => "TBA",
            Self::Gg => "GG",
            Self::SomGg => "SOM_GG",
        }
    }

    /// The symbol in small letters, as ids have it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tba => "tba",
            Self::Gg => "gg",
            Self::SomGg => "som_gg",
        }
    }
}

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PricePart {
    Leerroute,
    Overig,
    GezinsOverig,
}

impl PricePart {
    /// Its key in `[prijs.J]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Leerroute => "leerroute",
            Self::Overig => "overig",
            Self::GezinsOverig => "gezins_overig",
        }
    }
}

/// Which list of a payment rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RhythmPart {
    Leerroute,
    Overig,
    /// Both parts together.
    Totaal,
}

impl RhythmPart {
    /// Its key in `[[betaalritme]]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Leerroute => "leerroute",
            Self::Overig => "overig",
            Self::Totaal => "totaal",
        }
    }
}

/// A share that the minister sets for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum YearShare {
    /// Of the prognose that is inburgeringsplichtig.
    PaT,
    /// Of the taakstelling of the year before that is.
    PaT1,
    /// Of whom is expected to take the onderwijsroute.
    Po,
}

impl YearShare {
    /// Its key in `[bedragen.J]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PaT => "pa_t",
            Self::PaT1 => "pa_t1",
            Self::Po => "po",
        }
    }
}

/// A national number that the state forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Forecast {
    /// LPAS.
    Prognose,
    /// LHT.
    Taakstelling,
}

impl Forecast {
    /// Its table in a scenario.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Prognose => "prognose",
            Self::Taakstelling => "taakstelling",
        }
    }
}

/// A half of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum HalfYear {
    First,
    Second,
}

impl HalfYear {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// Its key in `[taakstelling]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::First => "eerste",
            Self::Second => "tweede",
        }
    }

    /// Its people.
    pub const fn of(self, halves: HalfYears) -> i64 {
        match self {
            Self::First => halves.eerste,
            Self::Second => halves.tweede,
        }
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::First => Text::fixed("eerste halfjaar", "first half-year"),
            Self::Second => Text::fixed("tweede halfjaar", "second half-year"),
        }
    }
}

/// A step between the amounts of the accounts of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum AccountStep {
    ToCover,
    FromReserve,
    ReserveLeft,
    StillToCover,
    FromUitkering,
    Unspent,
    AboveMaximum,
    KeptOfYear,
    KeptAgain,
    MostTogether,
    Room,
    ReserveReturned,
}

impl AccountStep {
    /// Its symbol, without the year.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::ToCover => "te_dekken",
            Self::FromReserve => "uit_reserve",
            Self::ReserveLeft => "reserve_over",
            Self::StillToCover => "nog_te_dekken",
            Self::FromUitkering => "uit_uitkering",
            Self::Unspent => "onbesteed",
            Self::AboveMaximum => "boven_maximum",
            Self::KeptOfYear => "eigen_reserve",
            Self::KeptAgain => "opnieuw",
            Self::MostTogether => "ten_hoogste_samen",
            Self::Room => "ruimte",
            Self::ReserveReturned => "reserve_terug",
        }
    }
}

/// What a count of people is called in the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum CountSymbol {
    Aa,
    /// The same people as AA, as they are counted for the voorlopige uitkering.
    Vaa,
    Ago,
    Aao,
    /// Completed trajecten of one year.
    Afgerond,
    /// Completed trajecten that weigh in a year.
    Aia,
}

impl CountSymbol {
    /// Who are counted.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Aa | Self::Vaa => Kind::Asielstatushouder,
            Self::Ago => Kind::GezinsOverig,
            Self::Aao => Kind::Onderwijsroute,
            Self::Afgerond | Self::Aia => Kind::Afgerond,
        }
    }

    /// The usual one of a kind.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Asielstatushouder => Self::Aa,
            Kind::GezinsOverig => Self::Ago,
            Kind::Onderwijsroute => Self::Aao,
            Kind::Afgerond => Self::Afgerond,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Aa => "AA",
            Self::Vaa => "VAA",
            Self::Ago => "AGO",
            Self::Aao => "AAO",
            Self::Afgerond => "afgerond",
            Self::Aia => "AIA",
        }
    }
}

/// A count of people of a cohort or a year. It prints as its symbol: `AA(2026)@2027`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Count {
    pub symbol: CountSymbol,
    /// The cohort, or the year of completion.
    pub cohort: Jaar,
    /// The end of the year at which was counted, where it makes a difference.
    pub counted: Option<Jaar>,
}

impl Count {
    /// The symbol in small letters, as ids have it: `aa.2026@2027`.
    pub fn id(self) -> String {
        let symbol = self.symbol.text().to_lowercase();
        format!("{symbol}.{}{}", self.cohort, at(self.counted))
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = self.symbol.text();
        write!(formatter, "{symbol}({}){}", self.cohort, at(self.counted))
    }
}

/// `@2025`
fn at(counted: Option<Jaar>) -> String {
    counted.map_or_else(String::new, |jaar| format!("@{jaar}"))
}
