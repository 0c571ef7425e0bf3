//! Explanations: how one amount comes about, down to every source.

use super::said::{Answer, plain};
use super::{AskedDraw, Question, shown};
use crate::explain::{ExplainDepth, ExplainField, Explanation};
use crate::export::explain_json;
use crate::input::diagnostic::Diagnostic;
use crate::study::{FoundPlace, one_year};

impl Question {
    /// The trees of some amounts of the first scenario in a year, as JSON: of a gemeente,
    /// else of a provincie, else of the country. Without a field those that `spuk explain`
    /// shows.
    ///
    /// # Errors
    /// Anything wrong with the input; money that is not conserved.
    pub fn explain(
        &self,
        (gemeente, provincie): (Option<&str>, Option<&str>),
        jaar: &str,
        veld: &[String],
        draw: Option<AskedDraw>,
    ) -> Result<Answer<String>, Diagnostic> {
        let fields = ExplainField::asked(veld)?;
        let model = self.model()?;
        let place = FoundPlace::of(&model, gemeente, provincie)?;
        let jaar = one_year(&model, jaar)?;
        let (shown, drawn) = shown(model, draw)?;
        let mut remarks = shown.model.remarks();
        // A draw says so itself.
        remarks.retain(|remark| Some(remark) != drawn.as_ref());
        remarks.extend(drawn);
        remarks.extend(shown.model.only_in_draws());
        let place = place.place();
        let explanation = Explanation {
            model: &shown.model,
            place,
            jaar,
            trees: &shown.trees((place, jaar), &fields)?,
            depth: ExplainDepth::All,
        };
        Ok(Answer {
            value: explain_json(&explanation),
            remarks: plain(remarks),
            receipts: vec![super::receipt(&shown.model)],
        })
    }
}
