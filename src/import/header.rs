//! Which column of a delivery is what.

use super::account::ColumnUse;
use super::choices::{Choices, constant};
use super::field::{Field, Form};
use super::forms::{OF_INWONERS, forms, nothing_of_another, says_inwoners};
use super::nearest::Nearest;
use super::words::{Group, OF_COUNTS, Part, group, is_same_column, year, year_of_column};
use crate::input::csv::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::Kind;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::legible::shell_word;

/// A column of figures: of a year or a group alone where its name says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Values {
    pub column: usize,
    pub jaar: Option<Jaar>,
    pub groep: Option<(Kind, Option<Part>)>,
}

/// Where everything stands.
#[derive(Debug)]
pub(super) struct Layout {
    pub form: Form,
    pub code: Option<usize>,
    pub naam: Option<usize>,
    pub provincie: Option<usize>,
    pub groep: Option<usize>,
    pub jaar: Option<usize>,
    pub peiljaar: Option<usize>,
    /// Counts, inhabitants per year, or factors.
    pub values: Vec<Values>,
    /// The factors in `values`, for the form of factors.
    pub factors: Vec<Field>,
    pub groep_of_all: Option<(Kind, Option<Part>)>,
    pub jaar_of_all: Option<Jaar>,
    pub peiljaar_of_all: Option<Jaar>,
    pub uses: Vec<ColumnUse>,
}

impl Layout {
    /// Understands a header.
    pub fn of(input: &CsvInput, choices: &Choices) -> Result<Self, Diagnostic> {
        let header: Vec<&str> = input.header().iter().map(String::as_str).collect();
        for (field, chosen) in &choices.kolommen {
            let is_there = header.iter().any(|name| is_same_column(name, chosen));
            if !is_there && !constant(*field, chosen) {
                return Err(no_such_column(input, *field, chosen));
            }
        }
        let form = forms(&header, choices).next().unwrap_or(Form::Aantallen);
        nothing_of_another(choices, form)?;
        let mut layout = Self {
            form,
            code: one(input, choices, Field::GmCode)?,
            naam: one(input, choices, Field::Naam)?,
            provincie: None,
            groep: None,
            jaar: None,
            peiljaar: None,
            values: Vec::new(),
            factors: Vec::new(),
            groep_of_all: None,
            jaar_of_all: None,
            peiljaar_of_all: None,
            uses: Vec::new(),
        };
        match form {
            Form::Aantallen => layout.counts(input, choices)?,
            Form::Gemeenten => {
                layout.provincie = one(input, choices, Field::Provincie)?;
                layout.values = columns_of_years(&header, choices, &OF_INWONERS);
                // Beside columns that say what they are, a year alone is of something else.
                if says_inwoners(&header) {
                    layout
                        .values
                        .retain(|values| year(header[values.column]).is_none());
                }
            }
            Form::Kenmerken => {
                for field in Field::FACTORS {
                    let column = one(input, choices, field)?;
                    let values = column.map(|column| Values {
                        column,
                        jaar: None,
                        groep: None,
                    });
                    layout.factors.extend(values.map(|_| field));
                    layout.values.extend(values);
                }
            }
        }
        layout.uses = layout.told(&header, choices);
        Ok(layout)
    }

    fn counts(&mut self, input: &CsvInput, choices: &Choices) -> Result<(), Diagnostic> {
        let header: Vec<&str> = input.header().iter().map(String::as_str).collect();
        let chosen = |field| choices.of(field).filter(|own| constant(field, own));
        self.groep_of_all = chosen(Field::Groep).and_then(|own| match group(own)? {
            Group::Counted(kind, part) => Some((kind, part)),
            Group::Total => None,
        });
        self.jaar_of_all = chosen(Field::Jaar).and_then(year);
        self.peiljaar_of_all = chosen(Field::Peiljaar).and_then(year);
        // What holds for all rows is no column, whatever a column is called.
        let unless = |is_said: bool, field| match is_said {
            true => Ok(None),
            false => one(input, choices, field),
        };
        self.groep = unless(self.groep_of_all.is_some(), Field::Groep)?;
        self.jaar = unless(self.jaar_of_all.is_some(), Field::Jaar)?;
        self.peiljaar = unless(self.peiljaar_of_all.is_some(), Field::Peiljaar)?;
        let aantal = one(input, choices, Field::Aantal)?;
        let years = columns_of_years(&header, choices, &OF_COUNTS);
        let groups = columns_of_groups(&header, choices);
        let single = |column| Values {
            column,
            jaar: None,
            groep: None,
        };
        self.values = match (aantal, &years[..], &groups[..]) {
            (Some(column), [], []) => vec![single(column)],
            (Some(column), ..) if choices.of(Field::Aantal).is_some() => vec![single(column)],
            (None, [_, ..], []) if self.jaar.is_none() => years,
            (None, [], [_, ..]) if self.groep.is_none() => groups,
            (None, [], []) => {
                return Err(missing(
                    input,
                    choices,
                    Field::Aantal,
                    Text::fixed(
                        "zeg in welke kolom de aantallen staan",
                        "say which column holds the numbers",
                    ),
                ));
            }
            _ => return Err(several_tables(input)),
        };
        self.agrees(input, choices)?;
        let has_years = self.values.iter().any(|values| values.jaar.is_some());
        let has_groups = self.values.iter().any(|values| values.groep.is_some());
        if self.groep.is_none() && self.groep_of_all.is_none() && !has_groups {
            return Err(missing(
                input,
                choices,
                Field::Groep,
                Text::fixed(
                    "zeg welke kolom de groep is met --kolom groep=NAAM, of welke groep het hele bestand is met --kolom groep=asielstatushouder",
                    "say which column is the group with --kolom groep=NAME, or which group the whole file is with --kolom groep=asielstatushouder",
                ),
            ));
        }
        if self.jaar.is_none() && self.jaar_of_all.is_none() && !has_years {
            return Err(missing(
                input,
                choices,
                Field::Jaar,
                Text::fixed(
                    "zeg welke kolom het jaar van huisvesting is met --kolom jaar=NAAM, of welk jaar het hele bestand is met --kolom jaar=2025",
                    "say which column is the year of housing with --kolom jaar=NAME, or which year the whole file is with --kolom jaar=2025",
                ),
            ));
        }
        Ok(())
    }

    /// What is said of all rows holds for the columns that say it themselves: of those of
    /// other years or groups it would not be true.
    fn agrees(&self, input: &CsvInput, choices: &Choices) -> Result<(), Diagnostic> {
        let of_year = |values: &Values| Some(values.jaar? == self.jaar_of_all?);
        let of_group = |values: &Values| Some(values.groep? == self.groep_of_all?);
        let years = self.values.iter().map(of_year);
        let groups = self.values.iter().map(of_group);
        for (field, agree) in [
            (Field::Jaar, years.collect::<Vec<_>>()),
            (Field::Groep, groups.collect()),
        ] {
            let find = |wanted: bool| {
                let place = agree.iter().position(|own| *own == Some(wanted));
                place.map(|place| self.values[place].column)
            };
            if let Some(other) = find(false) {
                return Err(of_another(input, choices, field, (other, find(true))));
            }
        }
        Ok(())
    }

    /// What every column was read as.
    fn told(&self, header: &[&str], choices: &Choices) -> Vec<ColumnUse> {
        let known = [
            (self.code, Field::GmCode),
            (self.naam, Field::Naam),
            (self.provincie, Field::Provincie),
            (self.groep, Field::Groep),
            (self.jaar, Field::Jaar),
            (self.peiljaar, Field::Peiljaar),
        ];
        let of_column = |column: usize| {
            let place = self
                .values
                .iter()
                .position(|values| values.column == column);
            if let Some(place) = place {
                let values = &self.values[place];
                let factor = self.factors.get(place).map(|field| field.key().to_owned());
                let of_year = values.jaar.map(|jaar| match self.form {
                    Form::Gemeenten => format!("inwoners_{jaar}"),
                    _ => format!("aantal {jaar}"),
                });
                let of_group = values
                    .groep
                    .map(|(kind, _)| format!("aantal {}", kind.key()));
                let reading = factor.or(of_year).or(of_group);
                return Some(reading.unwrap_or_else(|| Field::Aantal.key().to_owned()));
            }
            let mut known = known.iter();
            let found = known.find(|(own, _)| *own == Some(column));
            found.map(|(_, field)| field.key().to_owned())
        };
        let columns = header.iter().enumerate().map(|(column, header)| ColumnUse {
            header: (*header).to_owned(),
            reading: of_column(column),
        });
        // A column may be called the same: it is not what was chosen.
        let said = choices.kolommen.iter();
        let said = said.filter(|(field, own)| constant(*field, own));
        let said = said.map(|(field, own)| ColumnUse {
            header: String::new(),
            reading: Some(format!("{} = {own}", field.key())),
        });
        columns.chain(said).collect()
    }
}

/// The only column of a field.
fn one(input: &CsvInput, choices: &Choices, field: Field) -> Result<Option<usize>, Diagnostic> {
    let columns = input.header().iter().enumerate();
    let mut found = columns.filter(|(_, header)| choices.field(header) == Some(field));
    let first = found.next();
    let Some((second, other)) = found.next() else {
        return Ok(first.map(|(column, _)| column));
    };
    let (key, first) = (field.key(), first.map_or("", |(_, header)| header));
    let message = Text::new(
        format!("`{first}` en `{other}` kunnen allebei `{key}` zijn"),
        format!("`{first}` and `{other}` can both be `{key}`"),
    );
    Err(Diagnostic::new(Code::CsvFout, message)
        .at(input.header_place(second))
        .help(Text::new(
            format!("kies er een: --kolom {key}=\"{other}\""),
            format!("choose one: --kolom {key}=\"{other}\""),
        )))
}

fn columns_of_years(header: &[&str], choices: &Choices, about: &[&str]) -> Vec<Values> {
    let columns = header.iter().enumerate();
    let years = columns.filter(|(_, header)| choices.field(header).is_none());
    years
        .filter_map(|(column, header)| {
            let jaar = Some(year_of_column(header, about)?);
            Some(Values {
                column,
                jaar,
                groep: None,
            })
        })
        .collect()
}

fn columns_of_groups(header: &[&str], choices: &Choices) -> Vec<Values> {
    let columns = header.iter().enumerate();
    let groups = columns.filter(|(_, header)| choices.field(header).is_none());
    groups
        .filter_map(|(column, header)| match group(header)? {
            Group::Counted(kind, part) => Some(Values {
                column,
                jaar: None,
                groep: Some((kind, part)),
            }),
            Group::Total => None,
        })
        .collect()
}

/// The message for what is said of all rows where a column says otherwise, with the column
/// of which it is true, if there is one.
fn of_another(
    input: &CsvInput,
    choices: &Choices,
    field: Field,
    (other, own): (usize, Option<usize>),
) -> Diagnostic {
    let said = choices.of(field).unwrap_or_default();
    let typed = |field: Field, value: &str| {
        let choice = format!("{}={value}", field.key());
        format!("--kolom {}", shell_word(&choice))
    };
    let (said, name) = (typed(field, said), &input.header()[other]);
    let of_its_own = match field {
        Field::Jaar => Text::fixed("van een ander jaar", "of another year"),
        _ => Text::fixed("van een andere groep", "of another group"),
    };
    let message = Text::new(
        format!("{said} geldt voor alle rijen, maar de kolom `{name}` is {of_its_own}"),
        format!("{said} holds for all rows, but the column `{name}` is {of_its_own:#}"),
    );
    let without = Text::new(
        format!("laat {said} weg: elke kolom zegt het zelf"),
        format!("leave {said} out: every column says it itself"),
    );
    let help = match own {
        Some(own) => {
            let column = typed(Field::Aantal, &input.header()[own]);
            Text::new(
                format!("{without}; of lees die ene kolom: {said} {column}"),
                format!("{without:#}; or read that one column: {said} {column}"),
            )
        }
        None => without,
    };
    Diagnostic::new(Code::Tegenstrijdig, message)
        .at(input.header_place(other))
        .help(help)
}

fn no_such_column(input: &CsvInput, field: Field, chosen: &str) -> Diagnostic {
    let key = field.key();
    let message = Text::new(
        format!("--kolom {key}={chosen}: er is geen kolom `{chosen}`"),
        format!("--kolom {key}={chosen}: there is no column `{chosen}`"),
    );
    let columns = input.header().join(", ");
    Diagnostic::new(Code::KolomOntbreekt, message)
        .at(input.header_place(0))
        .help(Text::new(
            format!("de kolommen zijn: {columns}"),
            format!("the columns are: {columns}"),
        ))
}

/// The message for a header without a column, with the line to type.
fn missing(input: &CsvInput, choices: &Choices, field: Field, help: Text) -> Diagnostic {
    let key = field.key();
    let header: Vec<&str> = input.header().iter().map(String::as_str).collect();
    let source = input.source();
    let help = match Nearest::of(&header, choices) {
        Some(nearest) => {
            let line = nearest.line(&source.name, source.sheet(), choices);
            Text::new(
                format!("{help}, bijvoorbeeld: {line}"),
                format!("{help:#}, for instance: {line}"),
            )
        }
        None => help,
    };
    let message = Text::new(
        format!("geen kolom is als `{key}` te herkennen"),
        format!("no column can be recognised as `{key}`"),
    );
    Diagnostic::new(Code::KolomOntbreekt, message)
        .at(input.header_place(0))
        .help(help)
}

fn several_tables(input: &CsvInput) -> Diagnostic {
    let message = Text::fixed(
        "meer dan een soort kolommen kan de aantallen hebben: een kolom voor alle, kolommen per jaar, kolommen per groep",
        "more than one kind of columns may hold the numbers: a column for all, columns per year, columns per group",
    );
    Diagnostic::new(Code::CsvFout, message)
        .at(input.header_place(0))
        .help(Text::fixed(
            "zeg in welke kolom de aantallen staan: --kolom aantal=NAAM",
            "say which column holds the numbers: --kolom aantal=NAME",
        ))
}
