//! Names of columns, and of what the program brings along, on the command line.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::columns::Column;
use crate::explain::ExplainField;
use crate::scenario::shipped_names;

/// Takes any name, for the command to say what is wrong with it in its own words, and
/// tells a shell which names there are.
#[derive(Debug, Clone)]
pub(crate) struct FieldName(Vec<&'static str>);

impl FieldName {
    /// Of a column.
    pub fn of_a_run() -> Self {
        Self(Column::ALL.iter().map(|column| column.name()).collect())
    }

    /// Of a column of money.
    pub fn of_money() -> Self {
        let money = Column::ALL.iter().filter(|column| column.is_money());
        Self(money.map(|column| column.name()).collect())
    }

    /// Of what the program brings along.
    pub fn shipped() -> Self {
        Self(shipped_names().collect())
    }

    /// Of a field that can be explained.
    pub fn explained() -> Self {
        Self(ExplainField::ALL.iter().map(|field| field.key()).collect())
    }
}

impl TypedValueParser for FieldName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}
