# Mails to the merchant
mail-connection-subject = Spojka: spojení s { $partner } je přerušené
mail-connection-body = { $partner } nám od { $since } neodpovídá nebo odmítá přihlášení. Objednávky dál sbíráme, nic se neztratilo. Jakmile se spojení obnoví, odejdou samy.
mail-upgates-subject = Spojka: Upgates zrušil doplňku přístup
mail-upgates-body = Upgates odmítá přístup doplňku k e-shopu { $shop }. Aktivujte prosím doplněk v administraci znovu; nastavení zůstalo uložené.
mail-late-subject = Spojka: { $count ->
    [one] { $count } objednávka čeká na předání
    [few] { $count } objednávky čekají na předání
    [many] { $count } objednávky čeká na předání
   *[other] { $count } objednávek čeká na předání
}
mail-late-body = Nejstarší z nich je připravená k odeslání od { $since }. V doplňku u každé uvidíte, proč čeká a co s tím.
mail-guard-rail-subject = Spojka: zastavili jsme změnu skladu
mail-guard-rail-body = Změna skladu by snížila zásobu { $lowered ->
    [one] { $lowered } produktu
    [few] { $lowered } produktů
    [many] { $lowered } produktu
   *[other] { $lowered } produktů
} a vynulovala { $zeroed }. Do e-shopu jsme ji nezapsali. Zkontrolujte ji prosím v doplňku a rozhodněte.
mail-digest-subject = Spojka: přehled za poslední den
mail-digest-body = Předáno: { $handed }. Čeká: { $waiting }. Vynecháno: { $left_out }. Selhalo: { $failed }.
mail-ended-subject = Spojka: doplněk v e-shopu { $shop } jsme ukončili
mail-ended-body = Upgates odmítá přístup doplňku k e-shopu { $shop } od { $since }. Doplněk proto pokládáme za vypnutý a nic už nepředáváme. Data, která o e-shopu máme, smažeme { $until }.
mail-ended-back = Pokud chcete pokračovat, aktivujte doplněk v administraci e-shopu do té doby znovu; nastavení zůstalo uložené. Pokud ne, nemusíte dělat nic.
mail-how = Doplněk otevřete v administraci e-shopu { $shop } v části Doplňky.
mail-stop = Komu a kdy píšeme, změníte nebo vypnete v doplňku na kartě Nastavení, v části Upozornění e-mailem.
mail-settings = Otevřít nastavení upozornění
mail-help = Potřebujete pomoc? { $phone }, { $email }
mail-account-asked-subject = Spojka: { $shop } žádá o účet u { $partner }
mail-account-asked-body = E-shop { $shop } požádal { $time } o účet u { $partner } pro { $account }. Až se něco změní, dejte to vědět příkazem spojka shops request { $token } passed_on, granted nebo refused.
mail-account-passed-on-subject = Spojka: žádost o účet jsme předali
mail-account-passed-on-body = Vaši žádost o účet u { $partner } pro { $account } jsme předali. Ozveme se, jakmile bude rozhodnuto.
mail-account-granted-subject = Spojka: účet u { $partner } je schválený
mail-account-granted-body = { $partner } schválil účet pro { $account }. Zadejte prosím přihlašovací údaje v prvním kroku průvodce.
mail-account-refused-subject = Spojka: účet u { $partner } nebyl schválen
mail-account-refused-body = { $partner } žádost o účet pro { $account } odmítl. Ozvěte se nám prosím, najdeme řešení.
