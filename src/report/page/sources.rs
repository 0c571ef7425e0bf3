//! Where figures come from and what differs: sources, keys, causes, receipts.

use super::data::{PageCauses, PageFigure, PageFigureRow, PageFigures, PageKey, PageRemark};
use crate::columns::Column;
use crate::compare::{Comparison, KeyDifference, MoneyColumn, RulePart, StatedValue};
use crate::exact::money::Cents;
use crate::input::diagnostic::Place;
use crate::report::input::ReportInput;
use crate::report::words::assumptions::subject;
use crate::scenario::Provenance;
use crate::terms::Lang;

/// A figure as it was written, before its texts have a place in the lists.
struct ReadFigure<'a> {
    waarde: &'a str,
    herkomst: &'a Provenance,
    bestand: &'a str,
    regel: usize,
}

impl PageFigures {
    fn cijfer(&mut self, gelezen: &ReadFigure<'_>) -> PageFigure {
        let herkomst = gelezen.herkomst;
        PageFigure(
            gelezen.waarde.to_owned(),
            herkomst.status as u8,
            self.bronnen.place(herkomst.bron.of(self.taal)),
            u8::from(herkomst.gefit.is_some()),
            self.bestanden.place(gelezen.bestand),
            gelezen.regel,
        )
    }

    fn stated(&mut self, gegeven: &Option<StatedValue>) -> Option<PageFigure> {
        let gegeven = gegeven.as_ref()?;
        Some(self.cijfer(&ReadFigure {
            waarde: &gegeven.waarde,
            herkomst: &gegeven.herkomst,
            bestand: &gegeven.bestand,
            regel: gegeven.regel,
        }))
    }
}

/// Every figure and choice of the first scenario.
pub(crate) fn cijfers(invoer: &ReportInput<'_>, taal: Lang) -> PageFigures {
    let mut all = PageFigures {
        taal,
        ..PageFigures::default()
    };
    for figure in invoer.modellen[0].figures() {
        let place = figure.plaats.as_ref();
        let range = figure.herkomst.tussen.as_ref();
        let waarde = match range {
            Some(range) => format!("{} ({})", figure.waarde, range.text()),
            None => figure.waarde.clone().into_owned(),
        };
        let cijfer = all.cijfer(&ReadFigure {
            waarde: &waarde,
            herkomst: &figure.herkomst,
            bestand: place.map_or("", |place| place.source.name.as_str()),
            regel: place.map_or(0, Place::line),
        });
        let table = figure.table();
        if !all.onderwerpen.contains_key(table) {
            let subject = subject(table).of(taal).to_owned();
            all.onderwerpen.insert(table.to_owned(), subject);
        }
        all.rijen.push(PageFigureRow {
            pad: figure.pad,
            cijfer,
        });
    }
    all
}

/// What a reader should know, once each.
pub(crate) fn remarks(invoer: &ReportInput<'_>, taal: Lang) -> Vec<PageRemark> {
    let mut all: Vec<PageRemark> = Vec::new();
    for (scenario, (model, projection)) in invoer.paren().enumerate() {
        for remark in model.remarks_on(projection) {
            let tekst = remark.text().of(taal).to_owned();
            match all.iter_mut().find(|known| known.tekst == tekst) {
                Some(known) => known.scenarios.push(scenario),
                None => all.push(PageRemark {
                    scenarios: vec![scenario],
                    tekst,
                    zet: remark.remedy(),
                }),
            }
        }
    }
    all
}

/// Why the other scenarios differ from the first; their sources go to `cijfers`.
pub(crate) fn causes(
    invoer: &ReportInput<'_>,
    veld: Column,
    cijfers: &mut PageFigures,
) -> Vec<PageCauses> {
    let comparisons = invoer.vergelijkingen.iter();
    let causes = comparisons.map(|vergelijking| {
        let parts = vergelijking.onderdelen().iter();
        let words = parts.map(|group| group.iter().map(RulePart::word).collect());
        let sum = |year: Vec<i64>| year.iter().sum();
        let national =
            by_gemeente(vergelijking, veld, (&invoer.places(), &invoer.summed())).into_iter();
        PageCauses {
            delen: words.collect(),
            landelijk: national
                .map(|part| part.into_iter().map(sum).collect())
                .collect(),
            sleutels: vergelijking
                .sleutels
                .iter()
                .map(|key| page_key(key, cijfers))
                .collect(),
        }
    });
    causes.collect()
}

fn page_key(verschil: &KeyDifference, cijfers: &mut PageFigures) -> PageKey {
    PageKey {
        pad: verschil.pad.clone(),
        onderdeel: verschil.onderdeel.map(RulePart::word),
        a: cijfers.stated(&verschil.a),
        b: cijfers.stated(&verschil.b),
        afgeleid: verschil.afgeleid.map(|amount| amount.map(Cents::get)),
        met_bron: verschil.has_source(),
    }
}

/// What every part is worth in cents: by part, year, gemeente. Years are counted from the
/// first of the scenarios.
pub(crate) fn by_gemeente(
    vergelijking: &Comparison<'_>,
    veld: Column,
    (years, gemeenten): (&[usize], &[usize]),
) -> Vec<Vec<Vec<i64>>> {
    let veld = MoneyColumn::of(veld).expect("a column of money");
    let worth = |part: usize, year: usize, gemeente: usize| {
        vergelijking.bijdrage(part, &veld, year, gemeente).get()
    };
    let of_year = |part: usize, year: usize| {
        let gemeenten = gemeenten.iter();
        gemeenten
            .map(|&gemeente| worth(part, year, gemeente))
            .collect()
    };
    let of_part = |part: usize| {
        let years = years.iter();
        years.map(|&year| of_year(part, year)).collect()
    };
    (0..vergelijking.onderdelen().len()).map(of_part).collect()
}
