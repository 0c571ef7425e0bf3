//! The memory that questions and answers on their way may take together.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Memory is shared out in pieces of so many bytes.
pub(in crate::serve) const PIECE: usize = 64 << 10;

/// The memory that what comes in and goes out may take together.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Room(Arc<Semaphore>);

impl Room {
    /// So many bytes.
    pub fn of(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes / PIECE)))
    }

    /// Room for so many bytes, given back with what is returned; `None` where there is none.
    pub fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let pieces = u32::try_from(bytes.div_ceil(PIECE)).ok()?;
        Arc::clone(&self.0).try_acquire_many_owned(pieces).ok()
    }
}

/// What came in, for as long as someone needs it.
#[derive(Debug)]
pub(in crate::serve) struct Along {
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// The room that they take.
    pub _room: Option<OwnedSemaphorePermit>,
}
