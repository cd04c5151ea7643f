//! An order as it is stored, and how its row is read.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::course::Course;
use crate::domain::exclusion::Traits;
use crate::domain::ids::{ConnectionId, OrderId, ShopId};
use crate::domain::order::{OrderState, Wish};
use crate::domain::progress::Milestone;
use crate::domain::reader;
use crate::store::orders::recognised;

/// An order as stored.
#[derive(Debug, Clone)]
pub struct TrackedOrder {
    /// Our id.
    pub id: OrderId,
    /// Whose shop.
    pub shop: ShopId,
    /// Which connection follows it.
    pub connection: ConnectionId,
    /// The shop's number.
    pub number: String,
    /// What tells it from another order under the same number, see `ShopOrder::uuid`; empty until it was read.
    pub uuid: String,
    /// What it carries at the partner; empty for one that an older program handed over, until it was read.
    pub identity: String,
    /// Since when its number belongs to another order of the shop; its own has had an ending since.
    pub retired_at: Option<Millis>,
    /// Its state.
    pub state: OrderState,
    /// Why it waits or failed.
    pub cause: Option<Cause>,
    /// The rule that decided last.
    pub rule: String,
    /// Status id in the shop when last read.
    pub status_id: Option<i64>,
    /// Status name when last read.
    pub status: String,
    /// Total with VAT, as decimal text.
    pub total: String,
    /// ISO 4217.
    pub currency: String,
    /// Shipping method's name.
    pub carrier: String,
    /// Payment method's name.
    pub payment: String,
    /// Shipping method's key (see `Method::key`); empty when it has none.
    pub carrier_key: String,
    /// Payment method's key; empty when it has none.
    pub payment_key: String,
    /// Country of delivery, ISO 3166-1 alpha-2.
    pub country: String,
    /// Address in the administration.
    pub admin_url: String,
    /// Creation in the shop.
    pub created_at: Millis,
    /// Last change in the shop when last read.
    pub updated_at: Millis,
    /// When we first heard of it.
    pub noticed_at: Millis,
    /// When this row last changed.
    pub changed_at: Millis,
    /// When it was first seen ready.
    pub ready_since: Option<Millis>,
    /// End of the hold window; far in the future when held by hand.
    pub hold_until: Option<Millis>,
    /// What somebody asked for by a button, until it is done.
    pub wish: Option<Wish>,
    /// When the hand-over began whose result is not known yet.
    pub sending_since: Option<Millis>,
    /// How often the partner was asked about an unclear hand-over without finding it.
    pub asks: i64,
    /// When the partner took it.
    pub handed_at: Option<Millis>,
    /// The partner's number.
    pub partner_number: Option<String>,
    /// The partner's own word for the state.
    pub partner_status: String,
    /// Hash of what the partner was told.
    pub content_hash: String,
    /// Furthest milestone.
    pub milestone: Option<Milestone>,
    /// Promised date as the partner writes it.
    pub expected: Option<String>,
    /// Tracking code that we wrote to the shop.
    pub tracking_written: String,
    /// Milestone whose status we wrote to the shop.
    pub milestone_written: Option<Milestone>,
    /// Start of our last write to the shop; with `wrote_to` it tells our own echoes, without it the write is unsettled.
    pub wrote_from: Option<Millis>,
    /// End of our last write to the shop.
    pub wrote_to: Option<Millis>,
    /// What the rules know of it; `None` when it was last read by an older program.
    pub traits: Option<Traits>,
    /// What we know of its status in the shop.
    pub course: Course,
    /// What is kept of what the partner was told last; empty when nothing is.
    pub told: String,
    /// The sums that somebody let go although the partner is told others (`balance::sums`); empty when nobody did.
    pub sums_allowed: String,
}

impl TrackedOrder {
    /// Whether a write to the shop began whose result is not known.
    pub const fn write_is_unsettled(&self) -> bool {
        self.course.under_way.is_some() || (self.wrote_from.is_some() && self.wrote_to.is_none())
    }

    /// The status that we wrote last, for an order of an older program by its milestone's rule.
    pub fn with_old_course(mut self, written: impl Fn(Milestone) -> Option<i64>) -> Self {
        if self.course == Course::default() {
            self.course.written = self.milestone_written.and_then(written);
        }
        self
    }

    /// Whether the button of a wish makes sense for the order as it stands.
    pub fn takes(&self, wish: Wish) -> bool {
        let asked = self.cause.as_ref().is_some_and(|cause| cause.code == Code::Namesake);
        wish.fits(self.state)
            && (wish != Wish::SetStatus || self.course.kept.is_some())
            && (wish != Wish::TakeShop || self.cause.as_ref().is_some_and(|cause| cause.code == Code::BothChanged))
            && (!wish.answers_namesake() || asked)
    }

    /// The number under which the shop had it, also after that went to another order.
    pub fn shop_number(&self) -> &str {
        self.retired_at
            .and_then(|_| self.number.rsplit_once(recognised::FORMER))
            .map_or(&self.number, |(number, _)| number)
    }

    /// The cause's code and subject, what mending looks for.
    pub fn cause_key(&self) -> Option<String> {
        self.cause.as_ref().map(Cause::key)
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    shop_id: String,
    connection_id: String,
    number: String,
    uuid: String,
    identity: String,
    retired_at: Option<i64>,
    state: String,
    cause: Option<String>,
    rule: String,
    status_id: Option<i64>,
    status: String,
    total: String,
    currency: String,
    carrier: String,
    payment: String,
    carrier_key: String,
    payment_key: String,
    country: String,
    admin_url: String,
    created_at: i64,
    updated_at: i64,
    noticed_at: i64,
    changed_at: i64,
    ready_since: Option<i64>,
    hold_until: Option<i64>,
    wish: String,
    sending_since: Option<i64>,
    asks: i64,
    handed_at: Option<i64>,
    partner_number: Option<String>,
    partner_status: String,
    content_hash: String,
    milestone: Option<String>,
    expected: Option<String>,
    tracking_written: String,
    milestone_written: Option<String>,
    wrote_from: Option<i64>,
    wrote_to: Option<i64>,
    traits: Option<String>,
    course: Option<String>,
    told: String,
    sums_allowed: String,
}

impl From<Row> for TrackedOrder {
    fn from(r: Row) -> Self {
        Self {
            id: OrderId(r.id),
            shop: ShopId(r.shop_id),
            connection: ConnectionId(r.connection_id),
            number: r.number,
            uuid: r.uuid,
            identity: r.identity,
            retired_at: r.retired_at.map(Millis),
            state: OrderState::from_word(&r.state).unwrap_or(OrderState::Failed),
            cause: r.cause.and_then(|text| reader::stored(&text).ok()),
            rule: r.rule,
            status_id: r.status_id,
            status: r.status,
            total: r.total,
            currency: r.currency,
            carrier: r.carrier,
            payment: r.payment,
            carrier_key: r.carrier_key,
            payment_key: r.payment_key,
            country: r.country,
            admin_url: r.admin_url,
            created_at: Millis(r.created_at),
            updated_at: Millis(r.updated_at),
            noticed_at: Millis(r.noticed_at),
            changed_at: Millis(r.changed_at),
            ready_since: r.ready_since.map(Millis),
            hold_until: r.hold_until.map(Millis),
            wish: Wish::from_word(&r.wish),
            sending_since: r.sending_since.map(Millis),
            asks: r.asks,
            handed_at: r.handed_at.map(Millis),
            partner_number: r.partner_number,
            partner_status: r.partner_status,
            content_hash: r.content_hash,
            milestone: r.milestone.as_deref().and_then(Milestone::from_word),
            expected: r.expected,
            tracking_written: r.tracking_written,
            milestone_written: r.milestone_written.as_deref().and_then(Milestone::from_word),
            wrote_from: r.wrote_from.map(Millis),
            wrote_to: r.wrote_to.map(Millis),
            sums_allowed: r.sums_allowed,
            traits: r.traits.and_then(|text| reader::stored(&text).ok()),
            course: r.course.and_then(|text| reader::stored(&text).ok()).unwrap_or_default(),
            told: r.told,
        }
    }
}
