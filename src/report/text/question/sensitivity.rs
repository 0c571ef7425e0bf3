//! Which figure matters most, as a table.

use comfy_table::Cell;

use super::factors::{Reason, kind_of_reason, reason};
use super::{FigureForm, about};
use crate::export::Receipt;
use crate::question::{Factor, FactorEffect, NEARLY_ALL, OneAtATime, Over, Reach, Standing};
use crate::report::text::cells::{left_out, new_table, right, without_least};
use crate::report::words::factor::{figures, key, percent};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::status;
use crate::scenario::StatedFigure;
use crate::study::{Sensitivity, SensitivityMethod, SensitivityRequest, Study};
use crate::terms::noun::GEMEENTEN;
use crate::terms::{Lang, Text, Width};

/// What is shown of an answer.
#[derive(Debug, Clone, Copy)]
pub struct SensitivityShown {
    /// How many factors; all of them with 0.
    pub top: usize,
    /// Whether every figure of a series and of shares stands there by itself too.
    pub each: bool,
    /// Whether what is settled, law and published figures, stands there too.
    pub settled: bool,
    /// Whether what does nothing is named.
    pub still: bool,
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
    // How many points of a design there are stands above already: they are no draws.
    let drawn = match request.method {
        SensitivityMethod::OneAtATime => request.drawn(),
        SensitivityMethod::Global { .. } => None,
    };
    for receipt in Receipt::of_ranges(study.models(), drawn) {
        text.push_str(&format!("\n{}", receipt_line(&receipt, lang)));
    }
    text.push('\n');
    width.wrapped(&text)
}

pub(super) struct Sheet<'a> {
    pub request: &'a SensitivityRequest,
    pub shown: SensitivityShown,
    pub lang: Lang,
    width: Width,
}

/// The widest bar.
const BAR: i64 = 16;

impl Sheet<'_> {
    pub fn title(&self, names: &str, form: FigureForm) -> String {
        let lang = self.lang;
        let target = &self.request.target;
        let of_class = self.request.class.map(|class| {
            let of = match (class.vanaf, class.tot) {
                (0, Some(below)) => {
                    let below = lang.notation().whole(below);
                    lang.choose(format!("minder dan {below}"), format!("fewer than {below}"))
                }
                _ => class.name().of(lang).to_owned(),
            };
            lang.choose(
                format!("gemeenten met {of} inwoners"),
                format!("gemeenten with {of} inhabitants"),
            )
        });
        let place = match (&target.units[..], of_class) {
            // A gemeente or a provincie has a name of its own.
            ([only], Some(of)) if only.code.is_empty() => format!("{} {of}", only.members.len()),
            ([only], None) if only.code.is_empty() && only.members.len() > 1 => {
                let count = GEMEENTEN.of(only.members.len(), lang);
                format!("{count} {}", lang.choose("samen", "together"))
            }
            ([only], _) => only.name.clone(),
            (_, of) => {
                let apart = lang.choose("elke eenheid apart", "each unit apart");
                [Some(apart.to_owned()), of]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        };
        format!(
            "{} · {names} · {} · {place} · {}\n",
            lang.choose("Wat telt het meest", "What matters most"),
            about(target, lang),
            form.unit(),
        )
    }

    /// How factors were moved, in a sentence.
    pub fn moved(&self) -> String {
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
        let mut text = self.title(names, form);
        text.push_str(&lang.choose(
            format!("Een voor een, {}.\n{}\nZoals het is: {}; laag en hoog zijn het verschil daarmee.\n", self.moved(), self.of_series(), form.text(base, false)),
            format!("One at a time, {}.\n{}\nAs it stands: {}; low and high are the difference with that.\n", self.moved(), self.of_series(), form.text(base, false)),
        ));
        text.push_str(&self.block((one, &shares), Standing::Open, form));
        match self.shown.settled {
            true => text.push_str(&self.block((one, &shares), Standing::Settled, form)),
            false => text.push_str(&self.left_settled(one, &shares, form)),
        }
        text.push_str(&self.against_each_other(one, form));
        text.push_str(&self.without(&shares, &one.base));
        let ask = one.to_ask_for(0);
        let swing = ask.map(|effect| form.difference(effect.swing(&one.base, 0), false));
        let ask = ask.map(|effect| &effect.factor);
        let asked = ask.map(|factor| (factor, one.telling(factor, &self.request.target, 0)));
        let moves = one.effects.iter().any(|it| it.swing(&one.base, 0) > 0);
        match (asked, moves) {
            (None, false) => text + &self.unmoved(&form.text(base, false)),
            (asked, _) => text + &self.ask(asked, swing),
        }
    }

    /// The factors of a standing, those that matter most first, and how few explain most.
    fn block(
        &self,
        (one, shares): (&OneAtATime, &[(&FactorEffect, i64)]),
        standing: Standing,
        form: FigureForm,
    ) -> String {
        let lang = self.lang;
        let base = one.base[0];
        let moving = |effect: &&FactorEffect| {
            effect.factor.standing() == standing && effect.swing(&one.base, 0) > 0
        };
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
        let head = match standing {
            Standing::Open => Text::fixed(
                "Wat anders kan uitvallen: aannames, en wat een bereik heeft",
                "What can turn out otherwise: assumptions, and what has a range",
            ),
            Standing::Settled => Text::fixed(
                "Wat vastligt: gepubliceerd of daaruit afgeleid; een andere waarde is een ander besluit of een ander verleden",
                "What is settled: published or derived from what is; another value is another decision or another past",
            ),
        };
        let head = head.of(lang);
        let Some(first) = all.first() else {
            return lang.choose(
                format!("\n{head}: niets heeft hier effect.\n"),
                format!("\n{head}: nothing has an effect here.\n"),
            );
        };
        let largest = first.swing(&one.base, 0).max(1);
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
                Ok(values) => form.difference(values[0] - base, true),
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
                right(form.difference(swing, false)),
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
        let mut text = format!("\n{head}\n\n{shown}{}", left_out(&gone, lang));
        let more = all.len() - count;
        if more > 0 {
            text.push_str(&lang.choose(
                format!("Nog {more} met effect: --top 0 toont alles.\n"),
                format!("{more} more with an effect: --top 0 shows all.\n"),
            ));
        }
        if standing == Standing::Open {
            text.push_str(&match one.explaining(0, NEARLY_ALL) {
                1 => lang.choose(
                    "\nDe eerste verklaart ten minste 95% van de spreiding hiervan, als zij los van elkaar bewegen.\n".to_owned(),
                    "\nThe first explains at least 95% of the spread of these, if they move by themselves.\n".to_owned(),
                ),
                first => lang.choose(
                    format!("\nDe eerste {first} verklaren samen ten minste 95% van de spreiding hiervan, als zij los van elkaar bewegen.\n"),
                    format!("\nThe first {first} together explain at least 95% of the spread of these, if they move by themselves.\n"),
                ),
            });
        }
        text
    }

    /// What is settled and stands in no table: how much of it there is, and what of it would
    /// matter most.
    fn left_settled(
        &self,
        one: &OneAtATime,
        shares: &[(&FactorEffect, i64)],
        form: FigureForm,
    ) -> String {
        let lang = self.lang;
        let settled = shares.iter().map(|(effect, _)| *effect).filter(|effect| {
            effect.factor.standing() == Standing::Settled && effect.swing(&one.base, 0) > 0
        });
        let settled: Vec<&FactorEffect> = settled.collect();
        let Some(first) = settled.first() else {
            return String::new();
        };
        let (count, key) = (settled.len(), &first.factor.key);
        let swing = form.difference(first.swing(&one.base, 0), false);
        let (lies, is) = match count {
            1 => ("dat vastligt", "is"),
            _ => ("die vastliggen", "are"),
        };
        lang.choose(
            format!("Niet in de tabel: {count} met effect {lies}, gepubliceerd of daaruit afgeleid. Een stap daarin is geen onzekerheid maar een ander besluit; het meest doet {key} (zwaai {swing}). --alles toont ze erbij.\n"),
            format!("Not in the table: {count} with an effect that {is} settled, published or derived from what is. A step in these is no uncertainty but another decision; {key} does most (swing {swing}). --alles shows them too.\n"),
        )
    }

    /// What does nothing, by why: how many, and with `--zonder-effect` which.
    fn without(&self, shares: &[(&FactorEffect, i64)], base: &[i64]) -> String {
        let lang = self.lang;
        let still = shares.iter().map(|(effect, _)| *effect);
        let still: Vec<&FactorEffect> = still.filter(|effect| effect.swing(base, 0) == 0).collect();
        if still.is_empty() {
            return String::new();
        }
        let mut reasons: Vec<(Reason, Vec<&str>)> = Vec::new();
        for effect in &still {
            let why = match self.shown.still {
                true => reason(effect),
                false => kind_of_reason(effect),
            };
            let key = effect.factor.key.as_str();
            match reasons.iter_mut().find(|(known, _)| *known == why) {
                Some((_, keys)) => keys.push(key),
                None => reasons.push((why, vec![key])),
            }
        }
        reasons.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.len()));
        let (count, all) = (still.len(), shares.len());
        let head = lang.choose(
            format!("Zonder effect hierop: {count} van de {all}"),
            format!("Without an effect on this: {count} of {all}"),
        );
        if !self.shown.still {
            let kinds = reasons.iter();
            let kinds =
                kinds.map(|(why, keys)| format!("{} {}", keys.len(), why.of(keys.len(), lang)));
            let kinds = kinds.collect::<Vec<_>>().join("; ");
            let more = lang.choose("--zonder-effect noemt ze", "--zonder-effect names them");
            return format!("{head} ({kinds}). {more}.\n");
        }
        let mut text = format!("{head}.\n");
        for (why, keys) in reasons {
            let why = why.of(keys.len(), lang);
            text.push_str(&format!("  {why}: {}\n", keys.join(", ")));
        }
        text
    }

    /// That nothing moves what was asked after, and where something would.
    pub fn unmoved(&self, stays: &str) -> String {
        let lang = self.lang;
        // All at once refers to one at a time for the reasons.
        let reasons = match self.request.method {
            SensitivityMethod::OneAtATime => {
                lang.choose(", om de redenen hierboven", ", for the reasons above")
            }
            SensitivityMethod::Global { .. } => "",
        };
        let nothing = lang.choose(
            format!("\nNiets hier beweegt dit: het blijft {stays}, welk cijfer ook laag of hoog uitvalt{reasons}."),
            format!("\nNothing here moves this: it stays {stays}, whichever figure turns out low or high{reasons}."),
        );
        let draws = match self.request.target.over {
            Over::Run => lang.choose(
                " De projectie rekent met verwachte aantallen: wat het wordt waar die anders uitvallen, vraagt --kwantiel 0.95 of --kans-op '>0'.",
                " The projection reckons with expected numbers: what it comes to where those turn out otherwise is asked by --kwantiel 0.95 or --kans-op '>0'.",
            ),
            Over::Draws { .. } => "",
        };
        format!("{nothing}{draws}\n")
    }

    /// The figure to ask for, and the one of its figures that tells where it comes from.
    pub fn ask(
        &self,
        asked: Option<(&Factor, Option<&StatedFigure>)>,
        swing: Option<String>,
    ) -> String {
        let lang = self.lang;
        let Some((factor, telling)) = asked else {
            return lang
                .choose(
                    "\nAlles wat hier telt is gepubliceerd of daaruit afgeleid.\n",
                    "\nAll that matters here is published or derived from what is.\n",
                )
                .to_owned();
        };
        let key = &factor.key;
        let bron = factor.source(telling, lang);
        let swing = swing.map_or_else(String::new, |swing| {
            lang.choose(
                format!(" en scheelt {swing} tussen laag en hoog"),
                format!(" and makes a difference of {swing} between low and high"),
            )
        });
        lang.choose(
            format!("\nVraag na: {key}. Het telt het meest van wat niemand heeft gepubliceerd{swing} ({bron}).\n"),
            format!("\nAsk for: {key}. It matters most of what nobody published{swing} ({bron}).\n"),
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
            let moving = |(effect, _): &&(&FactorEffect, i64)| {
                let is_shown = self.shown.settled || effect.factor.standing() == Standing::Open;
                is_shown && effect.swing(&one.base, unit) > 0
            };
            let mut moving = shares.iter().filter(moving);
            let first = moving.next();
            let at = |end: usize| {
                let values = first.and_then(|(effect, _)| effect.ends[end].as_ref().ok());
                values.map_or_else(String::new, |values| {
                    form.difference(values[unit] - one.base[unit], true)
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
        let settled = match self.shown.settled {
            true => "",
            false => lang.choose(
                "Wat vastligt, gepubliceerd of daaruit afgeleid, staat er niet bij: --alles neemt het mee.\n",
                "What is settled, published or derived from what is, is left out: --alles takes it along.\n",
            ),
        };
        let all = lang.choose(
            "Alle cijfers van elke eenheid: --format csv.\n",
            "Every figure of every unit: --format csv.\n",
        );
        format!(
            "{}{}\n\n{shown}{}{settled}{all}",
            self.title(names, form),
            self.of_series(),
            left_out(&gone, lang)
        )
    }
}
