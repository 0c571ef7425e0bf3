//! How the years of a series move, and which of them do more than the series.

use super::FigureForm;
use super::sensitivity::Sheet;
use crate::question::OneAtATime;

impl Sheet<'_> {
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
