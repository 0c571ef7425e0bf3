//! An explanation as text: a tree with the sums written out, to be redone with
//! a pocket calculator.

use std::collections::{BTreeSet, HashSet};

use crate::explain::{Article, ExplainDepth, ExplainNode, Explanation};
use crate::export::Receipt;
use crate::report::words::explain::{FIXED, NodeWords, describe_node};
use crate::report::words::receipt::receipt_line;
use crate::terms::{Lang, Width};

/// No line is wider, unless a word is.
const WIDTH: usize = 100;
/// What is left for text at the least, however deep the tree.
const NARROWEST: usize = 30;
/// And on a screen, where no line may be wider than that.
const LEAST: usize = 20;
/// What stands before a line that goes on from the one above.
const HANGING: &str = "    ";

/// Which gemeente, year and scenario.
pub(crate) fn heading(explanation: &Explanation<'_>, lang: Lang) -> String {
    let Explanation {
        model, place, jaar, ..
    } = explanation;
    let place = place.name(&model.gemeenten);
    format!("{} · {jaar} · {}", place.of(lang), model.scenario.naam)
}

/// The trees as text, with the articles and the receipt below them.
pub fn explain_text(explanation: &Explanation<'_>, lang: Lang, screen: Width) -> String {
    let mut tree = TreeText {
        lang,
        width: screen.at_most(WIDTH).columns().unwrap_or(WIDTH),
        cuts: screen.columns().is_some(),
        depth: explanation.depth,
        seen: HashSet::new(),
        artikelen: BTreeSet::new(),
        text: screen.wrapped(&format!(
            "{} {}\n",
            lang.choose(
                "Hoe komt dit bedrag tot stand?",
                "How does this amount come about?"
            ),
            heading(explanation, lang),
        )),
    };
    for (_, root) in explanation.trees {
        tree.text.push('\n');
        tree.node(root, "", "", 0);
    }
    let TreeText {
        mut text,
        artikelen,
        ..
    } = tree;
    if explanation.depth == ExplainDepth::Overview {
        let hint = screen.at_most(WIDTH);
        text.push_str(&hint.wrapped(lang.choose(
            "\nDieper: --depth 3 voor drie lagen, --depth alles tot en met elke bron, --veld voor \
             een van deze bedragen.\n",
            "\nDeeper: --depth 3 for three layers, --depth all down to every source, --veld for one \
             of these amounts.\n",
        )));
    } else if !artikelen.is_empty() {
        text.push_str(lang.choose("\nArtikelen:\n", "\nArticles:\n"));
        let widest = artikelen.iter().map(|(naam, _)| naam.chars().count()).max();
        let width = widest.unwrap_or(0);
        for (naam, url) in &artikelen {
            text.push_str(&screen.wrapped(&format!("  {naam:<width$}  {url}\n")));
        }
    }
    let receipt = receipt_line(&Receipt::of(explanation.model), lang);
    text.push_str(&screen.wrapped(&format!("\n{receipt}\n")));
    text
}

/// The text so far, and what has been shown in it.
struct TreeText {
    lang: Lang,
    width: usize,
    /// Whether a word that is wider than its place is cut: on a screen it would be anyway,
    /// at the edge and in the middle of the tree.
    cuts: bool,
    depth: ExplainDepth,
    seen: HashSet<String>,
    artikelen: BTreeSet<(String, String)>,
    text: String,
}

impl TreeText {
    /// Writes a node behind `first`; everything below it stands behind `rest`.
    fn node(&mut self, node: &ExplainNode, first: &str, rest: &str, depth: usize) {
        let NodeWords { heading, lines } = describe_node(node, self.lang);
        let deep = self.depth.layers().is_some_and(|deepest| depth >= deepest);
        let is_new = !self.seen.contains(&node.id);
        if node.is_leaf() || !deep {
            self.seen.insert(node.id.clone());
        }
        let artikel = node.artikel.filter(|_| is_new);
        let article = artikel.map_or_else(String::new, |artikel| self.article(artikel));
        if !is_new && !node.is_leaf() {
            let above = self.lang.choose("zie hierboven", "see above");
            let above = above.replace(' ', FIXED);
            self.line(first, rest, &format!("{heading} ({above})"));
            return;
        }
        self.line(first, rest, &format!("{heading}{article}"));
        if !is_new {
            return;
        }
        let children = if deep { &[][..] } else { &node.kinderen[..] };
        let inside = format!("{rest}{}", if children.is_empty() { "  " } else { "│ " });
        // What a number follows from at the edge of an overview is for who goes on.
        let is_overview = self.depth == ExplainDepth::Overview;
        let shown = match (is_overview, deep) {
            (true, true) => 0,
            // The numbers of the sum stand on the lines below it.
            (true, false) => 1,
            (false, _) => lines.len(),
        };
        for line in lines.iter().take(shown) {
            self.line(&inside, &inside, line);
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
        let naam = artikel.name();
        let text = format!(" ·{FIXED}{}", naam.replace(' ', FIXED));
        self.artikelen.insert((naam, artikel.url()));
        text
    }

    /// Writes text between its margin and the width; what does not fit goes on
    /// below, a little to the right.
    fn line(&mut self, first: &str, rest: &str, text: &str) {
        let least = if self.cuts { LEAST } else { NARROWEST };
        let room = self.width.saturating_sub(first.chars().count()).max(least);
        if text.len() <= room || text.chars().count() <= room {
            self.text.push_str(first);
            self.push(text);
            return;
        }
        let mut margin = first;
        let mut hanging = "";
        let mut line = String::new();
        for (blank, word) in self.pieces(text, room) {
            let wanted = line.chars().count() + blank.len() + word.chars().count();
            if !line.is_empty() && wanted + hanging.len() > room {
                self.push(&format!("{margin}{hanging}{line}"));
                (margin, hanging) = (rest, HANGING);
                line.clear();
            }
            if !line.is_empty() {
                line.push_str(blank);
            }
            line.push_str(&word);
        }
        self.push(&format!("{margin}{hanging}{line}"));
    }

    /// The words of a text, each with what stands before it; one that is wider than its
    /// place in pieces that are not, where words are cut.
    fn pieces(&self, text: &str, room: usize) -> Vec<(&'static str, String)> {
        let room = room - HANGING.len();
        let mut pieces = Vec::new();
        for word in text.split(' ') {
            let fits = |word: &str| word.chars().count() <= room;
            if !self.cuts || fits(word) {
                pieces.push((" ", word.to_owned()));
                continue;
            }
            for part in word.split(FIXED) {
                let letters: Vec<char> = part.chars().collect();
                let mut blank = " ";
                for piece in letters.chunks(room) {
                    pieces.push((blank, piece.iter().collect()));
                    blank = "";
                }
            }
        }
        pieces
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
