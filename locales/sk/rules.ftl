### Pravidlá v Nastaveniach, ich účinky, história, dáta.

settings-jumps = Časti nastavení
settings-what = Čo odovzdávame
settings-when = Kedy objednávky odchádzajú
settings-back = Čo sa vracia do e-shopu
settings-mails = E-maily zákazníkom
settings-stock-title = Sklad
settings-cancel = Zrušenia a vrátenia
settings-login = Prihlásenie
way-out = e-shop → { $name }
way-back = { $name } → e-shop
way-customer = e-shop → zákazník
exclude-title = Čo nikdy neodovzdávame
exclude-hint = Takáto objednávka zostane vynechaná, dôvod uvidíte v jej priebehu a do úplnosti ju počítame. Sklad sa o nej nedozvie, a tak ani neodpočíta jej tovar. Tlačidlom Odoslať hneď ju môžete napriek tomu odovzdať.
exclude-carriers = Vynechať objednávky s dopravou
exclude-payments = Vynechať objednávky s platbou
exclude-origins = Vynechať objednávky podľa pôvodu
exclude-products = Vynechať objednávky s produktmi
exclude-products-hint = Kódy oddelené čiarkou; hviezdička na konci znamená všetky kódy, ktoré sa tak začínajú, napríklad SERVIS*
exclude-match = Kedy objednávku pre tieto produkty vynechať
exclude-match-any = stačí jeden taký produkt
exclude-match-all = len keď v objednávke nič iné nie je
exclude-countries = Vynechať objednávky doručované do krajín
exclude-countries-hint = Dvojpísmenové kódy oddelené čiarkou, napríklad CH, NO
exclude-notes = Vynechať objednávky so slovom v poznámke
exclude-notes-hint = Hľadáme vo vašej poznámke aj v poznámke zákazníka. Slová oddeľte čiarkou, napríklad NEODOSIELAŤ
exclude-resolved = Vynechať objednávky označené v e-shope ako vybavené
origin-frontend = v e-shope, zákazníkom
origin-admin = ručne v administrácii
origin-cash_register = na pokladni
origin-api = iným programom (API)
hours-legend = Dni a hodiny odosielania
hours-always = kedykoľvek
hours-some = len v tieto dni a hodiny
hours-days = Dni
hours-from = Od
hours-to = Do
hours-hint = Mimo tohto času objednávky podržíme a odídu samy, len čo sa začne. Tlačidlo Odoslať hneď naň nečaká. Ak je koniec skôr než začiatok, čas trvá cez polnoc; rovnaké časy znamenajú celý deň. Platí čas e-shopu ({ $zone }).
day-mon = pondelok
day-tue = utorok
day-wed = streda
day-thu = štvrtok
day-fri = piatok
day-sat = sobota
day-sun = nedeľa
back-lead = Číslo zásielky zapíšeme vždy skôr než stav, aby bolo aj v e-maile. Ku každej udalosti môžete zvoliť stav, ktorý má objednávka v e-shope dostať.
back-packed = Stav, keď sklad začne baliť
back-shipped = Stav, keď sklad objednávku odošle
back-delivered = Stav, keď je objednávka doručená
back-impossible = Stav, keď sklad objednávku zruší alebo nemôže vybaviť
parcel-legend = Číslo zásielky v objednávke, keď je zásielok viac
parcel-first = prvá zásielka; zostane, aj keď pribudnú ďalšie
parcel-last = posledná zásielka; každá nová číslo prepíše
parcel-hint = E-shop má na číslo zásielky jedno pole. Všetky zásielky nájdete pri objednávke v Aktivite.
mails-lead = Zapnutý prepínač znamená, že Upgates pošle zákazníkovi e-mail (a SMS), ktorý máte pri stave nastavený, a to raz. Vypnutý znamená, že stav nastavíme potichu.
mails-packed = E-mail, keď sklad začne baliť
mails-shipped = E-mail, keď sklad objednávku odošle
mails-delivered = E-mail, keď je objednávka doručená
mails-impossible = E-mail, keď sklad objednávku zruší alebo nemôže vybaviť
mails-status = Keď je zapnuté, odíde e-mail stavu „{ $name }“.
mails-no-status = Stav nie je zvolený, takže neodíde nič.
cancel-legend = Keď e-shop zruší objednávku, ktorú už sklad má
cancel-annul = Požiadať sklad o zrušenie
cancel-annul-text = Hneď a automaticky. Ak ju už sklad balí, povieme vám, že je neskoro.
cancel-tell = Len ma upozorniť
cancel-tell-text = Sklad o ničom nevie a objednávku odošle, ak ho o zrušenie nepožiadate sami. Upozornenie nájdete v Prehľade.
cancel-partner = Keď objednávku zruší sklad, zapíšeme to do jej priebehu a v e-shope nastavíme stav, ktorý ste na to zvolili.
cancel-partner-link = Zvoliť stav
returns-title = Vrátený tovar
returns-text = Vrátený tovar preberá sklad. Len čo ho naskladní, zvýši sa aj počet kusov v e-shope, ak zásoby riadi sklad partnera. Objednávky, dobropisu ani peňazí sa doplnok pri vrátení nedotýka, preto tu nie je čo nastavovať.
effect-title = Čo sa touto zmenou stane
effect-not-yet = Zatiaľ sa nič neuložilo. Počty sú podľa uložených údajov.
effect-confirm = Rozumiem, uložiť
effect-undo = Rozumiem, vrátiť
effect-keep = Späť k úpravám
effect-go = { $count ->
    [one] Hneď alebo po podržaní odíde { $count } objednávka, ktorá doteraz neodchádzala.
    [few] Hneď alebo po podržaní odídu { $count } objednávky, ktoré doteraz neodchádzali.
    [many] Hneď alebo po podržaní odíde { $count } objednávky, ktoré doteraz neodchádzali.
   *[other] Hneď alebo po podržaní odíde { $count } objednávok, ktoré doteraz neodchádzali.
}
effect-sooner = { $count ->
    [one] Hneď odíde { $count } podržaná objednávka.
    [few] Hneď odídu { $count } podržané objednávky.
    [many] Hneď odíde { $count } podržanej objednávky.
   *[other] Hneď odíde { $count } podržaných objednávok.
}
effect-out = { $count ->
    [one] Vynecháme { $count } objednávku, ktorá by inak odišla.
    [few] Vynecháme { $count } objednávky, ktoré by inak odišli.
    [many] Vynecháme { $count } objednávky, ktoré by inak odišli.
   *[other] Vynecháme { $count } objednávok, ktoré by inak odišli.
}
effect-stay = { $count ->
    [one] Neodíde { $count } objednávka, ktorá by inak odišla.
    [few] Neodídu { $count } objednávky, ktoré by inak odišli.
    [many] Neodíde { $count } objednávky, ktoré by inak odišli.
   *[other] Neodíde { $count } objednávok, ktoré by inak odišli.
}
effect-reach-back = Znova načítame objednávky od { $date }. Tie, ktoré sú pripravené, odídu.
effect-mail-packed = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad začne baliť. Za posledných 30 dní by to bol { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad začne baliť. Za posledných 30 dní by to boli { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad začne baliť. Za posledných 30 dní by to bolo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad začne baliť. Za posledných 30 dní by to bolo { $count } e-mailov.
}
effect-mail-shipped = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku odošle. Za posledných 30 dní by to bol { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku odošle. Za posledných 30 dní by to boli { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku odošle. Za posledných 30 dní by to bolo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku odošle. Za posledných 30 dní by to bolo { $count } e-mailov.
}
effect-mail-delivered = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď je objednávka doručená. Za posledných 30 dní by to bol { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď je objednávka doručená. Za posledných 30 dní by to boli { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď je objednávka doručená. Za posledných 30 dní by to bolo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď je objednávka doručená. Za posledných 30 dní by to bolo { $count } e-mailov.
}
effect-mail-impossible = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku zruší alebo nemôže vybaviť. Za posledných 30 dní by to bol { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku zruší alebo nemôže vybaviť. Za posledných 30 dní by to boli { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku zruší alebo nemôže vybaviť. Za posledných 30 dní by to bolo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ vždy, keď sklad objednávku zruší alebo nemôže vybaviť. Za posledných 30 dní by to bolo { $count } e-mailov.
}
effect-stock = { $count ->
    [one] V e-shope sa zmení počet kusov pri { $count } produkte; na nulu klesne pri { $zeroed }. Počítané z produktov, pri ktorých poznáme obe čísla ({ $known }).
    [few] V e-shope sa zmení počet kusov pri { $count } produktoch; na nulu klesne pri { $zeroed }. Počítané z produktov, pri ktorých poznáme obe čísla ({ $known }).
    [many] V e-shope sa zmení počet kusov pri { $count } produktu; na nulu klesne pri { $zeroed }. Počítané z produktov, pri ktorých poznáme obe čísla ({ $known }).
   *[other] V e-shope sa zmení počet kusov pri { $count } produktoch; na nulu klesne pri { $zeroed }. Počítané z produktov, pri ktorých poznáme obe čísla ({ $known }).
}
effect-stock-unknown = Počty kusov v e-shope prepíšeme podľa skladu. Koľkých produktov sa to týka, zatiaľ nevieme; ak to chcete vidieť vopred, zvoľte Len hlásiť rozdiely. Veľkú zmenu zastaví poistka.
effect-guard = Poistka bez pýtania pustí aj väčšie zmeny: zníženie zásoby až pri { $percent } % produktov, vynulovanie až pri { $zero }.
effect-cancel-tell = Objednávky, ktoré e-shop zruší, sklad odošle, ak ich uňho sami nezrušíte.
effect-cancel-annul = { $count ->
    [one] O zrušenie požiadame hneď pri { $count } objednávke, ktorú už e-shop zrušil.
    [few] O zrušenie požiadame hneď pri { $count } objednávkach, ktoré už e-shop zrušil.
    [many] O zrušenie požiadame hneď pri { $count } objednávky, ktoré už e-shop zrušil.
   *[other] O zrušenie požiadame hneď pri { $count } objednávkach, ktoré už e-shop zrušil.
}
error-hours-days = Vyberte aspoň jeden deň.
error-hours-time = Zadajte čas v tvare 08:00.
error-field-orders-exclude-carriers = Vyberte dopravy zo zoznamu.
error-field-orders-exclude-payments = Vyberte platby zo zoznamu.
error-field-orders-exclude-products = Zadajte kódy produktov, najviac 200; hviezdička smie byť len na konci a nesmie stáť sama.
error-field-orders-exclude-countries = Zadajte krajiny dvoma písmenami, napríklad CH, NO.
error-field-orders-exclude-notes = Zadajte slová oddelené čiarkou, najviac 200 slov po 50 znakov.
rule-hours = pravidlo: dni a hodiny
rule-excluded-carrier = vynechaná doprava
rule-excluded-payment = vynechaná platba
rule-excluded-product = vynechaný produkt
rule-excluded-origin = vynechaný pôvod
rule-excluded-country = vynechaná krajina
rule-excluded-note = slovo v poznámke
rule-excluded-resolved = v e-shope vybavená
rule-cancel-tell = pravidlo: na zrušenie len upozorniť
step-held-hours = Teraz sa neodosiela. Odíde { $until }.
step-left-out-excluded-carrier = Vynechané: podľa vašich pravidiel neodovzdávame objednávky s dopravou „{ $name }“.
step-left-out-excluded-payment = Vynechané: podľa vašich pravidiel neodovzdávame objednávky s platbou „{ $name }“.
step-left-out-excluded-product = Vynechané: podľa vašich pravidiel neodovzdávame objednávky s produktom { $name }.
step-left-out-excluded-origin = Vynechané: podľa vašich pravidiel neodovzdávame objednávky vytvorené { $name }.
step-left-out-excluded-country = Vynechané: podľa vašich pravidiel neodovzdávame objednávky do krajiny { $name }.
step-left-out-excluded-note = Vynechané: v poznámke je slovo, podľa ktorého objednávky neodovzdávame.
step-left-out-excluded-resolved = Vynechané: objednávka je v e-shope označená ako vybavená.
step-waiting-cancel-tell = E-shop objednávku zrušil. Podľa vášho nastavenia sme sklad o zrušenie nežiadali.
cause-SHOP-CANCEL = Objednávka { $number } je v e-shope zrušená, sklad ju však stále má.
group-SHOP-CANCEL = { $count ->
    [one] { $count } objednávka je v e-shope zrušená, sklad ju však stále má.
    [few] { $count } objednávky sú v e-shope zrušené, sklad ich však stále má.
    [many] { $count } objednávky je v e-shope zrušenej, sklad ich však stále má.
   *[other] { $count } objednávok je v e-shope zrušených, sklad ich však stále má.
}
cause-button-SHOP-CANCEL = Zobraziť objednávky
help-SHOP-CANCEL = E-shop zrušil objednávku, ktorú sklad má, a v Nastaveniach máte „Len ma upozorniť“. Otvorte ju a požiadajte o zrušenie, alebo ju v e-shope obnovte.
cause-STATUS-KEPT = Sklad s objednávkou { $number } pokročil, v e-shope však niekto nastavil stav „{ $status }“. Nechali sme ho tak a zákazníkovi sme nič nepísali.
group-STATUS-KEPT = { $count ->
    [one] Pri { $count } objednávke niekto v e-shope nastavil vlastný stav, nechali sme ho tak.
    [few] Pri { $count } objednávkach niekto v e-shope nastavil vlastný stav, nechali sme ho tak.
    [many] Pri { $count } objednávky niekto v e-shope nastavil vlastný stav, nechali sme ho tak.
   *[other] Pri { $count } objednávkach niekto v e-shope nastavil vlastný stav, nechali sme ho tak.
}
cause-button-STATUS-KEPT = Otvoriť objednávku
help-STATUS-KEPT = Stav, ktorý v e-shope nastaví človek, neprepisujeme. Ak má platiť stav zo skladu, stlačte pri objednávke Napriek tomu nastaviť stav; inak stlačte Vybavené. Z ktorých stavov smieme pokračovať, určíte v Nastaveniach.
cause-PARTNER-ERROR = Sklad objednávku { $number } má, ale hlási pri nej chybu: { $reason }
group-PARTNER-ERROR = { $count ->
    [one] Sklad hlási chybu pri { $count } objednávke: { $reason }
    [few] Sklad hlási chybu pri { $count } objednávkach: { $reason }
    [many] Sklad hlási chybu pri { $count } objednávky: { $reason }
   *[other] Sklad hlási chybu pri { $count } objednávkach: { $reason }
}
cause-button-PARTNER-ERROR = Čo s tým
help-PARTNER-ERROR = Sklad objednávku prijal, ale niečo je s ňou zle a sám ju neodošle. Opravte v e-shope to, na čo sa sklad sťažuje, alebo sa s ním dohodnite. Keď chybu prestane hlásiť, upozornenie samo zmizne.
cause-BOTH-CHANGED = Objednávku { $number } ste v e-shope zmenili a to isté medzitým zmenil aj sklad: { $name }. Platí to, čo má sklad.
group-BOTH-CHANGED = { $count ->
    [one] Pri { $count } objednávke zmenil e-shop aj sklad to isté, platí zatiaľ to, čo má sklad.
    [few] Pri { $count } objednávkach zmenil e-shop aj sklad to isté, platí zatiaľ to, čo má sklad.
    [many] Pri { $count } objednávky zmenil e-shop aj sklad to isté, platí zatiaľ to, čo má sklad.
   *[other] Pri { $count } objednávkach zmenil e-shop aj sklad to isté, platí zatiaľ to, čo má sklad.
}
cause-button-BOTH-CHANGED = Otvoriť objednávku
help-BOTH-CHANGED = Čo v sklade niekto zmenil alebo zrušil, neprepisujeme. Ak má platiť objednávka z e-shopu, stlačte pri nej Platí e-shop; ak má platiť to, čo má sklad, stlačte Vybavené.
cause-STOCK-REFUSED = Sklad nám odmietol povedať zásobu: { $reason }
group-STOCK-REFUSED = { $count ->
    [one] Sklad nám { $count }× odmietol povedať zásobu: { $reason }
    [few] Sklad nám { $count }× odmietol povedať zásobu: { $reason }
    [many] Sklad nám { $count }× odmietol povedať zásobu: { $reason }
   *[other] Sklad nám { $count }× odmietol povedať zásobu: { $reason }
}
cause-button-STOCK-REFUSED = Čo s tým
help-STOCK-REFUSED = Sklad na otázku po zásobe odpovedal odmietnutím. Počty v e-shope nechávame tak, ako sú, a pýtame sa ďalej. Obvykle pomôže oprava čísla produktu alebo práv prihlásenia v sklade.
cause-SAME-NUMBER = Pod jedným číslom pozná sklad viac vašich produktov, každý preto ukazuje celú zásobu: { $name }
group-SAME-NUMBER = { $count ->
    [one] Pod { $count } číslom pozná sklad viac vašich produktov, každý preto ukazuje celú zásobu: { $name }
    [few] Pod { $count } číslami pozná sklad viac vašich produktov, každý preto ukazuje celú zásobu: { $name }
    [many] Pod { $count } čísla pozná sklad viac vašich produktov, každý preto ukazuje celú zásobu: { $name }
   *[other] Pod { $count } číslami pozná sklad viac vašich produktov, každý preto ukazuje celú zásobu: { $name }
}
cause-button-SAME-NUMBER = Párovanie produktov
help-SAME-NUMBER = Dva varianty alebo produkty majú rovnaký EAN (alebo rovnaké číslo v párovaní), sklad ich preto nerozozná a každý ukazuje celú zásobu. Dajte každému vlastný EAN, alebo ho spárujte s jeho číslom v sklade.
thing-address = adresa
thing-phone = telefón
thing-email = e-mailová adresa
thing-note = poznámka
thing-shipping = doprava
thing-payment = platba
thing-other = ďalšie údaje
cause-LATE-CHANGE = Objednávka { $number } sa v e-shope zmenila, až keď ju sklad spracúval. Bez dohody so skladom odíde v pôvodnej podobe.
group-LATE-CHANGE = { $count ->
    [one] { $count } objednávka sa zmenila, až keď ju sklad spracúval.
    [few] { $count } objednávky sa zmenili, až keď ich sklad spracúval.
    [many] { $count } objednávky sa zmenilo, až keď ich sklad spracúval.
   *[other] { $count } objednávok sa zmenilo, až keď ich sklad spracúval.
}
cause-button-LATE-CHANGE = Otvoriť objednávku
help-LATE-CHANGE = Objednávku niekto v e-shope zmenil, až keď ju sklad spracúval, a sklad zmenu neprijal. Dohodnite ju priamo so skladom a potom stlačte Vybavené.
cause-PARTNER-CANCEL = Sklad objednávku { $number } zrušil a neodošle ju, v e-shope však stále platí.
group-PARTNER-CANCEL = { $count ->
    [one] { $count } objednávku sklad zrušil, v e-shope však stále platí.
    [few] { $count } objednávky sklad zrušil, v e-shope však stále platia.
    [many] { $count } objednávky sklad zrušil, v e-shope však stále platia.
   *[other] { $count } objednávok sklad zrušil, v e-shope však stále platia.
}
cause-button-PARTNER-CANCEL = Otvoriť objednávku
help-PARTNER-CANCEL = Sklad objednávku zrušil a neodošle ju. Opýtajte sa ho prečo a dohodnite sa so zákazníkom: objednávku v e-shope zrušte, alebo ju zadajte znova. Nakoniec stlačte Vybavené.
change = { $name }: { $old } → { $new }
change-first = prvé nastavenie
change-older = staršie nastavenie
change-nothing = bez zmeny
change-none = nič
change-yes = áno
change-no = nie
change-more = { $count ->
    [one] a ešte { $count } zmena
    [few] a ešte { $count } zmeny
    [many] a ešte { $count } zmeny
   *[other] a ešte { $count } zmien
}
change-ready = Stavy, v ktorých objednávka odíde
change-carrier = Služba pre dopravu „{ $name }“
change-payment = Typ pre platbu „{ $name }“
change-alert = Upozornenie „{ $name }“
data-what = Čo ukladáme
data-why = Prečo
data-until = Ako dlho
data-until-erased = do vymazania dát e-shopu
data-until-changed = do zmeny, najdlhšie do vymazania dát e-shopu
data-until-hours = najdlhšie 8 hodín
data-orders = čísla, stavy a sumy objednávok, doprava, platba, krajina
data-orders-why = aby sme vedeli, čo sme odovzdali a čo sa vrátilo
data-story = priebeh každej objednávky
data-story-why = aby ste videli, prečo odišla, alebo neodišla
data-parcels = čísla zásielok a odkazy na sledovanie
data-parcels-why = zapisujeme ich do e-shopu a ukazujeme vám ich
data-stock = kódy, EAN, názvy a počty kusov produktov
data-stock-why = aby sme zapisovali len to, čo sa líši
data-owner = údaje o prevádzkovateľovi e-shopu z Upgates
data-owner-why = na nastavenie a žiadosti o účet
data-alerts = adresy na upozornenia a nastavenia s históriou
data-alerts-why = píšeme na ne, keď je niečo zlé
data-secrets = prihlasovacie údaje, zašifrované
data-secrets-why = bez nich sa k e-shopu ani k skladu nepripojíme
data-audit = kto čo zmenil, bez mien osôb
data-audit-why = aby ste mohli zmeny dohľadať
data-sessions = odtlačky prihlásených prehliadačov
data-sessions-why = aby stránky vedeli, ku ktorému e-shopu patria
data-grace = { $count ->
    [one] Dáta vymažeme { $count } deň po vypnutí doplnku. Skôr ich vymažete tlačidlom nižšie.
    [few] Dáta vymažeme { $count } dni po vypnutí doplnku. Skôr ich vymažete tlačidlom nižšie.
    [many] Dáta vymažeme { $count } dňa po vypnutí doplnku. Skôr ich vymažete tlačidlom nižšie.
   *[other] Dáta vymažeme { $count } dní po vypnutí doplnku. Skôr ich vymažete tlačidlom nižšie.
}
export-button = Stiahnuť všetky dáta
export-hint = Jeden súbor JSON so všetkým, čo o e-shope ukladáme, okrem hesiel a kľúčov.
audit-lead = Každá zmena, ktorú urobil niekto v administrácii, prevádzkovateľ, Upgates alebo doplnok sám. Upgates nám nehovorí, ktorá osoba to bola.
audit-empty = Zatiaľ nikto nič nezmenil.
audit-detail = Podrobnosti
audit-until = do { $time }
audit-wait = objednávky, ktoré čakali, sú podržané
audit-was-refused = prístup bol odmietnutý
audit-was-off = doplnok bol vypnutý
audit-older = Staršie záznamy
audit-back = Späť do nastavení
effect-leave = Nechať, ako to je
effect-released = { $count ->
    [one] { $count } objednávka na to čakala a skúsime ju odovzdať.
    [few] { $count } objednávky na to čakali a skúsime ich odovzdať.
    [many] { $count } objednávky na to čakalo a skúsime ich odovzdať.
   *[other] { $count } objednávok na to čakalo a skúsime ich odovzdať.
}
met-title = Medzitým tu niekto uložil iné zmeny
met-text = Nič sa nestratilo. Formulár teraz ukazuje ich zmeny aj tie vaše; kde ste zmenili to isté, je v ňom vaša hodnota. Skontrolujte ju a uložte znova.
error-met = { $name }: niekto medzitým uložil „{ $value }“.
