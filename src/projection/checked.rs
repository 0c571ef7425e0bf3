//! The way to a projection: every year by the articles of the law, and its books held to
//! each other before anyone sees it.

use std::sync::Arc;

use super::conservation::{Breach, books};
use super::result::Projection;
use super::runner::Runner;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;

/// A model that was projected: what another has in common with it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projected<'a> {
    pub model: &'a Model,
    pub projection: &'a Projection,
}

impl Model {
    /// Projects every year from `van` to `tot`, and holds the books to each other: what
    /// the state pays is what gemeenten receive.
    ///
    /// # Errors
    /// A year without amounts, prognosis or taakstelling, money that no gemeente has a
    /// grondslag for, or money that is not conserved: a fault of the program.
    pub fn project(&self) -> Result<Projection, Diagnostic> {
        let mut projection = Projection::default();
        self.project_into(&mut projection)?;
        Ok(projection)
    }

    /// [`Model::project`] into the memory of an earlier projection, of this model or of
    /// any other: of the time of a small change, most would go to memory that is given
    /// back and asked for again.
    ///
    /// # Errors
    /// As [`Model::project`]. What `projection` holds then means nothing.
    pub fn project_into(&self, projection: &mut Projection) -> Result<(), Diagnostic> {
        self.project_beside(None, projection)
    }

    /// [`Model::project_into`], where another model was projected: where people are the
    /// same, what has the same rules is not reckoned again.
    ///
    /// # Errors
    /// As [`Model::project_into`].
    pub(crate) fn project_beside(
        &self,
        known: Option<Projected<'_>>,
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        let mut runner = Runner::new(self)?;
        runner.lay_out(projection);
        let input = (&*self.people, &self.ramingen.landelijk);
        let known = known.filter(|known| Arc::ptr_eq(&known.model.people, &self.people));
        let gemeen = known.and_then(|known| runner.in_common(known.model));
        let earlier = gemeen.as_deref().zip(known.map(|known| known.projection));
        runner.project_after(earlier, input, projection)?;
        self.hold_books(projection)
            .map_err(|breach| breach.named(&self.gemeenten).into())
    }

    /// Holds the books of a projection of this model to each other, with what its
    /// world says is missing.
    ///
    /// # Errors
    /// Money that is not conserved.
    pub(crate) fn hold_books(&self, projection: &Projection) -> Result<(), Breach> {
        books(projection, self.scenario.world.discrepancy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::money::Cents;
    use crate::input::diagnostic::Code;
    use crate::input::{Access, InMemory, World};

    #[test]
    fn the_memory_of_another_projection_leaves_nothing_behind() {
        let own = InMemory::default()
            .with(
                "s.toml",
                "scenario.basis = \"wi2021\"\ngemeenten.bestand = \"g.csv\"\n",
            )
            .with(
                "g.csv",
                "gm_code,naam,provincie,inwoners_2024\nGM0344,U,P,9\nGM0363,A,P,5\n",
            );
        let own = World::new(own, jiff::civil::date(2026, 7, 1));
        let own = Model::load_within(&Arc::new(own), "s.toml", &[], Access::default()).unwrap();
        let load = |name: &str, settings: &[&str]| {
            let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
            Model::load(name, &settings).unwrap()
        };
        let models = [
            load("fondsuitkering-2028", &[]),
            load("wi2021", &["scenario.tot=2026"]),
            own,
            load("korting-2028", &["scenario.van=2026", "begroting.2027=1"]),
            load("wi2021", &[]),
        ];
        let mut memory = Projection::default();
        for model in &models {
            model.project_into(&mut memory).unwrap();
            assert_eq!(memory, model.project().unwrap(), "{}", model.scenario.naam);
        }
    }

    /// Changes of every kind of rule, held against the law as it stands, and scenarios that
    /// have other years or another instrument.
    #[test]
    fn a_model_beside_another_comes_to_what_it_does_alone() {
        let law = Model::load("wi2021", &[]).unwrap();
        let projection = law.project().unwrap();
        let known = Some(Projected {
            model: &law,
            projection: &projection,
        });
        let changed = [
            "index.2029=0.05",
            "prestatie.aandeel=0.2",
            "prestatie.eerste_jaar=t-2",
            "kosten.begeleiding.bedrag=4000",
            "prognose.2027=1",
            "taakstelling.2028=20000",
            "incidenteel.1.bedrag.2025=7",
            "reservering.maximum=0.01",
            "kas.verrekening_maand=3",
            "begroting.2027=1",
            "leerroute.asielstatushouder={B1=0.5,onderwijs=0.2,Z=0.3}",
            "instroom.pad.gezinsmigrant.2028=9",
            "scenario.tot=2027",
            "scenario.van=2025",
        ];
        let changed = changed.map(|it| law.with(&[it.to_owned()]).unwrap());
        let others = ["fondsuitkering-2028", "korting-2028", "zonder-prestatie"];
        let others = others.map(|name| Model::load(name, &[]).unwrap());
        let mut memory = Projection::default();
        let (mut same, mut other) = ([0; 4], [0; 4]);
        for model in changed.iter().chain(&others) {
            model.project_beside(known, &mut memory).unwrap();
            assert!(
                memory == model.project().unwrap(),
                "{}",
                model.scenario.naam
            );
            let gemeen = Runner::new(model).unwrap().in_common(&law);
            for year in gemeen.into_iter().flatten() {
                let kinds = [year.per_gemeente, year.uitkering, year.kosten, year.beside];
                for (place, is_same) in kinds.into_iter().enumerate() {
                    same[place] += u32::from(is_same);
                    other[place] += u32::from(!is_same);
                }
            }
        }
        let all = same.iter().chain(&other);
        assert!(all.clone().all(|&years| years > 0), "{same:?} {other:?}");
    }

    #[test]
    fn a_projection_that_lost_a_cent_is_not_given() {
        let mut world = World::default();
        world.discrepancy = Cents::new(-1);
        let settings = ["scenario.tot=2025".to_owned()];
        let model = Model::load_within(&world.into(), "wi2021", &settings, Access::default());
        let refused = model.unwrap().project();
        assert_eq!(refused.unwrap_err().code(), Code::BoekenSluitenNiet);
    }
}
