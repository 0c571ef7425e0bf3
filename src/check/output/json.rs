//! A check for programs: everything, with every cell that moved.

use serde_json::{Number, Value, json};

use super::{CheckStatus, CheckTally};
use crate::check::assertion::Assertion;
use crate::check::examine::{Blessing, CheckOutcome};
use crate::check::figure::BaselineFigure;
use crate::check::find::SkippedFile;
use crate::check::moved::BaselineComparison;
use crate::export::pretty;
use crate::simulate::part::Program;
use crate::terms::{Lang, Text};

/// Indented JSON with a newline behind it.
pub fn json(outcomes: &[CheckOutcome], skipped: &[SkippedFile]) -> String {
    let telling = CheckTally::of(outcomes);
    pretty(&json!({
        "programma": "spuk",
        "versie": Program::VERSION,
        "commit": Program::COMMIT,
        "samenvatting": {
            "goed": telling.goed,
            "verschoven": telling.verschoven,
            "fout": telling.fout,
        },
        "scenarios": outcomes.iter().map(scenario).collect::<Vec<_>>(),
        "overgeslagen": skipped.iter().map(left_out).collect::<Vec<_>>(),
    }))
}

fn left_out(file: &SkippedFile) -> Value {
    json!({ "bestand": file.bestand.display().to_string(), "reden": file.reden.of(Lang::Nl) })
}

fn scenario(outcome: &CheckOutcome) -> Value {
    let errors = outcome.fouten.iter().map(|error| {
        let place = error.place();
        json!({
            "code": error.code().name(),
            "melding": error.message().of(Lang::Nl),
            "bestand": place.map(|place| place.source.name.clone()),
            "regel": place.map(crate::input::diagnostic::Place::line),
            "tekst": error.render(false, Lang::Nl),
        })
    });
    json!({
        "scenario": outcome.wanted,
        "naam": outcome.naam,
        "status": CheckStatus::of(outcome).word().of(Lang::Nl),
        "fouten": errors.collect::<Vec<_>>(),
        "bezwaren": dutch(&outcome.bezwaren),
        "opmerkingen": outcome.opmerkingen,
        "ontvangstbewijs": outcome.ontvangstbewijs,
        "verwachtingen": outcome.verwachtingen.iter().map(assertion).collect::<Vec<_>>(),
        "baselines": outcome.baselines.iter().map(comparison).collect::<Vec<_>>(),
    })
}

fn assertion(one: &Assertion) -> Value {
    json!({
        "onderwerp": one.onderwerp.of(Lang::Nl),
        "verwacht": exact(one.verwacht),
        "tolerantie": exact(one.tolerantie),
        "relatie": one.relatie.word(),
        "is": exact(one.is),
        "uitgekomen": one.holds(),
        "bron": one.bron.of(Lang::Nl),
        "bestand": one.plaats.source.name,
        "regel": one.plaats.line(),
    })
}

fn comparison(one: &BaselineComparison) -> Value {
    let totals = one.totals();
    let totals = totals.iter().map(|total| {
        json!({
            "veld": total.veld,
            "jaar": total.jaar,
            "netto": exact(total.netto),
            "bruto": exact(total.bruto),
            "cellen": total.aantal,
        })
    });
    let cells = one.verschoven.iter().map(|moved| {
        json!({
            "code": moved.code,
            "naam": moved.naam,
            "jaar": moved.jaar,
            "veld": moved.veld,
            "was": moved.was.map(exact),
            "is": moved.is.map(exact),
            "verschil": exact(moved.difference()),
            "regel": moved.regel,
        })
    });
    json!({
        "bestand": one.bestand.display().to_string(),
        "cijfers": one.cijfers,
        "zaad": one.trekkingen.map(|(zaad, _)| zaad),
        "trekkingen": one.trekkingen.map(|(_, trekkingen)| trekkingen),
        "gezegend": match one.gezegend {
            Blessing::Read => Value::Null,
            Blessing::Same => json!("gelijk"),
            Blessing::Written => json!("geschreven"),
        },
        "oorzaken": dutch(&one.oorzaken),
        "anders": dutch(&one.vorm),
        "gemeenten": one.gemeenten,
        "totalen": totals.collect::<Vec<_>>(),
        "cellen": cells.collect::<Vec<_>>(),
    })
}

/// Texts in the one language that JSON has.
fn dutch(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.of(Lang::Nl)).collect()
}

/// A figure as an exact JSON number.
fn exact(figure: BaselineFigure) -> Value {
    let number: Number = figure.to_string().parse().expect("a figure is a number");
    Value::Number(number)
}
