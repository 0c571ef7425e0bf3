//! The examples for CI work: their shell lines are run here as they stand, with
//! the program that was just built on the path.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{Folder, PROGRAM, in_project};

const SCENARIO: &str = "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n";

/// A git repository with one scenario and its baseline.
struct Repository(Folder);

impl Repository {
    fn new() -> Self {
        let it = Self(Folder::with(&[]));
        fs::create_dir(it.path().join("scenarios")).unwrap();
        it.write("scenarios/s.toml", SCENARIO);
        it.good("git init -q -b main && git config user.name t && git config user.email t@t");
        it.good("spuk check --bless scenarios && git add -A && git commit -qm first");
        it
    }

    fn path(&self) -> &Path {
        self.0.root()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Runs a shell line in the repository, with `spuk` on the path.
    fn sh(&self, line: &str) -> Output {
        let program = Path::new(PROGRAM);
        let path = env::join_paths(
            [program.parent().unwrap().to_owned()]
                .into_iter()
                .chain(env::split_paths(&env::var_os("PATH").unwrap())),
        );
        let mut command = Command::new("sh");
        command.args(["-euc", line]).current_dir(self.path());
        // A hook of git runs with variables that point at another repository.
        for (key, _) in env::vars_os() {
            if key.to_string_lossy().starts_with("GIT_") {
                command.env_remove(key);
            }
        }
        command.env("PATH", path.unwrap()).output().unwrap()
    }

    fn good(&self, line: &str) -> String {
        let output = self.sh(line);
        let said = said(&output);
        assert!(output.status.success(), "{line}: {said}");
        said
    }
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&both).into_owned()
}

fn example(name: &str) -> String {
    let folder = in_project("examples/ci");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The line of an example that calls `spuk check`.
fn check_line(name: &str) -> String {
    let text = example(name);
    let mut lines = text
        .lines()
        .filter_map(|line| line.find("spuk check").map(|at| &line[at..]));
    lines.next().expect("a line that checks").to_owned()
}

#[test]
fn the_hook_refuses_a_commit_that_moves_a_figure_without_its_baseline() {
    let repository = Repository::new();
    repository.write(".git/hooks/pre-commit", &example("pre-commit"));
    repository.good("chmod +x .git/hooks/pre-commit");
    // A commit that touches no scenario is none of its business.
    repository.write("other.txt", "x");
    repository.good("git add -A && git commit -qm other");
    repository.write(
        "scenarios/s.toml",
        &format!("{SCENARIO}[prognose]\n2025 = 12345\n"),
    );
    let refused = repository.sh("git add -A && git commit -qm moved");
    let message = said(&refused);
    assert_eq!(refused.status.code(), Some(1), "{message}");
    assert!(
        message.contains("oorzaak: s.toml is veranderd"),
        "{message}"
    );
    assert!(
        message.contains("spuk check --bless scenarios"),
        "{message}"
    );
    // Blessed in the folder but not in the index is not blessed.
    repository.good("spuk check --bless scenarios");
    assert!(!repository.sh("git commit -qm moved").status.success());
    repository.good("git add -A && git commit -qm moved");
}

#[test]
fn the_hook_asks_for_a_baseline_lets_the_last_scenario_go_and_blesses_nothing_broken() {
    let repository = Repository::new();
    repository.write(".git/hooks/pre-commit", &example("pre-commit"));
    repository.good("chmod +x .git/hooks/pre-commit");
    repository.write("scenarios/t.toml", SCENARIO);
    let refused = repository.sh("git add -A && git commit -qm without");
    let message = said(&refused);
    assert!(!refused.status.success(), "{message}");
    assert!(message.contains("geen baseline"), "{message}");
    // A file that cannot be read is to be mended: no baseline would help.
    repository.write("scenarios/t.toml", "[scenario\n");
    let broken = repository.sh("git add -A && git commit -qm broken");
    let message = said(&broken);
    assert!(!broken.status.success(), "{message}");
    assert!(message.contains("a file is wrong"), "{message}");
    assert!(!message.contains("Not committed. Is this"), "{message}");
    repository.good("git rm -qrf scenarios && git commit -qm gone");
}

#[test]
fn the_step_of_the_action_annotates_summarises_and_says_where_the_report_is() {
    let repository = Repository::new();
    let step = in_project("examples/ci/check-step");
    let line = format!(
        "SPUK=spuk RUNNER_TEMP=. GITHUB_STEP_SUMMARY=summary.md GITHUB_OUTPUT=out.txt sh '{}'",
        step.display()
    );
    let read = |name: &str| fs::read_to_string(repository.path().join(name)).unwrap();
    repository.good(&line);
    let good = read("summary.md");
    assert!(good.contains("| scenarios/s.toml | goed |"), "{good}");
    repository.write(
        "scenarios/s.toml",
        &format!("{SCENARIO}[prognose]\n2025 = 12345\n"),
    );
    let moved = repository.sh(&line);
    assert_eq!(moved.status.code(), Some(1), "{}", said(&moved));
    assert!(said(&moved).contains("::error file=scenarios/s.baseline.csv,line="));
    assert!(
        read("spuk-check.md").contains("| "),
        "{}",
        read("spuk-check.md")
    );
    assert!(read("summary.md").contains(&read("spuk-check.md")));
    assert_eq!(read("out.txt"), "report=./spuk-check.md\n".repeat(2));
    // A file that is wrong is an annotation too, and the status is that of the command.
    repository.write("scenarios/s.toml", "[scenario\n");
    let wrong = repository.sh(&line);
    assert_eq!(wrong.status.code(), Some(2), "{}", said(&wrong));
    assert!(said(&wrong).contains("::error file=scenarios/s.toml,line=1"));
    // A wrong call is told once: there is no report.
    let called = repository.sh(&format!("SPUK_ARGUMENTS=--onzin {line}"));
    assert_eq!(called.status.code(), Some(2), "{}", said(&called));
    assert_eq!(
        said(&called).matches("--onzin").count(),
        1,
        "{}",
        said(&called)
    );
}

#[test]
fn the_job_leaves_a_test_report() {
    let repository = Repository::new();
    repository.good(&check_line("gitlab-ci.yml"));
    repository.write(
        "scenarios/s.toml",
        &format!("{SCENARIO}[prognose]\n2025 = 12345\n"),
    );
    let gitlab = repository.sh(&check_line("gitlab-ci.yml"));
    assert_eq!(gitlab.status.code(), Some(1));
    let report = fs::read_to_string(repository.path().join("spuk.xml")).unwrap();
    assert!(report.contains("<failure"), "{report}");
    assert!(example("gitlab-ci.yml").contains("junit: spuk.xml"));
}

/// The framework `pre-commit` runs what the hook names, on what is in the index.
#[test]
fn the_hook_of_the_framework_calls_a_check_that_runs() {
    let text = fs::read_to_string(in_project(".pre-commit-hooks.yaml")).unwrap();
    let after = |key: &str| {
        let mut lines = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix(key));
        lines.next().expect(key).trim().to_owned()
    };
    let arguments = after("args:").replace(['[', ']', ','], "");
    let line = format!("{} {arguments}", after("entry:"));
    let repository = Repository::new();
    repository.good(&line);
    repository.write("scenarios/t.toml", SCENARIO);
    let without = repository.sh(&line);
    assert_eq!(without.status.code(), Some(1), "{}", said(&without));
}
