//! A comparison for people: what differs, when, why, and for whom.

use super::cohorts::{CohortTables, shifts, streams};
use super::draws::losers;
use super::groups::{gemeenten, groups, percent_of};
use super::keys::differences;
use super::spread::spread;
use super::years::YearTables;
use crate::columns::Column;
use crate::compare::{Comparison, Effect, landelijk};
use crate::exact::money::Cents;
use crate::export::ComparisonSelection;
use crate::export::DifferenceDraws;
use crate::export::Level;
use crate::export::Receipt;
use crate::export::comparison::rows::groepen;
use crate::report::words::comparison::ComparisonWords;
use crate::report::words::letter::letter;
use crate::report::words::receipt::receipt_line;
use crate::terms::jaar::ranges;
use crate::terms::{Lang, Width};

/// The whole answer, one comparison under another.
pub fn comparison_table(
    vergelijkingen: &[(Comparison<'_>, Option<DifferenceDraws<'_>>)],
    selectie: &ComparisonSelection,
    taal: Lang,
    width: Width,
) -> String {
    let all = (1_usize..).zip(vergelijkingen);
    let all: Vec<String> = all
        .map(|(scenario, (vergelijking, kansen))| {
            ComparisonAnswer::new(
                letter(scenario),
                vergelijking,
                kansen.as_ref(),
                selectie,
                taal,
                width,
            )
            .text()
        })
        .collect();
    width.wrapped(&all.join("\n"))
}

struct ComparisonAnswer<'a> {
    /// What the other scenario is called.
    letter: String,
    vergelijking: &'a Comparison<'a>,
    kansen: Option<&'a DifferenceDraws<'a>>,
    selectie: &'a ComparisonSelection,
    jaren: Vec<usize>,
    /// The gemeenten that count, and what the change is worth to each.
    members: Vec<usize>,
    effecten: Vec<Effect>,
    taal: Lang,
    width: Width,
}

impl<'a> ComparisonAnswer<'a> {
    fn new(
        letter: String,
        vergelijking: &'a Comparison<'a>,
        kansen: Option<&'a DifferenceDraws<'a>>,
        selectie: &'a ComparisonSelection,
        taal: Lang,
        width: Width,
    ) -> Self {
        let jaren = selectie.years_of(vergelijking);
        let members = selectie.gemeenten_of(vergelijking);
        let all = vergelijking.effects(selectie.field(), &jaren);
        Self {
            letter,
            vergelijking,
            kansen,
            selectie,
            effecten: members.iter().map(|&gemeente| all[gemeente]).collect(),
            jaren,
            members,
            taal,
            width,
        }
    }

    fn text(&self) -> String {
        let taal = self.taal;
        let mut text = self.title();
        let keys = differences(self.vergelijking, &self.letter, taal);
        self.section(
            &mut text,
            taal.choose("Wat er in de regels verschilt", "What differs in the rules"),
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
        let cohorten = CohortTables::of(self.vergelijking, country);
        let all: Vec<usize> = (0..self.vergelijking.jaren().len()).collect();
        let whole_period = self.period_of(&all);
        let jaren = YearTables {
            vergelijking: self.vergelijking,
            kansen: self.kansen,
            selectie: self.selectie,
            jaren: &self.jaren,
            letter: &self.letter,
            period: &self.period(),
            taal,
            width: self.width,
        };
        let by_year = taal.choose("Per jaar", "By year");
        self.section(&mut text, by_year, &jaren.years(country));
        self.section(&mut text, jaren.why_title(), &jaren.why(country));
        self.section(&mut text, self.words().who(), &self.who());
        self.section(
            &mut text,
            taal.choose(
                "Hoe ver gemeenten uiteenlopen",
                "How far gemeenten come out differently",
            ),
            &self.spread(),
        );
        self.section(
            &mut text,
            taal.choose(
                "Wanneer het geld van een cohort komt, en wanneer de kosten",
                "When the money of a cohort comes, and when its costs",
            ),
            &streams(&cohorten, country, &self.letter, (taal, self.width)),
        );
        self.section(
            &mut text,
            taal.choose(
                "Verschil in wat een cohort oplevert (BA): wat terugkomt, en wat nog openstaat",
                "Difference in what a cohort brings (BA): what comes back, and what is still open",
            ),
            &shifts(&cohorten, country, &whole_period, (taal, self.width)),
        );
        self.receipts(&mut text);
        text
    }

    fn section(&self, text: &mut String, title: &str, body: &str) {
        if !body.is_empty() {
            text.push_str(&format!("\n{title}\n{body}"));
        }
    }

    /// The selection for the whole country, or the sum of the chosen gemeenten.
    fn whole(&self) -> ComparisonSelection {
        let mut whole = self.selectie.clone();
        whole.keuze.niveau = Level::Landelijk;
        whole
    }

    /// The years that are shown; of a column that says how things stand, the end
    /// of the last of them.
    fn when(&self) -> String {
        self.when_of(&self.jaren)
    }

    fn when_of(&self, jaren: &[usize]) -> String {
        let years = self.vergelijking.jaren();
        match jaren.last() {
            Some(&last) if self.selectie.field().column.is_stock() => {
                format!("{} {}", self.taal.choose("eind", "end of"), years[last])
            }
            _ => self.period_of(jaren),
        }
    }

    fn period(&self) -> String {
        self.period_of(&self.jaren)
    }

    fn period_of(&self, jaren: &[usize]) -> String {
        let years = self.vergelijking.jaren();
        ranges(jaren.iter().map(|&place| years[place])).join(", ")
    }

    fn title(&self) -> String {
        let taal = self.taal;
        let (a, b) = (self.vergelijking.a, self.vergelijking.b);
        let veld = self.selectie.field();
        let whole = landelijk(&self.effecten);
        let notation = taal.notation();
        let amount = |amount: Cents| notation.euros(amount);
        // Of nothing, any difference is no percentage.
        let is_balance = veld.column == Column::Saldo;
        let percent = percent_of(is_balance, whole.difference(), whole.van, notation);
        let percent = match percent.as_str() {
            "" => percent,
            known => format!(" ({known})"),
        };
        format!(
            "SPUK inburgeringsvoorzieningen\nA = {}\n{} = {}{}\n\n\
             {} {}: A {}, {} {}, {} {}{percent}.\n{}\n",
            a.scenario.naam,
            self.letter,
            b.scenario.naam,
            self.members(),
            veld.column.heading(taal),
            self.when(),
            amount(whole.van),
            self.letter,
            amount(whole.naar),
            taal.choose("verschil", "difference"),
            amount(whole.difference()),
            self.words().tally(&whole),
        )
    }

    fn words(&self) -> ComparisonWords<'_> {
        ComparisonWords {
            veld: self.selectie.field(),
            letter: &self.letter,
            taal: self.taal,
        }
    }

    /// The gemeenten that were chosen, where not all of them count.
    fn members(&self) -> String {
        let Some(chosen) = &self.selectie.keuze.gemeenten else {
            return String::new();
        };
        let list = self.vergelijking.a.gemeenten.list();
        let names: Vec<&str> = chosen.iter().map(|&one| list[one].naam.as_str()).collect();
        let only = self.taal.choose("Alleen", "Only");
        format!("\n{only}: {}", names.join(", "))
    }

    fn who(&self) -> String {
        let veld = self.selectie.field();
        let effects = &self.effecten;
        let everyone =
            self.selectie.niveau_gevraagd && self.selectie.keuze.niveau == Level::Gemeente;
        let mut text = format!("{}, {}\n", veld.column.heading(self.taal), self.when());
        text.push_str(&groups(
            self.vergelijking,
            effects,
            self.selectie,
            &self.words(),
            self.width,
        ));
        text.push('\n');
        text.push_str(&gemeenten(
            self.vergelijking,
            effects,
            self.selectie,
            everyone,
            &self.words(),
            self.width,
        ));
        // Of one gemeente too: what it gains or loses is rounding where that of all is.
        let all = self.vergelijking.effects(veld, &self.jaren);
        if self.vergelijking.is_afronding(&all) {
            // A sentence a line.
            let caveat = self.words().afronding().replace(". ", ".\n");
            text.push_str(&format!("\n{caveat}\n"));
        }
        if let Some(kansen) = self.kansen {
            text.push_str(&losers(
                kansen,
                self.vergelijking,
                &self.members,
                &self.jaren,
                &self.words(),
            ));
        }
        text
    }

    /// How far gemeenten come out differently, where that was drawn.
    fn spread(&self) -> String {
        let Some((study, scenario)) = self.kansen.and_then(|it| Some((it.effecten?, it.scenario)))
        else {
            return String::new();
        };
        let keuze = &self.selectie.keuze;
        let named = keuze.gemeenten.is_some() || keuze.niveau == Level::Gemeente;
        let gemeenten = if named { &self.members[..] } else { &[] };
        spread(
            self.vergelijking,
            (study, scenario),
            (gemeenten, &self.jaren),
            &self.when_of(&study.jaren),
            (self.taal, self.width),
        )
    }

    fn receipts(&self, text: &mut String) {
        let (a, b) = (
            Receipt::of(self.vergelijking.a),
            Receipt::of(self.vergelijking.b),
        );
        text.push_str(&format!(
            "\nA = {}\n    {}\n{} = {}\n    {}\n",
            self.vergelijking.a.scenario.naam,
            receipt_line(&a, self.taal),
            self.letter,
            self.vergelijking.b.scenario.naam,
            receipt_line(&b, self.taal)
        ));
    }
}
