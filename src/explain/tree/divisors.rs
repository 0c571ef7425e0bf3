//! A division by smallest divisors, with what is needed to redo it for one part.

use crate::exact::apportion::SmallestDivisors;
use crate::exact::fraction::{Exact, exact_whole};

/// People and their parts.
#[derive(Debug, Clone)]
pub struct DivisorDivision {
    total: i64,
    weights: Vec<i64>,
    parts: Vec<i64>,
}

impl DivisorDivision {
    /// Divides people by inhabitants.
    pub fn new(total: i64, weights: &[i64]) -> Self {
        let mut parts = Vec::new();
        SmallestDivisors::new(weights).divide(total, &mut parts);
        Self {
            total,
            weights: weights.to_vec(),
            parts,
        }
    }

    /// The smallest divisor that leaves nobody with less than is rounded up; 0 where
    /// nobody gets anyone.
    pub fn divisor(&self) -> Exact {
        let divisor = SmallestDivisors::new(&self.weights).divisor(&self.parts);
        divisor.unwrap_or_default()
    }

    /// The people of one part.
    pub fn part(&self, index: usize) -> Exact {
        exact_whole(self.parts.get(index).copied().unwrap_or(0))
    }

    /// What is divided, the weight of one part, and the divisor: the children of a node
    /// that is this part.
    pub(crate) fn basis(&self, index: usize) -> [Exact; 3] {
        let weight = self.weights.get(index).copied().unwrap_or(0);
        [exact_whole(self.total), exact_whole(weight), self.divisor()]
    }
}
