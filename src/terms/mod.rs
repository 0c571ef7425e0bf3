//! Words of the law and of its readers: years, groups and routes, languages.

pub mod jaar;
pub mod lang;
pub mod law;
pub mod legible;

pub use lang::Lang;
