//! What begins work of one's own: a scenario, and figures as people have them.

pub(crate) mod import;
pub(crate) mod init;
