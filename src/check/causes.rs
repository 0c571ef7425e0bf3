//! Why figures may have moved: what a baseline was made with, beside what the
//! program runs with now. A baseline keeps the program that last moved it, so that
//! another one is no proof: it may have given the same figures for years.

use std::collections::BTreeSet;

use super::document::MadeWith;
use crate::terms::Text;

/// The files that were read then and now, of which one of both lacks them or has others.
pub(crate) fn other_files(then: &MadeWith, now: &MadeWith) -> Vec<String> {
    let lacks = |files: &[(String, String)], file: &(String, String)| !files.contains(file);
    let came = now
        .bestanden
        .iter()
        .filter(|file| lacks(&then.bestanden, file));
    let names: BTreeSet<&str> = came
        .chain(
            then.bestanden
                .iter()
                .filter(|file| lacks(&now.bestanden, file)),
        )
        .map(|(name, _)| name.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// The likely causes, the most telling first: files, then the program.
pub(crate) fn causes(then: &MadeWith, now: &MadeWith) -> Vec<Text> {
    let mut causes = Vec::new();
    let short = |sha256: &str| sha256.chars().take(12).collect::<String>();
    for (name, sha256) in &now.bestanden {
        match then.bestanden.iter().find(|(known, _)| known == name) {
            Some((_, before)) if before == sha256 => {}
            Some((_, before)) => {
                let (was, is) = (short(before), short(sha256));
                causes.push(Text::new(
                    format!("{name} is veranderd ({was} werd {is})"),
                    format!("{name} has changed ({was} became {is})"),
                ));
            }
            None => causes.push(Text::new(
                format!("{name} wordt nu ook gelezen"),
                format!("{name} is read now as well"),
            )),
        }
    }
    for (name, _) in &then.bestanden {
        if !now.bestanden.iter().any(|(known, _)| known == name) {
            causes.push(Text::new(
                format!("{name} wordt niet meer gelezen"),
                format!("{name} is no longer read"),
            ));
        }
    }
    if then.programma != now.programma {
        let (was, is) = (&then.programma, &now.programma);
        causes.push(Text::new(
            format!("een ander programma: {was} schreef de baseline, dit is {is}"),
            format!("another program: {was} wrote the baseline, this is {is}"),
        ));
    }
    if then.trekkingen != now.trekkingen
        && let (Some(then), Some(now)) = (then.trekkingen, now.trekkingen)
    {
        causes.push(Text::new(
            format!(
                "zaad en trekkingen waren {} en {}, nu {} en {}",
                then.0, then.1, now.0, now.1
            ),
            format!(
                "seed and draws were {} and {}, now {} and {}",
                then.0, then.1, now.0, now.1
            ),
        ));
    }
    if causes.is_empty() {
        causes.push(Text::fixed(
            "programma en invoer zijn gelijk: misschien is de baseline zelf veranderd",
            "program and input are the same: perhaps the baseline itself has changed",
        ));
    }
    causes
}
