//! Who looks at a page and in which language: the shop, its session and its connection, with what templates ask for.
use std::fmt::Display;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::farewell::Farewell;
use super::in_time::in_time;
use super::problem::Frame;
use super::{PageError, PageState, Support};
use super::{icons, news};
use crate::domain::clock::Millis;
use crate::domain::hosts;
use crate::domain::ids::ShopId;
use crate::domain::shop::{Language, Shop, ShopState};
use crate::store::connections::{self, Connection, ConnectionState};
use crate::store::sessions::Session;
use crate::store::shops;
use crate::text::{self, Value};
use crate::web::error::Problem;
use crate::web::form::{self, Form, LARGEST_FORM};
use crate::web::{body, session, static_files};

/// What a handler gives.
pub type Answer = Result<HttpResponse, PageError>;

/// A look at a page by somebody with a live session.
#[derive(Debug)]
pub struct Page {
    /// What all pages share.
    pub state: web::Data<PageState>,
    /// The shop.
    pub shop: Shop,
    /// The session.
    pub session: Session,
    /// The shop's connection; the first, when it has several.
    pub connection: Option<Connection>,
    /// Which edition of the connection's settings is stored; empty without one.
    pub edition: String,
    /// The present moment.
    pub now: Millis,
    /// The request's path.
    pub path: String,
    /// What stands behind the path's question mark.
    pub query: String,
    /// Whether it was asked for, and not the answer to a form.
    asked: bool,
    /// Which notice the page begins with.
    pub done: Option<String>,
}

/// Whether an origin may stand in a header. The rules for hosts let no other name in any more; one that was stored before is not shown.
fn is_clean(origin: &url::Origin) -> bool {
    match origin {
        url::Origin::Tuple(_, url::Host::Domain(name), _) => hosts::is_name(name),
        url::Origin::Tuple(..) => true,
        url::Origin::Opaque(_) => false,
    }
}

/// The administration's origin, which alone may show the shop's pages in a frame.
pub fn admin_origin(shop: &Shop) -> Option<String> {
    let origin = url::Url::parse(&shop.api_url).ok()?.origin();
    is_clean(&origin).then(|| origin.ascii_serialization())
}

/// Somebody with a live session, whatever has become of the shop.
#[derive(Debug)]
pub struct Visitor {
    /// What all pages share.
    pub state: web::Data<PageState>,
    /// The shop.
    pub shop: Shop,
    /// The session.
    pub session: Session,
    /// The present moment.
    pub now: Millis,
}

/// Finds the shop and the live session of a request; notes in whose frame the answer stands.
///
/// # Errors
/// [`PageError::Expired`] when there is no live session; [`PageError::Away`] when the database doesn't answer soon.
pub async fn visitor(request: &HttpRequest) -> Result<Visitor, PageError> {
    in_time(find_visitor(request)).await
}

async fn find_visitor(request: &HttpRequest) -> Result<Visitor, PageError> {
    let state = request.app_data::<web::Data<PageState>>().cloned();
    let state = state.ok_or_else(|| PageError::Internal("the application has no page state".to_owned()))?;
    let id = ShopId(request.match_info().get("shop").unwrap_or_default().to_owned());
    // PostgreSQL knows no text with a NUL in it, so nothing can have such a name.
    if request.match_info().iter().any(|(_, value)| value.contains('\0')) {
        return Err(if id.as_str().contains('\0') { PageError::Expired } else { PageError::NotFound });
    }
    let db = &state.desk.db;
    let now = state.desk.clock.now();
    let known = shops::get(db, &id).await?.filter(|shop| shop.state != ShopState::Erasing);
    let Some(shop) = known else { return Err(PageError::Expired) };
    let origin = admin_origin(&shop);
    Frame { language: Some(shop.language), origin: origin.clone(), home: None }.note(request);
    let Some(session) = session::find(db, request, &shop.id, now).await? else { return Err(PageError::Expired) };
    let home = (shop.state != ShopState::Inactive).then(|| format!("/app/{}", shop.id));
    Frame { language: Some(session.language), origin, home }.note(request);
    Ok(Visitor { state, shop, session, now })
}

/// A look at a page of a shop that uses the add-on.
async fn look(request: HttpRequest) -> Result<Page, PageError> {
    let visitor = visitor(&request).await?;
    if visitor.shop.state == ShopState::Inactive {
        return Err(PageError::Deactivated(Box::new(Farewell::of(&visitor).await?)));
    }
    if news::stands_before(&request) && news::are_due(&visitor).await? {
        return Err(PageError::News);
    }
    let Visitor { state, shop, session, now } = visitor;
    let connection = connections::of_shop(&state.desk.db, &shop.id).await?.into_iter().next();
    let edition = match &connection {
        Some(c) => connections::edition(&state.desk.db, &shop.id, c.id.as_str()).await?.unwrap_or_default(),
        None => String::new(),
    };
    let done = url::form_urlencoded::parse(request.query_string().as_bytes())
        .find_map(|(k, v)| (k == "done").then(|| format!("done-{v}")))
        .filter(|key| text::exists(session.language, key));
    Ok(Page {
        shop,
        session,
        connection,
        edition,
        now,
        asked: request.method() == Method::GET,
        path: request.path().to_owned(),
        query: request.query_string().to_owned(),
        done,
        state,
    })
}

impl FromRequest for Page {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(look(request.clone()))
    }
}

/// A form posted from one of our own pages.
#[derive(Debug)]
pub struct Posted {
    /// Who posted it.
    pub page: Page,
    /// The fields.
    pub form: Form,
}

impl FromRequest for Posted {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let page = look(request.clone()).await?;
            let payload = payload.await.map_err(|e| PageError::Internal(e.to_string()))?;
            let form = read_form(&request, payload, &page.session.form_key, &page.state.desk.public_url).await?;
            Ok(Self { page, form })
        })
    }
}

/// Reads a posted form, when it is one of ours.
///
/// # Errors
/// [`PageError::TooLarge`] or [`PageError::Forged`].
pub async fn read_form(
    request: &HttpRequest,
    payload: web::Payload,
    form_key: &str,
    public_url: &str,
) -> Result<Form, PageError> {
    let body = body::read(request, payload, LARGEST_FORM).await.map_err(|problem| match problem {
        Problem::TooLarge { .. } => PageError::TooLarge,
        _ => PageError::Forged,
    })?;
    let form = Form::parse(&body);
    if form::is_ours(request, &form, form_key, public_url) { Ok(form) } else { Err(PageError::Forged) }
}

/// Any other address below a shop's.
pub async fn nothing_here(page: Page) -> Answer {
    tracing::debug!(shop = %page.shop.id, "no such page");
    Err(PageError::NotFound)
}

/// Numbers that templates hand over, by value or by reference.
pub trait Count {
    /// The number.
    fn count(&self) -> i64;
}

impl Count for i64 {
    fn count(&self) -> i64 {
        *self
    }
}

impl Count for usize {
    fn count(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> i64 {
        (*self).count()
    }
}

/// What templates ask for.
impl Page {
    /// The language of the page.
    pub fn language(&self) -> Language {
        self.session.language
    }

    /// A message without values.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        text::say(self.language(), key.as_ref(), &[])
    }

    /// A message with a count.
    pub fn tn(&self, key: &str, count: impl Count) -> String {
        text::say(self.language(), key, &[("count", count.count().into())])
    }

    /// A message with one text value.
    pub fn tv(&self, key: &str, name: &str, value: impl Display) -> String {
        text::say(self.language(), key, &[(name, value.to_string().into())])
    }

    /// A message with several values.
    pub fn ta(&self, key: &str, values: &[(&str, Value)]) -> String {
        text::say(self.language(), key, values)
    }

    /// How a try of the login ended, in words.
    pub fn tried(&self, reason: &str) -> String {
        let key = format!("test-{reason}");
        self.t(if text::exists(self.language(), &key) { key.as_str() } else { "test-other" })
    }

    /// A number as written in the page's language.
    pub fn n(&self, n: impl Display) -> String {
        text::number(self.language(), n)
    }

    /// A moment as written in the page's language, in the shop's zone.
    pub fn when(&self, at: &Millis) -> String {
        text::moment(self.language(), *at, &self.shop.zone)
    }

    /// A moment as written in the page's language; of today only the time.
    pub fn hour(&self, at: &Millis) -> String {
        let zone = &self.shop.zone;
        let today = at.local(zone).date() == self.now.local(zone).date();
        if today { text::hour(*at, zone) } else { self.when(at) }
    }

    /// How long ago.
    pub fn ago(&self, at: &Millis) -> String {
        text::ago(self.language(), *at, self.now, &self.shop.zone)
    }

    /// Where the page stands, as [`Self::go`] takes it; the first page when it is the answer to a form.
    pub fn here(&self) -> String {
        let home = self.link("");
        match self.path.strip_prefix(&home).filter(|_| self.asked) {
            Some(page) if self.query.is_empty() => page.to_owned(),
            Some(page) => format!("{page}?{}", self.query),
            None => String::new(),
        }
    }

    /// The `content` of a refresh after some seconds. It names the address, since a browser that stands at a part of a page (`#result`)
    /// would only go to that part again.
    pub fn refresh(&self, seconds: u32) -> String {
        format!("{seconds}; url=?{}", self.query)
    }

    /// The address of a page of this shop, for instance `/activity`; empty for the first page.
    pub fn link(&self, page: &str) -> String {
        format!("/app/{}{page}", self.shop.id)
    }

    /// The proof for a form that is posted to a page of this shop.
    pub fn proof(&self, page: &str) -> String {
        form::proof(&self.session.form_key, &self.link(page))
    }

    /// An icon of our own as inline SVG; decoration only, its meaning stands in words beside it.
    pub fn icon(&self, name: &str) -> askama::filters::Safe<String> {
        askama::filters::Safe(icons::svg(name))
    }

    /// How to reach us.
    pub fn support(&self) -> &Support {
        &self.state.support
    }

    /// Version of the program.
    pub const fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// Addresses of sheet and script.
    pub fn files(&self) -> &'static static_files::Names {
        static_files::names()
    }

    /// Whether the guide has been finished once.
    pub fn started(&self) -> bool {
        self.connection.as_ref().is_some_and(|c| c.state != ConnectionState::Draft)
    }

    /// The tab that the page belongs to.
    pub fn tab(&self) -> &str {
        match self.path.split('/').nth(3).unwrap_or_default() {
            "" | "guide" => "overview",
            "orders" => "activity",
            other => other,
        }
    }

    /// A stored date (`2026-11-21`, perhaps with a time) as written in the page's language.
    pub fn day_of(&self, stored: &str) -> String {
        crate::domain::clock::parse_moment(stored, &self.shop.zone)
            .map_or_else(|| stored.to_owned(), |at| text::date(self.language(), at, &self.shop.zone))
    }

    /// The short reference that support asks for.
    pub fn reference(&self) -> String {
        crate::coupling::reference(&self.shop.id)
    }

    /// The shop's name, or its reference while Upgates hasn't told it.
    pub fn shop_name(&self) -> String {
        if self.shop.name.is_empty() { self.reference() } else { self.shop.name.clone() }
    }

    /// Name of the partner.
    pub fn partner(&self) -> &'static str {
        self.connection.as_ref().map_or(crate::domain::partner::PartnerKind::Extend.name(), |c| c.partner.name())
    }

    /// The connection, where a page makes no sense without one.
    ///
    /// # Errors
    /// Not found, when the guide hasn't made one yet.
    pub fn connected(&self) -> Result<&Connection, PageError> {
        self.connection.as_ref().ok_or(PageError::NotFound)
    }

    /// Answers with a rendered page.
    ///
    /// # Errors
    /// When the template fails.
    pub fn show(&self, template: &impl Template) -> Answer {
        self.show_as(HttpResponse::Ok(), template)
    }

    /// Answers with a rendered page and another status, such as 422 for a form that must be mended.
    ///
    /// # Errors
    /// When the template fails.
    pub fn show_as(&self, mut status: HttpResponseBuilder, template: &impl Template) -> Answer {
        let html = template.render()?;
        Ok(status.insert_header((CONTENT_TYPE, "text/html; charset=utf-8")).body(html))
    }

    /// Leads to a page of this shop after something was done.
    ///
    /// # Errors
    /// Never; the type suits handlers.
    pub fn go(&self, page: &str) -> Answer {
        Ok(HttpResponse::SeeOther().insert_header((LOCATION, self.link(page))).finish())
    }
}
