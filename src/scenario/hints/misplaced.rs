//! A key that is not known where it stands: where it does belong, or what a word of the
//! law is called in a scenario.

use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::scenario::schema::{tables, tables_with};
use crate::terms::Text;

/// Abbreviations of the law, and the tables that hold what they stand for.
const OF_THE_LAW: [(&str, &str); 10] = [
    ("lpas", "prognose"),
    ("gpas", "prognose"),
    ("lht", "taakstelling"),
    ("ght", "taakstelling"),
    ("laa", "aantallen.landelijk.asielstatushouder"),
    ("aa", "aantallen.landelijk.asielstatushouder"),
    ("lago", "aantallen.landelijk.gezins_overig"),
    ("ago", "aantallen.landelijk.gezins_overig"),
    ("aao", "aantallen.landelijk.onderwijsroute"),
    ("aia", "aantallen.landelijk.afgerond"),
];

/// An error about an unknown key, with where the key does belong.
pub(in crate::scenario) fn explained(error: Diagnostic) -> Diagnostic {
    let Some(place) = error
        .place()
        .filter(|_| error.code() == Code::OnbekendeSleutel)
    else {
        return error;
    };
    let text = &place.source.text;
    let name = text.get(place.span.clone()).unwrap_or_default();
    let name = name.trim_matches(['"', '\'', ' ']);
    if tables().iter().any(|table| table == name) {
        return below_another(name, place);
    }
    let lower = name.to_lowercase();
    if let Some((_, table)) = OF_THE_LAW.iter().find(|(word, _)| *word == lower) {
        return error.label(Text::new(
            format!("in een scenario heet dit [{table}]"),
            format!("in a scenario this is called [{table}]"),
        ));
    }
    // The heading alone is missing: that is said already.
    if error.message().to_string().contains("[scenario]") {
        return error;
    }
    let known: Vec<String> = tables_with(name)
        .into_iter()
        .map(|table| format!("[{table}]"))
        .collect();
    match known.is_empty() {
        true => error,
        false => error.label(Text::new(
            format!("deze sleutel hoort in {}", known.join(" of ")),
            format!("this key belongs in {}", known.join(" or ")),
        )),
    }
}

/// A table of the scenario that was written below the heading of another: every key is
/// part of the last heading above it, however empty the lines between.
fn below_another(name: &str, place: &Place) -> Diagnostic {
    let above = place
        .source
        .text
        .get(..place.span.start)
        .unwrap_or_default();
    let headings = above.lines().zip(1_usize..).filter_map(|(line, number)| {
        let line = line.trim_start();
        let end = line.find(']')?;
        line.starts_with('[').then(|| (&line[..=end], number))
    });
    let code = Code::OnbekendeSleutel;
    let Some((heading, number)) = headings.last() else {
        let message = Text::new(
            format!("`{name}` is een tabel van het scenario, en hoort hier niet"),
            format!("`{name}` is a table of the scenario, and does not belong here"),
        );
        return Diagnostic::new(code, message)
            .at(place.clone())
            .help(Text::new(
                format!("laat weg wat ervoor staat: {name}..."),
                format!("leave out what stands before it: {name}..."),
            ));
    };
    let heading = match heading.starts_with("[[") {
        true => format!("{heading}]"),
        false => heading.to_owned(),
    };
    let message = Text::new(
        format!("`{name}` is een tabel van het scenario, en hoort niet in {heading}"),
        format!("`{name}` is a table of the scenario, and does not belong in {heading}"),
    );
    let label = Text::new(
        format!("valt onder {heading}, de laatste kop erboven (regel {number})"),
        format!("is part of {heading}, the last heading above it (line {number})"),
    );
    let help = Text::new(
        format!("zet er een kop [{name}] boven, of zet de sleutel boven de eerste kop"),
        format!("put a heading [{name}] above it, or put the key above the first heading"),
    );
    Diagnostic::new(code, message)
        .at(place.clone())
        .label(label)
        .help(help)
}

#[cfg(test)]
mod tests {
    use crate::scenario::load_text;
    use crate::terms::Lang;

    fn told(text: &str) -> String {
        let text = format!("[scenario]\nbasis = \"wi2021\"\n{text}\n");
        let error = load_text("s.toml", &text).unwrap_err();
        error.render(false, Lang::Nl)
    }

    #[test]
    fn a_table_below_another_heading_is_told_why_it_stands_there() {
        let said = told("[[korting]]\npercentage = 0.1\nvanaf = 2030\n\nindex.2028 = 0.02");
        for part in [
            "`index` is een tabel van het scenario, en hoort niet in [[korting]]",
            "de laatste kop erboven (regel 3)",
            "zet er een kop [index] boven",
        ] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn a_key_of_another_table_is_told_which() {
        let said = told("[prestatie]\nverrekening_maand = 5");
        assert!(said.contains("deze sleutel hoort in [kas]"), "{said}");
        let said = told("[index]\npercentage = 0.1");
        assert!(said.contains("deze sleutel hoort in [korting]"), "{said}");
    }

    #[test]
    fn a_word_of_the_law_is_told_what_it_is_called() {
        for (word, table) in [("LPAS", "prognose"), ("LHT", "taakstelling")] {
            let said = told(&format!("[{word}]\n2027 = 1"));
            assert!(said.contains(&format!("heet dit [{table}]")), "{said}");
        }
    }
}
