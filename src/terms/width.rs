//! How wide a screen is, and what fits on it.

use std::ops::Range;

/// How wide a text may be: as a screen, or as wide as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Width(Option<usize>);

/// What hangs below the line that it goes on from.
const HANGING: usize = 2;

/// A margin leaves at least so much of a line to write on.
const LEAST: usize = 20;

impl Width {
    /// A file, or a program that reads on: no line is too long for it.
    pub const ANY: Self = Self(None);

    /// A screen of so many columns.
    pub const fn of(columns: usize) -> Self {
        Self(Some(columns))
    }

    /// So wide at most.
    #[must_use]
    pub fn at_most(self, columns: usize) -> Self {
        Self::of(self.0.map_or(columns, |own| own.min(columns)))
    }

    /// How many columns there are; `None` where it does not matter.
    pub fn columns(self) -> Option<usize> {
        self.0
    }

    /// Whether a line of so many letters fits.
    pub fn fits(self, letters: usize) -> bool {
        self.0.is_none_or(|columns| letters <= columns)
    }

    /// Cuts columns of these widths into the fewest blocks that fit, each beside a label
    /// of width `label`, and gives every block about as many; a column that fits nowhere
    /// has a block of its own.
    pub fn blocks(self, label: usize, widths: &[usize]) -> Vec<Range<usize>> {
        let cut = |most: usize| {
            let mut blocks = Vec::new();
            let (mut start, mut taken) = (0, label);
            for (index, width) in widths.iter().enumerate() {
                let is_full = index - start == most || !self.fits(taken + width);
                if index > start && is_full {
                    blocks.push(start..index);
                    (start, taken) = (index, label);
                }
                taken += width;
            }
            blocks.push(start..widths.len());
            blocks
        };
        let fewest = cut(widths.len().max(1));
        let even = cut(widths.len().div_ceil(fewest.len()).max(1));
        if even.len() == fewest.len() {
            even
        } else {
            fewest
        }
    }

    /// A text of one line on as many as it takes beside a margin of so many letters, which
    /// whoever writes it puts before each.
    pub fn lines(self, text: &str, margin: usize) -> String {
        let room = |columns: usize| Self::of(columns.saturating_sub(margin).max(LEAST));
        let wrapped = self.0.map_or(self, room).wrapped(text);
        let lines = wrapped.lines().map(str::trim_start);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A text in which every line fits: what does not goes on below, a little to the
    /// right. A word is never cut.
    pub fn wrapped(self, text: &str) -> String {
        let Some(columns) = self.0 else {
            return text.to_owned();
        };
        let mut all = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let (line, end) = match line.strip_suffix('\n') {
                Some(line) => (line, "\n"),
                None => (line, ""),
            };
            push_wrapped(&mut all, line, columns);
            all.push_str(end);
        }
        all
    }
}

fn push_wrapped(all: &mut String, line: &str, columns: usize) {
    if line.chars().count() <= columns {
        all.push_str(line);
        return;
    }
    let body = line.trim_start_matches(' ');
    let margin = line.len() - body.len();
    let hanging = (margin + HANGING).min(columns.saturating_sub(LEAST));
    let mut taken = margin;
    all.push_str(&line[..margin]);
    // Blanks between words stay, except where the line ends.
    for (place, word) in body.split(' ').enumerate() {
        let letters = word.chars().count();
        if place > 0 && taken + 1 + letters > columns && taken > hanging {
            let kept = all.trim_end_matches(' ').len();
            all.truncate(kept);
            all.push('\n');
            all.extend(std::iter::repeat_n(' ', hanging));
            taken = hanging;
            // A line that goes on does not begin with a blank.
            if letters == 0 {
                continue;
            }
        } else if place > 0 && taken > hanging.min(margin) {
            all.push(' ');
            taken += 1;
        }
        all.push_str(word);
        taken += letters;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fit_and_are_about_as_wide_as_each_other() {
        let ends = |width: Width, label, widths: &[usize]| {
            let blocks = width.blocks(label, widths).into_iter();
            blocks.map(|block| block.end).collect::<Vec<_>>()
        };
        assert_eq!(ends(Width::of(80), 40, &[8; 8]), [4, 8]);
        assert_eq!(ends(Width::of(80), 40, &[8; 5]), [5]);
        assert_eq!(ends(Width::of(80), 30, &[8; 9]), [5, 9]);
        assert_eq!(ends(Width::ANY, 400, &[800; 3]), [3]);
        assert_eq!(ends(Width::of(10), 40, &[8; 2]), [1, 2]);
        assert_eq!(ends(Width::of(80), 40, &[]), [0]);
        // A wide one takes the room of two.
        assert_eq!(ends(Width::of(20), 4, &[8, 8, 16, 8]), [2, 3, 4]);
    }

    #[test]
    fn a_line_goes_on_below_without_cutting_a_word() {
        let text = "kort\n  een regel die te lang is voor het scherm\nook kort";
        assert_eq!(
            Width::of(24).wrapped(text),
            "kort\n  een regel die te lang\n    is voor het scherm\nook kort"
        );
        assert_eq!(Width::ANY.wrapped(text), text);
        let word = "eenwoorddatlangerisdanhetscherm";
        assert_eq!(Width::of(24).wrapped(word), word);
    }

    #[test]
    fn what_stands_in_columns_keeps_its_blanks() {
        let text = "  spuk amounts   de bedragen per jaar, en nog wat";
        assert_eq!(
            Width::of(40).wrapped(text),
            "  spuk amounts   de bedragen per jaar,\n    en nog wat"
        );
    }
}
