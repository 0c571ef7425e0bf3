//! The words of a comparison: more money that comes is a gain, more costs or a
//! larger deficit is none.

use crate::compare::{GroupEffect, MoneyColumn};
use crate::terms::Lang;

/// How a column is talked about.
pub(crate) struct ComparisonWords<'a> {
    pub veld: &'a MoneyColumn,
    /// The letter of the scenario that is held against the first.
    pub letter: &'a str,
    pub taal: Lang,
}

impl ComparisonWords<'_> {
    /// One text for money that comes, another for any other column.
    fn of<T>(&self, geld: (T, T), anders: (T, T)) -> T {
        let (nl, en) = if self.veld.column.is_gain() {
            geld
        } else {
            anders
        };
        self.taal.choose(nl, en)
    }

    /// For how many gemeenten it is more, less and about the same.
    pub fn tally(&self, one: &GroupEffect) -> String {
        let (more, less, same) = (one.winnaars, one.verliezers, one.gelijk());
        let b = self.letter;
        let (gemeenten, krijgen, receive) = match more {
            1 => ("gemeente", "krijgt", "receives"),
            _ => ("gemeenten", "krijgen", "receive"),
        };
        self.of(
            (
                format!("{more} {gemeenten} {krijgen} in {b} meer, {less} minder, {same} (nagenoeg) hetzelfde."),
                format!("{more} {gemeenten} {receive} more in {b}, {less} less, {same} (about) the same."),
            ),
            (
                format!("In {b} hoger bij {more} {gemeenten}, lager bij {less}, (nagenoeg) hetzelfde bij {same}."),
                format!("Higher in {b} for {more} {gemeenten}, lower for {less}, (about) the same for {same}."),
            ),
        )
    }

    /// The title of who sees a change.
    pub fn who(&self) -> &'static str {
        self.of(
            ("Wie wint en wie verliest", "Who gains and who loses"),
            (
                "Bij wie het hoger en bij wie het lager is",
                "For whom it is higher and for whom lower",
            ),
        )
    }

    /// The heads of the counts of gemeenten.
    pub fn heads(&self) -> [&'static str; 2] {
        self.of(
            (["winst", "verlies"], ["gain", "lose"]),
            (["hoger", "lager"], ["higher", "lower"]),
        )
    }

    /// The titles of those at either end.
    pub fn extremes(&self) -> [&'static str; 2] {
        self.of(
            (
                ["Grootste winst", "Grootste verlies"],
                ["Largest gains", "Largest losses"],
            ),
            (
                ["Grootste stijging", "Grootste daling"],
                ["Largest rises", "Largest falls"],
            ),
        )
    }

    /// What to know where only whole people tell one gemeente from another.
    pub fn afronding(&self) -> String {
        let text = afronding(self.taal);
        let [gain, other] = self.taal.choose(
            [
                "Wie wint en wie verliest",
                "Bij wie het hoger en bij wie het lager is,",
            ],
            [
                "Who gains and who loses",
                "For whom it is higher and for whom lower",
            ],
        );
        match self.veld.column.is_gain() {
            true => text.to_owned(),
            false => text.replacen(gain, other, 1),
        }
    }

    /// What is counted in draws.
    pub fn fewer(&self) -> String {
        let b = self.letter;
        self.of(
            (
                format!("Aantal gemeenten dat in {b} minder krijgt:"),
                format!("Number of gemeenten that receive less in {b}:"),
            ),
            (
                format!("Aantal gemeenten waar het in {b} lager is:"),
                format!("Number of gemeenten for which it is lower in {b}:"),
            ),
        )
    }
}

/// What gemeenten that are counted as the same may differ by.
pub fn nearly_word(taal: Lang) -> &'static str {
    taal.choose(
        "minder dan 0,01% verschil, of hooguit een cent per inwoner",
        "less than 0.01% difference, or a cent per inhabitant at most",
    )
}

/// What to know where only whole people tell one gemeente from another.
pub fn afronding(taal: Lang) -> &'static str {
    taal.choose(
        "Wie wint en wie verliest is hier afronding op hele personen: het model verdeelt mensen in \
         beide scenario’s naar inwoners. Met eigen aantallen per gemeente worden de verschillen echt.",
        "Who gains and who loses is a matter of rounding to whole people here: in both scenarios the \
         model spreads people by inhabitants. With numbers of each gemeente the differences become real.",
    )
}
