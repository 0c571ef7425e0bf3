//! The receipt of a run: what it was made with, so that it can be made again
//! (design 4.2).

use std::env;

use jiff::Timestamp;
use serde::Serialize;

use crate::projection::Model;

/// What a result was made with. The same receipt means the same result, to the
/// cent, on any machine; `datum` alone may differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Name of the program.
    pub programma: &'static str,
    /// Its version.
    pub versie: &'static str,
    /// The git commit it was built from, or `onbekend`.
    pub commit: &'static str,
    /// Name of the scenario.
    pub scenario: String,
    /// SHA-256 of the resolved scenario.
    pub scenario_sha256: String,
    /// SHA-256 of the resolved scenario with all other files that were read:
    /// the same exactly when the input is.
    pub invoer_sha256: String,
    /// Every file that was read.
    pub bestanden: Vec<Bestand>,
    /// Seed of the draws; `null` for a run without chance.
    pub zaad: Option<u64>,
    /// Number of draws; `null` for a run without chance.
    pub trekkingen: Option<u64>,
    /// Date (UTC) as `2026-01-31`; `SOURCE_DATE_EPOCH` sets it.
    pub datum: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bestand {
    /// Its name.
    pub naam: String,
    /// SHA-256 over its bytes.
    pub sha256: String,
}

impl Receipt {
    /// The receipt of a run of `model` today.
    pub fn of(model: &Model) -> Self {
        let mut bestanden: Vec<Bestand> = model
            .sources
            .iter()
            .map(|source| Bestand {
                naam: source.name.clone(),
                sha256: source.sha256.clone(),
            })
            .collect();
        bestanden.dedup();
        Self {
            programma: "spuk",
            versie: env!("CARGO_PKG_VERSION"),
            commit: env!("SPUK_COMMIT"),
            scenario: model.scenario.naam.clone(),
            scenario_sha256: hex(&model.scenario.sha256()),
            invoer_sha256: hex(&model.sha256()),
            bestanden,
            zaad: model.zaad,
            trekkingen: None,
            datum: today(),
        }
    }

    /// The receipt in one line: `spuk 0.1.0 (abc) · invoer 0123456789ab · 2026-01-31`.
    pub fn line(&self) -> String {
        let Self {
            programma,
            versie,
            commit,
            datum,
            ..
        } = self;
        let invoer = &self.invoer_sha256[..12];
        format!("{programma} {versie} ({commit}) · invoer {invoer} · {datum}")
    }
}

pub(super) fn today() -> String {
    let fixed = env::var("SOURCE_DATE_EPOCH").ok();
    let moment = fixed
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .unwrap_or_else(Timestamp::now);
    moment.strftime("%Y-%m-%d").to_string()
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
