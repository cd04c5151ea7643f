//! Mail by SMTP, text and HTML in one.
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport as _, Message, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::partner::CallError;
use crate::domain::shop::Language;

/// Longest wait for the mail server.
const TIMEOUT: Duration = Duration::from_secs(15);

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who gets it.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

impl Letter {
    /// A letter of paragraphs, as text and as HTML in the language given.
    pub fn new(to: Vec<String>, subject: String, language: Language, lines: &[String]) -> Self {
        let paragraphs: String = lines.iter().map(|l| format!("<p>{}</p>\n", escape(l))).collect();
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<body style=\"font-family:sans-serif;line-height:1.5\">\n{paragraphs}</body>\n</html>\n",
            language.code()
        );
        Self { to, subject, text: lines.join("\n\n"), html }
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

fn broken(error: &dyn std::fmt::Display) -> CallError {
    CallError::Down { text: error.to_string() }
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

    /// Hands one letter over.
    ///
    /// # Errors
    /// [`CallError::Down`] when the mail server doesn't take it.
    pub async fn send(&self, letter: &Letter) -> Result<(), CallError> {
        let mut message = Message::builder().from(self.from.clone()).subject(letter.subject.clone());
        for to in &letter.to {
            message = message.to(to.parse().map_err(|e| broken(&e))?);
        }
        let part = |kind, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
        let both = MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
            .singlepart(part(ContentType::TEXT_HTML, &letter.html));
        let message = message.multipart(both).map_err(|e| broken(&e))?;
        self.transport.send(message).await.map(drop).map_err(|e| broken(&e))
    }
}
