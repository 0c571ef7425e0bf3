//! Lines of a basis that are gone because a list replaces the whole list.

use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::scenario::tree::node::{Node, Value, is_same_place};
use crate::terms::{Remark, Text};

/// The lists of which every line counts by itself, with the key by which a line of
/// one takes the place of a line of the other.
const LISTS: [(&str, &str); 3] = [
    ("betaalritme", "vanaf_cohort"),
    ("incidenteel", "naam"),
    ("korting", "vanaf"),
];

/// A list of a basis, and what is laid over it and replaces it.
struct Replaced<'a> {
    list: &'static str,
    key: &'static str,
    below: &'a [Node],
    above: &'a Node,
}

/// What to say of the lists of `below`, a basis, that `above` replaces by lists in
/// which lines of it do not come back.
pub(crate) fn lost_lines(below: &Node, above: &Node) -> Vec<Remark> {
    replaced(below, above)
        .filter_map(|one| one.remark())
        .collect()
}

/// A line that stands where a list of the basis stood.
pub(crate) struct NewLine {
    list: &'static str,
    place: Place,
}

/// The lines of `above` that replace those of `below`, a basis.
pub(crate) fn new_lines(below: &Node, above: &Node) -> Vec<NewLine> {
    let all = replaced(below, above).flat_map(|one| {
        let lines = lines(one.above).iter();
        lines.map(move |line| NewLine {
            list: one.list,
            place: line.place(),
        })
    });
    all.collect()
}

/// What to do about a key that is not there, where it is missing from one of the new
/// `lines`: whoever wrote that may have meant to change one key of an old one.
pub(crate) fn hint_of_new_line(lines: &[NewLine], error: &Diagnostic) -> Option<Text> {
    let at = error.place()?;
    let is_there = |line: &&NewLine| is_same_place(&line.place, at);
    let list = lines.iter().find(is_there)?.list;
    (error.code() == Code::SleutelOntbreekt).then(|| {
        Text::new(
            format!(
                "`{list}` vervangt de hele lijst van de basis: noem alle sleutels van elke regel, \
                 of verander met [{list}.0] alleen de eerste regel van de basis"
            ),
            format!(
                "`{list}` replaces the whole list of the basis: give all keys of every line, \
                 or change with [{list}.0] only the first line of the basis"
            ),
        )
    })
}

fn replaced<'a>(below: &'a Node, above: &'a Node) -> impl Iterator<Item = Replaced<'a>> {
    LISTS.into_iter().filter_map(|(list, key)| {
        let (below, above) = (below.get(&[list])?, above.get(&[list])?);
        below.is_replaced_by(above).then(|| Replaced {
            list,
            key,
            below: lines(below),
            above,
        })
    })
}

/// The lines of a list; a table instead of a list is one line.
fn lines(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(lines) => lines,
        _ => std::slice::from_ref(node),
    }
}

impl Replaced<'_> {
    /// Nothing where every line comes back, and where that was clearly not meant: an
    /// empty list, or one rhythm, which holds for every cohort from its first on.
    fn remark(&self) -> Option<Remark> {
        let above = lines(self.above);
        let is_meant = above.is_empty() || (self.list == "betaalritme" && above.len() == 1);
        let gone = self.below.iter().filter(|line| self.is_gone(line));
        let gone: Vec<String> = gone.map(|line| self.name(line)).collect();
        if is_meant || gone.is_empty() {
            return None;
        }
        let place = self.above.place();
        Some(Remark::ReplacedList {
            list: self.list,
            file: place.source.name.clone(),
            line: place.line(),
            inherited: self.below.len(),
            gone,
        })
    }

    fn is_gone(&self, line: &Node) -> bool {
        let key = |line: &Node| line.get(&[self.key]).map(|node| node.value.clone());
        let Some(own) = key(line) else {
            return false;
        };
        let mut above = lines(self.above).iter().filter_map(key);
        !above.any(|other| own.is_same(&other))
    }

    fn name(&self, line: &Node) -> String {
        match line.get(&[self.key]).map(|node| &node.value) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Number(digits)) => format!("{} {digits}", self.key),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::Settings;
    use crate::scenario::embedded::EMBEDDED;
    use crate::scenario::load;
    use crate::scenario::load::load_text;
    use crate::terms::Remark;

    fn told(text: &str) -> Vec<String> {
        let text = format!("scenario.basis = \"wi2021\"\n{text}");
        let remarks = load_text("s.toml", &text).unwrap().remarks;
        remarks.iter().map(Remark::to_string).collect()
    }

    const CUT: &str = "percentage = 0.1\nwijze = \"doorberekend\"\n";

    #[test]
    fn who_replaces_a_list_is_told_which_lines_are_gone() {
        assert_eq!(
            told(&format!("[korting]\nvanaf = 2028\n{CUT}")),
            [
                "`korting` in s.toml:2 vervangt de hele lijst van de basis: wat daarin stond, \
              telt niet meer mee (vanaf 2026); neem over wat blijft"
            ]
        );
        let line = "naam = \"Eigen\"\nverdeelsleutel = \"inwoners\"\nbedrag = { 2026 = 1 }\n";
        let gone = told(&format!("[[incidenteel]]\n{line}"));
        assert!(gone[0].contains("wat daarin stond, telt"), "{gone:?}");
        assert!(gone[0].contains("(SPUK onderwijsroute"), "{gone:?}");
        let rhythm = |from: u16| {
            format!("[[betaalritme]]\nvanaf_cohort = {from}\ntotaal = [0.4, 0.3, 0.3]\n")
        };
        let gone = told(&[rhythm(2020), rhythm(2028)].concat());
        assert!(
            gone[0].contains("1 van de 2 regels daarvan telt niet meer mee (vanaf_cohort 2026)"),
            "{gone:?}"
        );
        let setting = "korting=[{percentage=0.1,vanaf=2028,wijze=\"doorberekend\"}]";
        let set = load("wi2021", &[setting.to_owned()]).unwrap();
        let gone = set.remarks[0].to_string();
        assert!(gone.starts_with("`korting` in --set:1 vervangt"));
    }

    /// A table laid over a table changes the keys that it names, and drops no line.
    #[test]
    fn who_changes_a_table_is_told_of_no_lines() {
        let text = format!("scenario.basis = \"wi2021\"\n[korting]\nvanaf = 2028\n{CUT}");
        let scenario = load_text("s.toml", &text).unwrap();
        assert_eq!(scenario.remarks.len(), 1);
        let settings = ["korting.percentage=0.2", "korting.vanaf=2029"].map(str::to_owned);
        let changed = scenario.with(&Settings::parse(&settings).unwrap()).unwrap();
        assert_eq!(changed.remarks.len(), 1, "{:?}", changed.remarks);
        let [cut] = &changed.tables().korting.0[..] else {
            panic!("one cut");
        };
        assert_eq!(cut.vanaf.get(), 2029);
    }

    #[test]
    fn who_takes_the_lines_over_or_drops_them_all_is_told_nothing() {
        let both =
            format!("[[korting]]\nvanaf = 2026\ntot = 2027\n{CUT}[[korting]]\nvanaf = 2028\n{CUT}");
        for text in [both.as_str(), "korting = []\n", "korting.0.tot = 2028\n"] {
            assert!(told(text).is_empty(), "{text}");
        }
        for (name, _) in EMBEDDED {
            assert!(load(name, &[]).unwrap().remarks.is_empty(), "{name}");
        }
    }
}
