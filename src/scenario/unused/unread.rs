//! Keys of `[instroom]` that only one model reads, and cannot do without; and those
//! that need a path to move around.
//!
//! Whoever writes such a key under another model is mistaken. Who inherits it
//! and then chooses another model is not: a key cannot be taken back.

use std::sync::Arc;

use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::Scenario;
use crate::scenario::tables::InstroomModel;
use crate::scenario::values::Spreiding;
use crate::terms::law::Groep;
use crate::terms::{Remark, Text};

/// A key that stands in the scenario, and the model that reads it.
type KeyOfModel = (&'static str, InstroomModel);

impl Scenario {
    /// What was inherited and is not read, because another model was chosen since.
    /// The keys of the model that counts when none is chosen go without saying.
    pub fn unread(&self) -> Vec<Remark> {
        let model = self.tables().instroom.model.word();
        let keys = self.keys_of_other_models();
        let chosen = keys.filter(|(_, reader)| *reader != InstroomModel::default());
        let of_models = chosen.map(|(key, reader)| Remark::KeyOfOtherModel {
            key,
            model,
            reader: reader.word(),
        });
        of_models.chain(self.without_path()).collect()
    }

    /// Uncertainty about a group of which there is no path: nothing moves around it.
    fn without_path(&self) -> impl Iterator<Item = Remark> {
        let table = &self.tables().instroom;
        let has_path = |groep| table.pad.get(groep).is_some();
        let moves =
            |spread: Option<Spreiding>| spread.is_some_and(|spread| spread.approximate() > 0.0);
        let alone = Groep::ALL
            .into_iter()
            .filter(move |&groep| !has_path(groep) && moves(table.spreiding.get(groep).copied()));
        let of_groups = alone.map(|groep| {
            let key = groep.key();
            Remark::SpreadWithoutPath {
                key: format!("instroom.spreiding.{key}"),
                path: format!("instroom.pad.{key}"),
            }
        });
        let nobody = !Groep::ALL.into_iter().any(has_path);
        let gemeenten = &table.gemeenten;
        let local = [
            ("realisatie", gemeenten.realisatie),
            ("ruis", gemeenten.ruis),
        ];
        let of_gemeenten = local
            .into_iter()
            .filter(move |&(_, spread)| nobody && moves(spread))
            .map(|(key, _)| Remark::SpreadWithoutPath {
                key: format!("instroom.gemeenten.{key}"),
                path: "instroom.pad".to_owned(),
            });
        of_groups.chain(of_gemeenten)
    }

    fn keys_of_other_models(&self) -> impl Iterator<Item = KeyOfModel> {
        let table = &self.tables().instroom;
        let is_there = |key: &str| self.tree().get(&["instroom", key]).is_some();
        let keys = [
            ("bestand", InstroomModel::Paden, table.bestand.is_some()),
            ("groei", InstroomModel::Bootstrap, !table.groei.is_empty()),
            ("spreiding", InstroomModel::Ar1, is_there("spreiding")),
            ("persistentie", InstroomModel::Ar1, is_there("persistentie")),
            ("samenhang", InstroomModel::Ar1, is_there("samenhang")),
        ];
        keys.into_iter()
            .filter(|&(_, reader, is_there)| is_there && reader != table.model)
            .map(|(key, reader, _)| (key, reader))
    }

    /// How late a value was written: by which of the scenarios that are laid
    /// over each other, or after all of them on the command line.
    fn written(&self, path: &[&str]) -> Option<usize> {
        let node = self.tree().get(path)?;
        let mut files = self.sources.iter();
        let file = files.position(|file| Arc::ptr_eq(file, &node.source));
        Some(file.unwrap_or(self.sources.len()))
    }
}

/// Refuses a key that the model at hand, or the one chosen before it, never reads.
pub(crate) fn unread(scenario: &Scenario) -> Result<(), Diagnostic> {
    let chosen = scenario.written(&["instroom", "model"]);
    for (key, reader) in scenario.keys_of_other_models() {
        let path = ["instroom", key];
        if chosen > scenario.written(&path) {
            continue;
        }
        let (model, reader) = (scenario.tables().instroom.model.word(), reader.word());
        let message = Text::new(
            format!(
                "`{key}` wordt alleen gelezen met model = \"{reader}\", en hier is het \"{model}\""
            ),
            format!("`{key}` is read only with model = \"{reader}\", and here it is \"{model}\""),
        );
        let help = Text::new(
            format!("zet model = \"{reader}\" in [instroom], of laat `{key}` weg"),
            format!("put model = \"{reader}\" in [instroom], or leave `{key}` out"),
        );
        return Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .at(scenario.place_of(&path))
            .help(help));
    }
    Ok(())
}

/// Refuses a model without what it draws from: every draw would be the path.
pub(crate) fn unfed(scenario: &Scenario) -> Result<(), Diagnostic> {
    let table = &scenario.tables().instroom;
    let (key, help) = match table.model {
        InstroomModel::Bootstrap if table.groei.is_empty() => (
            "groei",
            Text::fixed(
                "geef in [instroom] groei = [0.05, -0.1], waar het uit trekt",
                "give `groei = [0.05, -0.1]` in [instroom], from which it draws",
            ),
        ),
        InstroomModel::Paden if table.bestand.is_none() => (
            "bestand",
            Text::fixed(
                "geef in [instroom] bestand = \"paden.csv\", met een rij per trekking en groep",
                "give `bestand = \"paden.csv\"` in [instroom], with a row for each draw and group",
            ),
        ),
        _ => return Ok(()),
    };
    let model = table.model.word();
    let message = Text::new(
        format!("`{key}` ontbreekt bij model = \"{model}\""),
        format!("`{key}` is missing with model = \"{model}\""),
    );
    Err(Diagnostic::new(Code::SleutelOntbreekt, message)
        .at(scenario.place_of(&["instroom", "model"]))
        .help(help))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::scenario::load;
    use crate::scenario::load::load_text;

    const FILE: &str = "bestand = \"p.csv\"\n";

    /// A scenario over one with paths from a file, both with these keys in
    /// `[instroom]`.
    fn over_paths(child: &str, settings: &[&str]) -> Result<Vec<Remark>, Diagnostic> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, basis: &str, keys: &str| {
            let text = format!("[scenario]\nbasis = \"{basis}\"\n[instroom]\n{keys}");
            fs::write(folder.path().join(name), text).unwrap();
        };
        write("p.toml", "wi2021", &format!("model = \"paden\"\n{FILE}"));
        write("s.toml", "p.toml", child);
        let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
        let path = folder.path().join("s.toml");
        let scenario = load(path.to_str().unwrap(), &settings)?;
        Ok(scenario.unread())
    }

    #[test]
    fn who_inherits_a_file_may_choose_another_model_and_is_told() {
        assert!(over_paths("", &[]).unwrap().is_empty());
        for (child, settings) in [
            ("model = \"ar1\"\n", &[][..]),
            ("", &["instroom.model=ar1"][..]),
            (FILE, &["instroom.model=ar1"][..]),
        ] {
            let told = over_paths(child, settings).unwrap();
            assert_eq!(told.len(), 1, "{child} {settings:?}");
            let told = told[0].to_string();
            assert!(told.starts_with("instroom.bestand telt niet mee"));
        }
    }

    #[test]
    fn who_names_a_file_that_the_model_never_reads_is_refused() {
        let both = format!("model = \"ar1\"\n{FILE}");
        for (child, settings) in [
            (both.as_str(), &[][..]),
            ("model = \"ar1\"\n", &["instroom.bestand=p.csv"][..]),
            ("", &["instroom.bestand=p.csv", "instroom.model=ar1"][..]),
        ] {
            let refused = over_paths(child, settings).unwrap_err();
            assert_eq!(refused.code(), Code::Tegenstrijdig, "{child} {settings:?}");
        }
    }

    #[test]
    fn what_only_ar1_reads_goes_with_no_other_model() {
        let bootstrap = "model = \"bootstrap\"\ngroei = [0.1]\n";
        // The law as it stands has all three.
        assert!(
            load_text("s", &on_the_law(bootstrap))
                .unwrap()
                .unread()
                .is_empty()
        );
        for key in [
            "spreiding.asielstatushouder = 0.1",
            "persistentie.asielstatushouder = 0.1",
            "samenhang = 0.1",
        ] {
            let refused = load_text("s", &on_the_law(&format!("{bootstrap}{key}\n"))).unwrap_err();
            assert_eq!(refused.code(), Code::Tegenstrijdig, "{key}");
            assert!(
                load_text("s", &on_the_law(&format!("{key}\n"))).is_ok(),
                "{key}"
            );
        }
    }

    fn on_the_law(keys: &str) -> String {
        format!("[scenario]\nbasis = \"wi2021\"\n[instroom]\n{keys}")
    }

    #[test]
    fn spread_around_no_path_is_said_to_be_none() {
        let told = |keys: &str| {
            let text = format!("[scenario]\nvan = 2026\ntot = 2027\n[instroom]\n{keys}");
            load_text("s", &text).unwrap().unread()
        };
        let spread = "spreiding.asielstatushouder = 0.1\ngemeenten.ruis = 0.1\n";
        assert_eq!(told(spread).len(), 2);
        let path = "pad.asielstatushouder.2026 = 9\n";
        assert!(told(&format!("{spread}{path}")).is_empty());
        let other = format!("{path}spreiding.gezinsmigrant = 0.1\n");
        let told = told(&other)[0].to_string();
        assert!(told.starts_with("instroom.spreiding.gezinsmigrant telt niet mee"));
    }

    #[test]
    fn growth_without_bootstrap_is_refused_and_none_is_no_growth() {
        assert!(over_paths("groei = [0.1]\n", &[]).is_err());
        assert!(over_paths("groei = []\n", &[]).unwrap().is_empty());
    }
}
