//! What a band of a simulation says, and what it does not.

use crate::terms::Text;

/// What varies in the draws behind a band, and what is the same in all of them: it
/// stands wherever a probability or a range is shown.
pub(crate) fn what_varies() -> Text {
    Text::fixed(
        "over de instroom, en over blijvende verschillen tussen gemeenten waar het scenario daar een spreiding voor heeft; prijzen en regels liggen vast",
        "about the instroom, and about lasting differences between gemeenten where the scenario has a spread of them; prices and rules are the same in all of them",
    )
}
