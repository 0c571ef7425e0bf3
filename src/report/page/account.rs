//! The account of the first scenario on the page: the model beside what was published.

use super::data::{PageAccount, PageAccountRow};
use crate::account::Account;
use crate::people::backtest;
use crate::report::input::ReportInput;
use crate::report::words::account::{figure, published, subject};
use crate::report::words::names::{groep, tally};
use crate::scenario::Status;
use crate::terms::Lang;

/// The counts of DUO, where the scenario has instroom to hold against them, and the rest
/// of the account.
pub(crate) fn rekenschap(invoer: &ReportInput<'_>, taal: Lang) -> PageAccount {
    let (model, projection) = (&invoer.modellen[0], &invoer.projecties[0]);
    let notation = taal.notation();
    let percent = |tenths: i64| notation.per_mille_as_percent(tenths);
    let counts = backtest(&model.scenario).map_or_else(|_| Vec::new(), |counts| counts.rows);
    let tellingen = counts.into_iter().map(|row| PageAccountRow {
        wat: format!(
            "{}: {}",
            groep(&row.groep, taal),
            tally(&row.maat, &row.onderdeel, taal)
        ),
        model: notation.whole(row.model),
        gepubliceerd: notation.whole(row.gepubliceerd),
        verschil: notation.whole(row.difference()),
        procent: percent(row.promille()),
        gefit: row.gefit,
        status: Status::from_word(&row.status).unwrap_or(Status::Aanname) as u8,
        bron: row.bron,
    });
    let account = Account::of(model, projection).map_or_else(|_| Vec::new(), |it| it.rows);
    let cijfers = account.into_iter().map(|row| PageAccountRow {
        wat: subject(&row, taal),
        model: figure(row.model, row.eenheid, taal),
        gepubliceerd: published(&row, taal),
        verschil: figure(row.difference(), row.eenheid, taal),
        procent: row.promille().map_or_else(String::new, percent),
        gefit: row.gefit,
        status: row.status as u8,
        bron: row.bron,
    });
    PageAccount {
        cijfers: cijfers.collect(),
        tellingen: tellingen.collect(),
    }
}
