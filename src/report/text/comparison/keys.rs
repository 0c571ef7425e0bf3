//! The keys that two scenarios give another value, for people.

use crate::compare::{Comparison, StatedValue};
use crate::exact::money::Cents;
use crate::report::words::assumptions::subject;
use crate::report::words::status::status;
use crate::scenario::Status;
use crate::terms::Lang;

/// Every key with both values and where they come from.
pub(crate) fn differences(vergelijking: &Comparison<'_>, letter: &str, taal: Lang) -> String {
    let mut text = String::new();
    let mut only_source = 0;
    for key in &vergelijking.sleutels {
        if !key.other_value() {
            only_source += 1;
            continue;
        }
        let part = key.onderdeel.map_or("", |part| part.word());
        let table = key.pad.split('.').next().unwrap_or_default();
        text.push_str(&format!("  {}: {}", subject(table).of(taal), key.pad));
        text.push_str(&if part.is_empty() {
            "\n".to_owned()
        } else {
            format!("  [{part}]\n")
        });
        for (name, (side, derived)) in ["A", letter].into_iter().zip(key.sides()) {
            let told = match (side, derived) {
                (Some(one), _) => figure(one, key.has_source(), taal),
                (None, Some(amount)) => derived_amount(amount, taal),
                (None, None) => taal.choose("ontbreekt", "absent").to_owned(),
            };
            text.push_str(&format!("    {name}  {told}\n"));
        }
    }
    if only_source > 0 {
        text.push_str(&format!(
            "  {only_source} {}\n",
            taal.choose(
                "cijfers zijn gelijk, met een andere bron (zie --format json)",
                "figures are the same, with another source (see --format json)"
            )
        ));
    }
    if text.is_empty() {
        text.push_str(taal.choose("  niets\n", "  nothing\n"));
    }
    text
}

/// `€ 720,85 (afgeleid)`.
fn derived_amount(amount: Cents, taal: Lang) -> String {
    let amount = taal.notation().euros(amount);
    format!("{amount} ({})", status(Status::Afgeleid, taal))
}

/// `0.10 (aanname: vraag van dit scenario; korting.toml:9)`; what stands in
/// `[scenario]` is no figure and has no source.
fn figure(one: &StatedValue, has_source: bool, taal: Lang) -> String {
    let (bestand, regel) = (&one.bestand, one.regel);
    if !has_source {
        return format!("{} ({bestand}:{regel})", one.waarde);
    }
    let known = one.herkomst.status;
    let named = one.herkomst.bron.of(taal);
    let source = match one.herkomst.bron.of(Lang::Nl).starts_with(known.word()) {
        true => named.to_owned(),
        false => format!("{}: {named}", status(known, taal)),
    };
    format!("{} ({source}; {bestand}:{regel})", one.waarde)
}
