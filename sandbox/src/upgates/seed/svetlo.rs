//! Světlo a stín: a Czech shop with lamps.

use super::shelf::{Row, stock_up, vary};
use super::{Plan, Wish, order};
use crate::upgates::model::Shop;
use rust_decimal::Decimal;
use time::{Duration, OffsetDateTime};

const ROWS: &[Row] = &[
    ("LAMP-01", "Stolní lampa Luna", "Stolná lampa Luna", 990, 21, 25, 850),
    ("LAMP-02", "Stolní lampa Mira s klipem", "Stolná lampa Mira s klipom", 690, 21, 14, 620),
    ("LAMP-03", "Stojací lampa Oblouk", "Stojaca lampa Oblúk", 3490, 21, 6, 7400),
    ("LAMP-04", "Lampička dětská Medvěd", "Lampička detská Medveď", 549, 21, 18, 410),
    ("LUSTR-01", "Lustr Koruna, mosaz", "Luster Koruna, mosadz", 5990, 21, 4, 5200),
    ("LUSTR-02", "Závěsné svítidlo Kapka", "Závesné svietidlo Kvapka", 1890, 21, 12, 1400),
    ("LUSTR-03", "Závěsné svítidlo Bambus", "Závesné svietidlo Bambus", 1290, 21, 9, 980),
    ("NAST-01", "Nástěnné svítidlo Hrana", "Nástenné svietidlo Hrana", 1190, 21, 11, 700),
    ("NAST-02", "Nástěnné svítidlo venkovní Brána", "Nástenné svietidlo vonkajšie Brána", 1490, 21, 7, 1100),
    ("ZAR-E27-4", "Žárovka LED E27 4 W filament", "Žiarovka LED E27 4 W filament", 119, 21, 240, 60),
    ("ZAR-E27-8", "Žárovka LED E27 8 W", "Žiarovka LED E27 8 W", 99, 21, 310, 70),
    ("ZAR-E14-5", "Žárovka LED E14 5 W", "Žiarovka LED E14 5 W", 89, 21, 180, 45),
    ("ZAR-GU10", "Žárovka LED GU10 5 W", "Žiarovka LED GU10 5 W", 79, 21, 95, 50),
    ("PASEK-5M", "LED pásek 5 m, teplá bílá", "LED pásik 5 m, teplá biela", 590, 21, 33, 300),
    ("ZDROJ-60", "Napájecí zdroj 60 W pro LED pásek", "Napájací zdroj 60 W pre LED pásik", 420, 21, 22, 380),
    ("STMIV-1", "Stmívač otočný bílý", "Stmievač otočný biely", 349, 21, 40, 120),
    ("KABEL-TX", "Textilní kabel 3 m, červený", "Textilný kábel 3 m, červený", 259, 21, 27, 210),
    ("STIN-LEN", "Stínidlo lněné 30 cm", "Tienidlo ľanové 30 cm", 460, 21, 16, 350),
    ("SVICKA-3", "Svíčky ze včelího vosku, 3 ks", "Sviečky z včelieho vosku, 3 ks", 189, 21, 52, 240),
    ("KNIHA-SV", "Kniha Světlo v domě", "Kniha Svetlo v dome", 389, 12, 20, 640),
    ("BATERIE-AA", "Baterie AA, 4 ks", "Batérie AA, 4 ks", 109, 21, 130, 95),
    ("UTERKA", "Utěrka z mikrovlákna", "Utierka z mikrovlákna", 49, 21, 75, 20),
    (
        "SOLAR-01",
        "Zahradní solární lampa s pohybovým čidlem, nerezová, 2 kusy!",
        "Záhradná solárna lampa s čidlom",
        749,
        21,
        0,
        900,
    ),
    ("", "Montáž svítidla na míru", "Montáž svietidla na mieru", 800, 21, 5, 0),
    ("LAMP-TUBA", "Lampa Tuba", "Lampa Tuba", 1590, 21, 0, 1300),
];

/// The shop with its shelves full and some older orders.
pub fn shop(seed: u64, now: OffsetDateTime) -> Shop {
    let plan = Plan {
        id: "svetlo",
        project_name: "Světlo a stín",
        company: "Světlo a stín s.r.o.",
        city: "Brno",
        prefix: "O26",
        first_status: 5,
        first_id: 300,
        sms: false,
    };
    let mut shop = super::shop(seed, now, &plan);
    stock_up(&mut shop, now, ROWS);
    vary(&mut shop, &[("BILA", 8), ("CERNA", 5), ("MOSAZ", 3)]);
    stock_up(
        &mut shop,
        now,
        &[("SADA-LOZNICE", "Sada do ložnice: 2 lampy Luna a žárovky", "Sada do spálne", 1990, 21, 0, 1840)],
    );
    if let Some(set) = shop.products.last_mut() {
        set.stock = None;
        set.parts = vec![("LAMP-01".to_owned(), Decimal::TWO), ("ZAR-E27-4".to_owned(), Decimal::TWO)];
    }
    for days in [9, 6, 3] {
        let made = order(&mut shop, now - Duration::days(days), &Wish::default());
        shop.orders.push(made);
    }
    shop
}
