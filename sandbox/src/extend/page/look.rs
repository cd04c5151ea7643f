//! The look of the page.

use actix_web::HttpResponse;

/// Serves the style sheet.
pub async fn sheet() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(SHEET)
}

const SHEET: &str = r"
:root { --ink:#1d2a33; --soft:#5c6b76; --line:#dde4e8; --paper:#fff; --ground:#f2f5f6; --accent:#0b6b5d; --warn:#9a4a00; --bad:#a32020; --good:#1c6b33 }
* { box-sizing:border-box }
body { margin:0; font:15px/1.45 system-ui,'Segoe UI',Roboto,sans-serif; color:var(--ink); background:var(--ground) }
header { display:flex; flex-wrap:wrap; gap:.4rem 1.2rem; align-items:baseline; padding:.7rem 1.2rem; background:#12353c; color:#fff }
header strong { font-size:1.15rem } header strong span { color:#7fd6c4; font-weight:400 }
header em { font-style:normal; font-size:.75rem; padding:.1rem .45rem; border:1px solid #4d7178; border-radius:1rem; color:#cfe5e2 }
header nav { display:flex; gap:1rem; flex-wrap:wrap } header a { color:#d9ebe8; text-decoration:none } header a:hover { text-decoration:underline }
header .away { margin-left:auto }
main { max-width:1180px; margin:0 auto; padding:1rem 1.2rem 3rem }
.top { display:flex; align-items:center; justify-content:space-between; gap:1rem } h1 { font-size:1.4rem; margin:.3rem 0 }
section { background:var(--paper); border:1px solid var(--line); border-radius:8px; padding:1rem 1.1rem; margin:1rem 0; overflow-x:auto }
h2 { font-size:1.05rem; margin:0 0 .7rem } h3 { font-size:.95rem; margin:1.1rem 0 .4rem }
table { width:100%; border-collapse:collapse } th { text-align:left; font-size:.8rem; font-weight:600; color:var(--soft) }
th,td { padding:.45rem .6rem .45rem 0; border-bottom:1px solid var(--line); vertical-align:top } tr:last-child td { border-bottom:0 }
td.num,th.num { text-align:right; padding-right:1.4rem; font-variant-numeric:tabular-nums } td.low { color:var(--bad); font-weight:600 }
small,.soft { color:var(--soft) } code { font:13px/1.4 ui-monospace,Consolas,monospace; overflow-wrap:anywhere }
code.parcels { white-space:nowrap }
.row { display:flex; flex-wrap:wrap; gap:.35rem } form { margin:0 }
button,.button { font:inherit; min-height:32px; padding:.2rem .75rem; border:1px solid #b9c5cb; border-radius:6px; background:#fff; color:var(--ink); cursor:pointer; text-decoration:none; display:inline-flex; align-items:center; white-space:nowrap }
button:hover,.button:hover { border-color:var(--accent) } button.main { background:var(--accent); border-color:var(--accent); color:#fff }
button.danger { color:var(--bad); border-color:#dcb5b5 } :focus-visible { outline:3px solid #2b8fd6; outline-offset:2px }
.state { display:inline-block; padding:.05rem .5rem; border-radius:1rem; font-size:.82rem; border:1px solid currentColor; white-space:nowrap }
.state.new { color:#1f5c99 } .state.work { color:var(--warn) } .state.done { color:var(--good) } .state.off { color:var(--soft) }
.said { padding:.6rem .9rem; border-radius:6px; background:#e3f3e7; color:#0f4a22 } .said.bad { background:#fbe6e6; color:#7c1515 }
dl { display:grid; grid-template-columns:max-content 1fr; gap:.3rem 1rem; margin:0 } dt { color:var(--soft) } dd { margin:0 }
.fields { display:grid; grid-template-columns:repeat(auto-fit,minmax(230px,1fr)); gap:.7rem 1rem; align-items:end }
label { display:grid; gap:.2rem; font-size:.85rem; color:var(--soft) } label.tick { display:flex; align-items:center; gap:.4rem; color:var(--ink) }
input[type=text],input[type=url],input[type=number],select { font:inherit; min-height:34px; padding:.2rem .5rem; border:1px solid #b9c5cb; border-radius:6px; width:100%; color:var(--ink); background:#fff }
input[type=number] { width:5.5rem } .wide { grid-column:1/-1 } details summary { cursor:pointer; color:var(--accent) }
@media (max-width:640px) { header .away { margin-left:0 } main { padding:.6rem } section { padding:.8rem } #orders table,#orders tbody,#orders tr,#orders td { display:block } #orders thead { display:none } #orders td { border:0; padding:.2rem 0 } #orders tr { border-bottom:1px solid var(--line); padding:.5rem 0 } dl { grid-template-columns:1fr } dd { margin-bottom:.4rem } }
";
