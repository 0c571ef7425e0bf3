//! The server: where it listens and for whom, and that it answers until it is asked to stop.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;

use super::bench::Bench;
use super::own::save::Saved;
use super::program::Program;
use super::wire::connection;
use super::wire::gate::{Gate, Outer, is_loopback};
use super::work::Work;
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::terms::{Lang, Text};

/// Where and for whom the workbench is.
#[derive(Debug, Clone)]
pub struct Workbench {
    /// The address to listen on, or a name of it.
    pub host: String,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Where visitors find it, where a server with TLS stands in front of it.
    pub outer: Option<String>,
    /// What who asks has to know.
    pub token: Option<String>,
    /// The folder of which files are read; without one only what the program brings along.
    pub folder: Option<PathBuf>,
    /// Whether scenarios may be written into the folder.
    pub saves: bool,
    /// The scenarios of the page, where its address names none.
    pub start: Vec<String>,
    /// The language of what is said where a question does not say which.
    pub lang: Lang,
}

/// A token shorter than this is guessed too soon.
const SHORTEST_TOKEN: usize = 12;

/// Answers questions until the process is asked to stop; what runs is finished first.
/// `ready` hears where it listens.
///
/// # Errors
/// An address that is not of this machine or is taken; another machine that could ask
/// without a token; no threads.
pub fn serve(
    workbench: &Workbench,
    program: Arc<dyn Program>,
    ready: impl FnOnce(SocketAddr) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    workbench.check()?;
    let outer = workbench.outer.as_deref().map(parsed_outer).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_io()
        .enable_time()
        .build();
    let runtime = runtime.map_err(|error| {
        wrong(Text::new(
            format!("geen threads: {}", refusal(&error)),
            format!("no threads: {:#}", refusal(&error)),
        ))
    })?;
    let address = workbench.address()?;
    let bench = Bench {
        gate: Gate::new(&workbench.host, outer, workbench.token.as_deref()),
        work: Work::new(workbench.folder.clone()),
        saved: workbench
            .folder
            .clone()
            .filter(|_| workbench.saves)
            .map(|folder| Arc::new(Saved::into_folder(folder))),
        definition: program.definition(workbench.lang),
        start: workbench.start.clone(),
        lang: workbench.lang,
        program,
    };
    runtime.block_on(connection::listen(address, Arc::new(bench), ready))
}

impl Workbench {
    fn check(&self) -> Result<(), Diagnostic> {
        if self.saves && self.folder.is_none() {
            return Err(wrong(Text::fixed(
                "--opslaan schrijft in de map van --map, en die is er niet",
                "--opslaan writes into the folder of --map, and there is none",
            ))
            .help(Text::fixed(
                "noem de map waarin scenario's worden gelezen en geschreven, zoals --map scenarios",
                "name the folder that scenarios are read from and written to, such as --map scenarios",
            )));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        match &self.token {
            None => match self.for_others() {
                None => Ok(()),
                Some((option, address)) => Err(wrong(Text::new(
                    format!("op {address} kan ook een ander vragen stellen, en er is geen --token"),
                    format!("others can ask on {address} too, and there is no --token"),
                ))
                .help(Text::new(
                    format!(
                        "geef --token met ten minste {SHORTEST_TOKEN} letters en cijfers, of laat {option} weg"
                    ),
                    format!(
                        "give --token with at least {SHORTEST_TOKEN} letters and digits, or leave {option} out"
                    ),
                ))),
            },
            Some(token) if token.len() < SHORTEST_TOKEN || !token.chars().all(plain) => {
                Err(wrong(Text::new(
                    format!(
                        "--token heeft ten minste {SHORTEST_TOKEN} letters en cijfers nodig, zonder leestekens"
                    ),
                    format!(
                        "--token needs at least {SHORTEST_TOKEN} letters and digits, without punctuation"
                    ),
                )))
            }
            _ => Ok(()),
        }
    }

    /// The address at which others than this machine can ask, and the option that says it.
    fn for_others(&self) -> Option<(&'static str, &str)> {
        let outer = self.outer.as_deref().map(|outer| ("--adres", outer));
        outer.or((!is_loopback(&self.host)).then_some(("--host", &self.host)))
    }

    fn address(&self) -> Result<SocketAddr, Diagnostic> {
        let bare = self.host.trim_matches(['[', ']']);
        let found = (bare, self.port).to_socket_addrs();
        let first = found.ok().and_then(|mut all| all.next());
        first.ok_or_else(|| {
            wrong(Text::new(
                format!("`{}` is geen adres van deze machine", self.host),
                format!("`{}` is no address of this machine", self.host),
            ))
            .help(Text::fixed(
                "laat --host weg voor deze machine alleen, of geef 0.0.0.0 voor het hele netwerk",
                "leave --host out for this machine alone, or give 0.0.0.0 for the whole network",
            ))
        })
    }
}

/// Where visitors find a server that stands behind another.
fn parsed_outer(address: &str) -> Result<Outer, Diagnostic> {
    Outer::parse(address).ok_or_else(|| {
        wrong(Text::new(
            format!("`{address}` is geen adres van een pagina"),
            format!("`{address}` is no address of a page"),
        ))
        .help(Text::fixed(
            "geef het zoals de browser het toont, zonder map, zoals --adres https://spuk.example",
            "give it as the browser shows it, without a folder, such as --adres https://spuk.example",
        ))
    })
}

fn wrong(message: Text) -> Diagnostic {
    Diagnostic::new(Code::Opdrachtregel, message)
}
