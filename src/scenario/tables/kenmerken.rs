//! `[kenmerken]`: how gemeenten differ from what the model says of every gemeente.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::scenario::values::{Factor, Spreiding};
use crate::terms::Text;

/// `[kenmerken]`: a file, a spread to draw from, and a table for each gemeente that the
/// scenario names itself.
#[derive(Debug, Clone, Default)]
pub struct KenmerkenTable {
    /// CSV or workbook: `gm_code` and any of the factors, path relative to this file.
    pub bestand: Option<String>,
    /// The sheet of a workbook; default: the only one with a column `gm_code`.
    pub blad: Option<String>,
    /// How much gemeenten differ lastingly, in draws.
    pub spreiding: KenmerkenSpreiding,
    /// Factors of gemeenten by gm_code; they win over those of the file.
    pub gemeenten: BTreeMap<String, KenmerkenFactors>,
}

/// `[kenmerken.spreiding]`: standard deviations of the logarithm of a factor with mean 1.
#[derive(Debug, Clone, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KenmerkenSpreiding {
    /// Of the number of people who complete.
    pub afronding: Option<Spreiding>,
    /// Of costs.
    pub kosten: Option<Spreiding>,
    /// Of the share that takes the Z-route.
    pub z_route: Option<Spreiding>,
}

/// `[kenmerken.GM0344]`: factors on what the model says; 1 is as the country.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KenmerkenFactors {
    /// Of the people who are housed there; the others give way.
    pub instroom: Option<Factor>,
    /// Of the people who complete.
    pub afronding: Option<Factor>,
    /// Of costs.
    pub kosten: Option<Factor>,
    /// Of the share that takes the Z-route.
    pub z_route: Option<Factor>,
}

/// The keys that are no gm_code, and how one looks.
const KEYS: [&str; 4] = ["bestand", "blad", "spreiding", "GM0344"];

/// Whether a key names a gemeente: letters and digits, with a digit at the end. That it
/// is there is for who knows the gemeenten.
fn is_code(key: &str) -> bool {
    let is_plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain && key.ends_with(|letter: char| letter.is_ascii_digit())
}

impl<'de> Deserialize<'de> for KenmerkenTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = KenmerkenTable;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                Text::fixed("een tabel", "a table").fmt(formatter)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut table = KenmerkenTable::default();
                while let Some(Key(key)) = map.next_key()? {
                    match key.as_str() {
                        "bestand" => table.bestand = Some(map.next_value()?),
                        "blad" => table.blad = Some(map.next_value()?),
                        "spreiding" => table.spreiding = map.next_value()?,
                        _ => {
                            table.gemeenten.insert(key, map.next_value()?);
                        }
                    }
                }
                Ok(table)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// A key of the table, refused at its own place where it is none.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        if KEYS[..3].contains(&key.as_str()) || is_code(&key) {
            return Ok(Self(key));
        }
        Err(de::Error::unknown_field(&key, &KEYS))
    }
}

impl JsonSchema for KenmerkenTable {
    fn schema_name() -> Cow<'static, str> {
        "KenmerkenTable".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut spreiding = generator.subschema_for::<KenmerkenSpreiding>();
        spreiding.insert(
            "description".to_owned(),
            "How much gemeenten differ lastingly: drawn in a simulation, 1 in a projection.".into(),
        );
        let factors = generator.subschema_for::<KenmerkenFactors>();
        json_schema!({
            "type": "object",
            "properties": {
                "bestand": {
                    "type": "string",
                    "description": "CSV or workbook: `gm_code` and any of the factors, path relative to this file.",
                },
                "blad": {
                    "type": "string",
                    "description": "The sheet of a workbook that holds them; without it the only one with a column `gm_code`.",
                },
                "spreiding": spreiding,
            },
            "patternProperties": { "^[A-Za-z0-9]*[0-9]$": factors },
            "additionalProperties": false,
        })
    }
}
