//! Two scenarios side by side: what each pays, and why it differs.

use super::attribution::{Attribution, AttributionOrder, attribute};
use super::keys::{KeyDifference, key_differences};
use super::mixed::MixedModels;
use super::money_columns::{MoneyColumn, basis, place};
use crate::columns::Column;
use crate::exact::money::Cents;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::RuleParts;
use crate::terms::jaar::Jaar;

/// The second scenario held against the first. Amounts are whole eurocents, by
/// gemeente in the order of gm_codes.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The first scenario.
    pub a: &'a Model,
    /// The other.
    pub b: &'a Model,
    /// What the first pays.
    pub projectie_a: Projection,
    /// What the other pays.
    pub projectie_b: Projection,
    /// Every key that differs.
    pub sleutels: Vec<KeyDifference>,
    /// How the differences were divided.
    pub volgorde: AttributionOrder,
    toedeling: Attribution,
    /// Both projections in base columns.
    waarden: [Vec<i64>; 2],
}

impl<'a> Comparison<'a> {
    /// Projects both, and divides what differs over the parts in which the
    /// scenarios differ.
    ///
    /// # Errors
    /// Scenarios with other gemeenten or other years, one that cannot be
    /// projected, or money that is not conserved.
    pub fn new(a: &'a Model, b: &'a Model, volgorde: AttributionOrder) -> Result<Self, Diagnostic> {
        b.comparable_with(a)?;
        let (projectie_a, projectie_b) = (a.project()?, b.project()?);
        let sleutels = key_differences(a, b);
        let mut tussenvormen = MixedModels::new(a, b, &sleutels);
        let toedeling = attribute(&mut tussenvormen, &projectie_a, &projectie_b, &volgorde)?;
        Ok(Self {
            a,
            b,
            waarden: [basis(&projectie_a), basis(&projectie_b)],
            projectie_a,
            projectie_b,
            sleutels,
            volgorde,
            toedeling,
        })
    }

    /// The years, earliest first.
    pub fn jaren(&self) -> Vec<Jaar> {
        self.projectie_a
            .jaren
            .iter()
            .map(|year| year.jaar)
            .collect()
    }

    /// The number of gemeenten.
    pub fn gemeenten(&self) -> usize {
        self.a.gemeenten.len()
    }

    /// What the difference is divided over: a part of the rules each, or
    /// several that only go together.
    pub fn onderdelen(&self) -> &[RuleParts] {
        &self.toedeling.groepen
    }

    /// How many projections the division took.
    pub fn projecties(&self) -> usize {
        self.toedeling.projecties
    }

    /// An amount of the first scenario; `jaar` counts from the first year.
    pub fn van(&self, veld: &MoneyColumn, jaar: usize, gemeente: usize) -> Cents {
        self.value(0, veld, jaar, gemeente)
    }

    /// The same of the other.
    pub fn naar(&self, veld: &MoneyColumn, jaar: usize, gemeente: usize) -> Cents {
        self.value(1, veld, jaar, gemeente)
    }

    /// The other less the first.
    pub fn difference(&self, veld: &MoneyColumn, jaar: usize, gemeente: usize) -> Cents {
        self.naar(veld, jaar, gemeente) - self.van(veld, jaar, gemeente)
    }

    /// What one of [`Comparison::onderdelen`] is worth in that difference; all
    /// of them add up to it to the cent. That in `kas` is the sum of those in what it is
    /// made of, unless the scenarios reclaim money after another number of years.
    pub fn bijdrage(
        &self,
        onderdeel: usize,
        veld: &MoneyColumn,
        jaar: usize,
        gemeente: usize,
    ) -> Cents {
        if veld.column == Column::Kas
            && let Some(years) = self.reclaimed_after()
        {
            let part = |column: Column, back: usize| {
                let column = MoneyColumn::of(column).expect("a column of money");
                let year = jaar.checked_sub(back);
                year.map_or(Cents::ZERO, |year| {
                    self.bijdrage(onderdeel, &column, year, gemeente)
                })
            };
            return part(Column::UitkeringVoorlopig, 0) + part(Column::Verrekening, 1)
                - part(Column::Terugvordering, years);
        }
        self.som_van(veld, jaar, gemeente, |cell| {
            self.toedeling.of(cell, onderdeel)
        })
    }

    /// How much more the other pays or costs the country in a column of money and a
    /// year; `None` for a column of people or a year outside both.
    pub fn national(&self, column: Column, jaar: Jaar) -> Option<Cents> {
        let of =
            self.projectie_b.national(column, jaar)? - self.projectie_a.national(column, jaar)?;
        column.is_money().then(|| Cents::new(of))
    }

    /// What each part of the rules is worth in [`Comparison::national`]: together they
    /// are that difference, to the cent.
    pub fn national_by_part(&self, column: Column, jaar: Jaar) -> Option<Vec<(RuleParts, Cents)>> {
        let money = MoneyColumn::of(column)?;
        let year = self.jaren().iter().position(|&one| one == jaar)?;
        let worth = |part| {
            let gemeenten = 0..self.gemeenten();
            gemeenten
                .map(|gemeente| self.bijdrage(part, &money, year, gemeente))
                .sum()
        };
        let parts = self.onderdelen().iter().enumerate();
        Some(parts.map(|(index, &part)| (part, worth(index))).collect())
    }

    /// After how many years both reclaim money; `None` where they differ.
    fn reclaimed_after(&self) -> Option<usize> {
        let [first, other] = [&self.projectie_a, &self.projectie_b];
        let years = |run: &Projection| usize::from(run.kasregels.terugvordering_na_jaren);
        (years(first) == years(other)).then(|| years(first))
    }

    fn value(&self, kant: usize, veld: &MoneyColumn, jaar: usize, gemeente: usize) -> Cents {
        self.som_van(veld, jaar, gemeente, |cell| self.waarden[kant][cell])
    }

    /// A column as the sum of its base columns.
    fn som_van(
        &self,
        veld: &MoneyColumn,
        jaar: usize,
        gemeente: usize,
        of: impl Fn(usize) -> i64,
    ) -> Cents {
        let all = self.gemeenten();
        let terms = veld.termen.iter();
        Cents::new(
            terms
                .map(|&(base, sign)| sign * of(place(all, jaar, base, gemeente)))
                .sum(),
        )
    }

    /// Sums over some gemeenten and years.
    pub fn som(
        &self,
        gemeenten: &[usize],
        jaren: &[usize],
        of: impl Fn(usize, usize) -> Cents,
    ) -> Cents {
        let cells = gemeenten.iter().flat_map(|&gemeente| {
            let of = &of;
            jaren.iter().map(move |&jaar| of(jaar, gemeente))
        });
        cells.sum()
    }
}
