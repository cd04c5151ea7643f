//! A caller that costs little: HTTP/1.1 over one kept connection.
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use serde_json::Value;

/// A kept connection to one server.
pub struct Wire {
    address: String,
    stream: BufReader<TcpStream>,
    cookie: String,
}

impl Wire {
    /// Connects to `host:port`.
    pub fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream), cookie: String::new() })
    }

    /// Sends a request and reads the answer's status and body.
    pub fn send(&mut self, method: &str, path: &str, body: &str) -> anyhow::Result<(u16, Vec<u8>)> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\n{}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status: u16 = line.split(' ').nth(1).and_then(|word| word.parse().ok()).context("no status line")?;
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let head = line.trim_end().to_ascii_lowercase();
            if head.is_empty() {
                break;
            }
            if head.starts_with("set-cookie:") {
                let set = line.split_once(':').map_or("", |(_, value)| value);
                self.cookie = format!("cookie: {}\r\n", set.split(';').next().unwrap_or_default().trim());
            }
            if let Some(value) = head.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if head.starts_with("transfer-encoding:") {
                bail!("{path} answered in pieces, which is not read here");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, body))
    }

    /// Goes to an address that sets a cookie and leads on; the cookie is sent from now on.
    pub fn enter(&mut self, path: &str) -> anyhow::Result<()> {
        let (status, _) = self.send("GET", path, "")?;
        if status != 303 || self.cookie.is_empty() {
            bail!("{path} answered {status} and set {:?}", self.cookie);
        }
        Ok(())
    }

    /// Posts and expects a 2xx.
    pub fn post(&mut self, path: &str, body: &str) -> anyhow::Result<Vec<u8>> {
        let (status, answer) = self.send("POST", path, body)?;
        if !(200..300).contains(&status) {
            bail!("{path} answered {status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(answer)
    }

    /// Posts JSON and reads JSON; an empty answer is null.
    pub fn post_json(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = self.post(path, &body.to_string())?;
        Ok(if answer.is_empty() { Value::Null } else { serde_json::from_slice(&answer)? })
    }
}

/// Connections of [`together`].
const CALLERS: usize = 8;

/// Posts all bodies to one path over eight connections at once.
pub fn together(address: &str, path: &str, bodies: &[String]) -> anyhow::Result<()> {
    std::thread::scope(|scope| {
        let callers: Vec<_> = bodies
            .chunks(bodies.len().div_ceil(CALLERS).max(1))
            .map(|part| {
                scope.spawn(move || {
                    let mut wire = Wire::open(address)?;
                    part.iter().try_for_each(|body| wire.post(path, body).map(drop))
                })
            })
            .collect();
        callers.into_iter().try_for_each(|caller| caller.join().map_err(|_| anyhow!("a caller panicked"))?)
    })
}

/// A port of 127.0.0.1 that nothing listens on at this moment.
pub fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Serves one text at any path of the returned `host:port`, until the program ends.
pub fn serve_text(text: Vec<u8>) -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut asked = BufReader::new(stream);
            let mut line = String::new();
            while asked.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", text.len());
            let mut stream = asked.into_inner();
            // A caller that has gone needs no answer.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&text));
        }
    });
    Ok(address)
}
