//! Every figure that a scenario was run with, and where it comes from.

use super::{Presence, Table, Texts, Values, note};
use crate::input::diagnostic::Place;
use crate::model::Model;
use crate::terms::Lang;

/// A row for every figure and choice that was used: its key, its value as it was written,
/// its status, its source, what it was fitted to, and the file and line that it stands in.
pub fn table_of_figures(model: &Model) -> Table {
    let mut texts = [const { None }; 6].map(|_: Option<()>| Texts::default());
    let (mut lines, mut known): (Vec<i64>, Presence) = (Vec::new(), None);
    for figure in model.figures() {
        let place = figure.plaats.as_ref();
        let row = [
            figure.pad.as_str(),
            &*figure.waarde,
            figure.herkomst.status.word(),
            figure.herkomst.bron.of(Lang::Nl),
            figure.herkomst.gefit.as_deref().unwrap_or_default(),
            place.map_or("", |place| place.source.name.as_str()),
        ];
        for (column, text) in texts.iter_mut().zip(row) {
            column.push(text);
        }
        let line = place.map(Place::line);
        note(&mut known, lines.len(), line.is_some());
        lines.push(line.unwrap_or_default() as i64);
    }
    let names = ["pad", "waarde", "status", "bron", "gefit", "bestand"];
    let texts = names.into_iter().zip(texts.map(Values::Text));
    Table::new(texts.chain([("regel", Values::Whole(lines, known))]))
}
