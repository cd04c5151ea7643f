### Pages without tabs: why there is no page, and the way on.

gate-contact = Nedarí sa to? Zavolajte { $phone } alebo napíšte na { $email }.
gate-home = Späť do doplnku
gate-window-button = Otvoriť v novom okne
gate-expired-title = Otvorte doplnok znova
gate-expired-text = Z bezpečnostných dôvodov sme vás po dlhšej nečinnosti odhlásili. Otvorte doplnok znova v administrácii Upgates, všetko uložené zostalo.
gate-used-link-title = Tento odkaz už neplatí
gate-used-link-text = Odkaz do doplnku platí len raz a len minútu. Otvorte doplnok znova v administrácii Upgates.
gate-not-found-title = Tu nič nie je
gate-not-found-text = Stránka alebo objednávka na tejto adrese neexistuje.
gate-forged-title = Formulár už neplatí
gate-forged-text = Formulár pochádza zo skoršieho prihlásenia alebo z iného miesta, preto sme nič nezmenili. Vráťte sa do doplnku a odošlite ho znova.
gate-too-large-title = Formulár je príliš veľký
gate-too-large-text = Zadaný text je oveľa dlhší, než aký vieme prijať. Nič sme nezmenili.
gate-moved-on-title = Medzitým sa to zmenilo
gate-moved-on-text = Táto voľba už k súčasnému stavu nepatrí, preto sme nič neurobili. Pozrite sa, ako to vyzerá teraz.
gate-deactivated-title = Doplnok je v tomto e-shope vypnutý
gate-deactivated-text = Nič sa neodovzdáva a nič sa nečíta. Nastavenia ešte počas ochrannej lehoty držíme: keď doplnok v administrácii Upgates znova aktivujete, bude všetko ako predtým.
gate-internal-title = Toto sa nám nepodarilo
gate-internal-text = Stránku teraz nedokážeme zobraziť. Objednávok sa to netýka, tie sa prijímajú ďalej. Skúste to, prosím, o chvíľu.
gate-erased-title = Všetko je vymazané
gate-erased-text = Dáta vášho e-shopu sme zmazali. Doplnok teraz môžete v administrácii Upgates vypnúť; keď ho znova aktivujete, začnete od začiatku.
gate-window-title = Váš prehliadač potrebuje vlastné okno
gate-window-text = Prehliadač v ráme administrácie neukladá cookies, bez ktorých vás nespoznáme. V novom okne bude všetko fungovať.
gate-no-cookies-title = Prehliadač neukladá cookies
gate-no-cookies-text = Povoľte, prosím, v prehliadači cookies pre túto adresu a otvorte doplnok znova v administrácii Upgates. Používame jedinú cookie, len na prihlásenie.
