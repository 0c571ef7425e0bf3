//! Where the table in a CSV text begins, and what stands between its fields.

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
            _ => return Some((start, said.unwrap_or_else(|| delimiter(content)))),
        }
        start += line.len();
    }
    None
}

/// Lines with anything in them that may stand above a header.
const MOST_ABOVE: usize = 40;

/// As [`find`], of the first line whose fields are those of a header.
pub(crate) fn find_where(text: &str, fits: &dyn Fn(&[&str]) -> bool) -> Option<(usize, u8)> {
    let mut start = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        let delimiter = delimiter(content);
        let fields = content.split(char::from(delimiter));
        let fields: Vec<&str> = fields.map(|field| field.trim().trim_matches('"')).collect();
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

/// What stands most often between the names of the header.
fn delimiter(header: &str) -> u8 {
    let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
    let most = [b',', b';', b'\t'].into_iter().rev();
    most.max_by_key(|&delimiter| count(delimiter))
        .unwrap_or(b',')
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
}
