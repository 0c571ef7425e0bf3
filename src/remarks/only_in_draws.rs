//! Keys that were typed for this run and that draws alone read.

use crate::model::Model;
use crate::terms::Remark;
use crate::terms::remark::FigureRemark;

impl Model {
    /// A remark on the keys of the command line that do nothing to what is shown, because
    /// no draw is: whoever types one for a single run expects something of it, and a file
    /// is shared by runs and simulations.
    pub(crate) fn only_in_draws(&self) -> Option<Remark> {
        if self.toeval.is_some() || self.scenario.settings.is_empty() {
            return None;
        }
        let mut keys: Vec<String> = Vec::new();
        self.scenario.tree().for_each_leaf(&mut |path, _| {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            // The lines of a list are no keys of their own.
            let names = path
                .iter()
                .take_while(|name| name.parse::<usize>().is_err());
            let key = names.copied().collect::<Vec<_>>().join(".");
            let is_meant = self.is_set(&path) && self.scenario.is_of_draws_alone(&key);
            if is_meant && !keys.contains(&key) {
                keys.push(key);
            }
        });
        let is_any = !keys.is_empty();
        is_any.then_some(Remark::Figures(FigureRemark::OnlyInDraws { keys }))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{ShownDraws, law};

    fn said(settings: &[&str]) -> Option<String> {
        law(settings)
            .only_in_draws()
            .map(|remark| remark.to_string())
    }

    #[test]
    fn what_is_set_for_draws_is_named_once_and_what_stands_in_a_file_never() {
        // The law has all of these keys itself.
        assert_eq!(said(&[]), None);
        assert_eq!(said(&["prestatie.aandeel=0.25"]), None);
        assert_eq!(said(&["instroom.pad.gezinsmigrant.2028=7000"]), None);
        let one = "`simulatie.trekkingen` telt alleen in trekkingen (`spuk simulate`)";
        assert_eq!(
            said(&["simulatie.trekkingen=250", "index.2028=0.02"]).as_deref(),
            Some(one)
        );
        let several = said(&[
            "instroom.model=bootstrap",
            "instroom.groei=[0.05, -0.02]",
            "instroom.gemeenten.verhuizing=0.01",
            "kenmerken.spreiding.afronding=0.3",
        ]);
        assert_eq!(
            several.as_deref(),
            Some(
                "`instroom.gemeenten.verhuizing`, `instroom.groei`, `instroom.model`, \
                 `kenmerken.spreiding.afronding` tellen alleen in trekkingen (`spuk simulate`)"
            )
        );
    }

    #[test]
    fn the_year_after_which_forecasts_are_off_counts_in_a_run() {
        let vanaf = "instroom.vanaf=2028";
        assert!(said(&[vanaf]).is_some());
        assert_eq!(said(&[vanaf, "instroom.prognosevertekening=-0.2"]), None);
    }

    #[test]
    fn beside_draws_there_is_nothing_to_say() {
        let mut model = law(&["simulatie.zaad=31"]);
        assert!(model.only_in_draws().is_some());
        model.toeval = Some(ShownDraws::Trekking {
            zaad: 31,
            nummer: 4,
        });
        assert_eq!(model.only_in_draws(), None);
    }
}
