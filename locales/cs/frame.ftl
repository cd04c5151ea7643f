### Frame of the pages, common words, errors of forms, notices.

skip = Přejít k obsahu
tabs = Části doplňku
tab-overview = Přehled
tab-guide = Průvodce
tab-activity = Aktivita
tab-mapping = Párování
tab-settings = Nastavení
tab-help = Podpora
footer-help = Potřebujete pomoc?
footer-shop = Označení e-shopu { $reference }
footer-version = verze { $version }
language = Jazyk
unsaved = Máte neuložené změny.
busy = Pracujeme na tom…
copied = Zkopírováno
copy = Kopírovat
continue = Pokračovat
save = Uložit
save-continue = Uložit a pokračovat
undo = Obnovit toto nastavení
retry = Zkusit znovu
detail = Technické podrobnosti
new = nové
gone = v e-shopu už není
new-window = (otevře se v novém okně)
order = Objednávka
state = Stav
why = Proč
carrier = Doprava
payment = Platba
total = Celkem
changed = Poslední změna
product = Produkt
day = Den
days = dnů
when = Kdy
who = Kdo
what = Co
ago-now = před chvílí
ago-minutes = { $count ->
    [one] před { $count } minutou
    [few] před { $count } minutami
    [many] před { $count } minuty
   *[other] před { $count } minutami
}
ago-hours = { $count ->
    [one] před { $count } hodinou
    [few] před { $count } hodinami
    [many] před { $count } hodiny
   *[other] před { $count } hodinami
}
hours = { $count ->
    [one] { $count } hodinu
    [few] { $count } hodiny
    [many] { $count } hodiny
   *[other] { $count } hodin
}
errors-title = { $count ->
    [one] Opravte prosím { $count } údaj, nic jsme zatím neuložili
    [few] Opravte prosím { $count } údaje, nic jsme zatím neuložili
    [many] Opravte prosím { $count } údaje, nic jsme zatím neuložili
   *[other] Opravte prosím { $count } údajů, nic jsme zatím neuložili
}
error-needed = Vyplňte prosím tento údaj.
error-long = Text je příliš dlouhý.
error-number = Zadejte celé číslo od { $least } do { $most }.
error-choose = Vyberte jednu z možností.
error-email = Zadejte platnou e-mailovou adresu, například jana@obchod.cz.
error-address = Adresa musí začínat https:// a obsahovat jméno serveru.
error-date = Zadejte datum ve tvaru RRRR-MM-DD.
error-from = Vyberte, od kdy objednávky předávat; nejvýše 90 dnů zpět.
error-after = Na tuto stránku seznamu už nelze navázat. Zobrazujeme začátek.
error-filter-state = Takový stav objednávky neznáme, filtr jsme vynechali.
error-service-long = Název služby může mít nejvýše 100 znaků.
error-status-none = Vyberte alespoň jeden stav, ve kterém má objednávka odejít do skladu.
error-status-canceled = Stav pro zrušené objednávky nemůže objednávku posílat do skladu.
error-status-ready = Tento stav zároveň posílá objednávku do skladu. Vyberte jiný.
error-status-unknown = Takový stav e-shop nemá. Vyberte jiný.
error-field = Tuto hodnotu nelze použít ({ $problem }).
error-field-credentials-base-url = Na tuto adresu se připojit nemůžeme. Zkontrolujte, že je veřejná a začíná https://.
error-field-alerts-to = Některá z adres není platný e-mail, nebo jich je víc než 10.
error-field-credentials-client = Zadejte jen krátké jméno klienta, například APIDEMO.
error-field-credentials-user = Uživatelské jméno nesmí obsahovat dvojtečku.
done-account = Žádost o účet jsme uložili.
done-again = Kontrolujeme znovu, výsledek se tu za chvíli objeví.
done-certain = Jisté návrhy jsou uložené. Zkontrolujte zbytek.
done-started = Spuštěno. Nové objednávky teď odcházejí samy.
done-paused = Předávání je pozastavené. Objednávky dál přijímáme.
done-resumed = Předávání zase běží.
done-retried = Zkoušíme znovu všechny objednávky s tímto důvodem.
done-settled = Zapsáno jako vyřízené.
done-guard-written = Změnu skladu zapisujeme.
done-guard-dropped = Změnu skladu jsme zahodili, v e-shopu se nic nezměnilo.
done-pressed = Provedeme to hned. Výsledek tu uvidíte za chvíli.
done-saved = Uloženo.
done-undone = Vrátili jsme dřívější nastavení.
done-login = Přihlašovací údaje jsme uložili a zkoušíme je.
done-rests = Před chvílí jsme se e-shopu ptali. Znovu to půjde za minutu.
