//! From the text of a scenario file to its tree.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::of_toml;
use super::node::{Entry, FIGURE_KEY, Node, PROVENANCE_KEYS, Provenance, RANGE_KEY, Status, Value};
use super::ranged::with_range;
use crate::input::diagnostic::{Code, Diagnostic, Place, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::scenario::hints::of_syntax;
use crate::terms::{Text, legible};

/// What stands for a source where a file names none.
pub(crate) const NO_SOURCE: &str = "geen bron genoemd";

/// The source of what a file gives without one.
fn no_source_in(name: &str) -> Text {
    Text::new(
        format!("{NO_SOURCE} in {name}"),
        format!("no source named in {name}"),
    )
}

/// Reads one file into a tree, with its sources attached to its figures.
///
/// # Errors
/// Text that is not TOML, a number that is not a decimal one, a wrong `status`.
pub fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let root = DeTable::parse(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let fault = of_toml(error.message().lines().next().unwrap_or_default());
        let hint = of_syntax(&source.text, span.start);
        let place = Place {
            source: Arc::clone(source),
            span,
        };
        let message = Text::new(
            format!("geen geldige TOML: {fault}"),
            format!("not valid TOML: {fault:#}"),
        );
        let diagnostic = Diagnostic::new(Code::TomlFout, message).at(place);
        match hint {
            Some(hint) => diagnostic.help(hint),
            None => diagnostic,
        }
    })?;
    let unknown = Arc::new(Provenance {
        bron: Arc::new(no_source_in(&source.name)),
        status: Status::Aanname,
        gefit: None,
        bewust: false,
        tussen: None,
    });
    let span = root.span();
    let reader = TomlReader { source };
    let mut keys = root.get_ref().iter().map(|(key, _)| key);
    if let Some(key) = keys.find(|key| key.get_ref() == FIGURE_KEY) {
        // A file is no figure; without this every other key would be blamed.
        return Err(unknown_key(FIGURE_KEY, [], reader.place(key.span())));
    }
    reader.table("", root.get_ref(), span, &unknown)
}

/// Whether text is TOML.
pub fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

/// The keys on top of a file. What comes behind a fault counts too, as far as the
/// reader can make sense of it.
pub fn header_keys(text: &str) -> Vec<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let keys = root.get_ref().keys();
    keys.map(|key| key.get_ref().to_string()).collect()
}

struct TomlReader<'a> {
    source: &'a Arc<Source>,
}

impl TomlReader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place {
            source: Arc::clone(self.source),
            span,
        }
    }

    fn node(&self, value: Value, span: Range<usize>, provenance: &Arc<Provenance>) -> Node {
        Node {
            value,
            source: Arc::clone(self.source),
            span,
            provenance: Arc::clone(provenance),
        }
    }

    /// `key` is what the table stands under.
    fn table(
        &self,
        key: &str,
        table: &DeTable<'_>,
        span: Range<usize>,
        above: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        let own = self.provenance(table, above)?;
        if let Some(figure) = table.get(FIGURE_KEY) {
            return self.figure(key, table, figure, &own);
        }
        let mut entries = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if PROVENANCE_KEYS.contains(&name) {
                continue;
            }
            let entry = Entry {
                key_span: key.span(),
                key_source: Arc::clone(self.source),
                node: self.value(name, value, &own)?,
            };
            entries.insert(name.to_owned(), entry);
        }
        Ok(self.node(Value::Table(Arc::new(entries)), span, &own))
    }

    /// `{ waarde = 1, bron = "..." }`: a figure with a source of its own.
    fn figure(
        &self,
        key: &str,
        table: &DeTable<'_>,
        figure: &Spanned<DeValue<'_>>,
        own: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        for (beside, _) in table {
            let name = beside.get_ref().as_ref();
            if ![FIGURE_KEY, RANGE_KEY].contains(&name) && !PROVENANCE_KEYS.contains(&name) {
                let message = Text::new(
                    format!("`{name}` kan niet naast `{FIGURE_KEY}` staan"),
                    format!("`{name}` cannot stand beside `{FIGURE_KEY}`"),
                );
                let label = Text::new(
                    format!("`{FIGURE_KEY}` maakt van deze tabel een enkel cijfer"),
                    format!("`{FIGURE_KEY}` makes a single figure of this table"),
                );
                let keys = [&PROVENANCE_KEYS[..], &[RANGE_KEY]].concat().join(", ");
                let help = Text::new(
                    format!("ernaast kunnen alleen: {keys}"),
                    format!("beside it only these can stand: {keys}"),
                );
                return Err(Diagnostic::new(Code::OnbekendeSleutel, message)
                    .at(self.place(beside.span()))
                    .label(label)
                    .help(help));
            }
        }
        if let DeValue::Table(inner) = figure.get_ref()
            && let Some((again, _)) = inner.get_key_value(FIGURE_KEY)
        {
            // The inner one would be the figure, and the source beside it lost.
            let message = Text::fixed(
                "een cijfer staat hier in een cijfer",
                "a figure stands inside a figure here",
            );
            let help = Text::new(
                format!("schrijf `{FIGURE_KEY}` een keer, met de bron die geldt ernaast"),
                format!("write `{FIGURE_KEY}` once, with the source that counts beside it"),
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message)
                .at(self.place(again.span()))
                .help(help));
        }
        let node = self.value(key, figure, own)?;
        match table.get(RANGE_KEY) {
            Some(range) => with_range(node, range),
            None => Ok(node),
        }
    }

    fn provenance(
        &self,
        table: &DeTable<'_>,
        above: &Arc<Provenance>,
    ) -> Result<Arc<Provenance>, Diagnostic> {
        let bron = self.word(table, "bron")?;
        let gefit = self.word(table, "gefit")?;
        let status = match self.word(table, "status")? {
            None => None,
            Some((word, span)) => Some(Status::from_word(&word).ok_or_else(|| {
                let label = match nearest(&word, Status::WORDS) {
                    Some(near) => did_you_mean(format_args!("\"{near}\"")),
                    None => expected(Status::WORDS.join(", ")),
                };
                let message = Text::new(
                    format!("onbekende status `{word}`"),
                    format!("unknown status `{word}`"),
                );
                Diagnostic::new(Code::OnbekendeWaarde, message)
                    .at(self.place(span))
                    .label(label)
            })?),
        };
        let bewust = self.yes(table, "bewust")?;
        if bron.is_none() && status.is_none() && gefit.is_none() && bewust.is_none() {
            return Ok(Arc::clone(above));
        }
        let bron = bron.map(|(named, _)| Arc::new(Text::same(named)));
        let gefit = gefit.map(|(named, _)| Arc::from(named));
        Ok(Arc::new(Provenance {
            bron: bron.unwrap_or_else(|| Arc::clone(&above.bron)),
            status: status.unwrap_or(above.status),
            gefit: gefit.or_else(|| above.gefit.clone()),
            bewust: bewust.unwrap_or(above.bewust),
            tussen: None,
        }))
    }

    /// What a table says at `key`: yes, no, or nothing.
    fn yes(&self, table: &DeTable<'_>, key: &str) -> Result<Option<bool>, Diagnostic> {
        let Some(value) = table.get(key) else {
            return Ok(None);
        };
        if let DeValue::Boolean(yes) = value.get_ref() {
            return Ok(Some(*yes));
        }
        let message = Text::new(
            format!("`{key}` hoort true of false te zijn"),
            format!("`{key}` must be true or false"),
        );
        Err(Diagnostic::new(Code::VerkeerdType, message)
            .at(self.place(value.span()))
            .label(expected(Text::fixed("true of false", "true or false"))))
    }

    /// Refuses text that a terminal obeys, and in what comes out again in CSV
    /// what a spreadsheet obeys.
    fn legible(&self, key: &str, text: &str, span: Range<usize>) -> Result<(), Diagnostic> {
        let problem = match key {
            // A name that is not there is not to be read for one that is.
            "naam" | "bron" if text.trim().is_empty() => {
                Some(Text::fixed("er staat niets in", "there is nothing in it"))
            }
            "naam" => legible::name_problem(text),
            "omschrijving" | "bron" | "gefit" => legible::cell_problem(text),
            _ => legible::text_problem(text),
        };
        let Some(problem) = problem else {
            return Ok(());
        };
        let message = Text::new(
            format!("deze tekst kan hier niet: {problem}"),
            format!("this text is not allowed here: {problem:#}"),
        );
        Err(Diagnostic::new(Code::OngeldigeNaam, message).at(self.place(span)))
    }

    fn word(
        &self,
        table: &DeTable<'_>,
        key: &str,
    ) -> Result<Option<(String, Range<usize>)>, Diagnostic> {
        match table.get(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::String(word) => {
                    self.legible(key, word, value.span())?;
                    Ok(Some((word.to_string(), value.span())))
                }
                _ => {
                    let message = Text::new(
                        format!("`{key}` hoort tekst te zijn"),
                        format!("`{key}` must be text"),
                    );
                    Err(Diagnostic::new(Code::VerkeerdType, message)
                        .at(self.place(value.span()))
                        .label(expected(Text::fixed(
                            "tekst tussen aanhalingstekens",
                            "text between quotation marks",
                        ))))
                }
            },
        }
    }

    /// `key` is what the value stands under, however deep in a list or a figure.
    fn value(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        above: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        let span = value.span();
        let not_decimal = |nl: &str, en: &str| {
            let message = Text::new(
                format!("{nl} is hier geen waarde"),
                format!("{en} is not a value here"),
            );
            Diagnostic::new(Code::VerkeerdType, message)
                .at(self.place(span.clone()))
                .label(expected(Text::fixed(
                    "tekst, een decimaal getal, true of false, een lijst of een tabel",
                    "text, a decimal number, true or false, a list or a table",
                )))
        };
        let shape = match value.get_ref() {
            DeValue::String(text) => {
                self.legible(key, text, span.clone())?;
                Value::Text(text.to_string())
            }
            DeValue::Integer(digits) if digits.radix() == 10 => {
                Value::Number(digits.as_str().to_owned())
            }
            DeValue::Integer(_) => {
                return Err(not_decimal(
                    "een hexadecimaal of binair getal",
                    "a hexadecimal or binary number",
                ));
            }
            DeValue::Float(digits) => match digits.as_str() {
                text if text.contains(['n', 'i']) => {
                    return Err(not_decimal("`inf` of `nan`", "`inf` or `nan`"));
                }
                text => Value::Number(text.to_owned()),
            },
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(_) => return Err(not_decimal("een datum", "a date")),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.value(key, item, above));
                Value::List(Arc::new(items.collect::<Result<_, _>>()?))
            }
            DeValue::Table(table) => return self.table(key, table, span, above),
        };
        Ok(self.node(shape, span, above))
    }
}

/// The keys of `[scenario]`, which are easily written without that heading.
const HEADING_KEYS: [&str; 5] = ["naam", "omschrijving", "basis", "van", "tot"];

/// The message for a key that does not exist, with the nearest one that does.
pub fn unknown_key<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    place: Place,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    if name == RANGE_KEY {
        return Diagnostic::new(Code::OnbekendeSleutel, unknown_name(name))
            .at(place)
            .label(Text::fixed("een bereik is van een enkel cijfer", "a range is of a single figure"))
            .help(Text::new(
                format!("schrijf het naast de waarde: `2028 = {{ {FIGURE_KEY} = 0.02, {RANGE_KEY} = [0.01, 0.035] }}`"),
                format!("write it beside the value: `2028 = {{ {FIGURE_KEY} = 0.02, {RANGE_KEY} = [0.01, 0.035] }}`"),
            ));
    }
    if known.contains(&"scenario") && HEADING_KEYS.contains(&name) {
        let message = Text::new(
            format!("`{name}` hoort onder de kop [scenario]"),
            format!("`{name}` belongs under the heading [scenario]"),
        );
        return Diagnostic::new(Code::OnbekendeSleutel, message)
            .at(place)
            .label(Text::fixed(
                "hier hoort deze sleutel bij geen kop",
                "here this key is under no heading",
            ))
            .help(Text::fixed(
                "zet [scenario] op een regel erboven, voor alle sleutels die daarbij horen",
                "put [scenario] on a line above it, before all keys that belong to it",
            ));
    }
    let everywhere = PROVENANCE_KEYS.iter().copied();
    let all = known.iter().copied().chain(everywhere);
    let diagnostic = Diagnostic::new(Code::OnbekendeSleutel, unknown_name(name))
        .at(place)
        .label(match nearest(name, all) {
            Some(near) => did_you_mean(format_args!("`{near}`")),
            None => Text::fixed(
                "deze sleutel kent het scenario niet",
                "the scenario does not know this key",
            ),
        });
    if known.is_empty() {
        return diagnostic;
    }
    let known = known.join(", ");
    diagnostic.help(Text::new(
        format!("bekende sleutels hier: {known}"),
        format!("known keys here: {known}"),
    ))
}

/// The message alone of [`unknown_key`].
pub(crate) fn unknown_name(name: &str) -> Text {
    Text::new(
        format!("onbekende sleutel `{name}`"),
        format!("unknown key `{name}`"),
    )
}
