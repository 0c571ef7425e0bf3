//! Names of gemeenten, as people compare them.

/// Names that everyone uses for a gemeente with another name.
const POPULAR: [(&str, &str); 2] = [
    ("den haag", "'s-gravenhage"),
    ("den bosch", "'s-hertogenbosch"),
];

/// A name without what the CBS puts behind one that there is more than once: `(L.)`.
pub(super) fn without_suffix(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// A name as it is compared: without capitals, and the one that people use as the one
/// that the CBS uses.
pub(super) fn plain_name(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let popular = POPULAR.iter().find(|(name, _)| *name == lower);
    popular.map_or(lower, |&(_, official)| official.to_owned())
}

/// Whether two names are those of one gemeente, with or without what the CBS puts
/// behind a name that there is more than once.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| plain_name(without_suffix(name));
    plain(one) == plain(other)
}
