### Help: writing to support, the five checks, the errors by code, the use of the API, what has changed.

help-on-page = Na této stránce
help-write = Napsat nám
help-stuck-later = Kontroly začnou po spuštění. Do té doby vás vede průvodce.
help-checked = Zkontrolováno { $time }. Obnovuje se samo.
message-title = Napište nám
message-subject = Předmět
message-text = O co jde
message-text-hint = Nejvýše 5 000 znaků. Hesla nám prosím neposílejte, nepotřebujeme je.
message-reply-to = E-mail pro odpověď (nepovinné)
message-reply-to-hint = Bez něj vám nemáme kam odepsat.
message-order-number = Číslo objednávky (nepovinné)
message-order-hint = Když se to týká jedné objednávky.
message-enclosed = S textem odejdou ještě tyto údaje
message-enclosed-hint = Nic dalšího nepřikládáme: žádná hesla, žádné údaje zákazníků.
message-send = Odeslat podpoře
message-prepare = Připravit zprávu
message-no-mail = Odesílání e-mailů tu není zapnuté. Zprávu vám připravíme, abyste ji odeslali ze své pošty; nebo prosím zavolejte.
message-order = Objednávka: { $number }
message-reply = Odpovědět na: { $email }
message-back = Zpět na Podporu
message-ready-title = Zpráva je připravená, ale ještě neodešla
message-ready-text = Odesílání e-mailů tu není zapnuté, odešlete ji prosím ze své pošty.
message-mailto = Otevřít ve své poště
message-copy = Pokud se pošta neotevře, zkopírujte text a pošlete ho na { $email }.
message-whole = Celá zpráva
message-sent-title = Děkujeme, zprávu máme
message-sent-at = Podpoře odešla { $time }.
message-waiting = Zpráva je uložená a za chvíli odejde. Stránku můžete opustit.
message-unmailed = Zprávu se nepodařilo poslat e-mailem, máme ji ale uloženou. Spěchá-li to, zavolejte na { $phone } nebo napište na { $email }.
message-reference = Označení zprávy: { $reference }. Uveďte ho, když zavoláte.
message-no-reply = E-mail pro odpověď jste neuvedli. Zavolejte nám prosím, nebo napište znovu a e-mail uveďte.
message-reply-goes = Odpovíme na { $email }.
error-message-limit = { $count ->
    [one] Za hodinu přijmeme nejvýše { $count } zprávu. Text zůstal ve formuláři; zavolejte nám, nebo ho odešlete později.
    [few] Za hodinu přijmeme nejvýše { $count } zprávy. Text zůstal ve formuláři; zavolejte nám, nebo ho odešlete později.
    [many] Za hodinu přijmeme nejvýše { $count } zprávy. Text zůstal ve formuláři; zavolejte nám, nebo ho odešlete později.
   *[other] Za hodinu přijmeme nejvýše { $count } zpráv. Text zůstal ve formuláři; zavolejte nám, nebo ho odešlete později.
}
enclosed-shop = Označení e-shopu: { $reference }
enclosed-version = Verze doplňku: { $version }, v Upgates { $told }
enclosed-time = Stav k { $time }
enclosed-access-ok = Přístup k e-shopu: v pořádku
enclosed-access-refused = Přístup k e-shopu: Upgates ho odmítá
enclosed-access-doubtful = Přístup k e-shopu: ověřujeme ho
enclosed-not-coupled = Propojení: zatím žádné
enclosed-draft = Propojení { $name }: nespuštěné
enclosed-started = Propojení { $name }: spuštěné
enclosed-paused = Propojení { $name }: pozastavené
enclosed-blocked = Propojení { $name }: { $code } od { $time }
enclosed-orders = Objednávky: { $list }
enclosed-codes = Kódy příčin a počty objednávek: { $list }
enclosed-queue = Fronta: připraveno { $ready }, čeká na nápravu { $parked }, vzdáno { $dead }
check-how = Co s tím
check-accesses = Potřebné přístupy
check-orders = Předávání objednávek
check-orders-ok = Žádná připravená objednávka nečeká příliš dlouho. Poslední jsme předali { $time }.
check-orders-none = Žádná připravená objednávka nečeká.
check-orders-late = { $count ->
    [one] { $count } připravená objednávka čeká příliš dlouho, od { $time }. U objednávky je příčina i tlačítko.
    [few] { $count } připravené objednávky čekají příliš dlouho, nejstarší od { $time }. U každé je příčina i tlačítko.
    [many] { $count } připravené objednávky čeká příliš dlouho, nejstarší od { $time }. U každé je příčina i tlačítko.
   *[other] { $count } připravených objednávek čeká příliš dlouho, nejstarší od { $time }. U každé je příčina i tlačítko.
}
check-orders-show = Zobrazit čekající
check-orders-paused = Předávání jste pozastavili. Objednávky přijímáme, odejdou po obnovení.
check-orders-resume = Otevřít Přehled
check-shop = E-shop na Upgates
check-shop-ok = Přístup funguje. Poslední hlášení z e-shopu přišlo { $time }.
check-shop-quiet = Přístup funguje. Hlášení z e-shopu jsou zapnutá, zatím žádné nepřišlo.
check-shop-refused = Upgates odmítá přístup doplňku. Objednávky teď nemůžeme číst.
check-shop-doubtful = Ověřujeme, zda má doplněk k e-shopu ještě přístup. Trvá to chvíli, nic se neztratí.
check-shop-rights = Doplněk nemá všechna oprávnění. Schvalte je v administraci Upgates v části Doplňky.
check-shop-wait = Upgates nás požádal, abychom počkali do { $time }. Pak pokračujeme sami.
check-shop-deaf = Hlášení z e-shopu právě zapínáme. Pokud to trvá déle než hodinu, napište nám.
check-partner-ok = Odpovídá. Naposledy se ozval { $time }.
check-partner-quiet = Žádnou chybu nehlásí. Zatím se nám neozval, na změny se ptáme sami.
check-partner-login = Odmítá přihlášení od { $time }. Objednávky sbíráme.
check-partner-down = Neodpovídá od { $time }. Zkoušíme to dál sami a nic se neztratí.
check-stock = Sklad
check-stock-shop = Zásoby řídí e-shop, nic nepřepisujeme.
check-stock-ok = E-shop a sklad se shodují. Porovnali jsme je { $time }.
check-stock-differs = { $count ->
    [one] Liší se { $count } produkt. Porovnáno { $time }, rozdíl dorovnáváme.
    [few] Liší se { $count } produkty. Porovnáno { $time }, rozdíly dorovnáváme.
    [many] Liší se { $count } produktu. Porovnáno { $time }, rozdíly dorovnáváme.
   *[other] Liší se { $count } produktů. Porovnáno { $time }, rozdíly dorovnáváme.
}
check-stock-never = Zásoby jsme zatím neporovnali. Po spuštění to může trvat několik minut.
check-stock-stopped = Pojistka od { $time } zadržuje změnu skladu a čeká na vaše rozhodnutí.
check-work = Naše strana
check-work-ok = Pracujeme. Poslední známka života přišla { $time }.
check-work-slow = Pracujeme pomaleji než obvykle, nejstarší úkol měl přijít na řadu { $time }.
check-work-stuck = Nejstarší úkol čeká na zpracování od { $time }. Napište nám prosím.
check-work-away = Na naší straně od { $time } nic neběží. Objednávky přijímáme dál. Zavolejte nám prosím.
check-work-never = Na naší straně zatím nic neběží. Zavolejte nám prosím.
check-work-given-up = { $count ->
    [one] { $count } úkol jsme po opakovaných pokusech vzdali. Napište nám, podíváme se.
    [few] { $count } úkoly jsme po opakovaných pokusech vzdali. Napište nám, podíváme se.
    [many] { $count } úkolu jsme po opakovaných pokusech vzdali. Napište nám, podíváme se.
   *[other] { $count } úkolů jsme po opakovaných pokusech vzdali. Napište nám, podíváme se.
}
codes-text = Kód najdete u každé objednávky, která čeká nebo skončila chybou. Na kód se dá odkázat přímo.
usage-declared = Nahlášená četnost
usage-most = Nejvíc za den
usage-last = Naposledy
usage-days = { $count ->
    [one] v { $count } dni
    [few] ve { $count } dnech
    [many] v { $count } dne
   *[other] v { $count } dnech
}
usage-budget = Na to, co může počkat (doplňování změn, vybraná období, seznam produktů), jsme dnes použili { $made } z { $most } volání, která si na den dovolíme. Nových objednávek, stavů a zásob se tento limit netýká.
changes-title = Co je nového
changes-version = Verze { $version } ({ $date })
audit-support-message = zpráva podpoře
audit-version-seen = oznámení o nové verzi přečteno
