//! What a size class of gemeenten is called.

use crate::compare::SizeClass;
use crate::terms::Lang;

/// `tot 20.000`, `20.000-50.000`, `250.000 en meer`.
pub(crate) fn grootteklasse(klasse: SizeClass, taal: Lang) -> String {
    let whole = |people| taal.notation().whole(people);
    let vanaf = whole(klasse.vanaf);
    match klasse.tot.map(whole) {
        Some(tot) if klasse.vanaf == 0 => format!("{} {tot}", taal.choose("tot", "under")),
        Some(tot) => format!("{vanaf}-{tot}"),
        None => format!("{vanaf} {}", taal.choose("en meer", "and more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_a_name_in_each_language() {
        let names = |taal| SizeClass::ALL.map(|klasse| grootteklasse(klasse, taal));
        let dutch = [
            "tot 20.000",
            "20.000-50.000",
            "50.000-100.000",
            "100.000-250.000",
            "250.000 en meer",
        ];
        assert_eq!(names(Lang::Nl), dutch);
        let english = [
            "under 20,000",
            "20,000-50,000",
            "50,000-100,000",
            "100,000-250,000",
            "250,000 and more",
        ];
        assert_eq!(names(Lang::En), english);
    }
}
