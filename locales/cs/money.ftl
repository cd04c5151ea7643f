### Objednávky, jejichž peníze nesedí nebo nejdou přečíst.

cause-MONEY = Objednávka { $number } čeká: v e-shopu stojí { $own }, sklad by dostal { $told }. Liší se: { $where }.
group-MONEY = { $count ->
    [one] U { $count } objednávky by sklad dostal jinou částku, než jakou platí zákazník.
    [few] U { $count } objednávek by sklad dostal jinou částku, než jakou platí zákazník.
    [many] U { $count } objednávky by sklad dostal jinou částku, než jakou platí zákazník.
   *[other] U { $count } objednávek by sklad dostal jinou částku, než jakou platí zákazník.
}
cause-button-MONEY = Otevřít objednávku
help-MONEY = Než objednávku odešleme nebo změníme, porovnáme součty po sazbách DPH. Tady se liší víc než o haléř. Opravte objednávku v e-shopu, nebo ji u ní tlačítkem Přesto odeslat pošlete, jak je.
cause-FIELD = Objednávka { $number } čeká: v e-shopu nejde přečíst { $name }. Nic si nedomýšlíme.
group-FIELD = { $count ->
    [one] Na { $count } objednávce nejde přečíst cenu, sazbu DPH nebo množství.
    [few] Na { $count } objednávkách nejde přečíst cenu, sazbu DPH nebo množství.
    [many] Na { $count } objednávky nejde přečíst cenu, sazbu DPH nebo množství.
   *[other] Na { $count } objednávkách nejde přečíst cenu, sazbu DPH nebo množství.
}
cause-button-FIELD = Otevřít objednávku
help-FIELD = Cena, sazba DPH nebo množství na objednávce není číslo, kterému bychom rozuměli. Opravte ho v objednávce; pak ji odešleme sami.
kind-money = nesedí částka
kind-field = nečitelný údaj
wish-send-unbalanced = Přesto odeslat
rule-send-unbalanced = Přesto odeslat
audit-send-unbalanced = objednávka: odeslat, ačkoli částka nesedí
rule-money = pravidlo: částka musí sedět
rule-field = pravidlo: nic si nedomýšlet
error-field-payments = Takový způsob platby sklad nezná. Vyberte některý ze seznamu.
