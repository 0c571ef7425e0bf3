//! The columns of `spuk run`, every one of them declared once.
//!
//! Whoever shows, compares, keeps or checks a column takes its name, its unit and its
//! words from here, so that they are the same everywhere and a new column is missing
//! nowhere. What a column comes to in a year is a matter of the run:
//! `projection/columns.rs` has an arm for each.

mod column;
mod definition;
mod key;
mod order;
mod register;
mod set;

pub use definition::{Definition, MoreIs, Span, SumOf, Unit};
pub use key::{KeyColumn, SCENARIO};
pub use order::{HEADLINES, READING, in_order};
pub use register::Column;
pub use set::ColumnSet;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::terms::Lang;

    #[test]
    fn every_column_is_found_by_its_name() {
        for &column in Column::ALL {
            assert_eq!(Column::named(column.name()), Some(column));
        }
        assert_eq!(Column::named("kasgeld"), None);
    }

    #[test]
    fn a_heading_names_one_column() {
        for lang in Lang::ALL {
            let headings = Column::ALL.iter().map(|column| column.heading(lang));
            let different: HashSet<&str> = headings.collect();
            assert_eq!(different.len(), Column::ALL.len());
        }
    }

    #[test]
    fn columns_of_one_unit_add_up_and_never_to_themselves() {
        for &column in Column::ALL {
            let sum = column.definition().sum_of;
            for &part in sum.plus.iter().chain(sum.minus) {
                assert_eq!(part.definition().unit, column.definition().unit, "{column}");
                assert!(!part.terms().iter().any(|&(term, _)| term == column));
            }
        }
    }

    #[test]
    fn a_meaning_is_one_sentence_in_either_language() {
        for &column in Column::ALL {
            for lang in Lang::ALL {
                let meaning = column.meaning(lang);
                assert!(
                    meaning.ends_with('.') && !meaning.contains(". "),
                    "{meaning}"
                );
            }
        }
    }
}
