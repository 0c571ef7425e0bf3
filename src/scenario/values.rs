//! The kinds of values that a scenario holds: each knows its bounds, its unit
//! and its place in the JSON Schema.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};

use super::decode::DIGITS;
use crate::fraction::{Exact, Fraction, exact};
use crate::jaar::Jaar;

/// The largest amount per person: one million euros.
pub const MAX_PER_PERSON: i64 = 1_000_000;
/// The largest amount for the whole country: one hundred billion euros.
const MAX_NATIONAL: i64 = 100_000_000_000;
/// More people than this do not live in the country.
const MAX_PEOPLE: i64 = 20_000_000;

/// Amount per person, in euros, with at most so many decimals; exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bedrag<const DECIMALS: u32>(Decimal);

/// A published amount per person: euros and whole cents.
pub type Centbedrag = Bedrag<2>;
/// A price per person, from which amounts are derived; not yet rounded to cents.
pub type Prijsbedrag = Bedrag<9>;

/// Amount for the country or a line of the budget, in euros; exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Euro(Decimal);

/// Whole people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personen(i64);

/// A share or percentage between 0 and 1, at most nine decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aandeel(pub Fraction);

/// Growth on the year before, between -0.5 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Groei(Decimal);

/// A small whole number: a month, or a number of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Klein<const MIN: u8, const MAX: u8>(pub u8);

impl<const DECIMALS: u32> Bedrag<DECIMALS> {
    /// The amount in euros, exactly.
    pub fn exact(self) -> Exact {
        exact(self.0)
    }
}

impl Euro {
    /// The amount in euros, exactly.
    pub fn exact(self) -> Exact {
        exact(self.0)
    }
}

impl Personen {
    /// The number of people.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl Groei {
    /// 1 plus the growth: what the year before is multiplied by.
    pub fn factor(self) -> Exact {
        exact(Decimal::ONE + self.0)
    }
}

/// A scalar that is read from decimal digits.
trait Digits: Sized {
    /// What is expected, for messages.
    const EXPECTED: &'static str;
    fn read(value: Decimal) -> Option<Self>;
    fn schema() -> Schema;
}

impl<const DECIMALS: u32> Digits for Bedrag<DECIMALS> {
    const EXPECTED: &'static str = if DECIMALS == 2 {
        "een bedrag per persoon in euro's, van 0 tot en met 1000000 met ten hoogste 2 decimalen"
    } else {
        "een bedrag per persoon in euro's, van 0 tot en met 1000000 met ten hoogste 9 decimalen"
    };
    fn read(value: Decimal) -> Option<Self> {
        let value = amount(value, MAX_PER_PERSON)?;
        (value.scale() <= DECIMALS).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema("0", MAX_PER_PERSON)
    }
}

impl Digits for Euro {
    const EXPECTED: &'static str =
        "een bedrag in euro's, van 0 tot en met 100 miljard met ten hoogste 2 decimalen";
    fn read(value: Decimal) -> Option<Self> {
        let value = amount(value, MAX_NATIONAL)?;
        (value.scale() <= 2).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema("0", MAX_NATIONAL)
    }
}

impl Digits for Personen {
    const EXPECTED: &'static str =
        "een aantal personen: een geheel getal van 0 tot en met 20000000, zonder punten";
    fn read(value: Decimal) -> Option<Self> {
        let count = whole(value)?;
        (0..=MAX_PEOPLE).contains(&count).then_some(Self(count))
    }
    fn schema() -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": MAX_PEOPLE })
    }
}

impl Digits for Aandeel {
    const EXPECTED: &'static str = "een aandeel van 0 tot en met 1, met ten hoogste 9 decimalen";
    fn read(value: Decimal) -> Option<Self> {
        Fraction::from_decimal(value).map(Self)
    }
    fn schema() -> Schema {
        decimal_schema("0", 1)
    }
}

impl Digits for Groei {
    const EXPECTED: &'static str =
        "een groei ten opzichte van het jaar ervoor, van -0.5 tot en met 1";
    fn read(value: Decimal) -> Option<Self> {
        let bounds = Decimal::new(-5, 1)..=Decimal::ONE;
        (bounds.contains(&value) && value.scale() <= 9).then_some(Self(value.normalize()))
    }
    fn schema() -> Schema {
        decimal_schema("-0.5", 1)
    }
}

impl Digits for Jaar {
    const EXPECTED: &'static str = "een jaar van 2000 tot en met 2200";
    fn read(value: Decimal) -> Option<Self> {
        Self::new(whole(value)?)
    }
    fn schema() -> Schema {
        json_schema!({ "type": "integer", "minimum": Jaar::MIN.get(), "maximum": Jaar::MAX.get() })
    }
}

impl<const MIN: u8, const MAX: u8> Digits for Klein<MIN, MAX> {
    const EXPECTED: &'static str = "een geheel getal binnen de grenzen";
    fn read(value: Decimal) -> Option<Self> {
        let value = u8::try_from(whole(value)?).ok()?;
        (MIN..=MAX).contains(&value).then_some(Self(value))
    }
    fn schema() -> Schema {
        json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

fn amount(value: Decimal, largest: i64) -> Option<Decimal> {
    let value = value.normalize();
    let bounds = Decimal::ZERO..=Decimal::from(largest);
    (bounds.contains(&value) && value.scale() <= 9).then_some(value)
}

fn whole(value: Decimal) -> Option<i64> {
    // `30.000` is no whole number: who writes it means thirty thousand.
    (value.scale() == 0).then(|| i64::try_from(value.mantissa()).ok())?
}

fn decimal_schema(minimum: &str, maximum: i64) -> Schema {
    let minimum: serde_json::Number = minimum.parse().expect("bounds are numbers");
    json_schema!({
        "anyOf": [
            { "type": "number", "minimum": minimum, "maximum": maximum },
            { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" },
        ]
    })
}

/// A number as it is written, with an exponent or without.
fn parse_decimal(digits: &str) -> Option<Decimal> {
    if digits.contains(['e', 'E']) {
        Decimal::from_scientific(digits).ok()
    } else {
        Decimal::from_str_exact(digits).ok()
    }
}

struct DigitsVisitor<T>(PhantomData<T>);

impl<T: Digits> Visitor<'_> for DigitsVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<T, E> {
        match parse_decimal(digits) {
            Some(value) => T::read(value).ok_or_else(|| {
                E::invalid_value(Unexpected::Other(&format!("het getal {digits}")), &self)
            }),
            None if digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-') => Err(
                E::invalid_value(Unexpected::Other(&format!("het getal {digits}")), &self),
            ),
            None => Err(E::invalid_type(Unexpected::Str(digits), &self)),
        }
    }
}

macro_rules! read_as_digits {
    ([$($generic:tt)*] $kind:ty, $name:literal) => {
        impl<'de, $($generic)*> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_newtype_struct(DIGITS, DigitsVisitor(PhantomData))
            }
        }

        impl<$($generic)*> JsonSchema for $kind {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                <Self as Digits>::schema()
            }
        }
    };
}

read_as_digits!([const DECIMALS: u32,] Bedrag<DECIMALS>, "Bedrag");
read_as_digits!([] Euro, "Euro");
read_as_digits!([] Personen, "Personen");
read_as_digits!([] Aandeel, "Aandeel");
read_as_digits!([] Groei, "Groei");
read_as_digits!([] Jaar, "Jaar");
read_as_digits!([const MIN: u8, const MAX: u8,] Klein<MIN, MAX>, "Klein");

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
                formatter.write_str("een tabel met een waarde per jaar")
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
