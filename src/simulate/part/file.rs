//! Parts as bytes.

use sha2::{Digest, Sha256};

use super::contents::Part;
use super::error::PartError;
use crate::terms::Text;

/// The first line of every part file up to the version of the format.
pub(crate) const MAGIC: &[u8] = b"spuk-part ";
/// The version of the format that this program writes and reads.
pub(crate) const FORMAT: &str = "4";
/// Length of a SHA-256 in bytes.
const CHECKSUM: usize = 32;
/// No version of the format will have more digits.
const LONGEST_VERSION: usize = 9;

/// The bytes of a part file. The same part is always the same bytes.
///
/// # Errors
/// What the part contradicts itself in; [`read`] would refuse it.
pub fn write(part: &Part) -> Result<Vec<u8>, PartError> {
    part.check().map_err(PartError::Contradiction)?;
    let start = [MAGIC, FORMAT.as_bytes(), b"\n"].concat();
    let mut bytes = postcard::to_extend(part, start).expect("a vector takes everything");
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    Ok(bytes)
}

/// The part in the bytes of a part file.
///
/// # Errors
/// When it is no part file, has another format, is damaged, or contradicts itself.
pub fn read(bytes: &[u8]) -> Result<Part, PartError> {
    check_first_line(bytes)?;
    let (content, checksum) = bytes
        .split_last_chunk::<CHECKSUM>()
        .ok_or(PartError::Damaged)?;
    if Sha256::digest(content)[..] != checksum[..] {
        return Err(PartError::Damaged);
    }
    let start = MAGIC.len() + FORMAT.len() + 1;
    let body = content.get(start..).ok_or(PartError::Damaged)?;
    // Postcard does not set aside memory for more elements than bytes are left.
    let (part, rest): (Part, _) = postcard::take_from_bytes(body).map_err(|_| {
        PartError::Contradiction(Text::fixed(
            "de inhoud is geen deel van een simulatie",
            "the contents are no part of a simulation",
        ))
    })?;
    if !rest.is_empty() {
        return Err(PartError::Contradiction(Text::fixed(
            "er staat iets na het einde",
            "something stands after the end",
        )));
    }
    part.check().map_err(PartError::Contradiction)?;
    Ok(part)
}

/// Looks at the first line alone: what it says of the format holds even when the
/// rest is damaged.
fn check_first_line(bytes: &[u8]) -> Result<(), PartError> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        let cut_short = !bytes.is_empty() && MAGIC.starts_with(bytes);
        return Err(if cut_short {
            PartError::Damaged
        } else {
            PartError::NotAPart
        });
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (version, rest) = rest.split_at(digits);
    if digits > LONGEST_VERSION || (digits == 0 && !rest.is_empty()) {
        return Err(PartError::NotAPart);
    }
    match rest.first() {
        None => Err(PartError::Damaged),
        Some(b'\n') if version == FORMAT.as_bytes() => Ok(()),
        Some(b'\n') => Err(PartError::OtherFormat(
            String::from_utf8_lossy(version).into_owned(),
        )),
        Some(_) => Err(PartError::NotAPart),
    }
}
