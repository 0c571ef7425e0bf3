//! Which gemeente a row is about: by a code as Excel left it, or by a name.

use std::collections::{BTreeSet, HashMap};

use super::words::{is_country, is_nowhere, plain};
use crate::gemeente::{Gemeenten, Herindelingen, gm_code, known_codes, provincie};
use crate::input::csv::CsvRow;
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::terms::Text;

/// What codes of before a herindeling come to; nothing where there are none.
pub(super) fn told_of_former(codes: &BTreeSet<String>) -> Option<Text> {
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let codes = (!codes.is_empty()).then(|| codes.join(", "))?;
    Some(Text::new(
        format!(
            "codes van voor een herindeling ({codes}) tellen bij de gemeenten waar zij in opgingen"
        ),
        format!(
            "codes of before a herindeling ({codes}) count in the gemeenten that they went into"
        ),
    ))
}

/// What stands in the place of a gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A gemeente of now or of before, by its code.
    Gemeente(String),
    /// The country.
    Country,
    /// A provincie, a landsdeel or another area.
    Area,
    /// No gemeente at all.
    Nowhere,
    /// Nothing.
    Empty,
    /// Something that is none of these.
    Unknown,
    /// A name of several gemeenten.
    Ambiguous(String),
}

/// Letters before the digits of a code.
const LETTERS: usize = 2;

/// The gemeenten by name and code.
pub(super) struct Gazetteer<'a> {
    gemeenten: &'a Gemeenten,
    herindelingen: &'a Herindelingen,
    /// Codes by name: those of today before those that ended.
    names: HashMap<String, Vec<String>>,
    /// Names of the CBS, for who has a code that nobody else knows.
    known: HashMap<String, String>,
    seen: HashMap<String, Who>,
    /// The first row about a provincie that has its name alone, and the first about a
    /// gemeente that has the name of one.
    provincie: Option<Place>,
    namesake: Option<Place>,
    /// Codes of the gemeenten that have the name of a provincie.
    namesakes: Vec<String>,
}

impl<'a> Gazetteer<'a> {
    pub fn new(gemeenten: &'a Gemeenten, herindelingen: &'a Herindelingen) -> Self {
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        let mut add = |naam: &str, code: &str, is_today: bool| {
            let word = plain(naam);
            // One that ended gives way to one that has its name today.
            if !is_today && names.contains_key(&word) {
                return;
            }
            let codes = names.entry(word).or_default();
            if !codes.iter().any(|own| own == code) {
                codes.push(code.to_owned());
            }
        };
        for gemeente in gemeenten.list() {
            add(&gemeente.naam, &gemeente.code, true);
            let bare = gemeente.naam.split(" (").next().unwrap_or_default();
            add(bare, &gemeente.code, true);
        }
        for (popular, naam) in [
            ("Den Haag", "'s-Gravenhage"),
            ("Den Bosch", "'s-Hertogenbosch"),
        ] {
            let mut list = gemeenten.list().iter();
            if let Some(gemeente) = list.find(|gemeente| gemeente.naam == naam) {
                add(popular, &gemeente.code, true);
            }
        }
        for step in herindelingen.steps() {
            if gemeenten.index_of(&step.van_code).is_none() {
                add(&step.van_naam, &step.van_code, false);
            }
        }
        let namesakes = gemeenten.list().iter();
        let namesakes = namesakes.filter(|own| provincie(&own.naam).is_some());
        let namesakes = namesakes.map(|own| own.code.clone());
        let known = known_codes().map(|(code, naam)| (code.to_owned(), naam.to_owned()));
        Self {
            gemeenten,
            herindelingen,
            names,
            known: known.collect(),
            seen: HashMap::new(),
            provincie: None,
            namesake: None,
            namesakes: namesakes.collect(),
        }
    }

    /// Whether a code is one of before a herindeling; `None` for one that nobody knows here.
    pub fn is_former(&self, code: &str) -> Option<bool> {
        match self.gemeenten.index_of(code) {
            Some(_) => Some(false),
            None => self.herindelingen.of(code).map(|_| true),
        }
    }

    /// The name by which a herindeling knows a gemeente that ended, where a text names that
    /// gemeente or the one that it went into.
    pub fn former_name(&mut self, code: &str, text: &str) -> Option<&str> {
        if !matches!(self.meant(text), Who::Gemeente(_)) || self.is_former(code) != Some(true) {
            return None;
        }
        let step = self.herindelingen.of(code)?;
        Some(&step.van_naam)
    }

    /// Name and provincie of a gemeente of today.
    pub fn of(&self, code: &str) -> Option<(&str, &str)> {
        let gemeente = &self.gemeenten.list()[self.gemeenten.index_of(code)?];
        Some((&gemeente.naam, &gemeente.provincie))
    }

    /// What a text in the place of a gemeente means.
    fn meant(&mut self, text: &str) -> Who {
        if let Some(known) = self.seen.get(text) {
            return known.clone();
        }
        let who = self.look_up(text);
        self.seen.insert(text.to_owned(), who.clone());
        who
    }

    fn look_up(&self, text: &str) -> Who {
        if text.is_empty() {
            return Who::Empty;
        }
        if self.gemeenten.index_of(text).is_some() {
            return Who::Gemeente(text.to_owned());
        }
        let upper = text.to_uppercase();
        let is_area_code = ["PV", "LD", "NL", "CR"].iter().any(|area| {
            let digits = upper.strip_prefix(area);
            digits.is_some_and(|digits| {
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        });
        if is_area_code {
            return if upper.starts_with("NL") {
                Who::Country
            } else {
                Who::Area
            };
        }
        // A table of numbers leaves a decimal behind a code.
        let digits = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
        if let Some(code) = gm_code(digits.unwrap_or(text)) {
            let is_known =
                self.gemeenten.index_of(&code).is_some() || self.herindelingen.of(&code).is_some();
            // Digits alone may be anything; the letters of the CBS say that it is a code, and
            // whose it is may be in a list that is not here.
            let is_said = upper.starts_with("GM") && upper.len() > LETTERS + 3;
            return match is_known || is_said {
                true => Who::Gemeente(code),
                false => Who::Unknown,
            };
        }
        if is_country(text) {
            return Who::Country;
        }
        if is_nowhere(text) {
            return Who::Nowhere;
        }
        let lower = text.to_lowercase();
        if lower.ends_with("(pv)") || lower.ends_with("(ld)") || lower.ends_with("(cr)") {
            return Who::Area;
        }
        let bare = lower.strip_suffix("(gemeente)").unwrap_or(&lower);
        let bare = ["gemeente ", "gem. "]
            .iter()
            .find_map(|own| bare.strip_prefix(own))
            .unwrap_or(bare);
        match self.names.get(&plain(bare)).map(Vec::as_slice) {
            Some([code]) => Who::Gemeente(code.clone()),
            Some(several) => {
                let labels = several
                    .iter()
                    .filter_map(|code| Some(format!("{} ({code})", self.of(code)?.0)));
                Who::Ambiguous(labels.collect::<Vec<_>>().join(", "))
            }
            None if provincie(text).is_some() => Who::Area,
            None => Who::Unknown,
        }
    }

    /// Which gemeente a row is about, by its code and its name where it has both.
    pub fn who(
        &mut self,
        row: &CsvRow<'_>,
        code: Option<usize>,
        naam: Option<usize>,
    ) -> Result<Who, Diagnostic> {
        let at = |own: &mut Self, column: Option<usize>| {
            column.map_or(Who::Empty, |column| own.meant(row.field(column)))
        };
        let (by_code, by_name) = (at(self, code), at(self, naam));
        let contradicts = match (&by_code, &by_name) {
            (Who::Gemeente(one), Who::Gemeente(other)) => {
                one != other && !self.is_ended_as(one, other)
            }
            (Who::Gemeente(_), Who::Country | Who::Area | Who::Nowhere) => true,
            // A provincie may have the name of a gemeente, and its code says which it is.
            (Who::Country | Who::Nowhere, Who::Gemeente(_)) => true,
            _ => false,
        };
        if contradicts && let (Some(code), Some(naam)) = (code, naam) {
            let (code_text, name) = (row.field(code), row.field(naam));
            let message = Text::new(
                format!("`{code_text}` is niet de code van {name}"),
                format!("`{code_text}` is not the code of {name}"),
            );
            let wrong = Diagnostic::new(Code::Tegenstrijdig, message).at(row.place(code));
            return Err(match &by_code {
                Who::Gemeente(own) if matches!(by_name, Who::Area | Who::Nowhere) => {
                    let own_name = self.known.get(own).map_or("", String::as_str);
                    let wrong = wrong.help(Text::new(
                        format!("{own} is {own_name}: verbeter de code of de naam, of laat de code leeg waar de rij over geen gemeente gaat"),
                        format!("{own} is {own_name}: correct the code or the name, or leave the code empty where the row is about no gemeente"),
                    ));
                    match by_name {
                        Who::Area => wrong.or_help(Text::fixed(
                            "of zeg dat de kolom de provincie van de gemeente is: --kolom provincie=NAAM",
                            "or say that the column is the provincie of the gemeente: --kolom provincie=NAME",
                        )),
                        _ => wrong,
                    }
                }
                Who::Gemeente(own) => {
                    let own_name = self.known.get(own).map_or("", String::as_str);
                    wrong.help(Text::new(
                        format!("{own} is {own_name}: verbeter de code of de naam"),
                        format!("{own} is {own_name}: correct the code or the name"),
                    ))
                }
                _ => wrong,
            });
        }
        if matches!(by_code, Who::Empty | Who::Unknown) {
            self.note(row, naam, &by_name);
        } else {
            self.note(row, code, &by_code);
        }
        let who = match (by_code, by_name) {
            (Who::Empty, by_name) => by_name,
            (Who::Unknown, by_name @ (Who::Country | Who::Area | Who::Nowhere)) => by_name,
            (by_code, _) => by_code,
        };
        let Some(column) = code.filter(|&code| !row.field(code).is_empty()).or(naam) else {
            return Ok(who);
        };
        match &who {
            Who::Ambiguous(all) => {
                let text = row.field(column);
                let message = Text::new(
                    format!("`{text}` kan meer dan een gemeente zijn: {all}"),
                    format!("`{text}` can be more than one gemeente: {all}"),
                );
                Err(Diagnostic::new(Code::GemeenteOnbekend, message)
                    .at(row.place(column))
                    .help(Text::fixed(
                        "zet de code erbij, of de naam zoals het CBS die schrijft",
                        "add the code, or the name as the CBS writes it",
                    )))
            }
            _ => Ok(who),
        }
    }

    /// Remembers a row that is about a provincie by its name alone, or about a gemeente by
    /// the name of one.
    fn note(&mut self, row: &CsvRow<'_>, column: Option<usize>, who: &Who) {
        let own = match who {
            Who::Area => &mut self.provincie,
            Who::Gemeente(code) if self.namesakes.contains(code) => &mut self.namesake,
            _ => return,
        };
        let is_name =
            |text: &str| text.chars().all(|it| !it.is_numeric()) && provincie(text).is_some();
        let Some(column) = column.filter(|&column| own.is_none() && is_name(row.field(column)))
        else {
            return;
        };
        *own = Some(row.place(column));
    }

    /// Refuses the name of a gemeente that may be that of a provincie, where other rows are
    /// about provincies by their names alone.
    ///
    /// # Errors
    /// The first such row, if there are both.
    pub fn one_kind(&self) -> Result<(), Diagnostic> {
        let (Some(namesake), Some(provincie)) = (&self.namesake, &self.provincie) else {
            return Ok(());
        };
        let text = |place: &Place| {
            let field = &place.source.text[place.span.clone()];
            field.trim().trim_matches('"').to_owned()
        };
        let (naam, other, line) = (text(namesake), text(provincie), provincie.line());
        let message = Text::new(
            format!(
                "`{naam}` kan de gemeente of de provincie zijn: rij {line} is van de provincie {other}"
            ),
            format!(
                "`{naam}` can be the gemeente or the provincie: row {line} is of the provincie {other}"
            ),
        );
        Err(Diagnostic::new(Code::GemeenteOnbekend, message)
            .at(namesake.clone())
            .help(Text::new(
                format!("schrijf `{naam} (gemeente)` of de code voor de gemeente, `{naam} (PV)` voor de provincie"),
                format!("write `{naam} (gemeente)` or the code for the gemeente, `{naam} (PV)` for the provincie"),
            )))
    }

    /// The message for what is said of a gemeente that ended, and holds in none of today.
    pub fn ended(&self, row: &CsvRow<'_>, column: usize) -> Diagnostic {
        match self.gemeenten.find(row.field(column), self.herindelingen) {
            Err(not_found) => not_found
                .diagnostic(row.field(column))
                .at(row.place(column))
                .help(Text::fixed(
                    "een factor geldt in een gemeente van nu: geef die er zelf een, en laat deze rij weg",
                    "a factor holds in a gemeente of today: give that one its own, and leave this row out",
                )),
            Ok(_) => self.unknown(row, column),
        }
    }

    /// Whether one of two codes ended under the name of the other: people write the name of
    /// today beside a code of before.
    fn is_ended_as(&self, one: &str, other: &str) -> bool {
        let goes = |van: &str, naar: &str| {
            let step = self.herindelingen.of(van);
            step.is_some_and(|step| step.naar.contains_key(naar))
        };
        goes(one, other)
    }

    /// The message for what is no gemeente.
    pub fn unknown(&self, row: &CsvRow<'_>, column: usize) -> Diagnostic {
        let text = row.field(column);
        let message = Text::new(
            format!("`{text}` is geen gemeente die het programma kent"),
            format!("`{text}` is no gemeente that the program knows"),
        );
        let unknown = Diagnostic::new(Code::GemeenteOnbekend, message).at(row.place(column));
        let code = gm_code(text);
        if let Some((code, naam)) = code.and_then(|code| {
            let naam = self.known.get(&code)?.clone();
            Some((code, naam))
        }) {
            return unknown.help(Text::new(
                format!("{code} is {naam}, en staat niet in de gemeenten van dit scenario"),
                format!("{code} is {naam}, which is not among the gemeenten of this scenario"),
            ));
        }
        match self.gemeenten.find(text, self.herindelingen) {
            Err(not_found) => {
                let told = not_found.diagnostic(text);
                let help = told.texts().last().cloned();
                unknown.help(help.unwrap_or_default())
            }
            Ok(_) => unknown,
        }
    }
}
