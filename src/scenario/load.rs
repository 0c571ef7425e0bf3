//! Finding scenario files, following what they inherit from, and laying them
//! over each other.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fence::{Access, Fence};
use super::node::{Node, Value};
use super::parse::parse;
use super::setting::parse_setting;
use super::{EMBEDDED, Scenario, decode, embedded, validate};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::legible;
use crate::source::Source;

/// The scenario that counts when none is named: the law as it stands.
pub const DEFAULT: &str = "wi2021";

/// The largest scenario, with all that it inherits: the largest that is shipped
/// is a thousandth of it.
pub const LARGEST_SCENARIO: u64 = 16 * 1024 * 1024;

/// More levels of inheritance than anyone can follow.
const DEEPEST: usize = 64;

/// Keys of `[scenario]` that belong to one file and are not inherited.
const OWN_KEYS: [&str; 3] = ["naam", "omschrijving", "basis"];

/// The list of assertions.
const ASSERTIONS: &str = "verwacht";

/// Loads the scenario `wanted`, a path or an embedded name (a path is tried
/// first), with `settings` of the form `a.b=c` laid over it.
///
/// # Errors
/// Anything wrong with a file, its inheritance, its keys or its values.
pub fn load(wanted: &str, settings: &[String]) -> Result<Scenario, Diagnostic> {
    load_within(wanted, settings, Access::default())
}

/// A scenario from text instead of a file. It can inherit from embedded scenarios
/// and name no files.
///
/// # Errors
/// As [`load`].
pub fn load_text(name: &str, text: &str) -> Result<Scenario, Diagnostic> {
    let first = Location::Text(Source::embedded(name, text));
    resolve(name, first, Fence::default(), Vec::new())
}

/// [`load`] with what the user allows the scenario to read.
///
/// # Errors
/// As [`load`].
pub fn load_within(
    wanted: &str,
    settings: &[String],
    access: Access,
) -> Result<Scenario, Diagnostic> {
    let overlays = settings
        .iter()
        .map(|setting| parse_setting(setting))
        .collect::<Result<Vec<_>, _>>()?;
    let first = locate(wanted)?;
    let fence = match &first {
        Location::File { path, .. } => Fence::around(path, access),
        Location::Embedded(..) | Location::Text(_) => Fence::default(),
    };
    let mut scenario = resolve(wanted, first, fence, overlays)?;
    scenario.settings = settings.to_vec();
    Ok(scenario)
}

/// Lays a scenario over all that it inherits from, and `overlays` over that.
fn resolve(
    wanted: &str,
    first: Location,
    fence: Fence,
    overlays: Vec<Node>,
) -> Result<Scenario, Diagnostic> {
    let chain = follow(first, &fence)?;
    let mut naam = own_name(&chain[0].2).unwrap_or_else(|| chain[0].0.stem());
    let mut sources = Vec::new();
    let mut merged: Option<Node> = None;
    for (_, source, node) in chain.into_iter().rev() {
        sources.push(source);
        match &mut merged {
            Some(below) => {
                forget_own_keys(below);
                below.overlay(node);
            }
            None => merged = Some(node),
        }
    }
    if let Some(problem) = legible::name_problem(&naam) {
        // A name between quotes was refused where it stands: this is a file's.
        let message = format!("het scenario heet naar zijn bestand, en dat kan niet: {problem}");
        return Err(Diagnostic::new(Code::OngeldigeNaam, message)
            .help("geef het een naam: [scenario] naam = \"...\""));
    }
    let mut root = merged.expect("the chain holds at least the scenario itself");
    for overlay in overlays {
        naam = own_name(&overlay).unwrap_or(naam);
        root.overlay(overlay);
    }
    let tabellen = decode::decode(&root)?;
    let verwacht = take_assertions(&mut root);
    let scenario = Scenario {
        naam,
        verwacht,
        fence,
        gevraagd_als: wanted.to_owned(),
        settings: Vec::new(),
        tabellen,
        root: Arc::new(root),
        sources,
    };
    validate::validate(&scenario)?;
    Ok(scenario)
}

/// A scenario file that was read, and where it was found.
type Link = (Location, Arc<Source>, Node);

/// The scenario at `first` and all that it inherits from, in that order.
fn follow(first: Location, fence: &Fence) -> Result<Vec<Link>, Diagnostic> {
    let mut size = 0;
    let mut chain: Vec<Link> = Vec::new();
    let mut next = Some(first);
    while let Some(location) = next.take() {
        // What is wrong with a file as a whole is shown where it is named.
        let named = |diagnostic: Diagnostic| match chain.last() {
            Some((_, _, above)) => diagnostic.at(above.place_of(&["scenario", "basis"])),
            None => diagnostic,
        };
        if let Some(start) = chain
            .iter()
            .position(|(known, ..)| known.is_same(&location))
        {
            return Err(circle(&chain, start));
        }
        if chain.len() == DEEPEST {
            let message = format!("meer dan {DEEPEST} scenario's erven van elkaar");
            return Err(named(Diagnostic::new(Code::BasisTeDiep, message)));
        }
        let source = location.read().map_err(named)?;
        size += source.text.len() as u64;
        if size > LARGEST_SCENARIO {
            let most = LARGEST_SCENARIO / (1024 * 1024);
            let message = format!("het scenario is met al zijn bases groter dan {most} MB");
            return Err(named(Diagnostic::new(Code::BestandTeGroot, message)));
        }
        let node = parse(&source)?;
        if let Some(basis) = node.get(&["scenario", "basis"])
            && let Value::Text(name) = &basis.value
        {
            let found = locate_basis(name, source.folder.as_deref(), fence);
            next = Some(found.map_err(|diagnostic| diagnostic.at(basis.place()))?);
        }
        chain.push((location, source, node));
    }
    Ok(chain)
}

/// Where a scenario is found.
#[derive(Debug)]
enum Location {
    File { path: PathBuf, canonical: PathBuf },
    Embedded(&'static str, &'static str),
    Text(Arc<Source>),
}

impl Location {
    /// Whether both are the same scenario, by whatever path it was named.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File { canonical, .. }, Self::File { canonical: its, .. }) => canonical == its,
            (Self::Embedded(name, _), Self::Embedded(its, _)) => name == its,
            _ => false,
        }
    }

    fn file(path: PathBuf) -> Self {
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        Self::File { path, canonical }
    }

    fn read(&self) -> Result<Arc<Source>, Diagnostic> {
        match self {
            Self::File { path, .. } => {
                let source = Source::read_at_most(path, LARGEST_SCENARIO)?;
                if source.text.trim().is_empty() {
                    let message = format!("{} is leeg", source.name);
                    return Err(Diagnostic::new(Code::LeegBestand, message)
                        .help("`spuk init NAAM` schrijft een scenario om mee te beginnen"));
                }
                Ok(source)
            }
            Self::Text(source) => Ok(Arc::clone(source)),
            Self::Embedded(name, text) => Ok(Source::embedded(format!("{name}.toml"), *text)),
        }
    }

    fn stem(&self) -> String {
        match self {
            Self::File { path, .. } => path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            Self::Text(source) => source.name.clone(),
            Self::Embedded(name, _) => (*name).to_owned(),
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::File { path, .. } => legible::path(path),
            Self::Text(source) => source.name.clone(),
            Self::Embedded(name, _) => (*name).to_owned(),
        }
    }
}

fn locate(wanted: &str) -> Result<Location, Diagnostic> {
    let path = Path::new(wanted);
    if path.is_file() {
        return Ok(Location::file(path.to_owned()));
    }
    if let Some((name, text)) = embedded::find(wanted) {
        return Ok(Location::Embedded(name, text));
    }
    let looks_like_path = wanted.contains(['/', '\\']) || wanted.ends_with(".toml");
    if looks_like_path || path.exists() {
        return Ok(Location::file(path.to_owned()));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let diagnostic = Diagnostic::new(
        Code::ScenarioOnbekend,
        format!("het scenario `{wanted}` bestaat niet: geen bestand en geen ingebouwde naam"),
    );
    // What `spuk init` wrote is called by the name of its file.
    let file = format!("{wanted}.toml");
    let file = Path::new(&file).is_file().then_some(file.as_str());
    Err(match file.or_else(|| nearest(wanted, names)) {
        Some(near) => diagnostic.help(format!("bedoelt u `{near}`?")),
        None => diagnostic.help(format!("ingebouwde scenario's: {}", names.join(", "))),
    })
}

fn locate_basis(name: &str, folder: Option<&Path>, fence: &Fence) -> Result<Location, Diagnostic> {
    if let Some(folder) = folder {
        let path = folder.join(name);
        fence.check(&path, name)?;
        if path.is_file() {
            return Ok(Location::file(path));
        }
    }
    if let Some((name, text)) = embedded::find(name) {
        return Ok(Location::Embedded(name, text));
    }
    if let Some(path) = folder.map(|folder| folder.join(name))
        && !name.is_empty()
        && path.exists()
    {
        // A folder, or a pipe: reading it gives the message that fits.
        return Ok(Location::file(path));
    }
    let names = EMBEDDED.map(|(name, _)| name);
    let label = match nearest(name, names) {
        Some(near) => format!("bedoelt u `{near}`?"),
        None => "verwacht: een pad vanaf dit bestand, of een ingebouwde naam".to_owned(),
    };
    Err(Diagnostic::new(
        Code::BasisOnbekend,
        format!("de basis `{name}` bestaat niet"),
    )
    .label(label)
    .help(format!("ingebouwde scenario's: {}", names.join(", "))))
}

fn circle(chain: &[Link], start: usize) -> Diagnostic {
    let mut names: Vec<String> = chain[start..]
        .iter()
        .map(|(location, ..)| location.describe())
        .collect();
    names.push(names[0].clone());
    let (_, _, last) = chain.last().expect("a circle has members");
    Diagnostic::new(Code::BasisVormtKring, "dit scenario erft van zichzelf")
        .at(last.place_of(&["scenario", "basis"]))
        .label(names.join(" -> "))
}

fn own_name(node: &Node) -> Option<String> {
    match &node.get(&["scenario", "naam"])?.value {
        Value::Text(name) => Some(name.clone()),
        _ => None,
    }
}

/// Assertions are about a result and no part of it: they do not count as
/// figures and leave the hash of the scenario alone.
fn take_assertions(root: &mut Node) -> Option<Node> {
    let Value::Table(tables) = &mut root.value else {
        return None;
    };
    tables.remove(ASSERTIONS).map(|entry| entry.node)
}

fn forget_own_keys(node: &mut Node) {
    // What the basis has to give, this scenario was made to change.
    take_assertions(node);
    if let Value::Table(tables) = &mut node.value
        && let Some(entry) = tables.get_mut("scenario")
        && let Value::Table(keys) = &mut entry.node.value
    {
        for key in OWN_KEYS {
            keys.remove(key);
        }
    }
}
