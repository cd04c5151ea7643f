//! Connections of a shop with a partner: settings, sealed credentials and hook secrets, starting, pausing, blocking.
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, RowId, ShopId};
use crate::domain::partner::PartnerKind;
use crate::domain::reader;
use crate::domain::settings::Settings;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreError, StoreResult, Tx, json};

statements! {
    BY_ID = "SELECT id, shop_id, partner, state, settings, credentials_sealed, hook_sealed, hook_secret_sealed, started_at, paused_until, blocked_until, blocked_cause, blocked_since, last_heard_at, last_answer_at, test_report, simulation, simulation_asked, created_at, updated_at, (SELECT COUNT(*) FROM connections others WHERE others.account = connections.account AND connections.account <> '' AND others.id <> connections.id) AS sharing FROM connections WHERE shop_id = $1 AND id = $2";
    OF_SHOP = "SELECT id, shop_id, partner, state, settings, credentials_sealed, hook_sealed, hook_secret_sealed, started_at, paused_until, blocked_until, blocked_cause, blocked_since, last_heard_at, last_answer_at, test_report, simulation, simulation_asked, created_at, updated_at, (SELECT COUNT(*) FROM connections others WHERE others.account = connections.account AND connections.account <> '' AND others.id <> connections.id) AS sharing FROM connections WHERE shop_id = $1 ORDER BY id";
    BY_HOOK = "SELECT id, shop_id, partner, state, settings, credentials_sealed, hook_sealed, hook_secret_sealed, started_at, paused_until, blocked_until, blocked_cause, blocked_since, last_heard_at, last_answer_at, test_report, simulation, simulation_asked, created_at, updated_at, (SELECT COUNT(*) FROM connections others WHERE others.account = connections.account AND connections.account <> '' AND others.id <> connections.id) AS sharing FROM connections \
        WHERE (hook_hash = $1 OR id = (SELECT f.connection_id FROM former_hooks f WHERE f.secret_hash = $1)) AND partner = $2";
    ALL = "SELECT id, shop_id, partner, state, settings, credentials_sealed, hook_sealed, hook_secret_sealed, started_at, paused_until, blocked_until, blocked_cause, blocked_since, last_heard_at, last_answer_at, test_report, simulation, simulation_asked, created_at, updated_at, (SELECT COUNT(*) FROM connections others WHERE others.account = connections.account AND connections.account <> '' AND others.id <> connections.id) AS sharing FROM connections ORDER BY id";
    WITHOUT_ACCOUNT = "SELECT id, shop_id, partner, state, settings, credentials_sealed, hook_sealed, hook_secret_sealed, started_at, paused_until, blocked_until, blocked_cause, blocked_since, last_heard_at, last_answer_at, test_report, simulation, simulation_asked, created_at, updated_at, (SELECT COUNT(*) FROM connections others WHERE others.account = connections.account AND connections.account <> '' AND others.id <> connections.id) AS sharing FROM connections WHERE account = '' ORDER BY id";
    SET_ACCOUNT = "UPDATE connections SET account = $1 WHERE shop_id = $2 AND id = $3";
    INSERT = "INSERT INTO connections (id, shop_id, partner, state, settings, credentials_sealed, hook_hash, hook_sealed, hook_secret_sealed, created_at, updated_at) VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $9)";
    SET_SETTINGS = "UPDATE connections SET settings = $1, updated_at = $2 WHERE shop_id = $3 AND id = $4";
    SET_CREDENTIALS = "UPDATE connections SET credentials_sealed = $1, updated_at = $2 WHERE shop_id = $3 AND id = $4";
    RESEAL = "UPDATE connections SET credentials_sealed = $1, hook_sealed = $2, hook_secret_sealed = $3 WHERE shop_id = $4 AND id = $5";
    REMEMBER = "INSERT INTO settings_history (id, shop_id, connection_id, settings, who, at) VALUES ($1, $2, $3, $4, $5, $6)";
    HISTORY = "SELECT id, settings, who, at FROM settings_history WHERE shop_id = $1 AND connection_id = $2 ORDER BY id DESC LIMIT 50";
    START = "UPDATE connections SET state = 'started', started_at = COALESCE(started_at, $1), paused_until = NULL, updated_at = $1 WHERE shop_id = $2 AND id = $3";
    PAUSE = "UPDATE connections SET state = 'paused', paused_until = $1, updated_at = $2 WHERE shop_id = $3 AND id = $4 AND state = 'started'";
    PAUSE_OVER = "UPDATE connections SET state = 'started', paused_until = NULL WHERE state = 'paused' AND paused_until IS NOT NULL AND paused_until <= $1 RETURNING shop_id";
    BLOCK = "UPDATE connections SET blocked_until = $1, blocked_cause = $2, blocked_since = COALESCE(blocked_since, $3) WHERE shop_id = $4 AND id = $5";
    UNBLOCK = "UPDATE connections SET blocked_until = NULL, blocked_cause = NULL, blocked_since = NULL, last_answer_at = $1 WHERE shop_id = $2 AND id = $3";
    SET_TEST = "UPDATE connections SET test_report = $1 WHERE shop_id = $2 AND id = $3";
    ASK_SIMULATION = "UPDATE connections SET simulation = NULL, simulation_asked = $1 WHERE shop_id = $2 AND id = $3";
    SET_SIMULATION = "UPDATE connections SET simulation = $1 WHERE shop_id = $2 AND id = $3 AND simulation_asked = $4";
    LOCK = "UPDATE connections SET updated_at = updated_at WHERE shop_id = $1 AND id = $2";
    EDITION = "SELECT MAX(id) FROM settings_history WHERE shop_id = $1 AND connection_id = $2";
    PAST = "SELECT id, settings, who, at FROM settings_history WHERE shop_id = $1 AND connection_id = $2 AND id = $3";
    CHANGED = "SELECT COUNT(*) FROM connections WHERE shop_id = $1 AND id = $2 AND updated_at > $3";
    HEARD = "UPDATE connections SET last_heard_at = $1 WHERE shop_id = $2 AND id = $3";
}

/// Whether a connection works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionState {
    /// Being set up.
    Draft,
    /// Running.
    Started,
    /// Paused by the merchant or operator.
    Paused,
}

impl ConnectionState {
    fn from_word(word: &str) -> Self {
        match word {
            "started" => Self::Started,
            "paused" => Self::Paused,
            _ => Self::Draft,
        }
    }

    /// The word that is stored and that operators see.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Started => "started",
            Self::Paused => "paused",
        }
    }
}

/// A connection; its secrets are sealed.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Our id.
    pub id: ConnectionId,
    /// Whose shop.
    pub shop: ShopId,
    /// Which partner.
    pub partner: PartnerKind,
    /// Whether it works.
    pub state: ConnectionState,
    /// The settings.
    pub settings: Settings,
    /// The partner's credentials as sealed JSON.
    pub credentials_sealed: Vec<u8>,
    /// The secret of the hook address, sealed so that it can be shown again.
    pub hook_sealed: Vec<u8>,
    /// The key with which the partner signs hooks, sealed.
    pub hook_secret_sealed: Vec<u8>,
    /// First start; `now` in `orders.from` means this.
    pub started_at: Option<Millis>,
    /// End of a pause, when it has one.
    pub paused_until: Option<Millis>,
    /// The partner can't be reached, or refuses the login, until then.
    pub blocked_until: Option<Millis>,
    /// The cause's code of the block.
    pub blocked_cause: Option<String>,
    /// Since when it is blocked.
    pub blocked_since: Option<Millis>,
    /// Last hook.
    pub last_heard_at: Option<Millis>,
    /// Last good answer after a block.
    pub last_answer_at: Option<Millis>,
    /// How the last try of the login ended, as JSON of `domain::report::TestReport`.
    pub test_report: Option<String>,
    /// The last simulation, as JSON of `domain::report::Simulation`.
    pub simulation: Option<String>,
    /// What the last simulation was asked to try, as JSON of `domain::report::Asked`.
    pub simulation_asked: Option<String>,
    /// Made.
    pub created_at: Millis,
    /// Last change by a person.
    pub updated_at: Millis,
    /// Whether another connection, of this shop or of somebody else's, uses the same account at the partner.
    pub shares_account: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    shop_id: String,
    partner: String,
    state: String,
    settings: String,
    credentials_sealed: Vec<u8>,
    hook_sealed: Vec<u8>,
    hook_secret_sealed: Vec<u8>,
    started_at: Option<i64>,
    paused_until: Option<i64>,
    blocked_until: Option<i64>,
    blocked_cause: Option<String>,
    blocked_since: Option<i64>,
    last_heard_at: Option<i64>,
    last_answer_at: Option<i64>,
    test_report: Option<String>,
    simulation: Option<String>,
    simulation_asked: Option<String>,
    created_at: i64,
    updated_at: i64,
    sharing: i64,
}

impl TryFrom<Row> for Connection {
    type Error = StoreError;

    fn try_from(r: Row) -> StoreResult<Self> {
        let partner = PartnerKind::from_word(&r.partner)
            .ok_or_else(|| StoreError::Corrupt { what: "connections.partner", why: r.partner.clone() })?;
        let settings = reader::stored(&r.settings)
            .map_err(|e| StoreError::Corrupt { what: "connections.settings", why: e.to_string() })?;
        Ok(Self {
            id: ConnectionId(r.id),
            shop: ShopId(r.shop_id),
            partner,
            state: ConnectionState::from_word(&r.state),
            settings,
            credentials_sealed: r.credentials_sealed,
            hook_sealed: r.hook_sealed,
            hook_secret_sealed: r.hook_secret_sealed,
            started_at: r.started_at.map(Millis),
            paused_until: r.paused_until.map(Millis),
            blocked_until: r.blocked_until.map(Millis),
            blocked_cause: r.blocked_cause,
            blocked_since: r.blocked_since.map(Millis),
            last_heard_at: r.last_heard_at.map(Millis),
            last_answer_at: r.last_answer_at.map(Millis),
            test_report: r.test_report,
            simulation: r.simulation,
            simulation_asked: r.simulation_asked,
            created_at: Millis(r.created_at),
            updated_at: Millis(r.updated_at),
            shares_account: r.sharing > 0,
        })
    }
}

/// What a new connection needs.
#[derive(Debug)]
pub struct NewConnection<'a> {
    /// The id for which the secrets were sealed.
    pub id: &'a ConnectionId,
    /// Which partner.
    pub partner: PartnerKind,
    /// The settings.
    pub settings: &'a Settings,
    /// The partner's credentials as sealed JSON.
    pub credentials_sealed: &'a [u8],
    /// Hash of the hook address' secret, for the look-up.
    pub hook_hash: &'a str,
    /// The secret of the hook address, sealed.
    pub hook_sealed: &'a [u8],
    /// The key with which the partner signs hooks, sealed.
    pub hook_secret_sealed: &'a [u8],
}

/// One connection of a shop.
///
/// # Errors
/// When the database doesn't answer or the row can't be read (so in all functions here).
pub async fn get(db: &Db, shop: &ShopId, id: &str) -> StoreResult<Option<Connection>> {
    let row: Option<Row> =
        read!(db, pool => sqlx::query_as(BY_ID).bind(shop.as_str()).bind(id).fetch_optional(pool).await)?;
    row.map(TryInto::try_into).transpose()
}

/// All connections of a shop, oldest first.
pub async fn of_shop(db: &Db, shop: &ShopId) -> StoreResult<Vec<Connection>> {
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(OF_SHOP).bind(shop.as_str()).fetch_all(pool).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The same inside a transaction.
pub async fn of_shop_in(tx: &mut Tx, shop: &ShopId) -> StoreResult<Vec<Connection>> {
    let rows: Vec<Row> = write!(tx, conn => sqlx::query_as(OF_SHOP).bind(shop.as_str()).fetch_all(conn).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// All connections of all shops, for work that keys and clocks ask for.
pub async fn all(db: &Db) -> StoreResult<Vec<Connection>> {
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(ALL).fetch_all(pool).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The connection whose hook address has this secret's hash.
pub async fn by_hook(db: &Db, partner: PartnerKind, hook_hash: &str) -> StoreResult<Option<Connection>> {
    let row: Option<Row> =
        read!(db, pool => sqlx::query_as(BY_HOOK).bind(hook_hash).bind(partner.word()).fetch_optional(pool).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Stores a new connection as a draft.
pub async fn insert(tx: &mut Tx, shop: &ShopId, new: &NewConnection<'_>, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(INSERT)
            .bind(new.id.as_str())
            .bind(shop.as_str())
            .bind(new.partner.word())
            .bind(json("connections.settings", new.settings)?)
            .bind(new.credentials_sealed)
            .bind(new.hook_hash)
            .bind(new.hook_sealed)
            .bind(new.hook_secret_sealed)
            .bind(now.0)
    );
    Ok(())
}

/// Replaces the settings and remembers them with who changed them.
pub async fn set_settings(
    tx: &mut Tx,
    shop: &ShopId,
    id: &str,
    settings: &Settings,
    who: &str,
    now: Millis,
) -> StoreResult<()> {
    let text = json("connections.settings", settings)?;
    exec!(tx, sqlx::query(SET_SETTINGS).bind(text.as_str()).bind(now.0).bind(shop.as_str()).bind(id));
    exec!(
        tx,
        sqlx::query(REMEMBER)
            .bind(RowId::generate(now).0)
            .bind(shop.as_str())
            .bind(id)
            .bind(text.as_str())
            .bind(who)
            .bind(now.0)
    );
    Ok(())
}

/// Settings as they once were.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PastSettings {
    /// Our id.
    pub id: String,
    /// The settings as JSON.
    pub settings: String,
    /// Who set them.
    pub who: String,
    /// When.
    pub at: i64,
}

/// The last 50 settings of a connection, newest first.
pub async fn history(db: &Db, shop: &ShopId, id: &str) -> StoreResult<Vec<PastSettings>> {
    Ok(read!(db, pool => sqlx::query_as(HISTORY).bind(shop.as_str()).bind(id).fetch_all(pool).await)?)
}

/// Replaces the sealed credentials.
pub async fn set_credentials(tx: &mut Tx, shop: &ShopId, id: &str, sealed: &[u8], now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_CREDENTIALS).bind(sealed).bind(now.0).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Connections of all shops of which the account at the partner is not noted.
pub async fn without_account(db: &Db) -> StoreResult<Vec<Connection>> {
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(WITHOUT_ACCOUNT).fetch_all(pool).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Notes which account at the partner the connection uses, as a hash.
pub async fn set_account(tx: &mut Tx, shop: &ShopId, id: &str, account: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_ACCOUNT).bind(account).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Replaces the sealed secrets by ones sealed with another key.
pub async fn reseal(tx: &mut Tx, shop: &ShopId, id: &str, sealed: (&[u8], &[u8], &[u8])) -> StoreResult<()> {
    exec!(tx, sqlx::query(RESEAL).bind(sealed.0).bind(sealed.1).bind(sealed.2).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Starts or resumes; the first start decides what `now` means in `orders.from`.
pub async fn start(tx: &mut Tx, shop: &ShopId, id: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(START).bind(now.0).bind(shop.as_str()).bind(id));
    crate::store::shops::refresh_flowing(tx, shop).await
}

/// Pauses a started connection, for good or until a moment.
pub async fn pause(tx: &mut Tx, shop: &ShopId, id: &str, until: Option<Millis>, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(PAUSE).bind(until.map(|t| t.0)).bind(now.0).bind(shop.as_str()).bind(id));
    crate::store::shops::refresh_flowing(tx, shop).await
}

/// Ends the pauses whose time has come.
pub async fn end_pauses(tx: &mut Tx, now: Millis) -> StoreResult<usize> {
    let shops: Vec<(String,)> = write!(tx, conn => sqlx::query_as(PAUSE_OVER).bind(now.0).fetch_all(conn).await)?;
    for (shop,) in &shops {
        crate::store::shops::refresh_flowing(tx, &ShopId(shop.clone())).await?;
    }
    Ok(shops.len())
}

/// Stops the connection's work until a moment because of a cause at the partner.
pub async fn block(tx: &mut Tx, shop: &ShopId, id: &str, until: Millis, cause: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(BLOCK).bind(until.0).bind(cause).bind(now.0).bind(shop.as_str()).bind(id));
    Ok(())
}

/// The partner answers again.
pub async fn unblock(tx: &mut Tx, shop: &ShopId, id: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(UNBLOCK).bind(now.0).bind(shop.as_str()).bind(id));
    Ok(())
}

/// A hook of the partner came.
pub async fn heard(tx: &mut Tx, shop: &ShopId, id: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(HEARD).bind(now.0).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Stores how a try of the login ended; `None` while one is under way.
pub async fn set_test(tx: &mut Tx, shop: &ShopId, id: &str, report: Option<&str>) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_TEST).bind(report).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Asks for a simulation of these settings; the former report is gone.
pub async fn ask_simulation(tx: &mut Tx, shop: &ShopId, id: &str, asked: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(ASK_SIMULATION).bind(asked).bind(shop.as_str()).bind(id));
    Ok(())
}

/// Stores a simulation, unless another one was asked for meanwhile.
pub async fn set_simulation(tx: &mut Tx, shop: &ShopId, id: &str, asked: &str, report: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_SIMULATION).bind(report).bind(shop.as_str()).bind(id).bind(asked));
    Ok(())
}

/// Which edition of the settings is stored: the newest line of their history. Whoever saves names the edition that was edited.
pub async fn edition(db: &Db, shop: &ShopId, id: &str) -> StoreResult<Option<String>> {
    let (edition,): (Option<String>,) =
        read!(db, pool => sqlx::query_as(EDITION).bind(shop.as_str()).bind(id).fetch_one(pool).await)?;
    Ok(edition)
}

/// Locks a connection until the transaction ends.
pub async fn lock(tx: &mut Tx, shop: &ShopId, id: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(LOCK).bind(shop.as_str()).bind(id));
    Ok(())
}

/// The same inside the transaction that saves; the connection is locked.
pub async fn edition_in(tx: &mut Tx, shop: &ShopId, id: &str) -> StoreResult<Option<String>> {
    let (edition,): (Option<String>,) =
        write!(tx, conn => sqlx::query_as(EDITION).bind(shop.as_str()).bind(id).fetch_one(conn).await)?;
    Ok(edition)
}

/// The settings of one edition.
pub async fn past(db: &Db, shop: &ShopId, id: &str, edition: &str) -> StoreResult<Option<PastSettings>> {
    Ok(read!(db, pool => sqlx::query_as(PAST).bind(shop.as_str()).bind(id).bind(edition).fetch_optional(pool).await)?)
}

/// Whether somebody changed the connection after a moment.
pub async fn changed_since(tx: &mut Tx, shop: &ShopId, id: &str, since: Millis) -> StoreResult<bool> {
    let (n,): (i64,) =
        write!(tx, conn => sqlx::query_as(CHANGED).bind(shop.as_str()).bind(id).bind(since.0).fetch_one(conn).await)?;
    Ok(n > 0)
}
