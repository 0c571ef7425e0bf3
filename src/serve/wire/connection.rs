//! Connections: taken in, bounded in number and in patience, and finished when the
//! process is asked to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::patience::Patient;
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::serve::bench::Bench;
use crate::terms::Text;

/// Connections at once; who comes later waits until one ends.
const CONNECTIONS: usize = 2048;

/// Files that a process needs besides its connections, at most: what questions read, and
/// what it listens with.
const BESIDE: usize = 256;

/// As long as this a connection may be silent before a question is whole.
const SILENCE: Duration = Duration::from_secs(10);

/// As long as this what runs may go on once the process is asked to stop.
const FAREWELL: Duration = Duration::from_secs(30);

/// Bytes of the head of a question.
const LARGEST_HEAD: usize = 64 << 10;

/// After a connection that could not be taken in, such as for want of files.
const PAUSE: Duration = Duration::from_millis(50);

/// Listens until the process is asked to stop.
///
/// # Errors
/// An address that cannot be listened on.
pub(in crate::serve) async fn listen(
    address: SocketAddr,
    bench: Arc<Bench>,
    ready: impl FnOnce(SocketAddr) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let bound = match TcpListener::bind(address).await {
        Ok(listener) => listener.local_addr().map(|own| (listener, own)),
        Err(error) => Err(error),
    };
    let (listener, own) = bound.map_err(|error| {
        let why = refusal(&error);
        let message = Text::new(
            format!("op {address} kan niet worden geluisterd: {why}"),
            format!("{address} cannot be listened on: {why:#}"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "kies een andere poort met --port; 0 is een die vrij is",
            "choose another port with --port; 0 is any that is free",
        ))
    })?;
    // Before anyone hears that it is ready: who then asks it to stop is heard.
    let stopping = asked_to_stop();
    tokio::pin!(stopping);
    ready(own)?;
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(allowed_connections()));
    loop {
        let taken = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            taken = taken => taken,
            () = &mut stopping => break,
        };
        let Ok((stream, peer)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        // An answer is one piece; waiting for more would only cost time.
        let _ = stream.set_nodelay(true);
        let bench = Arc::clone(&bench);
        let service = service_fn(move |request| Arc::clone(&bench).handle(request, peer.ip()));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(SILENCE)
            .max_buf_size(LARGEST_HEAD)
            .serve_connection(TokioIo::new(Patient::new(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            // Who breaks off has nobody left to tell.
            let _ = connection.await;
        });
    }
    drop(listener);
    let finished = graceful.shutdown();
    tokio::pin!(finished);
    if timeout(FAREWELL, &mut finished).await.is_err() {
        bench.work.close();
        let _ = timeout(FAREWELL, finished).await;
    }
    Ok(())
}

/// As many connections as this process is allowed, [`CONNECTIONS`] at most. Each is an open
/// file: systems begin with some thousand and let a process ask for more. Where there were
/// no more than connections, a question could not read its scenario.
fn allowed_connections() -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let wanted = (CONNECTIONS + BESIDE) as u64;
        let mut limit = getrlimit(Resource::Nofile);
        if limit.current.is_some_and(|now| now < wanted) {
            let most = limit.maximum.unwrap_or(wanted);
            limit.current = Some(wanted.min(most));
            // Where that is refused there are as many as there were.
            let _ = setrlimit(Resource::Nofile, limit);
        }
        let files = getrlimit(Resource::Nofile).current;
        let files = files.and_then(|files| usize::try_from(files).ok());
        let files = files.unwrap_or(usize::MAX);
        CONNECTIONS.min(files.saturating_sub(BESIDE)).max(1)
    }
    #[cfg(not(unix))]
    CONNECTIONS
}

/// When the process is asked to stop: Ctrl-C, or what a manager of services sends.
async fn asked_to_stop() {
    let pressed = async {
        // Where Ctrl-C cannot be heard, the machine ends the process itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = pressed => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    pressed.await;
}
