//! Serving TLS directly, with certificate and key read again when their files change.
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use openssl::error::ErrorStack;
use openssl::ssl::{SslAcceptor, SslAcceptorBuilder, SslContext, SslFiletype, SslMethod};

use crate::config::Tls;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(30);

const CERT: &str = "SPOJKA_TLS_CERT";
const KEY: &str = "SPOJKA_TLS_KEY";

/// A file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{setting}: can't be used: {error}")]
pub struct TlsError {
    /// The setting that names the file.
    setting: &'static str,
    /// Why.
    error: ErrorStack,
}

/// An acceptor that always uses the newest readable pair of files. A pair that can't be used is logged, and the last
/// good one stays.
///
/// # Errors
/// When the files can't be used at the start.
pub fn acceptor(tls: &Tls) -> Result<SslAcceptorBuilder, TlsError> {
    let current = Arc::new(RwLock::new(context(tls)?));
    let mut builder = load(tls)?;
    let used = Arc::clone(&current);
    builder.set_servername_callback(move |ssl, _| {
        let context = used.read().unwrap_or_else(PoisonError::into_inner).clone();
        // Failing here would end the handshake; the pair that the acceptor was built with serves then.
        if let Err(error) = ssl.set_ssl_context(&context) {
            tracing::error!(%error, "the new certificate could not be used for a connection");
        }
        Ok(())
    });
    tokio::spawn(watch(tls.clone(), current));
    Ok(builder)
}

fn load(tls: &Tls) -> Result<SslAcceptorBuilder, TlsError> {
    let of = |setting| move |error| TlsError { setting, error };
    let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls()).map_err(of(CERT))?;
    builder.set_certificate_chain_file(&tls.cert).map_err(of(CERT))?;
    builder.set_private_key_file(&tls.key, SslFiletype::PEM).map_err(of(KEY))?;
    builder.check_private_key().map_err(of(KEY))?;
    Ok(builder)
}

fn context(tls: &Tls) -> Result<SslContext, TlsError> {
    Ok(load(tls)?.build().into_context())
}

fn changed(tls: &Tls) -> Option<(SystemTime, SystemTime)> {
    let at = |path| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    Some((at(&tls.cert)?, at(&tls.key)?))
}

async fn watch(tls: Tls, current: Arc<RwLock<SslContext>>) {
    let mut seen = changed(&tls);
    loop {
        tokio::time::sleep(LOOK).await;
        let now = changed(&tls);
        if now == seen {
            continue;
        }
        match context(&tls) {
            Ok(context) => {
                *current.write().unwrap_or_else(PoisonError::into_inner) = context;
                seen = now;
                tracing::info!("certificate and key were read again");
            }
            Err(error) => {
                tracing::error!(%error, "certificate or key changed but can't be used; the last good ones stay");
            }
        }
    }
}
