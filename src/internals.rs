//! The rooms, as tests, benches and fuzzing reach them by the feature `internals`. What
//! is in them is not for others: it changes without notice.

pub mod account {
    pub use crate::account::*;
}

pub mod check {
    pub use crate::check::*;
}

#[cfg(feature = "cli")]
pub mod cli {
    pub use crate::cli::*;
}

pub mod columns {
    pub use crate::columns::*;
}

pub mod compare {
    pub use crate::compare::*;
}

pub mod exact {
    pub use crate::exact::*;
}

pub mod explain {
    pub use crate::explain::*;
}

pub mod export {
    pub use crate::export::*;
}

pub mod factors {
    pub use crate::factors::*;
}

pub mod gemeente {
    pub use crate::gemeente::*;
}

pub mod import {
    pub use crate::import::*;
}

pub mod input {
    pub use crate::input::*;
}

pub mod model {
    pub use crate::model::*;
}

pub mod people {
    pub use crate::people::*;
}

pub mod projection {
    pub use crate::projection::*;
}

pub mod question {
    pub use crate::question::*;
}

#[cfg(feature = "report")]
pub mod report {
    pub use crate::report::*;
}

pub mod scenario {
    pub use crate::scenario::*;
}

pub mod simulate {
    pub use crate::simulate::*;
}

pub mod study {
    pub use crate::study::*;
}

pub mod terms {
    pub use crate::terms::*;
}

pub mod uitkering {
    pub use crate::uitkering::*;
}
