//! What all factors do together, as a table.

use comfy_table::Cell;

use super::FigureForm;
use super::sensitivity::Sheet;
use crate::export::MOST_POINTS;
use crate::question::Reach;
use crate::question::global::{GlobalAnswer, GlobalRow};
use crate::report::text::cells::{new_table, right, trimmed};
use crate::report::words::factor::key;
use crate::report::words::status::status;
use crate::study::SensitivityMethod;
use crate::terms::noun::{POINTS, RUNS};

impl Sheet<'_> {
    pub fn global(&self, global: &GlobalAnswer, names: &str) -> String {
        let lang = self.lang;
        let form = FigureForm::of(self.request.target.kind(), global.base, lang);
        let mut table = new_table();
        let is_sobol = global.moments.is_some();
        let heads: &[&str] = match is_sobol {
            true => lang.choose(
                &["sleutel", "alleen", "95%", "met andere", "95%", "status"],
                &["key", "alone", "95%", "with others", "95%", "status"],
            ),
            false => lang.choose(
                &["sleutel", "effect", "grootte", "spreiding", "status"],
                &["key", "effect", "size", "spread", "status"],
            ),
        };
        let last = heads.len() - 1;
        table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
            0 => Cell::new(head),
            _ if place == last => Cell::new(head),
            _ => right(head),
        }));
        let count = match self.shown.top {
            0 => global.rows.len(),
            top => top.min(global.rows.len()),
        };
        let percent = |millionths: i64| lang.notation().per_mille_as_percent(millionths / 1000);
        for (factor, row) in &global.rows[..count] {
            let mut cells = vec![Cell::new(key(factor, lang))];
            match row {
                GlobalRow::Morris([mean, size, deviation]) => {
                    cells.push(right(form.text(*mean, true)));
                    cells.extend([size, deviation].map(|&it| right(form.text(it, false))));
                }
                GlobalRow::Sobol { first, total } => {
                    for [value, low, high] in [first, total] {
                        cells.push(right(percent(*value)));
                        cells.push(right(format!("{}..{}", percent(*low), percent(*high))));
                    }
                }
            }
            let own = factor.herkomst().map_or("", |it| status(it.status, lang));
            cells.push(Cell::new(own));
            table.add_row(cells);
        }
        let mut text = self.title(names, form);
        let moved = match self.request.reach {
            Reach::Ranges(_) => lang
                .choose(
                    "over hun bereik, en anders niet",
                    "over their range, and not otherwise",
                )
                .to_owned(),
            Reach::Step(_) => self.moved(),
        };
        let runs = RUNS.of(lang.notation().whole(global.runs as i64), lang);
        let seed = match self.request.method {
            SensitivityMethod::Global { draws, seed, .. } => {
                let (points, of) = (POINTS.of(draws, lang), lang.choose("zaad", "seed"));
                format!(", {points}, {of} {seed}")
            }
            SensitivityMethod::OneAtATime => String::new(),
        };
        text.push_str(&lang.choose(
            format!("Alle tegelijk, {moved}; {runs}{seed}.\n"),
            format!("All at once, {moved}; {runs}{seed}.\n"),
        ));
        text.push_str(&format!("{}\n", self.of_series()));
        text.push_str(&lang.choose(
            format!("Zoals het is: {}", form.text(global.base, false)),
            format!("As it stands: {}", form.text(global.base, false)),
        ));
        if let Some([mean, deviation]) = global.moments {
            let (mean, deviation) = (form.text(mean, false), form.text(deviation, false));
            text.push_str(&lang.choose(
                format!("; gemiddeld {mean}, standaardafwijking {deviation}"),
                format!("; on average {mean}, standard deviation {deviation}"),
            ));
        }
        text.push_str(&format!("\n\n{}", trimmed(&table)));
        if global.rows.len() > count {
            let more = global.rows.len() - count;
            text.push_str(&lang.choose(
                format!("Nog {more}: --top 0 toont alles.\n"),
                format!("{more} more: --top 0 shows all.\n"),
            ));
        }
        text.push_str(&self.together(global));
        let asked = global.to_ask_for();
        let one = &global.one_at_a_time;
        let asked = asked.map(|factor| (factor, one.telling(factor, &self.request.target, 0)));
        match global.rows.is_empty() {
            true => text + &self.unmoved(&form.text(global.base, false)),
            false => text + &self.ask(asked, None),
        }
    }

    /// The option for four times as many points: half as wide an interval.
    fn more_points(&self) -> String {
        let draws = match self.request.method {
            SensitivityMethod::Global { draws, .. } => draws,
            SensitivityMethod::OneAtATime => 0,
        };
        format!("--draws {}", draws.saturating_mul(4).min(MOST_POINTS))
    }

    /// What the figures add up to, and what is left.
    fn together(&self, global: &GlobalAnswer) -> String {
        let lang = self.lang;
        let mut text = String::new();
        if let Some(alone) = global.alone.filter(|_| !global.rows.is_empty()) {
            let [sum, low, high] = alone.map(|it| lang.notation().per_mille_as_percent(it / 1000));
            let between = format!("{low}..{high}");
            text.push_str(&match global.shows_interaction() {
                true => lang.choose(
                    format!("\nAlleen samen {sum} van de variantie (95%: {between}); wat daarvan tot 100% ontbreekt is samenspel.\n"),
                    format!("\nAlone together {sum} of the variance (95%: {between}); what is missing to 100% is interaction.\n"),
                ),
                false => {
                    let more = self.more_points();
                    lang.choose(
                        format!("\nAlleen samen {sum} van de variantie (95%: {between}); of er samenspel is, valt met zo weinig punten niet te zeggen. Meer punten: {more}.\n"),
                        format!("\nAlone together {sum} of the variance (95%: {between}); whether there is interaction cannot be told from so few points. More points: {more}.\n"),
                    )
                }
            });
        }
        if global.held > 0 {
            let (held, runs) = (
                lang.notation().whole(global.held as i64),
                lang.notation().whole(global.runs as i64),
            );
            text.push_str(&lang.choose(
                format!("Bij {held} van de {runs} punten kunnen de cijfers niet samen (zoals aandelen van meer dan 1): daar bleef er een bij wat kan.\n"),
                format!("At {held} of the {runs} points the figures cannot be together (such as shares of more than 1): there one stayed at what can be.\n"),
            ));
        }
        let still = global.still;
        if still > 0 {
            let (nl, en) = match still {
                1 => ("het alleen beweegt, en dat bleef staan", "it is"),
                _ => ("zij alleen bewegen, en die bleven staan", "they are"),
            };
            text.push_str(&lang.choose(
                format!("{still} zonder effect als {nl}: `--methode een` zegt waarom.\n"),
                format!("{still} without an effect when moved alone, and left where {en}: `--methode een` says why.\n"),
            ));
        }
        text
    }
}
