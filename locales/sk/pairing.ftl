### Mapping with its consequence and undo, the pictures of the overview, causes told more precisely.

pair-used = Objednávok za 30 dní
pair-gone = už sa neponúka
pair-plain = Odovzdáva sa bez zmeny
pair-fresh = Nové, ešte nespárované
pair-no-code = bez kódu
pair-countries = Krajiny
pair-currencies = Meny
pair-products = Produkty
pair-none-places = Objavia sa tu s prvou objednávkou.
pair-none-products = Partner zatiaľ spoznal všetky produkty.
pair-products-hint = Produkt sa odovzdáva pod svojím kódom z e-shopu. Zadajte len tie, ktoré má partner pod iným číslom; platí to pre objednávky aj pre sklad.
pair-product-code = Kód ďalšieho produktu v e-shope
pair-product-number = Jeho číslo u partnera
pair-places-hint = Krajiny a meny sa odovzdávajú tak, ako sú v objednávke. Vyplňte len to, čo má partner pod iným kódom.
pair-ask-title = Ešte nie je uložené
pair-ask = { $count ->
    [one] Na túto zmenu čaká { $count } objednávka. Po uložení pôjde do skladu, ak jej nič iné nebráni.
    [few] Na túto zmenu čakajú { $count } objednávky. Po uložení pôjdu do skladu, ak im nič iné nebráni.
    [many] Na túto zmenu čaká { $count } objednávky. Po uložení pôjdu do skladu, ak im nič iné nebráni.
   *[other] Na túto zmenu čaká { $count } objednávok. Po uložení pôjdu do skladu, ak im nič iné nebráni.
}
pair-ask-status = { $count ->
    [one] V novozvolenom stave je { $count } objednávka. Po uložení pôjde do skladu, ak jej nič iné nebráni.
    [few] V novozvolených stavoch sú { $count } objednávky. Po uložení pôjdu do skladu, ak im nič iné nebráni.
    [many] V novozvolených stavoch je { $count } objednávky. Po uložení pôjdu do skladu, ak im nič iné nebráni.
   *[other] V novozvolených stavoch je { $count } objednávok. Po uložení pôjdu do skladu, ak im nič iné nebráni.
}
pair-ask-hint = Ak ich necháte čakať, podržíme ich, kým ich sami neodošlete.
pair-ask-send = Uložiť a odoslať ich
pair-ask-wait = Uložiť a nechať ich čakať
pair-last-title = Posledná zmena párovania
pair-last = { $time }, { $who }
pair-undo = Vrátiť túto zmenu
pair-change = { $name }: { $from } → { $to }
pair-change-more = { $count ->
    [one] a ešte { $count } zmena
    [few] a ešte { $count } zmeny
    [many] a ešte { $count } zmeny
   *[other] a ešte { $count } zmien
}
pair-nothing = nič
pair-does = Čo sa stane
pair-does-send = Odošle objednávku do skladu
pair-does-cancel = Zruší objednávku v sklade
pair-does-set = Nastavíme ho, keď sklad nahlási: { $name }
pair-does-nothing = Nič
pair-new-ship = Doprava „{ $name }“ je nová. Spárujte ju skôr, než na ňu bude čakať prvá objednávka.
pair-new-pay = Platba „{ $name }“ je nová. Spárujte ju skôr, než na ňu bude čakať prvá objednávka.
pair-news-title = Nové v e-shope
pair-held = { $count ->
    [one] Ručne podržaná je { $count } objednávka.
    [few] Ručne podržané sú { $count } objednávky.
    [many] Ručne podržaných je { $count } objednávky.
   *[other] Ručne podržaných je { $count } objednávok.
}
pair-held-list = Zobraziť podržané
pair-let-go = Odoslať všetky hneď
done-waits = Uložené. Objednávky, ktoré na to čakali, sme podržali.
done-let-go = Podržané objednávky odosielame.
audit-let-go = objednávky: odoslať podržané
change-progress = Stavy, ktoré v e-shope nastavujeme
change-country = Krajina „{ $name }“
change-currency = Mena „{ $name }“
change-product = Číslo produktu „{ $name }“ u partnera
error-country = Zadajte dvojpísmenový kód krajiny, napríklad SK.
error-currency = Zadajte kód meny, najviac 10 znakov.
error-product = Zadajte číslo produktu u partnera, najviac 40 znakov.
error-period = Koniec obdobia je pred jeho začiatkom.
error-filter-kind = Taký dôvod neexistuje, filter sme vynechali.
filter-kind = Dôvod
filter-cause-over = Z tohto dôvodu už žiadna objednávka nečaká.
filter-cause-retry = Skúsiť znova všetky s týmto dôvodom
filter-cause-settled = Všetky sú vybavené
kind-ship = nespárovaná doprava
kind-pay = nespárovaná platba
kind-item = neznámy produkt
kind-address = odmietnutá adresa
kind-pickup = výdajné miesto
kind-refused = odmietnuté partnerom
kind-login = odmietnuté prihlásenie
kind-down = partner neodpovedá
kind-unsure = overujeme, či dorazila
kind-late = neskoré zrušenie
kind-partner-cancel = zrušené skladom
kind-status-kept = stav nastavený ručne
kind-partner-error = chyba v sklade
kind-both-changed = zmena na oboch stranách
kind-late-change = neskorá zmena
kind-shop-cancel = zrušené v e-shope
kind-upgates = zápis odmietol Upgates
kind-gave-up = zastavené po opakovaných pokusoch
numbers-today = Odovzdané dnes
health-upgates-read = Máme všetky zmeny podľa stavu { $time }.
health-stock-unread = Stav skladu partnera sme zatiaľ nenačítali.
picture-stock-title = Zhoda so skladom
picture-stock = Pri { $same } z { $count } sledovaných produktov ukazuje e-shop to isté čo sklad, pri { $differing } niečo iné.
picture-stock-read = Sklad sme naposledy načítali { $time }.
stock-lag = { $count ->
    [one] { $count } zmena zo skladu čaká na spracovanie, prišla { $time }.
    [few] { $count } zmeny zo skladu čakajú na spracovanie, najstaršia prišla { $time }.
    [many] { $count } zmeny zo skladu čaká na spracovanie, najstaršia prišla { $time }.
   *[other] { $count } zmien zo skladu čaká na spracovanie, najstaršia prišla { $time }.
}
stock-lag-none = Bez oneskorenia: žiadna zmena zo skladu nečaká.
stock-lag-held = Zmeny zo skladu čakajú, kým o nich rozhodnete.
picture-stock-none = Stav skladu zatiaľ neporovnávame.
picture-stock-same = Zhodné
picture-stock-differs = Rozdielne
picture-stock-unknown = Neznáme na jednej strane
picture-api-title = Využitie API e-shopu
picture-api = Volaní dnes: { $today }, za 30 dní: { $month }. Mimo nahlásených prístupov: { $outside }.
picture-api-bar = Podiel za 30 dní
picture-api-more = Čo sme nahlásili a na čo to slúži
cause-AUTH-PARTNER-timeless = Partner odmieta prihlásenie. Objednávky zbierame, nič sa nestratilo.
cause-PARTNER-DOWN-timeless = Partner neodpovedá. Skúšame to ďalej sami.
cause-UPG-DOWN-timeless = Upgates neodpovedá. Skúšame to ďalej sami.
cause-LIMIT-timeless = Dnes sme vyčerpali bezpečný počet požiadaviek na e-shop; nové objednávky prichádzajú ďalej, dopĺňanie počká.
cause-ITEM-CODE-unknown = Produkt „{ $name }“ ({ $code }) partner nepozná.
cause-ITEM-CODE-refused = Partner odmietol niektorý produkt objednávky: { $reason }
group-ITEM-CODE-unknown = { $count ->
    [one] Produkt „{ $name }“ ({ $code }) partner nepozná, čaká { $count } objednávka.
    [few] Produkt „{ $name }“ ({ $code }) partner nepozná, čakajú { $count } objednávky.
    [many] Produkt „{ $name }“ ({ $code }) partner nepozná, čaká { $count } objednávky.
   *[other] Produkt „{ $name }“ ({ $code }) partner nepozná, čaká { $count } objednávok.
}
group-ITEM-CODE-refused = { $count ->
    [one] Partner odmietol produkt pri { $count } objednávke: { $reason }
    [few] Partner odmietol produkt pri { $count } objednávkach: { $reason }
    [many] Partner odmietol produkt pri { $count } objednávky: { $reason }
   *[other] Partner odmietol produkt pri { $count } objednávkach: { $reason }
}
kind-shop-gone = chýba v e-shope
kind-partner-gone = chýba v sklade
