//! From TOML to a scenario: inheritance, sources, diagnostics, schema.
//!
//! Architecture invariant: this is the only module that knows TOML. What is
//! wrong with a scenario is found here, or reported at a place kept here.

mod carried;
pub mod decode;
mod doubtful;
mod draft;
pub mod embedded;
pub mod hints;
pub mod load;
pub mod location;
pub mod meant;
mod mixed;
pub mod rule_part;
pub mod schema;
mod shipped;
pub mod tables;
pub mod template;
pub mod tree;
pub mod unused;
pub mod validate;
pub mod values;

pub use embedded::{DEFAULT, EMBEDDED};
pub(crate) use embedded::{REKENSCHAP, TELLING};
pub use load::{load, load_text, load_within};
pub use meant::is_meant_as_scenario;
pub use rule_part::{RulePart, RuleParts};
pub use schema::json_schema;
pub use shipped::{ShippedScenario, shipped, shipped_names, shipped_text};
pub use template::template;
pub use tree::between::Between;
pub use tree::figures::StatedFigure;
pub use tree::node::{Node, Provenance, Status, Value};
pub use tree::setting::Settings;
pub use tree::written::WrittenHead;
pub(crate) use validate::adds_up_to_one;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::input::source::{Source, sha256};
use crate::input::{Fence, TableAsk, World, read_table};
use crate::terms::{Lang, Remark, Text};
use decode::contents::Contents;
use tables::Tables;
use tree::parse::NO_SOURCE;

/// A scenario with everything that it inherits, ready to be projected.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Name in reports: its own, and what was laid over it.
    pub naam: String,
    eigen_naam: String,
    /// The name by which it was asked for, such as `wi2021` or a path.
    pub asked_as: String,
    /// What was laid over it, as `a.b=c`.
    pub settings: Vec<String>,
    /// What the user should know about how it was read.
    pub remarks: Vec<Remark>,
    /// What it says, as a tree and as tables.
    contents: Contents,
    /// Where it was read, and where the files that it names are.
    pub world: Arc<World>,
    /// Which files it may name.
    pub fence: Fence,
    /// The assertions as a tree of their own: they are no figures.
    pub(crate) verwacht: Option<tree::node::Entry>,
    /// The scenario files that were read, the one asked for last.
    pub sources: Vec<Arc<Source>>,
}

/// A figure of a scenario with where it comes from.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// The keys that lead to it, such as `prognose.2026`.
    pub pad: String,
    /// The figure as it was written.
    pub waarde: Cow<'a, str>,
    /// Its source and status.
    pub herkomst: Arc<Provenance>,
    /// The file and line it stands in; `None` for one of the program itself.
    pub plaats: Option<Place>,
}

impl Figure<'_> {
    /// The table that it belongs to.
    pub fn table(&self) -> &str {
        self.pad.split('.').next().unwrap_or_default()
    }

    /// Whether it is called published and nobody says where.
    pub fn is_published_nowhere(&self) -> bool {
        self.herkomst.status == Status::Gepubliceerd
            && self.herkomst.bron.of(Lang::Nl).starts_with(NO_SOURCE)
    }

    /// Whether it is a file instead of a number: the file holds the numbers.
    pub fn names_a_file(&self) -> bool {
        tree::setting::names_a_file(&self.pad)
    }
}

impl Scenario {
    /// The tables, as they were read from the tree.
    pub fn tables(&self) -> &Tables {
        self.contents.tables()
    }

    /// The same as a tree, with the place and source of every figure.
    pub fn tree(&self) -> &Node {
        self.contents.tree()
    }

    /// The place of a value, or of the table where it would have been.
    pub fn place_of(&self, path: &[&str]) -> Place {
        self.tree().place_of(path)
    }

    /// The place of an assertion, counted from 0, or of a value in it.
    pub fn place_in_assertion(&self, index: usize, keys: &[&str]) -> Place {
        let number = index.to_string();
        let path = [&[number.as_str()], keys].concat();
        match &self.verwacht {
            Some(list) => list.node.place_of(&path),
            None => self.tree().place(),
        }
    }

    /// Where an assertion says that its figure comes from.
    pub fn source_of_assertion(&self, index: usize) -> Text {
        let number = index.to_string();
        let node = self
            .verwacht
            .as_ref()
            .and_then(|list| list.node.get(&[&number]));
        node.map_or_else(Text::default, |node| Text::clone(&node.provenance.bron))
    }

    /// SHA-256 over the resolved values: the same scenario in any layout.
    pub fn sha256(&self) -> [u8; 32] {
        sha256(self.tree().canonical().as_bytes())
    }

    /// Reads a file that the scenario names at `keys`. What the user names on the
    /// command line may lie anywhere.
    ///
    /// # Errors
    /// A file outside the fence, or one that cannot be read.
    pub fn read_at(&self, keys: &[&str], file: &str) -> Result<Arc<Source>, Diagnostic> {
        self.open_at(keys, file, Source::read)
    }

    /// [`Scenario::read_at`] of a table: a CSV, or a sheet of a workbook.
    ///
    /// # Errors
    /// As [`Scenario::read_at`], or a workbook without such a sheet.
    pub(crate) fn read_table(
        &self,
        keys: &[&str],
        file: &str,
        ask: &TableAsk<'_>,
    ) -> Result<Arc<Source>, Diagnostic> {
        self.open_at(keys, file, |world, path| read_table(world, path, ask))
    }

    fn open_at(
        &self,
        keys: &[&str],
        file: &str,
        open: impl FnOnce(&World, &Path) -> Result<Arc<Source>, Diagnostic>,
    ) -> Result<Arc<Source>, Diagnostic> {
        let path = self.path_at(keys, file);
        let node = self.tree().get(keys);
        if node.is_some_and(|node| node.source.folder.is_none()) {
            let message = Text::fixed(
                "tekst die geen bestand is, kan geen bestand noemen",
                "text that is not a file cannot name a file",
            );
            return Err(self.locate(Diagnostic::new(Code::BuitenDeMap, message), keys));
        }
        let by_a_file = node.is_some_and(|node| {
            let mut files = self.sources.iter();
            files.any(|source| Arc::ptr_eq(source, &node.source))
        });
        let allowed = if by_a_file {
            self.fence.check(&self.world, &path, file)
        } else {
            Ok(())
        };
        let read = allowed.and_then(|()| open(&self.world, &path));
        read.map_err(|diagnostic| self.locate(diagnostic, keys))
    }

    /// The path of a file that the scenario names, relative to the file that names it.
    pub fn path_at(&self, keys: &[&str], file: &str) -> PathBuf {
        let folder = self
            .tree()
            .get(keys)
            .and_then(|node| node.source.folder.clone());
        folder.unwrap_or_default().join(file)
    }

    /// Every figure in the scenario, sorted by path.
    pub fn cijfers(&self) -> Vec<Figure<'_>> {
        let mut figures = Vec::new();
        self.tree().for_each_leaf(&mut |path, leaf| {
            if let Value::Number(digits) = &leaf.value
                && path.first().is_some_and(|table| table != "scenario")
            {
                figures.push(Figure {
                    pad: path.join("."),
                    waarde: Cow::Borrowed(digits),
                    herkomst: Arc::clone(&leaf.provenance),
                    plaats: Some(leaf.place()),
                });
            }
        });
        figures
    }

    /// Whether a figure at one of these keys, or below it, was chosen so that something
    /// published comes out.
    pub fn is_fitted(&self, keys: &[&str]) -> bool {
        let mut is_fitted = false;
        for key in keys {
            let path: Vec<&str> = key.split('.').collect();
            let Some(node) = self.tree().get(&path) else {
                continue;
            };
            node.for_each_leaf(&mut |_, leaf| {
                let is_figure = matches!(leaf.value, Value::Number(_));
                is_fitted |= is_figure && leaf.provenance.gefit.is_some();
            });
        }
        is_fitted
    }

    /// Puts the place of `path` on a message that has none.
    pub fn locate(&self, diagnostic: Diagnostic, path: &[&str]) -> Diagnostic {
        diagnostic.at(self.place_of(path))
    }
}
