//! Every figure that a run used: those of the scenario, the files that it counts
//! with, and what the program takes where the scenario is silent.

use std::borrow::Cow;
use std::sync::Arc;

use super::bedragen::PA;
use super::load::Model;
use crate::gemeente::BRON;
use crate::input::diagnostic::Place;
use crate::scenario::tables::BedragenTable;
use crate::scenario::{Figure, Provenance, Status, Value};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::Verdeelsleutel;
use crate::uitkering::KasRules;

/// Where the percentage comes from that holds where no scenario says otherwise.
pub fn bron_pa() -> Text {
    Text::new(
        format!("Ri2021 art. 10.1: in elk jaar dat is gepubliceerd {PA}0%"),
        format!("Ri2021 art. 10.1: {PA}0% in every year that is published"),
    )
}
/// What may be kept where no scenario says otherwise (Bi2021 art. 10.5).
pub const BRON_MAXIMUM: Text = Text::fixed(
    "geen maximum in het scenario: de hele uitkering",
    "no maximum in the scenario: the whole uitkering",
);
/// Of any other figure that the program takes by itself.
pub const BRON_DEFAULT: Text = Text::fixed(
    "standaardwaarde van het programma",
    "default of the program",
);

impl Model {
    /// Every figure that was used, by table: figures, files, then defaults.
    pub fn cijfers(&self) -> Vec<Figure<'_>> {
        let mut all = self.scenario.cijfers();
        all.extend(self.bestanden());
        all.extend(self.default_figures());
        all.extend(self.carried_figures());
        all.sort_by(|a, b| a.table().cmp(b.table()));
        all
    }

    /// The last figure of a series in every later year: an assumption of the program.
    fn carried_figures(&self) -> Vec<Figure<'_>> {
        let mut all = Vec::new();
        for series in self.scenario.carried() {
            let mut keys: Vec<&str> = series.table.split('.').collect();
            let last = series.last.to_string();
            keys.push(&last);
            let node = self.scenario.tree().get(&keys);
            let Some(node) = node else { continue };
            for jaar in series.last.plus(1).through(series.tot) {
                // One figure, or those of the halves of a year.
                node.for_each_leaf(&mut |below, leaf| {
                    if let Value::Number(digits) | Value::Text(digits) = &leaf.value {
                        let below = below.iter().map(|key| format!(".{key}"));
                        let pad = format!("{}.{jaar}{}", series.table, below.collect::<String>());
                        all.push(default_figure(&pad, digits, series.bron()));
                    }
                });
            }
        }
        all
    }

    /// The files with people and inhabitants. Their rows are too many to list.
    fn bestanden(&self) -> Vec<Figure<'_>> {
        let instroom = self.paden.as_ref().map(|_| ["instroom", "bestand"]);
        let keys = [
            ["aantallen", "bestand"],
            ["kenmerken", "bestand"],
            ["gemeenten", "bestand"],
            ["gemeenten", "herindelingen"],
        ];
        let stated = keys.into_iter().chain(instroom).filter_map(|keys| {
            let node = self.scenario.tree().get(&keys)?;
            let Value::Text(name) = &node.value else {
                return None;
            };
            Some(Figure {
                pad: keys.join("."),
                waarde: Cow::Borrowed(name),
                herkomst: Arc::clone(&node.provenance),
                plaats: Some(node.place()),
            })
        });
        stated.chain(self.embedded_gemeenten()).collect()
    }

    /// The inhabitants that the program brings along.
    fn embedded_gemeenten(&self) -> Option<Figure<'_>> {
        if self.scenario.tables().gemeenten.bestand.is_some() {
            return None;
        }
        let source = &self.gemeenten_bron;
        Some(Figure {
            pad: "gemeenten.bestand".to_owned(),
            waarde: Cow::Borrowed(&source.name),
            herkomst: provenance(Text::same(BRON), Status::Gepubliceerd),
            plaats: Some(Place {
                source: Arc::clone(source),
                span: 0..0,
            }),
        })
    }

    /// What counts without standing in the scenario: an assumption (verantwoording 2.3).
    fn default_figures(&self) -> Vec<Figure<'static>> {
        let mut all = self.standaard_pa();
        let has_costs = !self.tarieven.is_empty();
        let tables = self.scenario.tables();
        let settles = self.years().any(|jaar| !tables.is_fonds(jaar));
        let reservering = &tables.reservering;
        let mut years = self.years();
        let capped = years.any(|jaar| !tables.is_fonds(jaar) && reservering.in_force(jaar));
        if has_costs && capped && reservering.maximum.is_none() {
            all.push(default_figure("reservering.maximum", "1", BRON_MAXIMUM));
        }
        if has_costs && capped && reservering.maximum_tweede_jaar.is_none() {
            let key = "reservering.maximum_tweede_jaar";
            all.push(default_figure(key, "0", BRON_DEFAULT));
        }
        let kas = &tables.kas;
        let usual = KasRules::default();
        let mut take = |counts: bool, key: &str, value: u8| {
            if counts {
                let (pad, waarde) = (format!("kas.{key}"), value.to_string());
                all.push(default_figure(&pad, &waarde, BRON_DEFAULT));
            }
        };
        take(
            settles && kas.verrekening_maand.is_none(),
            "verrekening_maand",
            usual.verrekening_maand,
        );
        let returns = settles && has_costs;
        take(
            returns && kas.terugvordering_maand.is_none(),
            "terugvordering_maand",
            usual.terugvordering_maand,
        );
        take(
            returns && kas.terugvordering_na_jaren.is_none(),
            "terugvordering_na_jaren",
            usual.terugvordering_na_jaren,
        );
        all
    }

    /// The percentages of years for which no year up to then states one.
    fn standaard_pa(&self) -> Vec<Figure<'static>> {
        let tables = self.scenario.tables();
        let bedragen = &tables.bedragen.0;
        let key = tables
            .instrument
            .as_ref()
            .map_or(Verdeelsleutel::Grondslag, |table| table.verdeelsleutel);
        let counts = |jaar| !tables.is_fonds(jaar) || key == Verdeelsleutel::Grondslag;
        let mut all = Vec::new();
        for jaar in self.years().filter(|&jaar| counts(jaar)) {
            let mut take = |key: &str, is_stated: fn(&BedragenTable) -> bool| {
                if !bedragen.range(..=jaar).any(|(_, table)| is_stated(table)) {
                    let pad = format!("bedragen.{jaar}.{key}");
                    all.push(default_figure(&pad, &format!("0.{PA}"), bron_pa()));
                }
            };
            take("pa_t", |table| table.pa_t.is_some());
            take("pa_t1", |table| table.pa_t1.is_some());
        }
        all
    }

    /// The projected years.
    pub(crate) fn years(&self) -> impl Iterator<Item = Jaar> + use<> {
        let kop = &self.scenario.tables().scenario;
        kop.van.through(kop.tot)
    }
}

fn provenance(bron: Text, status: Status) -> Arc<Provenance> {
    Arc::new(Provenance {
        bron: Arc::new(bron),
        status,
        gefit: None,
        bewust: false,
        tussen: None,
    })
}

/// A figure of the program itself, which stands in no file.
pub(crate) fn default_figure(pad: &str, waarde: &str, bron: Text) -> Figure<'static> {
    Figure {
        pad: pad.to_owned(),
        waarde: Cow::Owned(waarde.to_owned()),
        herkomst: provenance(bron, Status::Aanname),
        plaats: None,
    }
}
