//! An explanation as Markdown: a heading per amount, a nested list per tree.

use std::collections::HashSet;

use super::explain::heading as title;
use crate::explain::{ExplainNode, Explanation};
use crate::export::Receipt;
use crate::report::words::explain::{FIXED, NodeWords, describe_node, heading, value};
use crate::report::words::receipt::receipt_line;
use crate::terms::Lang;

/// The trees as Markdown, readable on GitHub.
pub fn explain_markdown(explanation: &Explanation<'_>, lang: Lang) -> String {
    let mut tree = TreeMarkdown {
        lang,
        depth_limit: explanation.depth.layers(),
        seen: HashSet::new(),
        text: format!("# {}\n", escaped(&title(explanation, lang))),
    };
    for (_, root) in explanation.trees {
        tree.text
            .push_str(&format!("\n## {}\n\n", escaped(&heading(root, lang))));
        tree.node(root, 0);
    }
    let line = escaped(&receipt_line(&Receipt::of(explanation.model), lang));
    tree.text.push_str(&format!("\n{line}\n"));
    tree.text.replace(FIXED, " ")
}

/// The text so far, and what has been shown in it.
struct TreeMarkdown {
    lang: Lang,
    depth_limit: Option<usize>,
    seen: HashSet<String>,
    text: String,
}

impl TreeMarkdown {
    fn node(&mut self, node: &ExplainNode, depth: usize) {
        let indent = "  ".repeat(depth);
        let deep = self.depth_limit.is_some_and(|deepest| depth >= deepest);
        let is_new = !self.seen.contains(&node.id);
        if node.is_leaf() || !deep {
            self.seen.insert(node.id.clone());
        }
        let naam = escaped(node.naam.of(self.lang));
        let value = value(node, self.lang);
        let symbol = match node.symbool.as_str() {
            "" => String::new(),
            symbol => format!(" `{symbol}`"),
        };
        self.text
            .push_str(&format!("{indent}- {naam}{symbol} = **{value}**"));
        if !is_new {
            if !node.is_leaf() {
                let above = self.lang.choose("zie hierboven", "see above");
                self.text.push_str(&format!(" ({above})"));
            }
            self.text.push('\n');
            return;
        }
        if let Some(artikel) = node.artikel {
            let (naam, url) = (artikel.name(), artikel.url());
            self.text.push_str(&format!(" · [{naam}]({url})"));
        }
        let NodeWords { lines, .. } = describe_node(node, self.lang);
        for line in lines {
            let line = match line.strip_prefix("= ") {
                Some(formula) => format!("`= {formula}`"),
                None => escaped(&line),
            };
            self.text.push_str(&format!("<br>\n{indent}  {line}"));
        }
        self.text.push('\n');
        for child in node.kinderen.iter().filter(|_| !deep) {
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
