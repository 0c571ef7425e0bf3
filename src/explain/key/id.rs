//! The id that a key has in JSON.

use std::fmt;

use super::NodeKey;
use crate::uitkering::GEWICHTEN;

/// The letters of the terms of TBA and GG.
pub(crate) const TERM_LETTERS: [&str; GEWICHTEN] = ["a", "b", "c", "d"];

impl fmt::Display for NodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(key) => f.write_str(key),
            Self::CountRow {
                count,
                gm_code,
                line,
            } => write!(f, "{count} {gm_code}.{line}"),
            Self::CountRowShare {
                count,
                gm_code,
                line,
            } => write!(f, "{count} {gm_code}.{line}.deel"),

            Self::Count(count) => f.write_str(&count.id()),
            Self::NationalCount(count) => write!(f, "l{}", count.id()),
            Self::UndrawnCount(cohort) => write!(f, "aa.{cohort}, scenario"),
            Self::NationalUndrawnCount(cohort) => write!(f, "laa.{cohort}, scenario"),
            Self::NationalOnderwijsroute(cohort) => write!(f, "landelijk_aao.{cohort}"),
            Self::Completed { cohort, jaar } => write!(f, "voltooid.{cohort}.{jaar}"),
            Self::NationalCompleted { cohort, jaar } => {
                write!(f, "landelijk_voltooid.{cohort}.{jaar}")
            }
            Self::CompletionShare { cohort, years } => write!(f, "afronddeel.{cohort}.{years}"),
            Self::CompletedInTime { cohort, years } => write!(f, "optijd.{cohort}.{years}"),
            Self::Extended { cohort, years } => write!(f, "verlengd.{cohort}.{years}"),
            Self::Scheduled { cohort, years } => write!(f, "gepland.{cohort}.{years}"),
            Self::ScheduledByRoute {
                route,
                cohort,
                years,
            } => write!(f, "gepland_{}.{cohort}.{years}", route.key()),
            Self::Housed { kind, cohort } => write!(f, "gehuisvest_{}.{cohort}", kind.key()),
            Self::HousedFrom {
                groep,
                jaar,
                cohort,
            } => write!(f, "gehuisvest_{}.{jaar}.{cohort}", groep.key()),
            Self::LateShare {
                list,
                years,
                cohort,
            } => write!(f, "{list}.{years}.cohort.{cohort}"),
            Self::Late(cohort) => write!(f, "laat.{cohort}"),
            Self::LateByPip => f.write_str("pip_laat"),
            Self::LateByNotice(cohort) => write!(f, "te_laat.{cohort}"),
            Self::LateTogether(cohort) => write!(f, "laat_samen.{cohort}"),
            Self::Everyone => f.write_str("iedereen"),
            Self::DrawnForecast(forecast, jaar) => {
                write!(f, "{}.{jaar}, trekking", forecast.table())
            }
            Self::Gpas(jaar) => write!(f, "gpas.{jaar}"),
            Self::Ght(jaar) => write!(f, "ght.{jaar}"),
            Self::GhtOfHalf(half, jaar) => write!(f, "ght.{jaar}.{}", half.key()),
            Self::Lht(jaar) => write!(f, "lht.{jaar}"),
            Self::LhtOfHalf(half, jaar) => write!(f, "lht.{jaar}.{}", half.key()),
            Self::StatedHalf(half, jaar) => write!(f, "lht.{jaar}.{}, scenario", half.key()),
            Self::BiasedPrognose(jaar) => write!(f, "lpas.{jaar}"),
            Self::Bias => f.write_str("vertekening"),
            Self::Halves => f.write_str("halfjaren"),
            Self::Carried(kind, jaar) => write!(f, "gewicht.{}.{jaar}", kind.key()),
            Self::NationalCarried(kind, jaar) => write!(f, "gewicht_nl.{}.{jaar}", kind.key()),
            Self::Divisor(half, jaar) => write!(f, "deler.{jaar}.{}", half.key()),
            Self::GpasSum(jaar) => write!(f, "som_gpas.{jaar}"),
            Self::GhtSum(jaar) => write!(f, "som_ght.{jaar}"),
            Self::Inwoners(jaar) => write!(f, "inwoners.{jaar}"),
            Self::InwonersRow { jaar, gm_code } => write!(f, "inwoners({jaar}) {gm_code}"),
            Self::SuccessorInwoners { jaar, gm_code } => {
                write!(f, "inwoners_opvolgers({jaar}) {gm_code}")
            }
            Self::NationalInwoners(jaar) => write!(f, "inwoners_nl.{jaar}"),

            Self::Uitkering(stage, jaar) => write!(f, "uitkering_{}.{jaar}", stage.word()),
            Self::Part(part, stage, jaar) => {
                write!(f, "{}_{}.{jaar}", part.id(), stage.word())
            }
            Self::Sum(sum, stage, jaar) => write!(f, "{}_{}.{jaar}", sum.id(), stage.word()),
            Self::Term(sum, stage, jaar, term) => {
                let letter = TERM_LETTERS[*term];
                write!(f, "{}_{}.{jaar}.{letter}", sum.id(), stage.word())
            }
            Self::Envelope(part, jaar) => write!(f, "envelop_{}.{jaar}", part.symbol()),
            Self::FondsTotal(jaar) => write!(f, "fondstotaal.{jaar}"),
            Self::BaseTotal(jaar) => write!(f, "referentietotaal.{jaar}"),
            Self::BasePart(part, jaar) => write!(f, "referentie_{}.{jaar}", part.symbol()),
            Self::FondsFactor(jaar) => write!(f, "fondsfactor.{jaar}"),
            Self::CutRatio(jaar) => write!(f, "kortingsverhouding.{jaar}"),
            Self::LeftAfterCut(jaar) => write!(f, "over.{jaar}"),
            Self::Whole => f.write_str("geheel"),

            Self::AmountAfterCut {
                kind,
                jaar,
                compared,
            } => {
                let compared = if *compared { ".vergeleken" } else { "" };
                write!(f, "{kind}.{jaar}.na_korting{compared}")
            }
            Self::AmountCompared(kind, jaar) => write!(f, "{kind}.{jaar}.vergeleken"),
            Self::AmountDerived(kind, jaar) => write!(f, "{kind}.{jaar}.afgeleid"),
            Self::Price(part, jaar) => write!(f, "prijs_{}.{jaar}", part.key()),
            Self::PriceTogether(jaar) => write!(f, "prijs.{jaar}"),
            Self::PriceRatio { jaar, base } => write!(f, "prijspeil.{jaar}.{base}"),
            Self::LeerroutePart(letter, jaar) => write!(f, "leerroutedeel_{letter}.{jaar}"),
            Self::OverigPart(letter, jaar) => write!(f, "overigdeel_{letter}.{jaar}"),
            Self::Instalment(letter, jaar) => write!(f, "termijn_{letter}.{jaar}"),
            Self::RhythmShare {
                part,
                ordinal,
                cohort,
            } => write!(f, "ritme_{}_{ordinal}.{cohort}", part.key()),
            Self::OverigUnpaid(letter, jaar) => write!(f, "nog_overig_{letter}.{jaar}"),
            Self::PaidEarlier {
                letter,
                ordinal,
                jaar,
            } => write!(f, "eerder_{letter}_{ordinal}.{jaar}"),
            Self::Prestatie(letter, jaar) => write!(f, "prestatie_{letter}.{jaar}"),
            Self::YearShare(share, jaar) => write!(f, "{}.{jaar}", share.key()),
            Self::TrajectPrice(jaar) => write!(f, "trajectprijs.{jaar}"),

            Self::Kosten(jaar) => write!(f, "kosten.{jaar}"),
            Self::KostenOf { kind, cohort, jaar } => {
                write!(f, "kosten_{}.{cohort}.{jaar}", kind.key())
            }
            Self::Tariff { kind, cohort, jaar } => {
                write!(f, "tarief_{}.{cohort}.{jaar}", kind.key())
            }
            Self::TariffUnindexed { kind, cohort, jaar } => {
                write!(f, "tarief_{}.{cohort}.{jaar}.voor", kind.key())
            }
            Self::TariffPart { line, cohort, jaar } => write!(f, "{line}.{cohort}.{jaar}"),
            Self::Saldo(jaar) => write!(f, "saldo.{jaar}"),
            Self::Kas(jaar) => write!(f, "kas.{jaar}"),
            Self::Received(jaar) => write!(f, "ontvangen.{jaar}"),
            Self::TwelvePayments(jaar) => write!(f, "twaalf.{jaar}"),
            Self::Verrekening(jaar) => write!(f, "verrekening.{jaar}"),
            Self::Incidenteel(jaar) => write!(f, "incidenteel.{jaar}"),
            Self::IncidenteelLine(line, jaar) => write!(f, "incidenteel_{line}.{jaar}"),
            Self::Reserve(jaar) => write!(f, "reserve.{jaar}"),
            Self::Terugvordering(jaar) => write!(f, "terugvordering.{jaar}"),
            Self::Tekort(jaar) => write!(f, "tekort.{jaar}"),
            Self::BeforeTheFirst(field, jaar) => write!(f, "{}.{jaar}", field.key()),
            Self::Account(step, jaar) => write!(f, "{}.{jaar}", step.symbol()),
            Self::MostToKeep(jaar) => write!(f, "ten_hoogste.{jaar}"),
            Self::ShareToKeep(jaar) => write!(f, "maximum.{jaar}"),
            Self::MostAgain(jaar) => write!(f, "ten_hoogste_tweede.{jaar}"),
            Self::ShareAgain(jaar) => write!(f, "maximum_tweede_jaar.{jaar}"),
            Self::Local(key) => key.fmt(f),
            Self::OfArea { area, column, jaar } => write!(f, "{column}.{jaar}.{area}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::key::{Count, CountSymbol, UitkeringPart, UitkeringStage};
    use crate::terms::jaar::Jaar;

    /// JSON has had these ids from the start; who reads it may point at them.
    #[test]
    fn a_key_prints_the_id_that_json_has() {
        let jaar = |year| Jaar::new(year).unwrap();
        let count = Count {
            symbol: CountSymbol::Aa,
            cohort: jaar(2026),
            counted: Some(jaar(2027)),
        };
        let row = NodeKey::CountRowShare {
            count,
            gm_code: "GM0344".to_owned(),
            line: 12,
        };
        let part = NodeKey::Part(UitkeringPart::Abo, UitkeringStage::Voorlopig, jaar(2028));
        for (key, id) in [
            (NodeKey::Count(count), "aa.2026@2027"),
            (NodeKey::NationalCount(count), "laa.2026@2027"),
            (row, "AA(2026)@2027 GM0344.12.deel"),
            (part, "abo_voorlopig.2028"),
        ] {
            assert_eq!(key.to_string(), id);
        }
    }
}
