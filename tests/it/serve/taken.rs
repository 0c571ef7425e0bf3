//! What is taken along from an address: the scenario itself, and tables as workbooks.

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};

use super::{MOMENT, Reply, Server};
use crate::common::{Folder, in_project};

fn printed(folder: &Folder, arguments: &[&str]) -> String {
    let mut command = folder.spuk(arguments);
    let output = command.env("SOURCE_DATE_EPOCH", MOMENT).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A query with these settings.
fn query(settings: &[&str]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(settings.iter().map(|setting| ("set", *setting)));
    query.finish()
}

/// What stands in an address loads on the command line, and gives the same figures.
#[test]
fn a_scenario_that_is_taken_along_gives_the_same_figures() {
    let folder = Folder::with_basis();
    let server = Server::of(folder.root());
    let all: [(&str, &[&str]); 4] = [
        ("wi2021", &["prestatie.aandeel=0.2"]),
        (
            "oud-ritme",
            &[
                "korting.0.tot=2027",
                "index.2028={ waarde = 0.05, bron = \"raming \\\"hoog\\\"\", status = \"aanname\" }",
                "scenario.tot=2030",
            ],
        ),
        (
            "wi2021",
            &[
                "betaalritme.1.totaal=[0.5,0.3,0.2]",
                "prestatie.aandeel=0.15",
            ],
        ),
        ("s.toml", &["index.2026=0.04"]),
    ];
    for (scenario, settings) in all {
        let given: Vec<&str> = settings.iter().flat_map(|one| ["--set", *one]).collect();
        let shown = [&["show", scenario], &given[..]].concat();
        let mut command = folder.spuk(&[&["run", scenario], &given[..]].concat());
        if !command.output().unwrap().status.success() {
            panic!("{scenario} {settings:?} is no question");
        }
        let path = format!("/api/show.toml?scenario={scenario}&{}", query(settings));
        let reply = server.get(&path);
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert_eq!(reply.text(), printed(&folder, &shown));
        assert_eq!(reply.header("content-type"), Some("application/toml"));
        folder.write("meegenomen.toml", &reply.body);
        let run = ["--level", "gemeente", "--format", "csv"];
        let asked = [&["run", scenario], &given[..], &run].concat();
        let taken = [&["run", "meegenomen.toml"], &run[..]].concat();
        assert_eq!(
            printed(&folder, &taken),
            printed(&folder, &asked),
            "{}",
            reply.text()
        );
        let compared = [
            "simulate",
            "meegenomen.toml",
            "--draws",
            "6",
            "--format",
            "csv",
        ];
        let drawn = [
            &["simulate", scenario],
            &given[..],
            &["--draws", "6", "--format", "csv"],
        ]
        .concat();
        assert_eq!(printed(&folder, &compared), printed(&folder, &drawn));
    }
}

#[test]
fn a_name_of_ones_own_is_the_name_of_the_file_too() {
    let server = Server::start(&[]);
    let path = "/api/show.toml?scenario=wi2021&set=prestatie.aandeel%3D0.2&naam=";
    let reply = server.get(&format!("{path}Ons+voorstel+%22B%22"));
    assert!(
        reply.text().contains("naam = \"Ons voorstel \\\"B\\\"\""),
        "{}",
        reply.text()
    );
    let file = reply.header("content-disposition");
    assert_eq!(file, Some("attachment; filename=\"ons-voorstel-b.toml\""));
    for name in ["", "+", "%3DSUM(A1)", "a%0A%5Bkorting%5D", "%E2%80%AE"] {
        let reply = server.get(&format!("{path}{name}"));
        assert_eq!(reply.status, 400, "{name}: {}", reply.text());
    }
    // A value is no way to other keys.
    let odd = "/api/show.toml?scenario=wi2021&set=scenario.omschrijving%3D%22a%5Cnb%5C%22%22";
    let text = server.get(odd).text();
    let folder = Folder::with(&[("s.toml", &text)]);
    printed(&folder, &["run", "s.toml"]);
}

/// A file is called after what was asked, of which scenarios and of whom.
#[test]
fn a_file_is_called_after_what_it_is_of() {
    let server = Server::start(&[]);
    for (asked, wanted) in [
        ("run.csv?", "spuk-run.csv"),
        ("run.csv?scenario=oud-ritme", "spuk-run-oud-ritme.csv"),
        (
            "run.csv-nl?scenario=wi2021&gemeente=Utrecht&set=index.2028%3D0.03",
            "spuk-run-wi2021-utrecht-veranderd.csv",
        ),
        (
            "compare.csv?scenario=wi2021&scenario=oud-ritme&gemeente=GM0150&lang=en",
            "spuk-compare-wi2021-oud-ritme-gm0150.csv",
        ),
        (
            "show.toml?scenario=korting-2028&set=index.2028%3D0.03&lang=en",
            "spuk-show-korting-2028-changed.toml",
        ),
    ] {
        let reply = server.get(&format!("/api/{asked}"));
        let file = reply.header("content-disposition");
        let wanted = format!("attachment; filename=\"{wanted}\"");
        assert_eq!(file, Some(wanted.as_str()), "{asked}: {}", reply.text());
    }
}

fn sheet(reply: &Reply, number: usize) -> Vec<Vec<Data>> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut book = Xlsx::new(Cursor::new(&reply.body)).expect("a workbook");
    let range = book
        .worksheet_range_at(number)
        .expect("a sheet")
        .expect("cells");
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_table_is_a_workbook_too_and_says_where_it_is_renewed() {
    let server = Server::start(&[]);
    for asked in [
        "run?level=provincie&jaar=2026-2027",
        "amounts?jaar=2026",
        "compare?scenario=wi2021&scenario=oud-ritme",
        "simulate?draws=9",
        "sensitivity?jaar=2027&methode=morris&draws=8&set=scenario.tot%3D2027",
        "solve?doel=uitkering_definitief%3C%3D360mln&jaar=2031&varieer=index.2031",
        "backtest?",
        "columns?",
        "list?",
    ] {
        let path = |form: &str| format!("/api/{}", asked.replacen('?', &format!(".{form}?"), 1));
        let csv = server.get(&path("csv")).text();
        let reply = server.get(&path("xlsx"));
        let cells = sheet(&reply, 0);
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader
            .has_headers(false)
            .flexible(true)
            .from_reader(csv.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(cells.len(), records.len(), "{asked}");
        for (row, record) in cells.iter().zip(&records) {
            for (cell, text) in row.iter().zip(record) {
                match cell {
                    Data::Empty => assert_eq!(text, "", "{asked}"),
                    Data::String(own) => assert_eq!(own, text, "{asked}"),
                    Data::Float(number) => assert_eq!(text.parse(), Ok(*number), "{asked}"),
                    other => panic!("{other} in {asked}"),
                }
            }
        }
        let origin = sheet(&reply, 1);
        let address = format!("http://127.0.0.1:{}", server.port);
        let (name, value) = (&origin[0][0], origin[0][1].to_string());
        assert_eq!(name, &Data::String("Adres".into()));
        // The address in it gives the table.
        let own = value
            .strip_prefix(&address)
            .unwrap_or_else(|| panic!("{value}"));
        assert_eq!(server.get(own).text(), csv, "{own}");
        let query = origin
            .iter()
            .find(|row| row[0] == Data::String("Power Query".into()));
        let query = query.expect("a text for Power Query")[1].to_string();
        assert!(
            query.contains(&format!("Web.Contents(\"{value}\")")),
            "{query}"
        );
        assert!(
            server.get(&path("xlsx")).body == reply.body,
            "{asked} is made anew otherwise"
        );
    }
}

#[test]
fn the_workbook_of_a_report_says_where_it_is_made_anew() {
    let server = Server::start(&[]);
    let path = "/api/report.xlsx?scenario=wi2021&set=scenario.tot%3D2026&draws=0&samenvatting";
    let reply = server.get(&format!("{path}&client=ik"));
    let mut book = Xlsx::new(Cursor::new(&reply.body)).expect("a workbook");
    let receipt = book.worksheet_range("Ontvangstbewijs").expect("a sheet");
    let address = receipt.get((0, 1)).expect("an address").to_string();
    let own = format!("http://127.0.0.1:{}{path}=", server.port);
    assert_eq!(address, own);
}

/// The example says an address; what it holds is what the address gives.
#[test]
fn the_example_for_excel_holds_what_its_address_gives() {
    let example = in_project("examples/excel/uitkering-per-provincie.xlsx");
    let cells = |bytes: &[u8], number: usize| -> Vec<Vec<Data>> {
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let range = book.worksheet_range_at(number).expect("a sheet");
        range.expect("cells").rows().map(<[Data]>::to_vec).collect()
    };
    let server = Server::start(&[]);
    let usual = "Host: 127.0.0.1:8421\r\n";
    let asked = |path: &str| server.with(path, usual);
    let path = "/api/run.xlsx?scenario=wi2021&level=provincie&jaar=2026";
    if std::env::var_os("SPUK_BLESS").is_some() {
        std::fs::write(&example, asked(path).body).expect("the example");
        let script = in_project("examples/excel/connect.py");
        let connected = Command::new("python3").arg(script).arg(&example).status();
        assert!(connected.expect("Python").success());
    }
    let bytes = std::fs::read(&example).expect("the example");
    let origin = cells(&bytes, 1);
    let address = origin[0][1].to_string();
    let own = address.strip_prefix("http://127.0.0.1:8421");
    let own = own.unwrap_or_else(|| panic!("{address}"));
    assert_eq!(own, path.replace(".xlsx", ".csv"));
    assert_eq!(
        cells(&bytes, 0),
        cells(&asked(path).body, 0),
        "SPUK_BLESS=1 makes it anew"
    );
    // The columns that Power Query is told are numbers are columns of the address.
    let csv = asked(own).text();
    let header: Vec<&str> = csv.lines().next().expect("a header").split(',').collect();
    let query = origin
        .iter()
        .find(|row| row[0] == Data::String("Power Query".into()));
    let query = query.expect("a text for Power Query")[1].to_string();
    assert!(
        query.contains(&format!("Web.Contents(\"{address}\")")),
        "{query}"
    );
    let named: Vec<&str> = query.split(", type number}").collect();
    for column in named[..named.len() - 1]
        .iter()
        .filter_map(|text| text.rsplit('{').next())
    {
        let known = header
            .iter()
            .any(|own| own.trim_matches('"') == column.trim_matches('"'));
        assert!(known, "{column} of {header:?}");
    }
    assert!(named.len() > 20);
}

/// Its third sheet has the same rows with a connection on them, to the address that it says.
#[test]
fn the_example_for_excel_has_a_connection_to_its_address() {
    let bytes = std::fs::read(in_project("examples/excel/uitkering-per-provincie.xlsx"));
    let bytes = bytes.expect("the example");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    let mut sheet = |name: &str| book.worksheet_range(name).expect("a sheet");
    let (rows, address) = (sheet("Tabel"), sheet("Herkomst")[(0, 1)].to_string());
    assert_eq!(sheet("Vernieuwd"), rows);
    let part = |name: &str| -> String {
        let mut parts = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a workbook");
        let part = parts.by_name(name).unwrap_or_else(|_| panic!("no {name}"));
        std::io::read_to_string(part).expect("a text")
    };
    let connections = part("xl/connections.xml");
    let from = format!("sourceFile=\"{}\"", address.replace('&', "&amp;"));
    assert!(connections.contains(&from), "{connections}");
    for (own, leads_to) in [
        ("xl/_rels/workbook.xml.rels", "Target=\"connections.xml\""),
        (
            "xl/worksheets/_rels/sheet3.xml.rels",
            "Target=\"../queryTables/queryTable1.xml\"",
        ),
        (
            "xl/queryTables/queryTable1.xml",
            "name=\"spuk_cijfers\" connectionId=\"1\"",
        ),
    ] {
        assert!(part(own).contains(leads_to), "{own}: {}", part(own));
    }
    // All of the rows are renewed, and a column of texts is read as texts.
    let (last, width) = (rows.height(), rows.width());
    let letter = char::from(b'A' + u8::try_from(width - 1).expect("few columns"));
    let range = format!(">Vernieuwd!$A$1:${letter}${last}<");
    assert!(part("xl/workbook.xml").contains(&range), "{range}");
    let server = Server::start(&[]);
    let own = address
        .strip_prefix("http://127.0.0.1:8421")
        .expect("the usual address");
    let csv = server.get(own).text();
    let is_text = |column: usize| {
        let mut cells = csv
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(column));
        cells.any(|cell| cell.starts_with('"') && cell.len() > 2)
    };
    let read: Vec<bool> = connections
        .split("<textField")
        .skip(2)
        .map(|field| field.starts_with(" type=\"text\""))
        .collect();
    assert_eq!(read, (0..width).map(is_text).collect::<Vec<_>>());
    assert!(read.contains(&true) && read.contains(&false));
}

/// The handbook has the text for Power Query of the example, on lines of a width to read.
#[test]
fn the_handbook_has_the_text_for_power_query() {
    let bytes = std::fs::read(in_project("examples/excel/uitkering-per-provincie.xlsx"));
    let bytes = bytes.expect("the example");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    let origin = book.worksheet_range("Herkomst").expect("a sheet");
    let mut lines = origin.rows();
    let query = lines.find(|row| row[0] == Data::String("Power Query".into()));
    let query = query.expect("a text for Power Query")[1].to_string();
    let page = std::fs::read_to_string(in_project("docs/handboek/src/werkbank.md"));
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    assert!(
        bare(&page.expect("a page")).contains(&bare(&query)),
        "{query}"
    );
}

/// Any table of the page is made a workbook: its numbers as numbers, its heads told apart, and on
/// a second sheet what it is called and where it is from.
#[test]
fn a_table_of_the_page_is_made_a_workbook() {
    let server = Server::start(&[]);
    let path = "/api/tabel.xlsx?titel=Kas%20%26%20kosten&herkomst=wi2021%20met%20index&lang=nl";
    let csv = "\u{feff}\"Jaar\",\"P5\",\"p5\"\n\"2024\",-12.50,\"=1+1\"\n\"2025\",3,\n";
    let reply = server.post(path, csv.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.body)).unwrap();
    let table = book.worksheet_range("Tabel").unwrap();
    let heads: Vec<String> = (0..3)
        .map(|column| table[(0, column)].to_string())
        .collect();
    assert_eq!(heads, ["Jaar", "P5", "p5 2"]);
    assert_eq!(table[(1, 0)], Data::String("2024".into()));
    assert_eq!(table[(1, 1)], Data::Float(-12.5));
    assert_eq!(table[(1, 2)], Data::String("=1+1".into()));
    let origin = book.worksheet_range("Herkomst").unwrap();
    let lines: Vec<String> = origin.rows().map(|row| row[1].to_string()).collect();
    assert_eq!(lines, ["Kas & kosten", "wi2021 met index"]);
    assert_eq!(server.post(path, b"").status, 400);
    assert_eq!(server.post(path, b"\xff\xfe").status, 400);
    // What has no row below its head is no table.
    assert_eq!(server.post(path, b"{}").status, 400);
    assert_eq!(server.post(path, &vec![b','; 3 << 20]).status, 413);
    assert_eq!(server.get(path).status, 405);
}
