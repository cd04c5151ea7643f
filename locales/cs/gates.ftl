### Pages without tabs: why there is no page, and the way on.

gate-contact = Nedaří se to? Zavolejte { $phone } nebo napište na { $email }.
gate-home = Zpět do doplňku
gate-window-button = Otevřít v novém okně
gate-expired-title = Otevřete doplněk znovu
gate-expired-text = Z bezpečnostních důvodů jsme vás po delší nečinnosti odhlásili. Otevřete doplněk znovu v administraci Upgates, vše uložené zůstalo.
gate-used-link-title = Tento odkaz už neplatí
gate-used-link-text = Odkaz do doplňku platí jen jednou a jen minutu. Otevřete doplněk znovu v administraci Upgates.
gate-not-found-title = Tady nic není
gate-not-found-text = Stránka nebo objednávka na této adrese neexistuje.
gate-forged-title = Formulář už neplatí
gate-forged-text = Formulář pochází z dřívějšího přihlášení nebo z jiného místa, proto jsme nic nezměnili. Vraťte se do doplňku a odešlete jej znovu.
gate-too-large-title = Formulář je příliš velký
gate-too-large-text = Zadaný text je mnohem delší, než jaký umíme přijmout. Nic jsme nezměnili.
gate-moved-on-title = Mezitím se to změnilo
gate-moved-on-text = Tato volba už k současnému stavu nepatří, proto jsme nic neudělali. Podívejte se, jak to vypadá teď.
gate-deactivated-title = Doplněk je v tomto e-shopu vypnutý
gate-deactivated-text = Nic se nepředává a nic se nečte. Nastavení ještě po ochrannou dobu držíme: když doplněk v administraci Upgates znovu aktivujete, bude vše jako dřív.
gate-internal-title = Tohle se nám nepovedlo
gate-internal-text = Stránku teď nedokážeme zobrazit. Objednávek se to netýká, ty se přijímají dál. Zkuste to prosím za chvíli.
gate-erased-title = Vše je vymazané
gate-erased-text = Data vašeho e-shopu jsme smazali. Doplněk teď můžete v administraci Upgates vypnout; když jej znovu aktivujete, začnete od začátku.
gate-window-title = Váš prohlížeč potřebuje vlastní okno
gate-window-text = Prohlížeč v rámu administrace neukládá cookies, bez kterých vás nepoznáme. V novém okně bude vše fungovat.
gate-no-cookies-title = Prohlížeč neukládá cookies
gate-no-cookies-text = Povolte prosím v prohlížeči cookies pro tuto adresu a otevřete doplněk znovu v administraci Upgates. Používáme jedinou cookie, jen pro přihlášení.
