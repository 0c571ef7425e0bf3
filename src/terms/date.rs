//! Days and months in words: programs read `2026-01-31`, people do not.

use jiff::civil::Date;

use super::text::Text;

/// The months, from January.
static MONTHS: [Text; 12] = [
    Text::fixed("januari", "January"),
    Text::fixed("februari", "February"),
    Text::fixed("maart", "March"),
    Text::fixed("april", "April"),
    Text::fixed("mei", "May"),
    Text::fixed("juni", "June"),
    Text::fixed("juli", "July"),
    Text::fixed("augustus", "August"),
    Text::fixed("september", "September"),
    Text::fixed("oktober", "October"),
    Text::fixed("november", "November"),
    Text::fixed("december", "December"),
];

/// The name of a month, counted from 1; `None` for any other number.
pub fn month(number: usize) -> Option<&'static Text> {
    MONTHS.get(number.checked_sub(1)?)
}

/// `31 januari 2026`.
pub fn date_in_words(date: Date) -> Text {
    let month = month(date.month().unsigned_abs().into()).cloned();
    let month = month.unwrap_or_default();
    month.map(|month| format!("{} {month} {}", date.day(), date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_people_write_it() {
        let text = date_in_words(Date::constant(2031, 3, 9));
        assert_eq!(text, Text::fixed("9 maart 2031", "9 March 2031"));
        assert_eq!(month(0), None);
        assert_eq!(month(13), None);
    }
}
