//! How the years of a series move, and which of them do more than the series.

use super::FigureForm;
use super::sensitivity::Sheet;
use crate::question::{OneAtATime, Reach};

impl Sheet<'_> {
    /// How the figures of a series move: all of them, and what that leaves out of account.
    pub fn of_series(&self) -> &'static str {
        match self.request.reach {
            Reach::Ranges(_) => self.lang.choose(
                "Van een reeks bewegen alle jaren tegelijk, elk naar zijn eigen lage of hoge eind: werken zij dezelfde kant op, dan is dat verder dan het lage of hoge eind van hun som als jaren los van elkaar uitvallen; werken zij tegen elkaar in, dan doet een jaar alleen soms meer.",
                "Of a series all years move together, each to its own low or high end: where they work one way, that is further than the low or high end of their sum if years come out by themselves; where they work against each other, a year alone can do more.",
            ),
            Reach::Step(_) => self.lang.choose(
                "Van een reeks bewegen alle jaren tegelijk.",
                "Of a series all years move together.",
            ),
        }
    }

    /// The years that do more than their series, which nobody finds in a row of that.
    pub fn against_each_other(&self, one: &OneAtATime, form: FigureForm) -> String {
        const SHOWN: usize = 3;
        let beyond = one.beyond_series(0);
        let shown = beyond.iter().take(SHOWN).map(|(part, of_series)| {
            let swing = |value: i64| form.difference(value, false);
            let (own, whole) = (swing(part.swing(&one.base, 0)), swing(*of_series));
            let (key, lang) = (&part.factor.key, self.lang);
            lang.choose(
                format!("{key} {own} (de reeks {whole})"),
                format!("{key} {own} (the series {whole})"),
            )
        });
        let shown: Vec<String> = shown.collect();
        if shown.is_empty() {
            return String::new();
        }
        let left = match beyond.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => self.lang.choose(
                format!(", en nog {more}: --elk toont ze"),
                format!(", and {more} more: --elk shows them"),
            ),
        };
        let shown = shown.join(", ");
        self.lang.choose(
            format!("Een jaar alleen doet meer dan zijn reeks, waarin jaren tegen elkaar in werken: {shown}{left}.\n"),
            format!("A year alone does more than its series, of which years work against each other: {shown}{left}.\n"),
        )
    }
}
