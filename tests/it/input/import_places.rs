//! `spuk import`: gemeenten and provincies that share a code or a name, gemeenten of before
//! a herindeling, and totals that can be read in two ways.

use serde_json::{Value, json};

use super::import::{asked, imported};

#[test]
fn a_code_of_a_gemeente_beside_another_area_is_a_fault() {
    let of = |row: &str| format!("Code;Regio;Jaar;Groep;Aantal\n{row}\n228;Ede;2024;asiel;3\n");
    for (row, told) in [
        (
            "513;Zuid-Holland;2024;asiel;9",
            "`513` is niet de code van Zuid-Holland",
        ),
        ("24;Flevoland;2024;asiel;9", "GM0024 is Loppersum"),
        ("513;COA;2024;asiel;9", "`513` is niet de code van COA"),
        (
            "513;Noord-Nederland (LD);2024;asiel;9",
            "laat de code leeg waar de rij over geen gemeente gaat",
        ),
        (
            "onbekend;Gouda;2024;asiel;9",
            "`onbekend` is niet de code van Gouda",
        ),
    ] {
        let said = asked(&of(row), &[]);
        assert!(said.contains(told), "{row}: {said}");
    }
    // A code of the provincie says that it is the provincie, whatever its name.
    for row in [
        "PV26;Utrecht;2024;asiel;9",
        ";Zuid-Holland;2024;asiel;9",
        "29;Zeeland;2024;asiel;9",
    ] {
        let (csv, account) = imported(&of(row), &[]);
        assert_eq!(csv.lines().count(), 2, "{row}: {csv}");
        assert_eq!(account["weggelaten"][0]["reden"], "gebied", "{row}");
    }
    // A column that says in which provincie a gemeente lies is no name of it.
    let (csv, _) = imported(
        "Code;Regio;Jaar;Groep;Aantal\n513;Zuid-Holland;2024;asiel;9\n",
        &["--kolom", "provincie=Regio"],
    );
    assert!(
        csv.ends_with("\nGM0513,asielstatushouder,2024,9\n"),
        "{csv}"
    );
}

#[test]
fn a_name_among_provincies_that_is_one_of_a_gemeente_too_is_asked_for() {
    let of = |rows: &[&str]| format!("Code;Regio;Inwoners 2025\n{}\n", rows.join("\n"));
    for rows in [
        [";Zeeland;390", ";Groningen;600"],
        [";\"Groningen\";600", ";Zeeland;390"],
    ] {
        let said = asked(&of(&rows), &[]);
        assert!(
            said.contains("`Groningen` kan de gemeente of de provincie zijn"),
            "{said}"
        );
        assert!(said.contains("de provincie Zeeland"), "{said}");
        assert!(said.contains("`Groningen (PV)`"), "{said}");
    }
    let counts = "Gemeente;Groep;Jaar;Aantal\nUtrecht;asiel;2024;4\nFriesland;asiel;2024;7\n";
    let said = asked(counts, &[]);
    assert!(
        said.contains("rij 3 is van de provincie Friesland"),
        "{said}"
    );
    // What says which it is, and what has no provincie beside it, is read.
    for rows in [
        [";Zeeland;390", ";Groningen (gemeente);600"],
        [";Zeeland;390", "14;Groningen;600"],
        ["PV29;Zeeland;390", ";Groningen;600"],
        [";Zeeland (PV);390", ";Groningen;600"],
        [";Nederland;390", ";Groningen;600"],
    ] {
        let (csv, _) = imported(&of(&rows), &[]);
        assert!(csv.contains("\nGM0014,"), "{rows:?}: {csv}");
    }
}

#[test]
fn a_total_that_can_be_two_numbers_is_the_one_that_the_rows_add_up_to() {
    let told = |total: &str| {
        let text =
            format!("Gemeente;Jaar;AGO\nEde;2023;1500\nGouda;2023;250\nNederland;2023;{total}\n");
        let (_, account) = imported(&text, &[]);
        let people = account["weggelaten"][0]["mensen"].clone();
        (account["opmerkingen"].clone(), people)
    };
    for total in ["1750", "1.750", "1,750", "1 750"] {
        assert_eq!(told(total), (json!([]), json!(1750)), "{total}");
    }
    // What is no number says nothing of the sum.
    for total in ["x", "<5", "", "1750,5", "onbekend"] {
        assert_eq!(told(total), (json!([]), json!(0)), "{total}");
    }
    for (total, said) in [("1.751", "samen `1.751` is"), ("1751", "samen 1751 is")] {
        let (notes, _) = told(total);
        let note = notes[0].as_str().unwrap_or_default();
        assert!(note.contains(said), "{total}: {note}");
        assert!(note.ends_with("tellen op tot 1750"), "{note}");
    }
}

/// A herindeling finds a gemeente that ended by its name.
#[test]
fn a_gemeente_of_before_a_herindeling_has_the_name_that_it_ended_under() {
    let of = |naam: &str| {
        let text = format!("Code;Gemeente;Provincie;Inwoners 2025\n304;{naam};Gelderland;12000\n");
        let (csv, account) = imported(&text, &[]);
        let row = csv.lines().nth(1).unwrap_or_default().to_owned();
        (row, account["opmerkingen"].clone())
    };
    for naam in ["Neerijnen", "gem. Neerijnen", "NEERIJNEN", "West Betuwe"] {
        let (row, notes) = of(naam);
        assert_eq!(row, "GM0304,Neerijnen,Gelderland,12000", "{naam}");
        assert!(notes.to_string().contains("(GM0304)"), "{naam}: {notes}");
    }
    // A gemeente that is made up keeps the name that it was given.
    let (row, notes) = of("Nieuwstad");
    assert_eq!(row, "GM0304,Nieuwstad,Gelderland,12000");
    assert_eq!(notes, Value::Array(Vec::new()));
}
