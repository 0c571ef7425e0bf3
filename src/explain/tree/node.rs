//! A node of the tree: one number, what it is called, and how it follows from
//! the numbers below it.

use std::collections::HashSet;
use std::sync::Arc;

use super::formula::{ExplainFormula, Rounding};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Cents;
use crate::scenario::Status;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainUnit {
    /// Euros.
    Euro,
    /// Euros per person.
    EuroPerPersoon,
    /// People.
    Personen,
    /// A share of something, between 0 and 1.
    Aandeel,
    /// What something is multiplied by.
    Factor,
    /// Grondslag of the distribution: people times weight, in euros.
    Grondslag,
}

impl ExplainUnit {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Euro => "euro",
            Self::EuroPerPersoon => "euro per persoon",
            Self::Personen => "personen",
            Self::Aandeel => "aandeel",
            Self::Factor => "factor",
            Self::Grondslag => "grondslag",
        }
    }

    /// How many of what is counted make one of the unit: cents in a euro.
    pub(crate) const fn per_unit(self) -> i64 {
        match self {
            Self::Euro | Self::EuroPerPersoon | Self::Grondslag => 100,
            Self::Personen | Self::Aandeel | Self::Factor => 1,
        }
    }

    /// Whether the number is an amount of money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Euro | Self::EuroPerPersoon)
    }
}

/// An article of a law or regeling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Article {
    regeling: &'static str,
    bwb: &'static str,
    nummer: &'static str,
    lid: &'static str,
}

const fn artikel(
    regeling: &'static str,
    bwb: &'static str,
    nummer: &'static str,
    lid: &'static str,
) -> Article {
    Article {
        regeling,
        bwb,
        nummer,
        lid,
    }
}

const BI: &str = "BWBR0045555";
const RI: &str = "BWBR0045574";

impl Article {
    pub(crate) const BI_10_1: Self = artikel("Bi2021", BI, "10.1", "");
    pub(crate) const BI_10_2: Self = artikel("Bi2021", BI, "10.2", "");
    pub(crate) const BI_10_3_1: Self = artikel("Bi2021", BI, "10.3", "(1)");
    pub(crate) const BI_10_3_5: Self = artikel("Bi2021", BI, "10.3", "(5)");
    pub(crate) const BI_10_4: Self = artikel("Bi2021", BI, "10.4", "");
    pub(crate) const BI_10_5: Self = artikel("Bi2021", BI, "10.5", "");
    pub(crate) const BI_10_6: Self = artikel("Bi2021", BI, "10.6", "");
    pub(crate) const BI_10_8: Self = artikel("Bi2021", BI, "10.8", "");
    pub(crate) const RI_10_1: Self = artikel("Ri2021", RI, "10.1", "");
    pub(crate) const RI_10_2: Self = artikel("Ri2021", RI, "10.2", "");
    pub(crate) const RI_10_3: Self = artikel("Ri2021", RI, "10.3", "");
    pub(crate) const RI_10_4: Self = artikel("Ri2021", RI, "10.4", "");
    pub(crate) const HW_29: Self = artikel("Hw2014", "BWBR0035303", "29", "");
    pub(crate) const WI_42: Self = artikel("Wi2021", "BWBR0044770", "42", "(2)");

    /// Its name: `Bi2021 art. 10.1`.
    pub fn naam(self) -> String {
        format!("{} art. {}{}", self.regeling, self.nummer, self.lid)
    }

    /// Where to read it.
    pub fn url(self) -> String {
        format!(
            "https://wetten.overheid.nl/jci1.3:c:{}&artikel={}",
            self.bwb, self.nummer
        )
    }
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainOrigin {
    /// The text that is named as its source.
    pub bron: String,
    /// How firm it is.
    pub status: Status,
    /// Its key in the scenario.
    pub sleutel: Option<String>,
    /// The file that it stands in.
    pub bestand: Option<String>,
    /// Its line in that file, from 1.
    pub regel: Option<usize>,
    /// What it was fitted to.
    pub gefit: Option<String>,
}

/// One number of a tree.
#[derive(Debug, Clone)]
pub struct ExplainNode {
    /// Names the number within an explanation; the same number has the same id.
    pub id: String,
    /// What it is called in the law, in Dutch.
    pub naam: String,
    /// Its symbol with the year, such as `GPAS(2026)`; empty for a step between.
    pub symbool: String,
    /// What it measures.
    pub eenheid: ExplainUnit,
    /// The number itself, exactly.
    pub waarde: Exact,
    /// How it follows from its children.
    pub formule: ExplainFormula,
    /// How it is rounded.
    pub afronding: Rounding,
    /// The article that says so.
    pub artikel: Option<Article>,
    /// Where it comes from: always at a leaf.
    pub herkomst: Option<ExplainOrigin>,
    /// A remark, in Dutch.
    pub toelichting: Option<String>,
    /// What it follows from.
    pub kinderen: Vec<Arc<Self>>,
}

impl ExplainNode {
    /// A node with a value of the projection.
    pub(crate) fn new(
        naam: impl Into<String>,
        symbool: impl Into<String>,
        eenheid: ExplainUnit,
        waarde: Exact,
        formule: ExplainFormula,
        kinderen: Vec<Arc<Self>>,
    ) -> Self {
        Self {
            id: String::new(),
            naam: naam.into(),
            symbool: symbool.into(),
            eenheid,
            waarde,
            formule,
            afronding: Rounding::Geen,
            artikel: None,
            herkomst: None,
            toelichting: None,
            kinderen,
        }
    }

    /// A step between numbers of the projection: its value is its formula
    /// worked out.
    pub(crate) fn stap(
        naam: impl Into<String>,
        symbool: impl Into<String>,
        eenheid: ExplainUnit,
        formule: ExplainFormula,
        kinderen: Vec<Arc<Self>>,
    ) -> Self {
        let mut knoop = Self::new(naam, symbool, eenheid, exact_whole(0), formule, kinderen);
        knoop.waarde = knoop.recompute().unwrap_or_else(|| exact_whole(0));
        knoop
    }

    pub(crate) fn afgerond(mut self, afronding: Rounding) -> Self {
        self.afronding = afronding;
        self
    }

    pub(crate) fn artikel(mut self, artikel: Article) -> Self {
        self.artikel = Some(artikel);
        self
    }

    pub(crate) fn herkomst(mut self, herkomst: ExplainOrigin) -> Self {
        self.herkomst = Some(herkomst);
        self
    }

    pub(crate) fn toelichting(mut self, tekst: impl Into<String>) -> Self {
        self.toelichting = Some(tekst.into());
        self
    }

    /// Whether it stands on its own.
    pub fn is_leaf(&self) -> bool {
        self.kinderen.is_empty()
    }

    /// An amount of money in cents; `None` where it is no whole number of them.
    pub fn cents(&self) -> Option<Cents> {
        let cents = &self.waarde * exact_whole(100);
        let whole = cents.is_integer().then(|| cents.to_integer());
        i64::try_from(whole?).ok().map(Cents::new)
    }

    /// The node and everything below it, each number once.
    pub fn knopen(&self) -> Vec<&Self> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let mut next = vec![self];
        while let Some(knoop) = next.pop() {
            if seen.insert(knoop.id.as_str()) {
                found.push(knoop);
                next.extend(knoop.kinderen.iter().rev().map(Arc::as_ref));
            }
        }
        found
    }
}

/// Whole cents in euros.
pub(crate) fn euros(amount: Cents) -> Exact {
    Exact::new(amount.get().into(), 100.into())
}
