### What the set-up guide says beyond its forms: readiness, consequences, the simulation, the trial order.

guide-plan = Šest kroků a jejich stav
guide-partner-what = Kdo za vás expeduje a jak se k němu přihlásíme.
guide-readiness-what = Zkontrolujeme e-shop, produkty i spojení za vás.
guide-statuses-what = Kdy objednávka odejde a co se pak nastaví v e-shopu.
guide-carriers-what = Jak se vaše dopravy a platby jmenují u partnera.
guide-stock-what = Kdo rozhoduje o počtu kusů v e-shopu.
guide-start-what = Zkouška nanečisto, jedna objednávka doopravdy, spuštění.
account-moved = Poslední změna { $time }.
account-unmailed = E-mail o této žádosti nelze na adresu { $email } doručit. Zavolejte nám prosím na { $phone }.
account-turn-asked = Teď čekáte na nás: předáme žádost partnerovi. Nemusíte nic dělat, stránku můžete zavřít.
account-turn-passed-on = Teď čekáme na partnera. Nemusíte nic dělat, stránku můžete zavřít.
account-turn-granted = Účet je schválený. Zadejte nahoře přihlašovací údaje, které jste dostali.
account-turn-refused = Partner účet neschválil. Ozvěte se nám, nebo požádejte znovu s jinou adresou.
ready-certificate-ok = Spojení je šifrované a certifikát platí.
ready-certificate-none = Spojení není šifrované, adresa nezačíná https://. Takto ho používejte jen na zkoušku.
ready-access-refused = Upgates odmítá náš přístup k e-shopu. Aktivujte prosím doplněk znovu, nastavení zůstane.
ready-webhooks-missing = Upgates nám nehlásí: { $name }. Tyto změny najdeme sami, jen později.
ready-statuses-empty = E-shop nemá žádný stav objednávek, takže nepoznáme, kdy má objednávka odejít.
ready-shipments-empty = E-shop nemá zapnutý žádný způsob dopravy.
ready-payments-empty = E-shop nemá zapnutý žádný způsob platby.
ready-languages-wait = čteme jazyky a měny e-shopu.
ready-languages = Jazyky e-shopu: { $language }. Měny: { $name }. Objednávku předáváme v té měně, ve které vznikla.
ready-products-wait = čteme produkty, ať víme, jestli mají kódy.
ready-products-unread = Produkty jsme zatím nečetli. Přečteme je, jakmile bude fungovat přihlášení k partnerovi, nebo když zvolíte Zkontrolovat znovu.
ready-products-reading = { $count ->
    [one] čteme produkty, zatím { $count } z { $total }.
    [few] čteme produkty, zatím { $count } z { $total }.
    [many] čteme produkty, zatím { $count } z { $total }.
   *[other] čteme produkty, zatím { $count } z { $total }.
}
ready-products-error = Produkty se nepodařilo dočíst, e-shop neodpověděl. Zkusíme to sami znovu.
ready-products-unknown = { $count ->
    [one] { $count } produkt nemá kód ani EAN: objednávky s ním počkají, dokud kód nedoplníte.
    [few] { $count } produkty nemají kód ani EAN: objednávky s nimi počkají, dokud kódy nedoplníte.
    [many] { $count } produktu nemá kód ani EAN: objednávky s nimi počkají, dokud kódy nedoplníte.
   *[other] { $count } produktů nemá kód ani EAN: objednávky s nimi počkají, dokud kódy nedoplníte.
}
ready-products-no-code = { $count ->
    [one] { $count } produkt má jen EAN: objednávky s ním odejdou, ale jeho sklad v e-shopu měnit nemůžeme.
    [few] { $count } produkty mají jen EAN: objednávky s nimi odejdou, ale jejich sklad v e-shopu měnit nemůžeme.
    [many] { $count } produktu má jen EAN: objednávky s nimi odejdou, ale jejich sklad v e-shopu měnit nemůžeme.
   *[other] { $count } produktů má jen EAN: objednávky s nimi odejdou, ale jejich sklad v e-shopu měnit nemůžeme.
}
ready-products-ok = { $count ->
    [one] Prošli jsme { $count } produkt nebo variantu, kód nechybí.
    [few] Prošli jsme { $count } produkty a varianty, žádnému kód nechybí.
    [many] Prošli jsme { $count } produktu a varianty, žádnému kód nechybí.
   *[other] Prošli jsme { $count } produktů a variant, žádnému kód nechybí.
}
ready-products-cut = { $count ->
    [one] Zkontrolovali jsme jen první { $count } produkt.
    [few] Zkontrolovali jsme jen první { $count } produkty.
    [many] Zkontrolovali jsme jen prvních { $count } produktu.
   *[other] Zkontrolovali jsme jen prvních { $count } produktů.
}
ready-products-when = Zkontrolováno { $time }.
ready-products-which = Které to jsou
ready-open = Otevřít v e-shopu
ready-csv = Stáhnout seznam (CSV)
ready-item-product = Produkt { $id }: kód { $code }, EAN { $ean }
ready-item-variant = Varianta { $id }: kód { $code }, EAN { $ean }
ready-doubles-none = Žádný kód ani EAN se neopakuje.
ready-doubles-code = { $count ->
    [one] { $count } kód má víc produktů najednou, sklad by je nerozlišil.
    [few] { $count } kódy má víc produktů najednou, sklad by je nerozlišil.
    [many] { $count } kódu má víc produktů najednou, sklad by je nerozlišil.
   *[other] { $count } kódů má víc produktů najednou, sklad by je nerozlišil.
}
ready-doubles-ean = { $count ->
    [one] { $count } EAN má víc produktů najednou. U produktů s kódem to nevadí, bez kódu by je sklad nerozlišil.
    [few] { $count } EAN má víc produktů najednou. U produktů s kódem to nevadí, bez kódu by je sklad nerozlišil.
    [many] { $count } EAN má víc produktů najednou. U produktů s kódem to nevadí, bez kódu by je sklad nerozlišil.
   *[other] { $count } EAN má víc produktů najednou. U produktů s kódem to nevadí, bez kódu by je sklad nerozlišil.
}
ready-old-later = Staré nevyřízené objednávky ukáže zkouška nanečisto v posledním kroku. Dřív objednávky nečteme.
ready-old-try = Přejít ke zkoušce
ready-old-show = Zobrazit zkoušku
ready-old-none = Zkouška nenašla žádnou zapomenutou objednávku mezi těmi, které se změnily od { $time }.
ready-old-left = { $count ->
    [one] { $count } objednávka je připravená, ale starší než zvolené datum, a proto neodejde.
    [few] { $count } objednávky jsou připravené, ale starší než zvolené datum, a proto neodejdou.
    [many] { $count } objednávky je připraveno, ale jsou starší než zvolené datum, a proto neodejdou.
   *[other] { $count } objednávek je připravených, ale jsou starší než zvolené datum, a proto neodejdou.
}
ready-old-long = { $count ->
    [one] { $count } objednávka je otevřená déle než { $days } dnů a odešla by. Ověřte, že už není vyřízená.
    [few] { $count } objednávky jsou otevřené déle než { $days } dnů a odešly by. Ověřte, že už nejsou vyřízené.
    [many] { $count } objednávky je otevřeno déle než { $days } dnů a odešly by. Ověřte, že už nejsou vyřízené.
   *[other] { $count } objednávek je otevřených déle než { $days } dnů a odešly by. Ověřte, že už nejsou vyřízené.
}
csv-gap = Co je špatně
csv-item = Číslo v e-shopu
csv-code = Kód
csv-ean = EAN
csv-address = Adresa v administraci
gap-unknown = bez kódu i EAN
gap-no-code = bez kódu
gap-same-code = stejný kód
gap-same-ean = stejný EAN
ready-mail-hint = Tato volba nikomu nic neposílá, objednávku jen čteme.
status-marks-paid = označí zaplacenou
status-marks-resolved = označí vyřízenou
progress-mail-facts = Jaký e-mail a SMS ke stavu patří, vidíte jen v administraci Upgates. Odejde jen tehdy, když ho tady zapnete.
progress-mail-on-packed = Zapnuto: jakmile sklad začne balit, pošle Upgates jednou zprávy tohoto stavu.
progress-mail-on-shipped = Zapnuto: po odeslání pošle Upgates jednou zprávy tohoto stavu, číslo zásilky už v nich bude.
progress-mail-on-delivered = Zapnuto: po doručení pošle Upgates jednou zprávy tohoto stavu.
progress-mail-on-impossible = Zapnuto: když sklad objednávku vyřídit nemůže, pošle Upgates jednou zprávy tohoto stavu. Rozmyslete si, zda to nechcete zákazníkovi říct sami.
progress-mail-off = Vypnuto: stav se změní tiše, zákazník nedostane e-mail ani SMS.
map-no-suggestion = Bez návrhu
map-open = { $count ->
    [one] { $count } doprava nebo platba nemá uložené párování. Objednávky s ní počkají, nic se neztratí a po spárování odejdou samy.
    [few] { $count } dopravy a platby nemají uložené párování. Objednávky s nimi počkají, nic se neztratí a po spárování odejdou samy.
    [many] { $count } dopravy a platby nemá uložené párování. Objednávky s nimi počkají, nic se neztratí a po spárování odejdou samy.
   *[other] { $count } doprav a plateb nemá uložené párování. Objednávky s nimi počkají, nic se neztratí a po spárování odejdou samy.
}
map-all = Všechny používané dopravy a platby jsou spárované.
map-tried = { $count ->
    [one] V poslední zkoušce by kvůli tomu čekala { $count } objednávka.
    [few] V poslední zkoušce by kvůli tomu čekaly { $count } objednávky.
    [many] V poslední zkoušce by kvůli tomu čekalo { $count } objednávky.
   *[other] V poslední zkoušce by kvůli tomu čekalo { $count } objednávek.
}
map-word-certain = Jistý návrh
map-why-certain = Upgates sám říká, o kterého dopravce nebo kterou platbu jde.
map-word-likely = Podle názvu
map-why-likely = Jen to tak vypadá podle názvu. Zkontrolujte a vyplňte sami.
map-word-none = Bez návrhu
map-why-none = Název nic nenapovídá. Zeptejte se skladu, jak službě říká.
map-why-branch = Doprava na výdejní místo: s objednávkou předáme i vybrané místo.
map-why-cod = Platí se při převzetí: objednávka odejde, i když ještě není zaplacená.
stock-at-order = Při objednávce:
stock-at-cancel = Při zrušení:
stock-at-return = Při vratce:
stock-shop-order = kusy odečte Upgates, my neděláme nic.
stock-shop-cancel = o vrácení kusů rozhoduje Upgates, my neděláme nic.
stock-shop-return = kusy přidáte v e-shopu sami.
stock-partner-order = kusy odečte hned Upgates. Dokud sklad objednávku nezná, její kusy započítáme, takže se neprodají dvakrát.
stock-partner-cancel = sklad kusy uvolní a my zapíšeme nový počet.
stock-partner-return = jakmile sklad kusy přijme zpět, zapíšeme nový počet.
stock-report-order = kusy odečte Upgates, my neděláme nic.
stock-report-cancel = o vrácení kusů rozhoduje Upgates, my jen porovnáme čísla.
stock-report-return = kusy přidáte v e-shopu sami, rozdíl do té doby uvidíte.
stock-deducted-once = Upgates odečítá zásobu už při objednávce. My ji kvůli téže objednávce nikdy neodečítáme podruhé: zapisujeme jen celkový počet ze skladu.
sim-go = { $count ->
    [one] { $count } objednávka by odešla.
    [few] { $count } objednávky by odešly.
    [many] { $count } objednávky by odešlo.
   *[other] { $count } objednávek by odešlo.
}
sim-wait = { $count ->
    [one] { $count } by čekala, až něco doplníte.
    [few] { $count } by čekaly, až něco doplníte.
    [many] { $count } by čekalo, až něco doplníte.
   *[other] { $count } by čekalo, až něco doplníte.
}
sim-out = { $count ->
    [one] { $count } bychom vynechali.
    [few] { $count } bychom vynechali.
    [many] { $count } bychom vynechali.
   *[other] { $count } bychom vynechali.
}
sim-not-ready = { $count ->
    [one] { $count } ještě není připravená.
    [few] { $count } ještě nejsou připravené.
    [many] { $count } ještě není připraveno.
   *[other] { $count } ještě není připravených.
}
sim-mails = { $count ->
    [one] Při předání do skladu by odešel { $count } e-mail zákazníkům.
    [few] Při předání do skladu by odešly { $count } e-maily zákazníkům.
    [many] Při předání do skladu by odešlo { $count } e-mailu zákazníkům.
   *[other] Při předání do skladu by odešlo { $count } e-mailů zákazníkům.
}
sim-mails-never = Ani později neodejde nic, e-maily máte u všech změn vypnuté.
sim-mails-later = { $count ->
    [one] Později, jak budou objednávky postupovat, pošle Upgates zprávu při těchto změnách: { $name }. Dohromady nejvýš { $count } e-mail.
    [few] Později, jak budou objednávky postupovat, pošle Upgates zprávu při těchto změnách: { $name }. Dohromady nejvýš { $count } e-maily.
    [many] Později, jak budou objednávky postupovat, pošle Upgates zprávu při těchto změnách: { $name }. Dohromady nejvýš { $count } e-mailu.
   *[other] Později, jak budou objednávky postupovat, pošle Upgates zprávu při těchto změnách: { $name }. Dohromady nejvýš { $count } e-mailů.
}
sim-stock-shop = Změny skladu: 0. Zásoby řídí e-shop, nic nepřepisujeme.
sim-stock-report = Změny skladu: 0. Rozdíly jen hlásíme.
sim-stock-partner = { $count ->
    [one] Po spuštění by se změnila zásoba u { $count } produktu.
    [few] Po spuštění by se změnila zásoba u { $count } produktů.
    [many] Po spuštění by se změnila zásoba u { $count } produktu.
   *[other] Po spuštění by se změnila zásoba u { $count } produktů.
}
sim-out-by = { $count ->
    [one] Vynechali bychom { $count } objednávku, důvod: { $name }.
    [few] Vynechali bychom { $count } objednávky, důvod: { $name }.
    [many] Vynechali bychom { $count } objednávky, důvod: { $name }.
   *[other] Vynechali bychom { $count } objednávek, důvod: { $name }.
}
sim-only-new = Zvolili jste jen nové objednávky: z těchto po spuštění sama neodejde žádná, ukazují jen, jak pravidla rozhodují.
sim-cut = Objednávek je víc, než zkouška prochází; čísla platí jen pro prvních pět set.
sim-stale = Od zkoušky jste změnili nastavení. Spusťte ji znovu, ať čísla platí.
sim-none = Za tu dobu se v e-shopu žádná objednávka nezměnila.
trial-title = Jedna objednávka doopravdy
trial-text = Chcete si být jistí? Vyberte jednu objednávku a { $name } ji hned opravdu dostane. Platí pro ni stejná pravidla, jen nerozhoduje její stáří a doba podržení. Nic jiného se nepohne a po spuštění se podruhé nepředá.
trial-pick = Objednávka ze zkoušky
trial-pick-none = – vyberte –
trial-number = Číslo objednávky
trial-number-hint = Přesně jak ho ukazuje e-shop
trial-go = Předat tuto jednu
trial-running = Předáváme objednávku { $number }…
trial-sending = Nevíme, zda sklad objednávku { $number } přijal. Ptáme se, podruhé ji neposíláme.
trial-handed-over = Objednávka { $number } je předaná, { $name } ji vede pod číslem { $there }.
trial-unknown = Objednávku { $number } v e-shopu nemáte. Zkontrolujte číslo.
trial-shop = Objednávku { $number } jsme nepředali, e-shop neodpověděl. Zkuste to prosím znovu.
trial-started = Mezitím jste předávání spustili, objednávka { $number } odejde jako všechny ostatní.
trial-login = Objednávku { $number } jsme nepředali, partner odmítl přihlášení.
trial-down = Objednávku { $number } jsme nepředali, partner neodpověděl. Zkuste to prosím znovu.
trial-cause = Nepředali jsme ji. { $reason }
trial-status = Objednávku { $number } jsme nepředali: je ve stavu „{ $name }“, který ji do skladu neposílá.
trial-unpaid = Objednávku { $number } jsme nepředali: ještě není zaplacená.
trial-rule = Objednávku { $number } jsme nepředali: { $name }.
trial-story = Průběh objednávky { $number }
trial-open = Otevřít objednávku { $number }
trial-after = Její stav a zásilky začneme do e-shopu vracet po spuštění. Podruhé ji nepředáme.
error-trial-number = Číslo objednávky
error-trial-now = Jednu zkušební objednávku už předáváme, nebo je předaná. Další odejdou po spuštění.
error-start-now = Zkušební objednávka se právě předává. Spusťte prosím za chvíli.
rule-trial = zkušební objednávka
audit-trial = zkušební objednávka
guide-already-started = Předávání už běží. Zkouškou nanečisto si můžete kdykoli ověřit, co by odešlo.
guide-to-overview = Přejít na Přehled
simulate-later = Mezi dvěma zkouškami je aspoň minuta. Tahle začne v { $time }.
start-title = Co se stane po spuštění
start-only-new = Do skladu budeme předávat objednávky, které vzniknou od této chvíle. Starší zůstanou, jak jsou.
start-no-mail = Spuštění samo nepošle zákazníkům žádný e-mail.
start-go-now = { $count ->
    [one] Hned předáme { $count } objednávku.
    [few] Hned předáme { $count } objednávky.
    [many] Hned předáme { $count } objednávky.
   *[other] Hned předáme { $count } objednávek.
}
start-go-held = { $count ->
    [one] Předáme { $count } objednávku, jakmile uplyne doba podržení ({ $minutes } min).
    [few] Předáme { $count } objednávky, jakmile uplyne doba podržení ({ $minutes } min).
    [many] Předáme { $count } objednávky, jakmile uplyne doba podržení ({ $minutes } min).
   *[other] Předáme { $count } objednávek, jakmile uplyne doba podržení ({ $minutes } min).
}
start-wait = { $count ->
    [one] { $count } objednávka počká, až něco doplníte.
    [few] { $count } objednávky počkají, až něco doplníte.
    [many] { $count } objednávky počká, až něco doplníte.
   *[other] { $count } objednávek počká, až něco doplníte.
}
start-older = Ano, chci předat i tyto starší objednávky.
start-later = „Spustit“ se tu objeví, jakmile proběhne zkouška nanečisto přesně s tímto nastavením.
error-start-untried = Nejdřív zkuste nanečisto přesně toto nastavení, pak můžete spustit.
error-start-older = Potvrďte, že se mají předat i starší objednávky.
sim-handed-over = { $count ->
    [one] { $count } objednávku už sklad má.
    [few] { $count } objednávky už sklad má.
    [many] { $count } objednávky už sklad má.
   *[other] { $count } objednávek už sklad má.
}
verdict-handed-over = Sklad už ji má
