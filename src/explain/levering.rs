//! Counts that were delivered: the rows of `aantallen.csv` that they stand in.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::Formule;
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop};
use super::rijen::Regel;
use super::uitlegger::Uitlegger;
use super::verdeling::{Gewichten, Verdeling};
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::people::Kind;
use crate::scenario::Status;

impl Uitlegger<'_> {
    /// A count that stands in a row of the delivery, or in several.
    pub(super) fn geleverd(
        &mut self,
        etiket: Etiket,
        key: (Kind, Jaar, Option<Jaar>),
        value: i64,
    ) -> Knoop {
        let gemeente = self.gemeente;
        let rows = self.rijen.geteld(gemeente, key.0, key.1, key.2);
        let own = self.model.gemeenten.list()[gemeente].code.clone();
        match &rows[..] {
            [row] if row.gm_code == own => {
                let herkomst = self.uit_rij(row);
                etiket.knoop(exact_whole(value), herkomst)
            }
            [] => {
                let mut herkomst = self.uit_bestand();
                herkomst.bron = format!("geen rij voor {own}: als 0 geteld ({})", herkomst.bron);
                etiket.knoop(exact_whole(value), herkomst)
            }
            _ => {
                let parts = rows.iter().map(|row| self.van_rij(row, &etiket, key.1));
                let parts = parts.collect();
                Knoop::new(
                    etiket.naam,
                    etiket.symbool,
                    Eenheid::Personen,
                    exact_whole(value),
                    Formule::Som,
                    parts,
                )
                .artikel(Artikel::BI_10_3_1)
                .toelichting("gemeenten die zijn opgegaan tellen mee")
            }
        }
    }

    /// What one row brings in: all of it, or a part where the gemeente was split.
    fn van_rij(&mut self, row: &Regel, etiket: &Etiket, jaar: Jaar) -> Arc<Knoop> {
        let herkomst = self.uit_rij(row);
        let symbool = format!("{} {}", etiket.symbool, row.gm_code);
        let naam = format!("{} in {}", etiket.naam, row.gm_code);
        let label = Etiket::new(naam, symbool.clone(), Eenheid::Personen);
        let id = format!("{symbool}.{}", row.regel);
        let leaf = self.vast(id.clone(), label, exact_whole(row.aantal), herkomst);
        let place = row.van.iter().position(|&index| index == self.gemeente);
        let Some(place) = place.filter(|_| row.van.len() > 1) else {
            return leaf;
        };
        let inwoners = self.model.gemeenten.inwoners(jaar);
        let weights = row.van.iter().map(|&index| inwoners[index]).collect();
        let verdeling = Verdeling::new(row.aantal, Gewichten::Aantallen(weights));
        let own = self.inwoners(jaar);
        self.eigen(format!("{id}.deel"), |_| {
            let part = verdeling.deel(place);
            Knoop::new(
                format!("deel van {} dat hier meetelt", row.gm_code),
                format!("deel van {symbool}"),
                Eenheid::Personen,
                exact_whole(part),
                Formule::GrootsteRest(Arc::new(verdeling), place),
                vec![leaf, own],
            )
            .toelichting("naar inwoners verdeeld over de opvolgers")
            .artikel(Artikel::BI_10_3_1)
        })
    }

    fn uit_rij(&self, row: &Regel) -> Herkomst {
        self.uit_bestand()
            .in_regel(&self.rijen.aantallen, row.regel)
    }

    /// Source of the whole delivery.
    pub(super) fn uit_bestand(&self) -> Herkomst {
        let stated = self.herkomst("aantallen.bestand");
        let usual = || Herkomst::van("levering van aantallen", Status::Aanname);
        let mut herkomst = stated.unwrap_or_else(usual);
        herkomst.bestand = Some(self.rijen.aantallen.clone());
        herkomst.regel = None;
        herkomst
    }
}
