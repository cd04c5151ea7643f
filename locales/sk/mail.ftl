# Mails to the merchant
mail-connection-subject = Spojka: spojenie s { $partner } je prerušené
mail-connection-body = { $partner } nám od { $since } neodpovedá alebo odmieta prihlásenie. Objednávky ďalej zbierame, nič sa nestratilo. Len čo sa spojenie obnoví, odošlú sa samy.
mail-upgates-subject = Spojka: Upgates zrušil doplnku prístup
mail-upgates-body = Upgates odmieta prístup doplnku k e-shopu { $shop }. Aktivujte, prosím, doplnok v administrácii znova; nastavenia zostali uložené.
mail-late-subject = Spojka: { $count ->
    [one] { $count } objednávka čaká na odovzdanie
    [few] { $count } objednávky čakajú na odovzdanie
    [many] { $count } objednávky čaká na odovzdanie
   *[other] { $count } objednávok čaká na odovzdanie
}
mail-late-body = Najstaršia z nich je pripravená na odoslanie od { $since }. V doplnku pri každej uvidíte, prečo čaká a čo s tým.
mail-guard-rail-subject = Spojka: zastavili sme zmenu skladu
mail-guard-rail-body = Zmena skladu by znížila zásobu { $lowered ->
    [one] { $lowered } produktu
    [few] { $lowered } produktov
    [many] { $lowered } produktu
   *[other] { $lowered } produktov
} a vynulovala { $zeroed }. Do e-shopu sme ju nezapísali. Skontrolujte ju, prosím, v doplnku a rozhodnite.
mail-digest-subject = Spojka: prehľad za posledný deň
mail-digest-body = Odovzdané: { $handed }. Čaká: { $waiting }. Vynechané: { $left_out }. Zlyhalo: { $failed }.
mail-ended-subject = Spojka: doplnok v e-shope { $shop } sme ukončili
mail-ended-body = Upgates odmieta prístup doplnku k e-shopu { $shop } od { $since }. Doplnok preto pokladáme za vypnutý a nič už neodovzdávame. Údaje, ktoré o e-shope máme, zmažeme { $until }.
mail-ended-back = Ak chcete pokračovať, aktivujte doplnok v administrácii e-shopu do toho času znova; nastavenia zostali uložené. Ak nie, nemusíte robiť nič.
mail-how = Doplnok otvoríte v administrácii e-shopu { $shop } v časti Doplnky.
mail-stop = Komu a kedy píšeme, zmeníte alebo vypnete v doplnku na karte Nastavenia, v časti Upozornenia e-mailom.
mail-settings = Otvoriť nastavenie upozornení
mail-help = Potrebujete pomoc? { $phone }, { $email }
mail-account-asked-subject = Spojka: { $shop } žiada o účet u { $partner }
mail-account-asked-body = E-shop { $shop } požiadal { $time } o účet u { $partner } pre { $account }. Keď sa niečo zmení, dajte to vedieť príkazom spojka shops request { $token } passed_on, granted alebo refused.
mail-account-passed-on-subject = Spojka: žiadosť o účet sme odovzdali
mail-account-passed-on-body = Vašu žiadosť o účet u { $partner } pre { $account } sme odovzdali. Ozveme sa, len čo bude rozhodnuté.
mail-account-granted-subject = Spojka: účet u { $partner } je schválený
mail-account-granted-body = { $partner } schválil účet pre { $account }. Zadajte, prosím, prihlasovacie údaje v prvom kroku sprievodcu doplnku.
mail-account-refused-subject = Spojka: účet u { $partner } nebol schválený
mail-account-refused-body = { $partner } žiadosť o účet pre { $account } odmietol. Ozvite sa nám, prosím, nájdeme riešenie.
