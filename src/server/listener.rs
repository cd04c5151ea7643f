//! The web listener, and its end: whoever connects while the server stops is told so, instead of being cut off.
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpSocket;
use tokio::task::JoinSet;

/// Connections that wait until somebody takes them.
const BACKLOG: u32 = 1024;
/// How often late connections are looked for.
const LOOK: Duration = Duration::from_millis(20);
/// How long one late connection is listened to.
const PATIENCE: Duration = Duration::from_secs(1);
/// What it is told.
const TOO_LATE: &str = r#"{"type":"about:blank","title":"Not available","status":503,"code":"stopping"}"#;

/// Binds an address.
///
/// # Errors
/// When it is taken or not ours.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Answers who connects to a listener that the server has left, until `end` comes, and closes it when nobody waits any more.
pub async fn answer_late(listener: TcpListener, end: impl Future<Output = ()>) {
    let mut late = JoinSet::new();
    let mut end = std::pin::pin!(end);
    loop {
        take_all(&listener, &mut late);
        tokio::select! {
            () = &mut end => break,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
    take_all(&listener, &mut late);
    drop(listener);
    while late.join_next().await.is_some() {}
}

fn take_all(listener: &TcpListener, late: &mut JoinSet<()>) {
    while let Ok((stream, _)) = listener.accept() {
        late.spawn(async move {
            // One that is silent or gone needs no answer.
            let _answered = tokio::time::timeout(PATIENCE, refuse(stream)).await;
        });
    }
}

async fn refuse(stream: TcpStream) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    let mut stream = tokio::net::TcpStream::from_std(stream)?;
    let mut read = [0; 4096];
    if stream.read(&mut read).await? == 0 {
        return Ok(());
    }
    let answer = format!(
        "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\ncache-control: no-store\r\n\
        content-type: application/problem+json\r\ncontent-length: {}\r\n\r\n{TOO_LATE}",
        TOO_LATE.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    // What is not read when a connection is closed resets it, and with it the answer.
    while stream.read(&mut read).await? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_too_late_is_told() {
        let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let mut early = tokio::net::TcpStream::connect(address).await.unwrap();
        early.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        answer_late(listener, std::future::ready(())).await;
        let mut answer = String::new();
        early.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 503 ") && head.contains(&format!("content-length: {}", body.len())),
            "{answer}"
        );
        assert!(tokio::net::TcpStream::connect(address).await.is_err());
    }
}
