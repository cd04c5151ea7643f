### The overview.

truth-ok = Všetko je v poriadku. Poslednú objednávku sme odovzdali { $time }.
truth-ok-none = Všetko je v poriadku. Čakáme na prvú objednávku.
truth-attention = { $count ->
    [one] Na vás čaká { $count } objednávka.
    [few] Na vás čakajú { $count } objednávky.
    [many] Na vás čaká { $count } objednávky.
   *[other] Na vás čaká { $count } objednávok.
}
truth-lost = Spojenie s partnerom je prerušené od { $time }. Objednávky zbierame a odídu samy.
truth-login = Partner odmieta prihlásenie od { $time }. Objednávky zbierame, nič sa nestratilo.
truth-upgates = Upgates zrušil prístup doplnku. Aktivujte ho, prosím, v administrácii znova.
truth-paused = Odovzdávanie je pozastavené, kým ho neobnovíte. Objednávky ďalej prijímame.
truth-paused-until = Odovzdávanie je pozastavené do { $time }. Objednávky ďalej prijímame.
truth-guard = Zastavili sme podozrivú zmenu skladu. Rozhodnite, prosím, čo s ňou.
attention = Čo na vás čaká
attention-orders = { $count ->
    [one] Zobraziť { $count } objednávku
    [few] Zobraziť { $count } objednávky
    [many] Zobraziť { $count } objednávky
   *[other] Zobraziť { $count } objednávok
}
guard-title = Zastavená zmena skladu
guard-text = { $lowered ->
    [one] Zmena z { $time } by znížila zásobu { $lowered } produktu, na nulu: { $zeroed }. Nič sme nezapísali.
    [few] Zmena z { $time } by znížila zásobu { $lowered } produktov, z toho na nulu: { $zeroed }. Nič sme nezapísali.
    [many] Zmena z { $time } by znížila zásobu { $lowered } produktu, z toho na nulu: { $zeroed }. Nič sme nezapísali.
   *[other] Zmena z { $time } by znížila zásobu { $lowered } produktov, z toho na nulu: { $zeroed }. Nič sme nezapísali.
}
guard-list = Dotknuté produkty
guard-from = Teraz
guard-to = Po zmene
guard-drop = Zahodiť zmenu
guard-write = Napriek tomu zapísať
numbers-title = Dnes v číslach
books = Úplnosť za deň do { $time }: v e-shope { $count } = odovzdané { $handed } + vynechané { $out } + čaká { $waiting } + chyba { $failed }. Rozdiel { $difference }.
books-later = Úplnosť: raz denne overíme, či máme všetky objednávky z e-shopu. Prvýkrát ju spočítame deň po spustení.
books-missing = Chýbajúce objednávky práve načítavame.
books-gone = Rozdiel tvoria objednávky, ktoré už v e-shope nie sú.
books-found = { $count ->
    [one] { $count } objednávku sme pri tom dodatočne načítali.
    [few] { $count } objednávky sme pri tom dodatočne načítali.
    [many] { $count } objednávky sme pri tom dodatočne načítali.
   *[other] { $count } objednávok sme pri tom dodatočne načítali.
}
books-record = Spolu v evidencii: { $count } = odovzdané { $handed } + vynechané { $out } + čaká { $waiting } + chyba { $failed }.
chart-title = Posledných 14 dní
chart-label = Stĺpcový graf objednávok po dňoch; rovnaké čísla sú v tabuľke pod ním
chart-empty = Zatiaľ nie je čo zobraziť. Graf sa objaví s prvou objednávkou.
chart-handed = Odovzdané
chart-waiting = Čaká
chart-failed = Chyba
chart-table = Zobraziť ako tabuľku
health-title = Stav spojenia
health-upgates = Upgates API
health-upgates-ok = Prístup funguje.
health-upgates-refused = Upgates náš prístup odmieta.
health-webhooks = Hlásenia z e-shopu
health-webhooks-heard = Posledné prišlo { $time }.
health-webhooks-quiet = Zapnuté, zatiaľ žiadne neprišlo.
health-webhooks-none = Práve ich zapíname.
health-partner-heard = Naposledy sa ozval { $time }.
health-partner-quiet = Zatiaľ sa sám neozval, na zmeny sa pýtame my.
health-partner-lost = Bez spojenia od { $time }.
health-stock = Sklad
health-stock-shop = Zásoby riadi e-shop, nič neprepisujeme.
health-stock-same = Čísla v e-shope a v sklade sa zhodujú.
health-stock-differs = { $count ->
    [one] Pri { $count } produkte sa čísla líšia.
    [few] Pri { $count } produktoch sa čísla líšia.
    [many] Pri { $count } produktu sa čísla líšia.
   *[other] Pri { $count } produktoch sa čísla líšia.
}
pause-title = Pozastavenie
pause-text = Počas pozastavenia objednávky ďalej prijímame, len ich neodovzdávame. Potom odídu samy.
pause-for = Na ako dlho
pause-open = kým ho neobnovím
paused-waiting = { $count ->
    [one] Na obnovenie čaká { $count } nová alebo zmenená objednávka.
    [few] Na obnovenie čakajú { $count } nové alebo zmenené objednávky.
    [many] Na obnovenie čaká { $count } novej alebo zmenenej objednávky.
   *[other] Na obnovenie čaká { $count } nových alebo zmenených objednávok.
}
pause = Pozastaviť
resume = Obnoviť odovzdávanie
