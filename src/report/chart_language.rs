//! The language of the charts in a workbook: the library that makes them writes
//! American English, whatever stands in them.

use std::io::{Read, Write};

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// What the library writes.
const WRITTEN: &str = "<c:lang val=\"en-US\"/>";
const CHARTS: &[u8] = b"xl/charts/chart";
/// Bytes of a ZIP archive before the names: of a file, in the list, at the end.
const FILE: usize = 30;
const LISTED: usize = 46;
const END: usize = 22;

/// The same workbook with its charts in a language such as `nl-NL`; as it was, where it
/// is no archive as the library writes them.
pub(crate) fn with_chart_language(book: Vec<u8>, language: &str) -> Vec<u8> {
    relabelled(&book, language).unwrap_or(book)
}

fn relabelled(book: &[u8], language: &str) -> Option<Vec<u8>> {
    let end = book.len().checked_sub(END)?;
    (book.get(end..end + 4)? == b"PK\x05\x06").then_some(())?;
    let (files, mut at) = (number(book, end + 10, 2)?, number(book, end + 16, 4)?);
    let (mut out, mut list) = (Vec::with_capacity(book.len()), Vec::new());
    for _ in 0..files {
        let name = number(book, at + 28, 2)?;
        let length = LISTED + name + number(book, at + 30, 2)? + number(book, at + 32, 2)?;
        let mut listed = book.get(at..at + length)?.to_vec();
        at += length;
        let from = number(&listed, 42, 4)?;
        let start = from + FILE + number(book, from + 26, 2)? + number(book, from + 28, 2)?;
        let mut head = book.get(from..start)?.to_vec();
        let mut data = book.get(start..start + number(&listed, 20, 4)?)?.to_vec();
        if listed[LISTED..].starts_with(CHARTS) {
            let mut text = String::new();
            DeflateDecoder::new(&data[..])
                .read_to_string(&mut text)
                .ok()?;
            let text = text.replace(WRITTEN, &format!("<c:lang val=\"{language}\"/>"));
            let mut crc = Crc::new();
            crc.update(text.as_bytes());
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(text.as_bytes()).ok()?;
            data = encoder.finish().ok()?;
            let figures = [crc.sum() as usize, data.len(), text.len()];
            for (place, figure) in figures.into_iter().enumerate() {
                set(&mut head, 14 + 4 * place, figure)?;
                set(&mut listed, 16 + 4 * place, figure)?;
            }
        }
        set(&mut listed, 42, out.len())?;
        out.extend(head);
        out.extend(data);
        list.extend(listed);
    }
    let mut tail = book[end..].to_vec();
    set(&mut tail, 12, list.len())?;
    set(&mut tail, 16, out.len())?;
    out.extend(list);
    out.extend(tail);
    Some(out)
}

/// A number of so many bytes, the least first.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let digits = bytes.get(at..at + size)?.iter().rev();
    Some(digits.fold(0, |sum, &byte| (sum << 8) | usize::from(byte)))
}

/// Puts a number of four bytes in its place.
fn set(bytes: &mut [u8], at: usize, number: usize) -> Option<()> {
    let number = u32::try_from(number).ok()?;
    bytes
        .get_mut(at..at + 4)?
        .copy_from_slice(&number.to_le_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_stays_as_it_is() {
        for bytes in [&b""[..], b"PK", &[0; 200]] {
            assert_eq!(with_chart_language(bytes.to_vec(), "nl-NL"), bytes);
        }
    }
}
