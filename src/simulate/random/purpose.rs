//! What a random stream is for.

/// The quantity that a stream draws; one of the five parts of its key.
///
/// The number of a purpose is part of every random number drawn under it, so
/// it never changes and is never used again: a new purpose takes a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Purpose {
    /// National number of asylum status holders who must integrate.
    NationalAsiel = 1,
    /// National number of family migrants who must integrate.
    NationalGezin = 2,
    /// National number of the others who must integrate.
    NationalOverig = 3,
    /// Error of the forecast behind a payment.
    Forecast = 4,
    /// Lasting difference of a gemeente from what its size predicts.
    Realisation = 5,
    /// Arrivals in a gemeente in a year.
    Arrivals = 6,
    /// Choice of the learning route.
    Route = 7,
    /// Completion of the integration within the term.
    Completion = 8,
    /// Moves between gemeenten.
    Moves = 9,
    /// Resampling of observed data.
    Bootstrap = 10,
    /// Where those who move go.
    Destinations = 11,
    /// Lasting difference of a gemeente in how many complete.
    LastingCompletion = 12,
    /// Lasting difference of a gemeente in what it spends.
    LastingCosts = 13,
    /// Lasting difference of a gemeente in who is on the Z-route.
    LastingZRoute = 14,
    /// How far a figure with a range is off.
    Assumption = 21,
    /// Which points of a design of many runs are taken.
    Design = 20,
}

#[cfg(test)]
mod tests {
    use super::Purpose;

    #[test]
    fn numbers_stay_as_they_are() {
        let numbered = [
            (Purpose::NationalAsiel, 1),
            (Purpose::NationalGezin, 2),
            (Purpose::NationalOverig, 3),
            (Purpose::Forecast, 4),
            (Purpose::Realisation, 5),
            (Purpose::Arrivals, 6),
            (Purpose::Route, 7),
            (Purpose::Completion, 8),
            (Purpose::Moves, 9),
            (Purpose::Bootstrap, 10),
            (Purpose::Destinations, 11),
            (Purpose::LastingCompletion, 12),
            (Purpose::LastingCosts, 13),
            (Purpose::LastingZRoute, 14),
            (Purpose::Design, 20),
            (Purpose::Assumption, 21),
        ];
        for (purpose, number) in numbered {
            assert_eq!(purpose as u8, number);
        }
    }
}
