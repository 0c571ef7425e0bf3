//! Rows, places and people of a CSV.

use super::*;

fn rows(text: &str) -> Result<Vec<Vec<String>>, Diagnostic> {
    let input = CsvInput::open(&Source::embedded("proef.csv", text))?;
    let mut rows = Vec::new();
    input.for_each(|row| {
        rows.push(
            (0..input.header().len())
                .map(|c| row.field(c).to_owned())
                .collect(),
        );
        Ok(())
    })?;
    Ok(rows)
}

#[test]
fn semicolons_are_read_as_excel_writes_them() {
    assert_eq!(rows("a;b\r\n1;2\r\n").unwrap(), [["1", "2"]]);
}

#[test]
fn a_comma_inside_quotes_does_not_divide() {
    assert_eq!(
        rows("a,b\n\"Nuenen, Gerwen\",2\n").unwrap(),
        [["Nuenen, Gerwen", "2"]]
    );
}

#[test]
fn a_row_knows_its_line_past_blank_ones_and_breaks_within_quotes() {
    let text = "a,b\n\n1,\"x\ny\"\r\n\r\n3,4\n";
    let input = CsvInput::open(&Source::embedded("proef.csv", text)).unwrap();
    let mut lines = Vec::new();
    input
        .for_each(|row| {
            lines.push(row.line());
            Ok(())
        })
        .unwrap();
    assert_eq!(lines, [3, 6]);
}

#[test]
fn a_quotation_mark_is_closed_or_is_no_beginning() {
    for text in [
        "a,b\n\"x \"\"y\"\" z\",2\n",
        "a,b\n5\" pijp,2\n",
        "a,b\n\"x\",5\"\n",
    ] {
        assert_eq!(rows(text).unwrap().len(), 1, "{text}");
    }
    for text in [
        "a,b\n\"x,2\n",
        "a,b\n1,\"x\n",
        "a,b\r\"x,2\r",
        "a,b\n1,\"x \"\"\n",
    ] {
        let told = rows(text).unwrap_err();
        let place = told.place().unwrap();
        assert_eq!(place.span.start, text.find('"').unwrap(), "{text}");
        assert_eq!(place.span.len(), 1);
    }
}

#[test]
fn a_place_is_that_of_its_field() {
    let text = "a,b,c\n\"x, y\",2,drie\r\n4,\"\"\"5\"\"\",6";
    let source = Source::embedded("proef.csv", text);
    let input = CsvInput::open_where(&source, &|_| true).unwrap().unwrap();
    let mut told = Vec::new();
    input
        .for_each(|row| {
            told.extend([1, 2, 3].map(|column| text[row.place(column).span].to_owned()));
            Ok(())
        })
        .unwrap();
    // Behind the last field stands nothing.
    assert_eq!(told, ["2", "drie", "", "\"\"\"5\"\"\"", "6", ""]);
    assert_eq!(&text[input.header_place(2).span], "c");
}

/// A mark within a field is text; what stands between quotes is one field.
#[test]
fn a_quotation_mark_within_a_field_moves_no_place() {
    let text = "a;b;c\n5\" pijp;x;\"d;e\"\n";
    let source = Source::embedded("proef.csv", text);
    let input = CsvInput::open(&source).unwrap();
    let mut told = Vec::new();
    let read = input.for_each(|row| {
        told.extend([0, 1, 2].map(|column| text[row.place(column).span].to_owned()));
        Ok(())
    });
    assert!(read.is_ok());
    assert_eq!(told, ["5\" pijp", "x", "\"d;e\""]);
}

#[test]
fn people_are_whole_and_no_more_than_there_can_be() {
    let people = |text: &str| {
        let input = CsvInput::open(&Source::embedded("proef.csv", format!("aantal\n{text}\n")));
        let mut people = None;
        let read = input?.for_each(|row| {
            people = Some(row.people(0)?);
            Ok(())
        });
        read.map(|()| people)
    };
    assert_eq!(people("20000000").unwrap(), Some(20_000_000));
    assert_eq!(people("007").unwrap(), Some(7));
    for text in ["20000001", "-5", "+5", "1.5"] {
        assert_eq!(
            people(text).unwrap_err().code(),
            Code::BuitenBereik,
            "{text}"
        );
    }
}

#[test]
fn columns_are_those_that_are_known_and_each_stands_once() {
    let open = |text: &str| CsvInput::open(&Source::embedded("proef.csv", text));
    assert_eq!(open("a,b,a\n").err().unwrap().place().unwrap().column(), 5);
    let input = open("a,bestnad\n").unwrap();
    assert!(input.only(&["a", "bestnad"]).is_ok());
    let told = input.only(&["a", "bestand"]).unwrap_err().to_string();
    for word in [
        "proef.csv:1:3",
        "bedoelt u `bestand`?",
        "bekende kolommen: a, bestand",
    ] {
        assert!(told.contains(word), "{told}");
    }
    let peeked = CsvInput::peek(&Source::embedded("proef.csv", "\na; b\n1;2\n"));
    assert_eq!(peeked.unwrap(), ["a", "b"]);
}

#[test]
fn only_a_table_of_people_is_one_of_counts() {
    for (header, is_one) in [
        ("gm_code,groep,jaar,aantal", true),
        ("gm_code,inwoners_2024", true),
        ("gm_code,kosten", false),
    ] {
        let text = format!("{header}\n1\n");
        let input = CsvInput::open_where(&Source::embedded("p.csv", text), &|_| true);
        let mut seen = None;
        let read = input.unwrap().unwrap().for_each(|row| {
            seen = Some(row.is_counted());
            Ok(())
        });
        assert!(read.is_ok());
        assert_eq!(seen, Some(is_one), "{header}");
    }
}

#[test]
fn a_short_row_is_named_by_its_line() {
    let message = rows("a,b\n1,2\n3\n").unwrap_err().to_string();
    assert!(message.contains("proef.csv:3:1"), "{message}");
}
