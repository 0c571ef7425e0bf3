//! What two scenarios can differ in, as a negotiator names it.

use std::fmt;

/// A part of the rules that can be taken from one scenario or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RulePart {
    /// `[prijs]`, `[index]` and the published amounts in `[bedragen]`.
    Prijs,
    /// `[[betaalritme]]`.
    Betaalritme,
    /// `[prestatie]` and the published weights.
    Prestatie,
    /// `[onderwijsroute]` and its published amounts.
    Onderwijsroute,
    /// `[korting]`.
    Korting,
    /// `[instrument]`.
    Instrument,
    /// Everything about people: instroom, counts, prognosis, taakstelling,
    /// routes, gemeenten and how they differ (`[kenmerken]`), and the share `pa` of them that is obliged.
    Aantallen,
    /// `[kosten]`.
    Kosten,
    /// `[reservering]` and `[kas]`.
    Reservering,
    /// `[[incidenteel]]`.
    Incidenteel,
}

impl RulePart {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Prijs,
        Self::Betaalritme,
        Self::Prestatie,
        Self::Onderwijsroute,
        Self::Korting,
        Self::Instrument,
        Self::Aantallen,
        Self::Kosten,
        Self::Reservering,
        Self::Incidenteel,
    ];

    /// Those from which amounts per person are derived.
    pub const BEDRAGEN: [Self; 4] = [
        Self::Prijs,
        Self::Betaalritme,
        Self::Prestatie,
        Self::Onderwijsroute,
    ];

    /// The word on the command line, in CSV and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prijs => "prijs",
            Self::Betaalritme => "betaalritme",
            Self::Prestatie => "prestatie",
            Self::Onderwijsroute => "onderwijsroute",
            Self::Korting => "korting",
            Self::Instrument => "instrument",
            Self::Aantallen => "aantallen",
            Self::Kosten => "kosten",
            Self::Reservering => "reservering",
            Self::Incidenteel => "incidenteel",
        }
    }

    /// The part that a word stands for; `instroom` is another word for `aantallen`.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "instroom" {
            return Some(Self::Aantallen);
        }
        Self::ALL.into_iter().find(|part| part.word() == word)
    }
}

impl fmt::Display for RulePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A set of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RuleParts(u16);

impl RuleParts {
    /// Whether a part is in the set.
    pub const fn has(self, part: RulePart) -> bool {
        self.0 & (1 << part as u16) != 0
    }

    /// The set with another part.
    #[must_use]
    pub const fn with(self, part: RulePart) -> Self {
        Self(self.0 | 1 << part as u16)
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The parts, in order.
    pub fn iter(self) -> impl Iterator<Item = RulePart> {
        RulePart::ALL
            .into_iter()
            .filter(move |&part| self.has(part))
    }
}

impl FromIterator<RulePart> for RuleParts {
    fn from_iter<I: IntoIterator<Item = RulePart>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), Self::with)
    }
}

/// `betaalritme` or `prijs + betaalritme`.
impl fmt::Display for RuleParts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.iter().enumerate() {
            let between = if index == 0 { "" } else { " + " };
            write!(formatter, "{between}{part}")?;
        }
        Ok(())
    }
}
