//! The country, or some gemeenten, year by year: both amounts, the difference,
//! and what is behind it.

use comfy_table::Cell;

use super::groups::{is_blank, percent, why_blank};
use super::scale::AmountScale;
use crate::columns::{Column, HEADLINES, in_order};
use crate::compare::{AttributionOrder, Comparison, MoneyColumn};
use crate::exact::money::{Cents, round_half_up};
use crate::export::ComparisonSelection;
use crate::export::DifferenceDraws;
use crate::export::comparison::draws::DifferenceSpread;
use crate::export::comparison::rows::{ComparedRow, ComparedUnit, compared_rows};
use crate::projection::Projection;
use crate::report::text::cells::{in_blocks, new_table, right};
use crate::report::words::band::what_varies;
use crate::report::words::known::by_chance;
use crate::terms::{Lang, Width};

/// The columns that are shown where they differ, in the order in which money goes.
const WHERE_DIFFERENT: [Column; 6] = [
    Column::Incidenteel,
    Column::Kosten,
    Column::Saldo,
    Column::Reserve,
    Column::Terugvordering,
    Column::Tekort,
];

/// Whether a column that [`WHERE_DIFFERENT`] does not name is shown too: not what is
/// always shown, nor what follows from that.
fn is_shown_besides(column: Column) -> bool {
    let follows = column.whole().is_some() || column == Column::Verrekening;
    !follows && !HEADLINES.contains(&column)
}

/// Names behind each other.
fn names(columns: &[Column], lang: Lang) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.heading(lang)).collect();
    names.join(", ")
}

/// What the tables by year are about.
pub(crate) struct YearTables<'a> {
    pub vergelijking: &'a Comparison<'a>,
    pub kansen: Option<&'a DifferenceDraws<'a>>,
    pub selectie: &'a ComparisonSelection,
    /// Places of the years, from the first.
    pub jaren: &'a [usize],
    /// What the other scenario is called.
    pub letter: &'a str,
    /// The years that are shown: `2026-2028`.
    pub period: &'a str,
    pub taal: Lang,
    pub width: Width,
}

impl YearTables<'_> {
    /// The columns that are shown, and those in which nothing differs.
    fn fields(&self, groep: &ComparedUnit) -> (Vec<MoneyColumn>, Vec<Column>) {
        if self.selectie.velden_gevraagd {
            return (self.selectie.velden.clone(), Vec::new());
        }
        let others = in_order(&WHERE_DIFFERENT, is_shown_besides);
        let (differ, same): (Vec<MoneyColumn>, Vec<MoneyColumn>) = others
            .filter_map(MoneyColumn::of)
            .partition(|veld| self.differs(veld, groep));
        let always = HEADLINES.into_iter().filter_map(MoneyColumn::of);
        let shown = always.chain(differ).collect();
        (shown, same.iter().map(|veld| veld.column).collect())
    }

    /// Whether there is a difference to show: in the projection, or in the draws beside it.
    fn differs(&self, veld: &MoneyColumn, groep: &ComparedUnit) -> bool {
        let drawn = self.kansen.zip(groep.eenheid);
        self.jaren.iter().any(|&jaar| {
            let mut members = groep.leden.iter();
            members.any(|&one| self.vergelijking.difference(veld, jaar, one) != Cents::ZERO)
                || drawn.is_some_and(|(drawn, unit)| drawn.differ(unit, jaar, veld.column))
        })
    }

    fn header(&self, maat: AmountScale) -> Vec<Cell> {
        let years = self.vergelijking.jaren();
        let mut cells = vec![Cell::new(maat.name(self.taal))];
        let shown = self.jaren.iter();
        cells.extend(shown.map(|&jaar| right(years[jaar].to_string())));
        // The running total beside it is of all years.
        let some = match self.jaren.len() < years.len() {
            true => format!(" {}", self.period),
            false => String::new(),
        };
        let total = self.taal.choose("samen", "total");
        cells.push(right(format!("{total}{some}")));
        cells
    }

    fn line(&self, maat: AmountScale, label: &str, amounts: &[Cents], sum: bool) -> Vec<Cell> {
        let cell = |amount: Cents| right(maat.shown(amount, self.taal));
        let mut cells = vec![Cell::new(format!("  {label}"))];
        cells.extend(amounts.iter().map(|&amount| cell(amount)));
        if sum {
            cells.push(cell(amounts.iter().sum()));
        }
        cells
    }

    /// Both amounts, their difference, and its running total.
    pub fn years(&self, groep: &ComparedUnit) -> String {
        let taal = self.taal;
        let notation = taal.notation();
        let (velden, same) = self.fields(groep);
        let first = self.vergelijking.jaren();
        let since = first.first().map_or(String::new(), ToString::to_string);
        let maat = AmountScale::of(groep);
        let mut table = new_table();
        table.add_row(self.header(maat));
        let (mut undrawn, mut has_draws, mut blank) = (Vec::new(), false, false);
        let stands = velden.iter().any(|veld| veld.column.is_stock());
        for veld in velden {
            let rows = compared_rows(self.vergelijking, groep, &veld, self.jaren);
            let of = |of: &dyn Fn(&ComparedRow) -> Cents| -> Vec<Cents> {
                rows.iter().map(of).collect()
            };
            table.add_row(vec![Cell::new(veld.column.heading(taal))]);
            let adds_up = !veld.column.is_stock();
            table.add_row(self.line(maat, "A", &of(&|row| row.a), adds_up));
            table.add_row(self.line(maat, self.letter, &of(&|row| row.b), adds_up));
            let difference = taal.choose("verschil", "difference");
            table.add_row(self.line(maat, difference, &of(&|row| row.difference()), adds_up));
            match self.drawn(groep, &veld, &rows) {
                Some(drawn) => {
                    has_draws = true;
                    self.add_draws(maat, &drawn, &mut table);
                }
                None => undrawn.push(veld.column),
            }
            let running = format!("{} {since}", taal.choose("opgeteld vanaf", "running from"));
            if adds_up {
                table.add_row(self.line(maat, &running, &of(&|row| row.cumulatief), false));
            }
            // What comes less what goes is of no size: nothing is a percentage of it.
            if veld.column == Column::Saldo {
                continue;
            }
            let mut cells = vec![Cell::new("  %")];
            // Of what shows as nothing, a percentage says nothing.
            let nothing = maat.shown(Cents::ZERO, taal);
            cells.extend(rows.iter().map(|row| {
                let is_shown = maat.shown(row.a, taal) != nothing;
                let percent = || percent(row.difference(), row.a, notation);
                blank |= is_shown && is_blank(row.difference(), row.a);
                right(if is_shown { percent() } else { String::new() })
            }));
            table.add_row(cells);
        }
        self.state(maat, &mut table);
        let mut text = in_blocks(&table, 1, self.width);
        if !same.is_empty() {
            // Of a column of which no draws are kept, nobody knows what it is in them.
            let same_in = match self.kansen {
                None => taal.choose("Geen verschil in", "No difference in"),
                Some(_) => taal.choose(
                    "Geen verschil in de projectie in",
                    "No difference in the projection in",
                ),
            };
            text.push_str(&format!("{same_in}: {}.\n", names(&same, taal)));
        }
        if let (true, Some(kansen)) = (has_draws, self.kansen) {
            let bands = taal.choose("P5, P50 en P95 gaan", "P5, P50 and P95 are");
            let band = what_varies(kansen.part);
            text.push_str(&format!("{bands} {}.\n", band.of(taal)));
        }
        text.push_str(&self.without_draws(groep, &undrawn));
        if stands {
            text.push_str(&format!("{}.\n", by_chance(taal)));
        }
        text.push_str(why_blank(blank, taal));
        text
    }

    /// The distribution of a difference in every year; `None` where no draws of it are
    /// kept.
    fn drawn(
        &self,
        groep: &ComparedUnit,
        veld: &MoneyColumn,
        rows: &[ComparedRow],
    ) -> Option<Vec<DifferenceSpread>> {
        let (kansen, unit) = (self.kansen?, groep.eenheid?);
        let years = rows.iter();
        years
            .map(|row| kansen.of(unit, row.plaats, veld.column))
            .collect()
    }

    fn add_draws(
        &self,
        maat: AmountScale,
        drawn: &[DifferenceSpread],
        table: &mut comfy_table::Table,
    ) {
        let of = |of: fn(&DifferenceSpread) -> Cents| drawn.iter().map(of).collect::<Vec<_>>();
        for (label, amounts) in [
            ("  P5", of(|one| one.p5)),
            ("  P50", of(|one| one.p50)),
            ("  P95", of(|one| one.p95)),
        ] {
            table.add_row(self.line(maat, label, &amounts, false));
        }
        let lower = self
            .taal
            .choose("    trekkingen lager", "    draws that are lower");
        let mut cells = vec![Cell::new(lower)];
        cells.extend(drawn.iter().map(|one| {
            let tenths = round_half_up(i128::from(one.lager), 1_000) as i64;
            right(self.taal.notation().per_mille_as_percent(tenths))
        }));
        table.add_row(cells);
    }

    /// Why there are no draws of the columns in `undrawn`.
    fn without_draws(&self, groep: &ComparedUnit, undrawn: &[Column]) -> String {
        if self.kansen.is_none() || undrawn.is_empty() {
            return String::new();
        }
        if groep.eenheid.is_none() {
            let why = self.taal.choose(
                "Geen P5, P50 en P95: een simulatie bewaart ze van het land en van elke gemeente, niet van een som van gekozen gemeenten.",
                "No P5, P50 and P95: a simulation keeps them of the country and of every gemeente, not of a sum of chosen gemeenten.",
            );
            return format!("{why}\n");
        }
        let why = self.taal.choose(
            "Geen P5, P50 en P95, want een simulatie bewaart ze niet, van",
            "No P5, P50 and P95, as a simulation does not keep them, of",
        );
        format!("{why}: {}.\n", names(undrawn, self.taal))
    }

    /// A cut that the state finds in its own budget, where it differs: no
    /// gemeente sees it.
    fn state(&self, maat: AmountScale, table: &mut comfy_table::Table) {
        if self.selectie.keuze.gemeenten.is_some() {
            return;
        }
        let of = |projection: &Projection| -> Vec<Cents> {
            let years = self.jaren.iter();
            years
                .map(|&jaar| projection.jaren[jaar].binnen_begroting)
                .collect()
        };
        let a = of(&self.vergelijking.projectie_a);
        let b = of(&self.vergelijking.projectie_b);
        if a == b {
            return;
        }
        let title = self.taal.choose(
            "korting die het Rijk zelf opvangt",
            "cut that the state absorbs itself",
        );
        table.add_row(vec![Cell::new(title)]);
        let difference: Vec<Cents> = b.iter().zip(&a).map(|(&b, &a)| b - a).collect();
        for (label, amounts) in [
            ("A", a),
            (self.letter, b),
            (self.taal.choose("verschil", "difference"), difference),
        ] {
            table.add_row(self.line(maat, label, &amounts, true));
        }
    }

    /// What the second table is called.
    pub fn why_title(&self) -> &'static str {
        match self.vergelijking.volgorde {
            AttributionOrder::Shapley => self.taal.choose(
                "Waarom (gemiddeld over alle volgordes, Shapley)",
                "Why (mean over all orders, Shapley)",
            ),
            AttributionOrder::Vast(_) => self
                .taal
                .choose("Waarom (in deze volgorde)", "Why (in this order)"),
        }
    }

    /// The difference, divided over what differs in the rules, in a unit that
    /// shows the largest of the parts.
    pub fn why(&self, groep: &ComparedUnit) -> String {
        let velden = self.fields(groep).0;
        let parts: Vec<Vec<Vec<Cents>>> = velden
            .iter()
            .map(|veld| self.contributions(groep, veld))
            .collect();
        let maat = match AmountScale::of(groep) {
            AmountScale::Euros => AmountScale::Euros,
            AmountScale::Miljoenen => {
                AmountScale::fitting(parts.iter().flatten().flatten().copied())
            }
        };
        let mut table = new_table();
        table.add_row(self.header(maat));
        for (veld, parts) in velden.iter().zip(&parts) {
            table.add_row(vec![Cell::new(veld.column.heading(self.taal))]);
            for (part, amounts) in self.vergelijking.onderdelen().iter().zip(parts) {
                let adds_up = !veld.column.is_stock();
                table.add_row(self.line(maat, &part.to_string(), amounts, adds_up));
            }
        }
        in_blocks(&table, 1, self.width)
    }

    /// What every part is worth in a column: by part, year.
    fn contributions(&self, groep: &ComparedUnit, veld: &MoneyColumn) -> Vec<Vec<Cents>> {
        let vergelijking = self.vergelijking;
        let of_year = |part: usize, jaar: usize| {
            vergelijking.som(&groep.leden, &[jaar], |jaar, gemeente| {
                vergelijking.bijdrage(part, veld, jaar, gemeente)
            })
        };
        let parts = 0..vergelijking.onderdelen().len();
        parts
            .map(|part| self.jaren.iter().map(|&jaar| of_year(part, jaar)).collect())
            .collect()
    }
}
