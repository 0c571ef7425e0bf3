//! Bad input: exit status 2, one clear message with its place, nothing written;
//! and odd input that is fine. What every message says exactly is in `tests/it/input/errors.rs`.
//!
//! Every test runs the whole program in a folder of its own.

mod read;
mod writing;

use std::fs;
use std::path::Path;

use spuk::internals::input::diagnostic::Code;

use crate::common::{Folder, GEMEENTEN};

/// The header of a scenario that changes the three gemeenten: its own lines
/// start at line 3.
const HEAD: &str = "[scenario]\nbasis = \"basis.toml\"\n";

impl Folder {
    /// A folder in which `s.toml` changes the three gemeenten like this.
    pub(super) fn changed(toml: &str) -> Self {
        Self::with_basis().and("s.toml", format!("{HEAD}{toml}"))
    }

    /// Runs, and checks that the input is refused as the rule says: status 2,
    /// nothing on stdout, one message with this code and these words, and no
    /// file written or changed.
    pub(super) fn refuses(&self, args: &[&str], code: Code, words: &[&str]) {
        let before = contents(self.root());
        let output = self.spuk(args).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert_eq!(output.stdout, b"", "{args:?}");
        let title = format!("fout[{}]: ", code.name());
        assert!(stderr.contains(&title), "no {title}in: {stderr}");
        assert_eq!(stderr.matches("fout[").count(), 1, "{stderr}");
        for word in words {
            assert!(stderr.contains(word), "no `{word}` in: {stderr}");
        }
        assert_eq!(contents(self.root()), before, "something was written");
    }

    /// `spuk check s.toml` refuses a file; it says on stdout which scenario it was.
    fn checks(&self, code: Code, words: &[&str]) {
        let output = self.spuk(&["check", "s.toml"]).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        let title = format!("fout[{}]: ", code.name());
        for word in words.iter().copied().chain([title.as_str()]) {
            assert!(stderr.contains(word), "no `{word}` in: {stderr}");
        }
    }

    /// Runs, and gives stdout and stderr of a call that has to succeed.
    pub(crate) fn accepts(&self, args: &[&str]) -> (String, String) {
        let output = self.spuk(args).output().unwrap();
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
    let folder = Folder::with_basis().and("gemeenten.csv", csv);
    folder.refuses(&["run", "s.toml"], code, words);
}

/// A CSV of counts is refused.
fn aantallen_refused(csv: impl AsRef<[u8]>, code: Code, words: &[&str]) {
    let folder = Folder::with_basis().and("aantallen.csv", csv);
    folder.refuses(&["run", "s.toml"], code, words);
}

const CSV: [&str; 6] = ["run", "s.toml", "--level", "gemeente", "--format", "csv"];

/// The column `name` of a CSV, a value a row.
fn column<'a>(csv: &'a str, name: &str) -> Vec<&'a str> {
    let header = csv.lines().next().unwrap();
    let index = header.split(',').position(|column| column == name);
    let index = index.unwrap_or_else(|| panic!("no column {name} in {header}"));
    csv.lines()
        .skip(1)
        .map(|row| row.split(',').nth(index).unwrap().trim_matches('"'))
        .collect()
}

// --- Every kind of error -------------------------------------------------------

/// The smallest input that provokes each code. The list of codes can grow without breaking
/// who matches on it, so that it is here that one without an example is found.
fn provoke(code: Code) {
    match code {
        Code::AandelenTellenNietOp => refused(
            "[huisvesting]\nasielstatushouder = [0.5, 0.4]\n",
            code,
            &["s.toml:4:21", "0.9"],
        ),
        Code::BaselineOngeldig => Folder::with_basis()
            .and("s.baseline.csv", "gm_code,jaar\n")
            .checks(code, &["s.baseline.csv:1:1", "geen baseline"]),
        Code::BasisOnbekend => Folder::with_basis()
            .and("s.toml", "[scenario]\nbasis = \"wi2012\"\n")
            .refuses(&["run", "s.toml"], code, &["s.toml:2:9", "`wi2021`"]),
        Code::BasisTeDiep => {
            let mut folder = Folder::with_basis();
            for number in 0..70 {
                let next = number + 1;
                let text = format!("[scenario]\nbasis = \"{next}.toml\"\n");
                folder = folder.and(&format!("{number}.toml"), text);
            }
            folder.refuses(&["run", "0.toml"], code, &["63.toml:2:9", "64"]);
        }
        Code::BasisVormtKring => Folder::with_basis()
            .and("a.toml", "[scenario]\nbasis = \"b.toml\"\n")
            .and("b.toml", "[scenario]\nbasis = \"a.toml\"\n")
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
        Code::BestandTeGroot => Folder::with_basis()
            .and("s.toml", format!("{HEAD}{}", "#\n".repeat(9 << 20)))
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
        Code::DeelOngeldig => Folder::with_basis().refuses(
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
                .and(
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
        Code::NietTeSchrijven => Folder::with_basis().refuses(
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
        Code::Opdrachtregel => Folder::with_basis().refuses(
            &["run", "s.toml", "--jaar", "2031"],
            code,
            &["`2031`", "2025 tot en met 2026"],
        ),
        Code::ScenarioOnbekend => {
            Folder::with_basis().refuses(&["run", "oud-rithme"], code, &["bedoelt u `oud-ritme`?"]);
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
        // Neither is about what a user wrote: see tests/conservation.rs and tests/it/simulate.
        Code::WerkmapFout => Folder::changed("[aantallen]\nbestand = \"a.xlsx\"\n")
            .and("a.xlsx", b"PK\x03\x04 en dan niets")
            .checks(code, &["a.xlsx is geen hele werkmap"]),
        Code::BoekenSluitenNiet | Code::Onderbroken => unreachable!("no input makes it"),
        new => panic!("no input is known that makes {new:?}"),
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
        Folder::with_basis().refuses(&all, code, words);
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
        "{amounts}[aantallen]\naanvullen = \"nul\"\n[prognose]\n2025 = {most}\n2026 = {most}\n\
         [taakstelling]\n2024 = {most}\n2025 = {most}\n"
    );
    Folder::changed(&toml)
        .and(
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

/// The herindelingen of the scenario itself count, down to the gemeenten of today.
#[test]
fn unknown_options_end_with_status_two() {
    for args in [
        &["run", "--vorm", "csv"][..],
        &["doe"],
        &["run", "--format", "pdf"],
    ] {
        let output = Folder::with_basis().spuk(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
    }
}

#[test]
fn every_backtest_and_run_says_what_it_made_of_the_input() {
    let folder = Folder::with_basis()
        .and(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM0457,gezins_overig,2026,7\n",
        )
        .and(
            "s.toml",
            "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"aantallen.csv\"\naanvullen = \"nul\"\n",
        );
    for command in ["run", "amounts", "backtest"] {
        let (_, remarks) = folder.accepts(&[command, "s.toml"]);
        assert!(
            remarks.contains("let op: aantallen van GM0457"),
            "{command}: {remarks}"
        );
    }
}

/// What is set for these gemeenten is no figure of another country.
#[test]
fn another_country_is_suspected_of_files_only() {
    let toml = "[scenario]\nbasis = \"basis.toml\"\n[gemeenten]\nbestand = \"gemeenten.csv\"\n";
    let folder = Folder::with_basis().and("s.toml", toml);
    let remarks = |args: &[&str]| folder.accepts(&[&["run", "s.toml"], args].concat()).1;
    let all = remarks(&[]);
    assert!(
        all.contains("prognose en taakstelling uit basis.toml: is dat"),
        "{all}"
    );
    let one = remarks(&["--set", "prognose.2025=700"]);
    assert!(
        one.contains("s.toml, taakstelling uit basis.toml: is dat"),
        "{one}"
    );
    let own = [
        "--set",
        "prognose.2025=700",
        "--set",
        "taakstelling.2024=700",
    ];
    assert!(!remarks(&own).contains("is dat hetzelfde gebied"));
    let (_, itself) = folder.accepts(&["run", "basis.toml", "--set", "prognose.2025=700"]);
    assert!(!itself.contains("is dat hetzelfde gebied"), "{itself}");
}
