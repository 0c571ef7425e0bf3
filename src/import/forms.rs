//! What a header is one of: counts, gemeenten with their inhabitants, or factors.

use super::account::ColumnUse;
use super::choices::{Choices, is_group};
use super::field::{Field, Form};
use super::words::{OF_COUNTS, year, year_of_column};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// Words before or behind the year of a column of inhabitants.
pub(super) const OF_INWONERS: [&str; 10] = [
    "inwoners",
    "inwonersper1januari",
    "inwonersop1januari",
    "bevolking",
    "bevolkingper1januari",
    "bevolkingop1januari",
    "aantalinwoners",
    "aantalinwonersper1januari",
    "aantalinwonersop1januari",
    "inwonertal",
];

/// Whether a column says that it holds inhabitants, and of which year.
fn is_of_inwoners(header: &str) -> bool {
    year(header).is_none() && year_of_column(header, &OF_INWONERS).is_some()
}

/// Whether any column says that it holds inhabitants. A column of a year alone then holds
/// something else.
pub(super) fn says_inwoners(header: &[&str]) -> bool {
    header.iter().any(|own| is_of_inwoners(own))
}

/// The forms that a header can be of.
pub(super) fn forms<'a>(
    fields: &'a [&'a str],
    choices: &'a Choices,
) -> impl Iterator<Item = Form> + 'a {
    let has = |wanted: Field| {
        fields
            .iter()
            .any(|header| choices.field(header) == Some(wanted))
    };
    let named = has(Field::GmCode) || has(Field::Naam);
    let years = |about: &'static [&'static str]| {
        let mut columns = fields.iter();
        columns.any(move |header| year_of_column(header, about).is_some())
    };
    let groups = fields.iter().any(|header| is_group(header));
    let says_inwoners = says_inwoners(fields);
    // Who names a group or a year speaks of people who were counted.
    let chosen = |form: Form| {
        let mut chosen = choices.kolommen.iter();
        chosen.any(|(field, _)| field.form() == Some(form))
    };
    let says_counts =
        choices.als == Some(Form::Aantallen) || chosen(Form::Aantallen) || has(Field::Groep);
    let counts =
        has(Field::Aantal) || groups || years(&OF_COUNTS) && (says_counts || !says_inwoners);
    // A row for every group and year is none of a list of gemeenten.
    let of_people = has(Field::Groep) && has(Field::Jaar);
    let says_factors = choices.als == Some(Form::Kenmerken) || chosen(Form::Kenmerken);
    let factors = Field::FACTORS.into_iter().any(has) && (says_factors || !of_people);
    let all = [
        (Form::Aantallen, named && counts),
        (
            Form::Gemeenten,
            named && (says_inwoners || years(&OF_INWONERS)),
        ),
        (Form::Kenmerken, named && factors),
    ];
    let all = all.into_iter().filter(|(_, is_it)| *is_it);
    all.map(|(form, _)| form)
        .filter(|form| choices.als.is_none_or(|als| als == *form))
}

/// Whether a row has a column for the gemeente and others, so that it may be a header with
/// other words than are known.
pub(super) fn names_gemeenten(fields: &[&str], choices: &Choices) -> bool {
    let is_named =
        |header: &&str| matches!(choices.field(header), Some(Field::GmCode | Field::Naam));
    fields.len() > 1 && fields.iter().any(is_named)
}

/// Refuses a choice that says something of another form than the rows have: of these it
/// would not hold.
pub(super) fn nothing_of_another(choices: &Choices, form: Form) -> Result<(), Diagnostic> {
    let mut all = choices.kolommen.iter();
    let other = |(field, own): &'_ (Field, String)| {
        let other = field.form().filter(|other| *other != form)?;
        Some((field.key(), own.clone(), other.key()))
    };
    let Some((key, own, other)) = all.find_map(other) else {
        return Ok(());
    };
    let form = form.key();
    let message = Text::new(
        format!("--kolom {key}={own} zegt iets over {other}, en dit zijn {form}"),
        format!("--kolom {key}={own} is about {other}, and these are {form}"),
    );
    Err(
        Diagnostic::new(Code::Tegenstrijdig, message).help(Text::new(
            format!("laat --kolom {key} weg, of zeg dat het {other} zijn: --als {other}"),
            format!("leave --kolom {key} out, or say that they are {other}: --als {other}"),
        )),
    )
}

/// Which columns of a year alone are not read, where others say that they hold inhabitants.
pub(super) fn told_of_bare_years(columns: &[ColumnUse]) -> Option<Text> {
    let mut read = columns.iter().filter(|column| column.reading.is_some());
    let says = read.find(|column| is_of_inwoners(&column.header))?;
    let bare = columns.iter().filter(|column| column.reading.is_none());
    let bare = bare.filter(|column| year(&column.header).is_some());
    let bare: Vec<String> = bare.map(|column| format!("`{}`", column.header)).collect();
    let bare = (!bare.is_empty()).then(|| bare.join(", "))?;
    let says = &says.header;
    Some(Text::new(
        format!(
            "niet gelezen: {bare}; `{says}` zegt dat het inwoners zijn, en een jaar alleen niet: staan daar aantallen, dan leest --als aantallen die"
        ),
        format!(
            "not read: {bare}; `{says}` says that it holds inhabitants, and a year alone does not: where these are counts, --als aantallen reads them"
        ),
    ))
}
