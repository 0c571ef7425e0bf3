//! Who may ask: the right host, no other site, and the token where one is needed.

use std::net::IpAddr;

use hyper::header::{AUTHORIZATION, COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{Method, StatusCode};

use crate::input::source::sha256;
use crate::terms::Text;

/// The name of the cookie with the token.
pub(in crate::serve) const COOKIE_NAME: &str = "spuk";

/// What a browser says of the site that a question comes from.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a browser says of how an answer is used.
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// What is asked of whoever asks.
#[derive(Debug)]
pub(in crate::serve) struct Gate {
    /// Names of this machine, besides its addresses where `any_address` says so.
    hosts: Vec<String>,
    /// Whether any address in figures is one of this machine: it listens on all of them.
    any_address: bool,
    /// Where visitors find the server, where another with TLS stands in front of it.
    outer: Option<Outer>,
    token: Option<[u8; 32]>,
}

/// Where visitors find a server that stands behind another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Outer {
    /// As a browser says it of a page: `https://spuk.example`, with a port where it is not
    /// the usual one.
    origin: String,
    /// The name of its machine.
    name: String,
}

impl Outer {
    /// An address without a path, as a browser shows it; `None` for anything else.
    pub fn parse(address: &str) -> Option<Self> {
        let origin = address.strip_suffix('/').unwrap_or(address);
        let origin = origin.to_ascii_lowercase();
        let (scheme, rest) = origin.split_once("://")?;
        let usual = match scheme {
            "https" => ":443",
            "http" => ":80",
            _ => return None,
        };
        // A browser leaves the usual port out.
        let rest = rest.strip_suffix(usual).unwrap_or(rest);
        let authority: Authority = rest.parse().ok()?;
        let is_bare = !rest.contains('@') && !authority.host().is_empty();
        is_bare.then(|| Self {
            origin: format!("{scheme}://{rest}"),
            name: bare_name(rest),
        })
    }
}

/// Why a question is refused.
pub(in crate::serve) type Refused = (StatusCode, Text);

impl Gate {
    /// The gate of a server on `host`, an address or a name, that visitors find at `outer`
    /// where another stands in front of it.
    pub fn new(host: &str, outer: Option<Outer>, token: Option<&str>) -> Self {
        let bare = host.trim_matches(['[', ']']);
        let address = bare.parse::<IpAddr>().ok();
        let mut hosts = vec![bare.to_ascii_lowercase()];
        if is_loopback(host) {
            hosts.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        }
        Self {
            hosts,
            any_address: address.is_some_and(|address| address.is_unspecified()),
            outer,
            token: token.map(|token| sha256(token.as_bytes())),
        }
    }

    /// Whether a token is the right one. What is compared are digests, so that how long
    /// it takes says nothing of the token.
    pub fn is_token(&self, given: &str) -> bool {
        self.token == Some(sha256(given.as_bytes()))
    }

    /// Whether anyone needs a token.
    pub fn needs_token(&self) -> bool {
        self.token.is_some()
    }

    /// Holds a question to it. `page` says that it asks for a page, which links may lead to
    /// from anywhere.
    ///
    /// # Errors
    /// Another host, another site, no token or a wrong one.
    pub fn check(
        &self,
        headers: &HeaderMap,
        method: &Method,
        page: bool,
        in_address: Option<&str>,
    ) -> Result<(), Refused> {
        let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
        let host = text(&HOST).unwrap_or_default();
        if headers.get_all(HOST).iter().count() != 1 || !self.is_own(host) {
            // Otherwise a page elsewhere could give its own name this address, and ask.
            let name = Text::fixed(
                "onder deze naam geeft deze server geen antwoord",
                "this server does not answer by this name",
            );
            return Err((StatusCode::MISDIRECTED_REQUEST, name));
        }
        let navigates = page && *method == Method::GET && text(&FETCH_MODE) == Some("navigate");
        let other_site = !navigates
            && text(&FETCH_SITE).is_some_and(|site| !["same-origin", "none"].contains(&site));
        let is_own_origin = |origin: &str| {
            let outer = self.outer.as_ref().map(|outer| outer.origin.as_str());
            origin == format!("http://{host}") || Some(origin) == outer
        };
        let other_origin = text(&ORIGIN).is_some_and(|origin| !is_own_origin(origin));
        if other_site || other_origin {
            let site = Text::fixed(
                "een andere site mag hier niets vragen",
                "another site may not ask anything here",
            );
            return Err((StatusCode::FORBIDDEN, site));
        }
        let bearer = text(&AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let cookies = headers.get_all(COOKIE).iter();
        let cookies = cookies.filter_map(|value| value.to_str().ok());
        let mut cookies = cookies.flat_map(|value| value.split(';'));
        let cookie =
            cookies.find_map(|one| one.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='));
        let mut given = [bearer, cookie, in_address].into_iter().flatten();
        if self.needs_token() && !given.any(|token| self.is_token(token)) {
            let token = Text::fixed(
                "hier is het token nodig waarmee `spuk serve` is gestart: ?token=... of Authorization: Bearer ...",
                "the token is needed with which `spuk serve` was started: ?token=... or Authorization: Bearer ...",
            );
            return Err((StatusCode::UNAUTHORIZED, token));
        }
        Ok(())
    }

    /// Where this server is for who asked it by this Host header.
    pub fn origin(&self, host: &str) -> String {
        match &self.outer {
            Some(outer) => outer.origin.clone(),
            None => format!("http://{host}"),
        }
    }

    /// Whether a Host header names this machine, with or without a port.
    fn is_own(&self, host: &str) -> bool {
        let name = bare_name(host);
        if self.outer.as_ref().is_some_and(|outer| outer.name == name) {
            return true;
        }
        let is_address = self.any_address && name.parse::<IpAddr>().is_ok();
        is_address || self.hosts.contains(&name) || self.any_address && name == "localhost"
    }
}

/// The name in a Host header, without its port.
fn bare_name(host: &str) -> String {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.to_ascii_lowercase()
}

/// Whether a host is this machine alone.
pub(in crate::serve) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_matches(['[', ']']);
    let address = bare.parse::<IpAddr>();
    bare.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(gate: &Gate, headers: &[(&str, &str)], page: bool) -> u16 {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            all.append(name, value.parse().unwrap());
        }
        let result = gate.check(&all, &Method::GET, page, None);
        result.map_or_else(|(status, _)| status.as_u16(), |()| 200)
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let gate = Gate::new("127.0.0.1", None, None);
        for own in ["127.0.0.1:8421", "localhost", "LOCALHOST:1", "[::1]:8421"] {
            assert_eq!(asked(&gate, &[("host", own)], false), 200, "{own}");
        }
        for other in [
            "",
            "kwaad.example",
            "localhost.kwaad.example",
            "10.0.0.1:8421",
        ] {
            assert_eq!(asked(&gate, &[("host", other)], false), 421, "{other}");
        }
        assert_eq!(asked(&gate, &[], false), 421);
        let twice = [("host", "localhost"), ("host", "localhost")];
        assert_eq!(asked(&gate, &twice, false), 421);
        let open = Gate::new("0.0.0.0", None, None);
        assert_eq!(asked(&open, &[("host", "10.0.0.1:8421")], false), 200);
        assert_eq!(asked(&open, &[("host", "kwaad.example")], false), 421);
    }

    #[test]
    fn another_site_may_link_and_not_ask() {
        let gate = Gate::new("localhost", None, None);
        let own = ("host", "localhost:8421");
        assert_eq!(
            asked(&gate, &[own, ("origin", "http://localhost:8421")], false),
            200
        );
        for origin in [
            "http://kwaad.example",
            "null",
            "https://localhost:8421",
            "http://localhost:1",
        ] {
            assert_eq!(
                asked(&gate, &[own, ("origin", origin)], true),
                403,
                "{origin}"
            );
        }
        let other = ("sec-fetch-site", "cross-site");
        let link = ("sec-fetch-mode", "navigate");
        assert_eq!(asked(&gate, &[own, other, link], true), 200);
        assert_eq!(asked(&gate, &[own, other, link], false), 403);
        assert_eq!(
            asked(&gate, &[own, other, ("sec-fetch-mode", "no-cors")], true),
            403
        );
    }

    #[test]
    fn a_page_behind_a_server_with_tls_may_ask_by_the_address_that_was_told() {
        let outer = Outer::parse("https://Spuk.Example:443/");
        assert_eq!(outer, Outer::parse("https://spuk.example"));
        let gate = Gate::new("127.0.0.1", outer, None);
        // In front of it one keeps the name that was asked for, and another gives its own.
        for host in ["spuk.example", "127.0.0.1:8421"] {
            let own = ("host", host);
            let page = ("origin", "https://spuk.example");
            assert_eq!(asked(&gate, &[own, page], false), 200, "{host}");
            for origin in ["https://kwaad.example", "http://spuk.example:1", "null"] {
                let other = [own, ("origin", origin)];
                assert_eq!(asked(&gate, &other, false), 403, "{host} {origin}");
            }
            assert_eq!(gate.origin(host), "https://spuk.example");
        }
        assert_eq!(asked(&gate, &[("host", "kwaad.example")], false), 421);
        let with_port = Outer::parse("https://[::1]:8443").unwrap();
        assert_eq!(
            (&*with_port.origin, &*with_port.name),
            ("https://[::1]:8443", "::1")
        );
        for wrong in [
            "spuk.example",
            "ftp://spuk.example",
            "https://",
            "https://a/b",
            "https://a@b",
            "https://a b",
            "https://:443",
        ] {
            assert_eq!(Outer::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_token_is_asked_for_in_any_of_three_ways() {
        let gate = Gate::new("0.0.0.0", None, Some("geheim"));
        let own = ("host", "10.1.2.3");
        assert_eq!(asked(&gate, &[own], true), 401);
        for (name, value) in [
            ("authorization", "Bearer geheim"),
            ("cookie", "a=b; spuk=geheim"),
        ] {
            assert_eq!(asked(&gate, &[own, (name, value)], true), 200, "{name}");
        }
        for (name, value) in [
            ("authorization", "geheim"),
            ("cookie", "spuk=geheimer"),
            ("cookie", "xspuk=geheim"),
        ] {
            assert_eq!(asked(&gate, &[own, (name, value)], true), 401, "{value}");
        }
        let mut host = HeaderMap::new();
        host.insert(HOST, "10.1.2.3".parse().unwrap());
        assert!(
            gate.check(&host, &Method::GET, true, Some("geheim"))
                .is_ok()
        );
        assert!(gate.check(&host, &Method::GET, true, Some("")).is_err());
    }
}
