//! From the tree of a scenario to typed tables: a serde deserializer whose
//! errors know the place of the value that is wrong.

use std::cell::RefCell;
use std::collections::btree_map;
use std::fmt;
use std::slice;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::error::DecodeError;
use crate::input::diagnostic::{Diagnostic, Place};
use crate::scenario::tree::node::{Entry, Node, Value};
use crate::scenario::values::{NumberKind, PersonenPerHalfYear};
use crate::terms::Text;

/// Reads a typed value out of a tree.
///
/// # Errors
/// An unknown or missing key, a wrong type, a value out of bounds: each with its place.
pub fn decode<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<T, Diagnostic> {
    let decoder = NodeDecoder { node, seen: None };
    T::deserialize(decoder).map_err(|error| error.located(|| node.place()))
}

/// A figure of the tree, and what kind of number it was read as.
pub(crate) type SeenFigure<'de> = (&'de Node, NumberKind);

/// What kind of number every figure of a tree is read as, in the order of reading.
///
/// # Errors
/// As [`decode`].
pub(crate) fn kinds<'de, T: Deserialize<'de>>(
    node: &'de Node,
) -> Result<Vec<SeenFigure<'de>>, Diagnostic> {
    let seen = RefCell::default();
    let decoder = NodeDecoder {
        node,
        seen: Some(&seen),
    };
    T::deserialize(decoder).map_err(|error| error.located(|| node.place()))?;
    Ok(seen.into_inner())
}

/// Where figures are put that were read, if anyone asks for them.
type Seen<'s, 'de> = Option<&'s RefCell<Vec<SeenFigure<'de>>>>;

struct NodeDecoder<'s, 'de> {
    node: &'de Node,
    seen: Seen<'s, 'de>,
}

impl<'de> NodeDecoder<'_, 'de> {
    fn mismatch(&self, expected: &dyn Expected) -> DecodeError {
        match &self.node.value {
            Value::Text(text) => de::Error::invalid_type(Unexpected::Str(text), expected),
            Value::Number(digits) => de::Error::invalid_type(Unexpected::Other(digits), expected),
            Value::Bool(value) => de::Error::invalid_type(Unexpected::Bool(*value), expected),
            Value::List(_) => de::Error::invalid_type(Unexpected::Seq, expected),
            Value::Table(_) => de::Error::invalid_type(Unexpected::Map, expected),
        }
    }
}

impl<'de> Deserializer<'de> for NodeDecoder<'_, 'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let node = self.node;
        let result = match &node.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Number(_) => Err(self.mismatch(&visitor)),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::List(items) => visitor.visit_seq(Items {
                rest: items.iter(),
                seen: self.seen,
            }),
            Value::Table(entries) => visitor.visit_map(Entries {
                rest: entries.iter(),
                current: None,
                seen: self.seen,
            }),
        };
        result.map_err(|error| error.at(|| node.place()))
    }

    /// A list of a fixed length: serde itself leaves what is behind it unread.
    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        if let Value::List(items) = &self.node.value
            && items.len() != length
        {
            let error: DecodeError = de::Error::invalid_length(items.len(), &visitor);
            return Err(error.at(|| self.node.place()));
        }
        self.deserialize_any(visitor)
    }

    /// A table by its keys: serde itself would also take a list, by its places.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        if let Value::List(_) = &self.node.value {
            return Err(self.mismatch(&visitor).at(|| self.node.place()));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        let node = self.node;
        if let (PersonenPerHalfYear::NAME, Value::Table(entries)) = (name, &node.value) {
            let read = visitor.visit_map(Entries {
                rest: entries.iter(),
                current: None,
                seen: self.seen,
            });
            return read.map_err(|error| error.at(|| node.place()));
        }
        let Some(kind) = NumberKind::named(name) else {
            let read = visitor.visit_newtype_struct(self);
            return read.map_err(|error| error.at(|| node.place()));
        };
        if let (Some(seen), Value::Number(_)) = (self.seen, &node.value) {
            seen.borrow_mut().push((node, kind));
        }
        let result = match &node.value {
            Value::Number(digits) => number(digits, kind, visitor),
            Value::Text(digits) if kind.may_be_text() => number(digits, kind, visitor),
            Value::Text(digits) => {
                // What is wrong with the number itself comes first.
                let mismatch = self.mismatch(&visitor).help(Text::fixed(
                    "schrijf het zonder aanhalingstekens",
                    "write it without quotation marks",
                ));
                number(digits, kind, visitor).and(Err(mismatch))
            }
            _ => Err(self.mismatch(&visitor)),
        };
        result.map_err(|error| error.at(|| node.place()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        let node = self.node;
        let result = match &node.value {
            Value::Text(word) => visitor.visit_enum(Word(word)),
            _ => Err(self.mismatch(&OneOf(variants))),
        };
        result.map_err(|error| error.at(|| node.place()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf unit unit_struct seq tuple_struct map identifier ignored_any
    }
}

fn number<'de, V: Visitor<'de>>(
    digits: &'de str,
    kind: NumberKind,
    visitor: V,
) -> Result<V::Value, DecodeError> {
    let read = visitor.visit_borrowed_str(digits);
    read.map_err(|error: DecodeError| error.hint_of_number(digits, kind))
}

/// The words of which one is expected.
struct OneOf(&'static [&'static str]);

impl Expected for OneOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.0.join(", ");
        let text = Text::new(format!("een van {words}"), format!("one of {words}"));
        fmt::Display::fmt(&text, formatter)
    }
}

/// A value with parts, where a word alone can stand.
const NO_PARTS: Text = Text::fixed(
    "een waarde met inhoud kan hier niet",
    "a value with parts is not allowed here",
);

/// A word that names the variant of an enum.
struct Word<'de>(&'de str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), Self::Error> {
        Ok((seed.deserialize(self.0.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), Self::Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Self::Error> {
        Err(de::Error::custom(NO_PARTS))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom(NO_PARTS))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom(NO_PARTS))
    }
}

struct Items<'s, 'de> {
    rest: slice::Iter<'de, Node>,
    seen: Seen<'s, 'de>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Self::Error> {
        let seen = self.seen;
        let next = self.rest.next();
        next.map(|node| seed.deserialize(NodeDecoder { node, seen }))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Entries<'s, 'de> {
    rest: btree_map::Iter<'de, String, Entry>,
    current: Option<&'de Entry>,
    seen: Seen<'s, 'de>,
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = DecodeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Self::Error> {
        let Some((key, entry)) = self.rest.next() else {
            return Ok(None);
        };
        self.current = Some(entry);
        let place = || Place {
            source: entry.key_source.clone(),
            span: entry.key_span.clone(),
        };
        seed.deserialize(KeyDecoder(key))
            .map(Some)
            .map_err(|error| error.at(place))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, Self::Error> {
        let entry = self
            .current
            .take()
            .expect("serde asks a key before its value");
        seed.deserialize(NodeDecoder {
            node: &entry.node,
            seen: self.seen,
        })
    }
}

struct KeyDecoder<'de>(&'de str);

impl<'de> Deserializer<'de> for KeyDecoder<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        // `02026` and `2_026` would be the same year as `2026`, twice.
        let is_year = self.0.len() == 4 && self.0.bytes().all(|byte| byte.is_ascii_digit());
        if NumberKind::named(name) == Some(NumberKind::Year) && !is_year {
            return Err(DecodeError::NoYear(self.0.to_owned()));
        }
        visitor.visit_borrowed_str(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct seq tuple tuple_struct map struct
        enum identifier ignored_any
    }
}
