//! The columns of a CSV by name: those that are there, have to be, and may be.

use std::collections::HashSet;

use super::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::terms::Text;

impl CsvInput {
    /// Refuses a name that stands in the header twice.
    pub(crate) fn columns_are_unique(&self) -> Result<(), Diagnostic> {
        let mut seen = HashSet::new();
        match self.header.iter().position(|name| !seen.insert(name)) {
            None => Ok(()),
            Some(column) => {
                let name = &self.header[column];
                let message = Text::new(
                    format!("de kolom `{name}` staat er twee keer"),
                    format!("the column `{name}` appears twice"),
                );
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
            Some(near) => did_you_mean(format_args!("`{near}`")),
            None => Text::fixed(
                "deze kolom kent het programma niet",
                "the program does not know this column",
            ),
        };
        Err(unknown_column(name)
            .at(self.header_place(column))
            .label(label)
            .help(known_columns(&known.join(", "))))
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
            // A number is never what was meant by another.
            let is_word = |column: &&str| column.contains(char::is_alphabetic);
            let columns = self.header.iter().map(String::as_str).filter(is_word);
            let label = match nearest(name, columns) {
                Some(near) => Text::new(
                    format!("bedoelt u hier `{name}` met `{near}`?"),
                    format!("did you mean `{name}` by `{near}` here?"),
                ),
                None => expected(Text::new(
                    format!("een kolom `{name}`"),
                    format!("a column `{name}`"),
                )),
            };
            let message = Text::new(
                format!("de kolom `{name}` ontbreekt"),
                format!("the column `{name}` is missing"),
            );
            Diagnostic::new(Code::KolomOntbreekt, message)
                .at(self.header_place(0))
                .label(label)
        })
    }
}

/// The message for a column that no reader knows.
pub(crate) fn unknown_column(name: &str) -> Diagnostic {
    let message = Text::new(
        format!("onbekende kolom `{name}`"),
        format!("unknown column `{name}`"),
    );
    Diagnostic::new(Code::OnbekendeSleutel, message)
}

/// Which columns there are, for the help of [`unknown_column`].
pub(crate) fn known_columns(names: &str) -> Text {
    Text::new(
        format!("bekende kolommen: {names}"),
        format!("known columns: {names}"),
    )
}
