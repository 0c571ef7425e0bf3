//! The keys that two scenarios give another value, for people.

use super::super::taal::Taal;
use crate::compare::{Gegeven, Vergelijking};

/// Every key with both values and where they come from.
pub(super) fn differences(vergelijking: &Vergelijking<'_>, taal: Taal) -> String {
    let mut text = String::new();
    let mut only_source = 0;
    for key in &vergelijking.sleutels {
        if !key.other_value() {
            only_source += 1;
            continue;
        }
        let part = key.onderdeel.map_or("", |part| part.word());
        text.push_str(&format!("  {}", key.pad));
        text.push_str(&if part.is_empty() {
            "\n".to_owned()
        } else {
            format!("  [{part}]\n")
        });
        for (name, side) in [("A", &key.a), ("B", &key.b)] {
            text.push_str(&format!(
                "    {name}  {}\n",
                figure(side.as_ref(), key.pad.starts_with("scenario."), taal)
            ));
        }
    }
    if only_source > 0 {
        text.push_str(&format!(
            "  {only_source} {}\n",
            taal.kies(
                "cijfers zijn gelijk, met een andere bron (zie --format json)",
                "figures are the same, with another source (see --format json)"
            )
        ));
    }
    if text.is_empty() {
        text.push_str(taal.kies("  niets\n", "  nothing\n"));
    }
    text
}

/// `0.10 (aanname: vraag van dit scenario; korting.toml:9)`; what stands in
/// `[scenario]` is no figure and has no source.
fn figure(one: Option<&Gegeven>, is_text: bool, taal: Taal) -> String {
    let Some(one) = one else {
        return taal.kies("ontbreekt", "absent").to_owned();
    };
    let (bestand, regel) = (&one.bestand, one.regel);
    if is_text {
        return format!("{} ({bestand}:{regel})", one.waarde);
    }
    let status = one.herkomst.status.word();
    let bron = &one.herkomst.bron;
    let source = match bron.starts_with(status) {
        true => bron.to_string(),
        false => format!("{status}: {bron}"),
    };
    format!("{} ({source}; {bestand}:{regel})", one.waarde)
}
