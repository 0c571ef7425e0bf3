//! Finding scenario files, following what they inherit from, and laying them
//! over each other.

use std::path::Path;
use std::sync::Arc;

use super::Scenario;
use super::decode::contents::take_assertions;
use super::draft::{BASIS, Draft, forget_sheets, own_name};
use super::location::{Location, locate, locate_basis};
use super::tree::node::{Node, Value};
use super::tree::parse::parse;
use super::tree::setting::Settings;
use super::unused::idle::idle_sources;
use super::unused::replaced::{lost_lines, new_lines};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::input::{Access, Fence, World};
use crate::terms::{Remark, Text, legible};

/// More levels of inheritance than anyone can follow.
const DEEPEST: usize = 64;

/// Keys of `[scenario]` that belong to one file and are not inherited.
const OWN_KEYS: [&str; 3] = ["naam", "omschrijving", "basis"];

/// Loads the scenario `wanted`, a path or an embedded name (a path is tried
/// first), with `settings` of the form `a.b=c` laid over it.
///
/// # Errors
/// Anything wrong with a file, its inheritance, its keys or its values.
pub fn load(wanted: &str, settings: &[String]) -> Result<Scenario, Diagnostic> {
    load_within(&Arc::default(), wanted, settings, Access::default())
}

/// A scenario from text instead of a file. It can inherit from embedded scenarios
/// and name no files.
///
/// # Errors
/// As [`load`].
pub fn load_text(name: &str, text: &str) -> Result<Scenario, Diagnostic> {
    let first = Location::Text(Source::embedded(name, text));
    merge(&Arc::default(), name, first, Fence::default())?.read()
}

/// [`load`] from the files of `world`, of which the user allows some.
///
/// # Errors
/// As [`load`].
pub fn load_within(
    world: &Arc<World>,
    wanted: &str,
    settings: &[String],
    access: Access,
) -> Result<Scenario, Diagnostic> {
    let settings = Settings::parse(settings)?;
    let first = locate(world, wanted)?;
    let beside = first.shadowed(world, Some(Path::new("")));
    let fence = match &first {
        Location::File { path, .. } => Fence::around(world, path, access),
        Location::Embedded(..) | Location::Text(_) => Fence::default(),
    };
    let mut draft = merge(world, wanted, first, fence)?;
    draft.remarks.extend(beside);
    draft.lay(&settings);
    draft.read()
}

/// Lays a scenario over all that it inherits from.
fn merge(
    world: &Arc<World>,
    wanted: &str,
    first: Location,
    fence: Fence,
) -> Result<Draft, Diagnostic> {
    let (chain, mut remarks) = follow(world, first, &fence)?;
    for (_, source, node) in &chain {
        remarks.extend(idle_sources(node, &source.name));
    }
    let naam = own_name(&chain[0].2).unwrap_or_else(|| chain[0].0.stem());
    let mut sources = Vec::new();
    let mut merged: Option<Node> = None;
    let mut new_lines_of_lists = Vec::new();
    for (_, source, node) in chain.into_iter().rev() {
        sources.push(source);
        match &mut merged {
            Some(below) => {
                remarks.extend(lost_lines(below, &node));
                new_lines_of_lists.extend(new_lines(below, &node));
                forget_own_keys(below);
                forget_sheets(below, &node);
                below.overlay(node);
            }
            None => merged = Some(node),
        }
    }
    if let Some(problem) = legible::name_problem(&naam) {
        // A name between quotes was refused where it stands: this is a file's.
        let message = Text::new(
            format!("het scenario heet naar zijn bestand, en dat kan niet: {problem}"),
            format!("the scenario is named after its file, and that is not allowed: {problem:#}"),
        );
        return Err(
            Diagnostic::new(Code::OngeldigeNaam, message).help(Text::fixed(
                "geef het een naam: [scenario] naam = \"...\"",
                "give it a name: [scenario] naam = \"...\"",
            )),
        );
    }
    Ok(Draft {
        world: Arc::clone(world),
        root: merged.expect("the chain holds at least the scenario itself"),
        eigen_naam: naam,
        asked_as: wanted.to_owned(),
        settings: Vec::new(),
        remarks,
        fence,
        sources,
        new_lines: new_lines_of_lists,
        replaced: None,
    })
}

/// A scenario file that was read, and where it was found.
type ChainLink = (Location, Arc<Source>, Node);

/// The scenario at `first` and all that it inherits from, in that order, with what
/// the user should know about where these were found.
fn follow(
    world: &World,
    first: Location,
    fence: &Fence,
) -> Result<(Vec<ChainLink>, Vec<Remark>), Diagnostic> {
    let mut remarks = Vec::new();
    let mut size = 0;
    let mut chain: Vec<ChainLink> = Vec::new();
    let mut next = Some(first);
    while let Some(location) = next.take() {
        // What is wrong with a file as a whole is shown where it is named.
        let named = |diagnostic: Diagnostic| match chain.last() {
            Some((_, _, above)) => diagnostic.at(above.place_of(&BASIS)),
            None => diagnostic,
        };
        if let Some(start) = chain
            .iter()
            .position(|(known, ..)| known.is_same(&location))
        {
            return Err(circle(&chain, start));
        }
        if chain.len() == DEEPEST {
            let message = Text::new(
                format!("meer dan {DEEPEST} scenario's erven van elkaar"),
                format!("more than {DEEPEST} scenarios inherit from each other"),
            );
            return Err(named(Diagnostic::new(Code::BasisTeDiep, message)));
        }
        let source = location.read(world).map_err(named)?;
        size += source.text.len() as u64;
        let most = world.limits.scenario;
        if size > most {
            let most = most / (1024 * 1024);
            let message = Text::new(
                format!("het scenario is met al zijn bases groter dan {most} MB"),
                format!("the scenario with all its bases is larger than {most} MB"),
            );
            return Err(named(Diagnostic::new(Code::BestandTeGroot, message)));
        }
        let node = parse(&source)?;
        if let Some(basis) = node.get(&BASIS)
            && let Value::Text(name) = &basis.value
        {
            let found = locate_basis(world, name, source.folder.as_deref(), fence);
            let found = found.map_err(|diagnostic| diagnostic.at(basis.place()))?;
            remarks.extend(found.shadowed(world, source.folder.as_deref()));
            next = Some(found);
        }
        chain.push((location, source, node));
    }
    Ok((chain, remarks))
}

fn circle(chain: &[ChainLink], start: usize) -> Diagnostic {
    let mut names: Vec<String> = chain[start..]
        .iter()
        .map(|(location, ..)| location.describe())
        .collect();
    names.push(names[0].clone());
    let (_, _, last) = chain.last().expect("a circle has members");
    let message = Text::fixed(
        "dit scenario erft van zichzelf",
        "this scenario inherits from itself",
    );
    Diagnostic::new(Code::BasisVormtKring, message)
        .at(last.place_of(&BASIS))
        .label(Text::same(names.join(" -> ")))
}

fn forget_own_keys(node: &mut Node) {
    // What the basis has to give, this scenario was made to change.
    take_assertions(node);
    let head = node
        .entries_mut()
        .and_then(|tables| tables.get_mut("scenario"));
    if let Some(keys) = head.and_then(|entry| entry.node.entries_mut()) {
        for key in OWN_KEYS {
            keys.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::InMemory;
    use crate::scenario::DEFAULT;

    #[test]
    fn a_file_beside_that_is_not_the_embedded_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("s.toml", "scenario.basis = \"wi2021\"\n");
        let path = folder.path().join("s.toml");
        let told = || load(path.to_str().unwrap(), &[]).unwrap().remarks;
        assert!(told().is_empty());
        let (_, text) = crate::scenario::embedded::find(DEFAULT).unwrap();
        write("wi2021.toml", &text.replace('\n', "\r\n"));
        assert!(told().is_empty(), "the same but for the ends of lines");
        write("wi2021.toml", "[scenario]\nvan = 2024\ntot = 2025\n");
        assert_eq!(told().len(), 1);
        let told = told()[0].to_string();
        assert!(told.contains("`wi2021` is het ingebouwde scenario"));
    }

    #[test]
    fn a_source_without_a_figure_is_told_with_the_rest_of_the_input() {
        let text = "scenario.basis = \"wi2021\"\n[prestatie]\nbron = \"Staatscourant 2026, 1\"\n";
        let remarks = load_text("s.toml", text).unwrap().remarks;
        let told: Vec<String> = remarks.iter().map(Remark::to_string).collect();
        assert_eq!(
            told,
            ["de bron of status van [prestatie] in s.toml staat bij geen cijfer"]
        );
    }

    #[test]
    fn a_file_takes_every_seed_that_the_command_line_takes() {
        let text = format!(
            "scenario.basis = \"wi2021\"\nsimulatie = {{ zaad = \"{}\", trekkingen = 250 }}\n",
            u64::MAX
        );
        let scenario = load_text("s.toml", &text).unwrap();
        assert_eq!(scenario.tables().simulatie.zaad_of(None), u64::MAX);
        assert_eq!(scenario.tables().simulatie.trekkingen_of(None), 250);
        assert_eq!(scenario.tables().simulatie.trekkingen_of(Some(9)), 9);
    }

    /// Assertions are about a result: they stay beside a scenario that is changed, can be
    /// changed themselves, and leave its hash alone.
    #[test]
    fn assertions_stay_with_a_scenario_that_is_changed() {
        let plain = "scenario.basis = \"wi2021\"\n";
        let agreed = "[[verwacht]]\njaar = 2026\nveld = \"kas\"\nbedrag = 1\n";
        let scenario = load_text("s.toml", &format!("{plain}{agreed}")).unwrap();
        let own_hash = load_text("s.toml", plain).unwrap().sha256();
        assert_eq!(scenario.sha256(), own_hash);
        let laid = |setting: &str| {
            let settings = Settings::parse(&[setting.to_owned()]).unwrap();
            scenario.with(&settings).unwrap()
        };
        let changed = laid("index.2028=0.011");
        assert_ne!(changed.sha256(), own_hash);
        let of = |scenario: &Scenario| -> Vec<i64> {
            let all = scenario.tables().verwacht.iter();
            all.map(|one| one.bedrag.hundredths()).collect()
        };
        assert_eq!(
            (of(&changed), changed.verwacht.is_some()),
            (vec![100], true)
        );
        let agreed = laid("verwacht.0.bedrag=7");
        assert_eq!((of(&agreed), agreed.sha256()), (vec![700], own_hash));
    }

    /// A sheet is one of the file that it stands beside: with another file it is gone.
    #[test]
    fn a_sheet_goes_with_its_file() {
        let load = |own: &str, settings: &[&str]| {
            let files = InMemory::default()
                .with("s.toml", format!("scenario.basis = \"b.toml\"\n{own}"))
                .with(
                    "b.toml",
                    "scenario.basis = \"wi2021\"\n\
                     [gemeenten]\nbestand = \"g.xlsx\"\nblad = \"Lijst\"\n\
                     [kenmerken]\nbestand = \"k.ods\"\nblad = \"Factoren\"\n",
                );
            let world = World::new(files, jiff::civil::date(2026, 7, 1));
            let settings: Vec<String> = settings.iter().map(|&one| one.to_owned()).collect();
            let read = load_within(&Arc::new(world), "s.toml", &settings, Access::default());
            let scenario = read.unwrap_or_else(|error| panic!("{error}"));
            let tables = scenario.tables();
            [&tables.gemeenten.blad, &tables.kenmerken.blad]
                .map(|blad| blad.clone().unwrap_or_default())
        };
        for (own, settings, expected) in [
            ("", &[][..], ["Lijst", "Factoren"]),
            ("[gemeenten]\nbestand = \"h.csv\"\n", &[], ["", "Factoren"]),
            (
                "[gemeenten]\nbestand = \"h.ods\"\nblad = \"Nu\"\n",
                &[],
                ["Nu", "Factoren"],
            ),
            ("[kenmerken]\nblad = \"Nieuw\"\n", &[], ["Lijst", "Nieuw"]),
            ("", &["kenmerken.bestand=k.csv"], ["Lijst", ""]),
            ("", &["gemeenten={bestand=\"g.csv\"}"], ["", "Factoren"]),
            (
                "",
                &["kenmerken.bestand=k.ods", "kenmerken.blad=B"],
                ["Lijst", "B"],
            ),
            (
                "",
                &["kenmerken.blad=B", "kenmerken.bestand=k.ods"],
                ["Lijst", "B"],
            ),
        ] {
            assert_eq!(load(own, settings), expected, "{own} {settings:?}");
        }
    }

    /// A scenario may be as large as that, with all its bases, and no byte larger.
    #[test]
    fn a_scenario_is_held_to_its_bound_with_its_bases() {
        let own = "scenario.basis = \"b.toml\"\n";
        let below = "scenario.basis = \"wi2021\"\n";
        let (_, law) = crate::scenario::embedded::find(DEFAULT).unwrap();
        let whole = (own.len() + below.len() + law.len()) as u64;
        let within = |most: u64| {
            let files = InMemory::default()
                .with("s.toml", own)
                .with("b.toml", below);
            let mut world = World::new(files, jiff::civil::date(2026, 7, 1));
            world.limits.scenario = most;
            load_within(&Arc::new(world), "s.toml", &[], Access::default())
        };
        assert!(within(whole).is_ok());
        assert_eq!(within(whole - 1).unwrap_err().code(), Code::BestandTeGroot);
    }
}
