//! Icons of our own, drawn on a grid of 16 and coloured by the text around them.

/// The inline SVG of an icon; an unknown name gives a plain dot.
pub fn svg(name: &str) -> String {
    let path = match name {
        "ok" => "M3 8.5l3.2 3.2L13 4.8",
        "warn" => "M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.2",
        "must" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 4.8v4M8 11v.2",
        "wait" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 4.5V8l2.4 1.6",
        "stop" => "M5 3.5v9M11 3.5v9",
        "go" => "M3 8h9.5M8.8 4.2L12.6 8l-3.8 3.8",
        "back" => "M13 8H3.5M7.2 4.2L3.4 8l3.8 3.8",
        "out" => "M3.5 3.5l9 9M12.5 3.5l-9 9",
        "parcel" => "M2 5l6-3 6 3v6.5l-6 3-6-3zM2 5l6 3 6-3M8 8v6.5",
        "link" => "M9.5 2.5h4v4M13.2 2.8L7.5 8.5M11.5 9v4.5h-9v-9H7",
        "info" => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 1 0 8 1.8M8 7.2v4M8 4.8V5",
        "again" => "M13 4v3.4H9.6M12.7 7.2A5 5 0 1 0 13 9.6",
        _ => "M8 7v2",
    };
    format!(
        "<svg class=\"icon i-{name}\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
    )
}

/// The same for templates that have no page.
#[derive(Debug)]
pub struct Mark;

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<svg class=\"mark\" viewBox=\"0 0 32 16\" width=\"32\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"M2 8h9M21 8h9\" stroke=\"currentColor\" stroke-width=\"2.4\" stroke-linecap=\"round\"/><rect x=\"9\" y=\"3\" width=\"7\" height=\"10\" rx=\"2\" fill=\"currentColor\"/><rect x=\"17.5\" y=\"3\" width=\"5.5\" height=\"10\" rx=\"2\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>")
    }
}
