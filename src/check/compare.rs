//! Which figures moved between two baselines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use csv::ByteRecord;

use super::document::at_line;
use super::figure::{BaselineFigure, Tolerance};
use super::moved::Moved;
use super::rijk::rijk;
use super::rows::BaselineRows;
use crate::columns::KeyColumn;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::terms::Text;

/// What counts as moved.
#[derive(Debug, Clone, Default)]
pub(crate) struct MovementFilter<'a> {
    /// Amounts that moved no more than this did not move; nor do they where only totals
    /// are held to a tolerance.
    pub tolerantie: Option<Tolerance>,
    /// Totals of a column in a year that moved no more than this did not move.
    pub totalen: Option<Tolerance>,
    /// Only these columns; all where it is empty.
    pub velden: &'a [String],
    /// Columns that say what a row is about, besides those of [`LABELS`].
    pub keys: &'a [&'a str],
}

impl MovementFilter<'_> {
    /// Whether a figure moved, and far enough. One that came or went did, however
    /// small it is.
    pub fn counts(&self, cell: &Moved) -> bool {
        let (Some(was), Some(is)) = (cell.was, cell.is) else {
            return cell.was != cell.is && self.wants(&cell.veld);
        };
        if !self.wants(&cell.veld) || was == is {
            return false;
        }
        let is_money = was.is_money() && is.is_money();
        let most = match (self.tolerantie, self.totalen) {
            _ if !is_money => None,
            (None, Some(_)) if cell.is_of_a_gemeente => return false,
            (own, _) if cell.is_of_a_gemeente => own,
            // What the state, a provincie or the country has is a total by itself.
            (own, total) => total.or(own),
        };
        match most {
            Some(most) => most.is_exceeded(was, is),
            None => is.less(was).micros() != 0,
        }
    }

    /// The totals of money that moved too far, of every column that is asked for and
    /// every year: small changes of many gemeenten together are none.
    fn totals(&self, old: &BaselineRows, new: &BaselineRows) -> Vec<Moved> {
        let Some(most) = self.totalen else {
            return Vec::new();
        };
        let mut sums: BTreeMap<(String, &str), [BaselineFigure; 2]> = BTreeMap::new();
        for (side, rows) in [old, new].into_iter().enumerate() {
            for column in rows.columns.iter().filter(|column| self.wants(column)) {
                for key in &rows.order {
                    let Some((_, row)) = rows.rows.get(key) else {
                        continue;
                    };
                    let figure = rows.field(row, column).and_then(BaselineFigure::parse);
                    let (Some(figure), Some(jaar)) = (figure, rows.field(row, JAAR)) else {
                        continue;
                    };
                    if figure.is_money() && rows.field(row, GM_CODE).is_some() {
                        let zero = [BaselineFigure::of_cents(0); 2];
                        let both = sums.entry((jaar.to_owned(), column)).or_insert(zero);
                        both[side] = both[side].plus(figure);
                    }
                }
            }
        }
        let moved = sums.into_iter();
        let moved = moved.filter(|(_, [was, is])| most.is_exceeded(*was, *is));
        moved
            .map(|((jaar, column), [was, is])| Moved {
                code: "NL".to_owned(),
                naam: "Nederland".to_owned(),
                jaar,
                veld: column.to_owned(),
                was: Some(was),
                is: Some(is),
                regel: old.header,
                is_of_a_gemeente: false,
                is_total: true,
            })
            .collect()
    }

    /// Whether a column is asked for; `kas.p50` of a simulation goes with `kas`.
    fn wants(&self, veld: &str) -> bool {
        let own = veld.split('.').next().unwrap_or(veld);
        self.velden.is_empty() || self.velden.iter().any(|wanted| wanted == own)
    }
}

/// What moved from the baseline `before` to the text `after`, both without
/// their receipts; `start` is where the rows of the baseline begin.
///
/// # Errors
/// A baseline that is no table of figures, at the line that is not.
pub(crate) fn compare(
    before: &Arc<Source>,
    start: usize,
    after: &str,
    measure: &MovementFilter<'_>,
) -> Result<(Vec<Moved>, Vec<Text>), Diagnostic> {
    let now = Source::embedded("", after);
    let old = BaselineRows::read(before, start, measure.keys)?;
    let new = BaselineRows::read(&now, 0, measure.keys)?;
    let mut vorm = Vec::new();
    let lacks = |baseline: &BaselineRows, column: &&String| !baseline.columns.contains(*column);
    let came = new.columns.iter().filter(|column| lacks(&old, column));
    vorm.extend(came.map(|column| {
        Text::new(
            format!("de kolom `{column}` staat nog niet in de baseline"),
            format!("the column `{column}` is not in the baseline yet"),
        )
    }));
    let went = old.columns.iter().filter(|column| lacks(&new, column));
    vorm.extend(went.map(|column| {
        Text::new(
            format!("de kolom `{column}` kent het programma niet (meer)"),
            format!("the column `{column}` is not known to the program (any more)"),
        )
    }));
    vorm.extend(renamed(&old, &new));
    let mut moved = Vec::new();
    let mut sink = |cell: Moved| {
        if measure.counts(&cell) {
            moved.push(cell);
        }
    };
    for key in &new.order {
        let old_row = old.rows.get(key);
        compare_rows(&old, old_row, &new, new.rows.get(key), &mut sink, before)?;
    }
    for key in old.order.iter().filter(|key| !new.rows.contains_key(*key)) {
        compare_rows(&old, old.rows.get(key), &new, None, &mut sink, before)?;
    }
    moved.extend(rijk(before, start, &now, measure)?);
    moved.extend(measure.totals(&old, &new));
    moved.sort_by_key(Moved::rank);
    Ok((moved, vorm))
}

/// The gemeenten that have another name now, or lie in another provincie: what is
/// added up of them is not what it was, though no figure of theirs moved.
fn renamed(old: &BaselineRows, new: &BaselineRows) -> Vec<Text> {
    let mut said = BTreeSet::new();
    for key in &new.order {
        let (Some((_, was)), Some((_, is))) = (old.rows.get(key), new.rows.get(key)) else {
            continue;
        };
        for name in [GEMEENTE, PROVINCIE] {
            if let (Some(before), Some(now)) = (old.field(was, name), new.field(is, name))
                && before != now
            {
                let code = new.field(is, GM_CODE).unwrap_or_default();
                said.insert((name, code, now, before));
            }
        }
    }
    let said = said.into_iter().map(|(name, code, now, before)| {
        Text::new(
            format!("de {name} van {code} is `{now}`, in de baseline `{before}`"),
            format!("the {name} of {code} is `{now}`, in the baseline `{before}`"),
        )
    });
    said.collect()
}

const GM_CODE: &str = KeyColumn::GmCode.name();
const GEMEENTE: &str = KeyColumn::Gemeente.name();
const PROVINCIE: &str = KeyColumn::Provincie.name();
const JAAR: &str = KeyColumn::Jaar.name();

/// Columns that are the names of a row and no figures.
const LABELS: [&str; 8] = [
    "level", GM_CODE, "code", GEMEENTE, "naam", PROVINCIE, JAAR, "veld",
];

/// The figures of two rows about the same.
fn compare_rows(
    old: &BaselineRows,
    old_row: Option<&(u64, ByteRecord)>,
    new: &BaselineRows,
    new_row: Option<&(u64, ByteRecord)>,
    sink: &mut impl FnMut(Moved),
    source: &Arc<Source>,
) -> Result<(), Diagnostic> {
    if let (Some((_, before)), Some((_, after))) = (old_row, new_row)
        && old.columns == new.columns
        && before == after
    {
        return Ok(());
    }
    let regel = old_row.map_or(old.header, |&(line, _)| line);
    let label = |name: &str| {
        let text = new_row.and_then(|(_, row)| new.field(row, name));
        text.or_else(|| old_row.and_then(|(_, row)| old.field(row, name)))
    };
    let either = |names: [&str; 3]| {
        let found = names.into_iter().find_map(|name| {
            let text = label(name).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        });
        found.unwrap_or_default()
    };
    let own = label("veld").unwrap_or_default().to_owned();
    // A column that only one of both has is told once, not cell by cell.
    let both = |column: &&String| new.columns.contains(column);
    for column in old.columns.iter().filter(both) {
        if LABELS.contains(&column.as_str()) {
            continue;
        }
        let was = old_row.and_then(|(_, row)| old.field(row, column));
        let is = new_row.and_then(|(_, row)| new.field(row, column));
        if was == is {
            continue;
        }
        let figure = |text: Option<&str>| match text {
            None | Some("") => Ok(None),
            Some(text) => BaselineFigure::parse(text).map(Some).ok_or(text.to_owned()),
        };
        let was = figure(was).map_err(|text| {
            let message = Text::new(
                format!("`{text}` in de kolom `{column}` is geen cijfer"),
                format!("`{text}` in the column `{column}` is no figure"),
            );
            at_line(source, regel, message)
        })?;
        sink(Moved {
            code: either([GM_CODE, "code", ""]),
            naam: either([GEMEENTE, "naam", PROVINCIE]),
            jaar: label(JAAR).unwrap_or_default().to_owned(),
            veld: if own.is_empty() {
                column.clone()
            } else {
                format!("{own}.{column}")
            },
            was,
            is: figure(is).unwrap_or_default(),
            regel,
            // A simulation keeps of gemeenten no figures.
            is_of_a_gemeente: label(GM_CODE).is_some(),
            is_total: false,
        });
    }
    Ok(())
}
