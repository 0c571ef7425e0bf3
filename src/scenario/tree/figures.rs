//! The figures of a scenario as they can be moved: what kind of number each is, and
//! between which values it plausibly lies.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::node::{Entry, Node, Provenance, Value};
use super::setting::Settings;
use crate::exact::fraction::exact_whole;
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::scenario::Scenario;
use crate::scenario::decode::decoder;
use crate::scenario::tables::Tables;
use crate::scenario::values::{NumberKind, looks_like_thousands, parse_decimal};

/// A figure that a scenario states.
#[derive(Debug, Clone)]
pub struct StatedFigure {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// Its value.
    pub value: Decimal,
    /// Its source, status and range.
    pub herkomst: Arc<Provenance>,
    /// What kind of number it is.
    pub(crate) kind: NumberKind,
}

impl StatedFigure {
    /// The keys with points between them.
    pub fn key(&self) -> String {
        self.path.join(".")
    }
}

impl NumberKind {
    /// How many decimals such a figure takes in an answer.
    pub(crate) const fn decimals(self) -> u32 {
        match self {
            Self::Share => 9,
            Self::Factor => 6,
            // A price takes nine as well; an answer in parts of a cent pays nobody.
            Self::Amount | Self::Price => 2,
            Self::Count | Self::Small | Self::Year | Self::Seed => 0,
        }
    }

    /// Whether it says when something holds, or how long: a tenth of it means nothing.
    pub(crate) const fn is_date(self) -> bool {
        matches!(self, Self::Small | Self::Year)
    }

    /// Whether it is a share, a growth or a spread.
    pub(crate) const fn is_share(self) -> bool {
        matches!(self, Self::Share)
    }

    /// A value as it is written for such a figure.
    pub(crate) fn written(self, value: Decimal) -> String {
        let mut value = value.normalize();
        if self.is_large() && looks_like_thousands(value) {
            // `957.512` would be refused as thousands.
            value.rescale(value.scale() + 1);
        }
        value.to_string()
    }
}

impl Scenario {
    /// Every figure that the scenario states, sorted by path, but for those of
    /// `[scenario]`, of `[simulatie]` and of files: they are no assumptions about the world.
    ///
    /// # Errors
    /// None of a scenario that was read.
    pub(crate) fn stated_figures(&self) -> Result<Vec<StatedFigure>, Diagnostic> {
        let seen = decoder::kinds::<Tables>(self.tree())?;
        let kinds = seen.into_iter();
        let kinds = kinds.map(|(node, kind)| (std::ptr::from_ref(node), kind));
        let kinds: HashMap<*const Node, NumberKind> = kinds.collect();
        let mut all = Vec::new();
        self.tree().for_each_leaf(&mut |path, leaf| {
            let table = path.first().map_or("", String::as_str);
            let kind = kinds.get(&std::ptr::from_ref(leaf));
            let (Value::Number(digits), Some(&kind)) = (&leaf.value, kind) else {
                return;
            };
            if let Some(value) = parse_decimal(digits)
                && !["scenario", "simulatie"].contains(&table)
            {
                all.push(StatedFigure {
                    path: path.to_vec(),
                    value,
                    herkomst: Arc::clone(&leaf.provenance),
                    kind,
                });
            }
        });
        Ok(all)
    }
}

impl Scenario {
    /// Whether a key is about draws: how the instroom spreads, how gemeenten differ in a
    /// simulation, and which draws it makes.
    pub(crate) fn is_of_draws(&self, key: &str) -> bool {
        let of_instroom = key.strip_prefix("instroom.");
        let is_path = |rest: &str| rest == "pad" || rest.starts_with("pad.");
        of_instroom.is_some_and(|rest| !is_path(rest))
            || key.starts_with("kenmerken.spreiding")
            || key.starts_with("simulatie.")
    }

    /// Whether a key is about draws and no run asks for it. By how much forecasts are off
    /// counts in a run too, and where they are off, so does the year after which.
    pub(crate) fn is_of_draws_alone(&self, key: &str) -> bool {
        let error = self.tables().instroom.prognosevertekening;
        let is_of_a_run = match key {
            "instroom.prognosevertekening" => true,
            "instroom.vanaf" => error.is_some_and(|error| error.factor() != exact_whole(1)),
            _ => false,
        };
        self.is_of_draws(key) && !is_of_a_run
    }
}

impl Settings {
    /// Settings of figures at paths, each as it is written, without a text to read.
    pub(crate) fn of_figures(
        figures: &[(Vec<String>, String)],
        provenance: &Arc<Provenance>,
        source: &Arc<Source>,
    ) -> Self {
        let node = |value: Value| Node {
            value,
            source: Arc::clone(source),
            span: 0..0,
            provenance: Arc::clone(provenance),
        };
        let below = |inner: Node, key: &String| {
            let entry = Entry {
                key_span: 0..0,
                key_source: Arc::clone(source),
                node: inner,
            };
            node(Value::Table(Arc::new([(key.clone(), entry)].into())))
        };
        let nodes = figures.iter().map(|(path, digits)| {
            let leaf = node(Value::Number(digits.clone()));
            path.iter().rev().fold(leaf, below)
        });
        let mut all: Option<Node> = None;
        for node in nodes {
            match &mut all {
                Some(known) => known.overlay(node),
                None => all = Some(node),
            }
        }
        Self {
            texts: Vec::new(),
            nodes: all.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    #[test]
    fn every_figure_that_is_listed_can_be_moved_and_knows_its_kind() {
        let scenario = load("fondsuitkering-2028", &[]).unwrap();
        let all = scenario.stated_figures().unwrap();
        let listed = scenario.cijfers();
        let listed = listed.iter().filter(|one| one.table() != "simulatie");
        let keys: Vec<String> = all.iter().map(StatedFigure::key).collect();
        assert_eq!(keys, listed.map(|one| one.pad.clone()).collect::<Vec<_>>());
        let kind = |key: &str| all.iter().find(|one| one.key() == key).unwrap().kind;
        assert_eq!(kind("index.2027"), NumberKind::Share);
        assert_eq!(kind("prognose.2027"), NumberKind::Count);
        assert_eq!(kind("taakstelling.2027"), NumberKind::Count);
        assert_eq!(kind("kosten.begeleiding.bedrag"), NumberKind::Price);
        assert_eq!(kind("bedragen.2026.a"), NumberKind::Amount);
        assert_eq!(kind("kas.verrekening_maand"), NumberKind::Small);
        assert_eq!(kind("korting.0.vanaf"), NumberKind::Year);
        assert_eq!(kind("instrument.referentiejaar"), NumberKind::Year);
    }

    #[test]
    fn what_forecasts_are_off_by_is_read_by_a_run_and_then_the_year_as_well() {
        let alone = |settings: &[&str], key: &str| {
            let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
            let scenario = load("wi2021", &settings).unwrap();
            assert!(scenario.is_of_draws(key), "{key}");
            scenario.is_of_draws_alone(key)
        };
        for key in [
            "simulatie.trekkingen",
            "instroom.groei",
            "instroom.gemeenten.realisatie",
            "kenmerken.spreiding.z_route",
            "instroom.vanaf",
        ] {
            assert!(alone(&[], key), "{key}");
        }
        assert!(alone(&["instroom.prognosevertekening=0"], "instroom.vanaf"));
        let biased = ["instroom.prognosevertekening=-0.1"];
        for key in ["instroom.vanaf", "instroom.prognosevertekening"] {
            assert!(!alone(&biased, key), "{key}");
        }
        assert!(alone(&biased, "instroom.samenhang"));
        let law = load("wi2021", &[]).unwrap();
        assert!(!law.is_of_draws("instroom.pad.gezinsmigrant.2027"));
        assert!(!law.is_of_draws("kenmerken.bestand"));
    }

    #[test]
    fn a_price_is_written_so_that_it_is_read_as_it_was_meant() {
        let price = |digits: &str| NumberKind::Price.written(digits.parse().unwrap());
        assert_eq!(price("957.512"), "957.5120");
        assert_eq!(price("957.50"), "957.5");
        assert_eq!(NumberKind::Share.written("0.125".parse().unwrap()), "0.125");
    }
}
