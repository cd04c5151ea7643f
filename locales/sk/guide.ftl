### The set-up guide and the parts it shares with settings and mapping.

guide-title = Ďakujeme, že ste si doplnok aktivovali
guide-lead = V šiestich krokoch prepojíme váš e-shop so skladom, ktorý za vás expeduje. Trvá to asi päť minút a kedykoľvek môžete prestať a vrátiť sa.
guide-what-orders = Pripravené objednávky odídu do skladu samy.
guide-what-progress = Stav, čísla zásielok a odkazy na sledovanie sa vrátia do e-shopu.
guide-what-stock = Ak chcete, bude e-shop ukazovať skutočný stav skladu.
guide-safe = Kým nestlačíte Spustiť, nič sa nikam neodošle a žiadny zákazník nedostane e-mail. Jedinou výnimkou je skúšobná objednávka, ak si ju v poslednom kroku sami vyberiete.
guide-running-title = Ďakujeme, že Spojku používate
guide-running-lead = Váš e-shop je prepojený so skladom, ktorý za vás expeduje. Týmito krokmi môžete kedykoľvek znova prejsť.
guide-running = Objednávky sa odovzdávajú. Čo v krokoch zmeníte, platí hneď pre všetky ďalšie objednávky.
guide-begin = Začať
guide-resume = Pokračovať v nastavení
guide-steps = Kroky nastavenia
guide-partner-name = Partner a účet
guide-readiness-name = Pripravenosť
guide-statuses-name = Stavy objednávok
guide-carriers-name = Dopravy a platby
guide-stock-name = Sklad
guide-start-name = Skúška a spustenie
progress-done = Hotovo
progress-you = Čaká na vás
progress-us = Čaká na nás
progress-wrong = Chyba
progress-later = Príde na rad
guide-partner-lead = Zadajte prihlasovacie údaje k { $name }. Hneď ich vyskúšame; heslo uložíme zašifrované a už ho nikde nezobrazíme.
demo-title = Len si to chcete vyskúšať?
demo-text = Použijeme skúšobný sklad. Nič skutočné sa neodošle. Aby sa odtiaľ zásielky vracali hneď, vložte potom na jeho stránke webhook z tohto kroku.
demo-button = Použiť skúšobné údaje
login-title = Mám účet
login-where = Údaje vám dal { $name } pri zriadení prístupu k API. Ak ich nemáte, vyžiadajte si ich od jeho podpory.
login-base-url = Adresa API
login-base-url-hint = Napríklad https://s05.extend.se/RESTAPI
login-client = Klient
login-client-hint = Krátky názov vašej firmy v systéme
login-user = Používateľ
login-password = Heslo
login-password-keep = Nechajte prázdne, ak sa nemení
login-button = Uložiť a vyskúšať
option-customer = Číslo zákazníka
option-customer-hint = Pod ktorým číslom sklad vedie objednávky z e-shopu
option-warehouses = Sklady
option-warehouses-hint = Kódy oddelené čiarkou; prázdne znamená všetky
option-unit = Jednotka
option-unit-hint = Predajná jednotka v sklade, zvyčajne st
test-wait = Skúšame prihlásenie…
test-ok = Prihlásenie funguje, vyskúšané { $time }.
test-warehouses = Nájdené sklady: { $name }.
test-missing = V sklade { $name } partner nevedie žiadnu zásobu, asi taký nepozná. Skontrolujte kódy skladov.
test-login = Partner prihlásenie odmietol. Skontrolujte používateľa a heslo.
test-host = Server na tejto adrese neodpovedá. Skontrolujte adresu API.
test-certificate = Server nemá platný certifikát, takže spojenie nie je bezpečné. Obráťte sa na partnera.
test-client = Takého klienta server nepozná. Skontrolujte pole Klient.
test-not-json = Na tejto adrese nie je API partnera. Skontrolujte, či sa adresa končí na /RESTAPI.
test-down = Partner teraz neodpovedá. Skúste to o chvíľu znova.
test-busy = Partner hlási príliš veľa požiadaviek. Skúste to o chvíľu znova.
test-forbidden = Na túto adresu sa pripojiť nesmieme. Použite verejnú adresu, ktorá sa začína na https://.
test-other = Skúška sa nepodarila. Podrobnosti sú nižšie.
test-again = Vyskúšať znova
test-none = Prihlásenie sme ešte neskúšali.
test-now = Vyskúšať prihlásenie
account-title = Nemám účet
account-text = Požiadame { $name } o nový účet. Ozveme sa vám, len čo bude schválený.
account-owner = Nový účet s e-mailom { $email }
account-email = Iný e-mail
account-other = Nový účet s touto adresou
account-asked = Žiadosť o účet pre { $email } sme uložili { $time }.
account-step-asked = Žiadosť uložená
account-step-passed-on = Odovzdané partnerovi
account-step-granted = Účet schválený
account-step-refused = Partner účet odmietol
account-step-login = Zadáte prihlasovacie údaje v tomto kroku
account-contact = Ponáhľate sa? Zavolajte { $phone } alebo napíšte na { $email }.
account-no-mail = Odosielanie e-mailov tu nie je zapnuté, preto o žiadosti ani o jej výsledku nikomu nepíšeme. Zavolajte nám, prosím, alebo napíšte.
hook-title = Aby sa zmeny vracali hneď
hook-why = Vložte tieto údaje do { $name }. Bez nich sa stav a zásielky vrátia tiež, len neskôr.
hook-menu = V menu pod ozubeným kolieskom otvorte Webhooks a pridajte nový webhook.
hook-url = Vložte adresu:
hook-url-label = Adresa webhooku
hook-secret = Vložte tajný kľúč:
hook-secret-label = Tajný kľúč webhooku
hook-triggers = Zvoľte tieto udalosti:
hook-heard = Naposledy sa ozval { $time }.
hook-quiet = Zatiaľ sa neozval. Po prvej zmene v sklade to tu uvidíte.
guide-readiness-lead = Skontrolovali sme za vás e-shop a spojenie.
readiness-must = Čo je označené „Treba opraviť“, môže objednávky zdržať. Pokračovať však môžete.
readiness-again = Skontrolovať znova
mark-ok = V poriadku:
mark-warn = Pozor:
mark-must = Treba opraviť:
mark-wait = Zisťujeme:
mark-info = Pre informáciu:
ready-partner-ok = { $name } odpovedá, prihlásenie prijal a dovolil nám čítať objednávky aj sklad. Zápis overí až prvá objednávka.
ready-partner-wait = skúšame prihlásenie k { $name }.
ready-partner-untried = prihlásenie k { $name } sme ešte neskúšali. Urobí to tlačidlo Skontrolovať znova.
ready-partner-button = Opraviť prihlasovacie údaje
ready-warehouses-button = Opraviť kódy skladov
ready-rights-ok = Upgates nám dal všetky oprávnenia, ktoré potrebujeme.
ready-rights-wait = čítame oprávnenia doplnku v Upgates.
ready-rights-missing = Upgates nám nedal oprávnenia: { $name }.
ready-rights-button = Napísať podpore
ready-webhooks = { $count ->
    [one] Upgates nám hlási { $count } udalosť.
    [few] Upgates nám hlási { $count } udalosti.
    [many] Upgates nám hlási { $count } udalosti.
   *[other] Upgates nám hlási { $count } udalostí.
}
ready-webhooks-none = zapíname hlásenie zmien z Upgates.
ready-statuses = { $count ->
    [one] Našli sme { $count } stav objednávok.
    [few] Našli sme { $count } stavy objednávok.
    [many] Našli sme { $count } stavu objednávok.
   *[other] Našli sme { $count } stavov objednávok.
}
ready-statuses-none = čítame stavy objednávok.
ready-shipments = { $count ->
    [one] Našli sme { $count } spôsob dopravy.
    [few] Našli sme { $count } spôsoby dopravy.
    [many] Našli sme { $count } spôsobu dopravy.
   *[other] Našli sme { $count } spôsobov dopravy.
}
ready-shipments-none = čítame spôsoby dopravy.
ready-payments = { $count ->
    [one] Našli sme { $count } spôsob platby.
    [few] Našli sme { $count } spôsoby platby.
    [many] Našli sme { $count } spôsobu platby.
   *[other] Našli sme { $count } spôsobov platby.
}
ready-payments-none = čítame spôsoby platby.
ready-hook-ok = Sklad sa nám ozval { $time }.
ready-hook-none = { $name } sa nám ešte neozval. Vložte doň adresu webhooku, aby sa zmeny vracali hneď.
ready-hook-button = Zobraziť adresu
guide-statuses-lead = Kedy má objednávka odísť do skladu a čo sa má v e-shope nastaviť, keď ju sklad vybaví?
statuses-suggested = Predvyplnili sme najpravdepodobnejšie voľby. Skontrolujte ich, prosím.
statuses-none = Stavy objednávok sme zatiaľ nenačítali. O chvíľu tu budú, stránku potom obnovte.
ready-legend = Objednávka odíde do skladu, keď je v stave
ready-hint = Vyberte jeden alebo viac stavov.
paid-only = Nezaplatené objednávky počkajú na platbu, dobierka ide hneď
paid-only-hint = Bez zaškrtnutia rozhoduje len stav bez ohľadu na to, či je objednávka zaplatená.
progress-legend = Čo v e-shope nastaviť, keď sklad objednávku
progress-hint = Číslo zásielky zapíšeme vždy skôr než stav, aby bolo aj v e-maile.
milestone-when-packed = začne baliť
milestone-when-shipped = odošle
milestone-when-delivered = doručí
milestone-when-impossible = vybaviť nemôže
milestone-packed = Balí sa
milestone-shipped = Odoslané
milestone-delivered = Doručené
milestone-impossible = Nemožno vybaviť
progress-nothing = – nič nemeniť –
progress-mail = poslať zákazníkovi e-mail a SMS
guide-carriers-lead = Ako sa vaše dopravy a platby volajú v { $name }? Jednoznačné návrhy sme predvyplnili.
map-accept = Prijať všetky jednoznačné návrhy
map-accept-hint = Vyplní len prázdne polia.
map-carriers = Dopravy
map-payments = Platby
map-shop = V e-shope
map-partner = V { $name }
map-state = Stav
map-certain = Návrh: { $name } (jednoznačný)
map-likely = Návrh: { $name } (podľa názvu)
map-branch = výdajné miesta
map-cod = dobierka
map-idle = nepoužíva sa
map-mapped = Spárované
map-missing = Bez párovania, objednávky počkajú
map-unsaved = Predvyplnené, ešte neuložené
map-none = E-shop zatiaľ žiadne nemá, alebo ich ešte čítame.
map-waits = { $count ->
    [one] Čaká { $count } objednávka
    [few] Čakajú { $count } objednávky
    [many] Čaká { $count } objednávky
   *[other] Čaká { $count } objednávok
}
map-empty-hint = Prázdne pole znamená, že objednávky s touto dopravou alebo platbou počkajú, kým ju nespárujete.
guide-stock-lead = Kto rozhoduje o počte kusov, ktoré e-shop ukazuje?
stock-legend = Kto riadi zásoby v e-shope
stock-shop = Riadi ich e-shop
stock-shop-text = Nič neprepisujeme, o zásobe rozhodujete v e-shope. Predvolená voľba.
stock-partner = Riadi ich sklad partnera
stock-partner-text = Do e-shopu zapisujeme, koľko kusov má sklad k dispozícii.
stock-report = Len hlásiť rozdiely
stock-report-text = Nič nezapisujeme, v Prehľade ukážeme, pri koľkých produktoch sa čísla líšia.
stock-buffer = Rezerva v kusoch
stock-buffer-hint = O koľko kusov menej e-shop ukáže
stock-physical-label = Čo sa počíta
stock-physical = počítať kusy na regáli namiesto voľných na predaj
stock-guard-hint = Poistka: keby jedna zmena znížila zásobu pri viac než { $percent } % produktov alebo ich vynulovala viac než { $zero }, zastavíme ju a opýtame sa vás. Hranice zmeníte v Nastaveniach.
guide-start-lead = Najprv skúška nanečisto: uvidíte, ktoré objednávky by odišli. Až potom odovzdávanie spustíte.
from-legend = Ktoré objednávky odovzdávať
from-now = len nové, vytvorené po spustení
from-days = { $count ->
    [one] aj za posledný { $count } deň
    [few] aj za posledné { $count } dni
    [many] aj za posledné { $count } dňa
   *[other] aj za posledných { $count } dní
}
from-date = od { $date }
from-own = vlastný počet dní (1 – 90)
from-own-days = Vlastný počet dní
hold-label = Podržať pred odoslaním (minúty)
hold-hint = 0 až 240. Počas tohto času môžete objednávku ešte upraviť alebo zastaviť.
simulate = Vyskúšať nanečisto
simulate-hint = Skúška nič nikam nezapíše a nikomu nič nepošle.
simulate-wait = Čítame objednávky a skúšame na nich pravidlá…
start = Spustiť
start-missing-statuses = Ešte treba zvoliť, kedy objednávka odíde:
simulation-title = Výsledok skúšky
simulation-when = Vyskúšané { $time } na objednávkach od { $from }.
simulation-error = Skúška sa nepodarila, pretože druhá strana neodpovedala. Skúste to, prosím, znova.
simulation-go = Odišlo by
simulation-wait = Čakalo by
simulation-out = Vynechané
simulation-not-ready = Zatiaľ nepripravené
simulation-mails = E-maily zákazníkom
simulation-stock = Zmeny skladu
simulation-orders = Objednávky v skúške
simulation-verdict = Čo by sa stalo
verdict-go = Odíde
verdict-hold = Podržíme, potom odíde
verdict-wait = Počká
verdict-left-out = Vynecháme
verdict-not-ready = Zatiaľ nie je pripravená
