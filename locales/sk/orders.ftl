### Activity, order detail, states, steps and rules.

filter-text = Číslo objednávky
filter-state = Stav
filter-carrier = Doprava
filter-from = Zmenené od
filter-to = Zmenené do
filter-all = všetko
filter-button = Filtrovať
filter-clear = Zrušiť filter
activity-none = Zatiaľ žiadna objednávka. Len čo v e-shope vznikne alebo sa zmení, uvidíte ju tu.
activity-none-found = Filtru nezodpovedá žiadna objednávka.
activity-not-started = Objednávky začneme čítať po spustení.
activity-more = Staršie objednávky
activity-first = Späť na začiatok
activity-csv = Stiahnuť ako CSV
csv-number = Číslo objednávky
csv-state = Stav odovzdania
csv-why = Prečo
csv-status = Stav v e-shope
csv-total = Spolu
csv-currency = Mena
csv-carrier = Doprava
csv-partner = Číslo u partnera
csv-created = Vytvorené
csv-handed = Odovzdané
order-title = Objednávka { $number }
order-back = Všetky objednávky
order-facts = O objednávke
order-status = Stav v e-shope
order-created = Vytvorené
order-handed = Odovzdané
order-expected = Sľúbený termín: { $date }
order-admin = Otvoriť v administrácii
story = Priebeh objednávky
story-empty = Zatiaľ sa nič nestalo.
parcels = Zásielky
parcels-none = Sklad zatiaľ žiadnu zásielku neodoslal.
detail-hint = Tento text skopírujte, keď budete písať podpore. Neobsahuje údaje zákazníka.
detail-shop = E-shop
detail-order = Objednávka
wish-send-now = Odoslať hneď
wish-hold = Podržať
wish-leave-out = Vynechať
wish-cancel = Požiadať sklad o zrušenie
wish-settled = Vybavené
state-noticed = Zatiaľ nepripravená
state-held = Podržaná
state-waiting = Čaká
state-sending = Odovzdávame
state-handed-over = Odovzdaná
state-left-out = Vynechaná
state-cancelled = Zrušená
state-failed = Chyba
step-noticed = Dozvedeli sme sa o objednávke.
step-ready = Je v stave „{ $status }“, ktorý ju posiela do skladu.
step-not-ready = Je v stave „{ $status }“, ktorý ju do skladu neposiela.
step-not-paid = Je v stave „{ $status }“, ale ešte nie je zaplatená. Počká na platbu.
step-carrier-mapped = Doprava zodpovedá službe „{ $service }“.
step-payment-mapped = Platba zodpovedá typu „{ $service }“.
step-held = Podržaná do { $until }.
step-held-by-hand = Podržaná, kým ju sami nepustíte.
step-waiting = { $reason }
step-left-out = Vynechaná, do skladu nepôjde.
step-sending = Začali sme ju odovzdávať.
step-unsure = Nevieme, či ju sklad prijal. Pýtame sa, druhýkrát ju neposielame.
step-found = Sklad ju už mal pod číslom { $number }.
step-handed-over = Sklad ju prijal pod číslom { $number }.
step-change-sent = Zmenu objednávky sme poslali do skladu.
step-change-locked = Zmena prišla neskoro, sklad už objednávku spracúva.
step-cancelled = V sklade je zrušená.
step-cancel-late = Na zrušenie bolo neskoro, sklad ju už spracúva.
step-annulled = Sklad objednávku zrušil.
step-packed = Sklad ju začal baliť.
step-partly-shipped = Sklad odoslal časť objednávky.
step-shipped = Sklad odoslal celú objednávku.
step-delivered = Zákazník ju má.
step-date-moved = Sklad zmenil sľúbený termín na { $until }.
step-tracking-written = Do e-shopu sme zapísali číslo zásielky { $number }.
step-status-written = V e-shope sme nastavili stav „{ $status }“.
step-try-failed = Pokus sa nepodaril, skúsime to znova. { $reason }
step-failed = Nepodarilo sa. { $reason }
step-pressed = V administrácii niekto zvolil:
rule-ready-status = pravidlo: stav
rule-paid-only = čaká na platbu
rule-hold-window = pravidlo: podržanie
rule-by-hand = ručne
rule-mapping = pravidlo: párovanie
rule-locked = sklad už spracúva
rule-deleted = v e-shope zmazaná
rule-packed = pravidlo: balí sa
rule-shipped = pravidlo: odoslané
rule-delivered = pravidlo: doručené
rule-impossible = pravidlo: nemožno vybaviť
rule-canceled = v e-shope zrušená
rule-from-date = staršia než zvolený dátum
rule-no-goods = bez tovaru
rule-retry = Skúsiť znova
rule-send-now = Odoslať hneď
rule-hold = Podržať
rule-leave-out = Vynechať
rule-cancel = Požiadať o zrušenie
rule-settled = Vybavené
fill-title = Doplniť objednávky za obdobie
fill-text = Zvyčajne to nie je potrebné, zmeny prichádzajú samy. Hodí sa to, keď chcete mať istotu po výpadku. Najviac 31 dní naraz.
fill-count = Spočítať objednávky
fill-counting = Počítame objednávky…
fill-counted = { $count ->
    [one] Od { $from } do { $to } má e-shop { $count } objednávku.
    [few] Od { $from } do { $to } má e-shop { $count } objednávky.
    [many] Od { $from } do { $to } má e-shop { $count } objednávky.
   *[other] Od { $from } do { $to } má e-shop { $count } objednávok.
}
fill-start = Doplniť
fill-running = { $count ->
    [one] Prešli sme { $done } z { $count } objednávky. Stránku môžete opustiť.
    [few] Prešli sme { $done } z { $count } objednávok. Stránku môžete opustiť.
    [many] Prešli sme { $done } z { $count } objednávky. Stránku môžete opustiť.
   *[other] Prešli sme { $done } z { $count } objednávok. Stránku môžete opustiť.
}
fill-done = Naposledy doplnené { $time }: prejdené objednávky { $done }, z toho nové alebo zmenené { $count }.
fill-bar = Priebeh dopĺňania
fill-from = Vytvorené od
fill-to = Vytvorené do (vrátane)
error-fill = Zadajte obdobie v minulosti, najviac 31 dní.
error-fill-now = Teraz to nejde: obdobie sa práve dopĺňa, alebo od posledného doplnenia neuplynulo 15 minút.
