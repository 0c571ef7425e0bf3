//! A node of the tree: one number, what it is called, and how it follows from
//! the numbers below it.

use std::collections::HashSet;
use std::sync::Arc;

use super::formula::{ExplainFormula, Rounding};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Cents;
use crate::scenario::{Between, Status};
use crate::terms::Text;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
    /// People times a share or a factor, before they are made whole.
    Gewogen,
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
            Self::Gewogen => "gewogen personen",
        }
    }

    /// How many of what is counted make one of the unit: cents in a euro.
    pub(crate) const fn per_unit(self) -> i64 {
        match self {
            Self::Euro | Self::EuroPerPersoon | Self::Grondslag => 100,
            Self::Personen | Self::Aandeel | Self::Factor | Self::Gewogen => 1,
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

const fn article(
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

const WI: &str = "BWBR0044770";
const BI: &str = "BWBR0045555";
const RI: &str = "BWBR0045574";
const HW: &str = "BWBR0035303";

/// The laws by the names that sources give them, each with the address of its articles
/// but for the number.
pub(crate) fn laws() -> [(&'static str, String); 4] {
    let all = [
        ("Wi2021", WI),
        ("Bi2021", BI),
        ("Ri2021", RI),
        ("Hw2014", HW),
    ];
    all.map(|(naam, bwb)| (naam, articles(bwb)))
}

fn articles(bwb: &str) -> String {
    format!("https://wetten.overheid.nl/jci1.3:c:{bwb}&artikel=")
}

impl Article {
    pub(crate) const BI_10_1: Self = article("Bi2021", BI, "10.1", "");
    pub(crate) const BI_10_2: Self = article("Bi2021", BI, "10.2", "");
    pub(crate) const BI_10_3_1: Self = article("Bi2021", BI, "10.3", "(1)");
    pub(crate) const BI_10_3_5: Self = article("Bi2021", BI, "10.3", "(5)");
    pub(crate) const BI_10_4: Self = article("Bi2021", BI, "10.4", "");
    pub(crate) const BI_10_5: Self = article("Bi2021", BI, "10.5", "");
    pub(crate) const BI_10_6: Self = article("Bi2021", BI, "10.6", "");
    pub(crate) const BI_10_8: Self = article("Bi2021", BI, "10.8", "");
    pub(crate) const RI_10_1: Self = article("Ri2021", RI, "10.1", "");
    pub(crate) const RI_10_2: Self = article("Ri2021", RI, "10.2", "");
    pub(crate) const RI_10_3: Self = article("Ri2021", RI, "10.3", "");
    pub(crate) const RI_10_4: Self = article("Ri2021", RI, "10.4", "");
    pub(crate) const HW_29: Self = article("Hw2014", HW, "29", "");
    pub(crate) const WI_42: Self = article("Wi2021", WI, "42", "(2)");

    /// Its name: `Bi2021 art. 10.1`.
    pub fn name(self) -> String {
        format!("{} art. {}{}", self.regeling, self.nummer, self.lid)
    }

    /// Where to read it.
    pub fn url(self) -> String {
        articles(self.bwb) + self.nummer
    }
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainOrigin {
    /// What is named as its source; what a scenario says is the same in both languages.
    pub bron: Text,
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
    /// Between which values it plausibly lies.
    pub tussen: Option<Between>,
}

impl ExplainOrigin {
    /// By the word of the program itself, which stands in no file.
    pub(crate) fn new(bron: Text, status: Status) -> Self {
        Self {
            bron,
            status,
            sleutel: None,
            bestand: None,
            regel: None,
            gefit: None,
            tussen: None,
        }
    }

    /// In a line of a file.
    pub(crate) fn in_line(self, file: &str, line: usize) -> Self {
        Self {
            bestand: Some(file.to_owned()),
            regel: Some(line),
            ..self
        }
    }
}

/// One number of a tree.
#[derive(Debug, Clone)]
pub struct ExplainNode {
    /// Names the number within an explanation; the same number has the same id.
    pub id: String,
    /// What it is called, in the words of the law.
    pub naam: Text,
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
    /// A remark.
    pub toelichting: Option<Text>,
    /// What it follows from.
    pub kinderen: Vec<Arc<Self>>,
}

impl ExplainNode {
    pub(crate) fn rounded(self, rounding: Rounding) -> Self {
        Self {
            afronding: rounding,
            ..self
        }
    }

    pub(crate) fn article(self, article: Article) -> Self {
        Self {
            artikel: Some(article),
            ..self
        }
    }

    pub(crate) fn origin(self, origin: ExplainOrigin) -> Self {
        Self {
            herkomst: Some(origin),
            ..self
        }
    }

    pub(crate) fn remark(self, remark: Text) -> Self {
        Self {
            toelichting: Some(remark),
            ..self
        }
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
    pub fn nodes(&self) -> Vec<&Self> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let mut next = vec![self];
        while let Some(node) = next.pop() {
            if seen.insert(node.id.as_str()) {
                found.push(node);
                next.extend(node.kinderen.iter().rev().map(Arc::as_ref));
            }
        }
        found
    }
}

/// Whole cents in euros.
pub(crate) fn euros(amount: Cents) -> Exact {
    Exact::new(amount.get().into(), 100.into())
}
