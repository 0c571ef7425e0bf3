//! A number of people per half-year, or of a year as two equal halves.

use std::borrow::Cow;
use std::fmt::{self, Display};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::Personen;
use crate::terms::Text;
use crate::uitkering::HalfYears;

/// A taakstelling of a year: one number, or a table with one for each half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonenPerHalfYear {
    /// A number of the year counts as two equal halves; the first has an odd one.
    Year(Personen),
    /// Both halves.
    Halves {
        /// `eerste`
        eerste: Personen,
        /// `tweede`
        tweede: Personen,
    },
}

/// `{ eerste = 15000, tweede = 13000 }`
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
struct HalfYearsTable {
    /// People of the first half-year.
    eerste: Personen,
    /// People of the second half-year.
    tweede: Personen,
}

impl PersonenPerHalfYear {
    /// The name under which it asks its decoder for a number or a table.
    pub(crate) const NAME: &'static str = "$half_years";

    /// People per half-year.
    pub fn halves(self) -> HalfYears {
        match self {
            Self::Year(people) => HalfYears::equal(people.get()),
            Self::Halves { eerste, tweede } => HalfYears {
                eerste: eerste.get(),
                tweede: tweede.get(),
            },
        }
    }

    /// People of the whole year.
    pub fn get(self) -> i64 {
        self.halves().total()
    }
}

impl<'de> Deserialize<'de> for PersonenPerHalfYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = PersonenPerHalfYear;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = Text::fixed(
                    "een aantal personen, of een tabel met `eerste` en `tweede`",
                    "a number of people, or a table with `eerste` and `tweede`",
                );
                text.fmt(formatter)
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                year: D,
            ) -> Result<Self::Value, D::Error> {
                Personen::deserialize(year).map(PersonenPerHalfYear::Year)
            }

            fn visit_map<A: MapAccess<'de>>(self, halves: A) -> Result<Self::Value, A::Error> {
                let halves = HalfYearsTable::deserialize(MapAccessDeserializer::new(halves))?;
                let HalfYearsTable { eerste, tweede } = halves;
                Ok(PersonenPerHalfYear::Halves { eerste, tweede })
            }
        }
        deserializer.deserialize_newtype_struct(Self::NAME, Either)
    }
}

impl JsonSchema for PersonenPerHalfYear {
    fn schema_name() -> Cow<'static, str> {
        "PersonenPerHalfYear".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let year = generator.subschema_for::<Personen>();
        let halves = generator.subschema_for::<HalfYearsTable>();
        json_schema!({ "anyOf": [year, halves] })
    }
}
