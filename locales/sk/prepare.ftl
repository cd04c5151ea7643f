### What the set-up guide says beyond its forms: readiness, consequences, the simulation, the trial order.

guide-plan = Šesť krokov a ich stav
guide-partner-what = Kto za vás expeduje a ako sa k nemu prihlásime.
guide-readiness-what = Skontrolujeme za vás e-shop, produkty aj spojenie.
guide-statuses-what = Kedy objednávka odíde a čo sa potom nastaví v e-shope.
guide-carriers-what = Ako sa vaše dopravy a platby volajú v sklade.
guide-stock-what = Kto rozhoduje o počte kusov v e-shope.
guide-start-what = Skúška nanečisto, jedna objednávka naostro, spustenie.
account-moved = Posledná zmena { $time }.
account-unmailed = E-mail o tejto žiadosti sa na adresu { $email } nedá doručiť. Zavolajte nám, prosím, na { $phone }.
account-turn-asked = Teraz čakáte na nás: odovzdáme žiadosť partnerovi. Nemusíte nič robiť, stránku môžete zavrieť.
account-turn-passed-on = Teraz čakáme na partnera. Nemusíte nič robiť, stránku môžete zavrieť.
account-turn-granted = Účet je schválený. Zadajte hore prihlasovacie údaje, ktoré ste dostali.
account-turn-refused = Partner účet neschválil. Ozvite sa nám, alebo požiadajte znova s inou adresou.
ready-certificate-ok = Spojenie je šifrované a certifikát platí.
ready-certificate-none = Spojenie nie je šifrované, adresa sa nezačína na https://. Takto ho používajte len na skúšku.
ready-access-refused = Upgates odmieta náš prístup k e-shopu. Aktivujte, prosím, doplnok znova, nastavenia zostanú.
ready-webhooks-missing = Upgates nám nehlási: { $name }. Tieto zmeny nájdeme sami, len neskôr.
ready-statuses-empty = E-shop nemá žiadny stav objednávok, takže nespoznáme, kedy má objednávka odísť.
ready-shipments-empty = E-shop nemá zapnutý žiadny spôsob dopravy.
ready-payments-empty = E-shop nemá zapnutý žiadny spôsob platby.
ready-languages-wait = čítame jazyky a meny e-shopu.
ready-languages = Jazyky e-shopu: { $language }. Meny: { $name }. Objednávku odovzdávame v tej mene, v ktorej vznikla.
ready-products-wait = čítame produkty, aby sme vedeli, či majú kódy.
ready-products-unread = Produkty sme zatiaľ nečítali. Prečítame ich, len čo bude fungovať prihlásenie k partnerovi, alebo keď zvolíte Skontrolovať znova.
ready-products-reading = { $count ->
    [one] čítame produkty, zatiaľ { $count } z { $total }.
    [few] čítame produkty, zatiaľ { $count } z { $total }.
    [many] čítame produkty, zatiaľ { $count } z { $total }.
   *[other] čítame produkty, zatiaľ { $count } z { $total }.
}
ready-products-error = Produkty sa nepodarilo dočítať, e-shop neodpovedal. Skúsime to sami znova.
ready-products-unknown = { $count ->
    [one] { $count } produkt nemá kód ani EAN: objednávky s ním počkajú, kým kód nedoplníte.
    [few] { $count } produkty nemajú kód ani EAN: objednávky s nimi počkajú, kým kódy nedoplníte.
    [many] { $count } produktu nemá kód ani EAN: objednávky s nimi počkajú, kým kódy nedoplníte.
   *[other] { $count } produktov nemá kód ani EAN: objednávky s nimi počkajú, kým kódy nedoplníte.
}
ready-products-no-code = { $count ->
    [one] { $count } produkt má len EAN: objednávky s ním odídu, ale jeho zásobu v e-shope meniť nemôžeme.
    [few] { $count } produkty majú len EAN: objednávky s nimi odídu, ale ich zásobu v e-shope meniť nemôžeme.
    [many] { $count } produktu má len EAN: objednávky s nimi odídu, ale ich zásobu v e-shope meniť nemôžeme.
   *[other] { $count } produktov má len EAN: objednávky s nimi odídu, ale ich zásobu v e-shope meniť nemôžeme.
}
ready-products-ok = { $count ->
    [one] Prešli sme { $count } produkt alebo variant, kód nechýba.
    [few] Prešli sme { $count } produkty a varianty, kód nechýba žiadnemu.
    [many] Prešli sme { $count } produktu a variantu, kód nechýba žiadnemu.
   *[other] Prešli sme { $count } produktov a variantov, kód nechýba žiadnemu.
}
ready-products-cut = { $count ->
    [one] Skontrolovali sme len prvý { $count } produkt.
    [few] Skontrolovali sme len prvé { $count } produkty.
    [many] Skontrolovali sme len prvých { $count } produktu.
   *[other] Skontrolovali sme len prvých { $count } produktov.
}
ready-products-when = Skontrolované { $time }.
ready-products-which = Ktoré to sú
ready-open = Otvoriť v e-shope
ready-csv = Stiahnuť zoznam (CSV)
ready-item-product = Produkt { $id }: kód { $code }, EAN { $ean }
ready-item-variant = Variant { $id }: kód { $code }, EAN { $ean }
ready-doubles-none = Žiadny kód ani EAN sa neopakuje.
ready-doubles-code = { $count ->
    [one] { $count } kód má viac produktov naraz, sklad by ich nerozlíšil.
    [few] { $count } kódy má viac produktov naraz, sklad by ich nerozlíšil.
    [many] { $count } kódu má viac produktov naraz, sklad by ich nerozlíšil.
   *[other] { $count } kódov má viac produktov naraz, sklad by ich nerozlíšil.
}
ready-doubles-ean = { $count ->
    [one] { $count } EAN má viac produktov naraz. Pri produktoch s kódom to neprekáža, bez kódu by ich sklad nerozlíšil.
    [few] { $count } EAN má viac produktov naraz. Pri produktoch s kódom to neprekáža, bez kódu by ich sklad nerozlíšil.
    [many] { $count } EAN má viac produktov naraz. Pri produktoch s kódom to neprekáža, bez kódu by ich sklad nerozlíšil.
   *[other] { $count } EAN má viac produktov naraz. Pri produktoch s kódom to neprekáža, bez kódu by ich sklad nerozlíšil.
}
ready-old-later = Staré nevybavené objednávky ukáže skúška nanečisto v poslednom kroku. Skôr objednávky nečítame.
ready-old-try = Prejsť na skúšku
ready-old-show = Zobraziť skúšku
ready-old-none = Skúška nenašla žiadnu zabudnutú objednávku medzi tými, ktoré sa zmenili od { $time }.
ready-old-left = { $count ->
    [one] { $count } objednávka je pripravená, ale staršia než zvolený dátum, a preto neodíde.
    [few] { $count } objednávky sú pripravené, ale staršie než zvolený dátum, a preto neodídu.
    [many] { $count } objednávky je pripravenej, ale staršej než zvolený dátum, a preto neodíde.
   *[other] { $count } objednávok je pripravených, ale starších než zvolený dátum, a preto neodíde.
}
ready-old-long = { $count ->
    [one] { $count } objednávka je otvorená dlhšie než { $days } dní a odišla by. Overte, či už nie je vybavená.
    [few] { $count } objednávky sú otvorené dlhšie než { $days } dní a odišli by. Overte, či už nie sú vybavené.
    [many] { $count } objednávky je otvorenej dlhšie než { $days } dní a odišlo by. Overte, či už nie sú vybavené.
   *[other] { $count } objednávok je otvorených dlhšie než { $days } dní a odišlo by. Overte, či už nie sú vybavené.
}
csv-gap = Čo je zle
csv-item = Číslo v e-shope
csv-code = Kód
csv-ean = EAN
csv-address = Adresa v administrácii
gap-unknown = bez kódu aj bez EAN
gap-no-code = bez kódu
gap-same-code = rovnaký kód
gap-same-ean = rovnaký EAN
ready-mail-hint = Táto voľba nikomu nič neposiela, objednávku len čítame.
status-marks-paid = označí ako zaplatenú
status-marks-resolved = označí ako vybavenú
progress-mail-facts = Aký e-mail a SMS k stavu patrí, vidíte len v administrácii Upgates. Odíde len vtedy, keď ho tu zapnete.
progress-mail-on-packed = Zapnuté: len čo sklad začne baliť, Upgates jedenkrát pošle správy tohto stavu.
progress-mail-on-shipped = Zapnuté: po odoslaní Upgates jedenkrát pošle správy tohto stavu, číslo zásielky už v nich bude.
progress-mail-on-delivered = Zapnuté: po doručení Upgates jedenkrát pošle správy tohto stavu.
progress-mail-on-impossible = Zapnuté: keď sklad objednávku vybaviť nemôže, Upgates jedenkrát pošle správy tohto stavu. Zvážte, či to nechcete zákazníkovi oznámiť sami.
progress-mail-off = Vypnuté: stav sa zmení potichu, zákazník nedostane e-mail ani SMS.
map-no-suggestion = Bez návrhu
map-open = { $count ->
    [one] { $count } doprava alebo platba nemá uložené párovanie. Objednávky s ňou počkajú, nič sa nestratí a po spárovaní odídu samy.
    [few] { $count } dopravy a platby nemajú uložené párovanie. Objednávky s nimi počkajú, nič sa nestratí a po spárovaní odídu samy.
    [many] { $count } dopravy a platby nemá uložené párovanie. Objednávky s nimi počkajú, nič sa nestratí a po spárovaní odídu samy.
   *[other] { $count } dopráv a platieb nemá uložené párovanie. Objednávky s nimi počkajú, nič sa nestratí a po spárovaní odídu samy.
}
map-all = Všetky používané dopravy a platby sú spárované.
map-tried = { $count ->
    [one] V poslednej skúške by preto čakala { $count } objednávka.
    [few] V poslednej skúške by preto čakali { $count } objednávky.
    [many] V poslednej skúške by preto čakalo { $count } objednávky.
   *[other] V poslednej skúške by preto čakalo { $count } objednávok.
}
map-word-certain = Jednoznačný návrh
map-why-certain = Upgates sám uvádza, o ktorého dopravcu alebo ktorú platbu ide.
map-word-likely = Podľa názvu
map-why-likely = Podľa názvu to tak len vyzerá. Skontrolujte to a vyplňte sami.
map-word-none = Bez návrhu
map-why-none = Názov nič nenapovedá. Opýtajte sa skladu, ako službu volá.
map-why-branch = Doprava na výdajné miesto: s objednávkou odovzdáme aj vybrané miesto.
map-why-cod = Platí sa pri prevzatí: objednávka odíde, aj keď ešte nie je zaplatená.
stock-at-order = Pri objednávke:
stock-at-cancel = Pri zrušení:
stock-at-return = Pri vrátení:
stock-shop-order = kusy odpočíta Upgates, my nerobíme nič.
stock-shop-cancel = o vrátení kusov rozhoduje Upgates, my nerobíme nič.
stock-shop-return = kusy pridáte v e-shope sami.
stock-partner-order = kusy odpočíta hneď Upgates. Kým sklad objednávku nepozná, jej kusy započítame, takže sa nepredajú dvakrát.
stock-partner-cancel = sklad kusy uvoľní a my zapíšeme nový počet.
stock-partner-return = len čo sklad prijme kusy späť, zapíšeme nový počet.
stock-report-order = kusy odpočíta Upgates, my nerobíme nič.
stock-report-cancel = o vrátení kusov rozhoduje Upgates, my len porovnáme čísla.
stock-report-return = kusy pridáte v e-shope sami, dovtedy uvidíte rozdiel.
stock-deducted-once = Upgates odpočítava zásobu už pri objednávke. My ju pre tú istú objednávku nikdy neodpočítavame druhýkrát: zapisujeme len celkový počet zo skladu.
sim-go = { $count ->
    [one] { $count } objednávka by odišla.
    [few] { $count } objednávky by odišli.
    [many] { $count } objednávky by odišlo.
   *[other] { $count } objednávok by odišlo.
}
sim-wait = { $count ->
    [one] { $count } by čakala, kým niečo nedoplníte.
    [few] { $count } by čakali, kým niečo nedoplníte.
    [many] { $count } by čakalo, kým niečo nedoplníte.
   *[other] { $count } by čakalo, kým niečo nedoplníte.
}
sim-out = { $count ->
    [one] { $count } by sme vynechali.
    [few] { $count } by sme vynechali.
    [many] { $count } by sme vynechali.
   *[other] { $count } by sme vynechali.
}
sim-not-ready = { $count ->
    [one] { $count } ešte nie je pripravená.
    [few] { $count } ešte nie sú pripravené.
    [many] { $count } ešte nie je pripravenej.
   *[other] { $count } ešte nie je pripravených.
}
sim-mails = { $count ->
    [one] Pri odovzdaní do skladu by odišiel { $count } e-mail zákazníkom.
    [few] Pri odovzdaní do skladu by odišli { $count } e-maily zákazníkom.
    [many] Pri odovzdaní do skladu by odišlo { $count } e-mailu zákazníkom.
   *[other] Pri odovzdaní do skladu by odišlo { $count } e-mailov zákazníkom.
}
sim-mails-never = Ani neskôr nič neodíde, e-maily máte pri všetkých zmenách vypnuté.
sim-mails-later = { $count ->
    [one] Neskôr, počas vybavovania objednávok, pošle Upgates správu pri týchto zmenách: { $name }. Dokopy najviac { $count } e-mail.
    [few] Neskôr, počas vybavovania objednávok, pošle Upgates správu pri týchto zmenách: { $name }. Dokopy najviac { $count } e-maily.
    [many] Neskôr, počas vybavovania objednávok, pošle Upgates správu pri týchto zmenách: { $name }. Dokopy najviac { $count } e-mailu.
   *[other] Neskôr, počas vybavovania objednávok, pošle Upgates správu pri týchto zmenách: { $name }. Dokopy najviac { $count } e-mailov.
}
sim-stock-shop = Zmeny skladu: 0. Zásoby riadi e-shop, nič neprepisujeme.
sim-stock-report = Zmeny skladu: 0. Rozdiely len hlásime.
sim-stock-partner = { $count ->
    [one] Po spustení by sa zmenila zásoba pri { $count } produkte.
    [few] Po spustení by sa zmenila zásoba pri { $count } produktoch.
    [many] Po spustení by sa zmenila zásoba pri { $count } produktu.
   *[other] Po spustení by sa zmenila zásoba pri { $count } produktoch.
}
sim-out-by = { $count ->
    [one] Vynechali by sme { $count } objednávku, dôvod: { $name }.
    [few] Vynechali by sme { $count } objednávky, dôvod: { $name }.
    [many] Vynechali by sme { $count } objednávky, dôvod: { $name }.
   *[other] Vynechali by sme { $count } objednávok, dôvod: { $name }.
}
sim-only-new = Zvolili ste len nové objednávky: z týchto po spustení sama neodíde žiadna, ukazujú len, ako pravidlá rozhodujú.
sim-cut = Objednávok je viac, než skúška prechádza; čísla platia len pre prvých päťsto.
sim-stale = Od skúšky ste zmenili nastavenia. Spustite ju znova, aby čísla platili.
sim-none = Za ten čas sa v e-shope žiadna objednávka nezmenila.
trial-title = Jedna objednávka naostro
trial-text = Chcete mať istotu? Vyberte jednu objednávku a { $name } ju hneď naozaj dostane. Platia pre ňu rovnaké pravidlá, len nerozhoduje jej vek ani čas podržania. Nič iné sa nepohne a po spustení sa druhýkrát neodovzdá.
trial-pick = Objednávka zo skúšky
trial-pick-none = – vyberte –
trial-number = Číslo objednávky
trial-number-hint = Presne tak, ako ho ukazuje e-shop
trial-go = Odovzdať túto jednu
trial-running = Odovzdávame objednávku { $number }…
trial-sending = Nevieme, či sklad objednávku { $number } prijal. Pýtame sa, druhýkrát ju neposielame.
trial-handed-over = Objednávka { $number } je odovzdaná, { $name } ju vedie pod číslom { $there }.
trial-unknown = Objednávku { $number } v e-shope nemáte. Skontrolujte číslo.
trial-shop = Objednávku { $number } sme neodovzdali, e-shop neodpovedal. Skúste to, prosím, znova.
trial-started = Medzitým ste odovzdávanie spustili, objednávka { $number } pôjde ako všetky ostatné.
trial-login = Objednávku { $number } sme neodovzdali, partner odmietol prihlásenie.
trial-down = Objednávku { $number } sme neodovzdali, partner neodpovedal. Skúste to, prosím, znova.
trial-cause = Neodovzdali sme ju. { $reason }
trial-status = Objednávku { $number } sme neodovzdali: je v stave „{ $name }“, ktorý ju do skladu neposiela.
trial-unpaid = Objednávku { $number } sme neodovzdali: ešte nie je zaplatená.
trial-rule = Objednávku { $number } sme neodovzdali: { $name }.
trial-story = Priebeh objednávky { $number }
trial-open = Otvoriť objednávku { $number }
trial-after = Jej stav a zásielky začneme do e-shopu vracať po spustení. Druhýkrát ju neodovzdáme.
error-trial-number = Číslo objednávky
error-trial-now = Jednu skúšobnú objednávku už odovzdávame, alebo je odovzdaná. Ďalšie odídu po spustení.
error-start-now = Skúšobná objednávka sa práve odovzdáva. Skúste to, prosím, o chvíľu.
rule-trial = skúšobná objednávka
audit-trial = skúšobná objednávka
guide-already-started = Odovzdávanie už beží. Skúškou nanečisto si môžete kedykoľvek overiť, čo by odišlo.
guide-to-overview = Prejsť na Prehľad
simulate-later = Medzi dvoma skúškami je aspoň minúta. Táto sa začne o { $time }.
start-title = Čo sa stane po spustení
start-only-new = Do skladu budeme odovzdávať objednávky, ktoré vzniknú od tejto chvíle. Staršie zostanú, ako sú.
start-no-mail = Samotné spustenie nepošle zákazníkom žiadny e-mail.
start-go-now = { $count ->
    [one] Hneď odovzdáme { $count } objednávku.
    [few] Hneď odovzdáme { $count } objednávky.
    [many] Hneď odovzdáme { $count } objednávky.
   *[other] Hneď odovzdáme { $count } objednávok.
}
start-go-held = { $count ->
    [one] Odovzdáme { $count } objednávku, len čo uplynie čas podržania ({ $minutes } min).
    [few] Odovzdáme { $count } objednávky, len čo uplynie čas podržania ({ $minutes } min).
    [many] Odovzdáme { $count } objednávky, len čo uplynie čas podržania ({ $minutes } min).
   *[other] Odovzdáme { $count } objednávok, len čo uplynie čas podržania ({ $minutes } min).
}
start-wait = { $count ->
    [one] { $count } objednávka počká, kým niečo doplníte.
    [few] { $count } objednávky počkajú, kým niečo doplníte.
    [many] { $count } objednávky počká, kým niečo doplníte.
   *[other] { $count } objednávok počká, kým niečo doplníte.
}
start-older = Áno, chcem odovzdať aj tieto staršie objednávky.
start-later = „Spustiť“ sa tu objaví, len čo prebehne skúška nanečisto presne s týmto nastavením.
error-start-untried = Najprv skúste nanečisto presne toto nastavenie, potom môžete spustiť.
error-start-older = Potvrďte, že sa majú odovzdať aj staršie objednávky.
sim-handed-over = { $count ->
    [one] { $count } objednávku už sklad má.
    [few] { $count } objednávky už sklad má.
    [many] { $count } objednávky už sklad má.
   *[other] { $count } objednávok už sklad má.
}
verdict-handed-over = Sklad ju už má
