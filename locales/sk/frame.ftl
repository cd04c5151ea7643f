### Frame of the pages, common words, errors of forms, notices.

skip = Prejsť na obsah
tabs = Časti doplnku
tab-overview = Prehľad
tab-guide = Sprievodca
tab-activity = Aktivita
tab-mapping = Párovanie
tab-settings = Nastavenia
tab-help = Podpora
footer-help = Potrebujete pomoc?
footer-shop = Označenie e-shopu { $reference }
footer-version = verzia { $version }
language = Jazyk
unsaved = Máte neuložené zmeny.
busy = Pracujeme na tom…
copied = Skopírované
copy = Kopírovať
continue = Pokračovať
save = Uložiť
save-continue = Uložiť a pokračovať
undo = Obnoviť toto nastavenie
retry = Skúsiť znova
detail = Technické podrobnosti
new = nové
gone = v e-shope už nie je
new-window = (otvorí sa v novom okne)
order = Objednávka
state = Stav
why = Prečo
carrier = Doprava
payment = Platba
total = Spolu
changed = Posledná zmena
product = Produkt
day = Deň
days = dní
when = Kedy
who = Kto
what = Čo
ago-now = pred chvíľou
ago-minutes = { $count ->
    [one] pred { $count } minútou
    [few] pred { $count } minútami
    [many] pred { $count } minúty
   *[other] pred { $count } minútami
}
ago-hours = { $count ->
    [one] pred { $count } hodinou
    [few] pred { $count } hodinami
    [many] pred { $count } hodiny
   *[other] pred { $count } hodinami
}
hours = { $count ->
    [one] { $count } hodinu
    [few] { $count } hodiny
    [many] { $count } hodiny
   *[other] { $count } hodín
}
errors-title = { $count ->
    [one] Opravte, prosím, { $count } údaj, zatiaľ sme nič neuložili
    [few] Opravte, prosím, { $count } údaje, zatiaľ sme nič neuložili
    [many] Opravte, prosím, { $count } údaja, zatiaľ sme nič neuložili
   *[other] Opravte, prosím, { $count } údajov, zatiaľ sme nič neuložili
}
error-needed = Vyplňte, prosím, tento údaj.
error-long = Text je príliš dlhý.
error-number = Zadajte celé číslo od { $least } do { $most }.
error-choose = Vyberte jednu z možností.
error-email = Zadajte platnú e-mailovú adresu, napríklad jana@obchod.sk.
error-address = Adresa sa musí začínať na https:// a obsahovať názov servera.
error-date = Zadajte dátum v tvare RRRR-MM-DD.
error-from = Vyberte, odkedy objednávky odovzdávať; najviac 90 dní späť.
error-after = Od tohto miesta sa v zozname už nedá pokračovať. Zobrazujeme začiatok.
error-filter-state = Taký stav objednávky nepoznáme, filter sme vynechali.
error-service-long = Názov služby môže mať najviac 100 znakov.
error-status-none = Vyberte aspoň jeden stav, v ktorom má objednávka odísť do skladu.
error-status-canceled = Stav pre zrušené objednávky nemôže objednávku posielať do skladu.
error-status-ready = Tento stav zároveň posiela objednávku do skladu. Vyberte iný.
error-status-unknown = Taký stav e-shop nemá. Vyberte iný.
error-field = Túto hodnotu nemožno použiť ({ $problem }).
error-field-credentials-base-url = Na túto adresu sa pripojiť nemôžeme. Skontrolujte, či je verejná a začína sa na https://.
error-field-alerts-to = Niektorá z e-mailových adries nie je platná alebo ich je viac než 10.
error-field-credentials-client = Zadajte len krátky názov klienta, napríklad APIDEMO.
error-field-credentials-user = Používateľské meno nesmie obsahovať dvojbodku.
done-account = Žiadosť o účet sme uložili.
done-again = Kontrolujeme znova, výsledok sa tu o chvíľu objaví.
done-certain = Jednoznačné návrhy sú uložené. Skontrolujte, prosím, zvyšok.
done-started = Spustené. Nové objednávky teraz odchádzajú samy.
done-paused = Odovzdávanie je pozastavené. Objednávky ďalej prijímame.
done-resumed = Odovzdávanie opäť beží.
done-retried = Skúšame znova všetky objednávky, ktoré čakali z tohto dôvodu.
done-settled = Zapísané ako vybavené.
done-guard-written = Zmenu skladu zapisujeme.
done-guard-dropped = Zmenu skladu sme zahodili, v e-shope sa nič nezmenilo.
done-pressed = Urobíme to hneď. Výsledok tu uvidíte o chvíľu.
done-saved = Uložené.
done-undone = Vrátili sme predchádzajúce nastavenia.
done-login = Prihlasovacie údaje sú uložené, skúšame ich.
done-rests = Pred chvíľou sme sa e-shopu pýtali. Znova to pôjde o minútu.
