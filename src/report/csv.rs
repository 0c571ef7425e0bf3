//! A run as CSV (design 4.1): commas, a point before the cents, no marks for thousands.

use super::kolommen::KOLOMMEN;
use super::regels::{Regel, Waarde};

/// The rows with their header.
pub fn run_csv(rows: &[Regel]) -> String {
    let mut header: Vec<String> = ["gm_code", "gemeente", "provincie", "jaar"]
        .map(str::to_owned)
        .into();
    header.extend(KOLOMMEN.iter().map(|kolom| kolom.naam.to_owned()));
    let lines = rows.iter().map(|row| {
        let mut fields = vec![
            row.gm_code.clone(),
            row.gemeente.clone(),
            row.provincie.clone(),
            row.jaar.to_string(),
        ];
        fields.extend(row.waarden.iter().map(|waarde| match waarde {
            Waarde::Personen(people) => people.to_string(),
            Waarde::Bedrag(amount) => amount.plain(),
        }));
        fields
    });
    csv_text(std::iter::once(header).chain(lines))
}

/// Records as CSV text, quoted where needed, every line ended by a newline.
pub(super) fn csv_text(records: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer
            .write_record(&record)
            .expect("writing to memory does not fail");
    }
    let bytes = writer
        .into_inner()
        .expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("fields are text")
}
