//! A comparison for people: what differs, when, why, and for whom.

use super::super::receipt::Receipt;
use super::super::regels::Niveau;
use super::super::taal::Taal;
use super::Selectie;
use super::cohorten::{Cohorten, shifts, streams};
use super::groepen::{gemeenten, groups, percent};
use super::jaren::Jaren;
use super::kansen::Kansen;
use super::kansen::losers;
use super::rijen::groepen;
use super::sleutels::differences;
use crate::compare::{Vergelijking, landelijk};
use crate::money::Cents;

/// The whole answer, one comparison under another.
pub fn comparison_table(
    vergelijkingen: &[(Vergelijking<'_>, Option<Kansen<'_>>)],
    selectie: &Selectie,
    taal: Taal,
) -> String {
    let all = vergelijkingen.iter();
    let all: Vec<String> = all
        .map(|(vergelijking, kansen)| {
            Antwoord {
                vergelijking,
                kansen: kansen.as_ref(),
                selectie,
                jaren: selectie.jaren_van(vergelijking),
                taal,
            }
            .text()
        })
        .collect();
    all.join("\n")
}

struct Antwoord<'a> {
    vergelijking: &'a Vergelijking<'a>,
    kansen: Option<&'a Kansen<'a>>,
    selectie: &'a Selectie,
    jaren: Vec<usize>,
    taal: Taal,
}

impl Antwoord<'_> {
    fn text(&self) -> String {
        let taal = self.taal;
        let mut text = self.title();
        let keys = differences(self.vergelijking, taal);
        self.section(
            &mut text,
            ("Wat er in de regels verschilt", "What differs in the rules"),
            &keys,
        );
        if self.vergelijking.onderdelen().is_empty() {
            self.receipts(&mut text);
            return text;
        }
        let units = groepen(self.vergelijking, &self.whole());
        let Some(country) = units.first() else {
            return text;
        };
        let cohorten = Cohorten::of(self.vergelijking, country);
        let jaren = Jaren {
            vergelijking: self.vergelijking,
            kansen: self.kansen,
            selectie: self.selectie,
            jaren: &self.jaren,
            taal,
        };
        self.section(&mut text, ("Per jaar", "By year"), &jaren.years(country));
        self.section(&mut text, jaren.why_title(), &jaren.why(country));
        self.section(
            &mut text,
            ("Wie wint en wie verliest", "Who gains and who loses"),
            &self.who(),
        );
        self.section(
            &mut text,
            (
                "Wanneer het geld van een cohort komt, en wanneer de kosten",
                "When the money of a cohort comes, and when its costs",
            ),
            &streams(&cohorten, country, taal),
        );
        self.section(
            &mut text,
            (
                "Verschil in wat een cohort oplevert (BA): wat terugkomt, en wat nog openstaat",
                "Difference in what a cohort brings (BA): what comes back, and what is still open",
            ),
            &shifts(&cohorten, country, taal),
        );
        self.receipts(&mut text);
        text
    }

    fn section(&self, text: &mut String, title: (&str, &str), body: &str) {
        if !body.is_empty() {
            text.push_str(&format!("\n{}\n{body}", self.taal.kies(title.0, title.1)));
        }
    }

    /// The selection for the whole country, or the sum of the chosen gemeenten.
    fn whole(&self) -> Selectie {
        let mut whole = self.selectie.clone();
        whole.keuze.niveau = Niveau::Landelijk;
        whole
    }

    fn period(&self) -> String {
        let years = self.vergelijking.jaren();
        match (self.jaren.first(), self.jaren.last()) {
            (Some(&first), Some(&last)) if first < last => {
                format!("{}-{}", years[first], years[last])
            }
            (Some(&only), _) => years[only].to_string(),
            _ => String::new(),
        }
    }

    fn title(&self) -> String {
        let taal = self.taal;
        let (a, b) = (self.vergelijking.a, self.vergelijking.b);
        let members = self.selectie.gemeenten_van(self.vergelijking);
        let veld = self.selectie.veld();
        let effects = self.vergelijking.effecten(veld, &self.jaren);
        let effects: Vec<_> = members.iter().map(|&gemeente| effects[gemeente]).collect();
        let whole = landelijk(&effects);
        let notation = taal.notation();
        let amount = |amount: Cents| notation.euros(amount);
        format!(
            "SPUK inburgeringsvoorzieningen\nA = {}\nB = {}{}\n\n\
             {} {}: A {}, B {}, {} {} ({}).\n\
             {} {}, {} {}, {} {}.\n",
            a.scenario.naam,
            b.scenario.naam,
            self.members(),
            veld.naam,
            self.period(),
            amount(whole.van),
            amount(whole.naar),
            taal.kies("verschil", "difference"),
            amount(whole.verschil()),
            percent(whole.verschil(), whole.van, notation),
            whole.winnaars,
            taal.kies("gemeenten krijgen in B meer", "gemeenten receive more in B"),
            whole.verliezers,
            taal.kies("minder", "less"),
            whole.gelijk(),
            taal.kies("hetzelfde", "the same"),
        )
    }

    /// The gemeenten that were chosen, where not all of them count.
    fn members(&self) -> String {
        let Some(chosen) = &self.selectie.keuze.gemeenten else {
            return String::new();
        };
        let list = self.vergelijking.a.gemeenten.list();
        let names: Vec<&str> = chosen.iter().map(|&one| list[one].naam.as_str()).collect();
        let only = self.taal.kies("Alleen", "Only");
        format!("\n{only}: {}", names.join(", "))
    }

    fn who(&self) -> String {
        let veld = self.selectie.veld();
        let effects = self.vergelijking.effecten(veld, &self.jaren);
        let members = self.selectie.gemeenten_van(self.vergelijking);
        let effects: Vec<_> = members.iter().map(|&gemeente| effects[gemeente]).collect();
        let everyone =
            self.selectie.niveau_gevraagd && self.selectie.keuze.niveau == Niveau::Gemeente;
        let mut text = format!("{}, {}\n", veld.naam, self.period());
        text.push_str(&groups(
            self.vergelijking,
            &effects,
            self.selectie,
            self.taal,
        ));
        text.push('\n');
        text.push_str(&format!(
            "{}\n",
            self.taal.kies(
                "Gemeente, provincie, A, B, verschil in hele euro's, %, per inwoner",
                "Gemeente, provincie, A, B, difference in whole euros, %, per head"
            )
        ));
        text.push_str(&gemeenten(
            self.vergelijking,
            &effects,
            self.selectie,
            everyone,
            self.taal,
        ));
        if let Some(kansen) = self.kansen {
            text.push_str(&losers(
                kansen,
                self.vergelijking,
                &members,
                &self.jaren,
                self.taal,
                veld,
            ));
        }
        text
    }

    fn receipts(&self, text: &mut String) {
        let (a, b) = (
            Receipt::of(self.vergelijking.a),
            Receipt::of(self.vergelijking.b),
        );
        text.push_str(&format!(
            "\nA = {}\n    {}\nB = {}\n    {}\n",
            self.vergelijking.a.scenario.naam,
            a.line(),
            self.vergelijking.b.scenario.naam,
            b.line()
        ));
    }
}
