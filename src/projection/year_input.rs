//! What the law was applied to in each year: for whoever has to show how an
//! amount came about, put together by the run itself.

use super::run::{Raming, RunInput, aia as count_aia};
use super::runner::Runner;
use crate::model::{Ramingen, YearPlan};
use crate::people::People;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Geraamd, Gerealiseerd, Letter, peiljaar_voorlopig};

/// Everything that the uitkering of one year was reckoned from.
#[derive(Debug, Clone)]
pub struct YearInput<'a> {
    /// Its rules.
    pub plan: YearPlan<'a>,
    lpas: i64,
    lht: i64,
    raming: Raming,
    /// AIA as counted at the end of the year.
    aia: Vec<i64>,
    people: &'a People,
}

impl YearInput<'_> {
    /// What was known before the year began.
    pub fn geraamd(&self) -> Geraamd<'_> {
        let early = peiljaar_voorlopig(self.plan.jaar);
        Geraamd {
            lpas: self.lpas,
            gpas: &self.raming.per_gemeente.gpas,
            lht: self.lht,
            ght: &self.raming.per_gemeente.ght,
            vaa: self.people.asielstatushouder.at(early, early),
            ago: self.people.gezins_overig.at(early, early),
            aia: &self.raming.aia,
        }
    }

    /// Who turned out to be there.
    pub fn gerealiseerd(&self) -> Gerealiseerd<'_> {
        gerealiseerd(self.people, self.plan.jaar, &self.aia)
    }
}

/// Who turned out to be there in `jaar`, counted where they live at its end.
pub(crate) fn gerealiseerd<'a>(people: &'a People, jaar: Jaar, aia: &'a [i64]) -> Gerealiseerd<'a> {
    Gerealiseerd {
        aa: Letter::ALL.map(|letter| people.asielstatushouder.at(letter.cohort(jaar), jaar)),
        ago: people.gezins_overig.at(jaar, jaar),
        aao: people.onderwijsroute.at(jaar, jaar),
        aia,
    }
}

impl<'a> Runner<'a> {
    /// What each year was reckoned from for these people and national numbers,
    /// and behind them the referentiejaar of a fondsuitkering, if there is one.
    pub fn invoer<'p>(
        self,
        people: &'p People,
        ramingen: &Ramingen,
    ) -> (Vec<YearInput<'p>>, Option<YearInput<'p>>)
    where
        'a: 'p,
    {
        let input = RunInput {
            model: self.model,
            people,
            ramingen,
        };
        let of = |plan: YearPlan<'a>| {
            let mut raming = Raming::default();
            let (lpas, lht) = {
                let known = input.geraamd(&plan, &mut raming);
                (known.lpas, known.lht)
            };
            let mut aia = Vec::new();
            count_aia(&plan, people, plan.jaar, &mut aia);
            YearInput {
                plan,
                lpas,
                lht,
                raming,
                aia,
                people,
            }
        };
        let jaren = self.plan.jaren.into_iter().map(of).collect();
        (jaren, self.plan.referentie.map(of))
    }
}
