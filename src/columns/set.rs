//! Some of the columns, as the compiler can work them out: arrays of a fixed length are
//! made from them.

use super::register::Column;

/// Some of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSet([bool; Column::ALL.len()]);

impl ColumnSet {
    /// None of them.
    pub const NONE: Self = Self([false; Column::ALL.len()]);

    /// Money that no other columns add up to.
    pub const BASE: Self = {
        let (mut set, mut index) = (Self::NONE, 0);
        while index < Column::ALL.len() {
            set.0[index] = Column::ALL[index].is_base();
            index += 1;
        }
        set
    };

    /// Those of which a simulation keeps the distribution.
    pub const KEPT: Self = {
        let (mut set, mut index) = (Self::NONE, 0);
        while index < Column::ALL.len() {
            set.0[index] = Column::ALL[index].definition().is_kept;
            index += 1;
        }
        set
    };

    /// The same and these.
    #[must_use]
    pub const fn and(mut self, columns: &[Column]) -> Self {
        let mut index = 0;
        while index < columns.len() {
            self.0[columns[index] as usize] = true;
            index += 1;
        }
        self
    }

    /// How many they are.
    pub const fn len(self) -> usize {
        let (mut count, mut index) = (0, 0);
        while index < self.0.len() {
            count += self.0[index] as usize;
            index += 1;
        }
        count
    }

    /// Whether there are none.
    #[cfg(any(test, feature = "internals"))]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// They, in the order of `all`, which holds every column.
    ///
    /// # Panics
    /// If `N` is not how many they are: for a constant, while compiling.
    pub const fn in_order_of<const N: usize>(self, all: &[Column]) -> [Column; N] {
        let mut list = [all[0]; N];
        let (mut count, mut index) = (0, 0);
        while index < all.len() {
            if self.0[all[index] as usize] {
                list[count] = all[index];
                count += 1;
            }
            index += 1;
        }
        assert!(count == N, "a list of another length");
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_lists_its_columns_in_the_order_that_is_asked() {
        let set = ColumnSet::NONE.and(&[Column::Saldo, Column::Kas, Column::Kas]);
        assert_eq!(set.len(), 2);
        let list: [Column; 2] = set.in_order_of(Column::ALL);
        assert_eq!(list, [Column::Kas, Column::Saldo]);
    }
}
