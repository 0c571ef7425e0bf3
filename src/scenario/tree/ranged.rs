//! From `tussen` beside a figure to its range, and the tree at one end of all of them.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::between::{Between, End};
use super::node::{Entry, FIGURE_KEY, Node, Provenance, RANGE_KEY, Value};
use crate::input::diagnostic::{Code, Diagnostic, Place, expected};
use crate::scenario::values::parse_decimal;
use crate::terms::Text;

/// Puts a range on a figure.
///
/// # Errors
/// What is no range of this figure: see [`Fault`].
pub(super) fn with_range(mut node: Node, range: &Spanned<DeValue<'_>>) -> Result<Node, Diagnostic> {
    let place = |span: Range<usize>| Place {
        source: Arc::clone(&node.source),
        span,
    };
    let whole = place(range.span());
    let DeValue::Array(ends) = range.get_ref() else {
        return Err(Fault::NoPair.at(whole));
    };
    let [low, high] = &ends[..] else {
        return Err(Fault::NoPair.at(whole));
    };
    match &mut node.value {
        Value::Number(digits) => {
            let value = parse_decimal(digits).ok_or_else(|| Fault::NoNumber.at(whole.clone()))?;
            let ends = [low, high]
                .map(|end| number(end).ok_or_else(|| Fault::NoNumber.at(place(end.span()))));
            let [low_end, high_end] = ends;
            let ends = [low_end?, high_end?];
            holds(value, ends, false).map_err(|fault| fault.at(whole))?;
            let spans = [low.span(), high.span()];
            put(
                &mut node.provenance,
                Between {
                    ends,
                    spans,
                    in_list: false,
                },
            );
        }
        Value::List(items) => {
            let source = Arc::clone(&node.source);
            let at = |span: Range<usize>| Place {
                source: Arc::clone(&source),
                span,
            };
            let list = |end: &Spanned<DeValue<'_>>| match end.get_ref() {
                DeValue::Array(list) if list.len() == items.len() => {
                    let numbers = list
                        .iter()
                        .map(|one| number(one).map(|it| (it, one.span())));
                    let numbers: Option<Vec<_>> = numbers.collect();
                    numbers.ok_or_else(|| Fault::NoNumber.at(at(end.span())))
                }
                _ => Err(Fault::OtherLength(items.len()).at(at(end.span()))),
            };
            let (low, high) = (list(low)?, list(high)?);
            if low.iter().zip(&high).all(|(low, high)| low.0 == high.0) {
                return Err(Fault::NoWidth.at(whole));
            }
            for (item, (low, high)) in Arc::make_mut(items)
                .iter_mut()
                .zip(low.into_iter().zip(high))
            {
                let Value::Number(digits) = &item.value else {
                    return Err(Fault::NoFigure.at(whole));
                };
                let value =
                    parse_decimal(digits).ok_or_else(|| Fault::NoNumber.at(whole.clone()))?;
                let (ends, spans) = ([low.0, high.0], [low.1, high.1]);
                holds(value, ends, true).map_err(|fault| fault.at(at(spans[0].clone())))?;
                put(
                    &mut item.provenance,
                    Between {
                        ends,
                        spans,
                        in_list: true,
                    },
                );
            }
        }
        _ => return Err(Fault::NoFigure.at(whole)),
    }
    Ok(node)
}

fn put(provenance: &mut Arc<Provenance>, between: Between) {
    let own = Provenance::clone(provenance);
    *provenance = Arc::new(Provenance {
        tussen: Some(Arc::new(between)),
        ..own
    });
}

fn number(value: &Spanned<DeValue<'_>>) -> Option<Decimal> {
    match value.get_ref() {
        DeValue::Integer(digits) if digits.radix() == 10 => parse_decimal(digits.as_str()),
        DeValue::Float(digits) => parse_decimal(digits.as_str()),
        _ => None,
    }
}

/// Whether a range is one, and holds the figure that it is about.
fn holds(value: Decimal, [low, high]: [Decimal; 2], in_list: bool) -> Result<(), Fault> {
    if !in_list && low == high {
        return Err(Fault::NoWidth);
    }
    if !in_list && low > high {
        return Err(Fault::Reversed(low, high));
    }
    match (low.min(high)..=low.max(high)).contains(&value) {
        true => Ok(()),
        false => Err(Fault::Excludes(value)),
    }
}

/// What can be wrong with a range.
enum Fault {
    /// It is no list of two.
    NoPair,
    /// An end that is no decimal number.
    NoNumber,
    /// It stands beside what is no number and no list of numbers.
    NoFigure,
    /// An end of a list has another number of figures than the list, which has so many.
    OtherLength(usize),
    /// Both ends are the same.
    NoWidth,
    /// The second end is the lower one.
    Reversed(Decimal, Decimal),
    /// The figure itself is outside.
    Excludes(Decimal),
}

impl Fault {
    fn at(&self, place: Place) -> Diagnostic {
        let (code, message) = match self {
            Self::NoPair => (
                Code::VerkeerdType,
                Text::new(
                    format!("`{RANGE_KEY}` hoort een lijst van twee waarden te zijn"),
                    format!("`{RANGE_KEY}` must be a list of two values"),
                ),
            ),
            Self::NoNumber => (
                Code::VerkeerdType,
                Text::new(
                    format!("in `{RANGE_KEY}` staat iets dat geen decimaal getal is"),
                    format!("`{RANGE_KEY}` holds something that is no decimal number"),
                ),
            ),
            Self::NoFigure => (
                Code::Tegenstrijdig,
                Text::new(
                    format!("`{RANGE_KEY}` hoort bij een getal of een lijst van getallen"),
                    format!("`{RANGE_KEY}` belongs to a number or a list of numbers"),
                ),
            ),
            Self::OtherLength(length) => (
                Code::VerkeerdType,
                Text::new(
                    format!(
                        "bij een lijst van {length} getallen hoort een bereik van twee zulke lijsten"
                    ),
                    format!("a list of {length} numbers takes a range of two such lists"),
                ),
            ),
            Self::NoWidth => (
                Code::Tegenstrijdig,
                Text::new(
                    format!("beide einden van `{RANGE_KEY}` zijn gelijk"),
                    format!("both ends of `{RANGE_KEY}` are the same"),
                ),
            ),
            Self::Reversed(low, high) => {
                let help = Text::new(
                    format!("schrijf `{RANGE_KEY} = [{high}, {low}]`"),
                    format!("write `{RANGE_KEY} = [{high}, {low}]`"),
                );
                let message = Text::new(
                    format!("`{RANGE_KEY}` loopt van hoog naar laag"),
                    format!("`{RANGE_KEY}` runs from high to low"),
                );
                return Diagnostic::new(Code::Tegenstrijdig, message)
                    .at(place)
                    .help(help);
            }
            Self::Excludes(value) => (
                Code::Tegenstrijdig,
                Text::new(
                    format!("het cijfer zelf, {value}, ligt niet in `{RANGE_KEY}`"),
                    format!("the figure itself, {value}, is not within `{RANGE_KEY}`"),
                ),
            ),
        };
        let example = format!("`{{ {FIGURE_KEY} = 0.02, {RANGE_KEY} = [0.01, 0.035] }}`");
        Diagnostic::new(code, message)
            .at(place)
            .label(expected(Text::new(
                format!("P5 en P95 om het cijfer heen, zoals {example}"),
                format!("P5 and P95 around the figure, such as {example}"),
            )))
    }
}

impl Node {
    /// Whether any figure has a range.
    pub(crate) fn has_ranges(&self) -> bool {
        let mut found = false;
        self.for_each_leaf(&mut |_, leaf| found |= leaf.provenance.tussen.is_some());
        found
    }

    /// The tree with the figures that have a range at one end of it, each where that end
    /// stands; `lists` moves those of lists alone.
    pub(crate) fn at_end(&self, end: End, lists: bool) -> Self {
        let value = match &self.value {
            Value::Table(entries) => {
                let moved = entries.iter().map(|(key, entry)| {
                    let node = entry.node.at_end(end, lists);
                    (
                        key.clone(),
                        Entry {
                            node,
                            ..entry.clone()
                        },
                    )
                });
                Value::Table(Arc::new(moved.collect()))
            }
            Value::List(items) => {
                let moved: Vec<Self> = items.iter().map(|item| item.at_end(end, lists)).collect();
                let ranged = moved
                    .iter()
                    .find(|item| item.provenance.tussen.as_ref().is_some_and(|it| it.in_list));
                let (source, span) = match ranged {
                    Some(item) => (Arc::clone(&item.source), item.span.clone()),
                    None => (Arc::clone(&self.source), self.span.clone()),
                };
                return Self {
                    value: Value::List(Arc::new(moved)),
                    source,
                    span,
                    provenance: Arc::clone(&self.provenance),
                };
            }
            _ => match &self.provenance.tussen {
                Some(between) if between.in_list || !lists => {
                    let at = end as usize;
                    return Self {
                        value: Value::Number(between.ends[at].to_string()),
                        span: between.spans[at].clone(),
                        ..self.clone()
                    };
                }
                _ => return self.clone(),
            },
        };
        Self {
            value,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load_text;

    fn refused(figure: &str) -> Code {
        let text = format!("scenario.basis = \"wi2021\"\n{figure}\n");
        load_text("s.toml", &text).unwrap_err().code()
    }

    #[test]
    fn a_range_belongs_to_its_own_figure_and_is_not_inherited() {
        let text = "scenario.basis = \"wi2021\"\n[index]\n\
                    2028 = { waarde = 0.02, tussen = [0.01, 0.035], bron = \"b\" }\n2029 = 0.02\n\
                    [huisvesting]\n\
                    asielstatushouder = { waarde = [0.8, 0.2], tussen = [[0.7, 0.3], [0.9, 0.1]] }\n";
        let scenario = load_text("s.toml", text).unwrap();
        let range = |keys: &[&str]| {
            let node = scenario.tree().get(keys).expect("a figure");
            node.provenance.tussen.as_ref().map(|it| it.texts())
        };
        let both = |low: &str, high: &str| Some([low.to_owned(), high.to_owned()]);
        assert_eq!(range(&["index", "2028"]), both("0.01", "0.035"));
        assert_eq!(range(&["index", "2029"]), None);
        let housed = ["huisvesting", "asielstatushouder"];
        assert_eq!(range(&[housed[0], housed[1], "1"]), both("0.3", "0.1"));
        assert_eq!(range(&housed), None, "its figures have one each");
    }

    /// Shares of which one has a range add up at no end of it: whoever moves it moves the
    /// others along.
    #[test]
    fn a_share_with_a_range_of_its_own_is_held_to_its_own_bounds_alone() {
        let routes = |range: &str| {
            format!(
                "scenario.basis = \"wi2021\"\n[leerroute.asielstatushouder]\n\
                 B1 = {{ waarde = 0.3, tussen = {range} }}\nonderwijs = 0.1\nZ = 0.6\n"
            )
        };
        assert!(load_text("s.toml", &routes("[0.2, 0.5]")).is_ok());
        let refused = load_text("s.toml", &routes("[0.2, 1.5]")).unwrap_err();
        assert_eq!(refused.code(), Code::BuitenBereik);
    }

    #[test]
    fn what_is_no_range_of_a_figure_is_refused() {
        for (range, code) in [
            ("0.01", Code::VerkeerdType),
            ("[0.01]", Code::VerkeerdType),
            ("[0.01, \"x\"]", Code::VerkeerdType),
            ("[0.02, 0.02]", Code::Tegenstrijdig),
            ("[0.03, 0.01]", Code::Tegenstrijdig),
            ("[0.03, 0.04]", Code::Tegenstrijdig),
            // Within the figure's own bounds at neither end.
            ("[-0.6, 0.04]", Code::BuitenBereik),
            ("[0.01, 1.5]", Code::BuitenBereik),
        ] {
            let figure = format!("index.2028 = {{ waarde = 0.02, tussen = {range} }}");
            assert_eq!(refused(&figure), code, "{range}");
        }
        // These digits are of no decimal number.
        let hexadecimal = "prognose.2028 = { waarde = 20000, tussen = [0x10000, 30000] }";
        assert_eq!(refused(hexadecimal), Code::VerkeerdType);
        let list = |range: &str| {
            format!("huisvesting.asielstatushouder = {{ waarde = [0.8, 0.2], tussen = {range} }}")
        };
        assert_eq!(refused(&list("[[0.7, 0.3], [0.9]]")), Code::VerkeerdType);
        assert_eq!(
            refused(&list("[[0.8, 0.2], [0.8, 0.2]]")),
            Code::Tegenstrijdig
        );
        assert_eq!(
            refused(&list("[[0.7, 0.2], [0.9, 0.2]]")),
            Code::AandelenTellenNietOp
        );
        assert_eq!(
            refused("index.tussen = [0.01, 0.03]"),
            Code::OnbekendeSleutel
        );
        assert_eq!(
            refused("scenario.naam = { waarde = \"x\", tussen = [1, 2] }"),
            Code::Tegenstrijdig
        );
    }
}
