//! Events: the way to an answer, as a browser reads it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::serve::stop::WhileHeld;
use crate::terms::legible::is_obeyed;

/// Events that are told as they come; whoever stops reading ends the work.
#[derive(Debug)]
pub(in crate::serve) struct Events {
    /// The lines of the events.
    pub lines: UnboundedReceiver<String>,
    /// Who reads them.
    pub _held: WhileHeld,
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = self.lines.poll_recv(context);
        next.map(|lines| lines.map(|lines| Ok(Frame::data(lines.into()))))
    }
}

/// An event with a name.
pub(in crate::serve) fn event(name: &str, text: &str) -> String {
    let mut event = format!("event: {name}\n");
    // A browser takes a lone carriage return for the end of a line too.
    for line in text.trim_end_matches('\n').split('\n') {
        let line: String = line
            .chars()
            .filter(|&c| !is_obeyed(c) || c == '\t')
            .collect();
        event.push_str(&format!("data: {line}\n"));
    }
    event.push('\n');
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_its_event_or_begin_another() {
        let lines = event("remark", "a\nevent: answer\r\n\ndata: b\n");
        let expected = "event: remark\ndata: a\ndata: event: answer\ndata: \ndata: data: b\n\n";
        assert_eq!(lines, expected);
    }
}
