### Objednávky, ktorých peniaze nesedia alebo sa nedajú prečítať.

cause-MONEY = Objednávka { $number } čaká: v e-shope stojí { $own }, sklad by dostal { $told }. Líši sa: { $where }.
group-MONEY = { $count ->
    [one] Pri { $count } objednávke by sklad dostal inú sumu, než akú platí zákazník.
    [few] Pri { $count } objednávkach by sklad dostal inú sumu, než akú platí zákazník.
    [many] Pri { $count } objednávky by sklad dostal inú sumu, než akú platí zákazník.
   *[other] Pri { $count } objednávkach by sklad dostal inú sumu, než akú platí zákazník.
}
cause-button-MONEY = Otvoriť objednávku
help-MONEY = Skôr než objednávku odošleme alebo zmeníme, porovnáme súčty podľa sadzieb DPH. Tu sa líšia o viac než cent. Opravte objednávku v e-shope, alebo ju pri nej tlačidlom Napriek tomu odoslať pošlite, ako je.
cause-FIELD = Objednávka { $number } čaká: v e-shope sa nedá prečítať { $name }. Nič si nedomýšľame.
group-FIELD = { $count ->
    [one] Na { $count } objednávke sa nedá prečítať cena, sadzba DPH alebo množstvo.
    [few] Na { $count } objednávkach sa nedá prečítať cena, sadzba DPH alebo množstvo.
    [many] Na { $count } objednávky sa nedá prečítať cena, sadzba DPH alebo množstvo.
   *[other] Na { $count } objednávkach sa nedá prečítať cena, sadzba DPH alebo množstvo.
}
cause-button-FIELD = Otvoriť objednávku
help-FIELD = Cena, sadzba DPH alebo množstvo na objednávke nie je číslo, ktorému by sme rozumeli. Opravte ho v objednávke; potom ju odošleme sami.
kind-money = nesedí suma
kind-field = nečitateľný údaj
wish-send-unbalanced = Napriek tomu odoslať
rule-send-unbalanced = Napriek tomu odoslať
audit-send-unbalanced = objednávka: odoslať, hoci suma nesedí
rule-money = pravidlo: suma musí sedieť
rule-field = pravidlo: nič si nedomýšľať
error-field-payments = Taký spôsob platby sklad nepozná. Vyberte niektorý zo zoznamu.
