//! Whether the amounts of two scenarios can be held against each other.

use super::model::Model;
use crate::diagnostic::{Code, Diagnostic};

impl Model {
    /// Amounts can only be held against each other, or drawn side by side, for
    /// the same gemeenten in the same provincies, and the same years.
    ///
    /// # Errors
    /// What is not as in `first`, with the place in this scenario.
    pub fn comparable_with(&self, first: &Self) -> Result<(), Diagnostic> {
        let (naam, other) = (&self.scenario.naam, &first.scenario.naam);
        let places = |model: &Self| -> Vec<(String, String)> {
            let list = model.gemeenten.list().iter();
            list.map(|it| (it.code.clone(), it.provincie.clone()))
                .collect()
        };
        if places(self) != places(first) {
            let message = format!("`{naam}` heeft andere gemeenten dan `{other}`");
            return Err(Diagnostic::new(Code::Tegenstrijdig, message)
                .at(self.scenario.place_of(&["gemeenten", "bestand"]))
                .help("neem dezelfde codes in dezelfde provincies"));
        }
        let years = |model: &Self| {
            let kop = &model.scenario.tabellen.scenario;
            (kop.van, kop.tot)
        };
        let ((van, tot), (from, to)) = (years(first), years(self));
        if (van, tot) == (from, to) {
            return Ok(());
        }
        let message = format!(
            "`{naam}` loopt van {from} tot en met {to}, `{other}` van {van} tot en met {tot}"
        );
        let key = if van == from { "tot" } else { "van" };
        Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .at(self.scenario.place_of(&["scenario", key]))
            .help(format!(
                "met --set scenario.van={van} --set scenario.tot={tot} lopen beide even lang"
            )))
    }
}

/// Scenarios stand beside each other by name: with one name for two of them, nobody
/// could tell their rows apart.
///
/// # Errors
/// A name that two scenarios have.
pub fn names_apart(modellen: &[Model]) -> Result<(), Diagnostic> {
    let names = modellen.iter().map(|model| model.scenario.naam.as_str());
    let names: Vec<&str> = names.collect();
    let twice = (1..names.len()).find(|&place| names[..place].contains(&names[place]));
    twice.map_or(Ok(()), |place| {
        let message = format!("twee scenario's heten `{}`", names[place]);
        Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .help("geef elk scenario een eigen naam in [scenario], of noem het een keer"))
    })
}
