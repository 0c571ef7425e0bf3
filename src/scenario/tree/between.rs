//! Between which values a figure plausibly lies: `{ waarde = 0.02, tussen = [0.01, 0.035] }`.
//!
//! The two are P5 and P95 of a two-piece normal around the figure. Of a list of figures
//! there are two lists, of which it moves from the one to the other as a whole: so shares
//! stay together what they are.

use std::ops::Range;

use rust_decimal::Decimal;
use serde_json::Number;

/// The range of a figure. Of a figure in a list the first end may be the higher one: the
/// ends of all its figures belong together.
#[derive(Debug, Clone)]
pub struct Between {
    /// As many of the plausible values lie below the first end as above the other: 5%.
    pub ends: [Decimal; 2],
    /// Where they stand.
    pub(super) spans: [Range<usize>; 2],
    /// Whether it is one of a list that moves as a whole.
    pub in_list: bool,
}

/// Where a range was written says nothing about the figure.
impl PartialEq for Between {
    fn eq(&self, other: &Self) -> bool {
        (self.ends, self.in_list) == (other.ends, other.in_list)
    }
}

impl Eq for Between {}

/// One of the two ends of every range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// P5.
    Low,
    /// P95.
    High,
}

impl Between {
    /// Both ends as they are written.
    pub fn texts(&self) -> [String; 2] {
        self.ends.map(|end| end.normalize().to_string())
    }

    /// Both ends as numbers of JSON.
    pub fn numbers(&self) -> Vec<Option<Number>> {
        self.texts().iter().map(|end| end.parse().ok()).collect()
    }

    /// `0.01..0.035`, with the lower one first.
    pub fn text(&self) -> String {
        let [low, high] = self.ends;
        let [low, high] = [low.min(high), low.max(high)].map(|end| end.normalize());
        format!("{low}..{high}")
    }
}
