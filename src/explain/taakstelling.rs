//! Prognosis and taakstelling, spread by inhabitants and rounded up
//! (Hw2014 art. 29, Bi2021 art. 10.4).

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop};
use super::mensen::over_gemeenten;
use super::rijen::Regel;
use super::uitlegger::Uitlegger;
use crate::fraction::exact_whole;
use crate::gemeente::BRON;
use crate::jaar::Jaar;
use crate::scenario::Status;

impl Uitlegger<'_> {
    /// LPAS: the national prognosis of a year.
    pub(super) fn lpas(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let people = self.ramingen.prognose.get(&jaar).copied();
        let stated = self.model.scenario.tabellen.prognose.get(jaar);
        let etiket = Etiket::new(
            format!("landelijke prognose van asielstatushouders {jaar}"),
            format!("LPAS({jaar})"),
            Eenheid::Personen,
        );
        self.raming(
            "prognose",
            jaar,
            etiket,
            people,
            stated.map(|people| people.get()),
        )
    }

    /// LHT: the national taakstelling of a year.
    pub(super) fn lht(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let people = self.ramingen.taakstelling.get(&jaar).copied();
        let stated = self.model.scenario.tabellen.taakstelling.get(jaar);
        let etiket = Etiket::new(
            format!("landelijke huisvestingstaakstelling {jaar}"),
            format!("LHT({jaar})"),
            Eenheid::Personen,
        );
        self.raming(
            "taakstelling",
            jaar,
            etiket,
            people,
            stated.map(|people| people.get()),
        )
    }

    /// A national number: of the scenario, or of the draw.
    fn raming(
        &mut self,
        table: &str,
        jaar: Jaar,
        etiket: Etiket,
        people: Option<i64>,
        stated: Option<i64>,
    ) -> Arc<Knoop> {
        let etiket = etiket.artikel(Artikel::BI_10_4);
        let value = exact_whole(people.unwrap_or(0));
        if people == stated {
            return self.cijfer(&format!("{table}.{jaar}"), etiket, value);
        }
        let drawn = Herkomst::van(self.trekking_bron(), Status::Aanname);
        self.vast(format!("{table}.{jaar}, trekking"), etiket, value, drawn)
    }

    /// GPAS: the part of the prognosis for the gemeente.
    pub(super) fn gpas(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.eigen(format!("gpas.{jaar}"), |uitleg| {
            let before = jaar.plus(-1);
            let kinderen = vec![
                uitleg.lpas(jaar),
                uitleg.inwoners(before),
                uitleg.inwoners_nl(before),
            ];
            let people = uitleg.invoer(jaar).geraamd().gpas[uitleg.gemeente];
            naar_boven(
                format!("prognose van asielstatushouders {jaar} voor de gemeente"),
                format!("GPAS({jaar})"),
                people,
                kinderen,
            )
        })
    }

    /// GHT of the year before: the taakstelling of the gemeente.
    pub(super) fn ght(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let before = jaar.plus(-1);
        self.eigen(format!("ght.{before}"), |uitleg| {
            let earlier = jaar.plus(-2);
            let kinderen = vec![
                uitleg.lht(before),
                uitleg.inwoners(earlier),
                uitleg.inwoners_nl(earlier),
            ];
            let people = uitleg.invoer(jaar).geraamd().ght[uitleg.gemeente];
            naar_boven(
                format!("huisvestingstaakstelling {before} van de gemeente"),
                format!("GHT({before})"),
                people,
                kinderen,
            )
        })
    }

    /// GPAS of all gemeenten: more than LPAS, because every one is rounded up.
    pub(super) fn som_gpas(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("som_gpas.{jaar}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.invoer(jaar).geraamd().gpas.into();
            over_gemeenten(
                format!("prognose {jaar} van alle gemeenten, elk naar boven afgerond"),
                format!("SOM_GPAS({jaar})"),
                people,
            )
            .artikel(Artikel::HW_29)
        })
    }

    /// GHT of all gemeenten together.
    pub(super) fn som_ght(&mut self, jaar: Jaar) -> Arc<Knoop> {
        let before = jaar.plus(-1);
        self.landelijk(format!("som_ght.{before}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.invoer(jaar).geraamd().ght.into();
            over_gemeenten(
                format!("taakstelling {before} van alle gemeenten, elk naar boven afgerond"),
                format!("SOM_GHT({before})"),
                people,
            )
            .artikel(Artikel::HW_29)
        })
    }

    /// Inhabitants of the gemeente on 1 January of a year, or of the nearest
    /// year that is known.
    pub(super) fn inwoners(&mut self, wanted: Jaar) -> Arc<Knoop> {
        let jaar = self.model.gemeenten.known_year(wanted).unwrap_or(wanted);
        self.eigen(format!("inwoners.{jaar}"), |uitleg| {
            let people = uitleg.model.gemeenten.inwoners(jaar)[uitleg.gemeente];
            let etiket = Etiket::new(
                format!("inwoners van de gemeente op 1 januari {jaar}"),
                format!("inwoners({jaar})"),
                Eenheid::Personen,
            );
            let mut knoop = uitleg.inwoners_uit_rijen(etiket, people, jaar);
            knoop.toelichting = knoop.toelichting.or_else(|| nearest(wanted, jaar));
            knoop
        })
    }

    fn inwoners_uit_rijen(&mut self, etiket: Etiket, people: i64, jaar: Jaar) -> Knoop {
        let rows = self.rijen.inwoners(self.gemeente, jaar);
        let whole: Vec<&Regel> = rows.iter().filter(|row| row.van.len() == 1).collect();
        let sum: i64 = whole.iter().map(|row| row.aantal).sum();
        if let [row] = whole[..]
            && row.aantal == people
        {
            let herkomst = self.bron_inwoners(Some(row.regel));
            return etiket.knoop(exact_whole(people), herkomst);
        }
        if whole.is_empty() || sum != people {
            let merged = "na herindeling, uit de rijen van eerdere gemeenten";
            let mut knoop = etiket
                .knoop(exact_whole(people), self.bron_inwoners(None))
                .toelichting(merged);
            knoop.artikel = Some(Artikel::BI_10_3_1);
            return knoop;
        }
        let parts = whole.iter().map(|row| {
            let name = format!("{} {}", etiket.symbool, row.gm_code);
            let label = Etiket::new(
                format!("{} in {}", etiket.naam, row.gm_code),
                name.clone(),
                Eenheid::Personen,
            );
            let herkomst = self.bron_inwoners(Some(row.regel));
            self.vast(name, label, exact_whole(row.aantal), herkomst)
        });
        let parts = parts.collect();
        let value = exact_whole(people);
        Knoop::new(
            etiket.naam,
            etiket.symbool,
            Eenheid::Personen,
            value,
            Formule::Som,
            parts,
        )
        .artikel(Artikel::BI_10_3_1)
    }

    /// Inhabitants of the country, the sum of the gemeenten.
    pub(super) fn inwoners_nl(&mut self, wanted: Jaar) -> Arc<Knoop> {
        let jaar = self.model.gemeenten.known_year(wanted).unwrap_or(wanted);
        self.landelijk(format!("inwoners_nl.{jaar}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.model.gemeenten.inwoners(jaar).into();
            let mut knoop = over_gemeenten(
                format!("inwoners van alle gemeenten op 1 januari {jaar}"),
                format!("inwoners_NL({jaar})"),
                people,
            )
            .herkomst(uitleg.bron_inwoners(None));
            knoop.toelichting = nearest(wanted, jaar);
            knoop
        })
    }

    fn bron_inwoners(&self, regel: Option<usize>) -> Herkomst {
        let usual = || Herkomst::van(BRON, Status::Gepubliceerd);
        let mut herkomst = self.herkomst("gemeenten.bestand").unwrap_or_else(usual);
        herkomst.bestand = Some(self.rijen.gemeenten.clone());
        herkomst.regel = regel;
        herkomst
    }
}

/// What to say where another year had to do.
fn nearest(wanted: Jaar, jaar: Jaar) -> Option<String> {
    (wanted != jaar).then(|| format!("het bekende jaar dat het dichtst bij {wanted} ligt"))
}

/// A share of a national number, rounded up.
fn naar_boven(naam: String, symbool: String, people: i64, kinderen: Vec<Arc<Knoop>>) -> Knoop {
    let value = exact_whole(people);
    Knoop::new(
        naam,
        symbool,
        Eenheid::Personen,
        value,
        Formule::NaarRato,
        kinderen,
    )
    .afgerond(Afronding::NaarBoven)
    .artikel(Artikel::HW_29)
}
