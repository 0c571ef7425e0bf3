//! The letters of scenarios beside each other, and of the columns of a sheet.

/// `A` for place 0, `B`, ... `Z`, `AA`.
pub(crate) fn letter(place: impl Into<usize>) -> String {
    let place = place.into();
    let last = char::from(b'A' + (place % 26) as u8);
    let before = (place / 26).checked_sub(1).map(letter);
    before.unwrap_or_default() + &last.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_z_come_two_letters() {
        let letters = [0_usize, 25, 26, 701, 702].map(letter);
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
