//! Prognosis and taakstelling, spread by inhabitants and rounded up
//! (Hw2014 art. 29, Bi2021 art. 10.4).

use std::sync::Arc;

use super::counts::summed_over_gemeenten;
use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::rows::SourceRow;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit};
use crate::gemeente::BRON;
use crate::scenario::Status;
use crate::terms::jaar::Jaar;

impl Explainer<'_> {
    /// LPAS: the national prognosis of a year.
    pub(crate) fn lpas(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let people = self.ramingen.prognose.get(&jaar).copied();
        let stated = self.model.scenario.tabellen.prognose.get(jaar);
        let etiket = NodeLabel::new(
            format!("landelijke prognose van asielstatushouders {jaar}"),
            format!("LPAS({jaar})"),
            ExplainUnit::Personen,
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
    pub(crate) fn lht(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let people = self.ramingen.taakstelling.get(&jaar).copied();
        let stated = self.model.scenario.tabellen.taakstelling.get(jaar);
        let etiket = NodeLabel::new(
            format!("landelijke huisvestingstaakstelling {jaar}"),
            format!("LHT({jaar})"),
            ExplainUnit::Personen,
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
        etiket: NodeLabel,
        people: Option<i64>,
        stated: Option<i64>,
    ) -> Arc<ExplainNode> {
        let etiket = etiket.artikel(Article::BI_10_4);
        let value = exact_whole(people.unwrap_or(0));
        if people == stated {
            return self.cijfer(&format!("{table}.{jaar}"), etiket, value);
        }
        let drawn = ExplainOrigin::van(self.draw_source(), Status::Aanname);
        self.vast(format!("{table}.{jaar}, trekking"), etiket, value, drawn)
    }

    /// GPAS: the part of the prognosis for the gemeente.
    pub(crate) fn gpas(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("gpas.{jaar}"), |uitleg| {
            let before = jaar.plus(-1);
            let kinderen = vec![
                uitleg.lpas(jaar),
                uitleg.inwoners(before),
                uitleg.inwoners_nl(before),
            ];
            let people = uitleg.invoer(jaar).geraamd().gpas[uitleg.gemeente];
            rounded_up(
                format!("prognose van asielstatushouders {jaar} voor de gemeente"),
                format!("GPAS({jaar})"),
                people,
                kinderen,
            )
        })
    }

    /// GHT of the year before: the taakstelling of the gemeente.
    pub(crate) fn ght(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        self.eigen(format!("ght.{before}"), |uitleg| {
            let earlier = before.plus(-1);
            let kinderen = vec![
                uitleg.lht(before),
                uitleg.inwoners(earlier),
                uitleg.inwoners_nl(earlier),
            ];
            let people = uitleg.invoer(jaar).geraamd().ght[uitleg.gemeente];
            rounded_up(
                format!("huisvestingstaakstelling {before} van de gemeente"),
                format!("GHT({before})"),
                people,
                kinderen,
            )
        })
    }

    /// GPAS of all gemeenten: more than LPAS, because every one is rounded up.
    pub(crate) fn som_gpas(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("som_gpas.{jaar}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.invoer(jaar).geraamd().gpas.into();
            summed_over_gemeenten(
                format!("prognose {jaar} van alle gemeenten, elk naar boven afgerond"),
                format!("SOM_GPAS({jaar})"),
                people,
            )
            .artikel(Article::HW_29)
        })
    }

    /// GHT of all gemeenten together.
    pub(crate) fn som_ght(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        self.landelijk(format!("som_ght.{before}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.invoer(jaar).geraamd().ght.into();
            summed_over_gemeenten(
                format!("taakstelling {before} van alle gemeenten, elk naar boven afgerond"),
                format!("SOM_GHT({before})"),
                people,
            )
            .artikel(Article::HW_29)
        })
    }

    /// Inhabitants of the gemeente on 1 January of a year, or of the nearest
    /// year that is known.
    pub(crate) fn inwoners(&mut self, wanted: Jaar) -> Arc<ExplainNode> {
        let jaar = self.model.gemeenten.known_year(wanted).unwrap_or(wanted);
        self.eigen(format!("inwoners.{jaar}"), |uitleg| {
            let people = uitleg.model.gemeenten.inwoners(jaar)[uitleg.gemeente];
            let etiket = NodeLabel::new(
                format!("inwoners van de gemeente op 1 januari {jaar}"),
                format!("inwoners({jaar})"),
                ExplainUnit::Personen,
            );
            let mut knoop = uitleg.inwoners_from_rows(etiket, people, jaar);
            knoop.toelichting = knoop.toelichting.or_else(|| nearest(wanted, jaar));
            knoop
        })
    }

    fn inwoners_from_rows(&mut self, etiket: NodeLabel, people: i64, jaar: Jaar) -> ExplainNode {
        let rows = self.rijen.inwoners(self.gemeente, jaar);
        let whole: Vec<&SourceRow> = rows.iter().filter(|row| row.van.len() == 1).collect();
        let sum: i64 = whole.iter().map(|row| row.aantal).sum();
        if let [row] = whole[..]
            && row.aantal == people
        {
            let herkomst = self.inwoners_source(Some(row.regel));
            return etiket.knoop(exact_whole(people), herkomst);
        }
        if whole.is_empty() || sum != people {
            let merged = "na herindeling, uit de rijen van eerdere gemeenten";
            let mut knoop = etiket
                .knoop(exact_whole(people), self.inwoners_source(None))
                .toelichting(merged);
            knoop.artikel = Some(Article::BI_10_3_1);
            return knoop;
        }
        let parts = whole.iter().map(|row| {
            let name = format!("{} {}", etiket.symbool, row.gm_code);
            let label = NodeLabel::new(
                format!("{} in {}", etiket.naam, row.gm_code),
                name.clone(),
                ExplainUnit::Personen,
            );
            let herkomst = self.inwoners_source(Some(row.regel));
            self.vast(name, label, exact_whole(row.aantal), herkomst)
        });
        let parts = parts.collect();
        let value = exact_whole(people);
        ExplainNode::new(
            etiket.naam,
            etiket.symbool,
            ExplainUnit::Personen,
            value,
            ExplainFormula::Som,
            parts,
        )
        .artikel(Article::BI_10_3_1)
    }

    /// Inhabitants of the country, the sum of the gemeenten.
    pub(crate) fn inwoners_nl(&mut self, wanted: Jaar) -> Arc<ExplainNode> {
        let jaar = self.model.gemeenten.known_year(wanted).unwrap_or(wanted);
        self.landelijk(format!("inwoners_nl.{jaar}"), |uitleg| {
            let people: Arc<[i64]> = uitleg.model.gemeenten.inwoners(jaar).into();
            let mut knoop = summed_over_gemeenten(
                format!("inwoners van alle gemeenten op 1 januari {jaar}"),
                format!("inwoners_NL({jaar})"),
                people,
            )
            .herkomst(uitleg.inwoners_source(None));
            knoop.toelichting = nearest(wanted, jaar);
            knoop
        })
    }

    fn inwoners_source(&self, regel: Option<usize>) -> ExplainOrigin {
        let usual = || ExplainOrigin::van(BRON, Status::Gepubliceerd);
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
fn rounded_up(
    naam: String,
    symbool: String,
    people: i64,
    kinderen: Vec<Arc<ExplainNode>>,
) -> ExplainNode {
    let value = exact_whole(people);
    ExplainNode::new(
        naam,
        symbool,
        ExplainUnit::Personen,
        value,
        ExplainFormula::NaarRato,
        kinderen,
    )
    .afgerond(Rounding::NaarBoven)
    .artikel(Article::HW_29)
}
