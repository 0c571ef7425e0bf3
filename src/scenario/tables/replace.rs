//! Some tables of a scenario in the place of what it had there.

use super::Tables;

impl Tables {
    /// Takes the tables of these names from others, and leaves the rest as it is.
    ///
    /// No field is left out below, so that whoever adds a table is sent here by the
    /// compiler.
    pub(in crate::scenario) fn replace(&mut self, names: &[&str], others: Self) {
        let Self {
            scenario,
            gemeenten,
            aantallen,
            kenmerken,
            instroom,
            huisvesting,
            leerroute,
            traject,
            uitkomst,
            pip,
            start,
            vertraging,
            verlenging,
            prognose,
            taakstelling,
            bedragen,
            prijs,
            index,
            betaalritme,
            prestatie,
            onderwijsroute,
            korting,
            instrument,
            kosten,
            reservering,
            kas,
            begroting,
            simulatie,
            incidenteel,
            verwacht,
        } = others;
        let names = Names(names);
        names.put("scenario", &mut self.scenario, scenario);
        names.put("gemeenten", &mut self.gemeenten, gemeenten);
        names.put("aantallen", &mut self.aantallen, aantallen);
        names.put("kenmerken", &mut self.kenmerken, kenmerken);
        names.put("instroom", &mut self.instroom, instroom);
        names.put("huisvesting", &mut self.huisvesting, huisvesting);
        names.put("leerroute", &mut self.leerroute, leerroute);
        names.put("traject", &mut self.traject, traject);
        names.put("uitkomst", &mut self.uitkomst, uitkomst);
        names.put("pip", &mut self.pip, pip);
        names.put("start", &mut self.start, start);
        names.put("vertraging", &mut self.vertraging, vertraging);
        names.put("verlenging", &mut self.verlenging, verlenging);
        names.put("prognose", &mut self.prognose, prognose);
        names.put("taakstelling", &mut self.taakstelling, taakstelling);
        names.put("bedragen", &mut self.bedragen, bedragen);
        names.put("prijs", &mut self.prijs, prijs);
        names.put("index", &mut self.index, index);
        names.put("betaalritme", &mut self.betaalritme, betaalritme);
        names.put("prestatie", &mut self.prestatie, prestatie);
        names.put("onderwijsroute", &mut self.onderwijsroute, onderwijsroute);
        names.put("korting", &mut self.korting, korting);
        names.put("instrument", &mut self.instrument, instrument);
        names.put("kosten", &mut self.kosten, kosten);
        names.put("reservering", &mut self.reservering, reservering);
        names.put("kas", &mut self.kas, kas);
        names.put("begroting", &mut self.begroting, begroting);
        names.put("simulatie", &mut self.simulatie, simulatie);
        names.put("incidenteel", &mut self.incidenteel, incidenteel);
        names.put("verwacht", &mut self.verwacht, verwacht);
    }
}

/// The names of the tables that are taken.
struct Names<'a>(&'a [&'a str]);

impl Names<'_> {
    fn put<T>(&self, name: &str, own: &mut T, other: T) {
        if self.0.contains(&name) {
            *own = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::{load, schema};

    #[test]
    fn every_table_is_taken_by_its_own_name() {
        let wi2021 = load("wi2021", &[]).unwrap();
        let other = load("fondsuitkering-2028", &["scenario.naam=x".to_owned()]);
        let other = other.unwrap();
        let mut mixed = wi2021.tables().clone();
        let names = schema::tables();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        mixed.replace(&names, other.tables().clone());
        assert_eq!(format!("{mixed:?}"), format!("{:?}", other.tables()));
        mixed.replace(&[], wi2021.tables().clone());
        assert_eq!(
            format!("{mixed:?}"),
            format!("{:?}", other.tables()),
            "nothing named"
        );
    }
}
