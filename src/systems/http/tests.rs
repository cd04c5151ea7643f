//! Servers that answer badly, or not at all.
use super::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// A server that reads one request and answers it with `answer`, then hangs when asked to, else closes.
async fn server(answer: &'static [u8], hang: bool) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/x", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = [0; 4096];
            let _ = stream.read(&mut read).await;
            let _ = stream.write_all(answer).await;
            if hang {
                std::future::pending::<()>().await;
            }
        }
    });
    url
}

fn client() -> Guarded {
    Guarded::new(HostRules::for_api(&["127.0.0.1"]).unwrap()).unwrap()
}

async fn both(url: Url) -> [Result<Reply, CallError>; 2] {
    let short = Duration::from_millis(150);
    let write = Call::new(Method::POST, url.clone()).timeout(short);
    [client().send(Call::get(url).timeout(short)).await, client().send(write).await]
}

#[tokio::test]
async fn a_lost_answer_is_down_for_a_read_and_unclear_for_a_write() {
    let cases: [(&[u8], bool); 4] = [
        (b"", true),
        (b"", false),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf", false),
        (b"no http at all", false),
    ];
    for (answer, hang) in cases {
        let [read, write] = both(server(answer, hang).await).await;
        assert!(matches!(read, Err(CallError::Down { .. })), "{answer:?} {read:?}");
        assert!(matches!(write, Err(CallError::Unclear { .. })), "{answer:?} {write:?}");
    }
    let posted_search = Call::new(Method::POST, server(b"", false).await).reading();
    assert!(matches!(client().send(posted_search).await, Err(CallError::Down { .. })));
}

#[tokio::test]
async fn what_was_never_sent_is_down() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let [read, write] = both(format!("http://{free}/").parse().unwrap()).await;
    assert!(matches!(read, Err(CallError::Down { .. })), "{read:?}");
    assert!(matches!(write, Err(CallError::Down { .. })), "{write:?}");
}

#[tokio::test]
async fn redirects_are_handed_back_and_not_followed() {
    let url = server(b"HTTP/1.1 301 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", false).await;
    let reply = client().send(Call::get(url)).await.unwrap();
    assert_eq!((reply.status, reply.header("location")), (301, Some("http://127.0.0.1:1/")));
}

#[tokio::test]
async fn forbidden_hosts_are_not_contacted() {
    let strict = Guarded::new(HostRules::for_partners::<&str>(&[]).unwrap()).unwrap();
    for url in ["http://127.0.0.1:1/", "https://127.0.0.1:1/", "https://localhost:1/", "https://[::1]:1/"] {
        let got = strict.send(Call::get(url.parse().unwrap())).await;
        assert!(matches!(got, Err(CallError::Forbidden { .. })), "{url} {got:?}");
    }
}

#[tokio::test]
async fn a_name_that_leads_home_is_refused_at_the_connection() {
    let resolve = |rules: HostRules| Checked { rules }.resolve("localhost".parse().unwrap());
    let refused = resolve(HostRules::for_partners::<&str>(&[]).unwrap()).await.err().unwrap();
    assert!(refused.downcast_ref::<NotPublic>().is_some());
    assert!(resolve(HostRules::for_partners(&["localhost"]).unwrap()).await.unwrap().count() > 0);
}

#[tokio::test]
async fn an_endless_answer_is_cut() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while stream.write_all(&[b'x'; 65536]).await.is_ok() {}
    });
    let got = client().send(Call::get(url)).await;
    assert_eq!(got.unwrap_err(), CallError::Unreadable { text: "it is larger than 1024 KiB".to_owned() });
}

#[tokio::test]
async fn an_answer_that_says_it_is_too_large_is_not_read() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\nhalf";
    let call = async |call: fn(Url) -> Call| client().send(call(server(answer, true).await).largest(4999)).await;
    assert!(matches!(call(Call::get).await, Err(CallError::Unreadable { .. })));
    let written = call(|url| Call::new(Method::PUT, url)).await;
    assert!(matches!(written, Err(CallError::Unclear { .. })), "{written:?}");
}

#[test]
fn plain_words_are_found_in_pages() {
    let reply = |body: &str| Reply { status: 502, headers: HeaderMap::new(), body: body.as_bytes().to_vec() }.plain();
    assert_eq!(reply("<html><h1>Bad\n gateway</h1></html>"), "Bad gateway");
    assert_eq!(reply("1 > 0"), "1 > 0");
    assert_eq!(reply(&"ž".repeat(5000)).chars().count(), 300);
}
