### Pravidla v Nastavení, jejich účinky, historie, data.

settings-jumps = Části nastavení
settings-what = Co předáváme
settings-when = Kdy objednávky odcházejí
settings-back = Co se vrací do e-shopu
settings-mails = E-maily zákazníkům
settings-stock-title = Sklad
settings-cancel = Zrušení a vratky
settings-login = Přihlášení
way-out = e-shop → { $name }
way-back = { $name } → e-shop
way-customer = e-shop → zákazník
exclude-title = Co nepředáváme nikdy
exclude-hint = Takovou objednávku vynecháme, důvod uvidíte v jejím průběhu a do úplnosti ji započítáme. Sklad se o ní nedozví, její zboží tedy ani neodečte. Tlačítkem Odeslat hned ji přesto můžete předat.
exclude-carriers = Vynechat objednávky s dopravou
exclude-payments = Vynechat objednávky s platbou
exclude-origins = Vynechat objednávky podle původu
exclude-products = Vynechat objednávky s produkty
exclude-products-hint = Kódy oddělené čárkou; hvězdička na konci znamená všechny kódy, které tak začínají, třeba SERVIS*
exclude-match = Kdy kvůli produktům vynechat
exclude-match-any = stačí jeden takový produkt
exclude-match-all = jen když v objednávce nic jiného není
exclude-countries = Vynechat objednávky doručované do zemí
exclude-countries-hint = Dvoupísmenné kódy oddělené čárkou, třeba CH, NO
exclude-notes = Vynechat objednávky se slovem v poznámce
exclude-notes-hint = Hledáme ve vaší poznámce i v poznámce zákazníka. Slova oddělte čárkou, třeba NEODESÍLAT
exclude-resolved = Vynechat objednávky označené v e-shopu jako vyřízené
origin-frontend = v e-shopu, zákazníkem
origin-admin = ručně v administraci
origin-cash_register = na pokladně
origin-api = jiným programem (API)
hours-legend = Dny a hodiny odesílání
hours-always = kdykoli
hours-some = jen v tyto dny a hodiny
hours-days = Dny
hours-from = Od
hours-to = Do
hours-hint = Mimo tuto dobu objednávky podržíme a odejdou samy, jakmile začne. Tlačítko Odeslat hned na ni nečeká. Když je konec dřív než začátek, platí doba přes půlnoc; stejné časy znamenají celý den. Rozhoduje čas e-shopu ({ $zone }).
day-mon = pondělí
day-tue = úterý
day-wed = středa
day-thu = čtvrtek
day-fri = pátek
day-sat = sobota
day-sun = neděle
back-lead = Číslo zásilky zapíšeme vždy dřív než stav, aby bylo i v e-mailu. Ke každé události můžete zvolit stav, který má objednávka v e-shopu dostat.
back-packed = Stav, když sklad začne balit
back-shipped = Stav, když sklad objednávku odešle
back-delivered = Stav, když je objednávka doručená
back-impossible = Stav, když sklad objednávku zruší nebo nemůže vyřídit
parcel-legend = Číslo zásilky v objednávce, když je zásilek víc
parcel-first = první zásilka; zůstane, i když přibudou další
parcel-last = poslední zásilka; každá nová číslo přepíše
parcel-hint = E-shop má pro číslo zásilky jedno pole. Všechny zásilky najdete u objednávky v Aktivitě.
mails-lead = Když je přepínač zapnutý, pošle Upgates zákazníkovi jednou e-mail (a SMS), který máte u stavu nastavený. Když je vypnutý, nastavíme stav tiše.
mails-packed = E-mail, když sklad začne balit
mails-shipped = E-mail, když sklad objednávku odešle
mails-delivered = E-mail, když je objednávka doručená
mails-impossible = E-mail, když sklad objednávku zruší nebo nemůže vyřídit
mails-status = Když je zapnuto, odejde e-mail stavu „{ $name }“.
mails-no-status = Stav není zvolený, takže neodejde nic.
cancel-legend = Když e-shop zruší objednávku, kterou už sklad má
cancel-annul = Požádat sklad o zrušení
cancel-annul-text = Hned a bez ptaní. Když už sklad balí, řekneme vám, že je pozdě.
cancel-tell = Jen mi říct
cancel-tell-text = Sklad o ničem neví a objednávku odešle, pokud ji u něj sami nezrušíte. Upozornění najdete v Přehledu.
cancel-partner = Když objednávku zruší sklad, zapíšeme to do jejího průběhu a v e-shopu nastavíme stav, který jste pro to zvolili.
cancel-partner-link = Zvolit stav
returns-title = Vratky
returns-text = Vrácené zboží přijímá sklad. Jakmile ho naskladní, zvýší se i počet kusů v e-shopu, pokud zásoby řídí sklad partnera. Objednávky, dobropisu ani peněz se doplněk při vratce nedotýká, proto tu není co nastavovat.
effect-title = Co se stane, až to uložíme
effect-not-yet = Zatím se nic neuložilo. Počty jsou podle uložených údajů.
effect-confirm = Rozumím, uložit
effect-undo = Rozumím, vrátit
effect-keep = Zpět k úpravám
effect-go = { $count ->
    [one] Hned nebo po podržení odejde { $count } objednávka, která dosud neodcházela.
    [few] Hned nebo po podržení odejdou { $count } objednávky, které dosud neodcházely.
    [many] Hned nebo po podržení odejde { $count } objednávky, které dosud neodcházely.
   *[other] Hned nebo po podržení odejde { $count } objednávek, které dosud neodcházely.
}
effect-sooner = { $count ->
    [one] Hned odejde { $count } podržená objednávka.
    [few] Hned odejdou { $count } podržené objednávky.
    [many] Hned odejde { $count } podržené objednávky.
   *[other] Hned odejde { $count } podržených objednávek.
}
effect-out = { $count ->
    [one] Vynecháme { $count } objednávku, která by jinak odešla.
    [few] Vynecháme { $count } objednávky, které by jinak odešly.
    [many] Vynecháme { $count } objednávky, které by jinak odešly.
   *[other] Vynecháme { $count } objednávek, které by jinak odešly.
}
effect-stay = { $count ->
    [one] Neodejde { $count } objednávka, která by jinak odešla.
    [few] Neodejdou { $count } objednávky, které by jinak odešly.
    [many] Neodejde { $count } objednávky, které by jinak odešly.
   *[other] Neodejde { $count } objednávek, které by jinak odešly.
}
effect-reach-back = Přečteme znovu objednávky od { $date }. Ty, které jsou připravené, odejdou.
effect-mail-packed = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad začne balit. Za posledních 30 dnů by to byl { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad začne balit. Za posledních 30 dnů by to byly { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad začne balit. Za posledních 30 dnů by to bylo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad začne balit. Za posledních 30 dnů by to bylo { $count } e-mailů.
}
effect-mail-shipped = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku odešle. Za posledních 30 dnů by to byl { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku odešle. Za posledních 30 dnů by to byly { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku odešle. Za posledních 30 dnů by to bylo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku odešle. Za posledních 30 dnů by to bylo { $count } e-mailů.
}
effect-mail-delivered = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když je objednávka doručená. Za posledních 30 dnů by to byl { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když je objednávka doručená. Za posledních 30 dnů by to byly { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když je objednávka doručená. Za posledních 30 dnů by to bylo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když je objednávka doručená. Za posledních 30 dnů by to bylo { $count } e-mailů.
}
effect-mail-impossible = { $count ->
    [one] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku zruší nebo nemůže vyřídit. Za posledních 30 dnů by to byl { $count } e-mail.
    [few] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku zruší nebo nemůže vyřídit. Za posledních 30 dnů by to byly { $count } e-maily.
    [many] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku zruší nebo nemůže vyřídit. Za posledních 30 dnů by to bylo { $count } e-mailu.
   *[other] Zákazník dostane e-mail stavu „{ $status }“ pokaždé, když sklad objednávku zruší nebo nemůže vyřídit. Za posledních 30 dnů by to bylo { $count } e-mailů.
}
effect-stock = { $count ->
    [one] V e-shopu se změní počet kusů u { $count } produktu; na nulu klesne { $zeroed }. Počítáno z produktů, u kterých známe obě čísla ({ $known }).
    [few] V e-shopu se změní počet kusů u { $count } produktů; na nulu klesne { $zeroed }. Počítáno z produktů, u kterých známe obě čísla ({ $known }).
    [many] V e-shopu se změní počet kusů u { $count } produktu; na nulu klesne { $zeroed }. Počítáno z produktů, u kterých známe obě čísla ({ $known }).
   *[other] V e-shopu se změní počet kusů u { $count } produktů; na nulu klesne { $zeroed }. Počítáno z produktů, u kterých známe obě čísla ({ $known }).
}
effect-stock-unknown = Počty kusů v e-shopu přepíšeme podle skladu. Kolika produktů se to dotkne, zatím nevíme; předem to uvidíte, když nejdřív zvolíte Jen hlásit rozdíly. Velkou změnu zastaví pojistka.
effect-guard = Pojistka pustí bez ptaní i větší změny: snížení zásoby až u { $percent } % produktů, vynulování až u { $zero }.
effect-cancel-tell = Objednávky, které e-shop zruší, sklad odešle, pokud je u něj sami nezrušíte.
effect-cancel-annul = { $count ->
    [one] O zrušení požádáme hned u { $count } objednávky, kterou už e-shop zrušil.
    [few] O zrušení požádáme hned u { $count } objednávek, které už e-shop zrušil.
    [many] O zrušení požádáme hned u { $count } objednávky, které už e-shop zrušil.
   *[other] O zrušení požádáme hned u { $count } objednávek, které už e-shop zrušil.
}
error-hours-days = Vyberte aspoň jeden den.
error-hours-time = Zadejte čas ve tvaru 08:00.
error-field-orders-exclude-carriers = Vyberte dopravy ze seznamu.
error-field-orders-exclude-payments = Vyberte platby ze seznamu.
error-field-orders-exclude-products = Zadejte kódy produktů, nejvýše 200; hvězdička smí být jen na konci a nesmí stát sama.
error-field-orders-exclude-countries = Zadejte země dvěma písmeny, třeba CH, NO.
error-field-orders-exclude-notes = Zadejte slova oddělená čárkou, nejvýše 200 slov po 50 znacích.
rule-hours = pravidlo: dny a hodiny
rule-excluded-carrier = vynechaná doprava
rule-excluded-payment = vynechaná platba
rule-excluded-product = vynechaný produkt
rule-excluded-origin = vynechaný původ
rule-excluded-country = vynechaná země
rule-excluded-note = slovo v poznámce
rule-excluded-resolved = v e-shopu vyřízená
rule-cancel-tell = pravidlo: zrušení jen hlásit
step-held-hours = Teď se neodesílá. Odejde { $until }.
step-left-out-excluded-carrier = Vynecháno: podle vašich pravidel nepředáváme dopravu „{ $name }“.
step-left-out-excluded-payment = Vynecháno: podle vašich pravidel nepředáváme platbu „{ $name }“.
step-left-out-excluded-product = Vynecháno: podle vašich pravidel nepředáváme produkt { $name }.
step-left-out-excluded-origin = Vynecháno: podle vašich pravidel nepředáváme objednávky vytvořené { $name }.
step-left-out-excluded-country = Vynecháno: podle vašich pravidel nepředáváme objednávky do země { $name }.
step-left-out-excluded-note = Vynecháno: v poznámce je slovo, podle kterého objednávky nepředáváme.
step-left-out-excluded-resolved = Vynecháno: objednávka je v e-shopu označená jako vyřízená.
step-waiting-cancel-tell = E-shop objednávku zrušil. Podle vašeho nastavení jsme sklad o zrušení nežádali.
cause-SHOP-CANCEL = Objednávka { $number } je v e-shopu zrušená, sklad ji ale pořád má.
group-SHOP-CANCEL = { $count ->
    [one] { $count } objednávka je v e-shopu zrušená, sklad ji ale pořád má.
    [few] { $count } objednávky jsou v e-shopu zrušené, sklad je ale pořád má.
    [many] { $count } objednávky je v e-shopu zrušeno, sklad je ale pořád má.
   *[other] { $count } objednávek je v e-shopu zrušených, sklad je ale pořád má.
}
cause-button-SHOP-CANCEL = Zobrazit objednávky
help-SHOP-CANCEL = E-shop zrušil objednávku, kterou sklad má, a v Nastavení máte „Jen mi říct“. Otevřete ji a požádejte o zrušení, nebo ji v e-shopu obnovte.
cause-STATUS-KEPT = Sklad s objednávkou { $number } pokročil, v e-shopu ale někdo nastavil stav „{ $status }“. Nechali jsme ho být a zákazníkovi nic nepsali.
group-STATUS-KEPT = { $count ->
    [one] U { $count } objednávky někdo v e-shopu nastavil vlastní stav, nechali jsme ho být.
    [few] U { $count } objednávek někdo v e-shopu nastavil vlastní stav, nechali jsme ho být.
    [many] U { $count } objednávky někdo v e-shopu nastavil vlastní stav, nechali jsme ho být.
   *[other] U { $count } objednávek někdo v e-shopu nastavil vlastní stav, nechali jsme ho být.
}
cause-button-STATUS-KEPT = Otevřít objednávku
help-STATUS-KEPT = Stav, který v e-shopu nastaví člověk, nepřepisujeme. Když má platit stav ze skladu, stiskněte u objednávky Přesto nastavit stav; jinak stiskněte Vyřízeno. Ze kterých stavů smíme pokračovat, určíte v Nastavení.
cause-PARTNER-ERROR = Sklad objednávku { $number } má, ale hlásí u ní chybu: { $reason }
group-PARTNER-ERROR = { $count ->
    [one] Sklad hlásí chybu u { $count } objednávky: { $reason }
    [few] Sklad hlásí chybu u { $count } objednávek: { $reason }
    [many] Sklad hlásí chybu u { $count } objednávky: { $reason }
   *[other] Sklad hlásí chybu u { $count } objednávek: { $reason }
}
cause-button-PARTNER-ERROR = Co s tím
help-PARTNER-ERROR = Sklad objednávku přijal, ale něco je s ní špatně a sám ji neodešle. Opravte v e-shopu, na co si sklad stěžuje, nebo se s ním domluvte. Až chybu přestane hlásit, upozornění samo zmizí.
cause-BOTH-CHANGED = Objednávku { $number } jste v e-shopu změnili a totéž mezitím změnil i sklad: { $name }. Platí to, co má sklad.
group-BOTH-CHANGED = { $count ->
    [one] U { $count } objednávky změnil e-shop i sklad totéž, platí zatím to, co má sklad.
    [few] U { $count } objednávek změnil e-shop i sklad totéž, platí zatím to, co má sklad.
    [many] U { $count } objednávky změnil e-shop i sklad totéž, platí zatím to, co má sklad.
   *[other] U { $count } objednávek změnil e-shop i sklad totéž, platí zatím to, co má sklad.
}
cause-button-BOTH-CHANGED = Otevřít objednávku
help-BOTH-CHANGED = Co ve skladu někdo změnil nebo zrušil, nepřepisujeme. Když má platit objednávka z e-shopu, stiskněte u ní Platí e-shop; když má platit to, co má sklad, stiskněte Vyřízeno.
cause-STOCK-REFUSED = Sklad nám odmítl sdělit zásobu: { $reason }
group-STOCK-REFUSED = { $count ->
    [one] Sklad nám { $count }× odmítl sdělit zásobu: { $reason }
    [few] Sklad nám { $count }× odmítl sdělit zásobu: { $reason }
    [many] Sklad nám { $count }× odmítl sdělit zásobu: { $reason }
   *[other] Sklad nám { $count }× odmítl sdělit zásobu: { $reason }
}
cause-button-STOCK-REFUSED = Co s tím
help-STOCK-REFUSED = Sklad na dotaz po zásobě odpověděl odmítnutím. Počty v e-shopu necháváme, jak jsou, a ptáme se dál. Obvykle pomůže oprava čísla produktu nebo práv přihlášení ve skladu.
cause-SAME-NUMBER = Pod jedním číslem zná sklad více vašich produktů, každý proto ukazuje celou zásobu: { $name }
group-SAME-NUMBER = { $count ->
    [one] Pod { $count } číslem zná sklad více vašich produktů, každý proto ukazuje celou zásobu: { $name }
    [few] Pod { $count } čísly zná sklad více vašich produktů, každý proto ukazuje celou zásobu: { $name }
    [many] Pod { $count } čísla zná sklad více vašich produktů, každý proto ukazuje celou zásobu: { $name }
   *[other] Pod { $count } čísly zná sklad více vašich produktů, každý proto ukazuje celou zásobu: { $name }
}
cause-button-SAME-NUMBER = Párování produktů
help-SAME-NUMBER = Dvě varianty nebo produkty mají stejný EAN (nebo stejné číslo v párování), sklad je proto nerozezná a každá ukazuje celou zásobu. Dejte každé vlastní EAN, nebo ji spárujte s jejím číslem ve skladu.
thing-address = adresa
thing-phone = telefon
thing-email = e-mailová adresa
thing-note = poznámka
thing-shipping = doprava
thing-payment = platba
thing-other = další údaje
cause-LATE-CHANGE = Objednávka { $number } se v e-shopu změnila, až když ji sklad zpracovával. Bez domluvy se skladem odejde v původní podobě.
group-LATE-CHANGE = { $count ->
    [one] { $count } objednávka se změnila, až když ji sklad zpracovával.
    [few] { $count } objednávky se změnily, až když je sklad zpracovával.
    [many] { $count } objednávky se změnilo, až když je sklad zpracovával.
   *[other] { $count } objednávek se změnilo, až když je sklad zpracovával.
}
cause-button-LATE-CHANGE = Otevřít objednávku
help-LATE-CHANGE = Objednávku někdo v e-shopu změnil, až když ji sklad zpracovával, a sklad změnu nepřijal. Domluvte ji přímo se skladem a pak stiskněte Vyřízeno.
cause-PARTNER-CANCEL = Sklad objednávku { $number } zrušil a neodešle ji, v e-shopu ale pořád platí.
group-PARTNER-CANCEL = { $count ->
    [one] { $count } objednávku sklad zrušil, v e-shopu ale pořád platí.
    [few] { $count } objednávky sklad zrušil, v e-shopu ale pořád platí.
    [many] { $count } objednávky sklad zrušil, v e-shopu ale pořád platí.
   *[other] { $count } objednávek sklad zrušil, v e-shopu ale pořád platí.
}
cause-button-PARTNER-CANCEL = Otevřít objednávku
help-PARTNER-CANCEL = Sklad objednávku zrušil a neodešle ji. Zeptejte se ho proč a domluvte se se zákazníkem: objednávku v e-shopu zrušte, nebo ji zadejte znovu. Nakonec stiskněte Vyřízeno.
change = { $name }: { $old } → { $new }
change-first = první nastavení
change-older = starší nastavení
change-nothing = beze změny
change-none = nic
change-yes = ano
change-no = ne
change-more = { $count ->
    [one] a ještě { $count } změna
    [few] a ještě { $count } změny
    [many] a ještě { $count } změny
   *[other] a ještě { $count } změn
}
change-ready = Stavy, ve kterých objednávka odejde
change-carrier = Služba pro dopravu „{ $name }“
change-payment = Typ pro platbu „{ $name }“
change-alert = Upozornění „{ $name }“
data-what = Co ukládáme
data-why = Proč
data-until = Jak dlouho
data-until-erased = do vymazání dat e-shopu
data-until-changed = do změny, nejdéle do vymazání dat e-shopu
data-until-hours = nejdéle 8 hodin
data-orders = čísla, stavy a částky objednávek, doprava, platba, země
data-orders-why = abychom věděli, co jsme předali a co se vrátilo
data-story = průběh každé objednávky
data-story-why = abyste viděli, proč odešla, nebo neodešla
data-parcels = čísla zásilek a odkazy na sledování
data-parcels-why = zapisujeme je do e-shopu a ukazujeme vám je
data-stock = kódy, EAN, názvy a počty kusů produktů
data-stock-why = abychom zapisovali jen to, co se liší
data-owner = údaje o provozovateli e-shopu z Upgates
data-owner-why = pro nastavení a žádosti o účet
data-alerts = adresy pro upozornění a nastavení s historií
data-alerts-why = píšeme na ně, když je něco špatně
data-secrets = přihlašovací údaje, zašifrované
data-secrets-why = bez nich nemůžeme volat e-shop ani sklad
data-audit = kdo co změnil, bez jmen osob
data-audit-why = abyste mohli změny dohledat
data-sessions = otisky přihlášených prohlížečů
data-sessions-why = aby stránky věděly, ke kterému e-shopu patří
data-grace = { $count ->
    [one] Data smažeme { $count } den po vypnutí doplňku. Dřív je smažete tlačítkem níže.
    [few] Data smažeme { $count } dny po vypnutí doplňku. Dřív je smažete tlačítkem níže.
    [many] Data smažeme { $count } dne po vypnutí doplňku. Dřív je smažete tlačítkem níže.
   *[other] Data smažeme { $count } dnů po vypnutí doplňku. Dřív je smažete tlačítkem níže.
}
export-button = Stáhnout všechna data
export-hint = Jeden soubor JSON se vším, co o e-shopu ukládáme, kromě hesel a klíčů.
audit-lead = Každá změna, kterou udělal někdo v administraci, provozovatel, Upgates nebo doplněk sám. Upgates nám neříká, která osoba to byla.
audit-empty = Zatím nikdo nic nezměnil.
audit-detail = Podrobnost
audit-until = do { $time }
audit-wait = objednávky, které čekaly, podrženy
audit-was-refused = přístup byl odmítnut
audit-was-off = doplněk byl vypnutý
audit-older = Starší záznamy
audit-back = Zpět do nastavení
effect-leave = Nechat, jak to je
effect-released = { $count ->
    [one] { $count } objednávka na to čekala a zkusíme ji předat.
    [few] { $count } objednávky na to čekaly a zkusíme je předat.
    [many] { $count } objednávky na to čekalo a zkusíme je předat.
   *[other] { $count } objednávek na to čekalo a zkusíme je předat.
}
met-title = Mezitím tu někdo uložil jiné změny
met-text = Nic se neztratilo. Formulář teď ukazuje jejich změny i ty vaše; kde jste změnili totéž, stojí v něm vaše hodnota. Zkontrolujte ji a uložte znovu.
error-met = { $name }: někdo mezitím uložil „{ $value }“.
