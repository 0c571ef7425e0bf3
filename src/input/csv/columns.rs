//! The columns of a CSV by name: those that are there, have to be, and may be.

use std::collections::HashSet;

use super::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic, nearest};

impl CsvInput {
    /// Refuses a name that stands in the header twice.
    pub(crate) fn columns_are_unique(&self) -> Result<(), Diagnostic> {
        let mut seen = HashSet::new();
        match self.header.iter().position(|name| !seen.insert(name)) {
            None => Ok(()),
            Some(column) => {
                let name = &self.header[column];
                let message = format!("de kolom `{name}` staat er twee keer");
                Err(Diagnostic::new(Code::CsvFout, message).at(self.header_place(column)))
            }
        }
    }

    /// Refuses every column but these.
    ///
    /// # Errors
    /// The first other column, with the known one most like it.
    pub fn only(&self, known: &[&str]) -> Result<(), Diagnostic> {
        let mut names = self.header.iter().enumerate();
        let Some((column, name)) = names.find(|(_, name)| !known.contains(&name.as_str())) else {
            return Ok(());
        };
        let label = match nearest(name, known.iter().copied()) {
            Some(near) => format!("bedoelt u `{near}`?"),
            None => "deze kolom kent het programma niet".to_owned(),
        };
        let message = format!("onbekende kolom `{name}`");
        Err(Diagnostic::new(Code::OnbekendeSleutel, message)
            .at(self.header_place(column))
            .label(label)
            .help(format!("bekende kolommen: {}", known.join(", "))))
    }

    /// The index of a column.
    pub fn optional(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The index of a column that has to be there.
    ///
    /// # Errors
    /// If it is not, with the column most like it.
    pub fn required(&self, name: &str) -> Result<usize, Diagnostic> {
        self.optional(name).ok_or_else(|| {
            let columns = self.header.iter().map(String::as_str);
            let label = match nearest(name, columns) {
                Some(near) => format!("bedoelt u hier `{name}` met `{near}`?"),
                None => format!("verwacht: een kolom `{name}`"),
            };
            Diagnostic::new(Code::KolomOntbreekt, format!("de kolom `{name}` ontbreekt"))
                .at(self.header_place(0))
                .label(label)
        })
    }
}
