//! What names a number within an explanation. The same number has the same key,
//! so that it is made once, and JSON points back to it by its id.

mod id;
mod local;
mod parts;

pub(crate) use id::TERM_LETTERS;
pub(crate) use local::LocalKey;
pub(crate) use parts::{
    AccountStep, Count, CountSymbol, Forecast, HalfYear, PricePart, RhythmPart, TermSum,
    UitkeringPart, UitkeringStage, YearShare,
};

use super::field::ExplainField;
use crate::columns::Column;
use crate::model::BedragKind;
use crate::people::Kind;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};
use crate::uitkering::Letter;

/// Names a number of an explanation; `{}` writes the id that JSON has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum NodeKey {
    /// A figure of the scenario, by its own key.
    Figure(String),
    /// A row of a delivery of counts.
    CountRow {
        count: Count,
        gm_code: String,
        line: usize,
    },
    /// What of such a row counts for the gemeente after a split.
    CountRowShare {
        count: Count,
        gm_code: String,
        line: usize,
    },

    /// A count in the gemeente.
    Count(Count),
    /// A count of the country.
    NationalCount(Count),
    /// AA of a cohort as the scenario has it, where a draw has another.
    UndrawnCount(Jaar),
    /// The same in the country.
    NationalUndrawnCount(Jaar),
    /// AAO of a cohort, as a share of the people of the country.
    NationalOnderwijsroute(Jaar),
    /// Who of a cohort completed in a year, in the gemeente.
    Completed { cohort: Jaar, jaar: Jaar },
    /// The same in the country.
    NationalCompleted { cohort: Jaar, jaar: Jaar },
    /// Share of a cohort that completes so many years after it was housed.
    CompletionShare { cohort: Jaar, years: i32 },
    /// Of that share whose term is not extended.
    CompletedInTime { cohort: Jaar, years: i32 },
    /// Share of a cohort whose term is extended.
    Extended { cohort: Jaar, years: i32 },
    /// Share of a cohort that is to complete.
    Scheduled { cohort: Jaar, years: i32 },
    /// The part of that share on one route.
    ScheduledByRoute {
        route: Route,
        cohort: Jaar,
        years: i32,
    },
    /// People of a kind who were housed in a year.
    Housed { kind: Kind, cohort: Jaar },
    /// Of those a groep that came in some year.
    HousedFrom {
        groep: Groep,
        jaar: Jaar,
        cohort: Jaar,
    },
    /// A share of a list by years, of a cohort of which a part starts late.
    LateShare {
        list: String,
        years: i32,
        cohort: Jaar,
    },
    /// Share of a cohort that starts a year late.
    Late(Jaar),
    /// Of those the share that missed the term of the PIP.
    LateByPip,
    /// Of those the share that was notified late.
    LateByNotice(Jaar),
    /// Both shares together, which may be more than everyone.
    LateTogether(Jaar),
    /// The most that can be late.
    Everyone,
    /// A forecast that a draw changed.
    DrawnForecast(Forecast, Jaar),
    /// GPAS.
    Gpas(Jaar),
    /// GHT.
    Ght(Jaar),
    /// GHT of one half-year.
    GhtOfHalf(HalfYear, Jaar),
    /// LHT, where it is stated per half-year.
    Lht(Jaar),
    /// LHT of one half-year.
    LhtOfHalf(HalfYear, Jaar),
    /// A half-year of the taakstelling as the scenario states it, where forecasts are biased.
    StatedHalf(HalfYear, Jaar),
    /// LPAS, where forecasts are biased.
    BiasedPrognose(Jaar),
    /// What a biased forecast is divided by.
    Bias,
    /// Into how many halves a year falls.
    Halves,
    /// What inhabitants are divided by for a half-year of the taakstelling.
    Divisor(HalfYear, Jaar),
    /// What a cohort of the model is divided by in the gemeente, where counted ones bear on it.
    Carried(Kind, Jaar),
    /// The same in the country.
    NationalCarried(Kind, Jaar),
    /// GPAS of all gemeenten.
    GpasSum(Jaar),
    /// GHT of all gemeenten.
    GhtSum(Jaar),
    /// Inhabitants of the gemeente.
    Inwoners(Jaar),
    /// A row with inhabitants that went into the gemeente.
    InwonersRow { jaar: Jaar, gm_code: String },
    /// Inhabitants of the gemeenten that one was split over.
    SuccessorInwoners { jaar: Jaar, gm_code: String },
    /// Inhabitants of the country.
    NationalInwoners(Jaar),

    /// The uitkering of a year.
    Uitkering(UitkeringStage, Jaar),
    /// BGO, BA or ABO of the gemeente.
    Part(UitkeringPart, UitkeringStage, Jaar),
    /// TBA, GG or SOM_GG.
    Sum(TermSum, UitkeringStage, Jaar),
    /// A term of it, from 0.
    Term(TermSum, UitkeringStage, Jaar, usize),
    /// What BGO, BA or ABO has in a fondsuitkering.
    Envelope(UitkeringPart, Jaar),
    /// The total of a fondsuitkering.
    FondsTotal(Jaar),
    /// The total of a referentiejaar.
    BaseTotal(Jaar),
    /// BGO, BA or ABO of a referentiejaar.
    BasePart(UitkeringPart, Jaar),
    /// From a referentiejaar to a year of fondsuitkering.
    FondsFactor(Jaar),
    /// What a cut leaves relative to the referentiejaar.
    CutRatio(Jaar),
    /// What a cut leaves.
    LeftAfterCut(Jaar),
    /// What is left without one.
    Whole,

    /// An amount after the cut of its year.
    AmountAfterCut {
        kind: BedragKind,
        jaar: Jaar,
        compared: bool,
    },
    /// A published amount with the derived one beside it.
    AmountCompared(BedragKind, Jaar),
    /// An amount that follows from prices.
    AmountDerived(BedragKind, Jaar),
    /// A price that grew from the year before.
    Price(PricePart, Jaar),
    /// Leerroute and the rest.
    PriceTogether(Jaar),
    /// Price level of a year over that of another.
    PriceRatio { jaar: Jaar, base: Jaar },
    /// The leerroute part of an instalment.
    LeerroutePart(Letter, Jaar),
    /// The rest of an instalment.
    OverigPart(Letter, Jaar),
    /// An instalment of both parts together.
    Instalment(Letter, Jaar),
    /// The share of an instalment, from 1, in the rhythm of a cohort.
    RhythmShare {
        part: RhythmPart,
        ordinal: usize,
        cohort: Jaar,
    },
    /// What earlier instalments have not paid of the rest.
    OverigUnpaid(Letter, Jaar),
    /// What an earlier instalment, from 1, has paid.
    PaidEarlier {
        letter: Letter,
        ordinal: usize,
        jaar: Jaar,
    },
    /// What of an instalment goes to completed trajecten.
    Prestatie(Letter, Jaar),
    /// A share that the minister sets.
    YearShare(YearShare, Jaar),
    /// The price of a traject on the onderwijsroute.
    TrajectPrice(Jaar),

    /// What the gemeente spends.
    Kosten(Jaar),
    /// Of that on one kind and cohort.
    KostenOf {
        kind: Kind,
        cohort: Jaar,
        jaar: Jaar,
    },
    /// What one person costs in a year.
    Tariff {
        kind: Kind,
        cohort: Jaar,
        jaar: Jaar,
    },
    /// The same at the price level of `[kosten]`.
    TariffUnindexed {
        kind: Kind,
        cohort: Jaar,
        jaar: Jaar,
    },
    /// A part of it, by the key of its line.
    TariffPart {
        line: String,
        cohort: Jaar,
        jaar: Jaar,
    },
    /// Uitkering less costs.
    Saldo(Jaar),
    /// What the gemeente receives in a calendar year.
    Kas(Jaar),
    /// The same before a terugvordering.
    Received(Jaar),
    /// The twelve payments.
    TwelvePayments(Jaar),
    /// Definitief less voorlopig.
    Verrekening(Jaar),
    /// Money beside the uitkering.
    Incidenteel(Jaar),
    /// A line of that, from 0.
    IncidenteelLine(usize, Jaar),
    /// What may be kept.
    Reserve(Jaar),
    /// What has to be paid back.
    Terugvordering(Jaar),
    /// Costs that are carried on.
    Tekort(Jaar),
    /// Reserve or tekort before the first year.
    BeforeTheFirst(ExplainField, Jaar),
    /// A step between those.
    Account(AccountStep, Jaar),
    /// The most that may be kept.
    MostToKeep(Jaar),
    /// The share of the uitkering that may be kept.
    ShareToKeep(Jaar),
    /// The most of the uitkering of the year before that may be kept once more.
    MostAgain(Jaar),
    /// The share of it that may.
    ShareAgain(Jaar),
    /// A number of a gemeente that differs.
    Local(LocalKey),
    /// A column of the country, a provincie or a gemeente, by its code.
    OfArea {
        area: String,
        column: Column,
        jaar: Jaar,
    },
}

impl NodeKey {
    /// Whether the number is one of the gemeente that is explained; all others are
    /// the same for every gemeente.
    pub const fn is_of_gemeente(&self) -> bool {
        if let Self::Local(key) = self {
            return !key.is_of_country();
        }
        matches!(
            self,
            Self::CountRowShare { .. }
                | Self::Count(_)
                | Self::UndrawnCount(_)
                | Self::Completed { .. }
                | Self::Gpas(_)
                | Self::Ght(_)
                | Self::GhtOfHalf(..)
                | Self::Inwoners(_)
                | Self::Carried(..)
                | Self::Uitkering(..)
                | Self::Part(..)
                | Self::Sum(TermSum::Gg, ..)
                | Self::Term(TermSum::Gg, ..)
                | Self::Kosten(_)
                | Self::KostenOf { .. }
                | Self::Saldo(_)
                | Self::Kas(_)
                | Self::Received(_)
                | Self::TwelvePayments(_)
                | Self::Verrekening(_)
                | Self::Incidenteel(_)
                | Self::IncidenteelLine(..)
                | Self::Reserve(_)
                | Self::Terugvordering(_)
                | Self::Tekort(_)
                | Self::Account(..)
                | Self::MostToKeep(_)
                | Self::MostAgain(_)
        )
    }
}
