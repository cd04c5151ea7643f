### Mapping with its consequence and undo, the pictures of the overview, causes told more precisely.

pair-used = Objednávek za 30 dnů
pair-gone = už se nenabízí
pair-plain = Předává se beze změny
pair-fresh = Nové, ještě nespárované
pair-no-code = bez kódu
pair-countries = Země
pair-currencies = Měny
pair-products = Produkty
pair-none-places = Objeví se tu s první objednávkou.
pair-none-products = Partner zatím poznal všechny produkty.
pair-products-hint = Produkt se předává pod svým kódem z e-shopu. Zapište jen ty, které má partner pod jiným číslem; platí to pro objednávky i pro sklad.
pair-product-code = Kód dalšího produktu v e-shopu
pair-product-number = Jeho číslo u partnera
pair-places-hint = Země a měny se předávají tak, jak jsou v objednávce. Vyplňte jen to, co má partner pod jiným kódem.
pair-ask-title = Ještě není uloženo
pair-ask = { $count ->
    [one] Na tuto změnu čeká { $count } objednávka. Po uložení půjde do skladu, pokud jí nic dalšího nebrání.
    [few] Na tuto změnu čekají { $count } objednávky. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
    [many] Na tuto změnu čeká { $count } objednávky. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
   *[other] Na tuto změnu čeká { $count } objednávek. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
}
pair-ask-status = { $count ->
    [one] V nově zvoleném stavu je { $count } objednávka. Po uložení půjde do skladu, pokud jí nic dalšího nebrání.
    [few] V nově zvolených stavech jsou { $count } objednávky. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
    [many] V nově zvolených stavech je { $count } objednávky. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
   *[other] V nově zvolených stavech je { $count } objednávek. Po uložení půjdou do skladu, pokud jim nic dalšího nebrání.
}
pair-ask-hint = Když je necháte čekat, podržíme je, dokud je sami nepustíte.
pair-ask-send = Uložit a odeslat je
pair-ask-wait = Uložit a nechat je čekat
pair-last-title = Poslední změna párování
pair-last = { $time }, { $who }
pair-undo = Vrátit tuto změnu
pair-change = { $name }: { $from } → { $to }
pair-change-more = { $count ->
    [one] a ještě { $count } změna
    [few] a ještě { $count } změny
    [many] a ještě { $count } změny
   *[other] a ještě { $count } změn
}
pair-nothing = nic
pair-does = Co se stane
pair-does-send = Odešle objednávku do skladu
pair-does-cancel = Zruší objednávku ve skladu
pair-does-set = Nastavíme ho, když sklad nahlásí: { $name }
pair-does-nothing = Nic
pair-new-ship = Doprava „{ $name }“ je nová. Spárujte ji, než na ni bude čekat první objednávka.
pair-new-pay = Platba „{ $name }“ je nová. Spárujte ji, než na ni bude čekat první objednávka.
pair-news-title = Nové v e-shopu
pair-held = { $count ->
    [one] Ručně podržená je { $count } objednávka.
    [few] Ručně podržené jsou { $count } objednávky.
    [many] Ručně podrženo je { $count } objednávky.
   *[other] Ručně podržených je { $count } objednávek.
}
pair-held-list = Zobrazit podržené
pair-let-go = Odeslat všechny hned
done-waits = Uloženo. Objednávky, které na to čekaly, jsme podrželi.
done-let-go = Podržené objednávky odesíláme.
audit-let-go = objednávky: odeslat podržené
change-progress = Stavy, které v e-shopu nastavujeme
change-country = Země „{ $name }“
change-currency = Měna „{ $name }“
change-product = Číslo produktu „{ $name }“ u partnera
error-country = Zadejte dvoupísmenný kód země, například CZ.
error-currency = Zadejte kód měny, nejvýše 10 znaků.
error-product = Zadejte číslo produktu u partnera, nejvýše 40 znaků.
error-period = Konec období je před jeho začátkem.
error-filter-kind = Takový důvod neexistuje, filtr jsme vynechali.
filter-kind = Důvod
filter-cause-over = Na tento důvod už žádná objednávka nečeká.
filter-cause-retry = Zkusit znovu všechny s tímto důvodem
filter-cause-settled = Všechny jsou vyřízené
kind-ship = nespárovaná doprava
kind-pay = nespárovaná platba
kind-item = neznámý produkt
kind-address = odmítnutá adresa
kind-pickup = výdejní místo
kind-refused = odmítnuto partnerem
kind-login = odmítnuté přihlášení
kind-down = partner neodpovídá
kind-unsure = ověřujeme, zda dorazila
kind-late = pozdní zrušení
kind-partner-cancel = zrušeno skladem
kind-status-kept = stav nastavený ručně
kind-partner-error = chyba ve skladu
kind-both-changed = změna na obou stranách
kind-late-change = pozdní změna
kind-shop-cancel = zrušeno v e-shopu
kind-upgates = zápis odmítl Upgates
kind-gave-up = zastaveno po opakovaných pokusech
numbers-today = Předáno dnes
health-upgates-read = Máme všechny změny podle stavu { $time }.
health-stock-unread = Stav skladu partnera zatím nebyl načten.
picture-stock-title = Shoda skladu
picture-stock = E-shop ukazuje totéž co sklad u { $same } z { $count } sledovaných produktů, u { $differing } se počty liší.
picture-stock-read = Sklad jsme naposledy četli { $time }.
stock-lag = { $count ->
    [one] { $count } změna ze skladu čeká na zpracování, přišla { $time }.
    [few] { $count } změny ze skladu čekají na zpracování, nejstarší přišla { $time }.
    [many] { $count } změny ze skladu čeká na zpracování, nejstarší přišla { $time }.
   *[other] { $count } změn ze skladu čeká na zpracování, nejstarší přišla { $time }.
}
stock-lag-none = Bez zpoždění: žádná změna ze skladu nečeká.
stock-lag-held = Změny ze skladu čekají, až o nich rozhodnete.
picture-stock-none = Stav skladu zatím neporovnáváme.
picture-stock-same = Shodné
picture-stock-differs = Rozdílné
picture-stock-unknown = Neznámé na jedné straně
picture-api-title = Využití API e-shopu
picture-api = Volání dnes: { $today }, za 30 dnů: { $month }. Mimo nahlášené přístupy: { $outside }.
picture-api-bar = Podíl za 30 dnů
picture-api-more = Co jsme nahlásili a k čemu to slouží
cause-AUTH-PARTNER-timeless = Partner odmítá přihlášení. Objednávky sbíráme, nic se neztratilo.
cause-PARTNER-DOWN-timeless = Partner neodpovídá. Zkoušíme to dál sami.
cause-UPG-DOWN-timeless = Upgates neodpovídá. Zkoušíme to dál sami.
cause-LIMIT-timeless = Dnes jsme vyčerpali bezpečný počet dotazů na e-shop; nové objednávky přicházejí dál, doplňování počká.
cause-ITEM-CODE-unknown = Produkt „{ $name }“ ({ $code }) partner nezná.
cause-ITEM-CODE-refused = Partner odmítl některý produkt objednávky: { $reason }
group-ITEM-CODE-unknown = { $count ->
    [one] Produkt „{ $name }“ ({ $code }) partner nezná, čeká { $count } objednávka.
    [few] Produkt „{ $name }“ ({ $code }) partner nezná, čekají { $count } objednávky.
    [many] Produkt „{ $name }“ ({ $code }) partner nezná, čeká { $count } objednávky.
   *[other] Produkt „{ $name }“ ({ $code }) partner nezná, čeká { $count } objednávek.
}
group-ITEM-CODE-refused = { $count ->
    [one] Partner odmítl produkt u { $count } objednávky: { $reason }
    [few] Partner odmítl produkt u { $count } objednávek: { $reason }
    [many] Partner odmítl produkt u { $count } objednávky: { $reason }
   *[other] Partner odmítl produkt u { $count } objednávek: { $reason }
}
kind-shop-gone = chybí v e-shopu
kind-partner-gone = chybí ve skladu
