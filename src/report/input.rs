//! What a report is made from: scenarios with the same gemeenten and years (as
//! [`crate::simulate::Request`] asks), with everything that was reckoned of them, and
//! which of it is shown.

use crate::answer::Address;
use crate::compare::{Comparison, SizeClass};
use crate::exact::money::Cents;
use crate::export::Receipt;
use crate::model::Model;
use crate::projection::{Projection, YearProjection};
use crate::question::solve::Frontier;
use crate::simulate::Area;
use crate::simulate::part::Part;
use crate::study::{EffectStudy, FrontierRequest, Weights};
use crate::terms::jaar::Jaar;

/// What of a run a report shows. Nothing is reckoned otherwise because of it: every figure
/// is the one that the whole report has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// These years alone, which are years of the scenarios; `None` for all.
    pub jaren: Option<Vec<Jaar>>,
    /// This gemeente alone, by its index; `None` for the country.
    pub gemeente: Option<usize>,
    /// The first screen alone, on one page.
    pub samenvatting: bool,
}

impl ReportScope {
    /// Everything there is.
    pub const WHOLE: Self = Self {
        jaren: None,
        gemeente: None,
        samenvatting: false,
    };
}

/// Scenarios, what they pay, how they differ, and how certain that is.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The scenarios; the others are held against the first.
    pub modellen: &'a [Model],
    /// What each of them pays, in every year.
    pub projecties: &'a [Projection],
    /// Each scenario but the first, against the first, in every year.
    pub vergelijkingen: &'a [Comparison<'a>],
    /// The draws, where they were asked for: those of the years that are shown.
    pub trekkingen: Option<&'a Part>,
    /// The same draws with every figure that has a range drawn too, where it was asked.
    pub aannames: Option<&'a Part>,
    /// How far gemeenten come out differently, where it was drawn.
    pub effecten: Option<&'a EffectStudy>,
    /// What matters most to the definitieve uitkering of the first scenario, and to what
    /// the others have more; empty where it was not asked.
    pub gewichten: &'a [Weights],
    /// What every step of a figure or a rhythm buys against what it costs, where it was
    /// asked.
    pub afweging: Option<&'a (FrontierRequest, Frontier)>,
    /// What of it is shown.
    pub keuze: &'a ReportScope,
    /// The address at which it can be made anew, where it was asked at one.
    pub adres: Option<&'a Address>,
}

impl<'a> ReportInput<'a> {
    /// Every scenario with its projection.
    pub(crate) fn paren(&self) -> impl Iterator<Item = (&'a Model, &'a Projection)> {
        self.modellen.iter().zip(self.projecties)
    }

    /// A receipt for every scenario. What matters most and the list of figures follow from
    /// the ranges as well, so that these are input of every report.
    pub fn receipts(&self) -> Vec<Receipt> {
        let drawn = self.trekkingen.map(|part| &part.header);
        let drawn = drawn.map(|header| (header.draws, header.seed));
        Receipt::of_ranges(self.modellen, drawn)
    }

    /// Whether a year is shown.
    fn shows(&self, jaar: Jaar) -> bool {
        let asked = self.keuze.jaren.as_ref();
        asked.is_none_or(|asked| asked.contains(&jaar))
    }

    /// The years of a projection that are shown, earliest first.
    pub(crate) fn shown<'p>(&self, projection: &'p Projection) -> Vec<&'p YearProjection> {
        let years = projection.jaren.iter();
        years.filter(|year| self.shows(year.jaar)).collect()
    }

    /// The years that are shown, earliest first.
    pub(crate) fn jaren(&self) -> Vec<Jaar> {
        let first = self.projecties.first();
        let shown = first.map_or_else(Vec::new, |first| self.shown(first));
        shown.iter().map(|year| year.jaar).collect()
    }

    /// The same, counted from the first year of the scenarios.
    pub(crate) fn places(&self) -> Vec<usize> {
        let years = self.projecties.first().map(|first| &first.jaren);
        let years = years.into_iter().flatten().enumerate();
        let shown = years.filter(|(_, year)| self.shows(year.jaar));
        shown.map(|(place, _)| place).collect()
    }

    /// Whether every year is shown.
    pub(crate) fn shows_every_year(&self) -> bool {
        let years = self.projecties.first().map_or(0, |first| first.jaren.len());
        self.places().len() == years
    }

    /// The last year of the scenarios, shown or not: the inhabitants of then tell how
    /// large a gemeente is.
    pub(crate) fn last(&self) -> Jaar {
        let years = self.projecties.first().map(|first| &first.jaren);
        let last = years.and_then(|years| years.last());
        last.map_or(Jaar::MAX, |year| year.jaar)
    }

    /// The gemeenten that amounts are sums of, in the order of their codes.
    pub(crate) fn summed(&self) -> Vec<usize> {
        match self.keuze.gemeente {
            Some(own) => vec![own],
            None => (0..self.modellen.first().map_or(0, |one| one.gemeenten.len())).collect(),
        }
    }

    /// Whom the page has figures of: all gemeenten, or the one with those of its size.
    pub(crate) fn listed(&self) -> Vec<usize> {
        let everyone = Self {
            keuze: &ReportScope::WHOLE,
            ..*self
        }
        .summed();
        let Some(own) = self.keuze.gemeente else {
            return everyone;
        };
        let inwoners = self.modellen[0].gemeenten.inwoners(self.last());
        let class = SizeClass::ALL
            .into_iter()
            .find(|class| class.holds(inwoners[own]));
        let equals = everyone.into_iter();
        equals
            .filter(|&one| one == own || class.is_some_and(|class| class.holds(inwoners[one])))
            .collect()
    }

    /// What the sums stand for.
    pub(crate) fn area(&self) -> Area {
        self.keuze.gemeente.map_or(Area::Landelijk, Area::Gemeente)
    }

    /// The name of the one gemeente that the report is about.
    pub(crate) fn own_name(&self) -> Option<&'a str> {
        let own = self.keuze.gemeente?;
        Some(self.modellen[0].gemeenten.list()[own].naam.as_str())
    }

    /// Sum over the gemeenten of what `of` takes of them in a year.
    pub(crate) fn sum(
        &self,
        year: &YearProjection,
        of: impl Fn(&YearProjection, usize) -> Cents,
    ) -> Cents {
        self.summed().iter().map(|&one| of(year, one)).sum()
    }
}
