//! The run itself: year after year, through the articles of the law.

use super::bedragen::Bedragentabel;
use super::conservation;
use super::incidenteel::incidenteel;
use super::kosten::Tarieven;
use super::model::Model;
use super::result::{Jaarprojectie, Projection, Tellingen};
use crate::begrippen::KortingWijze;
use crate::diagnostic::{Code, Diagnostic};
use crate::fraction::{Exact, Fraction, exact_whole};
use crate::jaar::Jaar;
use crate::money::{Cents, euros_to_cents};
use crate::people::{Counts, Kind};
use crate::scenario::types::{EersteJaar, InstrumentTabel, KortingTabel, Soort};
use crate::uitkering::{
    Bedragen, Fonds, GeenGrondslag, Geraamd, Gerealiseerd, Kasregels, Reserve, Uitkering,
    definitief, fondsuitkering, korting, less, taakstelling, verantwoord, voorlopig,
};

impl Model {
    /// Projects every year from `van` to `tot`.
    ///
    /// # Errors
    /// A year without amounts, prognosis or taakstelling, or money that no
    /// gemeente has a grondslag for.
    pub fn project(&self) -> Result<Projection, Diagnostic> {
        Run::new(self).project()
    }

    /// The years of completion that weigh in the uitkering of `jaar`.
    pub(super) fn aia_years(&self, jaar: Jaar) -> Vec<Jaar> {
        aia_years(self, self.bedragen().first_prestatie_year(), jaar)
    }
}

/// What the state can hold in one fondsuitkering: one hundred billion euros,
/// the bound of every amount for the country.
const LARGEST_FONDS: Cents = Cents::new(10_000_000_000_000);

struct Run<'a> {
    model: &'a Model,
    bedragen: Bedragentabel<'a>,
    first_prestatie_year: Option<Jaar>,
    /// The definitieve uitkering of the referentiejaar of a fondsuitkering.
    referentie: Option<Uitkering>,
}

impl<'a> Run<'a> {
    fn new(model: &'a Model) -> Self {
        let bedragen = model.bedragen();
        let first_prestatie_year = bedragen.first_prestatie_year();
        Self {
            model,
            bedragen,
            first_prestatie_year,
            referentie: None,
        }
    }

    fn project(mut self) -> Result<Projection, Diagnostic> {
        let tables = &self.model.scenario.tabellen;
        let (van, tot) = (tables.scenario.van, tables.scenario.tot);
        if let Some((vanaf, referentiejaar)) = self.fonds_years()
            && vanaf <= tot
        {
            let (_, definitief) = self.spuk(referentiejaar)?;
            self.referentie = Some(definitief);
        }
        let jaren = van.through(tot).map(|jaar| self.year(jaar));
        let mut projection = Projection {
            jaren: jaren.collect::<Result<_, _>>()?,
            kasregels: self.kasregels(),
        };
        self.account(&mut projection);
        receive(&mut projection);
        debug_assert_eq!(conservation::check(&projection), Ok(()));
        Ok(projection)
    }

    fn kasregels(&self) -> Kasregels {
        let table = &self.model.scenario.tabellen.kas;
        let default = Kasregels::default();
        Kasregels {
            verrekening_maand: table
                .verrekening_maand
                .map_or(default.verrekening_maand, |m| m.0),
            terugvordering_maand: table
                .terugvordering_maand
                .map_or(default.terugvordering_maand, |m| m.0),
            terugvordering_na_jaren: table
                .terugvordering_na_jaren
                .map_or(default.terugvordering_na_jaren, |years| years.0),
        }
    }

    /// The fondsuitkering, if the scenario has one.
    fn instrument(&self) -> Option<&'a InstrumentTabel> {
        let instrument = self.model.scenario.tabellen.instrument.as_ref()?;
        (instrument.soort == Soort::Fondsuitkering).then_some(instrument)
    }

    /// First year and referentiejaar of the fondsuitkering.
    fn fonds_years(&self) -> Option<(Jaar, Jaar)> {
        let instrument = self.instrument()?;
        Some((instrument.vanaf?, instrument.referentiejaar?))
    }

    fn is_fonds(&self, jaar: Jaar) -> bool {
        self.fonds_years().is_some_and(|(vanaf, _)| vanaf <= jaar)
    }

    /// The cut of a year.
    fn korting(&self, jaar: Jaar) -> Option<&'a KortingTabel> {
        let all = &self.model.scenario.tabellen.korting.0;
        all.iter()
            .find(|korting| korting.vanaf <= jaar && korting.tot.is_none_or(|tot| jaar <= tot))
    }

    /// The share by which the amounts of a year are cut.
    fn doorberekend(&self, jaar: Jaar) -> Fraction {
        match self.korting(jaar) {
            Some(korting) if korting.wijze == KortingWijze::Doorberekend => korting.percentage.0,
            _ => Fraction::ZERO,
        }
    }

    /// The amounts of a year, after a cut that is passed on.
    fn amounts(&self, jaar: Jaar) -> Result<Bedragen, Diagnostic> {
        let before = self.bedragen.required(&self.model.scenario, jaar)?;
        Ok(match self.doorberekend(jaar) {
            Fraction::ZERO => before,
            percentage => korting(&before, percentage),
        })
    }

    /// A national number of a year that has to be there.
    fn national(&self, table: &str, jaar: Jaar) -> Result<i64, Diagnostic> {
        let tables = &self.model.scenario.tabellen;
        let numbers = match table {
            "prognose" => &tables.prognose,
            _ => &tables.taakstelling,
        };
        let number = numbers.get(jaar).ok_or_else(|| {
            let message = format!("`[{table}]` heeft geen aantal voor {jaar}");
            Diagnostic::new(Code::SleutelOntbreekt, message)
                .at(self.model.scenario.place_of(&[table]))
                .label(format!("verwacht: {jaar} = aantal personen"))
        })?;
        Ok(number.get())
    }

    /// AIA: completed trajecten that weigh in the distribution of `jaar`, as
    /// counted at the end of `peiljaar`.
    fn aia(&self, jaar: Jaar, peiljaar: Jaar) -> Vec<i64> {
        let mut sums = vec![0; self.model.gemeenten.len()];
        for year in aia_years(self.model, self.first_prestatie_year, jaar) {
            let completed = self.model.people.afgerond.at(year, peiljaar);
            for (sum, count) in sums.iter_mut().zip(completed) {
                *sum += count;
            }
        }
        sums
    }

    /// Voorlopige and definitieve uitkering under the rules of the SPUK.
    fn spuk(&self, jaar: Jaar) -> Result<(Uitkering, Uitkering), Diagnostic> {
        let bedragen = self.amounts(jaar)?;
        let spread = self.spread(jaar)?;
        let early = jaar.plus(-2);
        let people = &self.model.people;
        let aia = self.aia(jaar, early);
        let geraamd = spread.geraamd(
            people.asielstatushouder.at(early, early),
            people.gezins_overig.at(early, early),
            &aia,
        );
        let aia = self.aia(jaar, jaar);
        let gerealiseerd = Gerealiseerd {
            aa: [0, -1, -2].map(|years| people.asielstatushouder.at(jaar.plus(years), jaar)),
            ago: people.gezins_overig.at(jaar, jaar),
            aao: people.onderwijsroute.at(jaar, jaar),
            aia: &aia,
        };
        let no_key = |error| self.no_grondslag(jaar, error);
        Ok((
            voorlopig(&bedragen, &geraamd).map_err(no_key)?,
            definitief(&bedragen, &gerealiseerd).map_err(no_key)?,
        ))
    }

    fn spread(&self, jaar: Jaar) -> Result<Spread, Diagnostic> {
        let gemeenten = &self.model.gemeenten;
        let before = jaar.plus(-1);
        let lpas = self.national("prognose", jaar)?;
        let lht = self.national("taakstelling", before)?;
        Ok(Spread {
            lpas,
            gpas: taakstelling(lpas, gemeenten.verdeelsleutel(lpas, before)?),
            lht,
            ght: taakstelling(lht, gemeenten.verdeelsleutel(lht, before.plus(-1))?),
        })
    }

    fn no_grondslag(&self, jaar: Jaar, error: GeenGrondslag) -> Diagnostic {
        let message = format!(
            "in {jaar} is {} euro te verdelen, maar geen gemeente heeft een grondslag",
            error.tba
        );
        Diagnostic::new(Code::GeenGewicht, message)
            .at(self
                .model
                .scenario
                .place_of(&["bedragen", &jaar.to_string()]))
            .help("geef gewichten boven 0, of aantallen bij de bedragen die boven 0 zijn")
    }

    /// The fixed total of a year of fondsuitkering; nothing is settled later.
    fn fonds(&self, jaar: Jaar) -> Result<Uitkering, Diagnostic> {
        let (Some(instrument), Some(referentie)) = (self.instrument(), &self.referentie) else {
            unreachable!("a year of fondsuitkering has an instrument and a referentiejaar");
        };
        let base = instrument.referentiejaar.unwrap_or(jaar);
        let index = self.bedragen.prijspeil().ratio(base, jaar).ok_or_else(|| {
            let message = format!("er zijn geen prijzen om van {base} naar {jaar} te indexeren");
            Diagnostic::new(Code::BedragenOntbreken, message).at(self
                .model
                .scenario
                .place_of(&["instrument", "referentiejaar"]))
        })?;
        let left = |jaar| exact_whole(1) - self.doorberekend(jaar).exact();
        let already: Exact = left(base);
        let cut = if already == exact_whole(0) {
            exact_whole(1)
        } else {
            left(jaar) / already
        };
        let fonds = Fonds {
            referentie,
            factor: index * cut,
            verdeelsleutel: instrument.verdeelsleutel,
            inwoners: self.model.gemeenten.inwoners(jaar.plus(-1)),
        };
        let early = jaar.plus(-2);
        let people = &self.model.people;
        let aia = self.aia(jaar, early);
        let spread = self.spread(jaar)?;
        let geraamd = spread.geraamd(
            people.asielstatushouder.at(early, early),
            people.gezins_overig.at(early, early),
            &aia,
        );
        let uitkering = fondsuitkering(&fonds, &self.amounts(jaar)?, &geraamd);
        match uitkering.map_err(|error| self.no_grondslag(jaar, error))? {
            uitkering if uitkering.rijk <= LARGEST_FONDS => Ok(uitkering),
            _ => Err(self.fonds_out_of_bounds(jaar)),
        }
    }

    fn fonds_out_of_bounds(&self, jaar: Jaar) -> Diagnostic {
        let message = format!("de fondsuitkering komt in {jaar} boven 100 miljard euro");
        let path = ["instrument", "referentiejaar"];
        Diagnostic::new(Code::BuitenBereik, message).at(self.model.scenario.place_of(&path))
    }

    fn year(&self, jaar: Jaar) -> Result<Jaarprojectie, Diagnostic> {
        let model = self.model;
        let tables = &model.scenario.tabellen;
        let (voorlopig, definitief) = if self.is_fonds(jaar) {
            let fixed = self.fonds(jaar)?;
            (fixed.clone(), fixed)
        } else {
            self.spuk(jaar)?
        };
        let count = |kind: Kind| {
            let counts: &Counts = model.people.of(kind);
            counts.at(jaar, jaar).to_vec()
        };
        let binnen_begroting = match self.korting(jaar) {
            Some(korting) if korting.wijze == KortingWijze::BinnenBegroting => {
                let total = definitief.total();
                total - less(total, korting.percentage.0)
            }
            _ => Cents::ZERO,
        };
        let prijspeil = self.bedragen.prijspeil();
        Ok(Jaarprojectie {
            jaar,
            bedragen: self.amounts(jaar)?,
            tellingen: Tellingen {
                asielstatushouders: count(Kind::Asielstatushouder),
                gezins_overig: count(Kind::GezinsOverig),
                onderwijsroute: count(Kind::Onderwijsroute),
                afgerond: count(Kind::Afgerond),
                meetellend: self.aia(jaar, jaar),
            },
            incidenteel: incidenteel(&tables.incidenteel, &model.gemeenten, &model.people, jaar)?,
            kosten: Tarieven::new(&model.scenario, prijspeil).of(&model.people, jaar)?,
            verantwoording: Vec::new(),
            kas: Vec::new(),
            binnen_begroting,
            begroting: tables
                .begroting
                .get(jaar)
                .and_then(|line| euros_to_cents(&line.exact())),
            voorlopig,
            definitief,
        })
    }

    /// Reserve, tekort and terugvordering, year after year.
    fn account(&self, projection: &mut Projection) {
        let table = &self.model.scenario.tabellen.reservering;
        let mut begin = vec![Reserve::default(); self.model.gemeenten.len()];
        for result in &mut projection.jaren {
            let capped = table.vanaf.is_none_or(|vanaf| vanaf <= result.jaar);
            let maximum = match table.maximum {
                _ if self.is_fonds(result.jaar) => None,
                Some(maximum) if capped => Some(maximum.0),
                _ => Some(Fraction::ONE),
            };
            for (gemeente, begin) in begin.iter_mut().enumerate() {
                let uitkering = result.definitief.of(gemeente);
                let end = verantwoord(*begin, uitkering, result.kosten[gemeente], maximum);
                *begin = end.einde;
                result.verantwoording.push(end);
            }
        }
    }
}

/// The years of completion that weigh in `jaar`: t-2, and in the first year
/// with prestatiebekostiging all since the Act began (Bi2021 art. 10.3(5)).
fn aia_years(model: &Model, first_prestatie_year: Option<Jaar>, jaar: Jaar) -> Vec<Jaar> {
    let last = jaar.plus(-2);
    let prestatie = model.scenario.tabellen.prestatie.as_ref();
    let rule = prestatie.map_or(EersteJaar::Alle, |table| table.eerste_jaar);
    let all = rule == EersteJaar::Alle && first_prestatie_year == Some(jaar);
    let first = if all {
        Jaar::START_WI2021.min(last)
    } else {
        last
    };
    first.through(last).collect()
}

/// Prognosis and taakstelling of a year, for the country and per gemeente.
struct Spread {
    lpas: i64,
    gpas: Vec<i64>,
    lht: i64,
    ght: Vec<i64>,
}

impl Spread {
    fn geraamd<'s>(&'s self, vaa: &'s [i64], ago: &'s [i64], aia: &'s [i64]) -> Geraamd<'s> {
        Geraamd {
            lpas: self.lpas,
            gpas: &self.gpas,
            lht: self.lht,
            ght: &self.ght,
            vaa,
            ago,
            aia,
        }
    }
}

/// What every gemeente receives in each calendar year.
fn receive(projection: &mut Projection) {
    for index in 0..projection.jaren.len() {
        let result = &projection.jaren[index];
        let kas = (0..result.kosten.len())
            .map(|gemeente| {
                let (settled, back) = projection.settled_in(result.jaar, gemeente);
                result.voorlopig.of(gemeente) + settled - back
            })
            .collect();
        projection.jaren[index].kas = kas;
    }
}
