//! Where the table in a CSV text begins, and what stands between its fields.

use super::fields::Fields;

/// Where the header starts, and what stands between its fields; `None` where no
/// line has a name in it.
pub(crate) fn find(text: &str) -> Option<(usize, u8)> {
    let mut start = 0;
    let mut said = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        match content.strip_prefix("sep=").map(str::as_bytes) {
            Some(&[delimiter]) if said.is_none() => said = Some(delimiter),
            _ if content.trim_matches([' ', '\t', ';', ',']).is_empty() => {}
            _ => return Some((start, said.unwrap_or_else(|| delimiter(text, start)))),
        }
        start += line.len();
    }
    None
}

/// Lines with anything in them that may stand above a header.
const MOST_ABOVE: usize = 40;

/// As [`find`], of the first line whose fields are those of a header. A name may go on in
/// the next line, within its quotes.
pub(crate) fn find_where(text: &str, fits: &dyn Fn(&[&str]) -> bool) -> Option<(usize, u8)> {
    let mut start = 0;
    let mut seen = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim_end_matches(['\r', '\n']);
        let delimiter = delimiter(text, start);
        let head = head(text, start);
        let fields = Fields::new(head, start, delimiter).map(|field| head[field].trim());
        let fields: Vec<&str> = fields.map(|field| field.trim_matches('"')).collect();
        if fits(&fields) {
            return Some((start, delimiter));
        }
        seen += usize::from(!content.trim_matches([' ', '\t', ';', ',']).is_empty());
        if seen >= MOST_ABOVE {
            return None;
        }
        start += line.len();
    }
    None
}

/// What stands most often between the names of the header that begins at a byte.
fn delimiter(text: &str, start: usize) -> u8 {
    let head = head(text, start);
    let count = |delimiter: u8| Fields::new(head, start, delimiter).count();
    let most = [b',', b';', b'\t'].into_iter().rev();
    most.max_by_key(|&delimiter| count(delimiter))
        .unwrap_or(b',')
}

/// Bytes behind which no name of a header goes on in another line.
const LONGEST: usize = 1 << 16;

/// The text up to where a header that begins at a byte has ended: a quotation mark above a
/// table that is never closed is not to take all of a large file, for each of the lines.
fn head(text: &str, start: usize) -> &str {
    let line = text[start..].find('\n').unwrap_or(text.len() - start);
    let most = text.len().min(start + line.max(LONGEST));
    let end = (start..=most).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(start)]
}

#[cfg(test)]
mod tests {
    use crate::input::csv::CsvInput;
    use crate::input::diagnostic::{Code, Diagnostic};
    use crate::input::source::Source;

    /// The only row of a table with the columns a and b.
    fn row(text: &str) -> Result<Vec<[String; 2]>, Diagnostic> {
        let input = CsvInput::open(&Source::embedded("proef.csv", text))?;
        assert_eq!(input.header(), ["a", "b"]);
        let mut rows = Vec::new();
        input.for_each(|row| {
            rows.push([0, 1].map(|column| row.field(column).to_owned()));
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn what_excel_leaves_around_a_table_is_no_part_of_it() {
        for text in [
            " \n;;;\na;b\n1;2\n",
            "sep=;\r\na;b\r\n1;2\r\n",
            "\nsep=;\n;;\na;b\n1;2\n",
            "a\tb\n1\t2\n",
            "a;b;\n1;2;\n",
            "a;b;;\n1;2\n;;;\n",
        ] {
            assert_eq!(row(text).unwrap(), [["1", "2"]], "{text:?}");
        }
        for text in ["sep=;\n", ";;;\n \n"] {
            assert_eq!(row(text).unwrap_err().code(), Code::LeegBestand, "{text:?}");
        }
        let message = row(";;\na;b;\n1;2;3\n").unwrap_err().to_string();
        assert!(message.contains("proef.csv:3:1"), "{message}");
        let input = CsvInput::open(&Source::embedded("p.csv", "sep=;\na;b\n1;2\n")).unwrap();
        assert_eq!(input.header_place(1).line(), 2);
    }

    #[test]
    fn lines_above_a_header_are_few_whatever_is_blank_between_them() {
        let opened = |above: &str| {
            let source = Source::embedded("p.csv", format!("{above}a;b\n1;2\n"));
            CsvInput::open_where(&source, &|fields| fields == ["a", "b"]).unwrap()
        };
        for above in ["", "Titel\n\n", &"\n".repeat(50), &"Titel;\n".repeat(39)] {
            let input = opened(above).unwrap();
            assert_eq!(input.header(), ["a", "b"], "{above:?}");
            assert_eq!(input.header_place(0).line(), above.lines().count() + 1);
        }
        assert!(opened(&"Titel;\n".repeat(60)).is_none());
    }

    #[test]
    fn a_name_goes_on_in_the_next_line_within_its_quotes() {
        let header = |text: &str, names: &[&str]| {
            let source = Source::embedded("p.csv", text);
            let fits = |fields: &[&str]| fields == names;
            let input = CsvInput::open_where(&source, &fits).unwrap();
            input.map(|input| (input.header().to_vec(), input.header_place(0).line()))
        };
        for (text, line) in [
            ("\"a\nb\";\"c, d\";e\r\n1;2;3\r\n", 1),
            ("Titel\n\n\"a\nb\";\"c, d\";e\n1;2;3\n", 3),
            // A quotation mark in a title ends in the line below it.
            ("een \"titel\n\"a\nb\";\"c, d\";e\n1;2;3\n", 2),
        ] {
            let found = header(text, &["a\nb", "c, d", "e"]).unwrap_or_else(|| panic!("{text:?}"));
            let names = ["a b", "c, d", "e"].map(str::to_owned);
            assert_eq!(found, (Vec::from(names), line), "{text:?}");
        }
        let (names, _) = header("Titel\ra;b\r1;2\r", &["a", "b"]).unwrap();
        assert_eq!(names, ["a", "b"]);
        let long = format!("\"{}\n\";b\n1;2\n", "x".repeat(super::LONGEST));
        let name = format!("{}\n", "x".repeat(super::LONGEST));
        assert!(header(&long, &[&name, "b"]).is_none());
    }
}
