//! What the law was applied to in each year: for whoever has to show how an
//! amount came about, put together by the run itself.

use super::plan::{Jaarplan, Ramingen};
use super::run::{Input, Raming, Runner};
use crate::begrippen::Verdeelsleutel;
use crate::fraction::{Exact, Fraction};
use crate::jaar::Jaar;
use crate::people::People;
use crate::uitkering::{Bedragen, Geraamd, Gerealiseerd};

/// Everything that the uitkering of one year was reckoned from.
#[derive(Debug, Clone)]
pub struct Jaarinvoer<'a> {
    /// The uitvoeringsjaar.
    pub jaar: Jaar,
    /// Amounts after a cut that is passed on.
    pub bedragen: Bedragen,
    /// Years of completion that weigh in this year (Bi2021 art. 10.3(5)).
    pub aia_years: Vec<Jaar>,
    /// Inhabitants on 1 January t-1, for GPAS(t).
    pub inwoners: &'a [i64],
    /// Inhabitants on 1 January t-2, for GHT(t-1).
    pub inwoners_before: &'a [i64],
    /// In a year of fondsuitkering: what the total of the referentiejaar is
    /// multiplied by, and how it is divided.
    pub fonds: Option<(Exact, Verdeelsleutel)>,
    /// Largest share of the uitkering that may be kept; `None` for no limit.
    pub maximum: Option<Fraction>,
    lpas: i64,
    lht: i64,
    raming: Raming,
    /// AIA as counted at the end of the year.
    aia: Vec<i64>,
    people: &'a People,
}

impl Jaarinvoer<'_> {
    /// What was known before the year began.
    pub fn geraamd(&self) -> Geraamd<'_> {
        let early = self.jaar.plus(-2);
        Geraamd {
            lpas: self.lpas,
            gpas: &self.raming.gpas,
            lht: self.lht,
            ght: &self.raming.ght,
            vaa: self.people.asielstatushouder.at(early, early),
            ago: self.people.gezins_overig.at(early, early),
            aia: &self.raming.aia,
        }
    }

    /// Who turned out to be there.
    pub fn gerealiseerd(&self) -> Gerealiseerd<'_> {
        gerealiseerd(self.people, self.jaar, &self.aia)
    }
}

/// Who turned out to be there in `jaar`, counted where they live at its end.
pub(super) fn gerealiseerd<'a>(people: &'a People, jaar: Jaar, aia: &'a [i64]) -> Gerealiseerd<'a> {
    Gerealiseerd {
        aa: [0, -1, -2].map(|years| people.asielstatushouder.at(jaar.plus(years), jaar)),
        ago: people.gezins_overig.at(jaar, jaar),
        aao: people.onderwijsroute.at(jaar, jaar),
        aia,
    }
}

impl<'a> Runner<'a> {
    /// What each year was reckoned from for these people and national numbers,
    /// and behind them the referentiejaar of a fondsuitkering, if there is one.
    pub fn invoer<'p>(
        &self,
        people: &'p People,
        ramingen: &Ramingen,
    ) -> (Vec<Jaarinvoer<'p>>, Option<Jaarinvoer<'p>>)
    where
        'a: 'p,
    {
        let input = Input {
            model: self.model,
            people,
            ramingen,
        };
        let of = |plan: &Jaarplan<'a>| {
            let mut raming = Raming::default();
            let (lpas, lht) = {
                let known = input.geraamd(plan, &mut raming);
                (known.lpas, known.lht)
            };
            let mut aia = Vec::new();
            input.aia(plan, plan.jaar, &mut aia);
            Jaarinvoer {
                jaar: plan.jaar,
                bedragen: plan.bedragen,
                aia_years: plan.aia_years.clone(),
                inwoners: plan.inwoners,
                inwoners_before: plan.inwoners_before,
                fonds: plan.fonds.clone(),
                maximum: plan.maximum,
                lpas,
                lht,
                raming,
                aia,
                people,
            }
        };
        let jaren = self.plan.jaren.iter().map(of).collect();
        (jaren, self.plan.referentie.as_ref().map(of))
    }
}
