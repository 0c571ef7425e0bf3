//! What a band of a simulation says, and what it does not.

use crate::terms::Text;

/// What varies in the draws behind a band, and what is the same in all of them: it
/// stands wherever a probability or a range is shown.
pub(crate) fn what_varies() -> Text {
    Text::fixed(
        "over de instroom alleen; prijzen, kosten en regels liggen vast",
        "about the instroom alone; prices, costs and rules are the same in all of them",
    )
}
