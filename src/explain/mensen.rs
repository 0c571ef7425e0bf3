//! How many people: delivered, drawn, spread by inhabitants, or made by the
//! stream of the scenario.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop};
use super::rijen::Regel;
use super::uitlegger::Uitlegger;
use super::verdeling::{Gewichten, Verdeling};
use crate::fraction::exact_whole;
use crate::jaar::Jaar;
use crate::people::{Kind, Oorsprong};
use crate::scenario::Status;

/// A count of one kind, cohort and moment.
#[derive(Debug, Clone, Copy)]
struct Telling {
    kind: Kind,
    cohort: Jaar,
    peiljaar: Jaar,
}

/// What a kind is called in the law.
fn naam(kind: Kind) -> &'static str {
    match kind {
        Kind::Asielstatushouder => "asielstatushouders",
        Kind::GezinsOverig => "gezins- en overige migranten",
        Kind::Onderwijsroute => "asielstatushouders op de onderwijsroute",
        Kind::Afgerond => "afgeronde trajecten",
    }
}

impl Uitlegger<'_> {
    /// AA: asielstatushouders of a cohort, counted at the end of `peiljaar`.
    pub(super) fn aa(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        self.telling("AA", Kind::Asielstatushouder, cohort, peiljaar)
    }

    /// VAA: the same, as counted for the voorlopige uitkering.
    pub(super) fn vaa(&mut self, cohort: Jaar) -> Arc<Knoop> {
        self.telling("VAA", Kind::Asielstatushouder, cohort, cohort)
    }

    /// AGO: gezins- en overige migranten.
    pub(super) fn ago(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        self.telling("AGO", Kind::GezinsOverig, cohort, peiljaar)
    }

    /// AAO: asielstatushouders on the onderwijsroute.
    pub(super) fn aao(&mut self, cohort: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        self.telling("AAO", Kind::Onderwijsroute, cohort, peiljaar)
    }

    /// Completed trajecten of one year.
    pub(super) fn afgerond(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        self.telling("afgerond", Kind::Afgerond, jaar, peiljaar)
    }

    /// AIA: completed trajecten that weigh in a year.
    pub(super) fn aia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        let when = self.moment(peiljaar, jaar);
        self.eigen(format!("aia.{jaar}{when}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let years = invoer.aia_years.iter();
            let parts = years.map(|&year| uitleg.afgerond(year, peiljaar)).collect();
            let people = if peiljaar == jaar {
                invoer.gerealiseerd().aia[uitleg.gemeente]
            } else {
                invoer.geraamd().aia[uitleg.gemeente]
            };
            let knoop = Knoop::new(
                format!("afgeronde trajecten die in {jaar} meetellen{when}"),
                format!("AIA({jaar}){when}"),
                Eenheid::Personen,
                exact_whole(people),
                Formule::Som,
                parts,
            );
            if invoer.aia_years.len() > 1 {
                let first = "het eerste jaar met een gewicht d: alles sinds 2022 telt mee";
                knoop.artikel(Artikel::BI_10_3_5).toelichting(first)
            } else {
                knoop.artikel(Artikel::BI_10_1)
            }
        })
    }

    /// AIA of all gemeenten together.
    pub(super) fn laia(&mut self, jaar: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        let when = self.moment(peiljaar, jaar);
        self.landelijk(format!("laia.{jaar}{when}"), |uitleg| {
            let invoer = uitleg.invoer(jaar);
            let people: Arc<[i64]> = if peiljaar == jaar {
                invoer.gerealiseerd().aia.into()
            } else {
                invoer.geraamd().aia.into()
            };
            over_gemeenten(
                format!("afgeronde trajecten die in {jaar} meetellen, alle gemeenten{when}"),
                format!("LAIA({jaar}){when}"),
                people,
            )
        })
    }

    /// Says when was counted, where it makes a difference for completed trajecten.
    fn moment(&self, peiljaar: Jaar, usual: Jaar) -> String {
        let counts = &self.people.afgerond;
        let invoer = self.invoer(usual);
        let mut years = invoer.aia_years.iter();
        let differs = years.any(|&year| counts.at(year, peiljaar) != counts.at(year, usual));
        if differs {
            format!(", geteld eind {peiljaar}")
        } else {
            String::new()
        }
    }

    fn telling(&mut self, symbool: &str, kind: Kind, cohort: Jaar, peiljaar: Jaar) -> Arc<Knoop> {
        let telling = Telling {
            kind,
            cohort,
            peiljaar,
        };
        let when = self.wanneer(telling);
        let id = format!("{}.{cohort}{when}", symbool.to_lowercase());
        self.eigen(id, |uitleg| {
            let year = if kind == Kind::Afgerond {
                "in"
            } else {
                "van cohort"
            };
            let etiket = Etiket::new(
                format!("{} {year} {cohort}{when}", naam(kind)),
                format!("{symbool}({cohort}){when}"),
                Eenheid::Personen,
            );
            uitleg.geteld(etiket, telling)
        })
    }

    /// `, geteld eind 2025` where a cohort was counted at the end of a peiljaar.
    fn wanneer(&self, telling: Telling) -> String {
        let counts = self.people.of(telling.kind);
        if counts.has_peiljaar(telling.cohort, telling.peiljaar) {
            format!(", geteld eind {}", telling.peiljaar)
        } else {
            String::new()
        }
    }

    /// A count of the gemeente, from wherever it comes.
    fn geteld(&mut self, etiket: Etiket, telling: Telling) -> Knoop {
        let Telling {
            kind,
            cohort,
            peiljaar,
        } = telling;
        let people = self.people.of(kind).at(cohort, peiljaar);
        let known = self.model.people.of(kind);
        let value = people[self.gemeente];
        if people != known.at(cohort, peiljaar) {
            let mut knoop = blad(
                etiket,
                value,
                Herkomst::van(self.trekking_bron(), Status::Aanname),
            );
            knoop.artikel = Some(Artikel::BI_10_4);
            return knoop;
        }
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort)).copied();
        let delivered = if known.has_peiljaar(cohort, peiljaar) {
            Some(Some(peiljaar))
        } else {
            (oorsprong == Some(Oorsprong::Levering)).then_some(None)
        };
        if let Some(peiljaar) = delivered {
            return self.geleverd(etiket, (kind, cohort, peiljaar), value);
        }
        match oorsprong {
            Some(Oorsprong::Landelijk | Oorsprong::Instroom) => {
                let total = self.totaal(kind, cohort);
                let before = cohort.plus(-1);
                let own = self.inwoners(before);
                let all = self.inwoners_nl(before);
                let weights = self.model.gemeenten.inwoners(before);
                self.naar(etiket, (kind, cohort), value, [total, own, all], weights)
                    .artikel(Artikel::BI_10_4)
            }
            Some(Oorsprong::Aandeel) => {
                let weights = self.model.people.asielstatushouder.of(cohort);
                let total = self.totaal(kind, cohort);
                let own = self.van_cohort(cohort);
                let all = self.land_van_cohort(cohort);
                self.naar(etiket, (kind, cohort), value, [total, own, all], weights)
            }
            Some(Oorsprong::Voltooiing) => {
                let parts = self.voltooid_per_cohort(cohort);
                if parts.is_empty() {
                    let none = "nog niemand van een cohort is zo ver";
                    return blad(etiket, value, Herkomst::van(none, Status::Afgeleid));
                }
                Knoop::new(
                    etiket.naam,
                    etiket.symbool,
                    Eenheid::Personen,
                    exact_whole(value),
                    Formule::Som,
                    parts,
                )
            }
            Some(Oorsprong::Levering) | None => {
                let bron = "geen aantallen bekend: als 0 geteld";
                blad(etiket, value, Herkomst::van(bron, Status::Aanname))
            }
        }
    }

    /// `trekking 17 van zaad 100`.
    pub(super) fn trekking_bron(&self) -> String {
        match self.trekking {
            Some(draw) => format!("trekking {} van zaad {}", draw.nummer, draw.zaad),
            None => "trekking".to_owned(),
        }
    }

    /// A count that stands in a row of the delivery, or in several.
    fn geleverd(&mut self, etiket: Etiket, key: (Kind, Jaar, Option<Jaar>), value: i64) -> Knoop {
        let gemeente = self.gemeente;
        let rows = self.rijen.geteld(gemeente, key.0, key.1, key.2);
        let own = self.model.gemeenten.list()[gemeente].code.clone();
        match &rows[..] {
            [row] if row.gm_code == own => {
                let herkomst = self.uit_rij(row);
                blad(etiket, value, herkomst)
            }
            [] => {
                let mut herkomst = self.uit_bestand();
                herkomst.bron = format!("geen rij voor {own}: als 0 geteld ({})", herkomst.bron);
                blad(etiket, value, herkomst)
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
    fn uit_bestand(&self) -> Herkomst {
        let stated = self.herkomst("aantallen.bestand");
        let usual = || Herkomst::van("levering van aantallen", Status::Aanname);
        let mut herkomst = stated.unwrap_or_else(usual);
        herkomst.bestand = Some(self.rijen.aantallen.clone());
        herkomst.regel = None;
        herkomst
    }

    /// A number for the country divided over gemeenten by largest remainder.
    fn naar(
        &mut self,
        etiket: Etiket,
        (kind, cohort): (Kind, Jaar),
        value: i64,
        kinderen: [Arc<Knoop>; 3],
        weights: &[i64],
    ) -> Knoop {
        let gemeente = self.gemeente;
        let total = kinderen[0].waarde.to_integer();
        let total = i64::try_from(total).unwrap_or(0);
        let id = format!("{}.{cohort}", kind.key());
        let verdeling = self.verdeling(&id, total, || Gewichten::Aantallen(weights.to_vec()));
        Knoop::new(
            etiket.naam,
            etiket.symbool,
            Eenheid::Personen,
            exact_whole(value),
            Formule::GrootsteRest(verdeling, gemeente),
            kinderen.into(),
        )
    }

    /// The number for the country that the counts of the scenario are spread from.
    fn totaal(&mut self, kind: Kind, cohort: Jaar) -> Arc<Knoop> {
        let tables = &self.model.scenario.tabellen;
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort)).copied();
        match (oorsprong, kind.national(tables, cohort)) {
            (Some(Oorsprong::Instroom), _) | (_, None) if kind != Kind::Onderwijsroute => {
                self.gehuisvest(kind, cohort)
            }
            (_, Some(people)) => {
                let sleutel = format!("aantallen.landelijk.{}.{cohort}", kind.key());
                let etiket = Etiket::new(
                    format!("{} van cohort {cohort} in het land", naam(kind)),
                    format!("landelijk_{}({cohort})", kind.key()),
                    Eenheid::Personen,
                );
                self.cijfer(&sleutel, etiket, exact_whole(people))
            }
            (_, None) => self.op_de_onderwijsroute(cohort),
        }
    }

    /// The people of a cohort on the onderwijsroute in the country.
    fn op_de_onderwijsroute(&mut self, cohort: Jaar) -> Arc<Knoop> {
        self.landelijk(format!("landelijk_aao.{cohort}"), |uitleg| {
            let share = uitleg.routedeel(crate::begrippen::Route::Onderwijs);
            let everyone = uitleg.land_van_cohort(cohort);
            Knoop::stap(
                format!("asielstatushouders van cohort {cohort} op de onderwijsroute in het land"),
                format!("landelijk_AAO({cohort})"),
                Eenheid::Personen,
                Formule::Product,
                vec![everyone, share],
            )
            .op_hele_mensen()
        })
    }

    /// Asielstatushouders of a cohort as the scenario has them, whenever counted.
    pub(super) fn van_cohort(&mut self, cohort: Jaar) -> Arc<Knoop> {
        let early = Jaar::MIN;
        let same = self.people.asielstatushouder.of(cohort)
            == self.model.people.asielstatushouder.of(cohort);
        if same {
            return self.telling("AA", Kind::Asielstatushouder, cohort, early);
        }
        // What is not drawn follows from the people of the scenario itself.
        let people = self.model.people.asielstatushouder.of(cohort)[self.gemeente];
        let etiket = Etiket::new(
            format!("asielstatushouders van cohort {cohort} in het scenario"),
            format!("AA({cohort}), scenario"),
            Eenheid::Personen,
        );
        let herkomst = Herkomst::van("het scenario, zonder trekking", Status::Aanname);
        let id = format!("aa.{cohort}, scenario");
        self.vast_eigen(id, etiket, exact_whole(people), herkomst)
    }

    /// The same in the country.
    pub(super) fn land_van_cohort(&mut self, cohort: Jaar) -> Arc<Knoop> {
        let same = self.people.asielstatushouder.of(cohort)
            == self.model.people.asielstatushouder.of(cohort);
        if same {
            return self.in_land(Kind::Asielstatushouder, "LAA", cohort, Jaar::MIN);
        }
        let people: Arc<[i64]> = self.model.people.asielstatushouder.of(cohort).into();
        self.landelijk(format!("laa.{cohort}, scenario"), |_| {
            over_gemeenten(
                format!("asielstatushouders van cohort {cohort} in het scenario"),
                format!("LAA({cohort}), scenario"),
                people,
            )
        })
    }

    /// A count of all gemeenten together.
    pub(super) fn in_land(
        &mut self,
        kind: Kind,
        symbool: &str,
        cohort: Jaar,
        peiljaar: Jaar,
    ) -> Arc<Knoop> {
        let telling = Telling {
            kind,
            cohort,
            peiljaar,
        };
        let when = self.wanneer(telling);
        self.landelijk(
            format!("{}.{cohort}{when}", symbool.to_lowercase()),
            |uitleg| {
                let people = uitleg.people.of(kind).at(cohort, peiljaar);
                let known = uitleg.model.people.of(kind);
                let naam = format!("{} van cohort {cohort}, alle gemeenten{when}", naam(kind));
                let symbool = format!("{symbool}({cohort}){when}");
                let oorsprong = uitleg.model.people.oorsprong.get(&(kind, cohort));
                let spread = matches!(
                    oorsprong,
                    Some(Oorsprong::Landelijk | Oorsprong::Instroom | Oorsprong::Aandeel)
                );
                let drawn = people != known.at(cohort, peiljaar);
                let sum = exact_whole(people.iter().sum());
                if spread && !drawn && !known.has_peiljaar(cohort, peiljaar) {
                    let total = uitleg.totaal(kind, cohort);
                    // Nobody is anywhere where there is nobody to divide like.
                    if total.waarde == sum {
                        let (eenheid, formule) = (Eenheid::Personen, Formule::Gelijk);
                        return Knoop::new(naam, symbool, eenheid, sum, formule, vec![total])
                            .toelichting("verdeeld over gemeenten en weer opgeteld");
                    }
                }
                let mut knoop = over_gemeenten(naam, symbool, people.into());
                if drawn {
                    let bron = uitleg.trekking_bron();
                    knoop.herkomst = Some(Herkomst::van(bron, Status::Aanname));
                } else if !uitleg.rijen.aantallen.is_empty() {
                    knoop.herkomst = Some(uitleg.uit_bestand());
                }
                knoop
            },
        )
    }
}

impl Knoop {
    /// Rounds a number of people half up.
    fn op_hele_mensen(self) -> Self {
        let mut knoop = self.afgerond(Afronding::HalfOmhoog);
        knoop.waarde = knoop.recompute().unwrap_or_else(|| exact_whole(0));
        knoop
    }
}

/// A leaf with people.
pub(super) fn blad(etiket: Etiket, people: i64, herkomst: Herkomst) -> Knoop {
    let mut knoop = Knoop::new(
        etiket.naam,
        etiket.symbool,
        etiket.eenheid,
        exact_whole(people),
        Formule::Gegeven,
        Vec::new(),
    )
    .herkomst(herkomst);
    knoop.artikel = etiket.artikel;
    knoop
}

/// The sum of a number of every gemeente.
pub(super) fn over_gemeenten(naam: String, symbool: String, people: Arc<[i64]>) -> Knoop {
    let sum = exact_whole(people.iter().sum());
    let formule = Formule::OverGemeenten(people);
    Knoop::new(naam, symbool, Eenheid::Personen, sum, formule, Vec::new())
}
