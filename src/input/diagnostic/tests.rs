//! What a message shows, and where.

use super::*;

#[test]
fn the_name_of_a_code_can_be_searched_for() {
    assert_eq!(Code::OnbekendeSleutel.name(), "onbekende-sleutel");
    assert_eq!(Code::GeenUtf8.name(), "geen-utf8");
}

#[test]
fn a_message_shows_file_line_column_and_excerpt() {
    let source = Source::embedded("proef.toml", "[scenario]\nnaam = 3\n");
    let message = Diagnostic::new(
        Code::VerkeerdType,
        Text::fixed("verkeerd type", "wrong type"),
    )
    .at(Place {
        source,
        span: 18..19,
    })
    .label(Text::fixed("verwacht: tekst", "expected: text"))
    .render(false, Lang::Nl);
    assert!(
        message.contains("fout[verkeerd-type]: verkeerd type"),
        "{message}"
    );
    assert!(message.contains("proef.toml:2:8"), "{message}");
    assert!(message.contains("naam = 3"), "{message}");
    assert!(message.contains("verwacht: tekst"), "{message}");
}

#[test]
fn nothing_is_lost_on_a_narrow_screen_and_no_sentence_is_wider() {
    let told = Diagnostic::new(
        Code::CsvFout,
        Text::same("een twee drie vier ".repeat(6).trim().to_owned()),
    )
    .at(Place {
        source: Source::embedded("p.csv", "abc,d\n"),
        span: 0..3,
    })
    .label(expected("vijf zes zeven acht negen"))
    .help(Text::same(
        "tien elf twaalf dertien ".repeat(6).trim().to_owned(),
    ));
    for columns in 40..90 {
        let text = told.render_within(false, Lang::Nl, Width::of(columns));
        let words = text.split_whitespace();
        let words: Vec<&str> = words.filter(|word| *word != "|").collect();
        let count = |wanted: &str| words.iter().filter(|word| **word == wanted).count();
        assert_eq!(
            [count("vijf"), count("negen"), count("twaalf")],
            [1, 1, 6],
            "{text}"
        );
        assert!(text.contains("abc,d"), "{text}");
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(columns), "{columns}: {text}");
    }
}

#[test]
fn a_message_is_cut_between_two_letters() {
    let said = |text: String| {
        Diagnostic::new(Code::CsvFout, Text::same(text))
            .message()
            .to_string()
    };
    let most = "x".repeat(500);
    assert_eq!(said(most.clone()), most);
    assert_eq!(said(format!("{most}x")), format!("{most}..."));
    // Byte 500 is the second half of an é.
    let cut = format!("x{}...", "é".repeat(249));
    assert_eq!(said(format!("x{}", "é".repeat(300))), cut);
}

#[test]
fn a_line_to_import_is_told_once() {
    let with = |help: &str| {
        let told = Diagnostic::new(Code::CsvFout, Text::fixed("fout", "wrong"));
        let told = told
            .help(Text::same(help.to_owned()))
            .or_help(Text::fixed("spuk import b", ""));
        told.advice().unwrap().to_string()
    };
    assert_eq!(with("spuk import a"), "spuk import a");
    assert_eq!(with("vul in"), "vul in; spuk import b");
}

#[test]
fn what_the_system_refuses_is_said_in_both_languages() {
    for kind in [
        io::ErrorKind::NotFound,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::NotADirectory,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::StorageFull,
        io::ErrorKind::FileTooLarge,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::InvalidFilename,
    ] {
        let said = refusal(&kind.into());
        assert_ne!(said.of(Lang::Nl), said.of(Lang::En), "{kind}");
    }
}

#[test]
fn a_column_counts_characters_from_the_start_of_its_line() {
    let source = Source::embedded("p.csv", "één\nré,x\n");
    let at = |start: usize| Place {
        source: Arc::clone(&source),
        span: start..start + 1,
    };
    let x = source.text.find('x').unwrap();
    assert_eq!((at(x).line(), at(x).column()), (2, 4));
    assert_eq!((at(0).line(), at(0).column()), (1, 1));
}
