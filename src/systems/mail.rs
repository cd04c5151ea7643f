//! Mail by SMTP, text and HTML in one.
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{AsyncTransport as _, Message, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::email;
use crate::domain::partner::CallError;
use crate::domain::shop::Language;

/// Longest wait for the mail server.
const TIMEOUT: Duration = Duration::from_secs(15);

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who gets it.
    pub to: Vec<String>,
    /// Where answers go; empty: to the sender.
    pub reply_to: String,
    /// Our id of what it tells, so that a mail handed over twice is recognised as one; may be empty.
    pub id: String,
    /// Subject.
    pub subject: String,
    language: Language,
    paragraphs: Vec<Paragraph>,
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Paragraph {
    /// Words, with the line ends that they have.
    Text(String),
    /// An address with its words.
    Link(String, String),
}

impl Letter {
    /// A letter of paragraphs in the language given.
    pub fn new(to: Vec<String>, subject: String, language: Language, lines: &[String]) -> Self {
        let paragraphs = lines.iter().cloned().map(Paragraph::Text).collect();
        Self { to, reply_to: String::new(), id: String::new(), subject, language, paragraphs }
    }

    /// The same with one more paragraph.
    #[must_use]
    pub fn text(mut self, text: String) -> Self {
        self.paragraphs.push(Paragraph::Text(text));
        self
    }

    /// The same with one more paragraph that leads somewhere.
    #[must_use]
    pub fn link(mut self, words: String, address: String) -> Self {
        self.paragraphs.push(Paragraph::Link(words, address));
        self
    }

    /// The same, to be answered to an address.
    #[must_use]
    pub fn reply_to(mut self, address: &str) -> Self {
        address.clone_into(&mut self.reply_to);
        self
    }

    /// The same under an id of ours.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        let lines = self.paragraphs.iter().map(|p| match p {
            Paragraph::Text(text) => text.clone(),
            Paragraph::Link(words, address) => format!("{words}\n{address}"),
        });
        lines.collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// As HTML without anything that is loaded from elsewhere.
    pub fn html(&self) -> String {
        let paragraphs: String = self
            .paragraphs
            .iter()
            .map(|p| match p {
                Paragraph::Text(text) => format!("<p>{}</p>\n", escape(text).replace('\n', "<br/>\n")),
                Paragraph::Link(words, address) => {
                    format!("<p><a href=\"{}\">{}</a></p>\n", escape(address), escape(words))
                }
            })
            .collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"/><title>{}</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\n{paragraphs}</body>\n</html>\n",
            self.language.code(),
            escape(&self.subject)
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Hands mails over to the operator's mail server.
#[derive(Debug, Clone)]
pub struct Postman {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// It never will: no address in it can be used, or the mail server refused it for good.
    #[error("{0}")]
    Never(String),
    /// It may later.
    #[error("{0}")]
    NotNow(String),
}

impl Unsent {
    /// Whether trying again is of no use.
    pub const fn for_good(&self) -> bool {
        matches!(self, Self::Never(_))
    }
}

/// What an answer of the mail server amounts to, told by its code alone: its words may hold an address.
fn refused(error: &smtp::Error) -> Unsent {
    let Some(code) = error.status() else {
        let text = if error.is_timeout() {
            "the mail server gave no answer in time"
        } else {
            "the mail server can't be reached"
        };
        // The library's own refusal to send what the server can't take.
        return if error.is_client() && error.to_string().contains("non-ascii") {
            Unsent::Never("the mail server takes no such address".to_owned())
        } else {
            Unsent::NotNow(text.to_owned())
        };
    };
    let text = format!("the mail server refused it ({code})");
    // 53x is about our login there, not about the letter (RFC 4954 6).
    let for_good = error.is_permanent() && !code.to_string().starts_with("53");
    if for_good { Unsent::Never(text) } else { Unsent::NotNow(text) }
}

impl Postman {
    /// For the address of a mail server (`smtp://…`, `smtps://…`) and a sender. Contacts nothing yet.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] when address or sender can't be used.
    pub fn new(smtp_url: &SecretString, from: &str) -> Result<Self, CallError> {
        let refuse = |text: String| CallError::Forbidden { text };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url.expose_secret())
            .map_err(|_| refuse("the mail server's address can't be used".to_owned()))?
            .timeout(Some(TIMEOUT))
            .build();
        let from = from.parse().map_err(|_| refuse("the sender is no mailbox".to_owned()))?;
        Ok(Self { transport, from })
    }

    /// Asks whether the mail server is there; sends nothing.
    ///
    /// # Errors
    /// [`CallError::Down`] when it is not.
    pub async fn answers(&self) -> Result<(), CallError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(CallError::Down { text: "the mail server does not answer".to_owned() }),
            Err(e) => Err(CallError::Down { text: e.to_string() }),
        }
    }

    /// Hands one letter over. An address that can't be used is left out; what an older program took may be one.
    ///
    /// # Errors
    /// When nobody can get it, or the mail server doesn't take it.
    pub async fn send(&self, letter: &Letter) -> Result<(), Unsent> {
        let mut message = Message::builder().from(self.from.clone()).subject(letter.subject.clone()).raw_header(
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()),
        );
        if !letter.id.is_empty() {
            message = message.message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())));
        }
        if let Some(address) = email::read(&letter.reply_to) {
            message = message.reply_to(Mailbox::new(None, address));
        }
        let known: Vec<_> = letter.to.iter().filter_map(|to| email::read(to)).collect();
        if known.is_empty() {
            return Err(Unsent::Never("no mail can be sent to its address".to_owned()));
        }
        for address in known {
            message = message.to(Mailbox::new(None, address));
        }
        let part = |kind, body: String| SinglePart::builder().header(kind).body(body);
        let both = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, letter.plain()))
            .singlepart(part(ContentType::TEXT_HTML, letter.html()));
        let message = message.multipart(both).map_err(|_| Unsent::Never("no mail can be made of it".to_owned()))?;
        self.transport.send(message).await.map(drop).map_err(|e| refused(&e))
    }
}
