//! The orders in which columns are read.

use super::register::Column;

/// Every column in the order in which people read them: people before money, a sum
/// before its parts, what is left before where it goes. The order of the CSV is that of
/// [`Column::ALL`]. A column that is not named here comes last.
pub const READING: [Column; Column::ALL.len()] = reading(&[
    Column::Asielstatushouders,
    Column::GezinsOverig,
    Column::Onderwijsroute,
    Column::Afgerond,
    Column::AfgerondMeetellend,
    Column::UitkeringVoorlopig,
    Column::BgoVoorlopig,
    Column::BaVoorlopig,
    Column::AboVoorlopig,
    Column::UitkeringDefinitief,
    Column::BgoDefinitief,
    Column::BaDefinitief,
    Column::AboDefinitief,
    Column::Verrekening,
    Column::Incidenteel,
    Column::Kosten,
    Column::Saldo,
    Column::Reserve,
    Column::Tekort,
    Column::Terugvordering,
    Column::Kas,
]);

/// What an answer shows where it shows little: what is promised, what is paid in the end,
/// and what comes in a year.
pub const HEADLINES: [Column; 3] = [
    Column::UitkeringVoorlopig,
    Column::UitkeringDefinitief,
    Column::Kas,
];

/// [`in_order`] of all columns, made by the compiler.
const fn reading(first: &[Column]) -> [Column; Column::ALL.len()] {
    let mut all = [first[0]; Column::ALL.len()];
    let mut count = 0;
    while count < first.len() {
        all[count] = first[count];
        count += 1;
    }
    let mut index = 0;
    while index < Column::ALL.len() {
        let column = Column::ALL[index];
        if !column.is_among(first) {
            all[count] = column;
            count += 1;
        }
        index += 1;
    }
    all
}

/// The columns of `first`, then every other one that `belongs`: a reader names the
/// order that he wants, and a column that he does not know of is not lost.
pub fn in_order(
    first: &'static [Column],
    belongs: impl Fn(Column) -> bool,
) -> impl Iterator<Item = Column> {
    let others = Column::ALL.iter().copied();
    let others = others.filter(move |&column| !column.is_among(first) && belongs(column));
    first.iter().copied().chain(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_read_once() {
        for column in Column::ALL {
            let times = READING.iter().filter(|one| *one == column).count();
            assert_eq!(times, 1, "{column}");
        }
    }

    #[test]
    fn a_column_that_a_reader_does_not_name_comes_last() {
        let first = &[Column::Kas, Column::Kosten];
        let all: Vec<Column> = in_order(first, |column| column == Column::Saldo).collect();
        assert_eq!(all, [Column::Kas, Column::Kosten, Column::Saldo]);
    }
}
