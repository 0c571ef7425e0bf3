//! Examples of every command, for its help and its man page: each is a call that works as
//! it stands, with the embedded scenarios alone, or says which file of yours it takes.

use crate::terms::{Lang, Text};

/// A call, and what it is for.
pub(crate) struct Example {
    pub call: &'static str,
    pub what: Text,
}

const fn example(call: &'static str, nl: &'static str, en: &'static str) -> Example {
    Example {
        call,
        what: Text::fixed(nl, en),
    }
}

/// The examples of a command; of the program itself by its own name.
pub(crate) fn of(command: &str) -> &'static [Example] {
    let known = EXAMPLES.iter().find(|(name, _)| *name == command);
    known.map_or(&[], |(_, examples)| examples)
}

/// The examples as they stand below the help; nothing where there are none.
pub(crate) fn help(command: &str, lang: Lang) -> String {
    let examples = of(command);
    if examples.is_empty() {
        return String::new();
    }
    let mut text = lang.choose("Voorbeelden:", "Examples:").to_owned();
    for example in examples {
        text.push_str(&format!(
            "\n  {}\n      {}",
            example.call,
            example.what.of(lang)
        ));
    }
    text
}

static EXAMPLES: [(&str, &[Example]); 21] = [
    (
        "spuk",
        &[
            example(
                "spuk",
                "Geldend recht, heel Nederland",
                "The law in force, all of the country",
            ),
            example(
                "spuk compare oud-ritme wi2021",
                "Twee scenario's naast elkaar",
                "Two scenarios side by side",
            ),
        ],
    ),
    (
        "list",
        &[example(
            "spuk list",
            "Welke scenario's er zijn, en welke vraag elk beantwoordt",
            "Which scenarios there are, and which question each answers",
        )],
    ),
    (
        "show",
        &[
            example(
                "spuk show wi2021 --regels",
                "De tekst waar bronnen als wi2021.toml:59 naar wijzen",
                "The text that sources such as wi2021.toml:59 point into",
            ),
            example(
                "spuk show wi2021 --set prestatie.aandeel=0.2",
                "Wat er met --set anders is, als scenario om te bewaren",
                "What --set makes different, as a scenario to keep",
            ),
        ],
    ),
    (
        "run",
        &[
            example(
                "spuk run --gemeente Utrecht --jaar 2026-2028",
                "Drie jaren van Utrecht",
                "Three years of Utrecht",
            ),
            example(
                "spuk run --level gemeente --format csv-nl --out gemeenten.csv",
                "Alle gemeenten, om te openen in Excel",
                "All gemeenten, for Excel in Dutch",
            ),
            example(
                "spuk run wi2021 korting-2028 --format csv",
                "Twee scenario's in een tabel, met hun naam",
                "Two scenarios in one table, by name",
            ),
        ],
    ),
    (
        "amounts",
        &[example(
            "spuk amounts --jaar 2026,2027",
            "Bedragen en gewichten, jaar na jaar",
            "Amounts and weights, year by year",
        )],
    ),
    (
        "explain",
        &[
            example(
                "spuk explain --jaar 2026",
                "Bedragen die het Rijk betaalt",
                "Amounts paid by the state",
            ),
            example(
                "spuk explain --gemeente Utrecht --jaar 2027 --veld kas --depth 3",
                "Drie lagen diep",
                "Three layers deep",
            ),
        ],
    ),
    (
        "backtest",
        &[example(
            "spuk backtest --format csv",
            "Model en telling naast elkaar",
            "Model and count side by side",
        )],
    ),
    (
        "simulate",
        &[example(
            "spuk simulate wi2021 korting-2028 --draws 200",
            "Tweehonderd trekkingen, en hun verschil",
            "Two hundred draws, and their difference",
        )],
    ),
    (
        "merge",
        &[example(
            "spuk merge deel-1 deel-2 --format csv",
            "Delen samenvoegen",
            "Parts put together",
        )],
    ),
    (
        "compare",
        &[
            example(
                "spuk compare zonder-prestatie wi2021 --jaar 2027",
                "Wie wint en wie verliest",
                "Who gains and who loses",
            ),
            example(
                "spuk compare wi2021 korting-2028 --fail-if 'kas<-2.5%'",
                "Status 1 bij een daling boven 2,5%",
                "Status 1 if it falls by over 2.5%",
            ),
        ],
    ),
    (
        "sensitivity",
        &[
            example(
                "spuk sensitivity --veld kas --jaar 2028",
                "Welk cijfer het meest telt voor de kas van 2028",
                "Which figure matters most to the kas of 2028",
            ),
            example(
                "spuk sensitivity wi2021 oud-ritme --stap 5%",
                "Wat het verschil van twee scenario's beweegt",
                "What moves the difference of two scenarios",
            ),
        ],
    ),
    (
        "solve",
        &[
            example(
                "spuk solve --doel 'uitkering_definitief<=340mln' --jaar 2028-2031 --varieer index",
                "Een groei per jaar waarmee het binnen 340 miljoen blijft",
                "A growth per year that stays within 340 million",
            ),
            example(
                "spuk solve --varieer 'betaalritme.1.totaal:1>3' --tegen tekort",
                "Wat elke verschuiving van het ritme oplevert",
                "What every shift of the rhythm buys",
            ),
        ],
    ),
    (
        "report",
        &[example(
            "spuk report oud-ritme wi2021 --out rapport",
            "Pagina en werkmap",
            "Page and workbook",
        )],
    ),
    (
        "check",
        &[
            example(
                "spuk check scenarios --require-baseline",
                "Alles onder scenarios, in CI",
                "All below scenarios, in CI",
            ),
            example(
                "spuk check scenarios --bless",
                "Baselines opnieuw schrijven",
                "Write baselines anew",
            ),
        ],
    ),
    (
        "serve",
        &[example(
            "spuk serve --map scenarios",
            "Scenario's uit een map, voor Excel en de browser",
            "Scenarios of a folder, for Excel and the browser",
        )],
    ),
    (
        "columns",
        &[example(
            "spuk columns --format csv",
            "Kolommen, als tabel",
            "Columns, as a table",
        )],
    ),
    (
        "import",
        &[
            example(
                "spuk import duo.xlsx --out aantallen.csv",
                "Een werkmap van DUO, als bestand voor [aantallen]",
                "A workbook of DUO, as a file for [aantallen]",
            ),
            example(
                "spuk import lijst.csv --kolom aantal=Personen --klein 2",
                "Een eigen kolomnaam, en 2 voor elke <5",
                "A column name of your own, and 2 for every <5",
            ),
        ],
    ),
    (
        "init",
        &[example(
            "spuk init mijn-scenario",
            "Begin eigen werk",
            "Begin your own work",
        )],
    ),
    (
        "schema",
        &[example(
            "spuk schema > spuk.schema.json",
            "Schema, gebruikt door editors",
            "Schema, used by editors",
        )],
    ),
    (
        "completions",
        &[example(
            "spuk completions bash > ~/.local/share/bash-completion/completions/spuk",
            "Aanvullingen in bash",
            "Completions in bash",
        )],
    ),
    (
        "man",
        &[example("spuk man run | man -l -", "Lees nu", "Read it now")],
    ),
];
