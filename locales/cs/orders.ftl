### Activity, order detail, states, steps and rules.

filter-text = Číslo objednávky
filter-state = Stav
filter-carrier = Doprava
filter-from = Změněno od
filter-to = Změněno do
filter-all = vše
filter-button = Filtrovat
filter-clear = Zrušit filtr
activity-none = Zatím žádná objednávka. Jakmile v e-shopu vznikne nebo se změní, uvidíte ji tady.
activity-none-found = Filtru neodpovídá žádná objednávka.
activity-not-started = Objednávky začneme číst po spuštění.
activity-more = Starší objednávky
activity-first = Zpět na začátek
activity-csv = Stáhnout jako CSV
csv-number = Číslo objednávky
csv-state = Stav předání
csv-why = Proč
csv-status = Stav v e-shopu
csv-total = Celkem
csv-currency = Měna
csv-carrier = Doprava
csv-partner = Číslo u partnera
csv-created = Vytvořeno
csv-handed = Předáno
order-title = Objednávka { $number }
order-back = Všechny objednávky
order-facts = O objednávce
order-status = Stav v e-shopu
order-created = Vytvořeno
order-handed = Předáno
order-expected = Slíbený termín: { $date }
order-admin = Otevřít v administraci
story = Průběh objednávky
story-empty = Zatím se nic nestalo.
parcels = Zásilky
parcels-none = Sklad zatím žádnou zásilku neodeslal.
detail-hint = Tento text zkopírujte, když budete psát podpoře. Neobsahuje údaje zákazníka.
detail-shop = E-shop
detail-order = Objednávka
wish-send-now = Odeslat hned
wish-hold = Podržet
wish-leave-out = Vynechat
wish-cancel = Požádat sklad o zrušení
wish-settled = Vyřízeno
state-noticed = Zatím nepřipravená
state-held = Podržená
state-waiting = Čeká
state-sending = Předáváme
state-handed-over = Předaná
state-left-out = Vynechaná
state-cancelled = Zrušená
state-failed = Chyba
step-noticed = Dozvěděli jsme se o objednávce.
step-ready = Je ve stavu „{ $status }“, který ji posílá do skladu.
step-not-ready = Je ve stavu „{ $status }“, který ji do skladu neposílá.
step-not-paid = Je ve stavu „{ $status }“, ale ještě není zaplacená. Počká na platbu.
step-carrier-mapped = Doprava odpovídá službě „{ $service }“.
step-payment-mapped = Platba odpovídá typu „{ $service }“.
step-held = Podržena do { $until }.
step-held-by-hand = Podržena, dokud ji sami nepustíte.
step-waiting = { $reason }
step-left-out = Vynechána, do skladu nepůjde.
step-sending = Začali jsme ji předávat.
step-unsure = Nevíme, zda ji sklad přijal. Ptáme se, podruhé ji neposíláme.
step-found = Sklad ji už měl pod číslem { $number }.
step-handed-over = Sklad ji přijal pod číslem { $number }.
step-change-sent = Změnu objednávky jsme poslali do skladu.
step-change-locked = Změna přišla pozdě, sklad už objednávku zpracovává.
step-cancelled = Ve skladu je zrušená.
step-cancel-late = Na zrušení bylo pozdě, sklad už ji zpracovává.
step-annulled = Sklad objednávku zrušil.
step-packed = Sklad ji začal balit.
step-partly-shipped = Sklad odeslal část objednávky.
step-shipped = Sklad odeslal celou objednávku.
step-delivered = Zákazník ji má.
step-date-moved = Sklad změnil slíbený termín na { $until }.
step-tracking-written = Do e-shopu jsme zapsali číslo zásilky { $number }.
step-status-written = V e-shopu jsme nastavili stav „{ $status }“.
step-try-failed = Pokus se nezdařil, zkusíme to znovu. { $reason }
step-failed = Nepodařilo se. { $reason }
step-pressed = V administraci někdo zvolil:
rule-ready-status = pravidlo: stav
rule-paid-only = čeká na platbu
rule-hold-window = pravidlo: podržení
rule-by-hand = ručně
rule-mapping = pravidlo: párování
rule-locked = sklad už zpracovává
rule-deleted = v e-shopu smazaná
rule-packed = pravidlo: balí se
rule-shipped = pravidlo: odesláno
rule-delivered = pravidlo: doručeno
rule-impossible = pravidlo: nelze vyřídit
rule-canceled = v e-shopu zrušená
rule-from-date = starší než zvolené datum
rule-no-goods = bez zboží
rule-retry = Zkusit znovu
rule-send-now = Odeslat hned
rule-hold = Podržet
rule-leave-out = Vynechat
rule-cancel = Požádat o zrušení
rule-settled = Vyřízeno
fill-title = Doplnit objednávky za období
fill-text = Obvykle to není potřeba, změny přicházejí samy. Hodí se to, když chcete mít jistotu po výpadku. Nejvýše 31 dnů najednou.
fill-count = Spočítat objednávky
fill-counting = Počítáme objednávky…
fill-counted = { $count ->
    [one] Od { $from } do { $to } má e-shop { $count } objednávku.
    [few] Od { $from } do { $to } má e-shop { $count } objednávky.
    [many] Od { $from } do { $to } má e-shop { $count } objednávky.
   *[other] Od { $from } do { $to } má e-shop { $count } objednávek.
}
fill-start = Doplnit
fill-running = { $count ->
    [one] Prošli jsme { $done } z { $count } objednávky. Stránku můžete opustit.
    [few] Prošli jsme { $done } z { $count } objednávek. Stránku můžete opustit.
    [many] Prošli jsme { $done } z { $count } objednávky. Stránku můžete opustit.
   *[other] Prošli jsme { $done } z { $count } objednávek. Stránku můžete opustit.
}
fill-done = Naposledy doplněno { $time }. Prohlédnuté objednávky: { $done }, z toho nové nebo změněné: { $count }.
fill-bar = Průběh doplňování
fill-from = Vytvořené od
fill-to = Vytvořené do (včetně)
error-fill = Zadejte období v minulosti, nejvýše 31 dnů.
error-fill-now = Teď to nejde: období se právě doplňuje, nebo od posledního doplnění neuběhlo 15 minut.
