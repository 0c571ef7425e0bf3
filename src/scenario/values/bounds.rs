//! What each kind of value accepts, how a message names it, and its schema.

use std::borrow::Cow;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};

use super::digits::{Digits, DigitsVisitor, amount, decimal_schema, whole, whole_schema, within};
use super::{
    Aandeel, AgreedFigure, Bedrag, DrawCount, Euro, Factor, Groei, MAX_PER_PERSON, NumberKind,
    Persistentie, Personen, Seed, SmallNumber, Spreiding, Vertekening, looks_like_thousands,
};
use crate::exact::fraction::Fraction;
use crate::exact::money::MAX_NATIONAL;
use crate::scenario::schema::EXPECTED;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::MAX_PEOPLE;

impl<const DECIMALS: u32> Digits for Bedrag<DECIMALS> {
    const KIND: NumberKind = match DECIMALS {
        2 => NumberKind::Amount,
        _ => NumberKind::Price,
    };
    fn expected() -> Text {
        match Self::KIND {
            NumberKind::Amount => Text::fixed(
                "een bedrag per persoon in euro's, van 0 tot en met 1000000 met ten hoogste 2 decimalen",
                "an amount per person in euros, from 0 to 1000000 with at most 2 decimals",
            ),
            _ => Text::fixed(
                "een bedrag per persoon in euro's, van 0 tot en met 1000000 met ten hoogste 9 decimalen (duizendtallen zonder punt)",
                "an amount per person in euros, from 0 to 1000000 with at most 9 decimals (no point between thousands)",
            ),
        }
    }
    fn read(value: Decimal) -> Option<Self> {
        if looks_like_thousands(value) {
            return None;
        }
        let value = amount(value, MAX_PER_PERSON)?;
        (value.scale() <= DECIMALS).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema("0", MAX_PER_PERSON)
    }
}

impl Digits for Euro {
    const KIND: NumberKind = NumberKind::Amount;
    fn expected() -> Text {
        Text::fixed(
            "een bedrag in euro's, van 0 tot en met 100 miljard met ten hoogste 2 decimalen (duizendtallen zonder punt)",
            "an amount in euros, from 0 to 100 billion with at most 2 decimals (no point between thousands)",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        if looks_like_thousands(value) {
            return None;
        }
        let value = amount(value, MAX_NATIONAL)?;
        (value.scale() <= 2).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema("0", MAX_NATIONAL)
    }
}

impl Digits for AgreedFigure {
    const KIND: NumberKind = NumberKind::Amount;
    fn expected() -> Text {
        Text::fixed(
            "een uitkomst in euro's of personen, van -100 miljard tot en met 100 miljard met ten hoogste 2 decimalen (duizendtallen zonder punt)",
            "a result in euros or people, from -100 billion to 100 billion with at most 2 decimals (no point between thousands)",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        if looks_like_thousands(value) {
            return None;
        }
        amount(value.abs(), MAX_NATIONAL)?;
        let value = value.normalize();
        (value.scale() <= 2).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema(&(-MAX_NATIONAL).to_string(), MAX_NATIONAL)
    }
}

impl Digits for Personen {
    const KIND: NumberKind = NumberKind::Count;
    fn expected() -> Text {
        Text::fixed(
            "een aantal personen: een geheel getal van 0 tot en met 20000000, zonder punten",
            "a number of people: a whole number from 0 to 20000000, without points",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        let count = whole(value)?;
        (0..=MAX_PEOPLE).contains(&count).then_some(Self(count))
    }
    fn schema() -> Schema {
        whole_schema(0, MAX_PEOPLE)
    }
}

impl Digits for Aandeel {
    const KIND: NumberKind = NumberKind::Share;
    fn expected() -> Text {
        Text::fixed(
            "een aandeel van 0 tot en met 1, met ten hoogste 9 decimalen",
            "a share from 0 to 1, with at most 9 decimals",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        Fraction::from_decimal(value).map(Self)
    }
    fn schema() -> Schema {
        decimal_schema("0", 1)
    }
}

impl Digits for Groei {
    const KIND: NumberKind = NumberKind::Share;
    fn expected() -> Text {
        Text::fixed(
            "een groei ten opzichte van het jaar ervoor, van -0.5 tot en met 1, met ten hoogste 9 decimalen",
            "a growth on the year before, from -0.5 to 1, with at most 9 decimals",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        within(value, Decimal::new(-5, 1)..=Decimal::ONE).map(Self)
    }
    fn schema() -> Schema {
        decimal_schema("-0.5", 1)
    }
}

impl Digits for Vertekening {
    const KIND: NumberKind = NumberKind::Share;
    fn expected() -> Text {
        Text::fixed(
            "een gemiddelde fout van -0.5 tot en met 1, met ten hoogste 9 decimalen",
            "a mean error from -0.5 to 1, with at most 9 decimals",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        within(value, Decimal::new(-5, 1)..=Decimal::ONE).map(Self)
    }
    fn schema() -> Schema {
        decimal_schema("-0.5", 1)
    }
}

impl Digits for Spreiding {
    const KIND: NumberKind = NumberKind::Share;
    fn expected() -> Text {
        Text::fixed(
            "een spreiding van 0 tot en met 2, met ten hoogste 9 decimalen",
            "a spread from 0 to 2, with at most 9 decimals",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        within(value, Decimal::ZERO..=Decimal::TWO).map(Self)
    }
    fn schema() -> Schema {
        decimal_schema("0", 2)
    }
}

impl Digits for Factor {
    const KIND: NumberKind = NumberKind::Factor;
    fn expected() -> Text {
        Text::fixed(
            "een factor van 0.01 tot en met 10, met ten hoogste 6 decimalen (1 is als het land)",
            "a factor from 0.01 to 10, with at most 6 decimals (1 is as the country)",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        let value = within(value, Decimal::new(1, 2)..=Decimal::TEN)?;
        (value.scale() <= 6).then_some(Self(value))
    }
    fn schema() -> Schema {
        decimal_schema("0.01", 10)
    }
}

impl Digits for Persistentie {
    const KIND: NumberKind = NumberKind::Share;
    fn expected() -> Text {
        Text::fixed(
            "een persistentie van 0 tot 1 (1 zelf niet), met ten hoogste 9 decimalen",
            "a persistence from 0 to 1 (not 1 itself), with at most 9 decimals",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        within(value, Decimal::ZERO..Decimal::ONE).map(Self)
    }
    fn schema() -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "number", "minimum": 0, "exclusiveMaximum": 1 },
                { "type": "string", "pattern": "^0+(\\.[0-9]+)?$" },
            ]
        })
    }
}

impl Digits for DrawCount {
    const KIND: NumberKind = NumberKind::Count;
    fn expected() -> Text {
        Text::fixed(
            "een aantal trekkingen van 1 tot en met 100 miljoen",
            "a number of draws from 1 to 100 million",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        let count = u32::try_from(whole(value)?).ok()?;
        (1..=Self::MOST).contains(&count).then_some(Self(count))
    }
    fn schema() -> Schema {
        whole_schema(1, Self::MOST.into())
    }
}

impl Digits for Seed {
    const KIND: NumberKind = NumberKind::Seed;
    fn expected() -> Text {
        Text::fixed(
            "een zaad: een geheel getal van 0 of meer",
            "a seed: a whole number of 0 or more",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        // The largest seeds are beyond i64; `--seed` takes them all.
        let whole = (value.scale() == 0).then(|| value.mantissa())?;
        u64::try_from(whole).ok().map(Self)
    }
    fn schema() -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9]+$" },
            ]
        })
    }
}

impl Digits for Jaar {
    const KIND: NumberKind = NumberKind::Year;
    fn expected() -> Text {
        Text::fixed(
            "een jaar van 2000 tot en met 2200",
            "a year from 2000 to 2200",
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        Self::new(whole(value)?)
    }
    fn schema() -> Schema {
        whole_schema(Jaar::MIN.get().into(), Jaar::MAX.get().into())
    }
}

impl<const MIN: u8, const MAX: u8> Digits for SmallNumber<MIN, MAX> {
    const KIND: NumberKind = NumberKind::Small;
    fn expected() -> Text {
        Text::new(
            format!("een geheel getal van {MIN} tot en met {MAX}"),
            format!("a whole number from {MIN} to {MAX}"),
        )
    }
    fn read(value: Decimal) -> Option<Self> {
        let value = u8::try_from(whole(value)?).ok()?;
        (MIN..=MAX).contains(&value).then_some(Self(value))
    }
    fn schema() -> Schema {
        whole_schema(MIN.into(), MAX.into())
    }
}

macro_rules! read_as_digits {
    ([$($generic:tt)*] $kind:ty, $name:literal) => {
        impl<'de, $($generic)*> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_newtype_struct(Self::KIND.name(), DigitsVisitor(PhantomData))
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
                let mut schema = <Self as Digits>::schema();
                let example = <Self as Digits>::KIND.example();
                let expected = <Self as Digits>::expected();
                let expected = format!("{expected}. Voorbeeld: {example}");
                schema.insert(EXPECTED.to_owned(), expected.into());
                schema
            }
        }
    };
}

read_as_digits!([const DECIMALS: u32,] Bedrag<DECIMALS>, "Bedrag");
read_as_digits!([] Euro, "Euro");
read_as_digits!([] AgreedFigure, "Uitkomst");
read_as_digits!([] Personen, "Personen");
read_as_digits!([] Aandeel, "Aandeel");
read_as_digits!([] Groei, "Groei");
read_as_digits!([] Spreiding, "Spreiding");
read_as_digits!([] Vertekening, "Vertekening");
read_as_digits!([] Factor, "Factor");
read_as_digits!([] Persistentie, "Persistentie");
read_as_digits!([] DrawCount, "Trekkingen");
read_as_digits!([] Seed, "Zaad");
read_as_digits!([] Jaar, "Jaar");
read_as_digits!([const MIN: u8, const MAX: u8,] SmallNumber<MIN, MAX>, "Klein");
