//! Where the fields of a text stood before it was a text: cells of a sheet, or fields of
//! a file that was written again in other columns.

/// The cell behind every field of a text of commas, a line a row.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// The sheet; `None` where the rows are lines of a CSV.
    pub sheet: Option<String>,
    /// The row of every line, from 1.
    pub rows: Vec<u32>,
    /// The column of every field, from 0.
    pub columns: Vec<u32>,
    /// A field that stands in another column on every line, and that column.
    pub varying: Option<(usize, Vec<u32>)>,
}

impl Cells {
    /// The row of a line that counts from 1.
    pub fn row(&self, line: usize) -> usize {
        let known = self.rows.get(line.saturating_sub(1)).or(self.rows.last());
        known.map_or(line, |&row| row as usize)
    }

    /// The column of a field on a line that counts from 1.
    pub fn column(&self, line: usize, field: usize) -> u32 {
        if let Some((varies, columns)) = &self.varying
            && *varies == field
            && let Some(&column) = columns.get(line.saturating_sub(1))
        {
            return column;
        }
        match (self.columns.get(field), self.columns.last()) {
            (Some(&column), _) => column,
            (None, Some(&last)) => last + (field - self.columns.len()) as u32 + 1,
            (None, None) => field as u32,
        }
    }
}

/// The letters of a column that counts from 0: `A` to `Z`, then `AA`.
pub fn letters(column: u32) -> String {
    let mut left = u64::from(column) + 1;
    let mut name = Vec::new();
    while left > 0 {
        left -= 1;
        name.push(b'A' + (left % 26) as u8);
        left /= 26;
    }
    name.iter().rev().map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn a_field_stands_where_it_stood_before() {
        let mut cells = Cells {
            columns: vec![2, 3],
            ..Cells::default()
        };
        // Fields behind the last that is known go on behind it.
        assert_eq!(
            [0, 1, 2, 5].map(|field| cells.column(2, field)),
            [2, 3, 4, 7]
        );
        cells.varying = Some((1, vec![0, 8, 9]));
        assert_eq!([0, 1, 2].map(|field| cells.column(2, field)), [2, 8, 4]);
        assert_eq!(cells.column(3, 1), 9);
        assert_eq!(Cells::default().column(1, 6), 6);
    }
}
