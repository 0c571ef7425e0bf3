//! Whether TOML is meant as a scenario, before it is read as one.

use super::schema::tables;
use super::tree::parse::{header_keys, is_toml};
use crate::input::nearest::misspelt;

/// Whether text has a table or key on top that the format of scenarios knows, or
/// one that is a slip of the pen away from it. A scenario with a fault in it is
/// one as well: only when it is read can it be said what the fault is. So is what is
/// no TOML at all: nobody can tell what else it would be.
pub fn is_meant_as_scenario(text: &str) -> bool {
    if !is_toml(text) {
        return true;
    }
    let known = tables();
    header_keys(text).iter().any(|key| {
        let mut known = known.iter().map(String::as_str);
        known.clone().any(|table| table == key) || misspelt(key, &mut known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_says_so_in_whatever_way_toml_allows() {
        for text in [
            "[scenario]",
            " [ scenario ] # kop",
            "\u{feff}[scenario]",
            "scenario.naam = 'x'",
            "scenario = { van = 2024 }",
            "\"scenario\" = { van = 2024 }",
            "['scenario']",
            "[prognose]\n2026 = 1",
            "[[verwacht]]\njaar = 2026",
            "[scenaro]",
            "[Scenario]",
            "prognoze.2026 = 1",
            // What cannot be read whole.
            "[scenario\n",
            "[scenario]\nnaam = x\n",
            "naam = x\n[scenario]\n",
            // What cannot be read at all, wherever the fault stands.
            "Wat als de instroom lager was?\n",
            "=======\n[package]\n",
            "[package]\nname = \"x\n",
        ] {
            assert!(is_meant_as_scenario(text), "{text}");
        }
    }

    /// Files that often lie beside scenarios.
    #[test]
    fn the_files_of_other_programs_are_no_scenarios() {
        for key in [
            "package",
            "dependencies",
            "dev-dependencies",
            "build-dependencies",
            "workspace",
            "lib",
            "bin",
            "bench",
            "test",
            "example",
            "features",
            "profile",
            "patch",
            "lints",
            "project",
            "build-system",
            "tool",
            "target",
            "registry",
            "source",
            "net",
            "alias",
            "env",
            "edition",
            "max_width",
            "advisories",
            "licenses",
            "bans",
            "sources",
            "title",
            "version",
            "name",
            "settings",
            "tasks",
            "plugins",
            "build",
            "redirects",
            "toolchain",
            "params",
            "markup",
            "menu",
            "repos",
            "pytest",
            "black",
            "ruff",
            "lint",
            "format",
        ] {
            for text in [format!("[{key}]\n"), format!("{key} = 1\n")] {
                assert!(!is_meant_as_scenario(&text), "{text}");
            }
        }
        assert!(!is_meant_as_scenario("# [scenario]\n[a]\nprognose = 1\n"));
        assert!(!is_meant_as_scenario("[tool.scenario]\n"));
        assert!(!is_meant_as_scenario(""));
    }
}
