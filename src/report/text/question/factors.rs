//! Why nothing follows from a factor, in words.

use super::some_keys;
use crate::question::{FactorEffect, Fixed, NoEffect};
use crate::terms::{Lang, Text};

/// The kind of reason by which a factor does nothing, for a count of them.
pub(super) fn kind_of_reason(effect: &FactorEffect, lang: Lang) -> String {
    match (effect.factor.moved_by, &effect.no_effect) {
        (Ok(_), Some(NoEffect::Elsewhere(_))) => lang
            .choose("werkt op andere kolommen", "works on other columns")
            .to_owned(),
        _ => reason(effect, lang),
    }
}

/// Why a factor does nothing.
pub(super) fn reason(effect: &FactorEffect, lang: Lang) -> String {
    let why = match (effect.factor.moved_by, &effect.no_effect) {
        (Err(Fixed::Zero), _) => Text::fixed(
            "staat op 0, en een deel daarvan is 0",
            "is 0, and a part of that is 0",
        ),
        (Err(Fixed::OnlyShare), _) => Text::fixed(
            "enig aandeel: geen ander maakt plaats",
            "the only share: no other makes room",
        ),
        (Ok(_), None) => Text::fixed(
            "niet te bewegen zonder het scenario te breken",
            "cannot move without breaking the scenario",
        ),
        (Ok(_), Some(NoEffect::Elsewhere(columns))) => {
            let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
            let keys = |lang| some_keys(&names, lang);
            Text::new(
                format!("werkt op {}", keys(Lang::Nl)),
                format!("works on {}", keys(Lang::En)),
            )
        }
        (Ok(_), Some(NoEffect::Within)) => Text::fixed(
            "verschuift dit alleen tussen gemeenten of jaren",
            "only moves this between gemeenten or years",
        ),
        (Ok(_), Some(NoEffect::Months)) => {
            Text::fixed("alleen de maand van betaling", "only the month of payment")
        }
        (Ok(_), Some(NoEffect::Budget)) => Text::fixed(
            "alleen de begroting van het Rijk",
            "only the budget of the state",
        ),
        (Ok(_), Some(NoEffect::Amounts)) => Text::fixed(
            "een gepubliceerd bedrag wint (`spuk amounts`)",
            "a published amount wins (`spuk amounts`)",
        ),
        (Ok(_), Some(NoEffect::Backtest)) => Text::fixed(
            "alleen de terugblik (`spuk backtest`)",
            "only looking back (`spuk backtest`)",
        ),
        (Ok(_), Some(NoEffect::Draws)) => Text::fixed(
            "alleen trekkingen (`spuk simulate`)",
            "only draws (`spuk simulate`)",
        ),
        (Ok(_), Some(NoEffect::Nothing)) => Text::fixed(
            "doet niets in de jaren van deze projectie",
            "does nothing in the years of this projection",
        ),
    };
    why.of(lang).to_owned()
}
