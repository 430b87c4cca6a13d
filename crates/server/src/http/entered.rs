//! How a request comes in: as an editor, as a guest, or with a token in its address.

use axum::http::{StatusCode, request::Parts};

use super::{
    OWN, address,
    message::{Guest, Reply, find},
    policy::{Entry, RequestPolicy},
};

/// How a request comes in.
pub enum Entered {
    /// From a guest or from an editor; its form is perhaps not taken.
    As(Option<Guest>, Option<StatusCode>),
    /// With a token in its address.
    Welcome(Reply),
}

/// Who asks, as far as the policy lets them in.
pub fn entered(
    guard: &RequestPolicy,
    parts: &Parts,
    query: &[(String, String)],
    is_form: bool,
) -> Result<Entered, StatusCode> {
    Ok(match guard.check(&parts.method, &parts.headers, find(query, "token")) {
        Entry::In => Entered::As(None, None),
        Entry::Guest(guest) => Entered::As(Some(guest), None),
        Entry::Welcome => {
            let path = address::path(parts.uri.path()).map(|path| address::encode(&path));
            let reply = welcome(&path.unwrap_or_default(), &guard.cookie(), &guard.token);
            Entered::Welcome(reply)
        }
        Entry::WelcomeGuest(token, guest) => {
            let page = if guest.at_desk { "" } else { "print" };
            Entered::Welcome(welcome(&format!("{OWN}/{page}"), &guard.guest_cookie(), &token))
        }
        // The program was started again, and the browser has the cookie of before: what was typed is given back.
        Entry::Out(StatusCode::UNAUTHORIZED) if is_form => Entered::As(None, Some(StatusCode::UNAUTHORIZED)),
        Entry::Out(status) => return Err(status),
    })
}

/// The page that sets the cookie. A redirect would not work: browsers send a `SameSite=Strict` cookie only when a page of the
/// same site asks, and the link that led here may come from a message.
fn welcome(path: &str, cookie: &str, token: &str) -> Reply {
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Trousseau</title>\
         <meta http-equiv=\"refresh\" content=\"0;url=/{path}\"><p><a href=\"/{path}\">Trousseau</a></p></html>"
    );
    Reply {
        status: 200,
        kind: "text/html; charset=utf-8",
        body: body.into_bytes(),
        cookie: Some(format!("{cookie}={token}; Path=/; HttpOnly; SameSite=Strict")),
        ..Reply::default()
    }
}
