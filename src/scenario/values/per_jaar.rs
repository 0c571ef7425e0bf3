//! A value for each calendar year.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// One value per calendar year.
#[derive(Debug, Clone, PartialEq)]
pub struct PerJaar<T>(pub BTreeMap<Jaar, T>);

impl<T> Default for PerJaar<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Copy> PerJaar<T> {
    /// The value of one year.
    pub fn get(&self, jaar: Jaar) -> Option<T> {
        self.0.get(&jaar).copied()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerJaar<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Years<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Years<T> {
            type Value = BTreeMap<Jaar, T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = Text::fixed(
                    "een tabel met een waarde per jaar",
                    "a table with a value for each year",
                );
                text.fmt(formatter)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut years = BTreeMap::new();
                while let Some((jaar, value)) = map.next_entry()? {
                    years.insert(jaar, value);
                }
                Ok(years)
            }
        }
        deserializer.deserialize_map(Years(PhantomData)).map(Self)
    }
}

impl<T: JsonSchema> JsonSchema for PerJaar<T> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Owned(format!("PerJaar_{}", T::schema_name()))
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "patternProperties": { "^2[0-2][0-9]{2}$": value },
            "additionalProperties": false,
        })
    }
}
