//! Finding a gemeente as people write it: by code, by name, by name without
//! the suffix that the CBS puts behind it.

use super::{Gemeente, Gemeenten};

/// Why a gemeente was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing like it; the nearest names, best first.
    Unknown(Vec<String>),
    /// Several gemeenten have this name.
    Ambiguous(Vec<String>),
}

impl Gemeenten {
    /// The index of the gemeente with this code or name. Case does not matter,
    /// nor does a suffix such as `(ZH.)`.
    ///
    /// # Errors
    /// The nearest names, or the candidates where the name is ambiguous.
    pub fn find(&self, wanted: &str) -> Result<usize, NotFound> {
        let wanted = wanted.trim();
        let upper = wanted.to_uppercase();
        if let Some(index) = self.index_of(&upper).or_else(|| self.index_of(wanted)) {
            return Ok(index);
        }
        let lower = wanted.to_lowercase();
        let exact = self.matching(|gemeente| gemeente.naam.to_lowercase() == lower);
        let matching = if exact.is_empty() {
            self.matching(|gemeente| without_suffix(&gemeente.naam).to_lowercase() == lower)
        } else {
            exact
        };
        match matching[..] {
            [index] => Ok(index),
            [] => Err(NotFound::Unknown(self.nearest_names(&lower))),
            _ => Err(NotFound::Ambiguous(
                matching
                    .into_iter()
                    .map(|index| self.label(index))
                    .collect(),
            )),
        }
    }

    /// Name and code of a gemeente: `Utrecht (GM0344)`.
    pub fn label(&self, index: usize) -> String {
        let gemeente = &self.list()[index];
        format!("{} ({})", gemeente.naam, gemeente.code)
    }

    fn matching(&self, is_match: impl Fn(&Gemeente) -> bool) -> Vec<usize> {
        let found = self.list().iter().enumerate();
        found
            .filter(|(_, gemeente)| is_match(gemeente))
            .map(|(index, _)| index)
            .collect()
    }

    fn nearest_names(&self, wanted: &str) -> Vec<String> {
        let mut names: Vec<(f64, usize)> = self
            .list()
            .iter()
            .enumerate()
            .map(|(index, gemeente)| {
                let name = without_suffix(&gemeente.naam).to_lowercase();
                (strsim::jaro_winkler(wanted, &name), index)
            })
            .filter(|&(likeness, _)| likeness > 0.8)
            .collect();
        names.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let best = names.into_iter().take(3);
        best.map(|(_, index)| self.label(index)).collect()
    }
}

fn without_suffix(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}
