//! What the help says is done without an option, is done, in both languages.

use crate::common::Folder;

/// A scenario of which every cell moved since its baseline.
fn moved() -> Folder {
    let scenario = "[scenario]\nnaam = \"s\"\nbasis = \"wi2021\"\n";
    let folder = Folder::with(&[("s.toml", scenario)]);
    folder
        .spuk(&["check", "s.toml", "--bless"])
        .assert()
        .success();
    folder.and("s.toml", format!("{scenario}\n[index]\n2027 = 0.03\n"))
}

/// What the program prints: something, whatever its status.
fn printed(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.spuk(arguments).output().expect("the program");
    assert!(!output.stdout.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// What the help of a command says that an option is without it.
fn said(folder: &Folder, command: &str, option: &str, lang: &str) -> String {
    let help = printed(folder, &[command, "--help", "--lang", lang]);
    // A line may be broken anywhere.
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = help.find(&format!(" {option} <"));
    let own = &help[start.unwrap_or_else(|| panic!("{command} has no {option}"))..];
    let mark = match lang {
        "en" => "[default: ",
        _ => "[standaard: ",
    };
    let (before, after) = own.split_once(mark).expect("a default");
    // What belongs to the next option comes after what that takes.
    assert_eq!(before.matches(" <").count(), 1, "{command} {option}: {own}");
    let (value, _) = after.split_once(']').expect("an end");
    value.to_owned()
}

#[test]
fn a_default_that_the_help_names_is_what_is_done() {
    let folder = moved();
    let compare = "compare wi2021 oud-ritme";
    let frontier = "solve --varieer betaalritme.1.totaal:1>3 --tegen tekort --stappen 2";
    let direction = "solve --doel uitkering_definitief=450mln --jaar 2028 \
        --varieer index.2027 --varieer index.2028";
    for (call, option) in [
        (compare, "--sort"),
        (compare, "--top"),
        ("compare wi2021 oud-ritme --format csv", "--tabel"),
        ("sensitivity", "--veld"),
        ("sensitivity --alles --elk", "--top"),
        (frontier, "--veld"),
        (direction, "--wijze"),
        ("check s.toml", "--top"),
    ] {
        let arguments: Vec<&str> = call.split(' ').collect();
        let with = |value: &str| printed(&folder, &[&arguments[..], &[option, value]].concat());
        let without = printed(&folder, &arguments);
        let value = said(&folder, arguments[0], option, "nl");
        assert_eq!(said(&folder, arguments[0], option, "en"), value, "{call}");
        assert_eq!(with(&value), without, "{call} {option} {value}");
        // An option that did nothing would be as it is without it too.
        if let Ok(number) = value.parse::<usize>() {
            assert_ne!(with(&(number - 1).to_string()), without, "{call}");
        }
    }
}
