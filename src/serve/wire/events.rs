//! Events: the way to an answer, as a browser reads it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::serve::stop::WhileHeld;
use crate::terms::legible::is_obeyed;

/// The name of the event with an answer.
pub(in crate::serve) const ANSWER: &str = "answer";

/// The name of the event that says why there is none.
pub(in crate::serve) const ERROR: &str = "error";

/// Events that are told as they come; whoever stops reading ends the work. Behind an answer, or
/// why there is none, nothing comes: who works on it may not have heard yet that it ended.
#[derive(Debug)]
pub(in crate::serve) struct Events {
    lines: UnboundedReceiver<String>,
    is_over: bool,
    _held: WhileHeld,
}

impl Events {
    /// The lines of events, and who reads them.
    pub fn new(lines: UnboundedReceiver<String>, held: WhileHeld) -> Self {
        Self {
            lines,
            is_over: false,
            _held: held,
        }
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let next = ready!(self.lines.poll_recv(context));
        self.is_over = next.as_deref().is_none_or(is_last);
        Poll::Ready(next.map(|lines| Ok(Frame::data(lines.into()))))
    }
}

/// Whether an event is the last of a question.
fn is_last(event: &str) -> bool {
    let name = event
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("event: "));
    name.is_some_and(|name| [ANSWER, ERROR].contains(&name))
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
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::Waker;

    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::serve::stop::Stop;

    /// All that comes of these events, while who tells them stays there.
    fn told(events: &[&str]) -> Vec<String> {
        let (lines, received) = unbounded_channel();
        for name in events {
            lines.send(event(name, "x")).unwrap();
        }
        let held = WhileHeld(Arc::<Stop>::default());
        let mut body = pin!(Events::new(received, held));
        let mut next = || {
            body.as_mut()
                .poll_frame(&mut Context::from_waker(Waker::noop()))
        };
        let mut told = Vec::new();
        while let Poll::Ready(Some(Ok(frame))) = next() {
            let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
            told.push(text.lines().next().unwrap()["event: ".len()..].to_owned());
        }
        if matches!(next(), Poll::Ready(None)) {
            told.push("end".to_owned());
        }
        told
    }

    #[test]
    fn nothing_comes_behind_the_last_event() {
        assert_eq!(told(&["progress", "remark"]), ["progress", "remark"]);
        assert_eq!(
            told(&["remark", "error", "progress"]),
            ["remark", "error", "end"]
        );
        assert_eq!(
            told(&["kept", "answer", "remark"]),
            ["kept", "answer", "end"]
        );
    }

    #[test]
    fn no_text_can_end_its_event_or_begin_another() {
        let lines = event("remark", "a\nevent: answer\r\n\ndata: b\n");
        let expected = "event: remark\ndata: a\ndata: event: answer\ndata: \ndata: data: b\n\n";
        assert_eq!(lines, expected);
    }
}
