//! Gemeenten of today that a delivery counts in part alone: somebody counted a gemeente
//! that became part of one, and nobody what it is made of besides.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::gemeente::{Gemeenten, Herindeling, HerindelingKind, Herindelingen};
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// What a delivery names.
pub(super) struct Named<'a> {
    /// Every code with a row, whatever is counted in it, and where the first of them stands.
    pub codes: &'a BTreeMap<String, Place>,
    /// The last year that anything in it was counted of, or in.
    pub last: Jaar,
}

/// A gemeente of today of which a part was counted.
#[derive(Debug)]
struct Partly {
    code: String,
    /// Codes of what was counted of it.
    counted: BTreeSet<String>,
    /// Codes of what was not.
    missing: BTreeSet<String>,
}

/// How gemeenten came together, from the side of who is left.
struct Origins<'a> {
    named: &'a Named<'a>,
    gemeenten: &'a Gemeenten,
    herindelingen: &'a Herindelingen,
    /// The ends of gemeenten that went into one, by its code.
    into: BTreeMap<&'a str, Vec<&'a Herindeling>>,
}

impl<'a> Origins<'a> {
    fn new(
        named: &'a Named<'a>,
        gemeenten: &'a Gemeenten,
        herindelingen: &'a Herindelingen,
    ) -> Self {
        let mut into: BTreeMap<&str, Vec<&Herindeling>> = BTreeMap::new();
        // A made-up gemeente may have the code of one that ended.
        let ended = herindelingen.steps().iter();
        let ended = ended.filter(|step| gemeenten.index_of(&step.van_code).is_none());
        for step in ended {
            for naar in step.naar.keys() {
                into.entry(naar).or_default().push(step);
            }
        }
        Self {
            named,
            gemeenten,
            herindelingen,
            into,
        }
    }

    fn is_named(&self, code: &str) -> bool {
        self.named.codes.contains_key(code)
    }

    fn ended_into(&self, code: &str) -> &[&'a Herindeling] {
        self.into.get(code).map_or(&[], Vec::as_slice)
    }

    /// Every gemeente that has a row and became part of this one, on whatever way.
    fn counted_in(&self, code: &str) -> Vec<&'a Herindeling> {
        let mut found = Vec::new();
        // Every step is from a gemeente that ended earlier, so that there is an end to it.
        let mut open = vec![code];
        while let Some(code) = open.pop() {
            for &step in self.ended_into(code) {
                open.push(&step.van_code);
                if self.is_named(&step.van_code) {
                    found.push(step);
                }
            }
        }
        found
    }

    /// Whether a gemeente came into being where others ended: it stood in no list, or
    /// several went into it as a whole on one day. One that takes in a single other was
    /// there before.
    fn is_made(&self, code: &str, ended: &[&Herindeling]) -> bool {
        let whole = |day: Date| {
            let own = ended.iter().filter(move |step| step.datum == day);
            own.filter(|step| step.soort == HerindelingKind::Opgegaan)
        };
        !self.gemeenten.stood_in_list(code)
            || ended.iter().any(|step| whole(step.datum).count() > 1)
    }

    /// What nobody counted of a gemeente as it was from a day on.
    fn missing(&self, code: &str, since: Date, found: &mut BTreeSet<String>) {
        if self.is_named(code) {
            return;
        }
        let ended = self.ended_into(code).iter().copied();
        let ended: Vec<&Herindeling> = ended.filter(|step| step.datum >= since).collect();
        // A row of one that was there itself holds what became part of it.
        if ended.is_empty() || !self.is_made(code, &ended) {
            found.insert(code.to_owned());
            return;
        }
        for step in ended {
            self.missing(&step.van_code, since, found);
        }
    }

    /// The gemeente at this code of today, if it is counted in part.
    fn partly(&self, code: &str) -> Option<Partly> {
        let before = self.counted_in(code);
        let mut missing = BTreeSet::new();
        if self.is_named(code) {
            // Whether a row is of the gemeente before or after another went into it no file
            // says; but nobody counts what is still to come, of one that was there before.
            let later = self.ended_into(code).iter();
            let later = later.filter(|step| {
                i32::from(step.datum.year()) > i32::from(self.named.last.get())
                    && [code, &step.van_code]
                        .into_iter()
                        .all(|one| self.gemeenten.stood_in_list(one))
            });
            for step in later {
                self.missing(&step.van_code, step.datum, &mut missing);
            }
        } else {
            let since = before.iter().map(|step| step.datum).min()?;
            self.missing(code, since, &mut missing);
        }
        let counted = before.into_iter().map(|step| step.van_code.clone());
        let own = self.is_named(code).then(|| code.to_owned());
        (!missing.is_empty()).then(|| Partly {
            code: code.to_owned(),
            counted: counted.chain(own).collect(),
            missing,
        })
    }

    /// The name of a gemeente, with its code.
    fn label(&self, code: &str) -> String {
        match self.gemeenten.index_of(code) {
            Some(index) => self.gemeenten.label(index),
            None => match self.herindelingen.of(code) {
                Some(step) => format!("{} ({code})", step.van_naam),
                None => code.to_owned(),
            },
        }
    }
}

/// Holds that of no gemeente of today a part alone was counted: what the rest of it has,
/// neither a row nor the model says.
///
/// # Errors
/// The first gemeente that is counted in part, with what was counted of it and what not.
pub(super) fn hold_whole(
    file: &str,
    named: &Named<'_>,
    gemeenten: &Gemeenten,
    herindelingen: &Herindelingen,
) -> Result<(), Diagnostic> {
    let origins = Origins::new(named, gemeenten, herindelingen);
    let mut all = gemeenten.list().iter();
    let Some(partly) = all.find_map(|one| origins.partly(&one.code)) else {
        return Ok(());
    };
    let labels = |codes: &BTreeSet<String>| {
        let labels = codes.iter().map(|code| origins.label(code));
        labels.collect::<Vec<_>>().join(", ")
    };
    let (counted, missing) = (labels(&partly.counted), labels(&partly.missing));
    let whole = origins.label(&partly.code);
    let message = Text::new(
        format!("{whole} is in {file} voor een deel geteld: wel {counted}, niet {missing}"),
        format!("{whole} is counted in part in {file}: {counted}, and not {missing}"),
    );
    let help = Text::fixed(
        "geef ook een rij voor wat ontbreekt, met 0 waar niemand is; met aanvullen = \"nul\" telt het als 0",
        "give what is missing a row too, with 0 where nobody is; with aanvullen = \"nul\" it counts as 0",
    );
    let first = partly.counted.iter().find_map(|code| named.codes.get(code));
    let refused = Diagnostic::new(Code::SleutelOntbreekt, message).help(help);
    Err(match first {
        Some(place) => refused.at(place.clone()),
        None => refused,
    })
}

#[cfg(test)]
mod tests {
    use crate::gemeente::{Herindelingen, read_gemeenten, shipped};
    use crate::input::diagnostic::{Code, Diagnostic};
    use crate::input::source::Source;
    use crate::people::{Delivery, Kind};
    use crate::scenario::tables::Aanvullen;

    const HEADER: &str = "gm_code,groep,jaar,aantal\n";

    fn read(
        gemeenten: &str,
        herindelingen: &Herindelingen,
        rows: &str,
        aanvullen: Aanvullen,
    ) -> Result<Delivery, Diagnostic> {
        let source = Source::embedded("g.csv", gemeenten);
        let (gemeenten, _) = read_gemeenten(&source, herindelingen)?;
        let source = Source::embedded("a.csv", format!("{HEADER}{rows}"));
        Delivery::read(&source, &gemeenten, herindelingen, Some(aanvullen))
    }

    /// What is said of rows beside the gemeenten of the program; nothing where they are whole.
    fn refused(rows: &str) -> Option<String> {
        let shipped = shipped();
        let source = Source::embedded("a.csv", format!("{HEADER}{rows}"));
        let read = |aanvullen| {
            let lists = (&shipped.gemeenten, &shipped.herindelingen);
            Delivery::read(&source, lists.0, lists.1, Some(aanvullen))
        };
        read(Aanvullen::Nul).expect("what is missing counts as nobody");
        let refused = read(Aanvullen::Model).err()?;
        assert_eq!(refused.code(), Code::SleutelOntbreekt);
        Some(refused.to_string())
    }

    #[test]
    fn a_gemeente_that_took_another_in_is_not_counted_by_that_one() {
        let weesp = "GM0457,asielstatushouder,2024,10\n";
        let said = refused(weesp).expect("Amsterdam stands nowhere");
        let expected = "Amsterdam (GM0363) is in a.csv voor een deel geteld: \
                        wel Weesp (GM0457), niet Amsterdam (GM0363)";
        assert!(said.contains(expected), "{said}");
        // A row is a row, of whatever group and year, and also of nobody.
        let amsterdam = "GM0363,gezins_overig,2021,0\n";
        assert_eq!(refused(&format!("{weesp}{amsterdam}")), None);
        assert_eq!(refused(amsterdam), None);
        let split = refused("GM0788,gezins_overig,2020,12\n").expect("who takes Haaren in is not");
        assert!(split.contains("wel Haaren (GM0788), niet"), "{split}");
    }

    #[test]
    fn a_gemeente_that_came_of_several_is_counted_by_all_of_them() {
        let of = |codes: &[&str]| {
            let rows = codes.iter();
            let rows: String = rows
                .map(|code| format!("{code},afgerond,2022,3\n"))
                .collect();
            refused(&rows)
        };
        let said = of(&["GM0530", "GM0501"]).expect("Westvoorne stands nowhere");
        let expected = "Voorne aan Zee (GM1992) is in a.csv voor een deel geteld: \
                        wel Brielle (GM0501), Hellevoetsluis (GM0530), niet Westvoorne (GM0614)";
        assert!(said.contains(expected), "{said}");
        assert_eq!(of(&["GM0530", "GM0501", "GM0614"]), None);
        // Counted as it is today, it is whole.
        assert_eq!(of(&["GM0530", "GM1992"]), None);
    }

    /// What ends after the last count was there beside the other when that was counted.
    #[test]
    fn a_row_from_before_a_herindeling_does_not_count_who_is_to_come() {
        let list = "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,10\nGM2,B,P,20\nGM3,C,P,30\n";
        let changes = |day: &str| {
            let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
            let csv = format!("{header}{day},GM1,A,GM2,B,opgegaan\n");
            Herindelingen::read(&Source::embedded("h.csv", csv)).unwrap()
        };
        let row = "GM2,asielstatushouder,2025,8\n";
        let own = "GM1,gezins_overig,2024,0\n";
        let at = |day: &str, rows: &str| read(list, &changes(day), rows, Aanvullen::Model);
        let said = at("2026-01-01", row).unwrap_err().to_string();
        assert!(said.contains("wel B (GM0002), niet A (GM0001)"), "{said}");
        let whole = at("2026-01-01", &format!("{row}{own}")).unwrap();
        let (.., people) = whole.of(Kind::Asielstatushouder).next().unwrap();
        assert_eq!(people, [8, 0]);
        assert_eq!(whole.absent, [1]);
        // From the year of the herindeling on a row can be of both together.
        assert!(at("2025-07-01", row).is_ok());
    }

    /// A gemeente that stands in no list comes into being where its only part ends.
    #[test]
    fn a_gemeente_with_a_new_code_is_counted_by_its_old_one() {
        let list = "gm_code,naam,provincie,inwoners_2024\nGM9001,A,P,10\nGM9002,B,P,20\n\
                    GM9003,C,P,30\n";
        let csv = "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
                   2026-01-01,GM9001,A,GM9009,N,opgegaan\n2026-01-01,GM9002,B,GM9009,N,opgegaan\n\
                   2028-01-01,GM9009,N,GM9010,O,opgegaan\n2028-01-01,GM9003,C,GM9010,O,opgegaan\n";
        let changes = Herindelingen::read(&Source::embedded("h.csv", csv)).unwrap();
        let row = |code: u32| format!("GM{},asielstatushouder,2024,{code}\n", 9000 + code);
        let at = |codes: &[u32]| {
            let rows: String = codes.iter().map(|&code| row(code)).collect();
            read(list, &changes, &rows, Aanvullen::Model)
        };
        for codes in [&[1, 2, 3][..], &[9, 3], &[10]] {
            let whole = at(codes).unwrap();
            let (.., people) = whole.of(Kind::Asielstatushouder).next().unwrap();
            assert_eq!(people, [i64::from(codes.iter().sum::<u32>())], "{codes:?}");
        }
        let said = |codes: &[u32]| at(codes).unwrap_err().to_string();
        let missing = said(&[1, 3]);
        assert!(
            missing.contains("wel A (GM9001), C (GM9003), niet B (GM9002)"),
            "{missing}"
        );
        let missing = said(&[9]);
        assert!(
            missing.contains("wel N (GM9009), niet C (GM9003)"),
            "{missing}"
        );
    }
}
