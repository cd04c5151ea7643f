### Help: writing to support, the five checks, the errors by code, the use of the API, what has changed.

help-on-page = Na tejto stránke
help-write = Napísať nám
help-stuck-later = Kontroly sa začnú po spustení. Dovtedy vás vedie sprievodca.
help-checked = Skontrolované { $time }. Obnovuje sa samo.
message-title = Napíšte nám
message-subject = Predmet
message-text = O čo ide
message-text-hint = Najviac 5 000 znakov. Heslá nám, prosím, neposielajte, nepotrebujeme ich.
message-reply-to = E-mail na odpoveď (nepovinné)
message-reply-to-hint = Bez neho vám nemáme kam odpísať.
message-order-number = Číslo objednávky (nepovinné)
message-order-hint = Ak sa to týka jednej objednávky.
message-enclosed = S textom odošleme aj tieto údaje
message-enclosed-hint = Nič ďalšie neprikladáme: žiadne heslá, žiadne údaje zákazníkov.
message-send = Odoslať podpore
message-prepare = Pripraviť správu
message-no-mail = Odosielanie e-mailov tu nie je zapnuté. Správu vám pripravíme, aby ste ju odoslali zo svojej pošty; alebo, prosím, zavolajte.
message-order = Objednávka: { $number }
message-reply = Odpovedať na: { $email }
message-back = Späť na Podporu
message-ready-title = Správa je pripravená, ale ešte neodišla
message-ready-text = Odosielanie e-mailov tu nie je zapnuté, odošlite ju, prosím, zo svojej pošty.
message-mailto = Otvoriť vo svojej pošte
message-copy = Ak sa pošta neotvorí, skopírujte text a pošlite ho na { $email }.
message-whole = Celá správa
message-sent-title = Ďakujeme, správu máme
message-sent-at = Podpore odišla { $time }.
message-waiting = Správa je uložená a o chvíľu odíde. Stránku môžete opustiť.
message-unmailed = Správu sa nepodarilo poslať e-mailom, máme ju však uloženú. Ak to ponáhľa, zavolajte na { $phone } alebo napíšte na { $email }.
message-reference = Označenie správy: { $reference }. Uveďte ho, keď zavoláte.
message-no-reply = E-mail na odpoveď ste neuviedli. Zavolajte nám, prosím, alebo napíšte znova a e-mail uveďte.
message-reply-goes = Odpovieme na { $email }.
error-message-limit = { $count ->
    [one] Za hodinu prijmeme najviac { $count } správu. Text zostal vo formulári; zavolajte nám alebo ho odošlite neskôr.
    [few] Za hodinu prijmeme najviac { $count } správy. Text zostal vo formulári; zavolajte nám alebo ho odošlite neskôr.
    [many] Za hodinu prijmeme najviac { $count } správy. Text zostal vo formulári; zavolajte nám alebo ho odošlite neskôr.
   *[other] Za hodinu prijmeme najviac { $count } správ. Text zostal vo formulári; zavolajte nám alebo ho odošlite neskôr.
}
enclosed-shop = Označenie e-shopu: { $reference }
enclosed-version = Verzia doplnku: { $version }, v Upgates { $told }
enclosed-time = Stav k { $time }
enclosed-access-ok = Prístup k e-shopu: v poriadku
enclosed-access-refused = Prístup k e-shopu: Upgates ho odmieta
enclosed-access-doubtful = Prístup k e-shopu: overujeme ho
enclosed-not-coupled = Prepojenie: zatiaľ žiadne
enclosed-draft = Prepojenie { $name }: nespustené
enclosed-started = Prepojenie { $name }: spustené
enclosed-paused = Prepojenie { $name }: pozastavené
enclosed-blocked = Prepojenie { $name }: { $code } od { $time }
enclosed-orders = Objednávky: { $list }
enclosed-codes = Kódy dôvodov a počty objednávok: { $list }
enclosed-queue = Rad: pripravené { $ready }, čaká na nápravu { $parked }, vzdané { $dead }
check-how = Čo s tým
check-accesses = Potrebné prístupy
check-orders = Odovzdávanie objednávok
check-orders-ok = Žiadna pripravená objednávka nečaká pridlho. Poslednú sme odovzdali { $time }.
check-orders-none = Žiadna pripravená objednávka nečaká.
check-orders-late = { $count ->
    [one] { $count } pripravená objednávka čaká pridlho, od { $time }. Pri objednávke nájdete dôvod aj tlačidlo.
    [few] { $count } pripravené objednávky čakajú pridlho, najstaršia od { $time }. Pri každej nájdete dôvod aj tlačidlo.
    [many] { $count } pripravenej objednávky čaká pridlho, najstaršia od { $time }. Pri každej nájdete dôvod aj tlačidlo.
   *[other] { $count } pripravených objednávok čaká pridlho, najstaršia od { $time }. Pri každej nájdete dôvod aj tlačidlo.
}
check-orders-show = Zobraziť čakajúce
check-orders-paused = Odovzdávanie ste pozastavili. Objednávky prijímame, odídu po obnovení.
check-orders-resume = Otvoriť Prehľad
check-shop = E-shop na Upgates
check-shop-ok = Prístup funguje. Posledné hlásenie z e-shopu prišlo { $time }.
check-shop-quiet = Prístup funguje. Hlásenia z e-shopu sú zapnuté, zatiaľ žiadne neprišlo.
check-shop-refused = Upgates odmieta prístup doplnku. Objednávky teraz nemôžeme čítať.
check-shop-doubtful = Overujeme, či má doplnok k e-shopu ešte prístup. Trvá to chvíľu, nič sa nestratí.
check-shop-rights = Doplnok nemá všetky oprávnenia. Schváľte ich v administrácii Upgates v časti Doplnky.
check-shop-wait = Upgates nás požiadal, aby sme počkali do { $time }. Potom pokračujeme sami.
check-shop-deaf = Hlásenia z e-shopu práve zapíname. Ak to trvá dlhšie než hodinu, napíšte nám.
check-partner-ok = Odpovedá. Naposledy sa ozval { $time }.
check-partner-quiet = Všetko je v poriadku. Zatiaľ sa sám neozval, na zmeny sa pýtame my.
check-partner-login = Odmieta prihlásenie od { $time }. Objednávky zbierame.
check-partner-down = Neodpovedá od { $time }. Skúšame to ďalej sami a nič sa nestratí.
check-stock = Sklad
check-stock-shop = Zásoby riadi e-shop, nič neprepisujeme.
check-stock-ok = E-shop a sklad sa zhodujú. Porovnali sme ich { $time }.
check-stock-differs = { $count ->
    [one] Líši sa { $count } produkt. Porovnané { $time }, rozdiel dorovnávame.
    [few] Líšia sa { $count } produkty. Porovnané { $time }, rozdiely dorovnávame.
    [many] Líši sa { $count } produktu. Porovnané { $time }, rozdiely dorovnávame.
   *[other] Líši sa { $count } produktov. Porovnané { $time }, rozdiely dorovnávame.
}
check-stock-never = Zásoby sme zatiaľ neporovnali. Po spustení to môže trvať niekoľko minút.
check-stock-stopped = Poistka od { $time } drží zmenu skladu a čaká na vaše rozhodnutie.
check-work = Naša strana
check-work-ok = Pracujeme. Posledná známka života prišla { $time }.
check-work-slow = Pracujeme pomalšie než zvyčajne, najstaršia úloha mala prísť na rad { $time }.
check-work-stuck = Najstaršia úloha čaká na spracovanie od { $time }. Napíšte nám, prosím.
check-work-away = Na našej strane od { $time } nič nebeží. Objednávky prijímame ďalej. Zavolajte nám, prosím.
check-work-never = Na našej strane zatiaľ nič nebeží. Zavolajte nám, prosím.
check-work-given-up = { $count ->
    [one] { $count } úlohu sme po opakovaných pokusoch vzdali. Napíšte nám, pozrieme sa.
    [few] { $count } úlohy sme po opakovaných pokusoch vzdali. Napíšte nám, pozrieme sa.
    [many] { $count } úlohy sme po opakovaných pokusoch vzdali. Napíšte nám, pozrieme sa.
   *[other] { $count } úloh sme po opakovaných pokusoch vzdali. Napíšte nám, pozrieme sa.
}
codes-text = Kód nájdete pri každej objednávke, ktorá čaká alebo skončila chybou. Na kód sa dá odkázať priamo.
usage-declared = Nahlásená frekvencia
usage-most = Najviac za deň
usage-last = Naposledy
usage-days = { $count ->
    [one] v { $count } dni
    [few] v { $count } dňoch
    [many] v { $count } dňa
   *[other] v { $count } dňoch
}
usage-budget = Na to, čo môže počkať (dopĺňanie zmien, vybrané obdobia, zoznam produktov), sme dnes použili { $made } z { $most } volaní, ktoré si na deň dovolíme. Nových objednávok, stavov a zásob sa toto obmedzenie netýka.
changes-title = Čo je nové
changes-version = Verzia { $version } ({ $date })
audit-support-message = správa podpore
audit-version-seen = oznámenie o novej verzii prečítané
