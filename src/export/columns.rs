//! The register of columns as CSV and JSON, in both languages at once.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::pretty;
use super::table::Table;
use crate::columns::{Column, KeyColumn};
use crate::terms::Lang;

/// The columns of [`columns_csv`].
const COLUMNS: [CsvColumn; 12] = [
    CsvColumn::text("kolom"),
    CsvColumn::text("eenheid"),
    CsvColumn::text("soort"),
    CsvColumn::text("som_van"),
    CsvColumn::text("meer_is"),
    CsvColumn::text("artikel"),
    CsvColumn::text("label_nl"),
    CsvColumn::text("label_en"),
    CsvColumn::text("kop_nl"),
    CsvColumn::text("kop_en"),
    CsvColumn::text("betekenis_nl"),
    CsvColumn::text("betekenis_en"),
];

/// `kolom,eenheid,soort,som_van,meer_is,artikel,label_nl,label_en,kop_nl,kop_en,betekenis_nl,betekenis_en`:
/// a row for every column of `spuk run`, those that say what a row is about first.
pub fn columns_csv() -> String {
    let keys = KeyColumn::ALL.map(|key| {
        let mut record = vec![key.name().to_owned()];
        record.extend([const { String::new() }; 5]);
        let texts = [KeyColumn::heading, KeyColumn::heading, KeyColumn::meaning];
        record.extend(in_both(|lang| texts.map(|of| of(key, lang))));
        record
    });
    let figures = Column::ALL.iter().map(|&column| {
        let definition = column.definition();
        let mut record = vec![
            column.name().to_owned(),
            definition.unit.word(Lang::Nl).to_owned(),
            definition.span.word(Lang::Nl).to_owned(),
            definition.sum_of.to_string(),
            definition.more_is.word(Lang::Nl).to_owned(),
            definition.article.unwrap_or_default().to_owned(),
        ];
        let texts = [Column::label, Column::heading, Column::meaning];
        record.extend(in_both(|lang| texts.map(|of| of(column, lang))));
        record
    });
    csv_text(&COLUMNS, keys.into_iter().chain(figures))
}

/// [`columns_csv`] as a table.
pub fn table_of_columns() -> Table {
    Table::of_csv(&COLUMNS, &columns_csv())
}

/// Each of three texts in Dutch and then in English.
fn in_both(of: impl Fn(Lang) -> [&'static str; 3]) -> impl Iterator<Item = String> {
    let pairs = of(Lang::Nl).into_iter().zip(of(Lang::En));
    pairs.flat_map(|(nl, en)| [nl.to_owned(), en.to_owned()])
}

/// The same as a list of objects.
pub fn columns_json() -> String {
    let keys = KeyColumn::ALL.map(|key| {
        json!({
            "kolom": key.name(),
            "kop": texts(|lang| key.heading(lang)),
            "betekenis": texts(|lang| key.meaning(lang)),
        })
    });
    let columns = Column::ALL.iter().map(|column| {
        let definition = column.definition();
        let names = |columns: &[Column]| columns.iter().map(|one| one.name()).collect::<Vec<_>>();
        json!({
            "kolom": column.name(),
            "eenheid": definition.unit.word(Lang::Nl),
            "soort": definition.span.word(Lang::Nl),
            "som_van": {
                "plus": names(definition.sum_of.plus),
                "min": names(definition.sum_of.minus),
            },
            "meer_is": definition.more_is.word(Lang::Nl),
            "artikel": definition.article,
            "label": texts(|lang| column.label(lang)),
            "kop": texts(|lang| column.heading(lang)),
            "betekenis": texts(|lang| column.meaning(lang)),
        })
    });
    let columns: Vec<Value> = columns.collect();
    pretty(&json!({ "sleutels": keys, "kolommen": columns }))
}

fn texts(of: impl Fn(Lang) -> &'static str) -> Value {
    json!({ "nl": of(Lang::Nl), "en": of(Lang::En) })
}
