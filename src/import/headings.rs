//! Lines within a table that say of which group or year the rows below them are.

use std::collections::BTreeMap;

use super::header::Layout;
use super::words::{Group, group, year};
use crate::input::csv::CsvRow;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// The headings that contradict what is said of all rows, by what they are of: the last of
/// each.
#[derive(Debug, Default)]
pub(super) struct Headings(BTreeMap<&'static str, Diagnostic>);

impl Headings {
    /// Looks at a line without a number: a group or a year alone is a heading, of the rows
    /// that follow it if any do.
    pub fn see(&mut self, row: &CsvRow<'_>, layout: &Layout) {
        let columns = 0..layout.uses.len();
        let mut filled = columns.filter(|&column| !row.field(column).is_empty());
        let (Some(column), None) = (filled.next(), filled.next()) else {
            return;
        };
        let text = row.field(column);
        let (key, all, own) = match (group(text), year(text)) {
            (Some(Group::Counted(own, _)), _) => {
                let all = layout.groep_of_all.map(|(kind, _)| kind.key().to_owned());
                ("groep", all, own.key().to_owned())
            }
            (_, Some(own)) => {
                let all = layout.jaar_of_all.map(|jaar| jaar.to_string());
                ("jaar", all, own.to_string())
            }
            _ => return,
        };
        self.0.remove(key);
        let Some(all) = all.filter(|all| *all != own) else {
            return;
        };
        let message = Text::new(
            format!(
                "`{text}` staat boven de rijen eronder, en --kolom {key}={all} geldt voor alle rijen"
            ),
            format!(
                "`{text}` stands above the rows below it, and --kolom {key}={all} holds for all rows"
            ),
        );
        let help = Text::new(
            format!("zet in elke rij een kolom met haar {key}, of lees elk deel apart"),
            format!("put a column with its {key} in every row, or read every part by itself"),
        );
        let fault = Diagnostic::new(Code::Tegenstrijdig, message).help(help);
        self.0.insert(key, fault.at(row.place(column)));
    }

    /// What a row with a number contradicts, once.
    pub fn take(&mut self) -> Option<Diagnostic> {
        self.0.pop_first().map(|(_, contradicts)| contradicts)
    }
}
