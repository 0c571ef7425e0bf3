//! How certain a figure is, and which way a difference goes, in words.

use std::cmp::Ordering;

use crate::exact::money::Cents;
use crate::scenario::Status;
use crate::terms::Lang;

/// Whether a difference is more or less as far as its figure tells: what is shown as
/// 0 is no difference to who reads it.
pub(crate) fn direction(difference: Cents, shown: &str) -> Ordering {
    if shown.contains(|letter: char| ('1'..='9').contains(&letter)) {
        difference.cmp(&Cents::ZERO)
    } else {
        Ordering::Equal
    }
}

/// How certain a figure is.
pub(crate) fn status(status: Status, lang: Lang) -> &'static str {
    let english = match status {
        Status::Gepubliceerd => "published",
        Status::Afgeleid => "derived",
        Status::Aanname => "assumption",
    };
    lang.choose(status.word(), english)
}

/// [`status`] of what may have none.
pub(crate) fn status_of(word: &str, lang: Lang) -> &str {
    Status::from_word(word).map_or(word, |known| status(known, lang))
}
