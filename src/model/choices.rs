//! Every choice that a run follows and that is no number: words such as the
//! `verdeelsleutel` of a line, those of the scenario and those that the program
//! takes where it is silent.

use std::borrow::Cow;
use std::sync::Arc;

use super::figures::{BRON_DEFAULT, default_figure};
use super::load::Model;
use crate::scenario::{Figure, Value};

/// Keys of texts that choose nothing: names, and files, which stand among the figures.
const NOT_A_CHOICE: [&str; 3] = ["naam", "bestand", "herindelingen"];

/// What the program takes where a table is silent: table, key and word.
const DEFAULT_CHOICES: [(&str, &str, &str); 5] = [
    ("prestatie", "eerste_jaar", "alle"),
    ("korting", "wijze", "doorberekend"),
    ("instrument", "verdeelsleutel", "grondslag"),
    ("instrument", "spuk_reserve", "teruggevorderd"),
    ("instroom", "model", "ar1"),
];

impl Model {
    /// Every figure and every choice that was used, by table.
    pub fn figures(&self) -> Vec<Figure<'_>> {
        let mut all = self.cijfers();
        all.extend(self.keuzes());
        all.sort_by(|a, b| a.table().cmp(b.table()));
        all
    }

    /// The choices alone: those stated, then those taken.
    fn keuzes(&self) -> Vec<Figure<'_>> {
        let mut all = Vec::new();
        self.scenario.tree().for_each_leaf(&mut |path, leaf| {
            let waarde = match &leaf.value {
                Value::Text(text) => Cow::Borrowed(text.as_str()),
                Value::Bool(value) => Cow::Owned(value.to_string()),
                _ => return,
            };
            let last = path.last().map_or("", String::as_str);
            if path[0] != "scenario" && !NOT_A_CHOICE.contains(&last) {
                all.push(Figure {
                    pad: path.join("."),
                    waarde,
                    herkomst: Arc::clone(&leaf.provenance),
                    plaats: Some(leaf.place()),
                });
            }
        });
        all.extend(self.default_choices());
        all
    }

    /// What holds in a table, or in each of a list of them, that does not say so.
    fn default_choices(&self) -> Vec<Figure<'static>> {
        let mut all = Vec::new();
        for (table, key, word) in DEFAULT_CHOICES {
            let Some(node) = self.scenario.tree().get(&[table]) else {
                continue;
            };
            let tables: Vec<String> = match &node.value {
                Value::List(items) => (0..items.len())
                    .map(|place| format!("{table}.{place}"))
                    .collect(),
                _ => vec![table.to_owned()],
            };
            for table in tables {
                let pad = format!("{table}.{key}");
                let keys: Vec<&str> = pad.split('.').collect();
                if self.scenario.tree().get(&keys).is_none() {
                    all.push(default_figure(&pad, word, BRON_DEFAULT));
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::law;

    fn found(settings: &[&str], pad: &str) -> Option<(String, bool)> {
        let model = law(settings);
        let all = model.figures();
        let one = all.iter().find(|one| one.pad == pad)?;
        Some((one.waarde.to_string(), one.plaats.is_some()))
    }

    #[test]
    fn choices_stand_beside_the_figures_stated_or_taken() {
        let stated = |word: &str| Some((word.to_owned(), true));
        assert_eq!(found(&[], "prestatie.eerste_jaar"), stated("alle"));
        assert_eq!(
            found(&[], "incidenteel.0.verdeelsleutel"),
            stated("onderwijsroute")
        );
        assert_eq!(found(&[], "korting.0.wijze"), stated("binnen_begroting"));
        assert_eq!(found(&[], "instrument.verdeelsleutel"), None);
        let fonds = [
            "instrument.soort=fondsuitkering",
            "instrument.vanaf=2028",
            "instrument.referentiejaar=2027",
        ];
        let taken = Some(("grondslag".to_owned(), false));
        assert_eq!(found(&fonds, "instrument.verdeelsleutel"), taken);
        let out = ["onderwijsroute.actief=false"];
        assert_eq!(found(&out, "onderwijsroute.actief"), stated("false"));
        for name in ["scenario.naam", "incidenteel.0.naam"] {
            assert_eq!(found(&[], name), None, "{name} chooses nothing");
        }
    }

    /// A word that is taken is the one that a scenario gets by leaving it out.
    #[test]
    fn what_is_taken_is_what_holds() {
        let load = |settings: &[&str]| {
            let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
            let tables = Model::load("fondsuitkering-2028", &settings).expect("a scenario");
            tables.scenario.tables().clone()
        };
        use crate::scenario::tables::{EersteJaar, InstroomModel};
        let [first, cut, fonds, reserve, instroom] = DEFAULT_CHOICES.map(|(.., word)| word);
        let tables = load(&[
            &format!("prestatie.eerste_jaar={first}"),
            &format!("korting.0.wijze={cut}"),
            &format!("instrument.verdeelsleutel={fonds}"),
            &format!("instrument.spuk_reserve={reserve}"),
            &format!("instroom.model={instroom}"),
        ]);
        assert_eq!(
            tables.prestatie.as_ref().expect("a table").eerste_jaar,
            EersteJaar::default()
        );
        assert_eq!(tables.korting.0[0].wijze, Default::default());
        let instrument = tables.instrument.as_ref().expect("a table");
        assert_eq!(instrument.verdeelsleutel, Default::default());
        assert_eq!(instrument.spuk_reserve, Default::default());
        assert_eq!(tables.instroom.model, InstroomModel::default());
    }
}
