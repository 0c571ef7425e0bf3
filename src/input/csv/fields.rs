//! Where the fields of a row of CSV stand in its text.

use std::ops::Range;

/// The stretches of the fields of one row, each with the quotes around it. A field is quoted
/// only if it begins with a quote, as the reader of rows has it; within one, delimiters and
/// the ends of lines are text.
#[derive(Debug, Clone)]
pub(crate) struct Fields<'a> {
    text: &'a [u8],
    delimiter: u8,
    /// Where the next field begins; `None` behind the last one.
    next: Option<usize>,
}

impl<'a> Fields<'a> {
    /// The fields of the row that begins at a byte.
    pub fn new(text: &'a str, start: usize, delimiter: u8) -> Self {
        Self {
            text: text.as_bytes(),
            delimiter,
            next: Some(start.min(text.len())),
        }
    }

    /// Where a field that begins here ends.
    fn end_of(&self, start: usize) -> usize {
        let mut at = start;
        if self.text.get(at) == Some(&b'"') {
            at += 1;
            while at < self.text.len() {
                let is_quote = self.text[at] == b'"';
                at += 1;
                // Two quotes stand for one.
                if is_quote && self.text.get(at) == Some(&b'"') {
                    at += 1;
                } else if is_quote {
                    break;
                }
            }
        }
        let rest = self.text[at..].iter();
        let mut rest = rest.take_while(|&&byte| byte != self.delimiter && !is_end(byte));
        at + rest.by_ref().count()
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

impl Iterator for Fields<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next?;
        let end = self.end_of(start);
        let goes_on = self.text.get(end) == Some(&self.delimiter);
        self.next = goes_on.then_some(end + 1);
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str, start: usize) -> Vec<&str> {
        let all = Fields::new(text, start, b';');
        all.map(|field| &text[field]).collect()
    }

    #[test]
    fn a_field_is_quoted_only_if_it_begins_with_a_quote() {
        for (text, expected) in [
            ("a;b;c\nd", &["a", "b", "c"][..]),
            ("a;;\r\n", &["a", "", ""]),
            ("", &[""]),
            ("\"x;y\";z", &["\"x;y\"", "z"]),
            ("\"x\ny\";z\n", &["\"x\ny\"", "z"]),
            ("\"5\"\" pijp; lang\";z", &["\"5\"\" pijp; lang\"", "z"]),
            ("5\" pijp;a;b\"c;d", &["5\" pijp", "a", "b\"c", "d"]),
            (" \"x;y\";z", &[" \"x", "y\"", "z"]),
            // What stands behind the quotes belongs to the field.
            ("\"x\" y;z", &["\"x\" y", "z"]),
            ("\"x;y", &["\"x;y"]),
        ] {
            assert_eq!(fields(text, 0), expected, "{text:?}");
        }
        assert_eq!(fields("a;b\nc;d\n", 4), ["c", "d"]);
    }

    /// The reader of rows and this one take the same fields.
    #[test]
    fn fields_are_those_that_are_read() {
        for row in [
            "a;\"b\"\"c\";d",
            "\"\";;\"\"\"\"",
            "a\"b;\"c\"d;e",
            "\"a\nb\";\"c\rd\";e",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .from_reader(row.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            let plain = |field: &str| field.replace('"', "");
            let own: Vec<String> = fields(row, 0).into_iter().map(plain).collect();
            let read: Vec<String> = record.iter().map(plain).collect();
            assert_eq!(own, read, "{row:?}");
        }
    }
}
