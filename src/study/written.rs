//! A scenario with what is laid over it, as a file of its own.

use std::path::Path;

use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::scenario::{Settings, Value, WrittenHead};
use crate::terms::Text;
use crate::terms::legible::{on_one_line, shell_word};

/// Where a scenario says which question it answers.
const DESCRIPTION: [&str; 2] = ["scenario", "omschrijving"];

/// The text of a scenario that has the one of this model for its basis, and says what was
/// laid over it: projected from `out`, or from the folder of the call where that is empty,
/// it comes to the same.
///
/// # Errors
/// A basis or a file of the settings that cannot be named from there.
pub fn written_scenario(
    model: &Model,
    naam: Option<&str>,
    out: &Path,
) -> Result<String, Diagnostic> {
    let scenario = &model.scenario;
    let basis = scenario.named_from(out)?;
    let laid = Settings::parse(&scenario.settings)?;
    let folder = out.parent().unwrap_or(Path::new(""));
    let is_here = folder.as_os_str().is_empty() || folder == Path::new(".");
    if let Some(key) = laid.named_files().into_iter().next().filter(|_| !is_here) {
        // The path counts from where it was typed, and the new file lies elsewhere.
        let message = Text::new(
            format!("--set {key} noemt een bestand, en dat telt niet vanaf de map van --out"),
            format!("--set {key} names a file, which does not count from the folder of --out"),
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "schrijf --out in de map van waaruit u de opdracht geeft",
                "write --out in the folder that you give the command from",
            )),
        );
    }
    let words = scenario.settings.iter();
    let words = words.map(|one| format!(" --set {}", shell_word(one)));
    let line = format!(
        "spuk show {}{}",
        shell_word(&scenario.asked_as),
        words.collect::<String>()
    );
    let differs = scenario.settings.iter().map(|one| on_one_line(one));
    let differs = differs.collect::<Vec<_>>().join(", ");
    let described = laid
        .touch(&DESCRIPTION)
        .then(|| scenario.tree().get(&DESCRIPTION));
    let head = WrittenHead {
        naam: naam.unwrap_or(&scenario.naam).to_owned(),
        omschrijving: match described.flatten().map(|node| &node.value) {
            Some(Value::Text(text)) => text.clone(),
            _ => format!("Wat verandert er met {differs}?"),
        },
        basis,
        about: vec![format!("Geschreven door: {}", on_one_line(&line))],
    };
    Ok(scenario.written_on_basis(&head, &[]))
}
