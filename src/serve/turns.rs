//! Whose turn it is: few simulations that run or wait, and of every client its newest
//! question alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::stop::{Ended, Stop};

/// Simulations that run or wait.
const LINE: usize = 12;

/// Those of one address that does not say who it is.
const LINE_OF_ONE: usize = 4;

/// All that is worked on or waits.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// How many simulations there are of each address that did not say who it is.
    of_addresses: HashMap<String, usize>,
    /// The newest question of each client, and whether it is a simulation: an older one has
    /// no turn any more.
    newest: HashMap<String, (Arc<Stop>, bool)>,
    /// Every piece of work that is not done.
    all: Vec<Arc<Stop>>,
}

/// Why there is no turn.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoTurn {
    /// There are as many simulations as there may be.
    Full,
    /// So many are of who asks.
    OfOne(usize),
}

/// Who asks: a client, where it said so, at an address.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    pub client: Option<String>,
    pub address: String,
}

impl Turns {
    /// A turn for a question, which may be a simulation. The older question of a client is
    /// ended by it and gives it its turn; where there is none for it, the older goes on.
    ///
    /// # Errors
    /// Too many simulations already.
    pub fn take(&self, who: Asker, long: bool, stop: &Arc<Stop>) -> Result<Turn<'_>, NoTurn> {
        let mut state = self.held();
        match &who.client {
            Some(client) => {
                if long && state.simulations_but_of(client) >= LINE {
                    return Err(NoTurn::Full);
                }
                let newest = (Arc::clone(stop), long);
                if let Some((older, _)) = state.newest.insert(client.clone(), newest) {
                    older.end(Ended::Overtaken);
                }
            }
            None if long => {
                let own = state.of_addresses.get(&who.address);
                let own = own.copied().unwrap_or_default();
                if own >= LINE_OF_ONE {
                    return Err(NoTurn::OfOne(own));
                }
                if state.simulations() >= LINE {
                    return Err(NoTurn::Full);
                }
                state.of_addresses.insert(who.address.clone(), own + 1);
            }
            None => {}
        }
        state.all.push(Arc::clone(stop));
        Ok(Turn {
            turns: self,
            stop: Arc::clone(stop),
            who,
            long,
        })
    }

    /// Ends everything.
    pub fn close(&self) {
        for stop in &self.held().all {
            stop.end(Ended::Closing);
        }
    }

    fn held(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// All simulations.
    fn simulations(&self) -> usize {
        let of_clients = self.newest.values().filter(|(_, long)| *long).count();
        of_clients + self.of_addresses.values().sum::<usize>()
    }

    /// All of them but that of this client, whose turn its newer question takes.
    fn simulations_but_of(&self, client: &str) -> usize {
        let own = self.newest.get(client).is_some_and(|(_, long)| *long);
        self.simulations() - usize::from(own)
    }
}

/// A turn; it is given back with this value.
#[derive(Debug)]
pub(super) struct Turn<'t> {
    turns: &'t Turns,
    stop: Arc<Stop>,
    who: Asker,
    long: bool,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let is_own = |stop: &Arc<Stop>| Arc::ptr_eq(stop, &self.stop);
        let mut state = self.turns.held();
        state.all.retain(|stop| !is_own(stop));
        match &self.who.client {
            Some(client) => {
                let newest = state.newest.get(client);
                if newest.is_some_and(|(stop, _)| is_own(stop)) {
                    state.newest.remove(client);
                }
            }
            None if self.long => {
                if let Some(own) = state.of_addresses.get_mut(&self.who.address) {
                    *own -= 1;
                }
                state.of_addresses.retain(|_, own| *own > 0);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question of a client, of one address for all of them.
    fn asked<'t>(
        turns: &'t Turns,
        client: Option<&str>,
        long: bool,
    ) -> (Arc<Stop>, Result<Turn<'t>, NoTurn>) {
        let stop = Arc::<Stop>::default();
        let who = Asker {
            client: client.map(str::to_owned),
            address: "10.0.0.1".to_owned(),
        };
        let turn = turns.take(who, long, &stop);
        (stop, turn)
    }

    fn name(number: usize) -> String {
        format!("k{number}")
    }

    /// A line of as many simulations as there may be, each of a client of its own.
    fn full(turns: &Turns) -> Vec<(Arc<Stop>, Result<Turn<'_>, NoTurn>)> {
        let all = (0..LINE).map(|number| asked(turns, Some(&name(number)), true));
        all.collect()
    }

    #[test]
    fn a_newer_simulation_has_the_turn_of_the_older_one_where_the_line_is_full() {
        let turns = Turns::default();
        let mut held = full(&turns);
        assert!(held.iter().all(|(_, turn)| turn.is_ok()));
        // The first and the last: one that runs and one that waits.
        for place in [0, LINE - 1] {
            let (newer, turn) = asked(&turns, Some(&name(place)), true);
            assert!(turn.is_ok(), "{place}");
            assert_eq!(held[place].0.why(), Some(Ended::Overtaken));
            assert_eq!(newer.why(), None);
            // The older goes later than the newer came, and takes nothing along.
            held[place] = (newer, turn);
        }
        let (_, other) = asked(&turns, Some("ander"), true);
        assert_eq!(other.err(), Some(NoTurn::Full));
        let (_, nameless) = asked(&turns, None, true);
        assert_eq!(nameless.err(), Some(NoTurn::Full));
        held.pop();
        assert!(asked(&turns, Some("ander"), true).1.is_ok());
    }

    #[test]
    fn who_is_refused_loses_nothing() {
        let turns = Turns::default();
        let mut held = full(&turns);
        let (short, turn) = asked(&turns, Some("ander"), false);
        assert!(turn.is_ok());
        let (_, refused) = asked(&turns, Some("ander"), true);
        assert_eq!(refused.err(), Some(NoTurn::Full));
        assert_eq!(short.why(), None);
        // A short question ends the simulation of its client, which gives its turn to another.
        let (_, short_one) = asked(&turns, Some("k3"), false);
        assert_eq!(held[3].0.why(), Some(Ended::Overtaken));
        let (_, other) = asked(&turns, Some("nog een"), true);
        assert!(short_one.is_ok() && other.is_ok());
        held.clear();
        drop((turn, short_one, other));
        let state = turns.held();
        assert!(state.newest.is_empty() && state.of_addresses.is_empty() && state.all.is_empty());
    }

    #[test]
    fn of_one_address_there_are_few() {
        let turns = Turns::default();
        let held: Vec<_> = (0..LINE_OF_ONE)
            .map(|_| asked(&turns, None, true))
            .collect();
        assert!(held.iter().all(|(_, turn)| turn.is_ok()));
        let (_, more) = asked(&turns, None, true);
        assert_eq!(more.err(), Some(NoTurn::OfOne(LINE_OF_ONE)));
        // A client of that name is another.
        assert!(asked(&turns, Some("10.0.0.1"), true).1.is_ok());
        assert!(asked(&turns, None, false).1.is_ok());
    }
}
