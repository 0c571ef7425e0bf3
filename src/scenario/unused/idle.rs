//! Sources that stand with no figure.

use std::sync::Arc;

use crate::scenario::tree::node::{Node, Value};
use crate::terms::Remark;

/// What to say of the tables of one file, called `name`, that give a source and
/// no value that it could belong to: what is inherited keeps its own.
pub(crate) fn idle_sources(root: &Node, name: &str) -> Vec<Remark> {
    let mut found = Vec::new();
    collect(root, &mut Vec::new(), &mut found);
    let remark = |table| Remark::SourceWithoutFigure {
        table,
        file: name.to_owned(),
    };
    found.into_iter().map(remark).collect()
}

fn collect(node: &Node, path: &mut Vec<String>, found: &mut Vec<String>) {
    let Value::Table(entries) = &node.value else {
        return;
    };
    for (key, entry) in &**entries {
        path.push(key.clone());
        let is_own = !Arc::ptr_eq(&entry.node.provenance, &node.provenance);
        let is_table = matches!(entry.node.value, Value::Table(_));
        if is_own && is_table && !has_value(&entry.node) {
            found.push(path.join("."));
        } else {
            collect(&entry.node, path, found);
        }
        path.pop();
    }
}

fn has_value(node: &Node) -> bool {
    let mut found = false;
    node.for_each_leaf(&mut |_, _| found = true);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::source::Source;
    use crate::scenario::tree::parse::parse;

    #[test]
    fn a_source_is_for_the_figures_below_it_at_any_depth() {
        let told = |text: &str| {
            let root = parse(&Source::embedded("s.toml", text)).unwrap();
            idle_sources(&root, "s.toml").len()
        };
        assert_eq!(told("[prestatie]\nbron = \"brief\"\n"), 1);
        assert_eq!(
            told("[prestatie]\nstatus = \"aanname\"\n[index]\nbron = \"x\"\n"),
            2
        );
        assert_eq!(told("[instroom.pad]\nbron = \"brief\"\n"), 1);
        assert_eq!(told("[prestatie]\nbron = \"brief\"\naandeel = 0.1\n"), 0);
        assert_eq!(
            told("[instroom]\nbron = \"x\"\n[instroom.pad.asielstatushouder]\n2027 = 1\n"),
            0
        );
        assert_eq!(told("bron = \"brief\"\n[prestatie]\n"), 0);
    }
}
