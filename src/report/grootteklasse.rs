//! What a size class of gemeenten is called.

use super::taal::Taal;
use crate::compare::Grootteklasse;

/// `tot 20.000`, `20.000-50.000`, `250.000 en meer`.
pub(super) fn grootteklasse(klasse: Grootteklasse, taal: Taal) -> String {
    let whole = |people| taal.notation().whole(people);
    let vanaf = whole(klasse.vanaf);
    match klasse.tot.map(whole) {
        Some(tot) if klasse.vanaf == 0 => format!("{} {tot}", taal.kies("tot", "under")),
        Some(tot) => format!("{vanaf}-{tot}"),
        None => format!("{vanaf} {}", taal.kies("en meer", "and more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_a_name_in_each_language() {
        let names = |taal| Grootteklasse::ALL.map(|klasse| grootteklasse(klasse, taal));
        let dutch = [
            "tot 20.000",
            "20.000-50.000",
            "50.000-100.000",
            "100.000-250.000",
            "250.000 en meer",
        ];
        assert_eq!(names(Taal::Nl), dutch);
        let english = [
            "under 20,000",
            "20,000-50,000",
            "50,000-100,000",
            "100,000-250,000",
            "250,000 and more",
        ];
        assert_eq!(names(Taal::En), english);
    }
}
