//! What is assumed rather than published, per table of the scenario.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::scenario::{Between, Status};
use crate::terms::noun::{FIGURES, GEMEENTEN};
use crate::terms::{Lang, Text, legible};

/// What the tables of a scenario are about.
static SUBJECTS: [(&str, Text); 28] = [
    (
        "aantallen",
        Text::fixed("mensen per cohort", "people per cohort"),
    ),
    (
        "bedragen",
        Text::fixed("bedragen en gewichten", "amounts and weights"),
    ),
    (
        "begroting",
        Text::fixed("begrotingsstand van het Rijk", "budget line of the state"),
    ),
    (
        "betaalritme",
        Text::fixed("betaalritme per cohort", "payment rhythm per cohort"),
    ),
    (
        "gemeenten",
        Text::fixed(
            "gemeenten en hun inwoners",
            "gemeenten and their inhabitants",
        ),
    ),
    (
        "huisvesting",
        Text::fixed(
            "hoe snel mensen een woning krijgen",
            "how soon people are housed",
        ),
    ),
    (
        "incidenteel",
        Text::fixed("geld naast de uitkering", "money beside the grant"),
    ),
    (
        "index",
        Text::fixed("groei van de prijzen", "growth of prices"),
    ),
    (
        "instroom",
        Text::fixed("nieuwe inburgeringsplichtigen", "people newly obliged"),
    ),
    (
        "instrument",
        Text::fixed("SPUK of fondsuitkering", "SPUK or fondsuitkering"),
    ),
    (
        "kas",
        Text::fixed(
            "maand van verrekening en terugvordering",
            "months of settlement and reclaim",
        ),
    ),
    (
        "kenmerken",
        Text::fixed("waarin gemeenten verschillen", "how gemeenten differ"),
    ),
    (
        "korting",
        Text::fixed("efficiencykorting", "efficiency cut"),
    ),
    (
        "kosten",
        Text::fixed("wat gemeenten uitgeven", "what gemeenten spend"),
    ),
    (
        "leerroute",
        Text::fixed("verdeling over de leerroutes", "division over the routes"),
    ),
    (
        "onderwijsroute",
        Text::fixed(
            "budget voor de onderwijsroute",
            "budget for the education route",
        ),
    ),
    ("pip", Text::fixed("wie een PIP heeft", "who has a PIP")),
    (
        "prestatie",
        Text::fixed("prestatiebekostiging", "pay for results"),
    ),
    (
        "prijs",
        Text::fixed("prijzen per persoon", "prices per person"),
    ),
    (
        "prognose",
        Text::fixed("LPAS, landelijke prognose", "LPAS, national prognosis"),
    ),
    (
        "reservering",
        Text::fixed("wat mag worden gereserveerd", "what may be kept"),
    ),
    (
        "simulatie",
        Text::fixed("trekkingen van een simulatie", "draws of a simulation"),
    ),
    (
        "start",
        Text::fixed("late start van het traject", "late start of the traject"),
    ),
    (
        "taakstelling",
        Text::fixed("LHT, huisvestingstaakstelling", "LHT, housing target"),
    ),
    (
        "traject",
        Text::fixed("wie wanneer een diploma haalt", "who gets a diploma when"),
    ),
    (
        "uitkomst",
        Text::fixed(
            "wie zonder diploma uitstroomt",
            "who leaves without a diploma",
        ),
    ),
    (
        "verlenging",
        Text::fixed("verlenging van de termijn", "extension of the term"),
    ),
    (
        "vertraging",
        Text::fixed(
            "een jaar later door late kennisgeving",
            "a year later by a late notice",
        ),
    ),
];

/// What a table of a scenario is about; its own name where that is not known.
pub(crate) fn subject(table: &str) -> Text {
    let known = SUBJECTS.iter().find(|(key, _)| *key == table);
    known.map_or_else(
        || Text::same(table.to_owned()),
        |(_, subject)| subject.clone(),
    )
}

/// How many figures of a table have which status.
#[derive(Debug, Clone, Default)]
struct AssumptionCount {
    by_status: [usize; 3],
    years: Vec<i64>,
    fitted: bool,
    /// The ranges of the assumed ones that have one.
    ranges: Vec<String>,
    /// Files that nobody published, as they are told.
    files: Vec<String>,
}

/// A file of counts, and how many gemeenten stand in it where the others follow the model.
fn counts_file(model: &Model, file: &str, taal: Lang) -> String {
    let all = model.gemeenten.len();
    let counted = (0..all).filter(|&one| !model.is_filled(one)).count();
    let all = GEMEENTEN.of(all, taal);
    match model.fills() {
        true => taal.choose(
            format!("bestand {file}: {counted} van {all}, de andere volgen het model"),
            format!("file {file}: {counted} of {all}, the others follow the model"),
        ),
        false => taal.choose(format!("bestand {file}"), format!("file {file}")),
    }
}

/// A line per table with assumptions: what, how many figures, which years.
pub fn aannames(model: &Model, taal: Lang) -> Vec<String> {
    let mut tables: BTreeMap<String, AssumptionCount> = BTreeMap::new();
    for cijfer in model.cijfers() {
        let keys: Vec<&str> = cijfer.pad.split('.').collect();
        let telling = tables.entry(keys[0].to_owned()).or_default();
        if cijfer.names_a_file() {
            if cijfer.herkomst.status == Status::Aanname {
                let file = legible::shown(&cijfer.waarde);
                telling.files.push(match keys[0] {
                    "aantallen" => counts_file(model, &file, taal),
                    _ => taal.choose(format!("bestand {file}"), format!("file {file}")),
                });
            }
            continue;
        }
        telling.by_status[cijfer.herkomst.status as usize] += 1;
        if cijfer.herkomst.status == Status::Aanname {
            let years = keys.iter().filter_map(|key| key.parse::<i64>().ok());
            telling.years.extend(years.filter(|&year| year > 1999));
            telling.fitted |= cijfer.herkomst.gefit.is_some();
            let range = cijfer.herkomst.tussen.as_deref();
            telling.ranges.extend(range.map(Between::text));
        }
    }
    let lines = tables.iter().filter_map(|(table, telling)| {
        let told = telling.told(taal)?;
        let subject = subject(table);
        Some(format!(
            "{:<17}{:<40}{told}",
            format!("[{table}]"),
            subject.of(taal)
        ))
    });
    lines.collect()
}

impl AssumptionCount {
    /// How much is assumed; `None` where all is published or derived.
    fn told(&self, taal: Lang) -> Option<String> {
        let files = self.files.iter().cloned();
        let parts: Vec<String> = self.figures(taal).into_iter().chain(files).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn figures(&self, taal: Lang) -> Option<String> {
        let all: usize = self.by_status.iter().sum();
        let assumed = self.by_status[Status::Aanname as usize];
        if assumed == 0 {
            return None;
        }
        let mut text = match (self.years.iter().min(), self.years.iter().max()) {
            (Some(first), Some(last)) if first < last => format!("{first}-{last}, "),
            (Some(year), _) => format!("{year}, "),
            _ => String::new(),
        };
        let figures = FIGURES.of(all, taal);
        text.push_str(&if all == 1 {
            figures
        } else if assumed == all {
            format!("{} {figures}", taal.choose("alle", "all"))
        } else {
            format!("{assumed} {} {figures}", taal.choose("van", "of"))
        });
        if self.fitted {
            text.push_str(taal.choose(
                ", deels afgestemd op bekende cijfers",
                ", partly matched to known figures",
            ));
        }
        text.push_str(&match &self.ranges[..] {
            [] => String::new(),
            [only] => taal.choose(format!(", bereik {only}"), format!(", range {only}")),
            ranges if ranges.len() == assumed => {
                taal.choose(", met bereik", ", with a range").to_owned()
            }
            ranges => {
                let many = ranges.len();
                taal.choose(
                    format!(", {many} met bereik"),
                    format!(", {many} with a range"),
                )
            }
        });
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::json_schema;

    /// Tables without figures of the scenario: names, and what is asserted.
    const NO_FIGURES: [&str; 2] = ["scenario", "verwacht"];

    #[test]
    fn every_table_that_can_hold_an_assumption_has_a_subject() {
        let schema = json_schema(Lang::Nl);
        let tables = schema["properties"].as_object().unwrap().iter();
        let tables =
            tables.filter(|(_, table)| table["type"] != "string" && table["type"] != "boolean");
        let tables: Vec<&str> = tables.map(|(name, _)| name.as_str()).collect();
        let with = |table: &&str| SUBJECTS.iter().any(|(key, _)| key == table);
        let without: Vec<&str> = tables.iter().copied().filter(|it| !with(it)).collect();
        assert_eq!(without, NO_FIGURES, "a table without a line in SUBJECTS");
        assert_eq!(tables.len(), SUBJECTS.len() + NO_FIGURES.len());
    }
}
