//! Why figures may have moved: what a baseline was made with, beside what the
//! program runs with now. A baseline keeps the program that last moved it, so that
//! another one is no proof: it may have given the same figures for years.

use super::document::MadeWith;

/// The likely causes, the most telling first: files, then the program.
pub(crate) fn causes(then: &MadeWith, now: &MadeWith) -> Vec<String> {
    let mut causes = Vec::new();
    let short = |sha256: &str| sha256.chars().take(12).collect::<String>();
    for (name, sha256) in &now.bestanden {
        match then.bestanden.iter().find(|(known, _)| known == name) {
            Some((_, before)) if before == sha256 => {}
            Some((_, before)) => causes.push(format!(
                "{name} is veranderd ({} werd {})",
                short(before),
                short(sha256)
            )),
            None => causes.push(format!("{name} wordt nu ook gelezen")),
        }
    }
    for (name, _) in &then.bestanden {
        if !now.bestanden.iter().any(|(known, _)| known == name) {
            causes.push(format!("{name} wordt niet meer gelezen"));
        }
    }
    if then.programma != now.programma {
        causes.push(format!(
            "een ander programma: {} schreef de baseline, dit is {}",
            then.programma, now.programma
        ));
    }
    if then.trekkingen != now.trekkingen
        && let (Some(then), Some(now)) = (then.trekkingen, now.trekkingen)
    {
        causes.push(format!(
            "zaad en trekkingen waren {} en {}, nu {} en {}",
            then.0, then.1, now.0, now.1
        ));
    }
    if causes.is_empty() {
        causes.push(
            "programma en invoer zijn gelijk: misschien is de baseline zelf veranderd".to_owned(),
        );
    }
    causes
}
