# Čí je objednávka, která má ve skladu stejné číslo
cause-NAMESAKE = Sklad už má pod číslem { $number } objednávku { $code }: { $name }. Naše: { $service }. Nic nedokládá, že je to tatáž objednávka, proto čekáme na vaše rozhodnutí.
cause-NAMESAKE-taken = Sklad objednávku { $number } nepřijal, protože pod stejným číslem už má cizí: { $reason }. Nastavte předponu čísel objednávek.
group-NAMESAKE = { $count ->
    [one] { $count } objednávka čeká, protože sklad už má jinou se stejným číslem.
    [few] { $count } objednávky čekají, protože sklad už má jiné se stejným číslem.
    [many] { $count } objednávky čeká, protože sklad už má jiné se stejným číslem.
   *[other] { $count } objednávek čeká, protože sklad už má jiné se stejným číslem.
}
cause-button-NAMESAKE = Nastavit předponu čísel
help-NAMESAKE = Sklad už má pod stejným číslem objednávku, o které nevíme, jestli je vaše. Otevřete svou objednávku a porovnejte obě. Je-li to tatáž, zvolte Je to tato objednávka; jinak zvolte Předat jako samostatnou, nebo Vynechat. Používá-li účet ve skladu víc e-shopů, nastavte každému jinou předponu čísel.
cause-NOT-OURS = Pod číslem { $code }, pod kterým sklad převzal objednávku { $number }, je teď ve skladu jiná objednávka. Neměníme ji ani nerušíme.
group-NOT-OURS = { $count ->
    [one] { $count } objednávku ve skladu nenacházíme, pod jejím číslem je tam jiná.
    [few] { $count } objednávky ve skladu nenacházíme, pod jejich čísly jsou tam jiné.
    [many] { $count } objednávky ve skladu nenacházíme, pod jejich čísly jsou tam jiné.
   *[other] { $count } objednávek ve skladu nenacházíme, pod jejich čísly jsou tam jiné.
}
cause-button-NOT-OURS = Ukázat objednávky
help-NOT-OURS = Pod číslem, které sklad objednávce přidělil, je teď jiná objednávka, nejspíš po změně účtu ve skladu. Zjistěte ve skladu, co se s vaší objednávkou stalo, a pak stiskněte Vyřízeno.
kind-namesake = stejné číslo ve skladu
kind-not-ours = ve skladu je jiná
wish-adopt = Je to tato objednávka
wish-create-own = Předat jako samostatnou
rule-adopt = Je to tato objednávka
rule-create-own = Předat jako samostatnou
rule-namesake = stejné číslo ve skladu
audit-adopt = objednávka: ve skladu už je
audit-create-own = objednávka: předat jako samostatnou
option-prefix = Předpona čísel objednávek
option-prefix-hint = Nepovinné. Sklad uvidí čísla s touto předponou; hodí se, když účet používá víc e-shopů
error-field-options-order-prefix = Předpona může mít nejvýš 10 znaků: písmena, číslice a znaky - _ . /
account-shared = Stejný účet ve skladu používá ještě jiné propojení. Objednávky si nepopletou, ale čísla mohou být stejná: pro přehlednost nastavte předponu čísel objednávek.
