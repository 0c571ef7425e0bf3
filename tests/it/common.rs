//! What several tests share: a folder of input files, the CSV of a
//! run as rows by column name, and the way from a scenario to its output.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use spuk::internals::export::{Level, Selection, run_csv, run_rows};
use spuk::internals::input::diagnostic::Diagnostic;
use spuk::internals::model::Model;
use spuk::internals::projection::{Projection, check};
use spuk::internals::scenario::DEFAULT;
use tempfile::TempDir;

/// The worked example of three gemeenten, which changes no default.
pub const SCENARIO: &str = include_str!("../cases/drie-gemeenten/scenario.toml");
pub const GEMEENTEN: &str = include_str!("../cases/drie-gemeenten/gemeenten.csv");
pub const AANTALLEN: &str = include_str!("../cases/drie-gemeenten/aantallen.csv");

/// Where the program is that these tests run.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_spuk");

/// A call of the program.
pub fn spuk() -> Command {
    Command::new(PROGRAM)
}

/// A temporary folder with input files; it goes away with this value. A subject adds
/// what it alone asks of one.
pub struct Folder(TempDir);

impl Folder {
    /// A folder that holds these files, by name and contents.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        for (name, contents) in files {
            folder.write(name, contents);
        }
        folder
    }

    /// The gemeenten and the counts of the worked example under `scenario.toml`.
    pub fn three(scenario: &str) -> Self {
        Self::with(&[
            ("scenario.toml", scenario),
            ("gemeenten.csv", GEMEENTEN),
            ("aantallen.csv", AANTALLEN),
        ])
    }

    /// The worked example as `basis.toml`, and `s.toml` that has it for its basis.
    pub fn with_basis() -> Self {
        Self::with(&[
            ("basis.toml", SCENARIO),
            ("gemeenten.csv", GEMEENTEN),
            ("aantallen.csv", AANTALLEN),
            ("s.toml", "[scenario]\nbasis = \"basis.toml\"\n"),
        ])
    }

    /// This folder with one file more, or with other contents in it.
    pub fn and(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        self.write(name, contents);
        self
    }

    /// Writes or replaces one file, and makes the folders on the way to it.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder");
        fs::write(path, contents).expect("a file in a temporary folder");
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text in a temporary folder")
    }

    /// The path of the folder.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root().join(name)
    }

    /// The program with these arguments, as it runs in the folder.
    pub fn spuk(&self, arguments: &[&str]) -> Command {
        let mut command = spuk();
        command.current_dir(self.root()).args(arguments);
        command
    }

    /// Loads `scenario.toml` in the folder and all that it names.
    pub fn load(&self) -> Result<Model, Diagnostic> {
        self.load_with("scenario.toml", &[])
    }

    /// Loads a scenario in the folder, with settings over it.
    pub fn load_with(&self, name: &str, settings: &[&str]) -> Result<Model, Diagnostic> {
        load(&self.path(name).to_string_lossy(), settings)
    }

    /// Loads and projects `scenario.toml`, and holds the books to each other.
    pub fn project(&self) -> Result<(Model, Projection), Diagnostic> {
        let model = self.load()?;
        let projection = model.project()?;
        check(&projection).expect("what the state pays is what gemeenten receive");
        Ok((model, projection))
    }

    /// The run CSV at gemeente level.
    pub fn csv(&self) -> Result<String, Diagnostic> {
        let (model, projection) = self.project()?;
        Ok(gemeente_csv(&model, &projection))
    }
}

fn load(scenario: &str, settings: &[&str]) -> Result<Model, Diagnostic> {
    let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
    Model::load(scenario, &settings)
}

/// The law as it stands, with settings over it.
pub fn law(settings: &[&str]) -> Model {
    load(DEFAULT, settings).unwrap_or_else(|error| panic!("{error}"))
}

/// An embedded scenario, projected, with its books held to each other.
pub fn embedded(name: &str) -> (Model, Projection) {
    let model = Model::load(name, &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
    let projection = model
        .project()
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    if let Err(breach) = check(&projection) {
        panic!("{name}: {breach}");
    }
    (model, projection)
}

/// What `spuk run --level gemeente --format csv` prints.
pub fn gemeente_csv(model: &Model, projection: &Projection) -> String {
    let keuze = Selection {
        niveau: Level::Gemeente,
        gemeenten: None,
        jaren: None,
    };
    run_csv(&run_rows(projection, &model.gemeenten, &keuze))
}

/// The rows of a CSV text, each by the name of the column.
pub fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a row as wide as the header"))
        .collect()
}

/// An amount with two decimals and a point, in cents.
pub fn cents(amount: &str) -> i64 {
    let (euros, cents) = amount.split_once('.').expect("a point before the cents");
    assert_eq!(cents.len(), 2, "{amount} has two decimals");
    format!("{euros}{cents}").parse().expect("digits")
}

/// A path inside the project.
pub fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
