//! One text in both languages: who writes a sentence writes it twice, side by side,
//! and the compiler asks for both.

use std::borrow::Cow;
use std::fmt;

use super::lang::Lang;

/// A text in Dutch and in English.
///
/// `{}` writes the Dutch and `{:#}` the English, so that a text can travel through
/// interfaces that know only [`fmt::Display`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    nl: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Text {
    /// The same sentence in Dutch and in English.
    pub fn new(nl: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self {
            nl: nl.into(),
            en: en.into(),
        }
    }

    /// A sentence without anything to fill in.
    pub const fn fixed(nl: &'static str, en: &'static str) -> Self {
        Self {
            nl: Cow::Borrowed(nl),
            en: Cow::Borrowed(en),
        }
    }

    /// What is the same in both: a name, a key, a value as it was typed.
    pub fn same(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// What [`fmt::Display`] makes of something that obeys `{:#}` as this type does.
    pub fn shown(value: impl fmt::Display) -> Self {
        Self::new(format!("{value}"), format!("{value:#}"))
    }

    /// The text in one language.
    pub fn of(&self, lang: Lang) -> &str {
        lang.choose(&self.nl, &self.en)
    }

    /// The same change to both.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self::new(change(&self.nl), change(&self.en))
    }

    /// Texts behind each other, with the same between them.
    pub fn join(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let (mut nl, mut en) = (String::new(), String::new());
        for (place, text) in texts.into_iter().enumerate() {
            for (all, one) in [(&mut nl, &text.nl), (&mut en, &text.en)] {
                if place > 0 {
                    all.push_str(between);
                }
                all.push_str(one);
            }
        }
        Self::new(nl, en)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.nl.is_empty() && self.en.is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lang = if formatter.alternate() {
            Lang::En
        } else {
            Lang::Nl
        };
        formatter.write_str(self.of(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_travels_through_display_in_either_language() {
        let text = Text::new(format!("{} mensen", 3), format!("{} people", 3));
        assert_eq!(
            (text.of(Lang::Nl), text.of(Lang::En)),
            ("3 mensen", "3 people")
        );
        assert_eq!(Text::shown(&text), text);
    }

    #[test]
    fn texts_are_joined_in_both_languages() {
        let one = [Text::fixed("a", "x"), Text::same("b")];
        assert_eq!(Text::join(one, ", "), Text::new("a, b", "x, b"));
        assert!(Text::join([], ", ").is_empty());
    }
}
