//! A list of tables, of which the fault that is made most is told by name: a
//! heading with single brackets.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use crate::terms::Text;

/// Reads `[[...]]`; for `deserialize_with`.
///
/// # Errors
/// Anything but a list, and what is wrong with its tables.
pub fn list_of_tables<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Tables<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Tables<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            let text = Text::fixed(
                "een lijst van tabellen, elk onder een kop met dubbele haken: [[...]]",
                "a list of tables, each under a heading with double brackets: [[...]]",
            );
            text.fmt(formatter)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Vec<T>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    deserializer.deserialize_seq(Tables(PhantomData))
}
