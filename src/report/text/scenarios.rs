//! The embedded scenarios, for people.

use std::fmt::Write;

use crate::scenario::ShippedScenario;
use crate::terms::{Lang, Width};

/// Every scenario with its name and its question. Questions are in Dutch, as they stand
/// in the scenarios.
pub fn scenarios_table(scenarios: &[ShippedScenario], lang: Lang, width: Width) -> String {
    let mut text = String::new();
    for one in scenarios {
        let (naam, titel, vraag) = (one.naam, &one.titel, &one.omschrijving);
        writeln!(text, "{naam} · {titel}\n  {vraag}").expect("writing to memory");
    }
    let more = lang.choose(
        "spuk show NAAM toont de tekst; een naam kan overal waar een SCENARIO gevraagd wordt",
        "spuk show NAME shows the text; a name can stand wherever a SCENARIO is asked for",
    );
    writeln!(text, "\n{more}").expect("writing to memory");
    width.wrapped(&text)
}
