//! What whoever imports has chosen, and what a column is by its name.

use super::field::{Field, Form};
use super::words::{Group, field, group, is_same_column, year};
use crate::terms::legible::shell_word;

/// What whoever imports has chosen.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// What the delivery holds.
    pub als: Option<Form>,
    /// Which column is what; of `groep` and `jaar` it may be the group or year itself.
    pub kolommen: Vec<(Field, String)>,
    /// The number for one that is hidden because it is small.
    pub klein: Option<i64>,
}

impl Choices {
    pub(super) fn of(&self, field: Field) -> Option<&str> {
        let mut chosen = self.kolommen.iter().filter(|(own, _)| *own == field);
        chosen.next_back().map(|(_, header)| header.as_str())
    }

    /// What a column was chosen for. A choice that holds for all rows names none: a column
    /// that is called the same is read for what it is.
    fn chooses(&self, header: &str) -> Option<Field> {
        let mut chosen = self.kolommen.iter();
        let found = chosen.find(|(field, own)| {
            let names = !own.is_empty() && !constant(*field, own);
            names && self.of(*field) == Some(own) && is_same_column(own, header)
        });
        found.map(|&(field, _)| field)
    }

    /// The field of a column, as chosen or by its name.
    pub(super) fn field(&self, header: &str) -> Option<Field> {
        self.chooses(header).or_else(|| {
            let known = field(header)?;
            // Another column was chosen for it.
            self.of(known)
                .is_none_or(|own| constant(known, own))
                .then_some(known)
        })
    }

    /// The choices as they are typed.
    pub(super) fn as_typed(&self) -> Vec<String> {
        let form = self.als.filter(|&form| form != Form::Aantallen);
        let form = form.map(|form| format!("--als {}", form.key()));
        let columns = self.kolommen.iter().map(|(field, own)| {
            let choice = format!("{}={own}", field.key());
            format!("--kolom {}", shell_word(&choice))
        });
        let small = self.klein.map(|number| format!("--klein {number}"));
        form.into_iter().chain(columns).chain(small).collect()
    }
}

/// Whether a choice is a value itself instead of the name of a column.
pub(super) fn constant(field: Field, chosen: &str) -> bool {
    match field {
        Field::Groep => matches!(group(chosen), Some(Group::Counted(..))),
        Field::Jaar | Field::Peiljaar => year(chosen).is_some(),
        _ => false,
    }
}

/// The word of a group among others in the name of a column, such as in `Gestart asiel`: what
/// was counted there, a name like that does not say.
pub(super) fn group_within(header: &str) -> Option<&str> {
    let mut words = header.split(|c: char| !c.is_alphanumeric());
    words.find(|word| is_group(word))
}

/// Whether a column is one of a group by its name.
pub(super) fn is_group(header: &str) -> bool {
    matches!(group(header), Some(Group::Counted(..)))
}
