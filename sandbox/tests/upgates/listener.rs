//! A small HTTP listener that keeps what it gets and answers as told; under `/slow` only after 600 ms.

use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What arrived: path and body.
type Kept = Arc<Mutex<Vec<(String, Value)>>>;

/// The listener.
pub struct Listener {
    pub url: String,
    kept: Kept,
    answer: Arc<Mutex<(u16, String)>>,
}

impl Listener {
    /// Listens on a free port and answers 200 with `body`.
    pub async fn start(body: &str) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", socket.local_addr().unwrap());
        let (kept, answer) = (Kept::default(), Arc::new(Mutex::new((200, body.to_owned()))));
        let (to, with) = (Arc::clone(&kept), Arc::clone(&answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&to), Arc::clone(&with)));
            }
        });
        Self { url, kept, answer }
    }

    /// Answers this from now on.
    pub fn answer(&self, status: u16, body: &str) {
        *self.answer.lock().unwrap() = (status, body.to_owned());
    }

    /// Everything that arrived at a path.
    pub fn at(&self, path: &str) -> Vec<Value> {
        self.kept.lock().unwrap().iter().filter(|(p, _)| p == path).map(|(_, body)| body.clone()).collect()
    }
}

async fn serve(mut stream: TcpStream, kept: Kept, answer: Arc<Mutex<(u16, String)>>) {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let (head, body) = loop {
        let read = stream.read(&mut part).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|l| l.to_lowercase().strip_prefix("content-length:").and_then(|n| n.trim().parse().ok()));
        if body.len() >= length.unwrap_or(0) {
            break (head.to_owned(), body.to_owned());
        }
    };
    let slow = head.contains(" /slow");
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    kept.lock().unwrap().push((path, serde_json::from_str(&body).unwrap_or_default()));
    if slow {
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    }
    let (status, text) = answer.lock().unwrap().clone();
    let reply = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
        text.len()
    );
    let _ = stream.write_all(reply.as_bytes()).await;
}
