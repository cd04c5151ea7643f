//! A mail server that takes everything and keeps it: as much SMTP as a sender needs, over real TCP.
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A mail as it was handed over.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: Vec<String>,
    pub subject: String,
    /// Header lines, each on one line.
    pub head: String,
    pub text: String,
    pub html: String,
}

pub struct PostOffice {
    address: SocketAddr,
    mails: Arc<Mutex<Vec<Mail>>>,
    closed: Arc<AtomicBool>,
    refusing: Arc<AtomicBool>,
}

impl PostOffice {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (mails, closed) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let refusing = Arc::new(AtomicBool::new(false));
        let (kept, shut, no) = (Arc::clone(&mails), Arc::clone(&closed), Arc::clone(&refusing));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (kept, shut, no) = (Arc::clone(&kept), Arc::clone(&shut), Arc::clone(&no));
                std::thread::spawn(move || counter(&stream.unwrap(), &kept, &shut, &no));
            }
        });
        Self { address, mails, closed, refusing }
    }

    /// From now on each recipient is refused for good, or no longer.
    pub fn refuse(&self, refusing: bool) {
        self.refusing.store(refusing, Ordering::SeqCst);
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on, or no longer, every mail is refused for the moment.
    pub fn close(&self, closed: bool) {
        self.closed.store(closed, Ordering::SeqCst);
    }

    /// Takes what has come since the last look.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.mails.lock().unwrap())
    }
}

/// Serves one connection.
fn counter(stream: &TcpStream, kept: &Mutex<Vec<Mail>>, shut: &AtomicBool, refusing: &AtomicBool) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let say = |text: &str| (&*stream).write_all(format!("{text}\r\n").as_bytes()).unwrap();
    say("220 here");
    let mut to = Vec::new();
    while let Some(Ok(line)) = lines.next() {
        match line.split([' ', ':']).next().unwrap_or_default() {
            "MAIL" if shut.load(Ordering::SeqCst) => say("451 closed for the moment"),
            "RCPT" if refusing.load(Ordering::SeqCst) => say("550 no such mailbox a@example.com"),
            "RCPT" => {
                to.push(line.split(['<', '>']).nth(1).unwrap().to_owned());
                say("250 fine");
            }
            "DATA" => {
                say("354 go on");
                let body: Vec<String> = lines.by_ref().map(Result::unwrap).take_while(|l| l != ".").collect();
                kept.lock().unwrap().push(read(std::mem::take(&mut to), &body));
                say("250 taken");
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => say("250 fine"),
        }
    }
}

/// The parts of a mail with one text and one HTML part.
fn read(to: Vec<String>, lines: &[String]) -> Mail {
    let message = lines.join("\r\n").replace("\r\n ", " ").replace("\r\n\t", " ");
    let raw = lines.join("\r\n");
    let subject = message.lines().find_map(|l| l.strip_prefix("Subject: ")).unwrap();
    let boundary = message.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
    let parts: Vec<&str> = raw.split(&format!("--{boundary}")).skip(1).collect();
    assert!(message.contains("multipart/alternative") && parts.len() == 3, "{raw}");
    let part = |at: usize, kind: &str| {
        let (head, body) = parts[at].split_once("\r\n\r\n").unwrap();
        assert!(head.contains(kind), "{head}");
        let head = head.to_ascii_lowercase();
        if head.contains("base64") {
            String::from_utf8(STANDARD.decode(body.replace("\r\n", "")).unwrap()).unwrap()
        } else if head.contains("quoted-printable") {
            quoted(&body.replace("=\r\n", ""))
        } else {
            body.to_owned()
        }
    };
    let head = message.split("\r\n\r\n").next().unwrap().to_owned();
    Mail { to, subject: words(subject), head, text: part(0, "text/plain"), html: part(1, "text/html") }
}

/// Quoted-printable (RFC 2045 6.7), soft line breaks already gone.
fn quoted(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'=').and_then(|c| std::str::from_utf8(c).ok());
        if let Some(byte) = code.and_then(|c| u8::from_str_radix(c, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Encoded words (RFC 2047) of the base64 kind; blanks between two of them don't count.
fn words(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut encoded_before = false;
    for (at, word) in text.split(' ').enumerate() {
        let code = word.strip_prefix("=?utf-8?b?").and_then(|w| w.strip_suffix("?="));
        if at > 0 && !(encoded_before && code.is_some()) {
            bytes.push(b' ');
        }
        encoded_before = code.is_some();
        match code {
            Some(code) => bytes.extend(STANDARD.decode(code).unwrap()),
            None => bytes.extend(word.as_bytes()),
        }
    }
    String::from_utf8(bytes).unwrap()
}
