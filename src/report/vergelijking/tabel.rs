//! A comparison for people: what differs, when, why, and for whom.

use comfy_table::Cell;

use super::super::receipt::Receipt;
use super::super::regels::Niveau;
use super::super::taal::Taal;
use super::super::table::{new_table, right, trimmed};
use super::Selectie;
use super::cohorten::{shifts, streams};
use super::groepen::{gemeenten, groups, percent};
use super::kansen::Kansen;
use super::rijen::{Groep, groepen, rijen};
use super::sleutels::differences;
use crate::compare::{Veld, Vergelijking, Volgorde, landelijk};
use crate::money::Cents;

/// The columns that the country is shown in, where none were asked for.
const USUAL: [&str; 4] = [
    "uitkering_voorlopig",
    "uitkering_definitief",
    "kas",
    "terugvordering",
];

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
        self.section(
            &mut text,
            (
                "Per jaar, in miljoenen euro's",
                "By year, in millions of euros",
            ),
            &self.years(country),
        );
        self.section(&mut text, self.why_title(), &self.why(country));
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
            &streams(self.vergelijking, country, taal),
        );
        self.section(
            &mut text,
            (
                "Verschil in wat een cohort oplevert (BA), in miljoenen euro's",
                "Difference in what a cohort brings (BA), in millions of euros",
            ),
            &shifts(self.vergelijking, country, taal),
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
        Selectie {
            niveau: Niveau::Landelijk,
            ..self.selectie.clone()
        }
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
        format!(
            "SPUK inburgeringsvoorzieningen · {} {} {}\n\
             {}, {}: {} -> {} {}, {} {} ({}).\n\
             {} {}, {} {}, {} {}.\n",
            b.scenario.naam,
            taal.kies("tegenover", "against"),
            a.scenario.naam,
            veld.naam,
            self.period(),
            taal.notation().millions(whole.van),
            taal.notation().millions(whole.naar),
            taal.kies("miljoen euro", "million euros"),
            taal.kies("verschil", "difference"),
            taal.notation().millions(whole.verschil()),
            percent(whole.verschil(), whole.van, taal.notation()),
            whole.winnaars,
            taal.kies("gemeenten krijgen meer", "gemeenten receive more"),
            whole.verliezers,
            taal.kies("minder", "less"),
            whole.gelijk(),
            taal.kies("hetzelfde", "the same"),
        )
    }

    fn millions(&self, amount: Cents) -> Cell {
        right(self.taal.notation().millions(amount))
    }

    fn header(&self, extra: &[&str]) -> Vec<Cell> {
        let years = self.vergelijking.jaren();
        let mut cells = vec![Cell::new("")];
        cells.extend(
            self.jaren
                .iter()
                .map(|&jaar| right(years[jaar].to_string())),
        );
        cells.extend(extra.iter().map(|&text| right(text)));
        cells
    }

    fn shown(&self) -> Vec<Veld> {
        if self.selectie.velden_gevraagd {
            return self.selectie.velden.clone();
        }
        USUAL.iter().filter_map(|name| Veld::named(name)).collect()
    }

    fn years(&self, country: &Groep) -> String {
        let taal = self.taal;
        let total = taal.kies("samen", "total");
        let mut table = new_table();
        table.add_row(self.header(&[total]));
        for veld in self.shown() {
            let rows = rijen(self.vergelijking, country, &veld, &self.jaren);
            table.add_row(vec![Cell::new(veld.naam)]);
            let mut line = |label: &str, amounts: Vec<Cents>, sum: bool| {
                let mut cells = vec![Cell::new(format!("  {label}"))];
                cells.extend(amounts.iter().map(|&amount| self.millions(amount)));
                if sum {
                    cells.push(self.millions(amounts.iter().sum()));
                }
                table.add_row(cells);
            };
            line("A", rows.iter().map(|row| row.a).collect(), true);
            line("B", rows.iter().map(|row| row.b).collect(), true);
            let difference = taal.kies("verschil", "difference");
            line(
                difference,
                rows.iter().map(|row| row.verschil()).collect(),
                true,
            );
            if let (Some(kansen), Some(unit)) = (self.kansen, country.eenheid) {
                let drawn = rows.iter();
                let drawn: Option<Vec<_>> = drawn
                    .map(|row| kansen.of(unit, row.plaats, veld.naam))
                    .collect();
                if let Some(drawn) = drawn {
                    line("  P5", drawn.iter().map(|it| it.p5).collect(), false);
                    line("  P50", drawn.iter().map(|it| it.p50).collect(), false);
                    line("  P95", drawn.iter().map(|it| it.p95).collect(), false);
                }
            }
            let running = taal.kies("verschil, opgeteld", "difference, running");
            line(
                running,
                rows.iter().map(|row| row.cumulatief).collect(),
                false,
            );
            let mut cells = vec![Cell::new("  %")];
            let notation = taal.notation();
            cells.extend(
                rows.iter()
                    .map(|row| right(percent(row.verschil(), row.a, notation))),
            );
            table.add_row(cells);
        }
        trimmed(&table)
    }

    fn why_title(&self) -> (&'static str, &'static str) {
        match self.vergelijking.volgorde {
            Volgorde::Shapley => (
                "Waarom (gemiddeld over alle volgordes, Shapley), in miljoenen euro's",
                "Why (mean over all orders, Shapley), in millions of euros",
            ),
            Volgorde::Vast(_) => (
                "Waarom (in deze volgorde), in miljoenen euro's",
                "Why (in this order), in millions of euros",
            ),
        }
    }

    fn why(&self, country: &Groep) -> String {
        let vergelijking = self.vergelijking;
        let mut table = new_table();
        table.add_row(self.header(&[self.taal.kies("samen", "total")]));
        for veld in self.shown() {
            table.add_row(vec![Cell::new(veld.naam)]);
            for (index, part) in vergelijking.onderdelen().iter().enumerate() {
                let sum = |jaren: &[usize]| {
                    vergelijking.som(&country.leden, jaren, |jaar, gemeente| {
                        vergelijking.bijdrage(index, &veld, jaar, gemeente)
                    })
                };
                let mut cells = vec![Cell::new(format!("  {part}"))];
                cells.extend(self.jaren.iter().map(|&jaar| self.millions(sum(&[jaar]))));
                cells.push(self.millions(sum(&self.jaren)));
                table.add_row(cells);
            }
        }
        trimmed(&table)
    }

    fn who(&self) -> String {
        let veld = self.selectie.veld();
        let effects = self.vergelijking.effecten(veld, &self.jaren);
        let members = self.selectie.gemeenten_van(self.vergelijking);
        let effects: Vec<_> = members.iter().map(|&gemeente| effects[gemeente]).collect();
        let everyone = self.selectie.niveau_gevraagd && self.selectie.niveau == Niveau::Gemeente;
        let mut text = format!("{}, {}\n", veld.naam, self.period());
        text.push_str(&groups(self.vergelijking, &effects, self.taal));
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
        if let (Some(kansen), Some(&jaar)) = (self.kansen, self.jaren.last()) {
            text.push_str(&self.losers(kansen, jaar, veld));
        }
        text
    }

    /// How many gemeenten lose in how many of the draws, in the last year shown.
    fn losers(&self, kansen: &Kansen<'_>, jaar: usize, veld: &Veld) -> String {
        let members = self.selectie.gemeenten_van(self.vergelijking);
        let shares: Vec<i64> = members
            .into_iter()
            .filter_map(|gemeente| {
                let unit = crate::simulate::Eenheid::Gemeente(gemeente);
                Some(kansen.of(unit, jaar, veld.naam)?.lager)
            })
            .collect();
        if shares.is_empty() {
            return String::new();
        }
        let over = |limit: i64| shares.iter().filter(|&&share| share >= limit).count();
        format!(
            "{} {}: {} {} 95%, {} {} 50%, {} {} 5% {}\n",
            veld.naam,
            self.vergelijking.jaren()[jaar],
            over(950_000),
            self.taal
                .kies("gemeenten krijgen minder in", "gemeenten receive less in"),
            over(500_000),
            self.taal.kies("in", "in"),
            over(50_000),
            self.taal.kies("in", "in"),
            self.taal
                .kies("van de trekkingen of meer", "of the draws or more"),
        )
    }

    fn receipts(&self, text: &mut String) {
        let (a, b) = (
            Receipt::of(self.vergelijking.a),
            Receipt::of(self.vergelijking.b),
        );
        text.push_str(&format!("\nA {}\nB {}\n", a.line(), b.line()));
    }
}
