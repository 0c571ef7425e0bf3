//! The tables that a scenario names, in a CSV or in a workbook.

use std::sync::Arc;

use crate::gemeente::{Gemeenten, Herindeling, Herindelingen};
use crate::import;
use crate::input::TableAsk;
use crate::input::csv::CsvInput;
use crate::input::csv::written::import_line;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::scenario::Scenario;
use crate::scenario::tables::Tables;
use crate::terms::jaar::Jaar;
use crate::terms::remark::CountedRemark;
use crate::terms::{Remark, Text};

/// The columns of a file of counts that is as the program has it.
const COUNTS: [&str; 4] = ["gm_code", "groep", "jaar", "aantal"];

/// A file whose header has to have these columns.
pub(super) fn read(
    scenario: &Scenario,
    keys: &[&str],
    file: &str,
    (blad, columns): (Option<&str>, &[&str]),
) -> Result<Arc<Source>, Diagnostic> {
    let fits = |fields: &[&str]| columns.iter().all(|column| fields.contains(column));
    let ask = TableAsk {
        blad,
        fits: &fits,
        columns: Text::same(columns.join(", ")),
        near: None,
    };
    scenario.read_table(keys, file, &ask)
}

/// The line that converts a file, as help.
fn converted_by(line: &str) -> Text {
    Text::new(
        format!("of laat het bestand omzetten: {line}"),
        format!("or have the file converted: {line}"),
    )
}

/// What is wrong with a file of factors, with the line that converts it where that reads it.
pub(super) fn or_converted(
    error: Diagnostic,
    source: &Arc<Source>,
    (gemeenten, herindelingen): (&Gemeenten, &Herindelingen),
) -> Diagnostic {
    let choices = import::Choices {
        als: Some(import::Form::Kenmerken),
        ..import::Choices::default()
    };
    let reads = || import::understand(source, gemeenten, herindelingen, &choices).is_ok();
    let header = CsvInput::peek(source).unwrap_or_default();
    let of_header = matches!(error.code(), Code::KolomOntbreekt | Code::OnbekendeSleutel);
    // One with codes under our name is ours, and mended as it is.
    let is_ours = header.iter().any(|column| column == "gm_code");
    if of_header && !is_ours && reads() {
        error.or_help(converted_by(&import_line(source, &["--als kenmerken"])))
    } else {
        error
    }
}

/// The file of counts as the program has it: as it stands, or understood.
///
/// # Errors
/// A file that cannot be read, or one that is understood but for what has to be chosen.
pub(super) fn read_counts(
    scenario: &Scenario,
    file: &str,
    gemeenten: &Gemeenten,
    herindelingen: &Herindelingen,
) -> Result<(Arc<Source>, Option<Remark>), Diagnostic> {
    let keys = ["aantallen", "bestand"];
    let choices = import::Choices {
        als: Some(import::Form::Aantallen),
        ..import::Choices::default()
    };
    let is_ours = |fields: &[&str]| COUNTS.iter().all(|column| fields.contains(column));
    let fits = |fields: &[&str]| is_ours(fields) || import::is_header(fields, &choices);
    let near = |fields: &[&str]| import::near(file, fields, &choices);
    let ask = import::ask(scenario.tables().aantallen.blad.as_deref(), &fits, &near);
    let source = scenario.read_table(&keys, file, &ask)?;
    // What is wrong with a header of ours, or with none at all, is for its reader to say.
    let begins_ours = CsvInput::peek(&source).is_none_or(|header| {
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        is_ours(&header)
    });
    if begins_ours {
        return Ok((source, None));
    }
    let understood = import::untouched(&source, gemeenten, herindelingen);
    let understood = understood.map_err(|error| {
        // What `import` refuses for the same reason, it does not solve.
        let choices = import::Choices::default();
        let imported = import::understand(&source, gemeenten, herindelingen, &choices);
        let is_same = imported.is_err_and(|other| other.message() == error.message());
        let error = scenario.locate(error, &keys);
        if is_same {
            return error;
        }
        error.or_help(converted_by(&import_line(&source, &[])))
    })?;
    let Some(import::Imported { account, source }) = understood else {
        return Ok((source, None));
    };
    let file = match &account.blad {
        Some(blad) => format!("{} ({blad})", account.file),
        None => account.file,
    };
    let read = account.columns.iter();
    let read = read.filter_map(|used| Some((used.header.clone(), used.reading.clone()?)));
    let unread = account.columns.iter().filter(|used| used.reading.is_none());
    let remark = CountedRemark::Understood {
        file,
        columns: read.collect(),
        unread: unread.map(|used| used.header.clone()).collect(),
        left_out: account.left_out.iter().map(|left| left.rows.len()).sum(),
        notes: account.notes,
    };
    Ok((source, Some(Remark::Counted(remark))))
}

/// Changes of the indeling after the last year. They count in all years, as if they
/// had happened already (Bi2021 art. 10.3(1)), which a reader may not expect.
pub(super) fn later_changes(
    all: &Herindelingen,
    gemeenten: &Gemeenten,
    tot: Jaar,
) -> Option<Remark> {
    let is_later = |step: &&Herindeling| i32::from(step.datum.year()) > i32::from(tot.get());
    let counts = |step: &&Herindeling| {
        let mut targets = step.naar.keys();
        targets.any(|code| gemeenten.index_of(code).is_some())
    };
    let later = all.steps().iter().filter(is_later).filter(counts);
    let gone: Vec<_> = later
        .map(|step| (step.van_code.clone(), step.datum))
        .collect();
    (!gone.is_empty()).then_some(Remark::LaterHerindelingen { tot, gone })
}

/// Columns of inhabitants after the last year: often a year that was mistyped.
pub(super) fn later_inhabitants(
    file: &str,
    years: impl Iterator<Item = Jaar>,
    tot: Jaar,
) -> Option<Remark> {
    let years: Vec<Jaar> = years.filter(|&jaar| jaar > tot).collect();
    (!years.is_empty()).then(|| Remark::LaterInwoners {
        file: file.to_owned(),
        tot,
        years,
    })
}

/// Years in a file of paths that no draw asks for. What else is wrong with the file
/// is for the draws to say.
pub(super) fn undrawn_years(paden: &Arc<Source>, tables: &Tables) -> Option<Remark> {
    let (van, tot) = (tables.instroom_vanaf(), tables.scenario.tot);
    let input = CsvInput::open(paden).ok()?;
    let years = input.header().iter();
    let years = years.filter_map(|name| Jaar::written(name));
    let mut years: Vec<Jaar> = years.filter(|jaar| !(van..=tot).contains(jaar)).collect();
    years.sort_unstable();
    (!years.is_empty()).then(|| Remark::UndrawnYears {
        file: paden.name.clone(),
        years,
        van,
        tot,
    })
}
