### The overview.

truth-ok = Vše je v pořádku. Poslední objednávku jsme předali { $time }.
truth-ok-none = Vše je v pořádku. Čekáme na první objednávku.
truth-attention = { $count ->
    [one] Na vás čeká { $count } objednávka.
    [few] Na vás čekají { $count } objednávky.
    [many] Na vás čeká { $count } objednávky.
   *[other] Na vás čeká { $count } objednávek.
}
truth-lost = Spojení s partnerem je přerušené od { $time }. Objednávky sbíráme a odejdou samy.
truth-login = Partner odmítá přihlášení od { $time }. Objednávky sbíráme, nic se neztratilo.
truth-upgates = Upgates zrušil přístup doplňku. Aktivujte jej prosím v administraci znovu.
truth-paused = Předávání je pozastavené, dokud ho neobnovíte. Objednávky dál přijímáme.
truth-paused-until = Předávání je pozastavené do { $time }. Objednávky dál přijímáme.
truth-guard = Zastavili jsme podezřelou změnu skladu. Rozhodněte prosím, co s ní.
attention = Co na vás čeká
attention-orders = { $count ->
    [one] Zobrazit { $count } objednávku
    [few] Zobrazit { $count } objednávky
    [many] Zobrazit { $count } objednávky
   *[other] Zobrazit { $count } objednávek
}
guard-title = Zastavená změna skladu
guard-text = { $lowered ->
    [one] Změna z { $time } by snížila zásobu { $lowered } produktu, na nulu: { $zeroed }. Nic jsme nezapsali.
    [few] Změna z { $time } by snížila zásobu { $lowered } produktů, z toho na nulu: { $zeroed }. Nic jsme nezapsali.
    [many] Změna z { $time } by snížila zásobu { $lowered } produktu, z toho na nulu: { $zeroed }. Nic jsme nezapsali.
   *[other] Změna z { $time } by snížila zásobu { $lowered } produktů, z toho na nulu: { $zeroed }. Nic jsme nezapsali.
}
guard-list = Dotčené produkty
guard-from = Teď
guard-to = Po změně
guard-drop = Zahodit změnu
guard-write = Přesto zapsat
numbers-title = Dnes v číslech
books = Úplnost za den do { $time }: v e-shopu { $count } = předáno { $handed } + vynecháno { $out } + čeká { $waiting } + chyba { $failed }. Rozdíl { $difference }.
books-later = Úplnost: jednou denně ověříme, zda máme všechny objednávky z e-shopu. Poprvé ji spočítáme den po spuštění.
books-missing = Chybějící objednávky právě doplňujeme.
books-gone = Rozdíl jsou objednávky, které už v e-shopu nejsou.
books-found = { $count ->
    [one] { $count } objednávku jsme při tom doplnili.
    [few] { $count } objednávky jsme při tom doplnili.
    [many] { $count } objednávky jsme při tom doplnili.
   *[other] { $count } objednávek jsme při tom doplnili.
}
books-record = Celkem v evidenci: { $count } = předáno { $handed } + vynecháno { $out } + čeká { $waiting } + chyba { $failed }.
chart-title = Posledních 14 dnů
chart-label = Sloupcový graf objednávek po dnech; stejná čísla jsou v tabulce pod ním
chart-empty = Zatím tu není co kreslit. Graf se objeví s první objednávkou.
chart-handed = Předáno
chart-waiting = Čeká
chart-failed = Chyba
chart-table = Zobrazit jako tabulku
health-title = Stav spojení
health-upgates = Upgates API
health-upgates-ok = Přístup funguje.
health-upgates-refused = Upgates náš přístup odmítá.
health-webhooks = Hlášení z e-shopu
health-webhooks-heard = Poslední přišlo { $time }.
health-webhooks-quiet = Zapnutá, zatím žádné nepřišlo.
health-webhooks-none = Právě je zapínáme.
health-partner-heard = Naposledy se ozval { $time }.
health-partner-quiet = Zatím se neozval, na změny se ptáme sami.
health-partner-lost = Bez spojení od { $time }.
health-stock = Sklad
health-stock-shop = Zásoby řídí e-shop, nic nepřepisujeme.
health-stock-same = Čísla v e-shopu a ve skladu souhlasí.
health-stock-differs = { $count ->
    [one] U { $count } produktu se čísla liší.
    [few] U { $count } produktů se čísla liší.
    [many] U { $count } produktu se čísla liší.
   *[other] U { $count } produktů se čísla liší.
}
pause-title = Pozastavení
pause-text = Po dobu pozastavení objednávky dál přijímáme, jen je nepředáváme. Pak odejdou samy.
pause-for = Na jak dlouho
pause-open = dokud neobnovím
paused-waiting = { $count ->
    [one] Na obnovení čeká { $count } nová nebo změněná objednávka.
    [few] Na obnovení čekají { $count } nové nebo změněné objednávky.
    [many] Na obnovení čeká { $count } nové nebo změněné objednávky.
   *[other] Na obnovení čeká { $count } nových nebo změněných objednávek.
}
pause = Pozastavit
resume = Obnovit předávání
