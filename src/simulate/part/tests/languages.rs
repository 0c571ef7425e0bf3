//! What is wrong with parts, in both languages.

use super::super::error::{MergeError, PartError, PartMismatch};
use super::super::header::{Program, Shard};
use crate::terms::Text;

fn program(commit: &str) -> Program {
    Program {
        version: "0.1.0".to_owned(),
        commit: commit.to_owned(),
    }
}

#[test]
fn every_error_of_a_part_is_said_in_both_languages() {
    for (error, nl, en) in [
        (
            PartError::NotAPart,
            "dit is geen deelbestand van `spuk simulate`",
            "this is no part file of `spuk simulate`",
        ),
        (
            PartError::OtherFormat("9".to_owned()),
            "dit deelbestand heeft formaat 9; deze versie van spuk leest formaat 4",
            "this part file has format 9; this version of spuk reads format 4",
        ),
        (
            PartError::Damaged,
            "dit deelbestand is afgebroken of beschadigd: de controlesom klopt niet",
            "this part file is cut short or damaged: its checksum does not match",
        ),
        (
            PartError::Contradiction(Text::fixed("zo", "so")),
            "dit deelbestand spreekt zichzelf tegen: zo",
            "this part file contradicts itself: so",
        ),
    ] {
        assert_eq!(error.text(), Text::fixed(nl, en));
        assert_eq!(Text::shown(&error), error.text());
    }
}

#[test]
fn every_error_of_a_merge_is_said_in_both_languages() {
    let name = || "a".to_owned();
    for (error, nl, en) in [
        (
            MergeError::Nothing,
            "er zijn geen delen om samen te voegen",
            "there are no parts to put together",
        ),
        (
            MergeError::Contradiction {
                name: name(),
                what: Text::fixed("zo", "so"),
            },
            "a spreekt zichzelf tegen: zo",
            "a contradicts itself: so",
        ),
        (
            MergeError::Twice {
                shard: Shard::new(2, 3).unwrap(),
                first: name(),
                second: "b".to_owned(),
            },
            "a en b zijn allebei deel 2/3",
            "a and b are both part 2/3",
        ),
        (
            MergeError::Missing {
                of: 9,
                missing: vec![1..=1, 4..=6],
            },
            "niet alle 9 delen zijn er; het ontbreekt aan: 1, 4 t/m 6",
            "not all 9 parts are there; missing: 1, 4 to 6",
        ),
    ] {
        assert_eq!(error.text(), Text::fixed(nl, en));
        assert_eq!(Text::shown(&error), error.text());
    }
}

#[test]
fn every_way_in_which_parts_differ_is_said_in_both_languages() {
    for (what, nl, en) in [
        (
            PartMismatch::Program(Box::new([program("x"), program("y")])),
            "gemaakt met spuk 0.1.0 (x) en met spuk 0.1.0 (y)",
            "made with spuk 0.1.0 (x) and with spuk 0.1.0 (y)",
        ),
        (
            PartMismatch::Scenario("s".to_owned()),
            "het scenario `s` is niet hetzelfde",
            "the scenario `s` is not the same",
        ),
        (
            PartMismatch::Seed(1, 2),
            "het zaad is 1 en 2",
            "the seed is 1 and 2",
        ),
        (
            PartMismatch::Draws(1, 2),
            "het aantal trekkingen is 1 en 2",
            "the number of draws is 1 and 2",
        ),
        (
            PartMismatch::Split(1, 2),
            "verdeeld in 1 en in 2 delen",
            "divided into 1 and into 2 parts",
        ),
        (
            PartMismatch::Tables,
            "het aantal tabellen is niet hetzelfde",
            "the number of tables is not the same",
        ),
        (
            PartMismatch::Table("t".to_owned()),
            "de tabel `t` is niet hetzelfde",
            "the table `t` is not the same",
        ),
    ] {
        assert_eq!(what.text(), Text::fixed(nl, en));
        let differs = MergeError::Differs {
            first: "a".to_owned(),
            second: "b".to_owned(),
            what,
        };
        let nl = format!("a en b zijn geen delen van dezelfde simulatie: {nl}");
        let en = format!("a and b are no parts of the same simulation: {en}");
        assert_eq!(differs.text(), Text::new(nl, en));
    }
}
