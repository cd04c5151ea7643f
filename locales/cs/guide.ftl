### The set-up guide and the parts it shares with settings and mapping.

guide-title = Děkujeme, že jste si doplněk aktivovali
guide-lead = V šesti krocích propojíme váš e-shop se skladem, který za vás expeduje. Trvá to asi pět minut a kdykoli můžete přestat a vrátit se později.
guide-what-orders = Připravené objednávky odejdou do skladu samy.
guide-what-progress = Stav, čísla zásilek a odkazy na sledování se vrátí do e-shopu.
guide-what-stock = Pokud chcete, bude e-shop ukazovat skutečný stav skladu.
guide-safe = Dokud nestisknete Spustit, nic se nikam neodešle a žádný zákazník nedostane e-mail. Jedinou výjimkou je zkušební objednávka, pokud si ji v posledním kroku sami vyberete.
guide-running-title = Děkujeme, že Spojku používáte
guide-running-lead = Váš e-shop je propojený se skladem, který za vás expeduje. Těmito kroky můžete kdykoli znovu projít.
guide-running = Objednávky se předávají. Co v krocích změníte, platí hned pro všechny další objednávky.
guide-begin = Začít
guide-resume = Pokračovat v nastavení
guide-steps = Kroky nastavení
guide-partner-name = Partner a účet
guide-readiness-name = Připravenost
guide-statuses-name = Stavy objednávek
guide-carriers-name = Dopravy a platby
guide-stock-name = Sklad
guide-start-name = Zkouška a spuštění
progress-done = Hotovo
progress-you = Čeká na vás
progress-us = Čeká na nás
progress-wrong = Chyba
progress-later = Přijde na řadu
guide-partner-lead = Zadejte přihlašovací údaje k { $name }. Hned je vyzkoušíme; heslo uložíme zašifrované a už ho nikde nezobrazíme.
demo-title = Jen si to chcete vyzkoušet?
demo-text = Použijeme zkušební sklad. Nic skutečného se neodešle. Aby se odtud zásilky vracely hned, vložte potom na jeho stránce webhook z tohoto kroku.
demo-button = Použít zkušební údaje
login-title = Mám účet
login-where = Údaje vám dal { $name } při zřízení přístupu k API. Pokud je nemáte, vyžádejte si je u jeho podpory.
login-base-url = Adresa API
login-base-url-hint = Například https://s05.extend.se/RESTAPI
login-client = Klient
login-client-hint = Krátké jméno vaší firmy v systému
login-user = Uživatel
login-password = Heslo
login-password-keep = Nechte prázdné, pokud se nemění
login-button = Uložit a vyzkoušet
option-customer = Číslo zákazníka
option-customer-hint = Pod kterým číslem sklad vede objednávky z e-shopu
option-warehouses = Sklady
option-warehouses-hint = Kódy oddělené čárkou; prázdné znamená všechny
option-unit = Jednotka
option-unit-hint = Prodejní jednotka ve skladu, obvykle st
test-wait = Zkoušíme přihlášení…
test-ok = Přihlášení funguje, vyzkoušeno { $time }.
test-warehouses = Nalezené sklady: { $name }.
test-missing = Ve skladu { $name } partner nevede žádnou zásobu, asi takový nezná. Zkontrolujte kódy skladů.
test-login = Partner přihlášení odmítl. Zkontrolujte uživatele a heslo.
test-host = Server na této adrese neodpovídá. Zkontrolujte adresu API.
test-certificate = Server nemá platný certifikát, takže spojení není bezpečné. Obraťte se na partnera.
test-client = Takového klienta server nezná. Zkontrolujte pole Klient.
test-not-json = Na této adrese není API partnera. Zkontrolujte, že adresa končí na /RESTAPI.
test-down = Partner teď neodpovídá. Zkuste to za chvíli znovu.
test-busy = Partner hlásí příliš mnoho dotazů. Zkuste to za chvíli znovu.
test-forbidden = Na tuto adresu se připojit nesmíme. Použijte veřejnou adresu, která začíná https://.
test-other = Zkouška se nepovedla. Podrobnosti jsou níže.
test-again = Vyzkoušet znovu
test-none = Přihlášení jsme ještě nezkoušeli.
test-now = Vyzkoušet přihlášení
account-title = Nemám účet
account-text = Požádáme { $name } o nový účet. Ozveme se vám, jakmile bude schválený.
account-owner = Nový účet s e-mailem { $email }
account-email = Jiný e-mail
account-other = Nový účet s touto adresou
account-asked = Žádost o účet pro { $email } jsme uložili { $time }.
account-step-asked = Žádost uložena
account-step-passed-on = Předáno partnerovi
account-step-granted = Účet schválen
account-step-refused = Partner účet odmítl
account-step-login = Zadáte přihlašovací údaje v tomto kroku
account-contact = Spěcháte? Zavolejte { $phone } nebo napište na { $email }.
account-no-mail = Pošta tu není zapnutá, proto o žádosti ani o jejím výsledku nikomu nepíšeme. Zavolejte nám prosím nebo napište.
hook-title = Aby se změny vracely hned
hook-why = Vložte tyto údaje do { $name }. Bez nich se stav a zásilky vrátí také, jen později.
hook-menu = V menu pod ozubeným kolečkem otevřete Webhooks a přidejte nový webhook.
hook-url = Vložte adresu:
hook-url-label = Adresa webhooku
hook-secret = Vložte tajný klíč:
hook-secret-label = Tajný klíč webhooku
hook-triggers = Zvolte tyto události:
hook-heard = Naposledy se ozval { $time }.
hook-quiet = Zatím se neozval. Po první změně ve skladu to tu uvidíte.
guide-readiness-lead = Zkontrolovali jsme e-shop a spojení za vás.
readiness-must = Co je označené Nutné opravit, může objednávky zdržet. Pokračovat ale můžete.
readiness-again = Zkontrolovat znovu
mark-ok = V pořádku:
mark-warn = Pozor:
mark-must = Nutné opravit:
mark-wait = Zjišťujeme:
mark-info = Pro informaci:
ready-partner-ok = { $name } odpovídá, přihlášení přijal a dovolil nám číst objednávky i sklad. Zápis ověří až první objednávka.
ready-partner-wait = zkoušíme přihlášení k { $name }.
ready-partner-untried = přihlášení k { $name } jsme ještě nezkoušeli. Udělá to tlačítko Zkontrolovat znovu.
ready-partner-button = Opravit přihlášení
ready-warehouses-button = Opravit kódy skladů
ready-rights-ok = Upgates nám dal všechna oprávnění, která potřebujeme.
ready-rights-wait = čteme oprávnění doplňku v Upgates.
ready-rights-missing = Upgates nám nedal oprávnění: { $name }.
ready-rights-button = Napsat podpoře
ready-webhooks = { $count ->
    [one] Upgates nám hlásí { $count } událost.
    [few] Upgates nám hlásí { $count } události.
    [many] Upgates nám hlásí { $count } události.
   *[other] Upgates nám hlásí { $count } událostí.
}
ready-webhooks-none = zapínáme hlášení změn z Upgates.
ready-statuses = { $count ->
    [one] Našli jsme { $count } stav objednávek.
    [few] Našli jsme { $count } stavy objednávek.
    [many] Našli jsme { $count } stavu objednávek.
   *[other] Našli jsme { $count } stavů objednávek.
}
ready-statuses-none = čteme stavy objednávek.
ready-shipments = { $count ->
    [one] Našli jsme { $count } způsob dopravy.
    [few] Našli jsme { $count } způsoby dopravy.
    [many] Našli jsme { $count } způsobu dopravy.
   *[other] Našli jsme { $count } způsobů dopravy.
}
ready-shipments-none = čteme způsoby dopravy.
ready-payments = { $count ->
    [one] Našli jsme { $count } způsob platby.
    [few] Našli jsme { $count } způsoby platby.
    [many] Našli jsme { $count } způsobu platby.
   *[other] Našli jsme { $count } způsobů platby.
}
ready-payments-none = čteme způsoby platby.
ready-hook-ok = Sklad se nám ozval { $time }.
ready-hook-none = { $name } se nám ještě neozval. Vložte do něj adresu webhooku, ať se změny vracejí hned.
ready-hook-button = Zobrazit adresu
guide-statuses-lead = Kdy má objednávka odejít do skladu a co se má v e-shopu nastavit, když ji sklad vyřídí?
statuses-suggested = Předvyplnili jsme nejpravděpodobnější volby. Zkontrolujte je prosím.
statuses-none = Stavy objednávek zatím nemáme načtené. Za chvíli tu budou, stránku pak obnovte.
ready-legend = Objednávka odejde do skladu, když je ve stavu
ready-hint = Vyberte jeden nebo více stavů.
paid-only = Nezaplacené objednávky počkají na platbu, dobírka jde hned
paid-only-hint = Bez zaškrtnutí rozhoduje jen stav, ať je objednávka zaplacená, nebo ne.
progress-legend = Co v e-shopu nastavit, když sklad objednávku
progress-hint = Číslo zásilky zapíšeme vždy dřív než stav, aby bylo i v e-mailu.
milestone-when-packed = začne balit
milestone-when-shipped = odešle
milestone-when-delivered = doručí
milestone-when-impossible = vyřídit nemůže
milestone-packed = Balí se
milestone-shipped = Odesláno
milestone-delivered = Doručeno
milestone-impossible = Nelze vyřídit
progress-nothing = – nic neměnit –
progress-mail = poslat zákazníkovi e-mail a SMS
guide-carriers-lead = Jak se vaše dopravy a platby jmenují v { $name }? Jisté návrhy jsme předvyplnili.
map-accept = Přijmout všechny jisté návrhy
map-accept-hint = Vyplní jen prázdná pole.
map-carriers = Dopravy
map-payments = Platby
map-shop = V e-shopu
map-partner = V { $name }
map-state = Stav
map-certain = Návrh: { $name } (jistý)
map-likely = Návrh: { $name } (podle názvu)
map-branch = výdejní místa
map-cod = dobírka
map-idle = nepoužívá se
map-mapped = Spárováno
map-missing = Bez párování, objednávky počkají
map-unsaved = Předvyplněno, ještě neuloženo
map-none = E-shop zatím žádné nemá, nebo je ještě čteme.
map-waits = { $count ->
    [one] Čeká { $count } objednávka
    [few] Čekají { $count } objednávky
    [many] Čeká { $count } objednávky
   *[other] Čeká { $count } objednávek
}
map-empty-hint = Prázdné pole znamená, že objednávky s touto dopravou nebo platbou počkají, dokud ji nespárujete.
guide-stock-lead = Kdo rozhoduje o počtu kusů, které e-shop ukazuje?
stock-legend = Kdo řídí zásoby v e-shopu
stock-shop = Řídí je e-shop
stock-shop-text = Nic nepřepisujeme, o zásobě rozhodujete v e-shopu. Výchozí volba.
stock-partner = Řídí je sklad partnera
stock-partner-text = Do e-shopu zapisujeme, kolik kusů má sklad k dispozici.
stock-report = Jen hlásit rozdíly
stock-report-text = Nic nezapisujeme, v Přehledu ukážeme, u kolika produktů se čísla liší.
stock-buffer = Rezerva v kusech
stock-buffer-hint = O kolik méně kusů e-shop ukáže
stock-physical-label = Co se počítá
stock-physical = počítat kusy na regálu místo volných k prodeji
stock-guard-hint = Pojistka: kdyby jedna změna snížila zásobu u víc než { $percent } % produktů nebo jich vynulovala víc než { $zero }, zastavíme ji a zeptáme se vás. Hranice změníte v Nastavení.
guide-start-lead = Nejdřív zkouška nanečisto: uvidíte, které objednávky by odešly. Teprve pak předávání spustíte.
from-legend = Které objednávky předávat
from-now = jen nové, vytvořené po spuštění
from-days = { $count ->
    [one] i za poslední { $count } den
    [few] i za poslední { $count } dny
    [many] i za poslední { $count } dne
   *[other] i za posledních { $count } dnů
}
from-date = od { $date }
from-own = vlastní počet dnů (1–90)
from-own-days = Vlastní počet dnů
hold-label = Podržet před odesláním (minuty)
hold-hint = 0 až 240. Po tuto dobu můžete objednávku ještě upravit nebo zastavit.
simulate = Vyzkoušet nanečisto
simulate-hint = Zkouška nic nikam nezapíše a nikomu nic nepošle.
simulate-wait = Čteme objednávky a zkoušíme na nich pravidla…
start = Spustit
start-missing-statuses = Ještě zbývá zvolit, kdy objednávka odejde:
simulation-title = Výsledek zkoušky
simulation-when = Vyzkoušeno { $time } na objednávkách od { $from }.
simulation-error = Zkouška se nepovedla, protože druhá strana neodpověděla. Zkuste to prosím znovu.
simulation-go = Odešlo by
simulation-wait = Čekalo by
simulation-out = Vynecháno
simulation-not-ready = Zatím nepřipravené
simulation-mails = E-maily zákazníkům
simulation-stock = Změny skladu
simulation-orders = Objednávky ve zkoušce
simulation-verdict = Co by se stalo
verdict-go = Odejde
verdict-hold = Podržíme, pak odejde
verdict-wait = Počká
verdict-left-out = Vynecháme
verdict-not-ready = Zatím není připravená
