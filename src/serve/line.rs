//! Who is next: so many places to work at, and a line of who waits for one, in which each
//! client stands once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// More than this many in a line are looked through for those that left.
const MANY: usize = 256;

/// Places to work at, and who waits for one.
#[derive(Debug)]
pub(super) struct Line(Mutex<State>);

#[derive(Debug)]
struct State {
    free: usize,
    waiting: VecDeque<Waiting>,
}

/// Someone who waits.
#[derive(Debug)]
struct Waiting {
    who: Option<String>,
    go: oneshot::Sender<Place>,
}

/// A place to work at; the next in line has it once this is no longer there.
#[derive(Debug)]
pub(super) struct Place(Option<Arc<Line>>);

impl Line {
    /// A line for so many places.
    pub fn of(places: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            free: places,
            waiting: VecDeque::new(),
        })))
    }

    /// Waits for a place. Who waits already and asks something newer keeps its place in the
    /// line: otherwise a slider that moves faster than the line would never be answered.
    /// `None` for the older question.
    pub async fn place(self: &Arc<Self>, who: Option<&str>) -> Option<Place> {
        let told = {
            let mut state = self.held();
            if state.free > 0 {
                state.free -= 1;
                return Some(Place(Some(Arc::clone(self))));
            }
            let (go, told) = oneshot::channel();
            if state.waiting.len() > MANY {
                state.waiting.retain(|one| !one.go.is_closed());
            }
            let mut waiting = state.waiting.iter_mut();
            let own = waiting.find(|one| who.is_some() && one.who.as_deref() == who);
            match own {
                Some(own) => own.go = go,
                None => state.waiting.push_back(Waiting {
                    who: who.map(str::to_owned),
                    go,
                }),
            }
            told
        };
        told.await.ok()
    }

    /// Gives a place on to the next that is still there.
    fn give(self: Arc<Self>) {
        loop {
            let next = {
                let mut state = self.held();
                let next = state.waiting.pop_front();
                if next.is_none() {
                    state.free += 1;
                }
                next
            };
            let Some(next) = next else {
                return;
            };
            match next.go.send(Place(Some(Arc::clone(&self)))) {
                Ok(()) => return,
                // It left: the place is still to be given.
                Err(mut place) => drop(place.0.take()),
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(line) = self.0.take() {
            line.give();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_newer_question_takes_the_place_of_the_older_one() {
        let line = Line::of(1);
        let mut first = pin!(line.place(Some("eerste")));
        let Poll::Ready(Some(place)) = poll(first.as_mut()) else {
            panic!("there is a place");
        };
        let mut older = pin!(line.place(Some("ik")));
        let mut other = pin!(line.place(Some("ander")));
        assert!(poll(older.as_mut()).is_pending() && poll(other.as_mut()).is_pending());
        let mut newer = pin!(line.place(Some("ik")));
        assert!(poll(newer.as_mut()).is_pending());
        assert!(matches!(poll(older.as_mut()), Poll::Ready(None)));
        drop(place);
        let Poll::Ready(Some(place)) = poll(newer.as_mut()) else {
            panic!("it came before the other");
        };
        assert!(poll(other.as_mut()).is_pending());
        drop(place);
        assert!(matches!(poll(other.as_mut()), Poll::Ready(Some(_))));
    }

    #[test]
    fn who_left_is_not_waited_for_and_no_place_is_lost() {
        let line = Line::of(1);
        let mut first = pin!(line.place(None));
        let Poll::Ready(Some(place)) = poll(first.as_mut()) else {
            panic!("there is a place");
        };
        let mut gone = Box::pin(line.place(None));
        assert!(poll(gone.as_mut()).is_pending());
        let mut next = Box::pin(line.place(None));
        assert!(poll(next.as_mut()).is_pending());
        drop(gone);
        drop(place);
        // Given, and left before it was taken.
        drop(next);
        let mut last = pin!(line.place(None));
        assert!(matches!(poll(last.as_mut()), Poll::Ready(Some(_))));
    }
}
