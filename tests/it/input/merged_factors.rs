//! Factors of gemeenten that herindelingen end.

use spuk::internals::input::diagnostic::Code;
use spuk::internals::model::Model;

use crate::common::Folder;

/// Two gemeenten that become one which was not there before.
const CHANGES: &str = "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
    2027-01-01,GM0873,Woensdrecht,GM9902,Brabantse Wal,opgegaan\n\
    2027-01-01,GM0748,Bergen op Zoom,GM9902,Brabantse Wal,opgegaan\n";

const OWN: &str = "[scenario]\nbasis = \"b.toml\"\n[gemeenten]\nherindelingen = \"h.csv\"\n";

/// A scenario with these herindelingen, of a basis with these tables.
fn folder(basis: &str, more: &str) -> Folder {
    Folder::with(&[
        (
            "b.toml",
            &format!("[scenario]\nbasis = \"wi2021\"\n{basis}"),
        ),
        ("s.toml", &format!("{OWN}{more}")),
        ("h.csv", CHANGES),
    ])
}

/// What a run says beside its figures.
fn told(folder: &Folder) -> String {
    let output = folder.spuk(&["run", "s.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

/// A scenario with a factor for the successor and no herindelingen: what it should come to.
fn costs(folder: &Folder, name: &str) -> i64 {
    let model: Model = folder.load_with(name, &[]).unwrap();
    let run = model.project().unwrap();
    let place = model.gemeenten.index_of("GM9902").unwrap();
    let year = &run.jaren[4];
    let column = spuk::internals::columns::Column::Kosten;
    run.local(column, year.jaar, place).unwrap()
}

#[test]
fn a_factor_of_one_of_two_that_merge_has_to_be_said_anew() {
    let folder = folder("[kenmerken.GM0873]\nkosten = 1.25\n", "");
    let said = [
        "Woensdrecht (GM0873) gaat op in Brabantse Wal (GM9902)",
        "[kenmerken.GM9902] kosten = ...",
        "b.toml:3:1",
    ];
    folder.refuses(&["run", "s.toml"], Code::GemeenteOnbekend, &said);
    // As it is elsewhere, and as is said of it.
    folder.accepts(&["run", "b.toml"]);
    let other = format!("{OWN}[kenmerken.GM9902]\nkosten = 0.8\n");
    folder.write("s.toml", &other);
    let gives_way = "kosten Woensdrecht (GM0873) → Brabantse Wal (GM9902): telt niet";
    assert!(told(&folder).contains(gives_way));
    folder.write("los.toml", other.replace("b.toml", "wi2021"));
    assert_eq!(costs(&folder, "s.toml"), costs(&folder, "los.toml"));
    // A factor of 1 is none.
    folder.write("s.toml", format!("{OWN}[kenmerken.GM0873]\nkosten = 1\n"));
    assert!(!told(&folder).contains("factoren van"));
}

#[test]
fn a_factor_that_all_parts_share_goes_along() {
    let both = "[kenmerken.GM0873]\nkosten = 1.25\n[kenmerken.GM0748]\nkosten = 1.25\n";
    let own = folder(both, "");
    let said = told(&own);
    assert!(
        said.contains("Bergen op Zoom (GM0748) → Brabantse Wal (GM9902)"),
        "{said}"
    );
    assert!(said.contains("gaat mee"), "{said}");
    let alone = OWN.replace("b.toml", "wi2021");
    own.write(
        "los.toml",
        format!("{alone}[kenmerken.GM9902]\nkosten = 1.25\n"),
    );
    own.write("zonder.toml", &alone);
    assert_eq!(costs(&own, "s.toml"), costs(&own, "los.toml"));
    assert_ne!(costs(&own, "s.toml"), costs(&own, "zonder.toml"));
    let asked = [
        "explain",
        "s.toml",
        "--gemeente",
        "GM9902",
        "--jaar",
        "2028",
        "--veld",
        "kosten",
        "--depth",
        "alles",
    ];
    let (explained, _) = own.accepts(&asked);
    assert!(explained.contains("b.toml"), "{explained}");
    // Neither does a comparison with who has other herindelingen ask for more.
    own.accepts(&["compare", "s.toml", "wi2021"]);
    own.accepts(&["compare", "b.toml", "s.toml"]);
    // Where they differ nobody says what holds.
    let other = folder(&both.replacen("1.25", "1.2", 1), "");
    let said = ["welke factor `kosten` daar geldt"];
    other.refuses(&["run", "s.toml"], Code::GemeenteOnbekend, &said);
}

#[test]
fn rows_of_gemeenten_that_merge_are_as_keys_of_them() {
    let file = "[kenmerken]\nbestand = \"k.csv\"\n";
    let own = folder(file, "");
    let rows = |one: &str, other: &str| {
        format!("gm_code,kosten,afronding\nGM0748,{one},\nGM0344,0.9,\nGM0873,{other},\n")
    };
    own.write("k.csv", rows("1.5", "1.5"));
    assert!(told(&own).contains("gaat mee"));
    own.write("k.csv", rows("1.5", "1"));
    let said = ["Bergen op Zoom (GM0748) gaat op", "k.csv:2:8"];
    own.refuses(&["run", "s.toml"], Code::GemeenteOnbekend, &said);
    own.write("k.csv", rows("1", ""));
    assert!(!told(&own).contains("factoren van"));
    own.write("k.csv", rows("1.5", "1.5") + "GM0748,1.5,\n");
    own.refuses(
        &["run", "s.toml"],
        Code::DubbeleRij,
        &["GM0748 staat er twee keer"],
    );
    own.write("k.csv", rows("1.5", "1.5") + "GM0999,1.5,\n");
    let said = ["`GM0999` bestaat niet"];
    own.refuses(&["run", "s.toml"], Code::GemeenteOnbekend, &said);
}

/// Who went into a gemeente that was there before is a part of it that has another factor.
#[test]
fn a_gemeente_that_took_in_another_keeps_its_own_factor() {
    let own = folder("[kenmerken.GM0457]\nafronding = 1.1\n", "");
    let said = ["Weesp (GM0457) gaat op in Amsterdam (GM0363)"];
    own.refuses(&["run", "b.toml"], Code::GemeenteOnbekend, &said);
    own.write(
        "b.toml",
        "[scenario]\nbasis = \"wi2021\"\n[kenmerken.GM0457]\nafronding = 1.1\n[kenmerken.GM0363]\nafronding = 0.95\n",
    );
    own.accepts(&["run", "b.toml"]);
}

#[test]
fn an_import_of_factors_names_who_has_them_now() {
    let text = |factor: &str| format!("Gemeente;Kosten\nWestvoorne;{factor}\nEde;1,2\n");
    let own = Folder::with(&[("in.csv", &text("1,1"))]);
    let import = ["import", "in.csv", "--out", "k.csv"];
    let said = [
        "Westvoorne is opgegaan in Voorne aan Zee (GM1992)",
        "laat deze rij weg",
        "in.csv:2:1",
    ];
    own.refuses(&import, Code::GemeenteOnbekend, &said);
    // What it writes a scenario reads.
    own.write("in.csv", text("1"));
    own.accepts(&import);
    own.write(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\n[kenmerken]\nbestand = \"k.csv\"\n",
    );
    own.accepts(&["run", "s.toml"]);
}
