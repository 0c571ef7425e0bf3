//! Whether the amounts of two scenarios can be held against each other.

use std::sync::Arc;

use super::load::Model;
use super::ramingen::RamingenPerGemeente;
use super::tarieven::people_and_costs;
use crate::gemeente::{Gemeente, Gemeenten, Herindelingen, read_gemeenten};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::{Delivery, Kenmerk, Kenmerken};
use crate::terms::remark::FigureRemark;
use crate::terms::{Remark, Text};

/// Puts models with the same gemeenten but other herindelingen on one division: today's
/// of all of them (Bi2021 art. 10.3(1)), which the remarks say. Models that cannot be,
/// or need not be, stay as they are.
///
/// # Errors
/// A file of gemeenten or counts that does not fit the division.
pub fn on_one_division(models: &mut [Model]) -> Result<(), Diagnostic> {
    let codes = |model: &Model| -> Vec<String> {
        let list = model.gemeenten.list().iter();
        list.map(|one| one.code.clone()).collect()
    };
    let Some((first, others)) = models.split_first() else {
        return Ok(());
    };
    let all = codes(first);
    if others.iter().all(|other| codes(other) == all) {
        return Ok(());
    }
    let lists = models.iter().map(|model| &*model.herindelingen);
    let Some(together) = Herindelingen::together(lists) else {
        return Ok(());
    };
    for model in models {
        let moved = model.on_division(&together)?;
        let gone = model.gemeenten.list().iter();
        let gone = gone.filter(|one| moved.gemeenten.index_of(&one.code).is_none());
        let gone: Vec<String> = gone.map(|one| one.naam.clone()).collect();
        if !gone.is_empty() {
            *model = moved;
            let remark = FigureRemark::CommonDivision { gone };
            model.say([Remark::Figures(remark)]);
        }
    }
    Ok(())
}

impl Model {
    /// The model with its people in the gemeenten that these herindelingen leave.
    fn on_division(&self, herindelingen: &Herindelingen) -> Result<Self, Diagnostic> {
        let (gemeenten, read) = read_gemeenten(&self.gemeenten_bron, herindelingen)?;
        // That a file replaces changes of the program holds on any division.
        let replaced = self.of_gemeenten.iter();
        let replaced = replaced.filter(|it| {
            matches!(
                it,
                Remark::ReplacedHerindelingen { .. } | Remark::Counted(_)
            )
        });
        let of_gemeenten: Vec<Remark> = replaced.cloned().chain(read).collect();
        let aanvullen = self.scenario.tables().aantallen.aanvullen;
        let delivery = match &self.aantallen_bron {
            Some(source) => Delivery::read(source, &gemeenten, herindelingen, aanvullen)?,
            None => Delivery::default(),
        };
        self.hold_filled(&gemeenten, &delivery, herindelingen)?;
        let file = self.kenmerken_bron.as_ref();
        // On the division of its own it was read, so that only who is gone can be unknown.
        let kenmerken = Kenmerken::read(&self.scenario, file, &gemeenten, herindelingen)
            .map_err(|wrong| self.factor_of_gone(&wrong, herindelingen, &gemeenten))?;
        let tables = self.scenario.tables();
        let counted = (&gemeenten, &delivery, &kenmerken);
        let prijspeil = self.bedragen.prijspeil();
        let (people, tarieven) = people_and_costs(&self.scenario, prijspeil, counted)?;
        let ramingen = RamingenPerGemeente::new(tables, &gemeenten, &Default::default());
        Ok(Self {
            ramingen: Arc::new(ramingen),
            incidenteel: Arc::default(),
            gemeenten: Arc::new(gemeenten),
            herindelingen: Arc::new(herindelingen.clone()),
            people,
            kenmerken: Arc::new(kenmerken),
            tarieven,
            delivery: Arc::new(delivery),
            of_gemeenten: of_gemeenten.into(),
            ..self.clone()
        })
    }

    /// Holds that no gemeente whose people follow from the model, as it stands in no row,
    /// merges into one that was counted: the row would have to hold them too.
    fn hold_filled(
        &self,
        gemeenten: &Gemeenten,
        delivery: &Delivery,
        herindelingen: &Herindelingen,
    ) -> Result<(), Diagnostic> {
        let list = self.gemeenten.list().iter().enumerate();
        let filled = list.filter(|(index, one)| {
            self.is_filled(*index) && gemeenten.index_of(&one.code).is_none()
        });
        for (index, one) in filled {
            let later = herindelingen.today(&one.code, gemeenten)?;
            let Some(&counted) = later.iter().find(|&&it| !delivery.is_absent(it)) else {
                continue;
            };
            let (gone, left) = (self.gemeenten.label(index), gemeenten.label(counted));
            let naam = &self.scenario.naam;
            let message = Text::new(
                format!(
                    "`{naam}` vult {gone} aan naar het model, en telt {left}, waar het met de herindelingen van een ander scenario in opgaat"
                ),
                format!(
                    "`{naam}` fills {gone} in by the model, and counts {left}, into which it merges by the herindelingen of another scenario"
                ),
            );
            let place = self.scenario.place_of(&["aantallen", "aanvullen"]);
            let help = Text::new(
                format!("geef ook een rij voor {gone}, of laat de herindeling weg"),
                format!("give {gone} a row too, or leave the herindeling out"),
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message)
                .at(place)
                .help(help));
        }
        Ok(())
    }

    /// The message for factors of gemeenten that are gone with the herindelingen of all
    /// scenarios: people of two go together, but which factor these have nobody says.
    fn factor_of_gone(
        &self,
        wrong: &Diagnostic,
        herindelingen: &Herindelingen,
        gemeenten: &Gemeenten,
    ) -> Diagnostic {
        let has_factor = |index: usize| {
            let mut all = Kenmerk::ALL.into_iter();
            all.any(|kenmerk| self.kenmerken.place(kenmerk, index).is_some())
        };
        let list = self.gemeenten.list().iter().enumerate();
        let gone = list
            .filter(|(index, one)| gemeenten.index_of(&one.code).is_none() && has_factor(*index));
        let named = |one: &Gemeente| format!("{} ({})", one.naam, one.code);
        let gone = gone.map(|(_, one)| {
            let later = herindelingen.today(&one.code, gemeenten);
            let later = later.unwrap_or_default().into_iter();
            let later = later.map(|index| named(&gemeenten.list()[index]));
            format!("{} → {}", named(one), later.collect::<Vec<_>>().join(" + "))
        });
        let gone = gone.collect::<Vec<_>>().join(", ");
        let naam = &self.scenario.naam;
        let message = Text::new(
            format!(
                "`{naam}` heeft een factor van wie met de herindelingen van een ander scenario opgaat: {gone}"
            ),
            format!(
                "`{naam}` has a factor of what merges by the herindelingen of another scenario: {gone}"
            ),
        );
        let help = Text::fixed(
            "geef beide scenario's dezelfde herindelingen, en de factor aan de gemeente die overblijft",
            "give both scenarios the same herindelingen, and the factor to the gemeente that is left",
        );
        let refused = Diagnostic::new(Code::Tegenstrijdig, message).help(help);
        match wrong.place() {
            Some(place) => refused.at(place.clone()),
            None => refused,
        }
    }

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
            let message = Text::new(
                format!("`{naam}` heeft andere gemeenten dan `{other}`"),
                format!("`{naam}` has other gemeenten than `{other}`"),
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message)
                .at(self.scenario.place_of(&["gemeenten", "bestand"]))
                .help(Text::fixed(
                    "neem dezelfde codes in dezelfde provincies",
                    "take the same codes in the same provincies",
                )));
        }
        let years = |model: &Self| {
            let kop = &model.scenario.tables().scenario;
            (kop.van, kop.tot)
        };
        let ((van, tot), (from, to)) = (years(first), years(self));
        if (van, tot) == (from, to) {
            return Ok(());
        }
        let message = Text::new(
            format!(
                "`{naam}` loopt van {from} tot en met {to}, `{other}` van {van} tot en met {tot}"
            ),
            format!("`{naam}` runs from {from} to {to}, `{other}` from {van} to {tot}"),
        );
        let key = if van == from { "tot" } else { "van" };
        Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .at(self.scenario.place_of(&["scenario", key]))
            .help(Text::new(
                format!(
                    "met --set scenario.van={van} --set scenario.tot={tot} lopen beide even lang"
                ),
                format!(
                    "with --set scenario.van={van} --set scenario.tot={tot} both have the same years"
                ),
            )))
    }
}

/// Gives each of scenarios that stand beside each other a name of its own, and
/// says so: by one name for two of them, nobody could tell their rows apart.
pub fn names_apart(modellen: &mut [Model]) {
    for place in 1..modellen.len() {
        let (earlier, model) = modellen.split_at_mut(place);
        let is_taken = |naam: &str| earlier.iter().any(|other| other.scenario.naam == naam);
        let model = &mut model[0];
        let naam = model.scenario.naam.clone();
        if is_taken(&naam) {
            let mut numbered = (2..).map(|number| format!("{naam} ({number})"));
            let own = numbered.find(|own| !is_taken(own));
            model.scenario.naam = own.expect("fewer names are taken than there are numbers");
            model.say([Remark::TakenName { naam }]);
        }
    }
}
