//! Which hosts an address may name, and which network addresses count as public. Pure rules: nothing is resolved here.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use url::{Host, Url};

use crate::domain::partner::CallError;

/// One row of a host list: `host`, `host:port` or `.suffix` (subdomains only).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    host: String,
    port: Option<u16>,
    suffix: bool,
}

/// The rules for the addresses of one kind of system.
#[derive(Debug, Clone)]
pub struct HostRules {
    entries: Arc<[Entry]>,
    others: bool,
}

/// How far a host is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Listed by its exact name: http and any network address are fine.
    Listed,
    /// Named by a suffix of a partner list: https, any network address.
    Network,
    /// Anything else that is allowed: https and public network addresses only.
    Public,
}

impl HostRules {
    /// The rules of `SPOJKA_API_HOSTS`: only listed hosts; a leading dot allows subdomains, over https and on public
    /// addresses; http and loopback only for a host that is listed by its exact name.
    ///
    /// # Errors
    /// A sentence about the first row that is no host.
    pub fn for_api<S: AsRef<str>>(list: &[S]) -> Result<Self, String> {
        Ok(Self { entries: entries(list)?, others: false })
    }

    /// The rules of `SPOJKA_PARTNER_HOSTS`: any https host on a public address, and the listed ones wherever they are
    /// (http only for a host that is listed by its exact name).
    ///
    /// # Errors
    /// A sentence about the first row that is no host.
    pub fn for_partners<S: AsRef<str>>(extra: &[S]) -> Result<Self, String> {
        Ok(Self { entries: entries(extra)?, others: true })
    }

    /// How far `host` (as `url` writes it, IPv6 in brackets) is trusted on `port`; `None` when it may not be named. A host
    /// that is listed with another port only may not be named at all: names are resolved without knowing the port.
    pub fn trust(&self, host: &str, port: Option<u16>) -> Option<Trust> {
        let under = |e: &Entry| host.strip_suffix(&e.host).is_some_and(|left| !left.is_empty());
        let named = |suffix: bool| {
            let entries = self.entries.iter().filter(move |e| e.suffix == suffix);
            entries.filter(move |e| if suffix { under(e) } else { e.host == host }).collect::<Vec<_>>()
        };
        for (entries, trust) in
            [(named(false), Trust::Listed), (named(true), if self.others { Trust::Network } else { Trust::Public })]
        {
            if entries.iter().any(|e| port.is_none() || e.port.is_none() || e.port == port) {
                return Some(trust);
            }
            if !entries.is_empty() {
                return None;
            }
        }
        self.others.then_some(Trust::Public)
    }

    /// Checks host and scheme of a whole address, whatever path and query it has.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] with host and reason.
    pub fn allow(&self, url: &Url) -> Result<Trust, CallError> {
        let host = url.host_str().unwrap_or_default();
        let refuse = |why: &str| Err(CallError::Forbidden { text: format!("{host}: {why}") });
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("a login inside the address");
        }
        if host.is_empty() || host.ends_with('.') {
            return refuse("no host");
        }
        // A partner's host gets into no header, and private networks have names with an underscore.
        if !self.others && matches!(url.host(), Some(Host::Domain(name)) if !is_name(name)) {
            return refuse("a host name of letters, digits, - and . is needed");
        }
        let Some(trust) = self.trust(host, url.port_or_known_default()) else { return refuse("host not listed") };
        match url.scheme() {
            "https" => {}
            "http" if trust == Trust::Listed => {}
            _ => return refuse("only https is allowed"),
        }
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            _ => None,
        };
        let local_name = host == "localhost" || host.ends_with(".localhost");
        if trust == Trust::Public && (local_name || literal.is_some_and(|ip| !is_public(ip))) {
            return refuse("not a public address");
        }
        Ok(trust)
    }
}

/// Reads a base address that came from outside and checks it. Contacts nothing.
///
/// # Errors
/// [`CallError::Forbidden`]: not an absolute http(s) address, a login, query or fragment inside it, white space, or a
/// host or scheme that the rules don't allow.
pub fn check_url(text: &str, rules: &HostRules) -> Result<Url, CallError> {
    let refuse = |why: &str| CallError::Forbidden { text: why.to_owned() };
    if text.len() > 500 || text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(refuse("not an address"));
    }
    let url = Url::parse(text).map_err(|_| refuse("not an address"))?;
    rules.allow(&url)?;
    if url.query().is_some() || url.fragment().is_some() || text.contains(['?', '#', '@']) {
        return Err(refuse("an address without login, query and fragment is needed"));
    }
    Ok(url)
}

/// Whether a text is a host name as addresses write it: letters, digits, `-` and `.` only. Address parsers let `*`, `,` and `;` pass,
/// which mean something else in the headers that a host gets into.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 253 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
}

/// Whether a network address is reachable over the public internet: no private, loopback, link-local, shared (CGNAT),
/// documentation, benchmark, multicast or reserved range, and no IPv6 form that wraps such an IPv4 address
/// (ranges: the IANA special-purpose address registries).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => public_v6(ip),
    }
}

fn public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || matches!((a, b, c), (0 | 224..=255, _, _) | (100, 64..=127, _) | (198, 18 | 19, _))
        || matches!((a, b, c), (192, 0, 0) | (192, 88, 99));
    !special
}

fn public_v6(ip: Ipv6Addr) -> bool {
    // 64:ff9b::/96 wraps an IPv4 address for networks that have IPv6 only.
    if let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = ip.segments() {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        return public_v4(Ipv4Addr::new(a, b, c, d));
    }
    match (ip.segments()[0], ip.segments()[1]) {
        (0x2001, 0..0x200 | 0xdb8) | (0x2002, _) | (0x3fff, 0..0x1000) => false,
        (first, _) => first & 0xe000 == 0x2000,
    }
}

fn entries<S: AsRef<str>>(list: &[S]) -> Result<Arc<[Entry]>, String> {
    let rows = list.iter().map(|s| s.as_ref().trim()).filter(|s| !s.is_empty());
    rows.map(|row| entry(row).ok_or_else(|| format!("{row:?} is neither a host nor a .suffix"))).collect()
}

fn entry(row: &str) -> Option<Entry> {
    if row.contains(['/', '@', '?', '#', '\\', '*']) {
        return None;
    }
    let name = row.strip_prefix('.').unwrap_or(row);
    // A known scheme makes the parser normalise the name exactly as it will normalise addresses; port 80 stays visible.
    let url = Url::parse(&format!("https://{name}/")).ok()?;
    let port = url.port().or_else(|| row.ends_with(":443").then_some(443));
    let suffix = row.starts_with('.');
    let host = url.host_str().filter(|h| !h.ends_with('.'))?;
    match url.host() {
        Some(Host::Domain(name)) if is_name(&name.replace('_', "-")) => {}
        Some(Host::Ipv4(_) | Host::Ipv6(_)) if !suffix => {}
        _ => return None,
    }
    Some(Entry { host: if suffix { format!(".{host}") } else { host.to_owned() }, port, suffix })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(list: &[&str], text: &str) -> bool {
        check_url(text, &HostRules::for_api(list).unwrap()).is_ok()
    }

    fn partner(list: &[&str], text: &str) -> bool {
        check_url(text, &HostRules::for_partners(list).unwrap()).is_ok()
    }

    #[test]
    fn subdomains_of_a_suffix_are_allowed_over_https_only() {
        for fine in [
            "https://lampy.admin.s7.upgates.com/api/v2",
            "https://LAMPY.ADMIN.S7.UPGATES.COM/api/v2/",
            "https://a.upgates.com:8443/api/v2",
        ] {
            assert!(api(&[".upgates.com"], fine), "{fine}");
        }
        for nasty in [
            "",
            "upgates.com",
            "/api/v2",
            "//a.upgates.com/api/v2",
            "https:///api",
            "http://a.upgates.com/api/v2",
            "ftp://a.upgates.com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://upgates.com/api/v2",
            "https://.upgates.com/api/v2",
            "https://evilupgates.com/api/v2",
            "https://a.upgates.com.evil.test/api/v2",
            "https://a.upgates.com./api/v2",
            "https://evil.test/.upgates.com",
            "https://evil.test#.upgates.com",
            "https://evil.test?.upgates.com",
            "https://evil.test\\.upgates.com",
            "https://a.upgates.com@evil.test/",
            "https://user:pass@a.upgates.com/",
            "https://@a.upgates.com/",
            "https://a.upgates.com/api?x=1",
            "https://a.upgates.com/api#x",
            "https://a.upgates.com/api?",
            "https://a.upgates.com/a b",
            " https://a.upgates.com/",
            "https://a.upgates.com/\n",
            "https://a.up\tgates.com/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://localhost/",
            "https://*.upgates.com/api/v2",
            "https://a,b.upgates.com/api/v2",
            "https://a;script-src.upgates.com/api/v2",
            "https://a_b.upgates.com/api/v2",
            "https://a'b.upgates.com/api/v2",
            "https://a!b.upgates.com/api/v2",
            "https://2130706433/",
            "https://0x7f.1/",
        ] {
            assert!(!api(&[".upgates.com"], nasty), "{nasty}");
        }
    }

    #[test]
    fn an_expressly_listed_host_may_be_local_and_plain() {
        assert!(api(&[".upgates.com", "127.0.0.1"], "http://127.0.0.1:9001/api/v2"));
        assert!(api(&["localhost:9001"], "http://localhost:9001/api/v2"));
        assert!(!api(&["localhost:9001"], "http://localhost:9002/api/v2"));
        assert!(api(&["[::1]"], "http://[::1]:9001/api/v2"));
        assert!(api(&["127.0.0.1:443"], "https://127.0.0.1/api/v2"));
        assert!(!api(&["127.0.0.1"], "http://127.0.0.2:9001/api/v2"));
        assert!(!api(&[".localhost"], "https://a.localhost/"));
    }

    #[test]
    fn partners_may_be_anywhere_public_and_listed_ones_anywhere() {
        assert!(partner(&[], "https://erp.example.test/RESTAPI"));
        assert!(partner(&[], "https://8.8.8.8/RESTAPI"));
        assert!(!partner(&[], "http://erp.example.test/RESTAPI"));
        for nasty in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://10.1.2.3/",
            "https://172.31.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://255.255.255.255/",
            "https://[::]/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:8.8.8.8]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "https://[ff02::1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2002:7f00:1::]/",
            "https://localhost/",
            "https://x.localhost/",
        ] {
            assert!(!partner(&[], nasty), "{nasty}");
        }
        assert!(partner(&["10.1.2.3"], "http://10.1.2.3/RESTAPI"));
        assert!(partner(&[".lan.example"], "https://erp.lan.example/RESTAPI"));
        assert!(!partner(&[".lan.example"], "http://erp.lan.example/RESTAPI"));
        assert!(partner(&["erp.lan:8443"], "https://erp.lan:8443/RESTAPI"));
        assert!(!partner(&["erp.lan:8443"], "https://erp.lan/RESTAPI"));
    }

    #[test]
    fn rows_that_are_no_hosts_are_named() {
        for bad in
            ["https://a.test", "a/b", "*.upgates.com", "a b", ".127.0.0.1", "u@a", "a.test.", "a,b.test", "a;b.test"]
        {
            assert!(HostRules::for_api(&[bad]).unwrap_err().contains(bad), "{bad}");
        }
        assert!(HostRules::for_api(&["", " .upgates.com "]).is_ok());
    }

    #[test]
    fn special_ranges_are_not_public() {
        let public = |s: &str| is_public(s.parse().unwrap());
        for yes in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2a00:1450::1", "64:ff9b::808:808"] {
            assert!(public(yes), "{yes}");
        }
        for no in [
            "0.1.2.3",
            "100.127.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.19.1.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "::1.2.3.4",
            "fec0::1",
            "100::1",
        ] {
            assert!(!public(no), "{no}");
        }
    }
}
