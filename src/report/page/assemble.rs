//! Putting the page together: template, texts, style, script, data.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::data::{PageBulk, PageData};
use super::pack::{escaped, packed, script_json};
use super::texts::texts;
use super::trees::PageTrees;
use crate::input::source::sha256;
use crate::report::input::ReportScope;
use crate::report::words::receipt::receipt_line;
use crate::terms::Lang;

pub(super) const PAGE_TEMPLATE: &str = include_str!("web/pagina.html");

pub(super) const STYLE: [&str; 4] = [
    include_str!("web/style/basis.css"),
    include_str!("web/style/grafiek.css"),
    include_str!("web/style/delen.css"),
    include_str!("web/style/druk.css"),
];

/// The ES modules of the script, by their paths in `web/script/`, each behind those
/// that it imports from. What several sections of the page share is in `base/`.
pub(super) const MODULES: [(&str, &str); 34] = [
    ("base/format.js", include_str!("web/script/base/format.js")),
    (
        "base/inflate.js",
        include_str!("web/script/base/inflate.js"),
    ),
    ("base/data.js", include_str!("web/script/base/data.js")),
    ("base/find.js", include_str!("web/script/base/find.js")),
    ("base/width.js", include_str!("web/script/base/width.js")),
    ("base/state.js", include_str!("web/script/base/state.js")),
    ("base/dom.js", include_str!("web/script/base/dom.js")),
    ("base/axes.js", include_str!("web/script/base/axes.js")),
    ("base/menu.js", include_str!("web/script/base/menu.js")),
    ("base/links.js", include_str!("web/script/base/links.js")),
    ("base/probe.js", include_str!("web/script/base/probe.js")),
    (
        "base/take/csv.js",
        include_str!("web/script/base/take/csv.js"),
    ),
    (
        "base/take/picture.js",
        include_str!("web/script/base/take/picture.js"),
    ),
    ("base/figure.js", include_str!("web/script/base/figure.js")),
    (
        "section/answer.js",
        include_str!("web/script/section/answer.js"),
    ),
    (
        "section/question/assumed.js",
        include_str!("web/script/section/question/assumed.js"),
    ),
    ("section/fan.js", include_str!("web/script/section/fan.js")),
    (
        "section/cohort.js",
        include_str!("web/script/section/cohort.js"),
    ),
    (
        "section/rhythm.js",
        include_str!("web/script/section/rhythm.js"),
    ),
    ("base/fields.js", include_str!("web/script/base/fields.js")),
    (
        "base/address.js",
        include_str!("web/script/base/address.js"),
    ),
    ("section/map.js", include_str!("web/script/section/map.js")),
    (
        "section/place.js",
        include_str!("web/script/section/place.js"),
    ),
    (
        "section/waterfall.js",
        include_str!("web/script/section/waterfall.js"),
    ),
    (
        "section/explain.js",
        include_str!("web/script/section/explain.js"),
    ),
    (
        "section/gemeente.js",
        include_str!("web/script/section/gemeente.js"),
    ),
    (
        "section/groups.js",
        include_str!("web/script/section/groups.js"),
    ),
    (
        "section/funnel.js",
        include_str!("web/script/section/funnel.js"),
    ),
    (
        "section/table.js",
        include_str!("web/script/section/table.js"),
    ),
    (
        "section/question/tornado.js",
        include_str!("web/script/section/question/tornado.js"),
    ),
    (
        "section/question/frontier.js",
        include_str!("web/script/section/question/frontier.js"),
    ),
    (
        "section/account.js",
        include_str!("web/script/section/account.js"),
    ),
    (
        "section/sources.js",
        include_str!("web/script/section/sources.js"),
    ),
    ("main.js", include_str!("web/script/main.js")),
];

/// The first section, which every page has.
const ANSWER: &str = "antwoord";

/// The sections of a page: all of them, those of one gemeente, or the first screen.
pub(crate) fn sections(keuze: &ReportScope) -> Vec<&'static str> {
    let shown: &[&str] = match keuze {
        ReportScope {
            samenvatting: true, ..
        } => &[ANSWER],
        ReportScope {
            gemeente: Some(_), ..
        } => &[
            ANSWER,
            "gewichten",
            "ritme",
            "afweging",
            "gemeente",
            "bronnen",
        ],
        _ => return section_ids(PAGE_TEMPLATE).collect(),
    };
    shown.into()
}

/// The names of the sections of a template.
fn section_ids(template: &str) -> impl Iterator<Item = &str> {
    let sections = template.split("<section id=\"").skip(1);
    sections.filter_map(|rest| rest.split('"').next())
}

/// A template without the sections that are not shown, and without their places in the
/// menu; a menu of nothing goes too.
fn with_sections(template: &str, shown: &[&str]) -> String {
    let mut text = template.to_owned();
    let mut cut = |from: &str, to: &str| {
        let start = text.find(from).expect("the template has it");
        let end = start + text[start..].find(to).expect("it ends") + to.len();
        text.replace_range(start..end, "");
    };
    for id in section_ids(template).filter(|id| !shown.contains(id)) {
        cut(&format!("  <section id=\"{id}\""), "</section>\n");
        cut(&format!("  <a href=\"#{id}\">"), "</a>\n");
    }
    if shown == [ANSWER] {
        cut("<nav class=\"wijzer\"", "</nav>\n");
    }
    text
}

/// The page as it is written to the file.
pub(crate) fn page(
    (gegevens, bulk, uitleg): (&PageData, &PageBulk, Option<&PageTrees>),
    sections: &[&str],
    taal: Lang,
) -> String {
    let teksten = texts(taal);
    let (stijl, script) = (STYLE.concat(), script());
    // Only this style and this script run, and nothing is fetched.
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        integrity(&stijl),
        integrity(&script),
    );
    let antwoord = &gegevens.antwoorden[0];
    let gemeenten = &gegevens.gemeenten;
    let own = gemeenten.eigen.map(|own| &gemeenten.naam[own]);
    let filled = |key: &str| -> String {
        match key {
            // The answer alone is laid out for one sheet of paper.
            "_soort" => (if sections == [ANSWER] { "kort" } else { "heel" }).to_owned(),
            "_taal" => gegevens.taal.to_owned(),
            "_beleid" => policy.clone(),
            "_stijl" => stijl.clone(),
            "_script" => script.clone(),
            "_gegevens" => script_json(gegevens),
            "_teksten" => script_json(&teksten),
            // A place for the panel of the workbench.
            "_werkbank" => String::new(),
            "_bulk" => packed(bulk),
            "_uitleg" => uitleg.map(packed).unwrap_or_default(),
            "_vraag" => escaped(&antwoord.vraag),
            "_vooraf" => escaped(&antwoord.vooraf),
            "_cijfer" => escaped(&antwoord.cijfer),
            "_zin" => escaped(&antwoord.zin),
            // The one that the page is about has its name above its figures.
            "kop_gemeente" if own.is_some() => escaped(own.map_or("", String::as_str)),
            "_namen" => {
                let names = gegevens.scenarios.iter().map(|one| escaped(&one.naam));
                names.collect::<Vec<_>>().join(" · ")
            }
            "_ontvangst" => escaped(&receipt_line(&gegevens.ontvangstbewijzen[0], taal)),
            _ => escaped(teksten.get(key).map_or("", String::as_str)),
        }
    };
    fill(&with_sections(PAGE_TEMPLATE, sections), filled)
}

/// The template with every `{{key}}` replaced; what is put in is not looked at again.
pub(super) fn fill(template: &str, filled: impl Fn(&str) -> String) -> String {
    let mut pieces = template.split("{{");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (key, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        text.push_str(&filled(key));
        text.push_str(rest);
    }
    text
}

/// All modules as one script: their imports and the word `export` are left
/// out, since they share one scope here. Both stand on one line in the sources.
fn script() -> String {
    format!("\"use strict\";\n{}", modules())
}

/// The modules as one scope.
pub(super) fn modules() -> String {
    joined(MODULES.iter().map(|(_, module)| *module))
}

/// Modules behind each other, without what ties them together.
pub(super) fn joined<'m>(modules: impl IntoIterator<Item = &'m str>) -> String {
    let mut script = String::new();
    for module in modules {
        for line in module.lines().filter(|line| !line.starts_with("import ")) {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

/// The hash by which the policy of the page knows a text.
pub(super) fn integrity(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(sha256(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_key_of_the_template_has_a_text() {
        let texts = texts(Lang::Nl);
        for piece in PAGE_TEMPLATE.split("{{").skip(1) {
            let key = piece.split_once("}}").expect("a key is closed").0;
            assert!(key.starts_with('_') || texts.contains_key(key), "{key}");
        }
    }

    #[test]
    fn every_text_is_used_and_every_text_that_the_script_asks_for_exists() {
        let texts = texts(Lang::Nl);
        let script = script();
        for key in texts.keys() {
            let (hole, quoted) = (format!("{{{{{key}}}}}"), format!("\"{key}\""));
            // Keys such as `kolom.saldo` are put together.
            let family = key
                .split_once('.')
                .map(|(family, _)| format!("`{family}.$"));
            let used = PAGE_TEMPLATE.contains(&hole)
                || script.contains(&quoted)
                || family.is_some_and(|family| script.contains(&family));
            assert!(used, "{key} is used nowhere");
        }
        for (start, call) in script.match_indices("t(\"") {
            // Not the end of a longer name.
            if script[..start].ends_with(char::is_alphanumeric) {
                continue;
            }
            let rest = &script[start + call.len()..];
            let key = rest.split('"').next().expect("a quoted key");
            assert!(texts.contains_key(key), "t(\"{key}\")");
        }
    }

    /// The path in `web/script/` of what the module at `name` imports as `from`.
    fn imported(name: &str, from: &str) -> String {
        let mut steps: Vec<&str> = name.split('/').collect();
        steps.pop();
        for step in from.split('/') {
            match step {
                "." => {}
                ".." => assert!(steps.pop().is_some(), "{name} imports {from}"),
                step => steps.push(step),
            }
        }
        steps.join("/")
    }

    /// The paths of the modules below a folder, which lies at `at` in `web/script/`.
    fn modules_in(folder: &Path, at: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of the script") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            if path.is_dir() {
                modules_in(&path, &format!("{at}{name}/"), found);
            } else {
                found.insert(format!("{at}{name}"));
            }
        }
    }

    #[test]
    fn no_module_is_forgotten_and_each_comes_behind_its_imports() {
        let mut known = BTreeSet::new();
        for (name, text) in MODULES {
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let from = imported(name, line.split('"').nth(1).expect("a path"));
                assert!(known.contains(&from), "{name} imports {from}");
            }
            known.insert(name.to_owned());
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/page/web/script");
        let mut found = BTreeSet::new();
        modules_in(Path::new(folder), "", &mut found);
        assert_eq!(found, known);
    }

    /// The names behind `const`, `let` or `function`: one, or those of what is taken apart.
    fn declared(rest: &str) -> Vec<&str> {
        let word = |text: &'_ str| {
            let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
            end.unwrap_or(text.len())
        };
        let Some(inside) = rest.strip_prefix(['{', '[']) else {
            return vec![&rest[..word(rest)]];
        };
        let inside = inside.split(['}', ']']).next().unwrap_or_default();
        let parts = inside.split(',').map(|part| {
            let name = part.rsplit(':').next().unwrap_or_default().trim();
            &name[..word(name)]
        });
        parts.collect()
    }

    #[test]
    fn modules_do_not_take_each_others_names() {
        let mut names = BTreeSet::new();
        for (module, text) in MODULES {
            for line in text.lines() {
                let line = line.strip_prefix("export ").unwrap_or(line);
                let line = line.strip_prefix("async ").unwrap_or(line);
                let words = ["function ", "const ", "let "].iter();
                let Some(rest) = words.filter_map(|word| line.strip_prefix(word)).next() else {
                    continue;
                };
                for name in declared(rest) {
                    assert!(names.insert(name), "{module} declares {name} again");
                }
            }
        }
    }

    #[test]
    fn sections_that_are_not_shown_leave_nothing_behind() {
        let one = ReportScope {
            gemeente: Some(3),
            ..ReportScope::default()
        };
        let first = ReportScope {
            samenvatting: true,
            ..one.clone()
        };
        for (scope, shown) in [(&ReportScope::WHOLE, 13), (&one, 6), (&first, 1)] {
            let text = with_sections(PAGE_TEMPLATE, &sections(scope));
            assert_eq!(section_ids(&text).count(), shown);
            assert_eq!(text.matches("</section>").count(), shown);
            assert_eq!(text.matches("<a href=\"#").count(), shown - 1);
            assert_eq!(text.contains("<nav"), shown > 1);
            assert!(text.contains("<main") && text.contains("</main>"));
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let text = fill("a {{x}} b {{y}}", |key| format!("<{{{{{key}}}}}>"));
        assert_eq!(text, "a <{{x}}> b <{{y}}>");
    }
}
