//! An explanation as Markdown: a heading per amount, a nested list per tree.

use std::collections::HashSet;

use super::explain::heading as title;
use crate::explain::{ExplainNode, Explanation};
use crate::export::Receipt;
use crate::report::words::explain::{FIXED, NodeWords, describe_node, heading, value};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::overlay;
use crate::terms::Lang;

/// The trees as Markdown, readable on GitHub.
pub fn explain_markdown(uitleg: &Explanation<'_>, taal: Lang) -> String {
    let mut tree = TreeMarkdown {
        taal,
        diepte: uitleg.depth,
        seen: HashSet::new(),
        text: format!("# {}\n", escaped(&title(uitleg))),
    };
    let overlay = overlay(&uitleg.model.scenario.settings, taal);
    if !overlay.is_empty() {
        tree.text.push_str(&format!("\n{}", escaped(&overlay)));
    }
    for (_, root) in uitleg.trees {
        tree.text
            .push_str(&format!("\n## {}\n\n", escaped(&heading(root, taal))));
        tree.node(root, 0);
    }
    let line = escaped(&receipt_line(&Receipt::of(uitleg.model), taal));
    tree.text.push_str(&format!("\n{line}\n"));
    tree.text.replace(FIXED, " ")
}

/// The text so far, and what has been shown in it.
struct TreeMarkdown {
    taal: Lang,
    diepte: Option<usize>,
    seen: HashSet<String>,
    text: String,
}

impl TreeMarkdown {
    fn node(&mut self, knoop: &ExplainNode, depth: usize) {
        let indent = "  ".repeat(depth);
        let deep = self.diepte.is_some_and(|deepest| depth >= deepest);
        let is_new = !self.seen.contains(&knoop.id);
        if knoop.is_leaf() || !deep {
            self.seen.insert(knoop.id.clone());
        }
        let naam = escaped(knoop.naam.of(self.taal));
        let value = value(knoop, self.taal);
        let symbol = match knoop.symbool.as_str() {
            "" => String::new(),
            symbol => format!(" `{symbol}`"),
        };
        self.text
            .push_str(&format!("{indent}- {naam}{symbol} = **{value}**"));
        if !is_new {
            if !knoop.is_leaf() {
                let above = self.taal.choose("zie hierboven", "see above");
                self.text.push_str(&format!(" ({above})"));
            }
            self.text.push('\n');
            return;
        }
        if let Some(artikel) = knoop.artikel {
            let (naam, url) = (artikel.naam(), artikel.url());
            self.text.push_str(&format!(" · [{naam}]({url})"));
        }
        let NodeWords { regels, .. } = describe_node(knoop, self.taal);
        for regel in regels {
            let line = match regel.strip_prefix("= ") {
                Some(formula) => format!("`= {formula}`"),
                None => escaped(&regel),
            };
            self.text.push_str(&format!("<br>\n{indent}  {line}"));
        }
        self.text.push('\n');
        for child in knoop.kinderen.iter().filter(|_| !deep) {
            self.node(child, depth + 1);
        }
    }
}

/// Text in which nothing means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_[]<>|#~".contains(letter) {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
