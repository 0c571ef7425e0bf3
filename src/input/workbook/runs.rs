//! Texts of cells, run by run: a raised or lowered digit beside a figure is a note, and
//! without its height it would be a digit of the figure.

/// A text of a cell, while its runs are read.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Whether the run that is read stands above or below the line.
    is_raised: bool,
    /// The letter before, and whether it stood on the line.
    last: Option<(char, bool)>,
    reads_otherwise: bool,
}

impl Runs {
    /// Begins a run that stands above or below the line, or on it.
    pub fn begin(&mut self, is_raised: bool) {
        self.is_raised = is_raised;
    }

    /// Letters of the run.
    pub fn read(&mut self, text: &str) {
        let on_line = !self.is_raised;
        for letter in text.chars() {
            let is_beside = self
                .last
                .is_some_and(|(last, was_on_line)| last.is_numeric() && was_on_line != on_line);
            self.reads_otherwise |= is_beside && letter.is_numeric();
            self.last = Some((letter, on_line));
        }
    }

    /// Whether a figure in it would get a digit that does not look like one of it.
    pub fn reads_otherwise(&self) -> bool {
        self.reads_otherwise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_digit_beside_a_figure_is_no_digit_of_it() {
        let reads_otherwise = |runs: &[(&str, bool)]| {
            let mut text = Runs::default();
            for (own, is_raised) in runs {
                text.begin(*is_raised);
                text.read(own);
            }
            text.reads_otherwise()
        };
        assert!(reads_otherwise(&[("12", false), ("1", true)]));
        assert!(reads_otherwise(&[("3", true), ("2024", false)]));
        assert!(reads_otherwise(&[("Aantal 2024", false), ("1", true)]));
        // Another colour, a note to a word, and a whole text that is raised.
        assert!(!reads_otherwise(&[("1", false), ("2", false)]));
        assert!(!reads_otherwise(&[
            ("m", false),
            ("2", true),
            (" 2024", false)
        ]));
        assert!(!reads_otherwise(&[("12", true), ("34", true)]));
        assert!(!reads_otherwise(&[("2024", false), ("*", true)]));
    }
}
