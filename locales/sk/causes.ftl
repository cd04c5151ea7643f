### Why something waits or failed: for one order, for a group, the button, the help page.

cause-MAP-SHIP = Objednávka { $number } čaká: doprava „{ $name }“ nemá spárovanú službu u partnera.
cause-MAP-PAY = Objednávka { $number } čaká: platba „{ $name }“ nemá spárovaný typ u partnera.
cause-MAP-STATUS = Stav „{ $name }“ je nový. Zatiaľ pri ňom nič nerobíme.
cause-ITEM-CODE = Produkt „{ $name }“ nemá kód ani EAN, partner by ho nespoznal.
cause-ADDR = Partner odmietol adresu: { $reason }. Opravte ju v objednávke, tú potom sami odošleme znova.
cause-PICKUP = Výdajné miesto { $code } už dopravca nevedie.
cause-REFUSED = Partner objednávku odmietol: { $reason }
cause-AUTH-PARTNER = Partner odmieta prihlásenie od { $time }. Objednávky zbierame, nič sa nestratilo.
cause-AUTH-UPG = Upgates zrušil prístup doplnku. Aktivujte ho, prosím, znova.
cause-PARTNER-DOWN = Partner neodpovedá. Skúšame to ďalej, ďalší pokus: { $time }.
cause-UPG-DOWN = Upgates neodpovedá. Skúšame to ďalej, ďalší pokus: { $time }.
cause-UNSURE = Nevieme, či partner objednávku prijal. Overujeme, druhýkrát ju zatiaľ neposielame.
cause-GUARD-STOCK = { $count ->
    [one] Zastavili sme zmenu skladu: vynulovala by { $count } produkt.
    [few] Zastavili sme zmenu skladu: vynulovala by { $count } produkty.
    [many] Zastavili sme zmenu skladu: vynulovala by { $count } produktu.
   *[other] Zastavili sme zmenu skladu: vynulovala by { $count } produktov.
}
cause-LATE-CANCEL = Objednávka sa už balí, zrušenie musí potvrdiť sklad.
cause-UPG-REFUSED = Upgates odmietol zápis do objednávky: { $reason }
cause-LIMIT = Dnes sme vyčerpali bezpečný počet požiadaviek na e-shop; nové objednávky prichádzajú ďalej, dopĺňanie počká do { $time }.
cause-GAVE-UP = Objednávku { $number } sa opakovane nepodarilo spracovať a ďalšie pokusy sme zastavili. Skúste to znova alebo napíšte podpore.
group-MAP-SHIP = { $count ->
    [one] Doprava „{ $name }“ nie je spárovaná, čaká { $count } objednávka.
    [few] Doprava „{ $name }“ nie je spárovaná, čakajú { $count } objednávky.
    [many] Doprava „{ $name }“ nie je spárovaná, čaká { $count } objednávky.
   *[other] Doprava „{ $name }“ nie je spárovaná, čaká { $count } objednávok.
}
group-MAP-PAY = { $count ->
    [one] Platba „{ $name }“ nie je spárovaná, čaká { $count } objednávka.
    [few] Platba „{ $name }“ nie je spárovaná, čakajú { $count } objednávky.
    [many] Platba „{ $name }“ nie je spárovaná, čaká { $count } objednávky.
   *[other] Platba „{ $name }“ nie je spárovaná, čaká { $count } objednávok.
}
group-MAP-STATUS = { $count ->
    [one] Stav „{ $name }“ je nový a má ho { $count } objednávka.
    [few] Stav „{ $name }“ je nový a majú ho { $count } objednávky.
    [many] Stav „{ $name }“ je nový a má ho { $count } objednávky.
   *[other] Stav „{ $name }“ je nový a má ho { $count } objednávok.
}
group-ITEM-CODE = { $count ->
    [one] Produkt „{ $name }“ nemá kód ani EAN, čaká { $count } objednávka.
    [few] Produkt „{ $name }“ nemá kód ani EAN, čakajú { $count } objednávky.
    [many] Produkt „{ $name }“ nemá kód ani EAN, čaká { $count } objednávky.
   *[other] Produkt „{ $name }“ nemá kód ani EAN, čaká { $count } objednávok.
}
group-ADDR = { $count ->
    [one] Partner odmietol adresu pri { $count } objednávke.
    [few] Partner odmietol adresu pri { $count } objednávkach.
    [many] Partner odmietol adresu pri { $count } objednávky.
   *[other] Partner odmietol adresu pri { $count } objednávkach.
}
group-PICKUP = { $count ->
    [one] Pri { $count } objednávke už výdajné miesto neexistuje.
    [few] Pri { $count } objednávkach už výdajné miesto neexistuje.
    [many] Pri { $count } objednávky už výdajné miesto neexistuje.
   *[other] Pri { $count } objednávkach už výdajné miesto neexistuje.
}
group-REFUSED = { $count ->
    [one] Partner odmietol { $count } objednávku: { $reason }
    [few] Partner odmietol { $count } objednávky: { $reason }
    [many] Partner odmietol { $count } objednávky: { $reason }
   *[other] Partner odmietol { $count } objednávok: { $reason }
}
group-AUTH-PARTNER = { $count ->
    [one] Partner odmieta prihlásenie, čaká { $count } objednávka.
    [few] Partner odmieta prihlásenie, čakajú { $count } objednávky.
    [many] Partner odmieta prihlásenie, čaká { $count } objednávky.
   *[other] Partner odmieta prihlásenie, čaká { $count } objednávok.
}
group-AUTH-UPG = { $count ->
    [one] Upgates zrušil prístup doplnku, čaká { $count } objednávka.
    [few] Upgates zrušil prístup doplnku, čakajú { $count } objednávky.
    [many] Upgates zrušil prístup doplnku, čaká { $count } objednávky.
   *[other] Upgates zrušil prístup doplnku, čaká { $count } objednávok.
}
group-PARTNER-DOWN = { $count ->
    [one] Partner neodpovedá, čaká { $count } objednávka. Skúšame to ďalej sami.
    [few] Partner neodpovedá, čakajú { $count } objednávky. Skúšame to ďalej sami.
    [many] Partner neodpovedá, čaká { $count } objednávky. Skúšame to ďalej sami.
   *[other] Partner neodpovedá, čaká { $count } objednávok. Skúšame to ďalej sami.
}
group-UPG-DOWN = { $count ->
    [one] Upgates neodpovedá, čaká { $count } objednávka. Skúšame to ďalej sami.
    [few] Upgates neodpovedá, čakajú { $count } objednávky. Skúšame to ďalej sami.
    [many] Upgates neodpovedá, čaká { $count } objednávky. Skúšame to ďalej sami.
   *[other] Upgates neodpovedá, čaká { $count } objednávok. Skúšame to ďalej sami.
}
group-UNSURE = { $count ->
    [one] Pri { $count } objednávke overujeme, či ju partner prijal.
    [few] Pri { $count } objednávkach overujeme, či ich partner prijal.
    [many] Pri { $count } objednávky overujeme, či ju partner prijal.
   *[other] Pri { $count } objednávkach overujeme, či ich partner prijal.
}
group-GUARD-STOCK = { $count ->
    [one] Zastavená zmena skladu sa týka { $count } objednávky.
    [few] Zastavená zmena skladu sa týka { $count } objednávok.
    [many] Zastavená zmena skladu sa týka { $count } objednávky.
   *[other] Zastavená zmena skladu sa týka { $count } objednávok.
}
group-LATE-CANCEL = { $count ->
    [one] { $count } objednávka sa už balí, zrušenie musí potvrdiť sklad.
    [few] { $count } objednávky sa už balia, zrušenie musí potvrdiť sklad.
    [many] { $count } objednávky sa už balí, zrušenie musí potvrdiť sklad.
   *[other] { $count } objednávok sa už balí, zrušenie musí potvrdiť sklad.
}
group-UPG-REFUSED = { $count ->
    [one] Upgates odmietol zápis do { $count } objednávky.
    [few] Upgates odmietol zápis do { $count } objednávok.
    [many] Upgates odmietol zápis do { $count } objednávky.
   *[other] Upgates odmietol zápis do { $count } objednávok.
}
group-LIMIT = { $count ->
    [one] Dnešný bezpečný počet požiadaviek je vyčerpaný, čaká { $count } objednávka.
    [few] Dnešný bezpečný počet požiadaviek je vyčerpaný, čakajú { $count } objednávky.
    [many] Dnešný bezpečný počet požiadaviek je vyčerpaný, čaká { $count } objednávky.
   *[other] Dnešný bezpečný počet požiadaviek je vyčerpaný, čaká { $count } objednávok.
}
group-GAVE-UP = { $count ->
    [one] { $count } objednávku sa opakovane nepodarilo spracovať, ďalšie pokusy sme zastavili.
    [few] { $count } objednávky sa opakovane nepodarilo spracovať, ďalšie pokusy sme zastavili.
    [many] { $count } objednávky sa opakovane nepodarilo spracovať, ďalšie pokusy sme zastavili.
   *[other] { $count } objednávok sa opakovane nepodarilo spracovať, ďalšie pokusy sme zastavili.
}
cause-button-MAP-SHIP = Spárovať dopravu
cause-button-MAP-PAY = Spárovať platbu
cause-button-MAP-STATUS = Nastaviť stav
cause-button-ITEM-CODE = Otvoriť produkt
cause-button-ADDR = Otvoriť objednávku
cause-button-PICKUP = Zobraziť objednávku
cause-button-REFUSED = Kontaktovať podporu
cause-button-AUTH-PARTNER = Prihlásiť znova
cause-button-AUTH-UPG = Návod
cause-button-PARTNER-DOWN = Zobraziť čakajúce
cause-button-UPG-DOWN = Zobraziť čakajúce
cause-button-GUARD-STOCK = Skontrolovať
cause-button-LATE-CANCEL = Kontaktovať sklad
cause-button-UPG-REFUSED = Otvoriť objednávku
cause-button-GAVE-UP = Kontaktovať podporu
help-MAP-SHIP = Doprava z objednávky nemá spárovanú službu u partnera. Spárujte ju na karte Párovanie.
help-MAP-PAY = Platba z objednávky nemá spárovaný typ u partnera. Spárujte ju na karte Párovanie.
help-MAP-STATUS = V e-shope pribudol stav, pri ktorom ešte nevieme, čo robiť. Nastavte ho na karte Párovanie.
help-ITEM-CODE = Produkt nemá kód ani EAN, alebo ho partner nepozná. Doplňte kód v e-shope alebo produkt založte v sklade.
help-ADDR = Partner neprijal adresu. Opravte ju v objednávke, tú potom sami odošleme znova.
help-PICKUP = Výdajné miesto už neexistuje. Vyberte v objednávke iné.
help-REFUSED = Partner objednávku odmietol z iného dôvodu. Nájdete ho hneď hore pri objednávke.
help-AUTH-PARTNER = Partner odmieta prihlásenie. Zadajte v Nastaveniach nové prihlasovacie údaje; čakajúce objednávky potom odídu samy.
help-AUTH-UPG = Upgates zrušil prístup doplnku. Otvorte v administrácii Doplnky a aktivujte ho znova; nastavenia zostávajú.
help-PARTNER-DOWN = Partner neodpovedá. Nemusíte nič robiť, skúšame to sami a nič sa nestratí.
help-UPG-DOWN = Upgates neodpovedá. Nemusíte nič robiť, skúšame to sami a nič sa nestratí.
help-UNSURE = Odpoveď partnera sa stratila cestou. Pýtame sa, či objednávku má, aby nevznikla dvakrát.
help-GUARD-STOCK = Poistka zastavila veľkú zmenu skladu. V Prehľade rozhodnite, či ju zapísať.
help-LATE-CANCEL = Objednávka sa už balí. Zmenu alebo zrušenie dohodnite priamo so skladom.
help-UPG-REFUSED = Upgates neprijal zápis stavu alebo čísla zásielky. Dôvod nájdete hneď hore pri objednávke.
help-LIMIT = Dnes sme sa e-shopu už pýtali dosť. Nové objednávky prichádzajú ďalej, zvyšok počká do zajtra.
help-GAVE-UP = Spracovanie objednávky zlyhalo toľkokrát po sebe, že sme ho zastavili, aby nezdržiavalo ostatné. Tlačidlom Skúsiť znova pri objednávke ho spustíte; ak to nepomôže, napíšte podpore.
cause-SHOP-GONE = Objednávka { $number } v e-shope chýba a s ňou naraz aj ďalšie. Skôr než ich zrušíme aj v sklade, potvrďte prosím, že ste ich zmazali.
group-SHOP-GONE = { $count ->
    [one] V e-shope naraz chýba veľa objednávok, na vaše slovo čaká ešte { $count }. Zmazali ste ju?
    [few] V e-shope naraz chýba veľa objednávok, na vaše slovo čakajú { $count }. Zmazali ste ich?
    [many] V e-shope naraz chýba veľa objednávok, na vaše slovo čaká { $count }. Zmazali ste ich?
   *[other] V e-shope naraz chýba veľa objednávok, na vaše slovo ich čaká { $count }. Zmazali ste ich?
}
cause-button-SHOP-GONE = Zobraziť objednávky
confirm-SHOP-GONE = Áno, zmazali sme ich
help-SHOP-GONE = E-shop naraz nepozná viac objednávok, než sa obvykle maže. V sklade zatiaľ nič nerušíme. Ak ste ich naozaj zmazali, potvrďte to tlačidlom; ak nie, nerobte nič: len čo sa v e-shope znova objavia, ideme ďalej sami.
cause-PARTNER-GONE = Objednávka { $number } v sklade chýba a s ňou naraz aj ďalšie. Kým to nepotvrdíte, zákazníkom nič nepíšeme.
group-PARTNER-GONE = { $count ->
    [one] V sklade naraz chýba veľa objednávok, na vaše slovo čaká ešte { $count }. Naozaj tam nie je?
    [few] V sklade naraz chýba veľa objednávok, na vaše slovo čakajú { $count }. Naozaj tam nie sú?
    [many] V sklade naraz chýba veľa objednávok, na vaše slovo čaká { $count }. Naozaj tam nie sú?
   *[other] V sklade naraz chýba veľa objednávok, na vaše slovo ich čaká { $count }. Naozaj tam nie sú?
}
cause-button-PARTNER-GONE = Zobraziť objednávky
confirm-PARTNER-GONE = Áno, v sklade nie sú
help-PARTNER-GONE = Sklad naraz nepozná viac objednávok, než je obvyklé, napríklad po obnove dát. Stavy v e-shope preto nemeníme a zákazníkom nič nepíšeme. Opýtajte sa v sklade; ak tam objednávky naozaj nie sú, potvrďte to tlačidlom.
