//! A column more, declared in the register and measured in the run and known nowhere
//! else, stands in every output.
//!
//! It is another program that these try, with a feature that nobody has:
//! `cargo test --features proefkolom,parquet --test new_column`.

use assert_cmd::Command;
use calamine::{DataType, Reader, Xlsx, open_workbook};
use tempfile::TempDir;

const NAME: &str = "proefkolom";

/// The program that has the column.
fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_spuk"))
}

/// What the program prints.
fn output(arguments: &[&str]) -> String {
    let mut command = program();
    let done = command.args(arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).expect("text")
}

fn holds(arguments: &[&str], text: &str) {
    let output = output(arguments);
    assert!(output.contains(text), "{arguments:?}: no {text:?}");
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_run_shows_it() {
    holds(&["run"], "\n Proefkolom, voor de tests ");
    holds(&["run", "--lang", "en"], "\n Trial column, for the tests ");
    holds(&["run", "--level", "provincie"], " proefkolom");
    holds(
        &["run", "--level", "provincie", "--lang", "en"],
        " trial column",
    );
    let csv = output(&["run", "--format", "csv"]);
    assert!(
        csv.lines()
            .next()
            .expect("a header")
            .ends_with(",proefkolom")
    );
    holds(&["run", "--format", "json"], "\"proefkolom\": ");
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_comparison_compares_it() {
    let compare = ["compare", "wi2021", "oud-ritme"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    // Nothing differs in it here, and that is said too.
    holds(&with(&[]), "Proefkolom");
    holds(&with(&["--veld", NAME]), "\nProefkolom, 20");
    holds(&with(&["--format", "csv"]), ",\"proefkolom\",");
    holds(&with(&["--format", "json"]), "\"veld\": \"proefkolom\"");
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_simulation_keeps_it() {
    let draws = ["simulate", "wi2021", "--draws", "2", "--format", "csv"];
    holds(&draws, ",\"proefkolom\",");
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_report_has_it_on_the_page_and_in_the_workbook() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().to_str().expect("a path").to_owned();
    let words = [
        ("nl", "Proefkolom", "Proefkolom, voor de tests"),
        ("en", "Trial column", "Trial column, for the tests"),
    ];
    for (lang, heading, label) in words {
        output(&[
            "report", "wi2021", "--draws", "2", "--out", &out, "--lang", lang,
        ]);
        let files = std::fs::read_dir(&out).expect("the report");
        let paths = files.map(|file| file.expect("a file").path());
        let (books, pages): (Vec<_>, Vec<_>) =
            paths.partition(|path| path.extension().is_some_and(|end| end == "xlsx"));
        let page = std::fs::read_to_string(&pages[0]).expect("the page");
        assert!(page.contains(&format!("\"kolom.proefkolom\":\"{label}\"")));
        assert!(
            page.contains("\"kas\",\"proefkolom\"],\"personen\""),
            "with a gemeente"
        );
        let mut book: Xlsx<_> = open_workbook(&books[0]).expect("the workbook");
        // The summary, all gemeenten, and the draws.
        let sheets = book.worksheets();
        let with_it = sheets.iter().filter(|(_, cells)| {
            let mut texts = cells
                .used_cells()
                .filter_map(|(_, _, cell)| cell.get_string());
            texts.any(|text| text == heading)
        });
        assert_eq!(with_it.count(), 3, "{lang}");
    }
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_scenario_may_expect_it() {
    holds(&["schema"], "\"proefkolom\"");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("s.toml");
    let scenario = "[scenario]\nnaam = \"s\"\nbasis = \"wi2021\"\n\n\
         [[verwacht]]\njaar = 2027\nveld = \"proefkolom\"\nbedrag = 1\n";
    std::fs::write(&path, scenario).expect("a scenario");
    let mut command = program();
    let path = path.to_str().expect("a path");
    let done = command.args(["check", path]).assert().code(1);
    let said = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    assert!(
        said.contains("Nederland 2027 Proefkolom: verwacht 1,00"),
        "{said}"
    );
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn a_shell_completes_it_and_the_register_prints_it() {
    for shell in ["bash", "zsh", "fish"] {
        holds(&["completions", shell], NAME);
    }
    for form in ["table", "csv", "json", "markdown"] {
        holds(&["columns", "--format", form], NAME);
    }
}

#[test]
#[cfg_attr(
    not(feature = "proefkolom"),
    ignore = "needs --features proefkolom, which .ci/run asks for"
)]
fn an_explanation_of_it_is_refused_by_name() {
    let mut command = program();
    let call = [
        "explain",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2027",
        "--veld",
        NAME,
    ];
    let done = command.args(call).assert().code(2);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(
        said.contains("van de kolom `proefkolom` is geen uitleg"),
        "{said}"
    );
}
