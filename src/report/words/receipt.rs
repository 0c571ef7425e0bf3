//! The receipt as people read it.

use crate::export::Receipt;
use crate::terms::Lang;
use crate::terms::date::date_in_words;

/// The receipt in one line: `spuk 0.1.0 (abc) · invoer 0123456789ab · 31 januari 2026`,
/// with seed and draws where there are any.
pub(crate) fn receipt_line(receipt: &Receipt, lang: Lang) -> String {
    let Receipt {
        programma,
        versie,
        commit,
        datum,
        ..
    } = receipt;
    let invoer = receipt.invoer_sha256.split(' ').map(|sha256| &sha256[..12]);
    let invoer = invoer.collect::<Vec<_>>().join(", ");
    let seed = lang.choose("zaad", "seed");
    let zaad = receipt.zaad.map(|zaad| format!(" · {seed} {zaad}"));
    let zaad = zaad.unwrap_or_default();
    let (draw, draws) = lang.choose(("trekking", "trekkingen"), ("draw", "draws"));
    let draws = match (receipt.trekking, receipt.trekkingen) {
        (Some(nummer), _) => format!(", {draw} {nummer}"),
        (None, Some(1)) => format!(", 1 {draw}"),
        (None, Some(count)) => format!(", {count} {draws}"),
        (None, None) => String::new(),
    };
    let datum = datum.parse().map(date_in_words);
    let datum = datum.map_or_else(|_| receipt.datum.clone(), |date| date.of(lang).to_owned());
    let input = lang.choose("invoer", "input");
    format!("{programma} {versie} ({commit}) · {input} {invoer}{zaad}{draws} · {datum}")
}
