//! Shares by the years since, the same for every year or with a list for each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Aandeel, PerJaar};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// One list of shares for all years, or a table with a list per year.
#[derive(Debug, Clone, PartialEq)]
pub enum SharesPerYear {
    /// `[0.8, 0.2]`
    Always(Vec<Aandeel>),
    /// `{ 2022 = [0.8, 0.2], 2024 = [0.6, 0.4] }`, never empty: a list holds until the
    /// next one, and the first one before that too.
    Years(BTreeMap<Jaar, Vec<Aandeel>>),
}

impl SharesPerYear {
    /// The year under which a list that held for all years stands once a later one is laid
    /// over it: before every year that there is.
    pub(crate) const FROM_THE_FIRST: Jaar = Jaar::MIN;

    /// The shares of a year.
    pub fn of(&self, jaar: Jaar) -> &[Aandeel] {
        match self {
            Self::Always(shares) => shares,
            Self::Years(years) => self
                .stated_in(jaar)
                .and_then(|stated| years.get(&stated))
                .map_or(&[], Vec::as_slice),
        }
    }

    /// The year under which the shares of a year stand; `None` where one list is for all.
    pub fn stated_in(&self, jaar: Jaar) -> Option<Jaar> {
        let Self::Years(years) = self else {
            return None;
        };
        let before = years.range(..=jaar).next_back();
        before
            .or_else(|| years.iter().next())
            .map(|(&jaar, _)| jaar)
    }

    /// Every list, with the year under which it stands.
    pub fn lists(&self) -> Vec<(Option<Jaar>, &[Aandeel])> {
        match self {
            Self::Always(shares) => vec![(None, shares.as_slice())],
            Self::Years(years) => years
                .iter()
                .map(|(&jaar, shares)| (Some(jaar), shares.as_slice()))
                .collect(),
        }
    }
}

impl<'de> Deserialize<'de> for SharesPerYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = SharesPerYear;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = Text::fixed(
                    "een lijst van delen, of een tabel met een lijst per jaar",
                    "a list of shares, or a table with a list for each year",
                );
                text.fmt(formatter)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(SharesPerYear::Always)
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Self::Value, A::Error> {
                let years = PerJaar::deserialize(MapAccessDeserializer::new(table))?;
                if years.0.is_empty() {
                    return Err(de::Error::invalid_length(0, &self));
                }
                Ok(SharesPerYear::Years(years.0))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for SharesPerYear {
    fn schema_name() -> Cow<'static, str> {
        "SharesPerYear".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let always = generator.subschema_for::<Vec<Aandeel>>();
        let years = generator.subschema_for::<PerJaar<Vec<Aandeel>>>();
        json_schema!({ "anyOf": [always, years] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    #[test]
    fn a_list_holds_until_the_next_and_the_first_one_before_it() {
        let setting = "huisvesting.asielstatushouder.2026=[1]";
        let scenario = load("wi2021", &[setting.to_owned()]).unwrap();
        let shares = scenario.tables().huisvesting.asielstatushouder.as_ref();
        let shares = shares.unwrap();
        let stated: Vec<u16> = (2021..=2028)
            .filter_map(|jaar| shares.stated_in(Jaar::new(jaar)?))
            .map(Jaar::get)
            .collect();
        assert_eq!(stated, [2022, 2022, 2023, 2024, 2025, 2026, 2026, 2026]);
        let lengths = [2022, 2025, 2026].map(|jaar| shares.of(Jaar::new(jaar).unwrap()).len());
        assert_eq!(lengths, [3, 3, 1]);
    }
}
