//! A factor in words: what moves, and between which values.

use rust_decimal::Decimal;

use crate::question::{Factor, FactorKind, MovedBy, Reach};
use crate::terms::Lang;

/// The key, with what a series is.
pub(crate) fn key(factor: &Factor, lang: Lang) -> String {
    let key = &factor.key;
    match factor.kind {
        FactorKind::Figure => key.clone(),
        FactorKind::Series => lang.choose(format!("{key} (reeks)"), format!("{key} (series)")),
        FactorKind::Shares => lang.choose(format!("{key} (aandelen)"), format!("{key} (shares)")),
    }
}

/// A share as a percentage: `10%`, `2,5%`.
pub(crate) fn percent(share: Decimal, lang: Lang) -> String {
    let percent = (share * Decimal::ONE_HUNDRED).normalize().to_string();
    format!("{}%", lang.choose(percent.replace('.', ","), percent))
}

/// From, is and to of the figure that stands for a factor; of a series no year stands for
/// the others where several move: how far all of them do.
pub(crate) fn figures(factor: &Factor, reach: Reach, lang: Lang) -> [String; 3] {
    let (Reach::Ranges(step) | Reach::Step(step)) = reach;
    if factor.moved_by == Ok(MovedBy::Step) && factor.kind == FactorKind::Series {
        let step = percent(step, lang);
        return [format!("-{step}"), String::new(), format!("+{step}")];
    }
    if factor.kind == FactorKind::Series && factor.own_figure().is_none() {
        let ends = match factor.moved_by {
            Ok(MovedBy::Range) => ["P5", "P95"],
            Ok(MovedBy::One) => ["-1", "+1"],
            Ok(MovedBy::Step) | Err(_) => ["", ""],
        };
        let [low, high] = ends.map(str::to_owned);
        return [low, String::new(), high];
    }
    let Some(figure) = factor.own_figure() else {
        return Default::default();
    };
    let written = |end: Option<Decimal>| {
        let end = end.map(|end| figure.kind.written(end));
        end.unwrap_or_default()
    };
    let [from, to] = factor.ends().map(written);
    [from, figure.kind.written(figure.value), to]
}
