//! Leaves: figures of the scenario with the file and line that they stand in.

use std::sync::Arc;

use crate::exact::fraction::Exact;
use crate::explain::context::Context;
use crate::explain::key::NodeKey;
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::model::BRON_DEFAULT;
use crate::scenario::Status;
use crate::terms::Text;

impl Context<'_> {
    /// Source and place of a key of the scenario; `None` where it is not there.
    pub fn origin(&self, key: &str) -> Option<ExplainOrigin> {
        let keys: Vec<&str> = key.split('.').collect();
        let node = self.model.scenario.tree().get(&keys)?;
        let place = node.place();
        let origin = ExplainOrigin {
            sleutel: Some(key.to_owned()),
            gefit: node.provenance.gefit.as_deref().map(str::to_owned),
            tussen: node.provenance.tussen.as_deref().cloned(),
            ..ExplainOrigin::new(Text::clone(&node.provenance.bron), node.provenance.status)
        };
        Some(origin.in_line(&place.source.name, place.line()))
    }

    /// A figure of the scenario.
    pub fn figure(&self, key: &str, label: NodeLabel, value: Exact) -> Arc<ExplainNode> {
        self.node(NodeKey::Figure(key.to_owned()), || {
            let carried = || self.model.scenario.carried_to(key);
            let usual = || {
                let bron = carried().unwrap_or(BRON_DEFAULT);
                ExplainOrigin::new(bron, Status::Aanname)
            };
            label.leaf(value, self.origin(key).unwrap_or_else(usual))
        })
    }

    /// A number without a key of its own, and why it is what it is.
    pub fn given(
        &self,
        key: NodeKey,
        label: NodeLabel,
        value: Exact,
        origin: ExplainOrigin,
    ) -> Arc<ExplainNode> {
        self.node(key, || label.leaf(value, origin))
    }
}
