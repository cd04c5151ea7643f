//! What a page offers: its links and its forms with their fields, read from its HTML as a browser would.
use std::collections::BTreeMap;

/// A form of a page.
#[derive(Debug, Clone)]
pub struct PageForm {
    pub method: String,
    pub action: String,
    /// Names and values as the page fills them in, with the first button's; the token too.
    pub fields: Vec<(String, String)>,
}

impl PageForm {
    /// The fields as a body, one of them replaced by bytes that are encoded already.
    pub fn body_with(&self, name: &str, encoded: &str) -> String {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(self.fields.iter().filter(|f| f.0 != name));
        let name: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        format!("{}&{name}={encoded}", body.finish())
    }

    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.fields.iter().map(|f| f.0.clone()).filter(|n| n != "token").collect();
        names.sort();
        names.dedup();
        names
    }
}

fn plain(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |t, (from, to)| t.replace(from, to))
}

/// The attributes of a tag's inside, for instance of `input name="a" checked`.
fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = tag.split_once(char::is_whitespace).map_or("", |t| t.1);
    while let Some((name, after)) = rest.split_once(['=', ' ', '\n', '>']) {
        let name = name.trim();
        let valued = rest[name.len()..].starts_with('=') && after.starts_with('"');
        let value = if valued { after[1..].split('"').next().unwrap_or_default() } else { "" };
        rest = if valued { after.get(value.len() + 2..).unwrap_or_default() } else { after };
        rest = rest.trim_start();
        if !name.is_empty() && name != "/" {
            found.insert(name.to_owned(), plain(value));
        }
    }
    if !rest.trim().is_empty() {
        found.insert(rest.trim().to_owned(), String::new());
    }
    found
}

/// The tags of this kind in a piece of HTML, each with its attributes.
fn tags<'a>(html: &'a str, kind: &'a str) -> impl Iterator<Item = BTreeMap<String, String>> + 'a {
    let start = format!("<{kind}");
    html.match_indices(&start)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter(move |at| html[at + kind.len() + 1..].starts_with([' ', '>', '\n']))
        .map(move |at| attributes(html[at + 1..].split('>').next().unwrap_or_default()))
}

/// Every form of a page.
pub fn of(html: &str) -> Vec<PageForm> {
    html.split("<form ")
        .skip(1)
        .map(|piece| {
            let (head, rest) = piece.split_once('>').unwrap();
            let (head, inside) = (attributes(&format!("form {head}")), rest.split("</form>").next().unwrap());
            let get = |tag: &BTreeMap<String, String>, name: &str| tag.get(name).cloned().unwrap_or_default();
            let mut fields = Vec::new();
            for tag in tags(inside, "input").chain(tags(inside, "textarea")) {
                let ticks = matches!(get(&tag, "type").as_str(), "checkbox" | "radio");
                if tag.contains_key("name") && (!ticks || tag.contains_key("checked")) {
                    let value = if ticks && !tag.contains_key("value") { "on".to_owned() } else { get(&tag, "value") };
                    fields.push((get(&tag, "name"), value));
                }
            }
            for select in inside.split("<select ").skip(1) {
                let name = get(&attributes(&format!("select {}", select.split('>').next().unwrap())), "name");
                let options: Vec<_> = tags(select.split("</select>").next().unwrap(), "option").collect();
                let chosen = options.iter().find(|o| o.contains_key("selected")).or(options.first());
                fields.push((name, chosen.map(|o| get(o, "value")).unwrap_or_default()));
            }
            let button = tags(inside, "button").find(|b| get(b, "type") != "button");
            if let Some(button) = button.filter(|b| b.contains_key("name")) {
                fields.push((get(&button, "name"), get(&button, "value")));
            }
            PageForm { method: get(&head, "method").to_lowercase(), action: get(&head, "action"), fields }
        })
        .collect()
}

/// Addresses of this site that a page leads to.
pub fn links(html: &str) -> Vec<String> {
    tags(html, "a").filter_map(|a| a.get("href").cloned()).filter(|to| to.starts_with("/app/")).collect()
}

#[test]
fn a_form_is_read_as_a_browser_would() {
    let html = r##"<a href="/app/1?a=1&amp;b=2">x</a><form method="post" action="/app/1/x" class="a"><input type="hidden" name="token" value="t">
        <input name="text" value="a&#34;b" required><input type="checkbox" name="off"><input type="checkbox" name="on" checked>
        <select name="s"><option value="1">one</option><option value="2" selected>two</option></select>
        <button type="button">no</button><button name="go" value="yes">Go</button></form>"##;
    let form = of(html).remove(0);
    assert_eq!((form.method.as_str(), form.action.as_str()), ("post", "/app/1/x"));
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(fields, [("token", "t"), ("text", "a\"b"), ("on", "on"), ("s", "2"), ("go", "yes")]);
    assert_eq!(form.body_with("s", "%FF"), "token=t&text=a%22b&on=on&go=yes&s=%FF");
    assert_eq!(links(html), ["/app/1?a=1&b=2"]);
}
