//! Why nothing follows from a factor, in words.

use super::some_keys;
use crate::question::{FactorEffect, Fixed, NoEffect};
use crate::terms::{Lang, Text};

/// Why factors do nothing, said of one of them and of more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reason {
    one: Text,
    more: Text,
}

impl Reason {
    /// Said of so many.
    pub fn of(&self, count: usize, lang: Lang) -> &str {
        match count {
            1 => self.one.of(lang),
            _ => self.more.of(lang),
        }
    }

    fn new(one: Text, more: Text) -> Self {
        Self { one, more }
    }
}

/// The kind of reason by which a factor does nothing, for a count of them.
pub(super) fn kind_of_reason(effect: &FactorEffect) -> Reason {
    match (effect.factor.moved_by, &effect.no_effect) {
        (Ok(_), Some(NoEffect::Elsewhere(_))) => Reason::new(
            Text::fixed("werkt op andere kolommen", "works on other columns"),
            Text::fixed("werken op andere kolommen", "work on other columns"),
        ),
        _ => reason(effect),
    }
}

/// Why a factor does nothing.
pub(super) fn reason(effect: &FactorEffect) -> Reason {
    match (effect.factor.moved_by, &effect.no_effect) {
        (Err(Fixed::Zero), _) => Reason::new(
            Text::fixed(
                "staat op 0, en een deel daarvan is 0",
                "is 0, and a part of that is 0",
            ),
            Text::fixed(
                "staan op 0, en een deel daarvan is 0",
                "are 0, and a part of that is 0",
            ),
        ),
        (Err(Fixed::OnlyShare), _) => Reason::new(
            Text::fixed(
                "is het enige aandeel: geen ander maakt plaats",
                "is the only share: no other makes room",
            ),
            Text::fixed(
                "zijn het enige aandeel: geen ander maakt plaats",
                "are the only share: no other makes room",
            ),
        ),
        (Ok(_), None) => Reason::new(
            Text::fixed(
                "kan niet bewegen zonder het scenario te breken",
                "cannot move without breaking the scenario",
            ),
            Text::fixed(
                "kunnen niet bewegen zonder het scenario te breken",
                "cannot move without breaking the scenario",
            ),
        ),
        (Ok(_), Some(why)) => reason_of(why),
    }
}

/// Why what was moved does nothing.
pub(super) fn reason_of(why: &NoEffect) -> Reason {
    match why {
        NoEffect::SameOfDraws => Reason::new(
            Text::fixed(
                "verschuift trekkingen, maar niet dit kwantiel of deze kans",
                "moves draws, but not this quantile or this chance",
            ),
            Text::fixed(
                "verschuiven trekkingen, maar niet dit kwantiel of deze kans",
                "move draws, but not this quantile or this chance",
            ),
        ),
        NoEffect::Alike => Reason::new(
            Text::fixed(
                "doet in beide scenario's hetzelfde",
                "does the same in both scenarios",
            ),
            Text::fixed(
                "doen in beide scenario's hetzelfde",
                "do the same in both scenarios",
            ),
        ),
        NoEffect::OtherYears => Reason::new(
            Text::fixed("werkt in andere jaren", "works in other years"),
            Text::fixed("werken in andere jaren", "work in other years"),
        ),
        NoEffect::OtherGemeenten => Reason::new(
            Text::fixed("werkt bij andere gemeenten", "works on other gemeenten"),
            Text::fixed("werken bij andere gemeenten", "work on other gemeenten"),
        ),
        NoEffect::Elsewhere(columns) => {
            let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
            let [nl, en] = [Lang::Nl, Lang::En].map(|lang| some_keys(&names, lang));
            Reason::new(
                Text::new(format!("werkt op {nl}"), format!("works on {en}")),
                Text::new(format!("werken op {nl}"), format!("work on {en}")),
            )
        }
        NoEffect::Within => Reason::new(
            Text::fixed(
                "verschuift dit alleen tussen gemeenten of jaren",
                "only moves this between gemeenten or years",
            ),
            Text::fixed(
                "verschuiven dit alleen tussen gemeenten of jaren",
                "only move this between gemeenten or years",
            ),
        ),
        NoEffect::Months => Reason::new(
            Text::fixed(
                "werkt alleen op de maand van betaling",
                "only works on the month of payment",
            ),
            Text::fixed(
                "werken alleen op de maand van betaling",
                "only work on the month of payment",
            ),
        ),
        NoEffect::Budget => Reason::new(
            Text::fixed(
                "werkt alleen op de begroting van het Rijk",
                "only works on the budget of the state",
            ),
            Text::fixed(
                "werken alleen op de begroting van het Rijk",
                "only work on the budget of the state",
            ),
        ),
        NoEffect::Amounts => Reason::new(
            Text::fixed(
                "wijkt voor een gepubliceerd bedrag (`spuk amounts`)",
                "gives way to a published amount (`spuk amounts`)",
            ),
            Text::fixed(
                "wijken voor een gepubliceerd bedrag (`spuk amounts`)",
                "give way to a published amount (`spuk amounts`)",
            ),
        ),
        NoEffect::Backtest => Reason::new(
            Text::fixed(
                "werkt alleen in de terugblik (`spuk backtest`)",
                "only works when looking back (`spuk backtest`)",
            ),
            Text::fixed(
                "werken alleen in de terugblik (`spuk backtest`)",
                "only work when looking back (`spuk backtest`)",
            ),
        ),
        NoEffect::Draws => Reason::new(
            Text::fixed(
                "werkt alleen in trekkingen (`spuk simulate`)",
                "only works in draws (`spuk simulate`)",
            ),
            Text::fixed(
                "werken alleen in trekkingen (`spuk simulate`)",
                "only work in draws (`spuk simulate`)",
            ),
        ),
        NoEffect::Nothing => Reason::new(
            Text::fixed(
                "doet niets in de jaren van deze projectie",
                "does nothing in the years of this projection",
            ),
            Text::fixed(
                "doen niets in de jaren van deze projectie",
                "do nothing in the years of this projection",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_follows_the_number() {
        let reason = Reason::new(
            Text::fixed("doet niets", "does nothing"),
            Text::fixed("doen niets", "do nothing"),
        );
        let said = [1, 2, 27].map(|count| reason.of(count, Lang::Nl));
        assert_eq!(said, ["doet niets", "doen niets", "doen niets"]);
        assert_eq!(reason.of(1, Lang::En), "does nothing");
        assert_eq!(reason.of(3, Lang::En), "do nothing");
    }
}
