//! Getting data into a page: packed where it is much, escaped where it is not.

use std::io::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use crate::terms::legible::is_obeyed;

/// JSON that can stand between `<script>` and `</script>` whatever names it
/// holds: no letter in it can end the element or start another.
pub(crate) fn script_json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("these values are JSON");
    let mut safe = String::with_capacity(text.len() + text.len() / 50);
    for letter in text.chars() {
        match letter {
            '<' | '>' | '&' => safe.push_str(&unicode(letter)),
            _ if is_obeyed(letter) => safe.push_str(&unicode(letter)),
            _ => safe.push(letter),
        }
    }
    safe
}

fn unicode(letter: char) -> String {
    format!("\\u{:04x}", u32::from(letter))
}

/// The same value packed: JSON, deflate (zlib), base64. Browsers unpack it
/// with `DecompressionStream('deflate')`.
pub(crate) fn packed(value: &impl Serialize) -> String {
    const IN_MEMORY: &str = "writing to memory does not fail";
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(7));
    serde_json::to_writer(&mut encoder, value).expect("these values are JSON");
    encoder.flush().expect(IN_MEMORY);
    BASE64_STANDARD.encode(encoder.finish().expect(IN_MEMORY))
}

/// Text between tags or in a quoted attribute. Control characters, which could
/// hide or turn around what is read, are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ if is_obeyed(letter) => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// A name as it is shown: without what could hide or turn around what is read.
pub(crate) fn without_hidden(name: &str) -> String {
    name.chars().filter(|&letter| !is_obeyed(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_can_leave_its_script_element() {
        let hostile = "</script><!--&\u{2028}\u{2029}\u{85}\u{0}\"";
        let text = script_json(&hostile);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{85}', '\u{0}']));
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hostile);
    }

    #[test]
    fn no_name_can_leave_its_element_or_attribute() {
        assert_eq!(
            escaped("<b a='\"'>&\u{202e}\u{61c}\u{2028}\n"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;"
        );
    }

    #[test]
    fn a_name_is_shown_without_what_a_screen_obeys() {
        assert_eq!(without_hidden("a\u{61c}b\u{2028}c\u{2029}d\u{7}"), "abcd");
    }
}
