//! Filling the contract: from projections and draws to the columns of the page.

use rayon::prelude::*;

use super::account::rekenschap;
use super::answer::narrator::{Narrator, answers};
use super::cohorts::cohorten;
use super::data::{
    PageAssumed, PageBulk, PageColumns, PageData, PageFigures, PageGemeenten, PageScenario,
    PageUncertainty, PageWeights,
};
use super::map::tiles;
use super::pack::without_hidden;
use super::sources::{by_gemeente, causes, cijfers, remarks};
use super::uiteen::{apart, apart_by_gemeente};
use crate::columns::{Column, READING};
use crate::compare::SizeClass;
use crate::exact::money::{Cents, round_half_away};
use crate::explain::laws;
use crate::export::question::{frontier_value, weights_value};
use crate::export::simulation::share;
use crate::model::Model;
use crate::projection::{Measure, Projection};
use crate::report::input::ReportInput;
use crate::report::words::band::what_varies;
use crate::report::words::known::{known_years, who_is_counted};
use crate::report::words::spread::chances_rest_on;
use crate::simulate::part::Part;
use crate::simulate::statistics::{Cell, Grain, Summary};
use crate::simulate::{Area, Draws, Event, KEPT_FIELDS};
use crate::study::{BothBands, Weights};
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// How many of [`KEPT_FIELDS`] have quantiles per gemeente: the voorlopige and the
/// definitieve uitkering.
pub(crate) const GEMEENTE_FIELDS: usize = 2;

/// The column that differences and chances are about.
const DEFINITIEF: Column = Column::UitkeringDefinitief;

/// Everything but the gemeenten.
pub(crate) fn figures(invoer: &ReportInput<'_>, taal: Lang) -> PageData {
    let mut cijfers = PageFigures::default();
    let mut oorzaken = Vec::new();
    // The first screen needs neither.
    if !invoer.keuze.samenvatting {
        cijfers = self::cijfers(invoer, taal);
        oorzaken = self::causes(invoer, DEFINITIEF, &mut cijfers);
    }
    PageData {
        taal: taal.choose("nl", "en"),
        jaren: invoer.jaren().into_iter().map(Jaar::get).collect(),
        periode: Narrator { invoer, taal }.period(),
        scenarios: invoer
            .paren()
            .map(|(model, projection)| head(invoer, (model, projection), taal))
            .collect(),
        kolommen: Column::ALL.iter().map(|column| column.name()).collect(),
        getoond: shown_columns(),
        landelijk: invoer
            .projecties
            .iter()
            .map(|one| landelijk(invoer, one))
            .collect(),
        opgeteld: invoer
            .projecties
            .iter()
            .map(|one| opgeteld(invoer, one))
            .collect(),
        onzekerheid: invoer
            .trekkingen
            .map(|part| uncertainty((part, invoer.aannames), invoer.area(), taal)),
        antwoorden: answers(invoer, taal),
        uiteen: match invoer.keuze.samenvatting {
            true => Vec::new(),
            false => apart(invoer, taal),
        },
        kansen: invoer
            .trekkingen
            .map_or_else(String::new, |_| chances(invoer, taal)),
        cohorten: cohorten(invoer, taal),
        gewichten: weights(invoer),
        afweging: invoer
            .afweging
            .map(|(request, frontier)| frontier_value(request, frontier)),
        gemeenten: gemeente_list(invoer, taal),
        oorzaken,
        rekenschap: rekenschap(invoer, taal),
        opmerkingen: remarks(invoer, taal),
        cijfers,
        wetten: laws().into(),
        ontvangstbewijzen: invoer.receipts(),
    }
}

fn weights(invoer: &ReportInput<'_>) -> Vec<PageWeights> {
    let known = invoer.gewichten.iter();
    let of = |one: &Weights| PageWeights {
        ander: one.other,
        antwoord: weights_value(one),
    };
    known.map(of).collect()
}

/// What chances that depend on costs rest on.
fn chances(invoer: &ReportInput<'_>, taal: Lang) -> String {
    let text = chances_rest_on(&invoer.modellen.iter().collect::<Vec<_>>());
    text.of(taal).to_owned()
}

fn head(
    invoer: &ReportInput<'_>,
    (model, projection): (&Model, &Projection),
    taal: Lang,
) -> PageScenario {
    let years = invoer.shown(projection);
    let scenario = &model.scenario;
    let known = |veld| known_years(model, veld, &invoer.jaren());
    PageScenario {
        naam: without_hidden(&scenario.naam),
        vraag: scenario
            .tables()
            .scenario
            .omschrijving
            .as_deref()
            .map(without_hidden),
        binnen_begroting: years
            .iter()
            .map(|year| year.binnen_begroting.get())
            .collect(),
        begroting: years
            .iter()
            .map(|year| year.begroting.map(|line| line.get()))
            .collect(),
        bekend: [Column::UitkeringVoorlopig, DEFINITIEF].map(known),
        geteld: who_is_counted(model, invoer.keuze.gemeente)
            .of(taal)
            .to_owned(),
    }
}

/// The columns that stand with one gemeente. Completed trajecten stand there as they
/// are completed, not as they count later.
fn shown_columns() -> PageColumns {
    let shown = |is_shown: fn(Column) -> bool| {
        let columns = READING.into_iter().filter(move |&column| is_shown(column));
        columns.map(Column::name).collect()
    };
    PageColumns {
        bedragen: shown(|column| column.is_money() && column.whole().is_none()),
        personen: shown(|column| !column.is_money() && column != Column::AfgerondMeetellend),
    }
}

/// In cents or people: by column, year that is shown, gemeente.
fn columns(
    invoer: &ReportInput<'_>,
    projection: &Projection,
    gemeenten: &[usize],
) -> Vec<Vec<Vec<i64>>> {
    let shown = invoer.shown(projection);
    let columns = Column::ALL.iter().map(|&column| {
        let measure = Measure::of(column);
        let years = shown.iter().map(|year| {
            let figures = gemeenten.iter();
            figures
                .map(|&gemeente| measure.figure(year, gemeente))
                .collect()
        });
        years.collect()
    });
    columns.collect()
}

/// Receipts less costs of the calendar years up to each year that is shown, those that
/// are not shown too, in cents.
fn opgeteld(invoer: &ReportInput<'_>, projection: &Projection) -> Vec<i64> {
    let mut sum = Cents::ZERO;
    let years = projection.jaren.iter().map(|year| {
        sum += invoer.sum(year, |year, one| year.kas[one] - year.kosten[one]);
        (year.jaar, sum.get())
    });
    let shown = invoer.jaren();
    let years = years.filter(|(jaar, _)| shown.contains(jaar));
    years.map(|(_, sum)| sum).collect()
}

fn landelijk(invoer: &ReportInput<'_>, projection: &Projection) -> Vec<Vec<i64>> {
    let sums = |column: Vec<Vec<i64>>| column.iter().map(|year| year.iter().sum()).collect();
    columns(invoer, projection, &invoer.summed())
        .into_iter()
        .map(sums)
        .collect()
}

/// The cell of a series; these fields and units are kept of every draw.
fn cell(part: &Part, reeks: usize, eenheid: Area, year: usize, veld: Column) -> &Cell {
    let cell = Draws(part).cel(reeks, eenheid, year, veld);
    cell.expect("a field of the draws")
}

/// P5, P25, P50, P75 and P95 in whole euros.
fn quantiles(cell: &Cell) -> [i64; 5] {
    let Some(it) = Summary::of(cell) else {
        return [0; 5];
    };
    let euros = |cents: i64| round_half_away(i128::from(cents), 100) as i64;
    [it.p5, it.p25, it.p50, it.p75, it.p95].map(|quantile| euros(quantile.value))
}

fn series_names(part: &Part) -> usize {
    2 * part.header.scenarios.len() - 1
}

/// What the draws say with assumptions drawn too.
fn with_assumptions(people: &Part, assumed: &Part, area: Area, taal: Lang) -> PageAssumed {
    let years = people.header.labels.jaren.len();
    let euros = |cents: i64| round_half_away(i128::from(cents), 100) as i64;
    let of = |reeks: usize, veld: Column| {
        let bands = (0..years).map(|year| {
            let bands = BothBands::of(people, assumed, (reeks, area, year, veld));
            bands.expect("a field of the draws")
        });
        bands.collect::<Vec<_>>()
    };
    let series = (0..series_names(people)).map(|reeks| {
        let fields = KEPT_FIELDS.iter().map(|&veld| of(reeks, veld));
        fields.collect::<Vec<_>>()
    });
    let series: Vec<Vec<Vec<BothBands>>> = series.collect();
    let ends = |bands: &Vec<BothBands>| {
        [0, 1].map(|end| bands.iter().map(|one| euros(one.both[end])).collect())
    };
    let shares = |bands: &Vec<BothBands>| bands.iter().map(BothBands::share_of_people).collect();
    PageAssumed {
        band: what_varies(assumed).of(taal).to_owned(),
        landelijk: series
            .iter()
            .map(|one| one.iter().map(ends).collect())
            .collect(),
        mensen: series
            .iter()
            .map(|one| one.iter().map(shares).collect())
            .collect(),
    }
}

fn uncertainty((part, assumed): (&Part, Option<&Part>), area: Area, taal: Lang) -> PageUncertainty {
    let years = 0..part.header.labels.jaren.len();
    let of_field = |reeks: usize, veld: usize| {
        let mut rows: [Vec<i64>; 5] = Default::default();
        for year in years.clone() {
            let five = quantiles(cell(part, reeks, area, year, KEPT_FIELDS[veld]));
            for (row, value) in rows.iter_mut().zip(five) {
                row.push(value);
            }
        }
        rows
    };
    let series = (0..series_names(part)).map(|reeks| {
        let fields = 0..KEPT_FIELDS.len();
        fields.map(|veld| of_field(reeks, veld)).collect()
    });
    PageUncertainty {
        trekkingen: part.header.draws,
        zaad: part.header.seed,
        precisie: [area, Area::Gemeente(0)].map(|eenheid| {
            let grain = cell(part, 0, eenheid, 0, DEFINITIEF).grain();
            grain.map(Grain::precision)
        }),
        band: what_varies(part).of(taal).to_owned(),
        aannames: assumed.map(|assumed| with_assumptions(part, assumed, area, taal)),
        velden: KEPT_FIELDS.map(Column::name).to_vec(),
        landelijk: series.collect(),
    }
}

/// What goes by gemeente.
pub(crate) fn bulk(invoer: &ReportInput<'_>) -> PageBulk {
    if invoer.keuze.samenvatting {
        return PageBulk::default();
    }
    let listed = invoer.listed();
    let first = columns(invoer, &invoer.projecties[0], &listed);
    let others = invoer.projecties[1..].iter().map(|projection| {
        let mut own = columns(invoer, projection, &listed);
        let years = own.iter_mut().flatten().zip(first.iter().flatten());
        for (year, reference) in years {
            for (value, reference) in year.iter_mut().zip(reference) {
                *value -= reference;
            }
        }
        own
    });
    let others: Vec<_> = others.collect();
    let mut bulk = PageBulk {
        waarden: std::iter::once(first).chain(others).collect(),
        ..PageBulk::default()
    };
    let comparisons = invoer.vergelijkingen.iter();
    bulk.oorzaken = comparisons
        .map(|one| by_gemeente(one, DEFINITIEF, (&invoer.places(), &listed)))
        .collect();
    bulk.uiteen = apart_by_gemeente(invoer, &listed);
    if let Some(part) = invoer.trekkingen {
        bulk.kwantielen = part_quantiles(part, &listed);
        bulk.kans_lager = chance_of_less(part, &listed);
        bulk.kans_tekort = chance_of_tekort(part, &listed);
    }
    bulk
}

fn part_quantiles(part: &Part, listed: &[usize]) -> Vec<Vec<Vec<Vec<Vec<i64>>>>> {
    let (years, gemeenten) = (part.header.labels.jaren.len(), listed.len());
    let of_field = |reeks: usize, veld: usize| {
        let mut rows = vec![vec![vec![0; gemeenten]; years]; 5];
        let cells: Vec<[i64; 5]> = (0..years * gemeenten)
            .into_par_iter()
            .map(|at| {
                quantiles(cell(
                    part,
                    reeks,
                    Area::Gemeente(listed[at % gemeenten]),
                    at / gemeenten,
                    KEPT_FIELDS[veld],
                ))
            })
            .collect();
        for (at, five) in cells.into_iter().enumerate() {
            for (row, value) in rows.iter_mut().zip(five) {
                row[at / gemeenten][at % gemeenten] = value;
            }
        }
        rows
    };
    let series = (0..series_names(part)).map(|reeks| {
        let fields = 0..GEMEENTE_FIELDS;
        fields.map(|veld| of_field(reeks, veld)).collect()
    });
    series.collect()
}

fn chance_of_less(part: &Part, listed: &[usize]) -> Vec<Vec<Vec<i64>>> {
    let scenarios = part.header.scenarios.len();
    by_year_and_gemeente(
        (part, listed),
        scenarios..series_names(part),
        |reeks, year, gemeente| {
            let cell = cell(part, reeks, Area::Gemeente(gemeente), year, DEFINITIEF);
            u64::from(cell.below_zero())
        },
    )
}

fn chance_of_tekort(part: &Part, listed: &[usize]) -> Vec<Vec<Vec<i64>>> {
    let scenarios = 0..part.header.scenarios.len();
    by_year_and_gemeente((part, listed), scenarios, |scenario, year, gemeente| {
        let eenheid = Area::Gemeente(gemeente);
        let count = Draws(part).kans(scenario, eenheid, year, Event::KasOnderKosten);
        count.expect("a chance that is counted of everyone")
    })
}

fn by_year_and_gemeente(
    (part, listed): (&Part, &[usize]),
    series: std::ops::Range<usize>,
    count: impl Fn(usize, usize, usize) -> u64,
) -> Vec<Vec<Vec<i64>>> {
    let labels = &part.header.labels;
    let share = |count: u64| share(count, part.header.draws, 1000);
    let of_year = |reeks: usize, year: usize| {
        let gemeenten = listed.iter();
        gemeenten
            .map(|&gemeente| share(count(reeks, year, gemeente)))
            .collect()
    };
    let of_series = |reeks: usize| {
        let years = 0..labels.jaren.len();
        years.map(|year| of_year(reeks, year)).collect()
    };
    series.map(of_series).collect()
}

fn gemeente_list(invoer: &ReportInput<'_>, taal: Lang) -> PageGemeenten {
    let gemeenten = &invoer.modellen[0].gemeenten;
    let provincies: Vec<String> = gemeenten
        .provincies()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let places = tiles();
    let listed = invoer.listed();
    let all = gemeenten.list();
    let list: Vec<_> = listed.iter().map(|&one| &all[one]).collect();
    let last = invoer.last();
    let inwoners = gemeenten.inwoners(last);
    let inwoners: Vec<i64> = listed.iter().map(|&one| inwoners[one]).collect();
    let klassen = SizeClass::ALL.map(|class| class.name().of(taal).to_owned());
    let own = invoer.keuze.gemeente;
    let filling: Vec<_> = invoer.modellen.iter().filter(|one| one.fills()).collect();
    let is_counted = |one: &usize| filling.iter().any(|model| !model.is_filled(*one));
    PageGemeenten {
        geteld: match filling.is_empty() {
            true => Vec::new(),
            false => listed.iter().map(is_counted).collect(),
        },
        eigen: own.and_then(|own| listed.iter().position(|&one| one == own)),
        code: list.iter().map(|gemeente| gemeente.code.clone()).collect(),
        naam: list
            .iter()
            .map(|gemeente| without_hidden(&gemeente.naam))
            .collect(),
        provincie: list
            .iter()
            .map(|gemeente| {
                let found = provincies.binary_search(&gemeente.provincie);
                found.unwrap_or_default()
            })
            .collect(),
        klasse: inwoners
            .iter()
            .map(|&people| {
                SizeClass::ALL
                    .iter()
                    .position(|klasse| klasse.holds(people))
                    .unwrap_or_default()
            })
            .collect(),
        klassen: klassen.into(),
        peiljaar: gemeenten.known_year(last).map_or(0, Jaar::get),
        tegel: list
            .iter()
            .map(|gemeente| {
                let tegel = places.get(gemeente.code.as_str())?;
                Some((tegel.kolom, tegel.rij))
            })
            .collect(),
        inwoners,
        provincies,
    }
}
