//! Which figure matters most, as a table.

use comfy_table::Cell;

use super::factors::reason;
use super::{FigureForm, about, some_keys};
use crate::export::Receipt;
use crate::question::global::{GlobalAnswer, GlobalRow};
use crate::question::{Factor, FactorEffect, NEARLY_ALL, OneAtATime, Reach};
use crate::report::text::cells::{left_out, new_table, right, trimmed, without_least};
use crate::report::words::factor::{figures, key, percent};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::status;
use crate::study::{Sensitivity, SensitivityMethod, SensitivityRequest, Study};
use crate::terms::{Lang, Width};

/// What is shown of an answer.
#[derive(Debug, Clone, Copy)]
pub struct SensitivityShown {
    /// How many factors; all of them with 0.
    pub top: usize,
    /// Whether every figure of a series and of shares stands there by itself too.
    pub each: bool,
}

/// The whole answer: the table, what explains most of it, what does nothing and why, and
/// which figure to ask for.
pub fn sensitivity_text(
    study: &Study,
    request: &SensitivityRequest,
    answer: &Sensitivity,
    shown: SensitivityShown,
    (lang, width): (Lang, Width),
) -> String {
    let table = Sheet {
        request,
        shown,
        lang,
        width,
    };
    let names: Vec<&str> = study
        .models()
        .iter()
        .map(|it| it.scenario.naam.as_str())
        .collect();
    let names = match names[..] {
        [a, b] => lang.choose(format!("{b} min {a}"), format!("{b} minus {a}")),
        _ => names.join(", "),
    };
    let mut text = match answer {
        Sensitivity::OneAtATime(one) if request.target.units.len() > 1 => {
            table.of_units(one, &names)
        }
        Sensitivity::OneAtATime(one) => table.one(one, &names),
        Sensitivity::Global(global) => table.global(global, &names),
    };
    for model in study.models() {
        text.push_str(&format!("\n{}", receipt_line(&Receipt::of(model), lang)));
    }
    text.push('\n');
    width.wrapped(&text)
}

struct Sheet<'a> {
    request: &'a SensitivityRequest,
    shown: SensitivityShown,
    lang: Lang,
    width: Width,
}

/// The widest bar.
const BAR: i64 = 16;

impl Sheet<'_> {
    fn title(&self, names: &str, form: FigureForm) -> String {
        let lang = self.lang;
        let target = &self.request.target;
        let place = match &target.units[..] {
            [only] => only.name.as_str(),
            _ => lang.choose("elke eenheid apart", "each unit apart"),
        };
        format!(
            "{} · {names} · {} · {place} · {}\n",
            lang.choose("Wat telt het meest", "What matters most"),
            about(target, lang),
            form.unit(),
        )
    }

    /// How factors were moved, in a sentence.
    fn moved(&self) -> String {
        let lang = self.lang;
        match self.request.reach {
            Reach::Ranges(step) => {
                let step = percent(step, lang);
                lang.choose(
                    format!("over hun bereik (P5 tot P95); zonder bereik {step} eraf en erbij, jaren en maanden 1"),
                    format!("over their range (P5 to P95); without a range {step} less and more, years and months 1"),
                )
            }
            Reach::Step(step) => {
                let step = percent(step, lang);
                lang.choose(
                    format!("{step} eraf en erbij, jaren en maanden 1"),
                    format!("{step} less and more, years and months 1"),
                )
            }
        }
    }

    fn one(&self, one: &OneAtATime, names: &str) -> String {
        let lang = self.lang;
        let base = one.base[0];
        let form = FigureForm::of(self.request.target.kind(), base, lang);
        let shares = one.shares(0);
        let moving = |effect: &&FactorEffect| effect.swing(&one.base, 0) > 0;
        let all: Vec<&FactorEffect> = match self.shown.each {
            true => one.effects.iter().filter(moving).collect(),
            false => shares
                .iter()
                .map(|(effect, _)| *effect)
                .filter(moving)
                .collect(),
        };
        let count = match self.shown.top {
            0 => all.len(),
            top => top.min(all.len()),
        };
        let largest = all
            .first()
            .map_or(1, |effect| effect.swing(&one.base, 0))
            .max(1);
        let mut table = new_table();
        let heads = lang.choose(
            [
                "sleutel", "van", "is", "tot", "laag", "hoog", "zwaai", "", "deel", "status",
            ],
            [
                "key", "from", "is", "to", "low", "high", "swing", "", "part", "status",
            ],
        );
        table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
            0 | 7 | 9 => Cell::new(head),
            _ => right(head),
        }));
        for effect in &all[..count] {
            let factor = &effect.factor;
            let swing = effect.swing(&one.base, 0);
            let share = shares
                .iter()
                .find(|(known, _)| std::ptr::eq(*known, *effect));
            let at = |end: usize| match &effect.ends[end] {
                Ok(values) => form.text(values[0] - base, true),
                Err(_) => lang.choose("kan niet", "cannot").to_owned(),
            };
            let bar = (swing as i128 * i128::from(BAR) / i128::from(largest)) as usize;
            let [from, is, to] = figures(factor, self.request.reach, lang);
            table.add_row([
                Cell::new(key(factor, lang)),
                right(from),
                right(is),
                right(to),
                right(at(0)),
                right(at(1)),
                right(form.text(swing, false)),
                Cell::new("█".repeat(bar)),
                right(share.map_or_else(String::new, |(_, share)| {
                    lang.notation().per_mille_as_percent(share / 10)
                })),
                Cell::new(factor.herkomst().map_or("", |it| status(it.status, lang))),
            ]);
        }
        // A bar repeats the swing; the figures themselves stand in the CSV too.
        let (shown, gone) = without_least(&table, &[7, 9, 2, 6, 1, 3], self.width);
        let gone = gone
            .iter()
            .map(|&at| heads[at])
            .filter(|head| !head.is_empty());
        let gone: Vec<&str> = gone.collect();
        let mut text = self.title(names, form);
        text.push_str(&lang.choose(
            format!("Een voor een, {}.\nZoals het is: {}; laag en hoog zijn het verschil daarmee.\n\n", self.moved(), form.text(base, false)),
            format!("One at a time, {}.\nAs it stands: {}; low and high are the difference with that.\n\n", self.moved(), form.text(base, false)),
        ));
        text.push_str(&shown);
        text.push_str(&left_out(&gone, lang));
        text.push_str(&self.behind(one, &shares, (all.len(), count)));
        text
    }

    /// What stands below the table: how few explain most, what does nothing, what to ask.
    fn behind(
        &self,
        one: &OneAtATime,
        shares: &[(&FactorEffect, i64)],
        (moving, count): (usize, usize),
    ) -> String {
        let lang = self.lang;
        let mut text = String::new();
        if moving > count {
            let more = moving - count;
            text.push_str(&lang.choose(
                format!("Nog {more} met effect: --top 0 toont alles.\n"),
                format!("{more} more with an effect: --top 0 shows all.\n"),
            ));
        }
        let first = one.explaining(0, NEARLY_ALL);
        if moving > 0 {
            text.push_str(&lang.choose(
                format!("\nDe eerste {first} verklaren 95% van de spreiding, als zij los van elkaar bewegen.\n"),
                format!("\nThe first {first} explain 95% of the spread, if they move by themselves.\n"),
            ));
        }
        text.push_str(&self.without(shares, &one.base));
        let ask = one.to_ask_for(0).map(|effect| &effect.factor);
        text + &self.ask(ask)
    }

    /// What does nothing, by why.
    fn without(&self, shares: &[(&FactorEffect, i64)], base: &[i64]) -> String {
        let lang = self.lang;
        let still = shares.iter().map(|(effect, _)| *effect);
        let still: Vec<&FactorEffect> = still.filter(|effect| effect.swing(base, 0) == 0).collect();
        let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
        for effect in &still {
            let why = reason(effect, lang);
            let key = effect.factor.key.as_str();
            match reasons.iter_mut().find(|(known, _)| *known == why) {
                Some((_, keys)) => keys.push(key),
                None => reasons.push((why, vec![key])),
            }
        }
        reasons.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.len()));
        let mut text = String::new();
        if !still.is_empty() {
            let (count, all) = (still.len(), shares.len());
            text.push_str(&lang.choose(
                format!("Zonder effect hierop: {count} van de {all}.\n"),
                format!("Without an effect on this: {count} of {all}.\n"),
            ));
        }
        for (why, keys) in reasons {
            text.push_str(&format!("  {why}: {}\n", some_keys(&keys, lang)));
        }
        text
    }

    /// The figure to ask for.
    fn ask(&self, factor: Option<&Factor>) -> String {
        let lang = self.lang;
        let Some(factor) = factor else {
            return lang
                .choose(
                    "\nAlles wat hier telt is gepubliceerd of daaruit afgeleid.\n",
                    "\nAll that matters here is published or derived from what is.\n",
                )
                .to_owned();
        };
        let key = &factor.key;
        let bron = factor.herkomst().map_or("", |it| it.bron.of(lang));
        lang.choose(
            format!("\nVraag na: {key}. Het telt het meest van wat niemand heeft gepubliceerd ({bron}).\n"),
            format!("\nAsk for: {key}. It matters most of what nobody published ({bron}).\n"),
        )
    }

    /// One row a unit: what matters most to each.
    fn of_units(&self, one: &OneAtATime, names: &str) -> String {
        let lang = self.lang;
        let largest = one.base.iter().map(|it| it.abs()).max().unwrap_or(0);
        let form = FigureForm::of(self.request.target.kind(), largest, lang);
        let mut table = new_table();
        let heads = lang.choose(
            ["", "is", "telt het meest", "laag", "hoog", "deel", "daarna"],
            ["", "is", "matters most", "low", "high", "part", "then"],
        );
        table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
            1 | 3..=5 => right(head),
            _ => Cell::new(head),
        }));
        for (unit, place) in self.request.target.units.iter().enumerate() {
            let shares = one.shares(unit);
            let moving = |(effect, _): &&(&FactorEffect, i64)| effect.swing(&one.base, unit) > 0;
            let mut moving = shares.iter().filter(moving);
            let first = moving.next();
            let at = |end: usize| {
                let values = first.and_then(|(effect, _)| effect.ends[end].as_ref().ok());
                values.map_or_else(String::new, |values| {
                    form.text(values[unit] - one.base[unit], true)
                })
            };
            let name = format!("{} {}", place.code, place.name);
            table.add_row([
                Cell::new(name.trim()),
                right(form.text(one.base[unit], false)),
                Cell::new(first.map_or("-", |(effect, _)| &effect.factor.key)),
                right(at(0)),
                right(at(1)),
                right(first.map_or_else(String::new, |(_, share)| {
                    lang.notation().per_mille_as_percent(share / 10)
                })),
                Cell::new(moving.next().map_or("", |(effect, _)| &effect.factor.key)),
            ]);
        }
        let (shown, gone) = without_least(&table, &[6, 5], self.width);
        let gone: Vec<&str> = gone.iter().map(|&at| heads[at]).collect();
        let all = lang.choose(
            "Alle cijfers van elke eenheid: --format csv.\n",
            "Every figure of every unit: --format csv.\n",
        );
        format!(
            "{}\n{shown}{}{all}",
            self.title(names, form),
            left_out(&gone, lang)
        )
    }

    fn global(&self, global: &GlobalAnswer, names: &str) -> String {
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
        let runs = lang.notation().whole(global.runs as i64);
        let seed = match self.request.method {
            SensitivityMethod::Global { draws, seed, .. } => lang.choose(
                format!(", {draws} punten, zaad {seed}"),
                format!(", {draws} points, seed {seed}"),
            ),
            SensitivityMethod::OneAtATime => String::new(),
        };
        text.push_str(&lang.choose(
            format!("Alle tegelijk, {moved}; {runs} runs{seed}.\n"),
            format!("All at once, {moved}; {runs} runs{seed}.\n"),
        ));
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
        text + &self.ask(global.to_ask_for())
    }

    /// What the figures add up to, and what is left.
    fn together(&self, global: &GlobalAnswer) -> String {
        let lang = self.lang;
        let mut text = String::new();
        let first = global.rows.iter().filter_map(|(_, row)| match row {
            GlobalRow::Sobol { first, .. } => Some(first[0]),
            GlobalRow::Morris(_) => None,
        });
        if global.moments.is_some() {
            let alone: i64 = first.sum();
            let alone = lang.notation().per_mille_as_percent(alone / 1000);
            text.push_str(&lang.choose(
                format!("\nAlleen samen {alone} van de variantie; wat daarvan tot 100% ontbreekt is samenspel.\n"),
                format!("\nAlone together {alone} of the variance; what is missing to 100% is interaction.\n"),
            ));
        }
        let still = global.still;
        if still > 0 {
            text.push_str(&lang.choose(
                format!("{still} zonder effect als zij alleen bewegen, en die bleven staan: `--methode een` zegt waarom.\n"),
                format!("{still} without an effect when moved alone, and left where they are: `--methode een` says why.\n"),
            ));
        }
        text
    }
}
