//! What several tests share: a folder of input files, the CSV of a
//! run as rows by column name, and the way from a scenario to its output.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use spuk::export::{Level, Selection, regels, run_csv};
use spuk::input::diagnostic::Diagnostic;
use spuk::model::Model;
use spuk::projection::{Projection, check};
use tempfile::TempDir;

/// A temporary folder with input files; it goes away with this value.
pub struct Folder(TempDir);

impl Folder {
    /// A folder that holds these files, by name and contents.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, contents) in files {
            folder.write(name, contents);
        }
        folder
    }

    /// Writes or replaces one file.
    pub fn write(&self, name: &str, contents: &str) {
        fs::write(self.path(name), contents).expect("a file in a temporary folder");
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Loads `scenario.toml` in the folder and all that it names.
    pub fn load(&self) -> Result<Model, Diagnostic> {
        Model::load(&self.path("scenario.toml").to_string_lossy(), &[])
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
    run_csv(&regels(projection, &model.gemeenten, &keuze))
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
