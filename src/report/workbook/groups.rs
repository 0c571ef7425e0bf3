//! `Provincies en grootte`: the uitkering added up by size class and by provincie, the
//! country below them; sums of gemeenten, to the cent.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{
    CellKind, SheetCell, SheetColumn, TableLayout, sheet_column, table, wide_column,
};
use crate::columns::{Column, KeyColumn};
use crate::compare::SizeClass;
use crate::exact::money::Cents;
use crate::model::Model;
use crate::projection::{Measure, YearProjection};
use crate::report::input::ReportInput;
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// What is added up.
const SUMMED: [Column; 4] = [
    Column::UitkeringVoorlopig,
    Column::UitkeringDefinitief,
    Column::Kosten,
    Column::Kas,
];

/// Gemeenten that go together: by what, called what, and who they are.
struct Group {
    indeling: &'static str,
    naam: String,
    gemeenten: Vec<usize>,
}

/// Writes the sheet.
pub(crate) fn groepen(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let mut kolommen: Vec<SheetColumn> = vec![
        wide_column("Scenario", CellKind::Tekst, 26.0),
        wide_column(taal.choose("Indeling", "Grouped by"), CellKind::Tekst, 14.0),
        wide_column(taal.choose("Groep", "Group"), CellKind::Tekst, 18.0),
        sheet_column(KeyColumn::Jaar.heading(taal), CellKind::Jaar),
        sheet_column("Gemeenten", CellKind::Aantal),
        sheet_column(taal.choose("Inwoners", "Inhabitants"), CellKind::Aantal),
    ];
    // Everybody is in a class and in a provincie: a sum would count them twice.
    kolommen.extend(SUMMED.map(|column| sheet_column(column.heading(taal), CellKind::EuroLos)));
    let granted = Column::UitkeringDefinitief.heading(taal);
    let each = taal.choose("per inwoner", "per inhabitant");
    kolommen.push(sheet_column(format!("{granted} {each}"), CellKind::EuroLos));
    let difference = taal.choose(
        "verschil met het eerste scenario",
        "difference with the first scenario",
    );
    if invoer.modellen.len() > 1 {
        kolommen.push(sheet_column(
            format!("{granted} {difference}"),
            CellKind::EuroLos,
        ));
    }
    let mut rijen = Vec::new();
    for (model, projection) in invoer.paren() {
        for group in groups(model, invoer.last(), taal) {
            for (place, year) in invoer.shown(projection).into_iter().enumerate() {
                let people = model.gemeenten.inwoners(year.jaar);
                let people: i64 = group.gemeenten.iter().map(|&one| people[one]).sum();
                let paid = sum(year, Column::UitkeringDefinitief, &group);
                let mut rij = vec![
                    SheetCell::Tekst(model.scenario.naam.clone()),
                    SheetCell::Tekst(group.indeling.to_owned()),
                    SheetCell::Tekst(group.naam.clone()),
                    SheetCell::Getal(i64::from(year.jaar.get())),
                    SheetCell::Getal(group.gemeenten.len() as i64),
                    SheetCell::Getal(people),
                ];
                rij.extend(SUMMED.map(|column| SheetCell::Bedrag(sum(year, column, &group))));
                let each = crate::compare::per_inwoner(paid, people);
                rij.push(each.map_or(SheetCell::Leeg, SheetCell::Bedrag));
                if invoer.modellen.len() > 1 {
                    let first = invoer.shown(&invoer.projecties[0])[place];
                    let first = sum(first, Column::UitkeringDefinitief, &group);
                    rij.push(SheetCell::Bedrag(paid - first));
                }
                rijen.push(rij);
            }
        }
    }
    let opzet = TableLayout::new("ProvinciesEnGrootte", 4, taal);
    table(sheet, &opzet, &kolommen, &rijen)
}

/// The size classes, the provincies and the country; none without gemeenten.
fn groups(model: &Model, last: Jaar, taal: Lang) -> Vec<Group> {
    let inwoners = model.gemeenten.inwoners(last);
    let list = model.gemeenten.list();
    let all = 0..list.len();
    let of = |indeling, naam: String, holds: &dyn Fn(usize) -> bool| Group {
        indeling,
        naam,
        gemeenten: all.clone().filter(|&one| holds(one)).collect(),
    };
    let by_size = taal.choose("grootte", "size");
    let mut groups: Vec<Group> = SizeClass::ALL
        .map(|class| {
            of(by_size, class.name().of(taal).to_owned(), &|one| {
                class.holds(inwoners[one])
            })
        })
        .into();
    let provincies = model.gemeenten.provincies().into_iter();
    groups.extend(provincies.map(|name| {
        of("provincie", name.to_owned(), &|one| {
            list[one].provincie == name
        })
    }));
    let country = taal.choose("Nederland", "The Netherlands");
    groups.push(of(
        taal.choose("landelijk", "country"),
        country.to_owned(),
        &|_| true,
    ));
    groups.retain(|group| !group.gemeenten.is_empty());
    groups
}

fn sum(year: &YearProjection, column: Column, group: &Group) -> Cents {
    let figures = group.gemeenten.iter();
    let figures = figures.map(|&one| Measure::of(column).figure(year, one));
    figures.map(Cents::new).sum()
}
