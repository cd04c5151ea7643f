# Čia je objednávka, ktorá má v sklade rovnaké číslo
cause-NAMESAKE = Sklad už má pod číslom { $number } objednávku { $code }: { $name }. Naša: { $service }. Nič nedokladá, že je to tá istá objednávka, preto čakáme na vaše rozhodnutie.
cause-NAMESAKE-taken = Sklad objednávku { $number } neprijal, pretože pod rovnakým číslom už má cudziu: { $reason }. Nastavte predponu čísel objednávok.
group-NAMESAKE = { $count ->
    [one] { $count } objednávka čaká, pretože sklad už má inú s rovnakým číslom.
    [few] { $count } objednávky čakajú, pretože sklad už má iné s rovnakým číslom.
    [many] { $count } objednávky čaká, pretože sklad už má iné s rovnakým číslom.
   *[other] { $count } objednávok čaká, pretože sklad už má iné s rovnakým číslom.
}
cause-button-NAMESAKE = Nastaviť predponu čísel
help-NAMESAKE = Sklad už má pod rovnakým číslom objednávku, o ktorej nevieme, či je vaša. Otvorte svoju objednávku a porovnajte obe. Ak je to tá istá, zvoľte Je to táto objednávka; inak zvoľte Odovzdať ako samostatnú, alebo Vynechať. Ak účet v sklade používa viac e-shopov, nastavte každému inú predponu čísel.
cause-NOT-OURS = Pod číslom { $code }, pod ktorým sklad prevzal objednávku { $number }, je teraz v sklade iná objednávka. Nemeníme ju ani nerušíme.
group-NOT-OURS = { $count ->
    [one] { $count } objednávku v sklade nenachádzame, pod jej číslom je tam iná.
    [few] { $count } objednávky v sklade nenachádzame, pod ich číslami sú tam iné.
    [many] { $count } objednávky v sklade nenachádzame, pod ich číslami sú tam iné.
   *[other] { $count } objednávok v sklade nenachádzame, pod ich číslami sú tam iné.
}
cause-button-NOT-OURS = Ukázať objednávky
help-NOT-OURS = Pod číslom, ktoré sklad objednávke pridelil, je teraz iná objednávka, najskôr po zmene účtu v sklade. Zistite v sklade, čo sa s vašou objednávkou stalo, a potom stlačte Vybavené.
kind-namesake = rovnaké číslo v sklade
kind-not-ours = v sklade je iná
wish-adopt = Je to táto objednávka
wish-create-own = Odovzdať ako samostatnú
rule-adopt = Je to táto objednávka
rule-create-own = Odovzdať ako samostatnú
rule-namesake = rovnaké číslo v sklade
audit-adopt = objednávka: v sklade už je
audit-create-own = objednávka: odovzdať ako samostatnú
option-prefix = Predpona čísel objednávok
option-prefix-hint = Nepovinné. Sklad uvidí čísla s touto predponou; hodí sa, keď účet používa viac e-shopov
error-field-options-order-prefix = Predpona môže mať najviac 10 znakov: písmená, číslice a znaky - _ . /
account-shared = Rovnaký účet v sklade používa ešte iné prepojenie. Objednávky si nepomýlia, ale čísla môžu byť rovnaké: pre prehľadnosť nastavte predponu čísel objednávok.
