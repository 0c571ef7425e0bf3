//! A lever on a loaded model: settings laid over it, and nothing made anew but what they
//! touch. What a slider, a sensitivity and a search for a goal stand on.

use std::sync::Arc;

use super::bedragen::BedragenByYear;
use super::load::Model;
use super::ramingen::RamingenPerGemeente;
use super::tarieven::Tarieven;
use crate::input::diagnostic::Diagnostic;
use crate::people::{Flow, PeopleInput, build, build_on};
use crate::scenario::tables::BEDRAGEN;
use crate::scenario::{Provenance, RulePart, RuleParts, Scenario, Settings};

/// The keys that name files, or say whether and how one is read.
const FILES: [&[&str]; 7] = [
    &["kenmerken"],
    &["gemeenten"],
    &["aantallen", "bestand"],
    &["aantallen", "blad"],
    &["aantallen", "aanvullen"],
    &["instroom", "bestand"],
    &["instroom", "model"],
];

/// What has to be made anew.
struct Touched {
    files: bool,
    /// From which year to which.
    years: bool,
    /// Who is housed where and when.
    housed: bool,
    /// How they go on.
    course: bool,
    ramingen: bool,
    incidenteel: bool,
    bedragen: bool,
    kosten: bool,
    prijzen: bool,
}

impl Touched {
    /// What settings touch of a scenario.
    fn by(settings: &Settings, scenario: &Scenario) -> Self {
        let all = scenario.tables().influences();
        let touched = all.iter().filter(|one| settings.touch(one.keys));
        let mut parts = RuleParts::default();
        let years = settings.touch(&["scenario"]);
        let (mut housed, mut course, mut ramingen) = (false, false, false);
        for one in touched {
            housed |= one.has_people && !one.is_forecast && !one.is_course;
            course |= one.is_course;
            // How far off they are stands among the people, with the years.
            ramingen |= one.has_people;
            parts = one.part.map_or(parts, |part| parts.with(part));
        }
        Self {
            files: FILES.iter().any(|keys| settings.touch(keys)),
            years,
            housed,
            course,
            ramingen,
            incidenteel: parts.has(RulePart::Incidenteel),
            bedragen: settings.touch(BEDRAGEN)
                || years
                || !parts
                    .and(RulePart::BEDRAGEN.into_iter().collect())
                    .is_empty(),
            kosten: parts.has(RulePart::Kosten),
            // Prices can follow from published amounts, and those from the rhythms.
            prijzen: settings.touch(BEDRAGEN)
                || parts.has(RulePart::Betaalritme)
                || parts.has(RulePart::Prijs),
        }
    }
}

impl Model {
    /// The model with settings of the form `a.b=c` laid over its scenario, behind those
    /// that are there: what [`Model::load`] makes of all of them, but for what a
    /// scenario beside it made of its name. What they leave alone is shared with this
    /// one; files that were read are not read again, unless a setting names another.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn with(&self, settings: &[String]) -> Result<Self, Diagnostic> {
        self.laid(&Settings::parse(settings)?)
    }

    /// The model with other figures at these paths, as [`Model::with`] makes it.
    ///
    /// # Errors
    /// As [`Model::with`].
    pub(crate) fn with_figures(
        &self,
        figures: &[(Vec<String>, String)],
    ) -> Result<Self, Diagnostic> {
        self.laid(&self.scenario.settings_of(figures))
    }

    /// [`Model::with_figures`], each with this source.
    ///
    /// # Errors
    /// As [`Model::with`].
    pub(crate) fn with_figures_from(
        &self,
        figures: &[(Vec<String>, String)],
        provenance: &Arc<Provenance>,
    ) -> Result<Self, Diagnostic> {
        let source = &self.scenario.tree().source;
        self.laid(&Settings::of_figures(figures, provenance, source))
    }

    fn laid(&self, settings: &Settings) -> Result<Self, Diagnostic> {
        let scenario = self.scenario.with(settings)?;
        let touched = Touched::by(settings, &scenario);
        if touched.files {
            return Self::new(scenario);
        }
        let mut model = Self {
            scenario,
            toeval: None,
            said: Vec::new(),
            ..self.clone()
        };
        let scenario = &model.scenario;
        if touched.ramingen {
            let tables = scenario.tables();
            let ramingen = RamingenPerGemeente::new(tables, &model.gemeenten, &model.ramingen);
            model.ramingen = Arc::new(ramingen);
        }
        if touched.incidenteel {
            model.incidenteel = Arc::default();
        }
        if touched.bedragen {
            let bedragen = BedragenByYear::new(scenario.tables());
            bedragen.check(scenario)?;
            model.bedragen = Arc::new(bedragen);
        }
        let stroom = Flow::new(scenario.tables());
        if touched.housed || touched.course {
            let input = PeopleInput {
                scenario,
                stroom: &stroom,
                gemeenten: &model.gemeenten,
                delivery: &model.delivery,
                kenmerken: &model.kenmerken,
            };
            let people = match touched.housed {
                true => build(input)?,
                false => build_on(&model.people, input)?,
            };
            model.people = Arc::new(people);
        }
        let prijspeil = model.bedragen.prijspeil();
        // Prices and costs of the same years, for people who go on as they did.
        let same = !(touched.course || touched.kosten || touched.prijzen || touched.years);
        let tarieven = if touched.housed && same {
            let known = &model.tarieven;
            Some(known.with_people(scenario, &stroom, prijspeil, &model.people)?)
        } else if touched.housed || touched.course {
            Some(Tarieven::new(scenario, &stroom, prijspeil, &model.people)?)
        } else if touched.kosten {
            Some(model.tarieven.with_costs(scenario, prijspeil)?)
        } else if touched.prijzen {
            Some(model.tarieven.with_prices(scenario, prijspeil)?)
        } else {
            None
        };
        if let Some(tarieven) = tarieven {
            model.tarieven = Arc::new(tarieven);
        }
        Ok(model)
    }

    /// The gemeenten and people of this model under another scenario, of which the
    /// amounts and the costs are known.
    pub(crate) fn under(
        &self,
        scenario: Scenario,
        bedragen: Arc<BedragenByYear>,
        tarieven: Arc<Tarieven>,
    ) -> Self {
        Self {
            scenario,
            bedragen,
            tarieven,
            incidenteel: Arc::default(),
            toeval: None,
            said: Vec::new(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::load::ShownDraws;
    use crate::model::names_apart;

    /// A draw is of the figures that it was drawn with.
    #[test]
    fn a_changed_model_shows_no_draw() {
        let mut drawn = Model::load("wi2021", &[]).unwrap();
        drawn.toeval = Some(ShownDraws::Trekking { zaad: 7, nummer: 3 });
        assert_eq!(drawn.call(), " --draw 3 --seed 7");
        let changed = drawn.with(&["prestatie.aandeel=0.2".to_owned()]).unwrap();
        assert_eq!(changed.call(), " --set prestatie.aandeel=0.2");
        let (bedragen, tarieven) = (&changed.bedragen, &changed.tarieven);
        let scenario = changed.scenario.clone();
        let under = drawn.under(scenario, Arc::clone(bedragen), Arc::clone(tarieven));
        assert_eq!(under.toeval, None);
    }

    #[test]
    fn a_changed_model_forgets_what_another_made_of_its_name() {
        let law = || Model::load("wi2021", &[]).unwrap();
        let mut both = [law(), law()];
        names_apart(&mut both);
        let [_, second] = both;
        assert_ne!(second.remarks(), law().remarks());
        let settings = ["prestatie.aandeel=0.2".to_owned()];
        let changed = second.with(&settings).unwrap();
        let loaded = Model::load("wi2021", &settings).unwrap();
        assert_eq!(changed.remarks(), loaded.remarks());
        assert_eq!(changed.scenario.naam, loaded.scenario.naam);
    }
}
