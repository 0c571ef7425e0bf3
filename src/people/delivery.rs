//! Reading `aantallen.csv`, counts as DUO delivers them:
//! `gm_code,groep,jaar,aantal[,peiljaar]`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::delivery_rows::{columns, kind, peiljaar, unknown_code, year};
use super::kind::Kind;
use super::partly::{Named, hold_whole};
use crate::exact::apportion::apportion_by_counts;
use crate::gemeente::{Gemeenten, Herindelingen, code_field, nobody_in_successors};
use crate::input::csv::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::input::source::Source;
use crate::scenario::tables::Aanvullen;
use crate::terms::jaar::Jaar;
use crate::terms::law::MAX_PEOPLE;
use crate::terms::remark::{CohortsAt, RowsOf};
use crate::terms::{Remark, Text};

/// The key of a series of counts: what, which cohort, and counted when.
type Key = (Kind, Jaar, Option<Jaar>);

/// Everything in a delivery, per gemeente of today's indeling.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    series: BTreeMap<Key, Vec<i64>>,
    /// The gemeenten that stand nowhere in it, by index and rising; none where nothing was
    /// counted.
    pub absent: Vec<usize>,
    /// What the reader did that the user should know.
    pub remarks: Vec<Remark>,
}

/// Counts of gemeenten that have merged or were split since, with their places.
type Former = BTreeMap<(String, Key), (i64, Place)>;

/// A count that no row has given yet.
const ABSENT: i64 = -1;

impl Delivery {
    /// Reads a delivery. Counts of gemeenten that have merged since go to
    /// today's gemeente; those of a gemeente that was split are divided by
    /// inhabitants (Bi2021 art. 10.3(1)).
    ///
    /// # Errors
    /// A missing or unknown column, an unknown gm_code or groep, a count that
    /// is no count, a row that stands twice, more people than the country has,
    /// gemeenten that stand nowhere while `aanvullen` does not say what they have, or one
    /// that is counted in part while it is not to count as nobody for the rest. A file
    /// without a single row is no error: it counted nobody, and a remark says so.
    pub fn read(
        source: &Arc<Source>,
        gemeenten: &Gemeenten,
        herindelingen: &Herindelingen,
        aanvullen: Option<Aanvullen>,
    ) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let columns = columns(&input)?;
        let mut series: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        let mut former: Former = BTreeMap::new();
        let mut totals: HashMap<Key, i64> = HashMap::new();
        let mut codes: BTreeMap<String, Place> = BTreeMap::new();
        input.for_each(|row| {
            let key = (
                kind(row, columns.groep)?,
                year(row, columns.jaar)?,
                peiljaar(row, &columns)?,
            );
            let people = row.people(columns.aantal)?;
            let total = totals.entry(key).or_default();
            *total += people;
            if *total > MAX_PEOPLE {
                let message = Text::new(
                    format!("samen meer dan {MAX_PEOPLE} personen in een cohort"),
                    format!("more than {MAX_PEOPLE} people together in a cohort"),
                );
                return Err(
                    Diagnostic::new(Code::BuitenBereik, message).at(row.place(columns.aantal))
                );
            }
            let code = code_field(row, columns.code)?;
            if !codes.contains_key(&code) {
                codes.insert(code.clone(), row.place(columns.code));
            }
            let twice = if let Some(index) = gemeenten.index_of(&code) {
                let counts = series
                    .entry(key)
                    .or_insert_with(|| vec![ABSENT; gemeenten.len()]);
                std::mem::replace(&mut counts[index], people) != ABSENT
            } else if herindelingen.of(&code).is_some() {
                let place = row.place(columns.code);
                former
                    .insert((code.clone(), key), (people, place))
                    .is_some()
            } else {
                return Err(unknown_code(row, columns.code, &code));
            };
            if twice {
                let (kind, jaar) = (key.0.key(), key.1);
                let message = Text::new(
                    format!("{code}, {kind}, {jaar} staat er twee keer"),
                    format!("{code}, {kind}, {jaar} appears twice"),
                );
                return Err(Diagnostic::new(Code::DubbeleRij, message).at(row.place(columns.code)));
            }
            Ok(())
        })?;
        let is_empty = series.is_empty() && former.is_empty();
        let years = series.keys().chain(former.keys().map(|(_, key)| key));
        let last = years.map(|&(_, jaar, peiljaar)| peiljaar.map_or(jaar, |later| later.max(jaar)));
        let last = last.max().unwrap_or(Jaar::MIN);
        let mut delivery = Self {
            series,
            ..Self::default()
        };
        if is_empty {
            delivery.remarks.push(Remark::NoRows {
                file: source.name.clone(),
                rows: RowsOf::Counts,
            });
        }
        delivery.add_former(former, gemeenten, herindelingen)?;
        delivery.find_absent(gemeenten.len());
        let absent = delivery.absent.len();
        if absent > 0 && aanvullen.is_none() {
            return Err(lacking(source, absent, gemeenten.len()));
        }
        if aanvullen != Some(Aanvullen::Nul) {
            let codes = &codes;
            let named = Named { codes, last };
            hold_whole(&source.name, &named, gemeenten, herindelingen)?;
        }
        let filled = aanvullen == Some(Aanvullen::Model);
        let held = gemeenten.len() - if filled { absent } else { 0 };
        delivery.fill_gaps(gemeenten.len(), held);
        Ok(delivery)
    }

    /// Notes the gemeenten without a single row.
    fn find_absent(&mut self, gemeenten: usize) {
        let is_absent = |index: &usize| {
            let mut all = self.series.values();
            all.all(|counts| counts[*index] == ABSENT)
        };
        if !self.series.is_empty() {
            self.absent = (0..gemeenten).filter(is_absent).collect();
        }
    }

    /// Whether a gemeente stands nowhere in it.
    pub fn is_absent(&self, gemeente: usize) -> bool {
        self.absent.binary_search(&gemeente).is_ok()
    }

    /// Counts a gemeente without a row as nobody, and says so of the `held` gemeenten
    /// that nothing else is said of.
    fn fill_gaps(&mut self, gemeenten: usize, held: usize) {
        let mut partial: BTreeMap<(Kind, usize), BTreeMap<Option<Jaar>, Vec<Jaar>>> =
            BTreeMap::new();
        for ((kind, cohort, peiljaar), counts) in &mut self.series {
            let absent = counts.iter_mut().filter(|count| **count == ABSENT);
            let mut gaps = 0;
            for count in absent {
                *count = 0;
                gaps += 1;
            }
            if gemeenten - gaps < held {
                let years = partial.entry((*kind, gemeenten - gaps)).or_default();
                years.entry(*peiljaar).or_default().push(*cohort);
            }
        }
        for ((kind, counted), years) in partial {
            let cohorts = years.into_iter();
            let cohorts = cohorts.map(|(peiljaar, cohorts)| CohortsAt { peiljaar, cohorts });
            self.remarks.push(Remark::PartialCounts {
                groep: kind.key(),
                cohorts: cohorts.collect(),
                counted,
                gemeenten: held,
            });
        }
    }

    fn add_former(
        &mut self,
        former: Former,
        gemeenten: &Gemeenten,
        herindelingen: &Herindelingen,
    ) -> Result<(), Diagnostic> {
        let mut last = None;
        for ((code, key), (people, place)) in former {
            let targets = herindelingen.today(&code, gemeenten);
            let targets = targets.map_err(|diagnostic| diagnostic.at(place.clone()))?;
            let parts = match targets[..] {
                [_] => vec![people],
                _ => {
                    let inwoners = gemeenten.inwoners(key.1);
                    let weights: Vec<i64> = targets.iter().map(|&index| inwoners[index]).collect();
                    apportion_by_counts(people, &weights)
                        .map_err(|_| nobody_in_successors(&code).at(place))?
                }
            };
            let counts = self
                .series
                .entry(key)
                .or_insert_with(|| vec![ABSENT; gemeenten.len()]);
            for (&index, part) in targets.iter().zip(parts) {
                counts[index] = counts[index].max(0) + part;
            }
            if last.as_ref() != Some(&code) {
                let names = targets.iter().map(|&index| gemeenten.label(index));
                self.remarks.push(Remark::MergedCounts {
                    code: code.clone(),
                    opvolgers: names.collect(),
                });
                last = Some(code);
            }
        }
        Ok(())
    }

    /// The counts of a cohort, with their peiljaar or `None` for those without.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (Jaar, Option<Jaar>, &[i64])> {
        let all = self.series.iter();
        all.filter(move |((is, _, _), _)| *is == kind)
            .map(|(&(_, cohort, peiljaar), counts)| (cohort, peiljaar, counts.as_slice()))
    }
}

/// The message for counts that lack gemeenten, which can mean two things.
fn lacking(source: &Source, absent: usize, gemeenten: usize) -> Diagnostic {
    let file = &source.name;
    let (nl, en) = match absent {
        1 => ("staat", "stands"),
        _ => ("staan", "stand"),
    };
    let message = Text::new(
        format!("{absent} van de {gemeenten} gemeenten {nl} nergens in {file}"),
        format!("{absent} of the {gemeenten} gemeenten {en} nowhere in {file}"),
    );
    let help = Text::fixed(
        "kies onder [aantallen]: aanvullen = \"model\" (zij krijgen hun deel van wat het model zegt) of aanvullen = \"nul\" (zij tellen als 0)",
        "choose under [aantallen]: aanvullen = \"model\" (they get their share of what the model says) or aanvullen = \"nul\" (they count as 0)",
    );
    Diagnostic::new(Code::SleutelOntbreekt, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gemeente::read_gemeenten;
    use crate::gemeente::shipped;

    const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2024\nGM2,B,P,10\nGM3,C,P,30\n";

    fn delivered(herindelingen: &str) -> Result<Delivery, Diagnostic> {
        delivered_to(GEMEENTEN, herindelingen)
    }

    fn delivered_to(gemeenten: &str, herindelingen: &str) -> Result<Delivery, Diagnostic> {
        let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
        let source = Source::embedded("h.csv", format!("{header}{herindelingen}"));
        let herindelingen = Herindelingen::read(&source)?;
        let source = Source::embedded("g.csv", gemeenten);
        let (gemeenten, _) = read_gemeenten(&source, &herindelingen)?;
        let csv = "gm_code,groep,jaar,aantal\nGM1,asielstatushouder,2024,8\n";
        let source = Source::embedded("a.csv", csv);
        Delivery::read(&source, &gemeenten, &herindelingen, Some(Aanvullen::Nul))
    }

    #[test]
    fn gaps_of_many_cohorts_and_peiljaren_are_told_in_ranges() {
        let mut csv = "gm_code,groep,jaar,aantal,peiljaar\n".to_owned();
        for cohort in [2020, 2021, 2022, 2024] {
            for peiljaar in ["", "2024", "2025"] {
                csv += &format!("GM2,gezins_overig,{cohort},8,{peiljaar}\n");
            }
        }
        let herindelingen = &shipped().herindelingen;
        let source = Source::embedded("g.csv", GEMEENTEN);
        let (gemeenten, _) = read_gemeenten(&source, herindelingen).unwrap();
        let source = Source::embedded("a.csv", csv);
        let delivery =
            Delivery::read(&source, &gemeenten, herindelingen, Some(Aanvullen::Nul)).unwrap();
        let expected = "aantallen `gezins_overig` van 2020-2022, 2024, \
                        2020-2022 (peiljaar 2024), 2024 (peiljaar 2024), \
                        2020-2022 (peiljaar 2025), 2024 (peiljaar 2025): \
                        voor 1 van 2 gemeenten; de andere tellen als 0";
        let told: Vec<String> = delivery.remarks.iter().map(Remark::to_string).collect();
        assert_eq!(told, [expected]);
    }

    #[test]
    fn a_gemeente_without_a_single_row_has_to_be_filled_in() {
        let herindelingen = &shipped().herindelingen;
        let source = Source::embedded("g.csv", GEMEENTEN);
        let (gemeenten, _) = read_gemeenten(&source, herindelingen).unwrap();
        let read = |rows: &str, aanvullen| {
            let csv = format!("gm_code,groep,jaar,aantal\n{rows}");
            let source = Source::embedded("a.csv", csv);
            Delivery::read(&source, &gemeenten, herindelingen, aanvullen)
        };
        let one = "GM2,afgerond,2024,8\n";
        let refused = read(one, None).unwrap_err();
        assert_eq!(refused.code(), Code::SleutelOntbreekt);
        let said = refused.to_string();
        for part in ["1 van de 2 gemeenten staat nergens", "\"model\"", "\"nul\""] {
            assert!(said.contains(part), "{said}");
        }
        for aanvullen in [Aanvullen::Model, Aanvullen::Nul] {
            assert_eq!(read(one, Some(aanvullen)).unwrap().absent, [1]);
        }
        // A row for another group is a row, and without rows there is nothing to fill.
        let both = "GM2,afgerond,2024,8\nGM3,gezins_overig,2024,8\n";
        assert!(read(both, None).unwrap().absent.is_empty());
        assert!(read("", None).unwrap().absent.is_empty());
    }

    /// Of those that the model fills in nothing has to be said.
    #[test]
    fn a_gap_is_told_of_gemeenten_that_were_counted() {
        let herindelingen = &shipped().herindelingen;
        let source = Source::embedded("g.csv", format!("{GEMEENTEN}GM4,D,P,20\n"));
        let (gemeenten, _) = read_gemeenten(&source, herindelingen).unwrap();
        let csv = "gm_code,groep,jaar,aantal\nGM2,afgerond,2024,8\nGM3,afgerond,2024,5\n\
                   GM2,afgerond,2025,9\n";
        let source = Source::embedded("a.csv", csv);
        let told = |aanvullen| {
            let read = Delivery::read(&source, &gemeenten, herindelingen, Some(aanvullen));
            let remarks = read.unwrap().remarks;
            remarks.iter().map(Remark::to_string).collect::<Vec<_>>()
        };
        let rest = "gemeenten; de andere tellen als 0";
        let of_2025 = |among: &str| format!("aantallen `afgerond` van 2025: voor {among} {rest}");
        assert_eq!(told(Aanvullen::Model), [of_2025("1 van 2")]);
        let of_2024 = format!("aantallen `afgerond` van 2024: voor 2 van 3 {rest}");
        assert_eq!(told(Aanvullen::Nul), [of_2025("1 van 3"), of_2024]);
    }

    /// A gemeente that goes into one other brings all of its people, whoever lives there.
    #[test]
    fn a_former_gemeente_goes_whole_into_its_only_successor() {
        let goes = "2025-01-01,GM1,A,GM3,C,opgegaan\n";
        for inwoners in [30, 0] {
            let list = GEMEENTEN.replace("C,P,30", &format!("C,P,{inwoners}"));
            let delivery = delivered_to(&list, goes).unwrap();
            let (.., people) = delivery.of(Kind::Asielstatushouder).next().unwrap();
            assert_eq!(people, [0, 8], "{inwoners}");
        }
    }

    #[test]
    fn one_split_is_no_circle() {
        let split = "2025-01-01,GM1,A,GM2,B,gesplitst\n2025-01-01,GM1,A,GM3,C,gesplitst\n";
        let delivery = delivered(split).unwrap();
        let (.., people) = delivery.of(Kind::Asielstatushouder).next().unwrap();
        assert_eq!(people, [2, 6]);
    }

    #[test]
    fn a_circle_of_gemeenten_that_are_gone_is_an_error() {
        let circle = "2025-01-01,GM1,A,GM4,D,opgegaan\n2025-01-01,GM4,D,GM1,A,opgegaan\n";
        assert_eq!(
            delivered(circle).unwrap_err().code(),
            Code::HerindelingOngeldig
        );
    }
}
