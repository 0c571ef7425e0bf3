//! Explanations: how one amount comes about, down to every source.

use super::said::{Answer, plain};
use super::{AskedDraw, Question, shown};
use crate::explain::{ExplainDepth, ExplainField, ExplainPlace, Explanation};
use crate::export::explain_json;
use crate::input::diagnostic::Diagnostic;
use crate::study::{find_provincie, one_gemeente, one_year};

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
        let fields = match veld {
            [] => ExplainField::USUAL.to_vec(),
            asked => {
                let named = asked.iter().map(|name| ExplainField::named(name.trim()));
                named.collect::<Result<Vec<_>, _>>()?
            }
        };
        let model = self.model()?;
        let place = match (gemeente, provincie) {
            (Some(wanted), _) => Place::Gemeente(one_gemeente(&model, wanted)?),
            (None, Some(wanted)) => Place::Provincie(find_provincie(&model, wanted)?.to_owned()),
            (None, None) => Place::Landelijk,
        };
        let jaar = one_year(&model, jaar)?;
        let (shown, drawn) = shown(model, draw)?;
        let mut remarks = shown.model.remarks();
        // A draw says so itself.
        remarks.retain(|remark| Some(remark) != drawn.as_ref());
        remarks.extend(drawn);
        let place = place.place();
        let mut explainer = shown.explainer()?;
        let trees = fields.into_iter().map(|field| {
            let tree = explainer.explain_place(place, jaar, field)?;
            Ok((field, tree))
        });
        let explanation = Explanation {
            model: &shown.model,
            place,
            jaar,
            trees: &trees.collect::<Result<Vec<_>, Diagnostic>>()?,
            depth: ExplainDepth::All,
        };
        Ok(Answer {
            value: explain_json(&explanation),
            remarks: plain(remarks),
            receipts: vec![super::receipt(&shown.model)],
        })
    }
}

/// Of whom.
enum Place {
    Landelijk,
    Provincie(String),
    Gemeente(usize),
}

impl Place {
    fn place(&self) -> ExplainPlace<'_> {
        match self {
            Self::Landelijk => ExplainPlace::Landelijk,
            Self::Provincie(naam) => ExplainPlace::Provincie(naam),
            Self::Gemeente(index) => ExplainPlace::Gemeente(*index),
        }
    }
}
