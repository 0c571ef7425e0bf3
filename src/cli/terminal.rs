//! A terminal as who asks: remarks on stderr, progress, Ctrl-C.

use std::fmt;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::args::options::width;
use super::interrupt;
use super::say::note;
use crate::answer::Listener;
use crate::exact::fraction::Exact;
use crate::terms::{Lang, Text, Width};

/// Whoever called the program, in the language that was asked for.
#[derive(Debug)]
pub(crate) struct Terminal {
    lang: Lang,
    bar: Mutex<ProgressBar>,
}

impl Terminal {
    /// Nothing is drawn yet.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            bar: Mutex::new(ProgressBar::hidden()),
        }
    }

    fn bar(&self) -> ProgressBar {
        let bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        bar.clone()
    }

    /// Shows a bar of so many steps, and watches for Ctrl-C.
    fn show(&self, length: u64, words: &str) {
        interrupt::watch(self.lang);
        let bar = ProgressBar::new(length);
        if !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let lang = self.lang;
        let style = ProgressStyle::with_template(words);
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.with_key(
            "speed",
            move |state: &ProgressState, text: &mut dyn fmt::Write| {
                // A speed that cannot be written is no reason to stop.
                let _ = text.write_str(&speed(state.pos(), state.elapsed().as_millis(), lang));
            },
        ));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    }
}

impl Listener for Terminal {
    fn hear(&self, remark: &Text) {
        note(remark, self.lang);
    }

    fn begin(&self, draws: u64) {
        self.show(
            draws,
            self.lang.choose(
                "{pos}/{len} trekkingen {wide_bar} {speed}, nog {eta}",
                "{pos}/{len} draws {wide_bar} {speed}, {eta} left",
            ),
        );
    }

    fn begin_runs(&self) {
        self.show(
            0,
            self.lang.choose(
                "{pos} projecties {spinner} {speed}",
                "{pos} projections {spinner} {speed}",
            ),
        );
    }

    fn end_runs(&self) {
        self.bar().finish_and_clear();
    }

    fn complete(&self, draws: u32) {
        self.bar().inc(u64::from(draws));
    }

    fn end(&self) {
        self.bar().finish_and_clear();
        interrupt::forming();
    }

    fn stop(&self) -> bool {
        interrupt::asked()
    }

    fn width(&self, out: Option<&Path>) -> Width {
        width(out)
    }

    fn is_last(&self) -> bool {
        true
    }
}

/// Draws in so many milliseconds as draws a second, in the notation of the language: in
/// tenths where there are few.
fn speed(draws: u64, millis: u128, lang: Lang) -> String {
    let tenths = u128::from(draws) * 10_000 / millis.max(1);
    let tenths = i64::try_from(tenths).unwrap_or(i64::MAX);
    let tenths = if tenths < 1000 {
        tenths
    } else {
        tenths / 10 * 10
    };
    let number = Exact::new(tenths.into(), 10.into());
    format!("{}/s", lang.notation().decimal(&number, 0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_is_written_in_the_notation_of_the_language() {
        assert_eq!(speed(25, 2_000, Lang::Nl), "12,5/s");
        assert_eq!(speed(25, 2_000, Lang::En), "12.5/s");
        assert_eq!(speed(2_469_134, 2_000, Lang::Nl), "1.234.567/s");
        assert_eq!(speed(0, 0, Lang::Nl), "0/s");
    }
}
