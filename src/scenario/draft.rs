//! A scenario on its way from a tree to tables: what is laid over it changes the tree,
//! and the tables are read from the tree afterwards, so that there is one truth.

use std::sync::Arc;

use super::decode::contents::{Contents, put_assertions, take_assertions};
use super::decode::decoder;
use super::embedded::DEFAULT;
use super::hints::misplaced;
use super::tables::Tables;
use super::tree::between::End;
use super::tree::node::{Node, Value, is_same_place};
use super::tree::setting::{SETTING_SOURCE, Settings, place_in_list};
use super::unused::idle::idle_sources;
use super::unused::replaced::{NewLine, hint_of_new_line, lost_lines};
use super::{Scenario, validate};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::input::{Fence, World};
use crate::terms::legible::on_one_line;
use crate::terms::{Remark, Text};

/// Where a scenario says what it inherits from.
pub(super) const BASIS: [&str; 2] = ["scenario", "basis"];

/// A scenario of which the tables are not read yet.
pub(super) struct Draft {
    pub world: Arc<World>,
    pub root: Node,
    pub eigen_naam: String,
    pub asked_as: String,
    pub settings: Vec<String>,
    pub remarks: Vec<Remark>,
    pub fence: Fence,
    pub sources: Vec<Arc<Source>>,
    /// Lines that stand where a list of the basis stood.
    pub new_lines: Vec<NewLine>,
    /// What to do where a setting replaced a list by one table.
    pub replaced: Option<Text>,
}

impl Draft {
    /// Lays settings over the scenario, one after another.
    pub fn lay(&mut self, settings: &Settings) {
        for overlay in &settings.nodes {
            if let Some(naam) = own_name(overlay) {
                self.eigen_naam = naam;
            }
            self.remarks
                .extend(idle_sources(overlay, &overlay.source.name));
            self.remarks.extend(lost_lines(&self.root, overlay));
            let replaced = || place_in_list(&self.root, overlay);
            self.replaced = self.replaced.take().or_else(replaced);
            forget_sheets(&mut self.root, overlay);
            self.root.overlay(overlay.clone());
        }
        self.settings.extend_from_slice(&settings.texts);
    }

    /// Reads the tables, and holds them to each other.
    pub fn read(mut self) -> Result<Scenario, Diagnostic> {
        let contents = Contents::read(&self.root).map_err(|error| self.hinted(error))?;
        let scenario = self.with_contents(contents);
        validate::validate(&scenario)?;
        scenario.with_ends()
    }

    /// Reads the tables of these names, which are not as they were when `known` was read.
    fn read_again(mut self, names: &[&str], known: &Contents) -> Result<Scenario, Diagnostic> {
        let contents = known.read_again(&self.root, names);
        let contents = contents.map_err(|error| self.hinted(error))?;
        let scenario = self.with_contents(contents);
        validate::validate_again(&scenario, names)?;
        Ok(scenario)
    }

    fn with_contents(mut self, contents: Contents) -> Scenario {
        let verwacht = take_assertions(&mut self.root);
        Scenario {
            world: self.world,
            naam: full_name(&self.eigen_naam, &self.settings),
            eigen_naam: self.eigen_naam,
            verwacht,
            fence: self.fence,
            asked_as: self.asked_as,
            settings: self.settings,
            remarks: self.remarks,
            contents,
            sources: self.sources,
        }
    }

    /// An error in the tables with what to do about it.
    fn hinted(&mut self, error: Diagnostic) -> Diagnostic {
        let hint = match error.code() {
            Code::SleutelOntbreekt | Code::VerkeerdType => self.replaced.take(),
            // A place that a list does not have looks like a key of a table.
            Code::OnbekendeSleutel if is_number_of_setting(&error) => self.replaced.take(),
            _ => None,
        };
        let hint = hint
            .or_else(|| hint_of_new_line(&self.new_lines, &error))
            .or_else(|| hint_of_basis(&self.root, &error));
        match hint {
            Some(hint) => error.help(hint),
            None => misplaced::explained(error),
        }
    }
}

/// Whether an error is about a number that stands for a key on the command line.
fn is_number_of_setting(error: &Diagnostic) -> bool {
    error.place().is_some_and(|place| {
        let key = place
            .source
            .text
            .get(place.span.clone())
            .unwrap_or_default();
        let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        is_number && place.source.name == SETTING_SOURCE
    })
}

/// An error in what a scenario is at the ends of its ranges. Its figures themselves go
/// together, so that who reads only them finds nothing wrong.
fn of_ends(error: Diagnostic) -> Diagnostic {
    error.or_help(Text::fixed(
        "met de waarden zelf is het goed: dit gaat over de uiteinden van bereiken (`tussen`), ook die van de basis; geef een cijfer een ander bereik, of een waarde zonder",
        "the values themselves are right: this is about the ends of ranges (`tussen`), those of the basis too; give a figure another range, or a value without one",
    ))
}

impl Scenario {
    /// The scenario, once the ends of its ranges are values that their figures can have,
    /// and those of a list values that it can have together.
    fn with_ends(self) -> Result<Self, Diagnostic> {
        if !self.tree().has_ranges() {
            return Ok(self);
        }
        for end in [End::Low, End::High] {
            decoder::decode::<Tables>(&self.tree().at_end(end, false))?;
            let lists = Self {
                contents: Contents::read(&self.tree().at_end(end, true))?,
                ..self.clone()
            };
            validate::validate(&lists).map_err(of_ends)?;
        }
        Ok(self)
    }

    /// Other figures at these paths as settings, of the source that the scenario has itself.
    pub(crate) fn settings_of(&self, figures: &[(Vec<String>, String)]) -> Settings {
        let tree = self.tree();
        Settings::of_figures(figures, &tree.provenance, &tree.source)
    }

    /// The keys that settings give more than once, in one call or one after another.
    pub(crate) fn set_twice(&self) -> Vec<Remark> {
        let laid = Settings::parse(&self.settings).unwrap_or_default();
        let twice = laid.twice().into_iter();
        twice.map(|key| Remark::SetTwice { key }).collect()
    }

    /// The scenario with settings laid over it, behind those that are there: what it
    /// would be if it had been loaded with all of them.
    ///
    /// # Errors
    /// A key that is unknown, or a value that cannot be.
    pub fn with(&self, settings: &Settings) -> Result<Self, Diagnostic> {
        let mut root = self.tree().clone();
        if let Some(verwacht) = &self.verwacht {
            put_assertions(&mut root, verwacht);
        }
        let mut draft = Draft {
            world: Arc::clone(&self.world),
            root,
            eigen_naam: self.eigen_naam.clone(),
            asked_as: self.asked_as.clone(),
            settings: self.settings.clone(),
            remarks: self.remarks.clone(),
            fence: self.fence.clone(),
            sources: self.sources.clone(),
            new_lines: Vec::new(),
            replaced: None,
        };
        draft.lay(settings);
        let changed = draft.read_again(&settings.tables(), &self.contents)?;
        match settings.nodes.iter().any(Node::has_ranges) {
            true => changed.with_ends(),
            false => Ok(changed),
        }
    }
}

/// Tables with a file and the sheet of it.
const WITH_SHEET: [&str; 3] = ["aantallen", "gemeenten", "kenmerken"];

/// Takes the sheet out of a table of which the file is replaced: `blad` says something of the
/// file that it stands beside, and another file has sheets of its own. What is set beside a
/// file that is set stays, in whatever order these are.
pub(super) fn forget_sheets(below: &mut Node, above: &Node) {
    for table in WITH_SHEET {
        let says = |key: &str| above.get(&[table, key]).is_some();
        let sheet = below.get(&[table, "blad"]);
        let is_inherited = sheet.is_some_and(|blad| blad.source.name != SETTING_SOURCE);
        if !says("bestand") || says("blad") || !is_inherited {
            continue;
        }
        let entry = below.entries_mut().and_then(|all| all.get_mut(table));
        if let Some(keys) = entry.and_then(|entry| entry.node.entries_mut()) {
            keys.remove("blad");
        }
    }
}

/// What to do about a table or a first or last year that is not there, in a scenario
/// that is its own basis.
fn hint_of_basis(root: &Node, error: &Diagnostic) -> Option<Text> {
    let at = error.place()?;
    let is_missing = error.code() == Code::SleutelOntbreekt && root.get(&BASIS).is_none();
    let tops = [root.place(), root.place_of(&["scenario"])];
    let is_top = tops.iter().any(|top| is_same_place(top, at));
    (is_missing && is_top).then(|| {
        Text::new(
            format!(
                "wie de wet als uitgangspunt neemt, zet onder [scenario]: basis = \"{DEFAULT}\""
            ),
            format!(
                "to start from the law as it stands, put under [scenario]: basis = \"{DEFAULT}\""
            ),
        )
    })
}

/// The name in every output: the own name, and what was laid over the scenario besides
/// that name itself. A name is the same in every language, and so are these brackets.
fn full_name(own: &str, settings: &[String]) -> String {
    let key = |setting: &str| {
        setting
            .split('=')
            .next()
            .map(|key| key.trim() == "scenario.naam")
    };
    let laid = settings.iter().filter(|setting| key(setting) != Some(true));
    let laid: Vec<&str> = laid.map(String::as_str).collect();
    if laid.is_empty() {
        return own.to_owned();
    }
    format!("{own} ({})", on_one_line(&laid.join(", ")))
}

/// The name that a scenario gives itself.
pub(super) fn own_name(node: &Node) -> Option<String> {
    match &node.get(&["scenario", "naam"])?.value {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    }
}
