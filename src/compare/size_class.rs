//! Gemeenten by how many people live there.

use crate::terms::{Lang, Text};

/// A class of gemeenten by inhabitants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeClass {
    /// Fewest inhabitants.
    pub vanaf: i64,
    /// So many inhabitants and more are in the next class; `None` for the last.
    pub tot: Option<i64>,
}

impl SizeClass {
    /// The classes, smallest first.
    pub const ALL: [Self; 5] = [
        Self::of(0, Some(20_000)),
        Self::of(20_000, Some(50_000)),
        Self::of(50_000, Some(100_000)),
        Self::of(100_000, Some(250_000)),
        Self::of(250_000, None),
    ];

    const fn of(vanaf: i64, tot: Option<i64>) -> Self {
        Self { vanaf, tot }
    }

    /// `tot 20.000`, `20.000-50.000`, `250.000 en meer`.
    pub fn name(self) -> Text {
        let named = |lang: Lang| {
            let whole = |people| lang.notation().whole(people);
            let from = whole(self.vanaf);
            match self.tot.map(whole) {
                Some(tot) if self.vanaf == 0 => format!("{} {tot}", lang.choose("tot", "under")),
                Some(tot) => format!("{from}-{tot}"),
                None => format!("{from} {}", lang.choose("en meer", "and more")),
            }
        };
        Text::new(named(Lang::Nl), named(Lang::En))
    }

    /// Whether a gemeente of so many inhabitants is in it.
    pub fn holds(self, inwoners: i64) -> bool {
        inwoners >= self.vanaf && self.tot.is_none_or(|tot| inwoners < tot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_a_name_in_each_language() {
        let names = SizeClass::ALL.map(SizeClass::name);
        let dutch = [
            "tot 20.000",
            "20.000-50.000",
            "50.000-100.000",
            "100.000-250.000",
            "250.000 en meer",
        ];
        assert_eq!(names.each_ref().map(|name| name.of(Lang::Nl)), dutch);
        let english = [
            "under 20,000",
            "20,000-50,000",
            "50,000-100,000",
            "100,000-250,000",
            "250,000 and more",
        ];
        assert_eq!(names.each_ref().map(|name| name.of(Lang::En)), english);
    }
}
