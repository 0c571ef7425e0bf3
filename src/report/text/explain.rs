//! An explanation as text: a tree with the sums written out, to be redone with
//! a pocket calculator.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::explain::{Article, ExplainField, ExplainNode};
use crate::export::Receipt;
use crate::model::Model;
use crate::report::words::explain::{FIXED, NodeWords, describe_node};
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// No line is wider, unless a word is.
const WIDTH: usize = 100;
/// What is left for text at the least, however deep the tree.
const NARROWEST: usize = 30;

/// What is shown of an explanation.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// The scenario.
    pub model: &'a Model,
    /// The gemeente, by its place in the list.
    pub gemeente: usize,
    /// The year.
    pub jaar: Jaar,
    /// The trees.
    pub bomen: &'a [(ExplainField, Arc<ExplainNode>)],
    /// How deep to go; `None` down to the sources.
    pub diepte: Option<usize>,
}

impl Explanation<'_> {
    /// Which gemeente, year and scenario.
    pub(crate) fn kop(&self) -> String {
        let gemeente = self.model.gemeenten.label(self.gemeente);
        format!("{gemeente} · {} · {}", self.jaar, self.model.scenario.naam)
    }
}

/// The trees as text, with the articles and the receipt below them.
pub fn explain_text(uitleg: &Explanation<'_>, taal: Lang) -> String {
    let mut tree = TreeText {
        taal,
        diepte: uitleg.diepte,
        seen: HashSet::new(),
        artikelen: BTreeSet::new(),
        text: format!(
            "{} {}\n",
            taal.choose(
                "Hoe komt dit bedrag tot stand?",
                "How does this amount come about?"
            ),
            uitleg.kop(),
        ),
    };
    for (_, root) in uitleg.bomen {
        tree.text.push('\n');
        tree.node(root, "", "", 0);
    }
    let TreeText {
        mut text,
        artikelen,
        ..
    } = tree;
    if !artikelen.is_empty() {
        text.push_str(taal.choose("\nArtikelen:\n", "\nArticles:\n"));
        let widest = artikelen.iter().map(|(naam, _)| naam.chars().count()).max();
        let width = widest.unwrap_or(0);
        for (naam, url) in &artikelen {
            text.push_str(&format!("  {naam:<width$}  {url}\n"));
        }
    }
    text.push_str(&format!("\n{}\n", Receipt::of(uitleg.model).line(taal)));
    text
}

/// The text so far, and what has been shown in it.
struct TreeText {
    taal: Lang,
    diepte: Option<usize>,
    seen: HashSet<String>,
    artikelen: BTreeSet<(String, String)>,
    text: String,
}

impl TreeText {
    /// Writes a node behind `first`; everything below it stands behind `rest`.
    fn node(&mut self, knoop: &ExplainNode, first: &str, rest: &str, depth: usize) {
        let NodeWords { kop, regels } = describe_node(knoop, self.taal);
        let deep = self.diepte.is_some_and(|deepest| depth >= deepest);
        let is_new = !self.seen.contains(&knoop.id);
        if knoop.is_leaf() || !deep {
            self.seen.insert(knoop.id.clone());
        }
        let artikel = knoop.artikel.filter(|_| is_new);
        let article = artikel.map_or_else(String::new, |artikel| self.article(artikel));
        if !is_new && !knoop.is_leaf() {
            let above = self.taal.choose("zie hierboven", "see above");
            let above = above.replace(' ', FIXED);
            self.line(first, rest, &format!("{kop} ({above})"));
            return;
        }
        self.line(first, rest, &format!("{kop}{article}"));
        if !is_new {
            return;
        }
        let children = if deep { &[][..] } else { &knoop.kinderen[..] };
        let inside = format!("{rest}{}", if children.is_empty() { "  " } else { "│ " });
        for regel in regels {
            self.line(&inside, &inside, &regel);
        }
        for (number, child) in children.iter().enumerate() {
            let (branch, below) = if number + 1 == children.len() {
                ("└─ ", "   ")
            } else {
                ("├─ ", "│  ")
            };
            let first = format!("{rest}{branch}");
            self.node(child, &first, &format!("{rest}{below}"), depth + 1);
        }
    }

    fn article(&mut self, artikel: Article) -> String {
        let naam = artikel.naam();
        let text = format!(" ·{FIXED}{}", naam.replace(' ', FIXED));
        self.artikelen.insert((naam, artikel.url()));
        text
    }

    /// Writes text between its margin and the width; what does not fit goes on
    /// below, a little to the right.
    fn line(&mut self, first: &str, rest: &str, text: &str) {
        let room = WIDTH.saturating_sub(first.chars().count()).max(NARROWEST);
        if text.len() <= room || text.chars().count() <= room {
            self.text.push_str(first);
            self.push(text);
            return;
        }
        let mut margin = first;
        let mut hanging = "";
        let mut line = String::new();
        for word in text.split(' ') {
            let wanted = line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && wanted + hanging.len() > room {
                self.push(&format!("{margin}{hanging}{line}"));
                (margin, hanging) = (rest, "    ");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.push(&format!("{margin}{hanging}{line}"));
    }

    fn push(&mut self, line: &str) {
        for (number, piece) in line.split(FIXED).enumerate() {
            if number > 0 {
                self.text.push(' ');
            }
            self.text.push_str(piece);
        }
        self.text.push('\n');
    }
}
