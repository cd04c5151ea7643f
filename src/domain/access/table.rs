//! The table of declared accesses: one entry each, in the order of [`Access::ALL`].
use super::{Access, Declared, Frequency, Words};

#[rustfmt::skip]
pub(super) static TABLE: [Declared; 18] = [
    Declared {
        access: Access::Status, word: "status", method: "GET", path: "/status",
        section: Words("Stav API", "Stav API", "API status"),
        frequency: Frequency::InstallationAndCustom, by_webhook: false,
        purpose: Words(
            "Kontrola oprávnění přístupu a ověření, že je doplněk v projektu aktivní",
            "Kontrola oprávnení prístupu a overenie, že je doplnok v projekte aktívny",
            "Checks the rights of the access and that the add-on is active in the shop",
        ),
        repeat: Words(
            "Při instalaci, přechodu na novou verzi a otevření doplňku po chybě přihlášení",
            "Pri inštalácii, prechode na novú verziu a otvorení doplnku po chybe prihlásenia",
            "At installation, version change and opening after a refused login",
        ),
    },
    Declared {
        access: Access::Owner, word: "owner", method: "GET", path: "/owner",
        section: Words("Majitel", "Majiteľ", "Owner"),
        frequency: Frequency::Installation, by_webhook: false,
        purpose: Words(
            "Předvyplnění údajů při spárování nebo založení účtu u skladového partnera",
            "Predvyplnenie údajov pri spárovaní alebo založení účtu u skladového partnera",
            "Prefills the details when an account at the warehouse partner is paired or created",
        ),
        repeat: Words(
            "1× při instalaci",
            "1× pri inštalácii",
            "Once at installation",
        ),
    },
    Declared {
        access: Access::Languages, word: "languages", method: "GET", path: "/languages",
        section: Words("Jazyky", "Jazyky", "Languages"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Názvy stavů, doprav a plateb v jazyce administrace, měny jazykových mutací",
            "Názvy stavov, dopráv a platieb v jazyku administrácie, meny jazykových mutácií",
            "Names of statuses, shippings and payments in the admin language; currencies of the language versions",
        ),
        repeat: Words(
            "Na základě webhooku (Languages)",
            "Na základe webhooku (Languages)",
            "On a webhook (Languages)",
        ),
    },
    Declared {
        access: Access::OrderStatuses, word: "order-statuses", method: "GET", path: "/order-statuses",
        section: Words("Stavy objednávek", "Stavy objednávok", "Order statuses"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Výběr stavů, které objednávku odešlou do skladu, a stavů, které se po expedici vracejí",
            "Výber stavov, ktoré objednávku odošlú do skladu, a stavov, ktoré sa po expedícii vracajú",
            "Choice of the statuses that send an order to the warehouse and of those set after dispatch",
        ),
        repeat: Words(
            "Na základě webhooku (OrderStatuses)",
            "Na základe webhooku (OrderStatuses)",
            "On a webhook (OrderStatuses)",
        ),
    },
    Declared {
        access: Access::Shipments, word: "shipments", method: "GET", path: "/shipments",
        section: Words("Doprava", "Doprava", "Shipping"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Párování doprav s dopravci skladu",
            "Párovanie dopráv s dopravcami skladu",
            "Pairs ways of shipping with the warehouse's carriers",
        ),
        repeat: Words(
            "Na základě webhooku (Shipments)",
            "Na základe webhooku (Shipments)",
            "On a webhook (Shipments)",
        ),
    },
    Declared {
        access: Access::Payments, word: "payments", method: "GET", path: "/payments",
        section: Words("Platba", "Platba", "Payment"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Párování plateb s platbami skladu, rozpoznání dobírky",
            "Párovanie platieb s platbami skladu, rozpoznanie dobierky",
            "Pairs ways of paying with the warehouse's; recognises cash on delivery",
        ),
        repeat: Words(
            "Na základě webhooku (Payments)",
            "Na základe webhooku (Payments)",
            "On a webhook (Payments)",
        ),
    },
    Declared {
        access: Access::Orders, word: "orders", method: "GET", path: "/orders?last_update_time_from",
        section: Words("Objednávky", "Objednávky", "Orders"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Jednorázové stažení od zvoleného data při spuštění; doplnění změn, které webhook nedoručil",
            "Jednorazové stiahnutie od zvoleného dátumu pri spustení; doplnenie zmien, ktoré webhook nedoručil",
            "One download from a chosen date at the start; catches up on changes that no webhook brought",
        ),
        repeat: Words(
            "Při zkoušce nanečisto v průvodci, při spuštění, po výpadku a jako pojistka nejvýše 1× za 6 hodin, jen změněné objednávky",
            "Pri skúške nanečisto v sprievodcovi, pri spustení, po výpadku a ako poistka najviac 1× za 6 hodín, iba zmenené objednávky",
            "In the dry run of the set-up guide, at the start, after an outage, and as a safeguard at most once in 6 hours; changed orders only",
        ),
    },
    Declared {
        access: Access::OrdersCreated, word: "orders-created", method: "GET", path: "/orders?creation_time_from",
        section: Words("Objednávky", "Objednávky", "Orders"),
        frequency: Frequency::InstallationAndCustom, by_webhook: false,
        purpose: Words(
            "Jednorázové doplnění objednávek ze zvoleného období na výslovné přání, po stránkách",
            "Jednorazové doplnenie objednávok zo zvoleného obdobia na výslovné želanie, po stránkach",
            "Fills in the orders of a chosen period once, when expressly asked for, page by page",
        ),
        repeat: Words(
            "Na přání, období nejvýše 31 dnů, nejdříve 15 minut po předchozím a nikdy dvě najednou",
            "Na želanie, obdobie najviac 31 dní, najskôr 15 minút po predchádzajúcom a nikdy dve naraz",
            "On demand, at most 31 days, at the earliest 15 minutes after the last and never two at once",
        ),
    },
    Declared {
        access: Access::OrdersByNumber, word: "orders-by-number", method: "GET", path: "/orders?order_numbers",
        section: Words("Objednávky", "Objednávky", "Orders"),
        frequency: Frequency::Custom, by_webhook: true,
        purpose: Words(
            "Načtení objednávek ohlášených webhookem, až 100 najednou, a jejich předání do skladu",
            "Načítanie objednávok ohlásených webhookom, až 100 naraz, a ich odovzdanie do skladu",
            "Reads the orders that a webhook announced, up to 100 at once, and hands them to the warehouse",
        ),
        repeat: Words(
            "Na základě webhooku (Orders.create, Orders.update); jednou denně objednávky, které má sklad a ještě neodešly; jednou na přání při zkoušce jedné objednávky v průvodci",
            "Na základe webhooku (Orders.create, Orders.update); raz denne objednávky, ktoré má sklad a ešte neodišli; raz na želanie pri skúške jednej objednávky v sprievodcovi",
            "On a webhook (Orders.create, Orders.update); once a day those that the warehouse has and that have not left; once on demand for the trial order of the set-up guide",
        ),
    },
    Declared {
        access: Access::OrdersWrite, word: "orders-write", method: "PUT", path: "/orders",
        section: Words("Objednávky", "Objednávky", "Orders"),
        frequency: Frequency::Custom, by_webhook: false,
        purpose: Words(
            "Vrácení stavu objednávky a trasovacího kódu zásilky ze skladu",
            "Vrátenie stavu objednávky a sledovacieho kódu zásielky zo skladu",
            "Brings back the order's status and the parcel's tracking code from the warehouse",
        ),
        repeat: Words(
            "Vlastní: podle změn ve skladu, až 100 objednávek v jednom volání",
            "Vlastný: podľa zmien v sklade, až 100 objednávok v jednom volaní",
            "Custom: as things change in the warehouse, up to 100 orders a call",
        ),
    },
    Declared {
        access: Access::ProductsSimple, word: "products-simple", method: "GET", path: "/products/simple",
        section: Words("Produkty", "Produkty", "Products"),
        frequency: Frequency::InstallationAndCustom, by_webhook: true,
        purpose: Words(
            "Kódy, EAN a sklad produktů a variant: kontrola chybějících a stejných kódů, porovnání skladu",
            "Kódy, EAN a sklad produktov a variantov: kontrola chýbajúcich a rovnakých kódov, porovnanie skladu",
            "Codes, EANs and stock of products and variants: checks missing and equal codes, compares stock",
        ),
        repeat: Words(
            "Jednou v průvodci před spuštěním a při zkoušce nanečisto, při spuštění, po založení produktu (webhook Products.create), změněné produkty nejvýše 1× denně",
            "Raz v sprievodcovi pred spustením a pri skúške nanečisto, pri spustení, po založení produktu (webhook Products.create), zmenené produkty najviac 1× denne",
            "Once in the set-up guide and in its dry run, at the start, after a product was created (webhook Products.create), changed products at most once a day",
        ),
    },
    Declared {
        access: Access::ProductsByCodes, word: "products-by-codes", method: "GET", path: "/products/simple?codes",
        section: Words("Produkty", "Produkty", "Products"),
        frequency: Frequency::Custom, by_webhook: true,
        purpose: Words(
            "Ověření skladu produktů ohlášených webhookem nebo před zápisem",
            "Overenie skladu produktov ohlásených webhookom alebo pred zápisom",
            "Checks the stock of products that a webhook announced, or before writing",
        ),
        repeat: Words(
            "Na základě webhooku (Products.create, Products.update)",
            "Na základe webhooku (Products.create, Products.update)",
            "On a webhook (Products.create, Products.update)",
        ),
    },
    Declared {
        access: Access::ProductsWrite, word: "products-write", method: "PUT", path: "/products",
        section: Words("Produkty", "Produkty", "Products"),
        frequency: Frequency::Custom, by_webhook: false,
        purpose: Words(
            "Zápis skladové zásoby ze skladu, jen změněné produkty; objednávky z Upgates se znovu neodečítají",
            "Zápis skladovej zásoby zo skladu, iba zmenené produkty; objednávky z Upgates sa znova neodpočítavajú",
            "Writes stock from the warehouse, changed products only; orders from Upgates are not deducted again",
        ),
        repeat: Words(
            "Vlastní: podle pohybů ve skladu, až 100 produktů v jednom volání",
            "Vlastný: podľa pohybov v sklade, až 100 produktov v jednom volaní",
            "Custom: as stock moves in the warehouse, up to 100 products a call",
        ),
    },
    Declared {
        access: Access::WebhooksRead, word: "webhooks", method: "GET", path: "/webhooks",
        section: Words("Webhooky", "Webhooky", "Webhooks"),
        frequency: Frequency::InstallationAndCustom, by_webhook: false,
        purpose: Words(
            "Kontrola před založením a kontrola, že jsou webhooky aktivní",
            "Kontrola pred založením a kontrola, že sú webhooky aktívne",
            "Checked before creating, and whether the webhooks are active",
        ),
        repeat: Words(
            "Při instalaci, přechodu na novou verzi a 1× za hodinu, v každém projektu v jinou minutu",
            "Pri inštalácii, prechode na novú verziu a 1× za hodinu, v každom projekte v inú minútu",
            "At installation, version change and once an hour, in each shop at another minute",
        ),
    },
    Declared {
        access: Access::WebhookEvents, word: "webhook-events", method: "GET", path: "/webhooks/events",
        section: Words("Webhooky", "Webhooky", "Webhooks"),
        frequency: Frequency::InstallationAndCustom, by_webhook: false,
        purpose: Words(
            "Přesné názvy událostí a které jsou přístupu povoleny",
            "Presné názvy udalostí a ktoré sú prístupu povolené",
            "Exact names of the events and which the access may use",
        ),
        repeat: Words(
            "Při instalaci, přechodu na novou verzi a opravě webhooku",
            "Pri inštalácii, prechode na novú verziu a oprave webhooku",
            "At installation, version change and when a webhook is mended",
        ),
    },
    Declared {
        access: Access::WebhookCreate, word: "webhook-create", method: "POST", path: "/webhooks",
        section: Words("Webhooky", "Webhooky", "Webhooks"),
        frequency: Frequency::InstallationAndCustom, by_webhook: false,
        purpose: Words(
            "Založení webhooků na objednávky, stavy, produkty, dopravu, platbu a jazyky",
            "Založenie webhookov na objednávky, stavy, produkty, dopravu, platbu a jazyky",
            "Creates webhooks for orders, statuses, products, shipping, payment and languages",
        ),
        repeat: Words(
            "Při instalaci a přechodu na novou verzi",
            "Pri inštalácii a prechode na novú verziu",
            "At installation and version change",
        ),
    },
    Declared {
        access: Access::WebhookUpdate, word: "webhook-update", method: "PUT", path: "/webhooks",
        section: Words("Webhooky", "Webhooky", "Webhooks"),
        frequency: Frequency::Custom, by_webhook: false,
        purpose: Words(
            "Znovuzapnutí vypnutého webhooku, oprava jeho adresy",
            "Opätovné zapnutie vypnutého webhooku, oprava jeho adresy",
            "Switches a webhook on again, mends its address",
        ),
        repeat: Words(
            "Vlastní: jen když je webhook vypnutý nebo má starou adresu",
            "Vlastný: iba keď je webhook vypnutý alebo má starú adresu",
            "Custom: only when a webhook is off or has an old address",
        ),
    },
    Declared {
        access: Access::WebhookDelete, word: "webhook-delete", method: "DELETE", path: "/webhooks",
        section: Words("Webhooky", "Webhooky", "Webhooks"),
        frequency: Frequency::Custom, by_webhook: false,
        purpose: Words(
            "Odstranění vlastních nadbytečných webhooků",
            "Odstránenie vlastných nadbytočných webhookov",
            "Deletes the add-on's own surplus webhooks",
        ),
        repeat: Words(
            "Vlastní: výjimečně, při přechodu na novou verzi",
            "Vlastný: výnimočne, pri prechode na novú verziu",
            "Custom: rarely, at a version change",
        ),
    },
];
