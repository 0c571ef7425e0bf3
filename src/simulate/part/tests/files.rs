//! What is written is read, and everything else is refused without a panic.

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::simulate::part::file::{FORMAT, MAGIC};
use crate::simulate::statistics::Summary;

/// Bytes with a right checksum, whatever the body.
fn sealed(body: &[u8]) -> Vec<u8> {
    let mut bytes = [MAGIC, FORMAT.as_bytes(), b"\n", body].concat();
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    bytes
}

#[test]
fn every_truncation_and_every_flipped_byte_is_found() {
    let bytes = write(&part(1, 2)).expect("sound");
    assert_eq!(read(&bytes), Ok(part(1, 2)));
    assert_eq!(read(b""), Err(PartError::NotAPart));
    for length in 1..bytes.len() {
        assert_eq!(read(&bytes[..length]), Err(PartError::Damaged), "{length}");
    }
    for place in 12..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        assert_eq!(read(&damaged), Err(PartError::Damaged), "{place}");
    }
}

#[test]
fn other_files_and_other_formats_are_told_apart() {
    let other = |version: &str| Err(PartError::OtherFormat(version.to_owned()));
    assert_eq!(read(b"spuk-part 1\nwhatever"), other("1"));
    assert_eq!(read(b"spuk-part 12\n"), other("12"));
    for foreign in [
        "gm_code,jaar\n",
        "spuk-part x\n",
        "spuk-part 1 \n",
        "spuk-part 1234567890\n",
    ] {
        assert_eq!(
            read(foreign.as_bytes()),
            Err(PartError::NotAPart),
            "{foreign}"
        );
    }
}

#[test]
fn a_claim_of_more_than_the_file_holds_is_refused() {
    let sound = postcard::to_allocvec(&part(1, 1).header).unwrap();
    // 2^60 tables after a sound header, and 2^60 bytes of version before it.
    let huge = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10];
    for body in [[sound.as_slice(), &huge].concat(), huge.to_vec()] {
        let refused = read(&sealed(&body));
        assert!(
            matches!(refused, Err(PartError::Contradiction(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn what_contradicts_itself_is_not_written() {
    let mut short = part(1, 2);
    short.tables[0].cells.pop();
    assert!(matches!(write(&short), Err(PartError::Contradiction(_))));
    let mut range = part(1, 2);
    range.header.range.end += 1;
    assert!(matches!(write(&range), Err(PartError::Contradiction(_))));
    let mut counts = part(1, 2);
    counts.counters[0].counts[0] = u64::MAX;
    assert!(matches!(write(&counts), Err(PartError::Contradiction(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
        let _ = read(&bytes);
        let _ = read(&sealed(&bytes));
    }

    #[test]
    fn what_is_read_can_be_merged_and_summarised(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut body = postcard::to_allocvec(&part(1, 2)).unwrap();
        for (place, byte) in changes {
            let place = place.index(body.len());
            body[place] = byte;
        }
        if let Ok(read) = read(&sealed(&body)) {
            for cell in read.tables.iter().flat_map(|table| &table.cells) {
                let _ = Summary::of(cell);
            }
            let _ = merge([named(read), named(part(2, 2))]);
        }
    }
}
