//! Bad input: exit status 2, one clear message with its place, nothing written.
//!
//! Every test runs the whole program in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use spuk::diagnostic::Code;
use tempfile::TempDir;

const BASIS: &str = include_str!("cases/drie-gemeenten/scenario.toml");
const GEMEENTEN: &str = include_str!("cases/drie-gemeenten/gemeenten.csv");
const AANTALLEN: &str = include_str!("cases/drie-gemeenten/aantallen.csv");

/// The header of a scenario that changes the three gemeenten: its own lines
/// start at line 3.
const HEAD: &str = "[scenario]\nbasis = \"basis.toml\"\n";

/// A folder with the three gemeenten, `s.toml` that changes them, and more files.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder
            .file("basis.toml", BASIS)
            .file("gemeenten.csv", GEMEENTEN)
            .file("aantallen.csv", AANTALLEN)
            .file("s.toml", HEAD)
    }

    /// A folder in which `s.toml` changes the three gemeenten like this.
    fn changed(toml: &str) -> Self {
        Self::new().file("s.toml", format!("{HEAD}{toml}"))
    }

    fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn spuk(&self, args: &[&str]) -> Output {
        Command::cargo_bin("spuk")
            .unwrap()
            .current_dir(self.0.path())
            .args(args)
            .output()
            .unwrap()
    }

    /// Runs, and checks that the input is refused as the rule says: status 2,
    /// nothing on stdout, one message with this code and these words, and no
    /// file written or changed.
    fn refuses(&self, args: &[&str], code: Code, words: &[&str]) {
        let before = contents(self.0.path());
        let output = self.spuk(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert_eq!(output.stdout, b"", "{args:?}");
        let title = format!("fout[{}]: ", code.name());
        assert!(stderr.contains(&title), "no {title}in: {stderr}");
        assert_eq!(stderr.matches("fout[").count(), 1, "{stderr}");
        for word in words {
            assert!(stderr.contains(word), "no `{word}` in: {stderr}");
        }
        assert_eq!(contents(self.0.path()), before, "something was written");
    }

    /// `spuk check s.toml` refuses a file; it says on stdout which scenario it was.
    fn checks(&self, code: Code, words: &[&str]) {
        let output = self.spuk(&["check", "s.toml"]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let title = format!("fout[{}]: ", code.name());
        for word in words.iter().copied().chain([title.as_str()]) {
            assert!(stderr.contains(word), "no `{word}` in: {stderr}");
        }
    }

    /// Runs, and gives stdout and stderr of a call that has to succeed.
    fn accepts(&self, args: &[&str]) -> (String, String) {
        let output = self.spuk(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {stderr}");
        (String::from_utf8(output.stdout).unwrap(), stderr)
    }
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// `spuk run s.toml`, with these lines over the three gemeenten, is refused.
fn refused(toml: &str, code: Code, words: &[&str]) {
    Folder::changed(toml).refuses(&["run", "s.toml"], code, words);
}

/// A CSV of gemeenten is refused.
fn gemeenten_refused(csv: impl AsRef<[u8]>, code: Code, words: &[&str]) {
    let folder = Folder::new().file("gemeenten.csv", csv);
    folder.refuses(&["run", "s.toml"], code, words);
}

/// A CSV of counts is refused.
fn aantallen_refused(csv: impl AsRef<[u8]>, code: Code, words: &[&str]) {
    let folder = Folder::new().file("aantallen.csv", csv);
    folder.refuses(&["run", "s.toml"], code, words);
}

fn set_refused(setting: &str, code: Code, words: &[&str]) {
    Folder::new().refuses(&["run", "s.toml", "--set", setting], code, words);
}

const CSV: [&str; 6] = ["run", "s.toml", "--level", "gemeente", "--format", "csv"];

/// The column `name` of a CSV, a value a row.
fn column<'a>(csv: &'a str, name: &str) -> Vec<&'a str> {
    let header = csv.lines().next().unwrap();
    let index = header.split(',').position(|column| column == name);
    let index = index.unwrap_or_else(|| panic!("no column {name} in {header}"));
    csv.lines()
        .skip(1)
        .map(|row| row.split(',').nth(index).unwrap())
        .collect()
}

// --- Every kind of error -------------------------------------------------------

/// The smallest input that provokes each code. There is no wildcard: a new
/// code does not compile before it has an example.
fn provoke(code: Code) {
    match code {
        Code::AandelenTellenNietOp => refused(
            "[huisvesting]\nasielstatushouder = [0.5, 0.4]\n",
            code,
            &["s.toml:4:21", "0.9"],
        ),
        Code::BaselineOngeldig => Folder::new()
            .file("s.baseline.csv", "gm_code,jaar\n")
            .checks(code, &["s.baseline.csv:1:1", "geen baseline"]),
        Code::BasisOnbekend => Folder::new()
            .file("s.toml", "[scenario]\nbasis = \"wi2012\"\n")
            .refuses(&["run", "s.toml"], code, &["s.toml:2:9", "`wi2021`"]),
        Code::BasisTeDiep => {
            let mut folder = Folder::new();
            for number in 0..70 {
                let next = number + 1;
                let text = format!("[scenario]\nbasis = \"{next}.toml\"\n");
                folder = folder.file(&format!("{number}.toml"), text);
            }
            folder.refuses(&["run", "0.toml"], code, &["63.toml:2:9", "64"]);
        }
        Code::BasisVormtKring => Folder::new()
            .file("a.toml", "[scenario]\nbasis = \"b.toml\"\n")
            .file("b.toml", "[scenario]\nbasis = \"a.toml\"\n")
            .refuses(
                &["run", "a.toml"],
                code,
                &["b.toml:2:9", "a.toml -> b.toml -> a.toml"],
            ),
        Code::BedragenOntbreken => refused(
            "tot = 2027\n[prognose]\n2027 = 1\n[taakstelling]\n2026 = 1\n",
            code,
            &["2027", "`[bedragen.2027]`"],
        ),
        Code::BestandOnleesbaar => refused(
            "[aantallen]\nbestand = \"gemeenten.csv/aantallen.csv\"\n",
            code,
            &["s.toml:4:11", "geen map"],
        ),
        Code::BestandOntbreekt => refused(
            "[aantallen]\nbestand = \"nergens.csv\"\n",
            code,
            &["s.toml:4:11", "nergens.csv bestaat niet"],
        ),
        Code::BestandTeGroot => Folder::new()
            .file("s.toml", format!("{HEAD}{}", "#\n".repeat(9 << 20)))
            .refuses(&["run", "s.toml"], code, &["s.toml", "16 MB"]),
        Code::BetaalritmeOntbreekt => refused(
            "tot = 2027\n[prognose]\n2027 = 1\n[taakstelling]\n2026 = 1\n\
             [prijs.2027]\nleerroute = 1\noverig = 1\ngezins_overig = 1\n\
             [[betaalritme]]\nvanaf_cohort = 2026\ntotaal = [1, 0, 0]\n",
            code,
            &[
                "s.toml:12:",
                "2027",
                "vanaf_cohort",
                "vervangt de hele lijst",
            ],
        ),
        Code::BuitenBereik => refused("[prognose]\n2026 = -5\n", code, &["s.toml:4:8", "-5"]),
        Code::BuitenDeMap => refused(
            "[aantallen]\nbestand = \"../aantallen.csv\"\n",
            code,
            &["s.toml:4:11", "`../aantallen.csv`", "--allow-outside"],
        ),
        Code::CsvFout => aantallen_refused(
            "gm_code,groep,jaar,aantal\nGM9001,afgerond,2024\n",
            code,
            &["aantallen.csv:2:1", "3 velden", "4"],
        ),
        Code::DeelOngeldig => Folder::new().refuses(
            &["merge", "aantallen.csv"],
            code,
            &["aantallen.csv", "geen deelbestand"],
        ),
        Code::DubbeleRij => gemeenten_refused(
            format!("{GEMEENTEN}GM9002,Nog een,Utrecht,1,1,1\n"),
            code,
            &["gemeenten.csv:5:1", "GM9002"],
        ),
        Code::EersteVoorLaatsteJaar => {
            refused("van = 2027\n", code, &["s.toml:3:7", "2027", "2026"]);
        }
        Code::GeenGewicht => refused(
            "[bedragen.2026]\ngewicht_a = 0\ngewicht_b = 0\ngewicht_c = 0\ngewicht_d = 0\n",
            code,
            &["s.toml:3:", "2026", "grondslag"],
        ),
        Code::GeenInwoners => gemeenten_refused(
            "gm_code,naam,provincie,inwoners_2024\n\
             GM9001,A,P,0\nGM9002,B,P,0\nGM9003,C,P,0\n",
            code,
            &["gemeenten.csv:1:24", "2024"],
        ),
        Code::GeenUtf8 => gemeenten_refused(
            b"gm_code,naam,provincie,inwoners_2024\nGM1,S\xfadwest,P,1\n",
            code,
            &["gemeenten.csv:2:6", "UTF-8"],
        ),
        Code::GemeenteOnbekend => aantallen_refused(
            "gm_code,groep,jaar,aantal\nGM9004,afgerond,2024,1\n",
            code,
            &["aantallen.csv:2:1", "GM9004"],
        ),
        Code::HerindelingOngeldig => {
            Folder::changed("[gemeenten]\nherindelingen = \"h.csv\"\n")
                .file(
                    "h.csv",
                    "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
                     2022-01-01,GM1,A,GM1,A,opgegaan\n",
                )
                .refuses(&["run", "s.toml"], code, &["h.csv:2:18", "GM1"]);
        }
        Code::KolomOntbreekt => aantallen_refused(
            "gm_code,groep,jaar\nGM9001,afgerond,2024\n",
            code,
            &["aantallen.csv:1:1", "`aantal`"],
        ),
        Code::LeegBestand => gemeenten_refused("", code, &["gemeenten.csv is leeg"]),
        Code::MapInPlaatsVanBestand => refused(
            "[gemeenten]\nbestand = \".\"\n",
            code,
            &["s.toml:4:11", "is een map"],
        ),
        Code::NietTeSchrijven => Folder::new().refuses(
            &["run", "s.toml", "--out", "nergens/uit.csv"],
            code,
            &["nergens bestaat niet"],
        ),
        Code::OnbekendeSleutel => refused(
            "[prognoze]\n2026 = 1\n",
            code,
            &["s.toml:3:2", "bedoelt u `prognose`?"],
        ),
        Code::OnbekendeWaarde => refused(
            "[instrument]\nsoort = \"fondsuitkerin\"\n",
            code,
            &["s.toml:4:9", "bedoelt u \"fondsuitkering\"?"],
        ),
        Code::OngeldigeNaam => gemeenten_refused(
            format!("{GEMEENTEN}GM9004,=1+1,Utrecht,1,1,1\n"),
            code,
            &["gemeenten.csv:5:8", "`=`"],
        ),
        Code::Opdrachtregel => Folder::new().refuses(
            &["run", "s.toml", "--jaar", "2031"],
            code,
            &["`2031`", "2025 tot en met 2026"],
        ),
        Code::ScenarioOnbekend => {
            Folder::new().refuses(&["run", "oud-rithme"], code, &["bedoelt u `oud-ritme`?"]);
        }
        Code::SleutelOntbreekt => refused(
            "[korting]\npercentage = 0.1\n",
            code,
            &["s.toml:3:", "`vanaf`"],
        ),
        Code::Tegenstrijdig => refused(
            "[[korting]]\npercentage = 0.1\nvanaf = 2025\n\
             [[korting]]\npercentage = 0.2\nvanaf = 2026\n",
            code,
            &["s.toml:6:", "hetzelfde jaar"],
        ),
        Code::TomlFout => refused("[prognose\n", code, &["s.toml:3:", "TOML"]),
        Code::VerkeerdType => refused(
            "[prognose]\n2026 = true\n",
            code,
            &["s.toml:4:8", "een aantal personen"],
        ),
    }
}

#[test]
fn every_code_is_provoked_by_some_input() {
    for &code in Code::ALL {
        provoke(code);
    }
}

// --- What can be explained -------------------------------------------------------

#[test]
fn an_explanation_is_of_one_known_field_gemeente_and_year() {
    let explain = |args: &[&str], code, words: &[&str]| {
        let all = [&["explain", "s.toml"], args].concat();
        Folder::new().refuses(&all, code, words);
    };
    let known = ["--gemeente", "GM9001", "--jaar", "2026"];
    explain(
        &[&known[..], &["--veld", "uitkering_voorlopigg"]].concat(),
        Code::OnbekendeWaarde,
        &["`uitkering_voorlopigg`", "bedoelt u uitkering_voorlopig?"],
    );
    explain(
        &[&known[..], &["--veld", "xyzzy"]].concat(),
        Code::OnbekendeWaarde,
        &["`xyzzy`", "bekende velden: "],
    );
    explain(
        &["--gemeente", "Klienstad", "--jaar", "2026"],
        Code::GemeenteOnbekend,
        &["`Klienstad`", "bedoelt u Kleinstad (GM9001)"],
    );
    explain(
        &["--gemeente", "GM9001", "--jaar", "2031"],
        Code::Opdrachtregel,
        &["`2031`", "2025 tot en met 2026"],
    );
    explain(
        &["--gemeente", "GM9001", "--jaar", "2025-2026"],
        Code::Opdrachtregel,
        &["meer dan een jaar"],
    );
    explain(
        &[&known[..], &["--out", "uitleg.xlsx"]].concat(),
        Code::Opdrachtregel,
        &[".xlsx", ".md"],
    );
}

// --- Keys and values -------------------------------------------------------------

#[test]
fn an_unknown_key_is_named_with_the_nearest_known_one() {
    let code = Code::OnbekendeSleutel;
    refused(
        "[bedragen.2026]\ngewicht_e = 1\n",
        code,
        &["s.toml:4:1", "bedoelt u `gewicht_"],
    );
    refused(
        "[kosten.leerroute.B1]\nbedrg = 1\nritme = [1]\n",
        code,
        &["s.toml:4:1", "bedoelt u `bedrag`?"],
    );
    refused(
        "[[betaalritme]]\nvanaf_cohort = 2020\ntotal = [1, 0, 0]\n",
        code,
        &["s.toml:5:1", "bedoelt u `totaal`?"],
    );
    refused("bassis = 1\n", code, &["s.toml:3:1", "bedoelt u `basis`?"]);
    refused(
        "[prestatie]\nbrn = \"x\"\n",
        code,
        &["s.toml:4:1", "`bron`"],
    );
    refused(
        "[prognose]\nbronn = \"x\"\n",
        code,
        &["s.toml:4:1", "`bron`"],
    );
}

#[test]
fn a_year_is_written_in_one_way_only() {
    let code = Code::OnbekendeSleutel;
    refused("[prognose]\n02026 = 1\n", code, &["s.toml:4:1", "`02026`"]);
    refused("[prognose]\n2_026 = 1\n", code, &["s.toml:4:1"]);
    refused("[prognose]\n20260 = 1\n", code, &["s.toml:4:1"]);
    let code = Code::BuitenBereik;
    refused("[prognose]\n1999 = 1\n", code, &["s.toml:4:1", "2000"]);
}

#[test]
fn a_figure_with_its_own_source_has_no_other_keys() {
    let code = Code::OnbekendeSleutel;
    refused(
        "[prognose]\n2026 = { waarde = 1, jaar = 2026 }\n",
        code,
        &["s.toml:4:22", "`jaar`", "`waarde`"],
    );
    Folder::new()
        .file("s.toml", "waarde = 1\n[scenario]\nbasis = \"basis.toml\"\n")
        .refuses(&["run", "s.toml"], code, &["s.toml:1:1", "`waarde`"]);
}

#[test]
fn a_wrong_status_is_answered_with_the_right_ones() {
    refused(
        "[prognose]\nstatus = \"zeker\"\n",
        Code::OnbekendeWaarde,
        &["s.toml:4:10", "gepubliceerd, afgeleid, aanname"],
    );
    refused(
        "[prognose]\nbron = 3\n",
        Code::VerkeerdType,
        &["s.toml:4:8", "tekst"],
    );
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    let code = Code::VerkeerdType;
    refused(
        "[prognose]\n2026 = \"veel\"\n",
        code,
        &["s.toml:4:8", "veel"],
    );
    refused(
        "[prognose]\n2026 = [1]\n",
        code,
        &["s.toml:4:8", "een lijst"],
    );
    set_refused("prognose=3", code, &["--set:1:10", "een tabel"]);
    refused(
        "[aantallen]\nbestand = 3\n",
        code,
        &["s.toml:4:11", "tekst"],
    );
    refused(
        "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [1, 0]\n",
        code,
        &["s.toml:5:10", "drie aandelen"],
    );
    refused(
        "[huisvesting]\nasielstatushouder = 1\n",
        code,
        &["s.toml:4:21", "lijst"],
    );
    refused("[onderwijsroute]\nactief = 1\n", code, &["true of false"]);
    refused("[korting]\npercentage = {}\n", code, &["s.toml:4:14"]);
    refused("[instrument]\nsoort = 1\n", code, &["s.toml:4:9", "spuk"]);
}

#[test]
fn numbers_that_are_no_decimal_numbers_are_refused() {
    for value in [
        "0x7530",
        "0b11",
        "nan",
        "inf",
        "-inf",
        "2026-01-01",
        "12:00:00",
    ] {
        let line = format!("[prognose]\n2026 = {value}\n");
        refused(&line, Code::VerkeerdType, &["s.toml:4:8"]);
    }
}

#[test]
fn numbers_out_of_all_bounds_are_refused() {
    let code = Code::BuitenBereik;
    for value in [
        "-1",
        "1e30",
        "1e999999999",
        "20_000_001",
        "1.5",
        "30.000",
        "1e-40",
        "99999999999999999999999999999999999999",
    ] {
        let line = format!("[prognose]\n2026 = {value}\n");
        refused(&line, code, &["s.toml:4:8", "geheel getal"]);
    }
    for value in ["-0.01", "1_000_000.01", "1e30", "0.001", "\"706,72\""] {
        let line = format!("[bedragen.2026]\na = {value}\n");
        refused(&line, code, &["s.toml:4:5", "een bedrag per persoon"]);
    }
    for value in ["-0.1", "1.01", "10", "0.0000000001"] {
        let line = format!("[prestatie]\nvanaf = 2026\naandeel = {value}\n");
        refused(&line, code, &["s.toml:5:11", "aandeel van 0 tot en met 1"]);
    }
    refused(
        "[begroting]\n2026 = 1e12\n",
        code,
        &["s.toml:4:8", "100 miljard"],
    );
    refused("[index]\n2027 = 2.5\n", code, &["s.toml:4:8", "groei"]);
    refused("[kas]\nverrekening_maand = 13\n", code, &["s.toml:4:21"]);
    refused("tot = 20260\n", code, &["s.toml:3:7", "een jaar"]);
}

#[test]
fn a_decimal_comma_or_a_percent_sign_is_answered_with_a_point() {
    set_refused(
        "bedragen.2026.pa_t=20%",
        Code::BuitenBereik,
        &["--set:1:", "0.20"],
    );
    set_refused(
        "bedragen.2026.a=6087,34",
        Code::BuitenBereik,
        &["--set:1:", "6087,34", "punt"],
    );
}

#[test]
fn growth_cannot_carry_prices_out_of_all_bounds() {
    let folder = Folder::new().file(
        "groei.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2060\n[index]\n".to_owned()
            + &(2027..=2060)
                .map(|year| format!("{year} = 1\n"))
                .collect::<String>(),
    );
    folder.refuses(
        &["amounts", "groei.toml"],
        Code::BuitenBereik,
        &["groei.toml:11:8", "2033", "1000000"],
    );
    let rates = "[prijs.2024]\nleerroute = 0.000000001\noverig = 0\ngezins_overig = 0\n\
        [prijs.2025]\nleerroute = 1000000\noverig = 0\ngezins_overig = 0\n\
        [prijs.2026]\nleerroute = 1000000\noverig = 0\ngezins_overig = 0\n";
    refused(
        &format!(
            "{rates}[kosten]\nprijspeil = 2024\n[kosten.gezins_overig]\nbedrag = 1000\nritme = [1]\n"
        ),
        Code::BuitenBereik,
        &["s.toml:16:13", "kosten"],
    );
    refused(
        &format!(
            "{rates}[onderwijsroute]\nvanaf = 2025\ntrajectprijs = 17000\nprijspeil = 2024\naandeel = 0.1\n"
        ),
        Code::BuitenBereik,
        &["s.toml:17:16", "trajectprijs"],
    );
    refused(
        &format!(
            "van = 2026\n{rates}[aantallen.landelijk.gezins_overig]\n2024 = 0\n\
             [instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2026\nreferentiejaar = 2024\n\
             [prognose]\n2024 = 20000000\n[taakstelling]\n2023 = 20000000\n\
             [bedragen.2024]\ngezins_overig = 1000000\na = 1000000\nb = 1000000\nc = 1000000\n"
        ),
        Code::BuitenBereik,
        &["s.toml:21:18", "fondsuitkering"],
    );
}

#[test]
fn the_largest_numbers_allowed_do_not_overflow() {
    let most = 20_000_000;
    let rows: String = [
        "asielstatushouder",
        "gezins_overig",
        "onderwijsroute",
        "afgerond",
    ]
    .iter()
    .flat_map(|groep| (2022..=2026).map(move |jaar| format!("GM9001,{groep},{jaar},{most}\n")))
    .collect();
    let amounts: String = [2025, 2026]
        .map(|jaar| {
            let keys = "gezins_overig a b c gewicht_a gewicht_b gewicht_c gewicht_d onderwijsroute";
            let lines: String = keys
                .split(' ')
                .map(|key| format!("{key} = 1000000\n"))
                .collect();
            format!("[bedragen.{jaar}]\n{lines}pa_t = 0.999999999\npa_t1 = 0.999999997\npo = 0.999999999\n")
        })
        .concat();
    let toml = format!(
        "{amounts}[prognose]\n2025 = {most}\n2026 = {most}\n\
         [taakstelling]\n2024 = {most}\n2025 = {most}\n"
    );
    Folder::changed(&toml)
        .file(
            "aantallen.csv",
            format!("gm_code,groep,jaar,aantal\n{rows}"),
        )
        .accepts(&["run", "s.toml"]);
}

#[test]
fn a_list_of_more_years_than_a_century_is_refused() {
    refused(
        &format!(
            "[huisvesting]\nasielstatushouder = [1{}]\n",
            ", 0".repeat(70_000)
        ),
        Code::BuitenBereik,
        &["s.toml:4:21", "100 jaar"],
    );
}

#[test]
fn costs_beyond_all_bounds_are_refused() {
    let years = 2022..=2121;
    let each = |years: std::ops::RangeInclusive<i32>, value: &str| -> String {
        years.map(|year| format!("{year} = {value}\n")).collect()
    };
    let people = each(years.clone(), "20000000");
    let index = each(2023..=2121, "0.07");
    let toml = format!(
        "[scenario]\nvan = 2022\ntot = 2121\n[gemeenten]\nbestand = \"gemeenten.csv\"\n\
         [aantallen.landelijk.gezins_overig]\n{people}\
         [prognose]\n{}[taakstelling]\n{}\
         [prijs.2022]\nleerroute = 1\noverig = 0\ngezins_overig = 0\n[index]\n{index}\
         [[betaalritme]]\nvanaf_cohort = 2000\ntotaal = [1, 0, 0]\n\
         [kosten]\nprijspeil = 2022\n\
         [kosten.gezins_overig]\nbedrag = 100000\nritme = [{}1]\n",
        each(years, "0"),
        each(2021..=2121, "0"),
        "0, ".repeat(20),
    );
    let folder = Folder::new().file("eeuw.toml", toml);
    folder.refuses(
        &["run", "eeuw.toml"],
        Code::BuitenBereik,
        &["eeuw.toml:", "de kosten"],
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let code = Code::TomlFout;
    refused(
        "[prognose]\n2026 = 1\n2026 = 2\n",
        code,
        &["s.toml:5:1", "twee keer"],
    );
    refused(
        "[prognose]\n[prognose]\n",
        code,
        &["s.toml:4:2", "twee keer"],
    );
}

#[test]
fn a_syntax_error_is_shown_at_its_place() {
    let code = Code::TomlFout;
    refused("[prognose]\n2026 = \n", code, &["s.toml:4:"]);
    refused("naam = \"zonder einde\n", code, &["s.toml:3:"]);
    refused("[prognose]\n2026 = 30,5\n", code, &["s.toml:4:10"]);
    refused("naam = 'a\u{0}b'\n", code, &["s.toml:3:"]);
}

#[test]
fn deep_nesting_is_refused_instead_of_overflowing() {
    let code = Code::TomlFout;
    let deep = 100_000;
    refused(&format!("x = {}\n", "[".repeat(deep)), code, &["s.toml:3:"]);
    refused(
        &format!("x = {}\n", "{a=".repeat(deep)),
        code,
        &["s.toml:3:"],
    );
    refused(&format!("{}x = 1\n", "a.".repeat(deep)), code, &["s.toml"]);
    refused(&format!("[{}x]\n", "a.".repeat(deep)), code, &["s.toml"]);
}

// --- What belongs together -----------------------------------------------------

#[test]
fn shares_that_do_not_add_up_are_refused() {
    let code = Code::AandelenTellenNietOp;
    refused(
        "[[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.4, 0.3, 0.2]\n",
        code,
        &["s.toml:5:10", "0.9"],
    );
    refused(
        "[[betaalritme]]\nvanaf_cohort = 2020\nleerroute = [0.5, 0.4, 0.1]\noverig = [1, 0, 0.1]\n",
        code,
        &["s.toml:6:10", "1.1"],
    );
    refused(
        "[leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.1\nZ = 0.3\n",
        code,
        &["s.toml:3:", "0.9"],
    );
    refused(
        "[kosten.begeleiding]\nbedrag = 1\nritme = []\n",
        code,
        &["s.toml:5:9"],
    );
    let routes = "[leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.5\nZ = 0\n";
    refused(
        &format!("{routes}[traject.asielstatushouder]\nB1 = [1, 0.2]\nonderwijs = []\nZ = []\n"),
        code,
        &["s.toml:8:6", "1.2"],
    );
    refused(
        &format!(
            "{routes}[traject.asielstatushouder]\nB1 = [1]\nonderwijs = [0.8]\nZ = []\n\
             [uitkomst.asielstatushouder]\nvervallen = [0.2]\n"
        ),
        code,
        &["s.toml:11:", "meer dan iedereen"],
    );
}

#[test]
fn periods_that_end_before_they_begin_are_refused() {
    let code = Code::EersteVoorLaatsteJaar;
    refused("tot = 2024\n", code, &["2025", "2024"]);
    refused(
        "[korting]\npercentage = 0.1\nvanaf = 2026\ntot = 2025\n",
        code,
        &["s.toml:3:"],
    );
    refused(
        "[onderwijsroute]\nvanaf = 2026\ntot = 2025\ntrajectprijs = 1\nprijspeil = 2026\naandeel = 0\n",
        code,
        &["s.toml:3:"],
    );
    refused(
        "[instrument]\nsoort = \"fondsuitkering\"\nvanaf = 2026\nreferentiejaar = 2026\n",
        code,
        &["s.toml:6:18", "2026"],
    );
    let code = Code::BuitenBereik;
    refused("van = 2000\ntot = 2200\n", code, &["s.toml:4:7", "100"]);
}

#[test]
fn a_fondsuitkering_needs_its_years() {
    let code = Code::SleutelOntbreekt;
    let soort = "[instrument]\nsoort = \"fondsuitkering\"\n";
    refused(soort, code, &["s.toml:3:", "`vanaf`"]);
    refused(
        &format!("{soort}vanaf = 2026\n"),
        code,
        &["s.toml:3:", "`referentiejaar`"],
    );
}

#[test]
fn a_rhythm_is_a_total_or_two_parts() {
    let code = Code::Tegenstrijdig;
    let head = "[[betaalritme]]\nvanaf_cohort = 2020\n";
    refused(head, code, &["s.toml:3:", "`totaal`"]);
    refused(
        &format!("{head}leerroute = [1, 0, 0]\n"),
        code,
        &["`overig`"],
    );
    let whole = format!("{head}totaal = [1, 0, 0]\n");
    refused(&format!("{whole}{whole}"), code, &["s.toml:6:", "2020"]);
}

#[test]
fn a_year_without_prognosis_or_instroom_is_named() {
    let code = Code::SleutelOntbreekt;
    refused(
        "van = 2024\n[bedragen.2024]\na = 1\nb = 1\nc = 1\ngezins_overig = 1\n",
        code,
        &["2024", "`[prognose]`"],
    );
    Folder::new()
        .file("s.toml", "[scenario]\nbasis = \"wi2021\"\ntot = 2032\n")
        .refuses(
            &["run", "s.toml"],
            code,
            &["wi2021.toml:", "de instroom van asielstatushouder in 2032"],
        );
}

#[test]
fn a_year_with_half_its_amounts_names_the_one_that_is_missing() {
    let code = Code::BedragenOntbreken;
    refused(
        "tot = 2027\n[bedragen.2027]\na = 1\nb = 1\n[prognose]\n2027 = 1\n[taakstelling]\n2026 = 1\n",
        code,
        &["s.toml:4:", "2027", "`c`"],
    );
    refused(
        "[onderwijsroute]\nvanaf = 2025\ntrajectprijs = 1\nprijspeil = 2026\naandeel = 0.1\n",
        code,
        &["s.toml:6:13", "onderwijsroute", "2025"],
    );
}

#[test]
fn a_scenario_of_nothing_but_years_says_what_it_needs() {
    Folder::new()
        .file("s.toml", "[scenario]\nvan = 2025\ntot = 2026\n")
        .refuses(
            &["run", "s.toml"],
            Code::BedragenOntbreken,
            &["s.toml:1:1", "`[prijs.2025]`"],
        );
    Folder::new()
        .file("s.toml", "[scenario]\nnaam = \"leeg\"\n")
        .refuses(
            &["run", "s.toml"],
            Code::SleutelOntbreekt,
            &["s.toml:1:", "`van`"],
        );
    Folder::new().file("s.toml", "# niets\n").refuses(
        &["run", "s.toml"],
        Code::SleutelOntbreekt,
        &["s.toml:1:", "`scenario`"],
    );
}

// --- Inheritance ---------------------------------------------------------------

#[test]
fn inheritance_goes_through_several_files_to_an_embedded_scenario() {
    let folder = Folder::new()
        .file(
            "a.toml",
            "[scenario]\nbasis = \"sub/b.toml\"\n[prognose]\n2026 = 1\n",
        )
        .file(
            "sub/b.toml",
            "[scenario]\nbasis = \"../c.toml\"\n[prognose]\n2026 = 2\n2027 = 3\n",
        )
        .file(
            "c.toml",
            "[scenario]\nnaam = \"c\"\nbasis = \"wi2021\"\n[prognose]\n2027 = 4\n",
        );
    let (out, _) = folder.accepts(&["run", "a.toml", "--jaar", "2026"]);
    assert!(out.contains("· a ·"), "the name is not inherited: {out}");
}

#[test]
fn a_circle_is_recognized_by_whatever_path_it_goes() {
    Folder::new()
        .file("een/a.toml", "[scenario]\nbasis = \"../twee/b.toml\"\n")
        .file(
            "twee/b.toml",
            "[scenario]\nbasis = \"../een/../een/a.toml\"\n",
        )
        .refuses(
            &["run", "een/a.toml", "--allow-outside"],
            Code::BasisVormtKring,
            &["b.toml:2:9", " -> "],
        );
    Folder::new()
        .file("zelf.toml", "[scenario]\nbasis = \"zelf.toml\"\n")
        .refuses(
            &["run", "zelf.toml"],
            Code::BasisVormtKring,
            &["zelf.toml:2:9"],
        );
}

#[test]
fn a_basis_that_cannot_be_read_is_shown_where_it_is_named() {
    Folder::new()
        .file("s.toml", "[scenario]\nbasis = \".\"\n")
        .refuses(
            &["run", "s.toml"],
            Code::MapInPlaatsVanBestand,
            &["s.toml:2:9"],
        );
    Folder::new()
        .file("leeg.toml", "\n")
        .file("s.toml", "[scenario]\nbasis = \"leeg.toml\"\n")
        .refuses(
            &["run", "s.toml"],
            Code::LeegBestand,
            &["s.toml:2:9", "leeg.toml is leeg"],
        );
    Folder::new()
        .file("s.toml", "[scenario]\nbasis = \"\"\n")
        .refuses(&["run", "s.toml"], Code::BasisOnbekend, &["s.toml:2:9"]);
}

#[test]
fn an_error_in_a_basis_is_shown_in_the_file_that_holds_it() {
    Folder::new()
        .file(
            "fout.toml",
            "[scenario]\nbasis = \"basis.toml\"\n[prognoze]\n",
        )
        .file("s.toml", "[scenario]\nbasis = \"fout.toml\"\n")
        .refuses(
            &["run", "s.toml"],
            Code::OnbekendeSleutel,
            &["fout.toml:3:2"],
        );
}

#[test]
fn a_file_named_like_an_embedded_scenario_wins() {
    let folder = Folder::new().file("wi2021", BASIS);
    let (out, _) = folder.accepts(&["run", "wi2021"]);
    assert!(out.contains("Drie gemeenten"), "{out}");
    let (out, _) = Folder::new().accepts(&["run", "wi2021", "--jaar", "2026"]);
    assert!(out.contains("Geldend recht"), "{out}");
}

#[test]
fn a_file_is_found_from_the_file_that_names_it() {
    let folder = Folder::new()
        .file("in/basis.toml", BASIS)
        .file("in/gemeenten.csv", GEMEENTEN)
        .file("in/aantallen.csv", AANTALLEN)
        .file("gemeenten.csv", "onzin")
        .file("s.toml", "[scenario]\nbasis = \"in/basis.toml\"\n");
    folder.accepts(&["run", "s.toml"]);
    folder.refuses(
        &["run", "s.toml", "--set", "gemeenten.bestand=gemeenten.csv"],
        Code::KolomOntbreekt,
        &["gemeenten.csv:1:1"],
    );
}

#[test]
fn an_empty_file_name_is_refused_where_it_stands() {
    let code = Code::BestandOntbreekt;
    refused(
        "[aantallen]\nbestand = \"\"\n",
        code,
        &["s.toml:4:11", "naam van een bestand"],
    );
}

#[test]
fn a_scenario_that_is_no_file_is_explained() {
    let folder = Folder::new()
        .file("leeg.toml", "")
        .file("latin.toml", b"[scenario]\nnaam = \"\xe9\"\n");
    let run = |name, code, words: &[&str]| folder.refuses(&["run", name], code, words);
    run("nergens.toml", Code::BestandOntbreekt, &["nergens.toml"]);
    run(".", Code::MapInPlaatsVanBestand, &["is een map"]);
    run("leeg.toml", Code::LeegBestand, &["leeg.toml", "spuk init"]);
    run("latin.toml", Code::GeenUtf8, &["latin.toml:2:9"]);
    run("", Code::ScenarioOnbekend, &["wi2021"]);
    run("s.toml/x", Code::BestandOnleesbaar, &["geen map"]);
    run("s", Code::ScenarioOnbekend, &["bedoelt u `s.toml`?"]);
    for command in ["amounts", "backtest"] {
        folder.refuses(&[command, "wi2012"], Code::ScenarioOnbekend, &["`wi2021`"]);
    }
}

// --- The command line ------------------------------------------------------------

#[test]
fn a_setting_that_cannot_be_is_refused() {
    set_refused("prognose.2026", Code::Opdrachtregel, &["sleutel=waarde"]);
    set_refused(
        "prestatei.aandeel=0.2",
        Code::OnbekendeSleutel,
        &["--set:1:1", "bedoelt u `prestatie`?"],
    );
    set_refused(
        "prognose.2026=veel",
        Code::VerkeerdType,
        &["--set:1:", "veel"],
    );
    set_refused("prognose.2026=", Code::VerkeerdType, &["--set:1:"]);
    set_refused("prognose.2026=-1", Code::BuitenBereik, &["--set:1:15"]);
    set_refused("=1", Code::TomlFout, &["--set:1:1"]);
    set_refused(
        "scenario.basis=wi2021",
        Code::Opdrachtregel,
        &["--set:1:", "basis"],
    );
    set_refused(
        "gemeenten.bestand=nergens.csv",
        Code::BestandOntbreekt,
        &["--set:1:"],
    );
}

#[test]
fn a_setting_may_name_the_scenario() {
    let (out, _) = Folder::new().accepts(&["run", "s.toml", "--set", "scenario.naam=Proef \"x\""]);
    assert!(out.contains("Proef \"x\""), "{out}");
}

#[test]
fn years_outside_the_scenario_are_refused() {
    for jaar in [
        "2024",
        "2025-2027",
        "2026-2025",
        "2026-",
        "",
        "nu",
        "99999999999",
        "2026,2030",
    ] {
        Folder::new().refuses(
            &["run", "s.toml", "--jaar", jaar],
            Code::Opdrachtregel,
            &["2025 tot en met 2026"],
        );
    }
    for jaar in ["2024", "2025-2027"] {
        Folder::new().refuses(
            &["amounts", "s.toml", "--jaar", jaar],
            Code::Opdrachtregel,
            &["er zijn bedragen van 2025 tot en met 2026"],
        );
    }
}

#[test]
fn a_misspelt_gemeente_is_answered_with_the_nearest() {
    let run = |name, words: &[&str]| {
        let args = ["run", "--gemeente", name];
        Folder::new().refuses(&args, Code::GemeenteOnbekend, words);
    };
    run("Amsterdm", &["`Amsterdm`", "Amsterdam (GM0363)"]);
    run("Bergen", &["Bergen (L.)", "Bergen (NH.)"]);
    run("GM0000", &["GM0344"]);
    run("", &["gm_code"]);
    run("0", &["`0`"]);
    run(
        "Brielle",
        &["Brielle is opgegaan in Voorne aan Zee (GM1992)"],
    );
    run("0501", &["Brielle is opgegaan in Voorne aan Zee (GM1992)"]);
    run(
        "haaren",
        &["Haaren is verdeeld over Boxtel (GM0757), Oisterwijk"],
    );
}

#[test]
fn a_gemeente_is_found_without_its_suffix() {
    let args = ["run", "--jaar", "2026", "--format", "csv", "--gemeente"];
    for name in ["Rijswijk", "rijswijk (zh.)", "gm0603"] {
        let (out, _) = Folder::new().accepts(&[&args[..], &[name]].concat());
        assert_eq!(column(&out, "gm_code"), ["GM0603"], "{name}");
    }
}

#[test]
fn a_gemeente_is_found_by_what_people_call_it() {
    let args = ["run", "--jaar", "2026", "--format", "csv", "--gemeente"];
    for (name, code) in [
        ("0344", "GM0344"),
        ("344", "GM0344"),
        ("GM344", "GM0344"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
    ] {
        let (out, _) = Folder::new().accepts(&[&args[..], &[name]].concat());
        assert_eq!(column(&out, "gm_code"), [code], "{name}");
    }
}

/// The herindelingen of the scenario itself count, down to the gemeenten of today.
#[test]
fn a_former_gemeente_is_followed_through_all_its_steps() {
    let steps = "2023-01-01,GM9000,Oud,GM8999,Tussen,opgegaan\n\
                 2024-01-01,GM8999,Tussen,GM9002,Nieuw,opgegaan\n";
    Folder::changed("[gemeenten]\nherindelingen = \"h.csv\"\n")
        .file("h.csv", format!("{HERINDELINGEN}{steps}"))
        .refuses(
            &["run", "s.toml", "--gemeente", "oud"],
            Code::GemeenteOnbekend,
            &["Oud is opgegaan in ", "(GM9002)"],
        );
}

#[test]
fn unknown_options_end_with_status_two() {
    for args in [
        &["run", "--vorm", "csv"][..],
        &["doe"],
        &["run", "--format", "pdf"],
    ] {
        let output = Folder::new().spuk(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
    }
}

// --- CSV -------------------------------------------------------------------------

#[test]
fn counts_that_are_no_counts_are_refused() {
    let code = Code::BuitenBereik;
    for count in [
        "-1",
        "1.5",
        "veel",
        "",
        "1e3",
        "20000001",
        "99999999999999999999",
        "0x10",
        "NaN",
    ] {
        let csv = format!("gm_code,groep,jaar,aantal\nGM9001,afgerond,2024,{count}\n");
        aantallen_refused(csv, code, &["aantallen.csv:2:22", "geheel getal"]);
    }
    let csv = "gm_code;groep;jaar;aantal\nGM9001;afgerond;2024;1,5\n";
    aantallen_refused(csv, code, &["aantallen.csv:2:22", "komma"]);
    let csv = "gm_code,groep,jaar,aantal\nGM9001,afgerond,1999,1\n";
    aantallen_refused(csv, code, &["aantallen.csv:2:17", "`1999`"]);
    let csv = "gm_code,naam,provincie,inwoners_2024\nGM9001,A,P,-3\n";
    gemeenten_refused(csv, code, &["gemeenten.csv:2:12", "-3"]);
    let all = "gm_code,groep,jaar,aantal\nGM9001,afgerond,2024,20000000\nGM9002,afgerond,2024,1\n";
    aantallen_refused(all, code, &["aantallen.csv:3:22", "20000000"]);
}

#[test]
fn columns_that_are_missing_double_or_unknown_are_refused() {
    aantallen_refused(
        "gm_code,groep,jaar,antal\n",
        Code::OnbekendeSleutel,
        &["aantallen.csv:1:20", "bedoelt u `aantal`?"],
    );
    aantallen_refused(
        "gm_code,groep,jaar,jaar,aantal\n",
        Code::CsvFout,
        &["aantallen.csv:1:20", "`jaar`"],
    );
    gemeenten_refused(
        "gm_code,naam,inwoners_2024\nGM9001,A,1\n",
        Code::KolomOntbreekt,
        &["gemeenten.csv:1:1", "`provincie`"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie\nGM9001,A,P\n",
        Code::KolomOntbreekt,
        &["gemeenten.csv:1:1", "inwoners_2025"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie,inwoners2024\nGM9001,A,P,1\n",
        Code::OnbekendeSleutel,
        &["gemeenten.csv:1:24", "inwoners_2024"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie,inwoners_2024,inwoners_02024\nGM9001,A,P,1,2\n",
        Code::CsvFout,
        &["gemeenten.csv:1:38", "2024"],
    );
}

#[test]
fn rows_that_are_short_long_or_double_are_refused() {
    let head = "gm_code,groep,jaar,aantal\n";
    let good = "GM9001,afgerond,2024,1\n";
    aantallen_refused(
        format!("{head}{good}\n\r\n\nGM9002,afgerond,2024\n"),
        Code::CsvFout,
        &["aantallen.csv:6:1", "3 velden"],
    );
    aantallen_refused(
        format!("{head}{good}GM9002,afgerond,2024,1,9\n"),
        Code::CsvFout,
        &["aantallen.csv:3:1", "5 velden"],
    );
    aantallen_refused(
        format!("{head}{good}{good}"),
        Code::DubbeleRij,
        &["aantallen.csv:3:1", "GM9001, afgerond, 2024"],
    );
    aantallen_refused(
        format!("{head}{good}GM9002,afgerond,2024,\"1\nGM9003,afgerond,2024,1\n"),
        Code::CsvFout,
        &["aantallen.csv:3:22", "aanhalingsteken"],
    );
}

#[test]
fn codes_and_words_of_a_delivery_that_do_not_exist_are_refused() {
    let head = "gm_code,groep,jaar,aantal,peiljaar\n";
    aantallen_refused(
        format!("{head}gm9001,afgerond,2024,1,\n"),
        Code::GemeenteOnbekend,
        &["aantallen.csv:2:1", "bedoelt u GM9001?"],
    );
    aantallen_refused(
        format!("{head}GM9001,afgeronde,2024,1,\n"),
        Code::OnbekendeWaarde,
        &["aantallen.csv:2:8", "bedoelt u `afgerond`?"],
    );
    aantallen_refused(
        format!("{head}GM9001,afgerond,2024,1,2023\n"),
        Code::EersteVoorLaatsteJaar,
        &["aantallen.csv:2:24", "2023"],
    );
    aantallen_refused(
        format!("{head}GM0457,afgerond,2024,1,\n"),
        Code::HerindelingOngeldig,
        &["aantallen.csv:2:1", "GM0363"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie,inwoners_2024\nGM 1,A,P,1\n",
        Code::GemeenteOnbekend,
        &["gemeenten.csv:2:1"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie,inwoners_2024\nGM9001,,P,1\n",
        Code::CsvFout,
        &["gemeenten.csv:2:8", "GM9001"],
    );
}

#[test]
fn empty_files_are_refused() {
    aantallen_refused("", Code::LeegBestand, &["aantallen.csv is leeg"]);
    aantallen_refused(
        "\u{feff}\n\n",
        Code::LeegBestand,
        &["aantallen.csv is leeg"],
    );
    gemeenten_refused(
        "gm_code,naam,provincie,inwoners_2024\n",
        Code::LeegBestand,
        &["geen enkele gemeente"],
    );
}

#[test]
fn utf_16_is_named_as_such() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(GEMEENTEN.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    gemeenten_refused(utf16, Code::GeenUtf8, &["gemeenten.csv:1:1", "UTF-16"]);
}

#[test]
fn what_excel_writes_in_dutch_is_read() {
    let plain = Folder::new().accepts(&CSV).0;
    let excel = |csv: &str| {
        let csv = csv.replace(',', ";").replace('\n', "\r\n");
        format!("\u{feff}{csv};;;\r\n\r\n")
    };
    let gemeenten = excel(GEMEENTEN).replace("Kleinstad", "\"Kleinstad\"");
    let folder = Folder::new()
        .file("gemeenten.csv", gemeenten)
        .file("aantallen.csv", excel(AANTALLEN))
        .file(
            "basis.toml",
            format!("\u{feff}{}", BASIS.replace('\n', "\r\n")),
        );
    assert_eq!(folder.accepts(&CSV).0, plain);
}

#[test]
fn a_file_that_names_no_count_counts_nobody() {
    let folder = Folder::new().file("aantallen.csv", "gm_code,groep,jaar,aantal\n");
    let (out, _) = folder.accepts(&CSV);
    assert!(
        column(&out, "asielstatushouders")
            .iter()
            .all(|&count| count == "0")
    );
}

// --- Herindelingen ---------------------------------------------------------------

#[test]
fn counts_of_merged_gemeenten_go_to_the_gemeente_of_today() {
    let folder = Folder::new()
        .file(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM0457,gezins_overig,2026,7\n",
        )
        .file(
            "s.toml",
            "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"aantallen.csv\"\n",
        );
    let args = [
        "run",
        "s.toml",
        "--jaar",
        "2026",
        "--format",
        "csv",
        "--gemeente",
        "Amsterdam",
    ];
    let (out, remarks) = folder.accepts(&args);
    assert_eq!(column(&out, "gezins_overig"), ["7"]);
    assert!(remarks.contains("GM0457"), "{remarks}");
    assert!(remarks.contains("Amsterdam (GM0363)"), "{remarks}");
}

const HERINDELINGEN: &str = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";

#[test]
fn a_split_gemeente_is_divided_over_all_its_successors() {
    let steps: String = ["GM9001", "GM9002", "GM9003"]
        .map(|code| format!("2023-01-01,GM9000,Oud,{code},Nieuw,gesplitst\n"))
        .concat();
    let folder = Folder::changed("[gemeenten]\nherindelingen = \"h.csv\"\n")
        .file("h.csv", format!("{HERINDELINGEN}{steps}"))
        .file(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM9000,gezins_overig,2026,371260\n",
        );
    let (out, _) = folder.accepts(&CSV);
    let people: Vec<i64> = column(&out, "gezins_overig")
        .iter()
        .map(|count| count.parse().unwrap())
        .collect();
    assert_eq!(people.iter().sum::<i64>(), 371_260);
    assert!(people.iter().filter(|&&count| count > 0).count() == 3);
}

#[test]
fn herindelingen_that_cannot_be_are_refused() {
    let refused = |rows: &str, words: &[&str]| {
        Folder::changed("[gemeenten]\nherindelingen = \"h.csv\"\n")
            .file("h.csv", format!("{HERINDELINGEN}{rows}"))
            .file(
                "aantallen.csv",
                "gm_code,groep,jaar,aantal\nGM1,afgerond,2024,1\n",
            )
            .refuses(&["run", "s.toml"], Code::HerindelingOngeldig, words);
    };
    refused(
        "2023-01-01,GM1,A,GM2,B,opgegaan\n2024-01-01,GM2,B,GM1,A,opgegaan\n",
        &["aantallen.csv:2:1", "kring"],
    );
    refused("2023-01-01,GM1,A,GM2,B,weg\n", &["h.csv:2:24", "`weg`"]);
    refused(
        "2023-01-01,GM1,A,GM2,B,opgegaan\n2023-01-01,GM1,A,GM3,C,opgegaan\n",
        &["h.csv:3:12", "GM1"],
    );
    refused(
        "2023-01-01,GM9001,A,GM9002,B,gesplitst\n2023-01-01,GM9001,A,GM5,C,gesplitst\n",
        &["gemeenten.csv:2:1", "GM9001"],
    );
}

// --- Nothing at all ----------------------------------------------------------------

const NOBODY: &str = "[prognose]\n2025 = 0\n2026 = 0\n[taakstelling]\n2024 = 0\n2025 = 0\n";

#[test]
fn a_country_without_anyone_gets_nothing() {
    let folder = Folder::changed(NOBODY)
        .file("aantallen.csv", "gm_code,groep,jaar,aantal\n")
        .file(
            "gemeenten.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM9001,A,P,0\nGM9002,B,P,0\n",
        );
    let (out, _) = folder.accepts(&CSV);
    for name in [
        "uitkering_voorlopig",
        "uitkering_definitief",
        "kas",
        "verrekening",
    ] {
        let amounts = column(&out, name);
        assert_eq!(amounts.len(), 4);
        assert!(
            amounts.iter().all(|&amount| amount == "0.00"),
            "{name}: {out}"
        );
    }
    for format in ["table", "json"] {
        folder.accepts(&["run", "s.toml", "--format", format]);
    }
}

#[test]
fn instroom_of_nobody_is_an_answer() {
    let zeros = |table: &str| {
        let years: String = (2022..=2031).map(|year| format!("{year} = 0\n")).collect();
        format!("[{table}]\n{years}")
    };
    let toml = ["prognose", "taakstelling"].map(zeros).concat()
        + &["asielstatushouder", "gezinsmigrant", "overige_migrant"]
            .map(|groep| zeros(&format!("instroom.pad.{groep}")))
            .concat();
    let folder = Folder::new().file(
        "s.toml",
        format!("[scenario]\nbasis = \"wi2021\"\n{toml}2021 = 0\n"),
    );
    folder.accepts(&["backtest", "s.toml"]);
    let (out, _) = folder.accepts(&["run", "s.toml", "--format", "csv"]);
    assert!(
        column(&out, "uitkering_definitief")
            .iter()
            .all(|&amount| amount == "0.00")
    );
}

// --- Output ----------------------------------------------------------------------------

#[test]
fn what_cannot_be_written_is_refused_and_leaves_nothing() {
    let folder = Folder::new();
    let out = |path, words: &[&str]| {
        folder.refuses(
            &["run", "s.toml", "--out", path],
            Code::NietTeSchrijven,
            words,
        );
        folder.refuses(
            &["amounts", "s.toml", "--out", path],
            Code::NietTeSchrijven,
            words,
        );
    };
    out("nergens/uit.csv", &["nergens bestaat niet"]);
    out(".", &["het is een map"]);
    out("s.toml/uit.csv", &["s.toml is geen map"]);
    folder.refuses(
        &["init", "nergens/x"],
        Code::NietTeSchrijven,
        &["nergens bestaat niet"],
    );
    folder.refuses(
        &["init", "s"],
        Code::NietTeSchrijven,
        &["s.toml bestaat al"],
    );
    for name in ["wi2021", "oud-ritme.toml"] {
        folder.refuses(&["init", name], Code::Opdrachtregel, &["ingebouwd"]);
    }
    folder.refuses(&["init", ""], Code::Opdrachtregel, &["naam"]);
    folder.refuses(&["init", "x/"], Code::Opdrachtregel, &["naam"]);
    folder.refuses(&["init", "a\nb"], Code::Opdrachtregel, &["naam"]);
}

/// Also root cannot write there, so this holds wherever the tests run.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_refuses_and_a_full_device_are_named_in_dutch() {
    let folder = Folder::new();
    folder.refuses(
        &["run", "s.toml", "--out", "/proc/uit.csv"],
        Code::NietTeSchrijven,
        &["/proc/uit.csv kan niet worden geschreven"],
    );
    folder.refuses(
        &["run", "s.toml", "--out", "/dev/full"],
        Code::NietTeSchrijven,
        &["de schijf is vol"],
    );
}

#[cfg(unix)]
#[test]
fn a_device_stays_a_device_and_a_link_a_link() {
    let folder = Folder::new().file("echt.csv", "oud");
    std::os::unix::fs::symlink("echt.csv", folder.path("link.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/null", folder.path("niets")).unwrap();
    folder.accepts(&["run", "s.toml", "--out", "link.csv"]);
    folder.accepts(&["run", "s.toml", "--out", "niets"]);
    assert!(folder.path("link.csv").is_symlink());
    assert!(folder.path("niets").is_symlink());
    assert_ne!(fs::read(folder.path("echt.csv")).unwrap(), b"oud");
}

#[test]
fn an_error_leaves_the_file_that_was_there() {
    let folder = Folder::changed("[prognoze]\n").file("uit.csv", "oud");
    folder.refuses(
        &["run", "s.toml", "--out", "uit.csv"],
        Code::OnbekendeSleutel,
        &["s.toml:3:2"],
    );
}

#[test]
fn every_backtest_and_run_says_what_it_made_of_the_input() {
    let folder = Folder::new()
        .file(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM0457,gezins_overig,2026,7\n",
        )
        .file(
            "s.toml",
            "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"aantallen.csv\"\n",
        );
    for command in ["run", "amounts", "backtest"] {
        let (_, remarks) = folder.accepts(&[command, "s.toml"]);
        assert!(
            remarks.contains("let op: aantallen van GM0457"),
            "{command}: {remarks}"
        );
    }
}

/// The suggestions of `spuk init`, from `[betaalritme]` on, with the hash taken away.
#[test]
fn the_rhythms_that_a_new_scenario_suggests_keep_the_law_until_2028() {
    let folder = Folder::new();
    folder.accepts(&["init", "nieuw"]);
    let text = fs::read_to_string(folder.path("nieuw.toml")).unwrap();
    let suggested: String = text
        .split("\n\n")
        .find(|block| block.contains("# [[betaalritme]]"))
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| line.contains(['[', '=']))
        .map(|line| format!("{line}\n"))
        .collect();
    let folder = folder.file("nieuw.toml", text + &suggested);
    let amounts = |name| {
        let (out, _) = folder.accepts(&["amounts", name, "--format", "csv"]);
        column(&out, "afgeleid")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (law, new) = (amounts("wi2021"), amounts("nieuw.toml"));
    let (out, _) = folder.accepts(&["amounts", "wi2021", "--format", "csv"]);
    let years = column(&out, "jaar");
    assert!(
        law.iter()
            .zip(&new)
            .zip(years)
            .all(|((law, new), jaar)| jaar >= "2028" || law == new)
    );
    assert_ne!(law, new);
}

#[test]
fn a_new_scenario_of_any_name_can_be_read() {
    let folder = Folder::new();
    for name in ["e\u{301}en \"aan\\halings\" teken", "twee.drie"] {
        folder.accepts(&["init", name]);
        let file = format!("{name}.toml");
        folder.accepts(&["amounts", &file]);
    }
}
