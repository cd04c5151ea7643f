//! Triko & spol.: a shop with clothes that sells in Czech and Slovak.

use super::shelf::{Row, stock_up, vary};
use super::{Plan, Wish, order};
use crate::upgates::model::Shop;
use time::{Duration, OffsetDateTime};

const SIZED: &[Row] = &[
    ("TRIKO-01", "Triko Hora", "Tričko Hora", 499, 21, 0, 180),
    ("TRIKO-02", "Triko Les s dlouhým rukávem", "Tričko Les s dlhým rukávom", 599, 21, 0, 220),
    ("TRIKO-03", "Triko dětské Liška", "Tričko detské Líška", 349, 21, 0, 110),
    ("MIKINA-01", "Mikina Sever s kapucí", "Mikina Sever s kapucňou", 1290, 21, 0, 560),
    ("BUNDA-01", "Bunda větrovka Stezka", "Bunda vetrovka Chodník", 2190, 21, 0, 640),
    ("KALH-01", "Kalhoty plátěné Tábor", "Nohavice plátené Tábor", 1390, 21, 0, 520),
];

const PLAIN: &[Row] = &[
    ("CEPICE-01", "Čepice pletená", "Čiapka pletená", 390, 21, 34, 90),
    ("KSILT-01", "Kšiltovka Kopec", "Šiltovka Kopec", 420, 21, 21, 110),
    ("SATEK-01", "Šátek multifunkční", "Šatka multifunkčná", 249, 21, 63, 45),
    ("PONOZ-01", "Ponožky merino 39–42", "Ponožky merino 39–42", 229, 21, 80, 60),
    ("PONOZ-02", "Ponožky merino 43–46", "Ponožky merino 43–46", 229, 21, 57, 65),
    ("RUKAV-01", "Rukavice běžecké", "Rukavice bežecké", 359, 21, 19, 55),
    ("OPASEK-01", "Opasek textilní", "Opasok textilný", 299, 21, 28, 130),
    ("BATOH-20", "Batoh Stezka 20 l", "Batoh Chodník 20 l", 1690, 21, 9, 780),
    ("TASKA-01", "Plátěná taška s potiskem", "Plátená taška s potlačou", 189, 21, 120, 95),
    ("LAHEV-07", "Láhev nerezová 0,7 l", "Fľaša nerezová 0,7 l", 459, 21, 38, 240),
    ("HRNEK-01", "Hrnek smaltovaný", "Hrnček smaltovaný", 269, 21, 44, 190),
    ("DEKA-01", "Deka pikniková", "Deka pikniková", 890, 21, 13, 950),
    ("SIROP-01", "Bezinkový sirup 0,5 l", "Bazový sirup 0,5 l", 149, 12, 26, 760),
    ("CAJ-01", "Bylinný čaj Horská směs", "Bylinný čaj Horská zmes", 119, 12, 41, 80),
    ("KNIHA-HO", "Kniha Hory na víkend", "Kniha Hory na víkend", 349, 12, 17, 480),
    ("MAPA-01", "Turistická mapa Jeseníky", "Turistická mapa Jeseníky", 139, 21, 60, 70),
    ("NASIV-01", "Nášivka Hora", "Nášivka Hora", 79, 21, 150, 8),
    ("", "Potisk na přání", "Potlač na želanie", 250, 21, 5, 0),
    ("DARKOVKA", "Dárkové balení", "Darčekové balenie", 59, 21, 200, 40),
];

/// The shop with its shelves full and some older orders.
pub fn shop(seed: u64, now: OffsetDateTime) -> Shop {
    let plan = Plan {
        id: "triko",
        project_name: "Triko & spol.",
        company: "Triko a spol. s.r.o.",
        city: "Olomouc",
        prefix: "T",
        first_status: 11,
        first_id: 500,
        sms: true,
    };
    let mut shop = super::shop(seed, now, &plan);
    for (at, row) in SIZED.iter().enumerate() {
        stock_up(&mut shop, now, std::slice::from_ref(row));
        let more = i64::try_from(at).unwrap_or(0);
        vary(&mut shop, &[("S", 4 + more), ("M", 9 + more), ("L", 7), ("XL", 2)]);
    }
    stock_up(&mut shop, now, PLAIN);
    for (days, language) in [(8, "cs"), (5, "sk"), (2, "cs")] {
        let made = order(
            &mut shop,
            now - Duration::days(days),
            &Wish { language: Some(language.to_owned()), ..Wish::default() },
        );
        shop.orders.push(made);
    }
    shop
}
