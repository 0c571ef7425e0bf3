//! What comes in with a question: bounded in size, in time, and in memory of all together.

use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::CONTENT_LENGTH;
use hyper::{Request, StatusCode};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::respond::{self, Answered};
use super::room::{Along, PIECE, Room};
use crate::serve::own::kept::LARGEST;
use crate::serve::work::busy;
use crate::terms::{Lang, Text};

/// As long as this a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

/// As long as this what is too large is read on and thrown away, so that who sends it
/// hears why it is refused instead of losing the connection.
const DRAIN: Duration = Duration::from_secs(10);

/// Why a body was not read to its end.
enum Broken {
    TooLarge,
    NoRoom,
    Connection,
}

/// The body of a question.
///
/// # Errors
/// One that is too large, too slow or broken off, or too many at once.
pub(in crate::serve) async fn body(
    request: Request<Incoming>,
    room: &Room,
    lang: Lang,
) -> Result<Along, Answered> {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let mut body = request.into_body();
    let said = length.or(body.size_hint().exact()).unwrap_or(0);
    if said > LARGEST as u64 {
        drain(body).await;
        return Err(too_large(lang));
    }
    match timeout(PATIENCE, read(&mut body, room)).await {
        Ok(Ok(along)) => Ok(along),
        Ok(Err(Broken::TooLarge)) => {
            drain(body).await;
            Err(too_large(lang))
        }
        Ok(Err(Broken::NoRoom)) => {
            drain(body).await;
            Err(respond::refused(&busy(), lang))
        }
        Ok(Err(Broken::Connection)) => Err(respond::no(
            StatusCode::BAD_REQUEST,
            &Text::fixed("de vraag is afgebroken", "the question was broken off"),
            lang,
        )),
        Err(_) => Err(respond::no(
            StatusCode::REQUEST_TIMEOUT,
            &Text::fixed(
                "de vraag komt te langzaam binnen",
                "the question comes in too slowly",
            ),
            lang,
        )),
    }
}

async fn read(body: &mut Incoming, room: &Room) -> Result<Along, Broken> {
    let (mut bytes, mut taken) = (Vec::new(), None::<OwnedSemaphorePermit>);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Broken::Connection)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > LARGEST {
            return Err(Broken::TooLarge);
        }
        let has = taken.as_ref().map_or(0, OwnedSemaphorePermit::num_permits) * PIECE;
        // Twice: once as it comes in, and once as it is worked with.
        let needed = 2 * (bytes.len() + data.len());
        if needed > has {
            let more = room.take(needed - has).ok_or(Broken::NoRoom)?;
            match &mut taken {
                Some(taken) => taken.merge(more),
                None => taken = Some(more),
            }
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Along {
        bytes: bytes.into(),
        _room: taken,
    })
}

/// Reads a body on and throws it away.
async fn drain(mut body: Incoming) {
    let all = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = timeout(DRAIN, all).await;
}

fn too_large(lang: Lang) -> Answered {
    let most = LARGEST >> 20;
    let why = Text::new(
        format!("een vraag is ten hoogste {most} MB"),
        format!("a question is {most} MB at most"),
    );
    respond::no(StatusCode::PAYLOAD_TOO_LARGE, &why, lang)
}
