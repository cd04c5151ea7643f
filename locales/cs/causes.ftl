### Why something waits or failed: for one order, for a group, the button, the help page.

cause-MAP-SHIP = Objednávka { $number } čeká: doprava „{ $name }“ nemá spárovanou službu u partnera.
cause-MAP-PAY = Objednávka { $number } čeká: platba „{ $name }“ nemá spárovaný typ u partnera.
cause-MAP-STATUS = Stav „{ $name }“ je nový. Zatím u něj nic neděláme.
cause-ITEM-CODE = Produkt „{ $name }“ nemá kód ani EAN, partner by ho nepoznal.
cause-ADDR = Partner odmítl adresu: { $reason }. Opravte ji v objednávce, odešleme ji znovu sami.
cause-PICKUP = Výdejní místo { $code } už dopravce nevede.
cause-REFUSED = Partner objednávku odmítl: { $reason }
cause-AUTH-PARTNER = Partner odmítá přihlášení od { $time }. Objednávky sbíráme, nic se neztratilo.
cause-AUTH-UPG = Upgates zrušil přístup doplňku. Aktivujte jej prosím znovu.
cause-PARTNER-DOWN = Partner neodpovídá. Zkoušíme to dál, další pokus: { $time }.
cause-UPG-DOWN = Upgates neodpovídá. Zkoušíme to dál, další pokus: { $time }.
cause-UNSURE = Nevíme, zda partner objednávku přijal. Ověřujeme, podruhé ji zatím neposíláme.
cause-GUARD-STOCK = { $count ->
    [one] Zastavili jsme změnu skladu: vynulovala by { $count } produkt.
    [few] Zastavili jsme změnu skladu: vynulovala by { $count } produkty.
    [many] Zastavili jsme změnu skladu: vynulovala by { $count } produktu.
   *[other] Zastavili jsme změnu skladu: vynulovala by { $count } produktů.
}
cause-LATE-CANCEL = Objednávka se už balí, zrušení musí potvrdit sklad.
cause-UPG-REFUSED = Upgates odmítl zápis do objednávky: { $reason }
cause-LIMIT = Dnes jsme vyčerpali bezpečný počet dotazů na e-shop; nové objednávky přicházejí dál, doplňování počká do { $time }.
cause-GAVE-UP = Objednávku { $number } se opakovaně nepodařilo zpracovat a další pokusy jsme zastavili. Zkuste to znovu, nebo napište podpoře.
group-MAP-SHIP = { $count ->
    [one] Doprava „{ $name }“ není spárovaná, čeká { $count } objednávka.
    [few] Doprava „{ $name }“ není spárovaná, čekají { $count } objednávky.
    [many] Doprava „{ $name }“ není spárovaná, čeká { $count } objednávky.
   *[other] Doprava „{ $name }“ není spárovaná, čeká { $count } objednávek.
}
group-MAP-PAY = { $count ->
    [one] Platba „{ $name }“ není spárovaná, čeká { $count } objednávka.
    [few] Platba „{ $name }“ není spárovaná, čekají { $count } objednávky.
    [many] Platba „{ $name }“ není spárovaná, čeká { $count } objednávky.
   *[other] Platba „{ $name }“ není spárovaná, čeká { $count } objednávek.
}
group-MAP-STATUS = { $count ->
    [one] Stav „{ $name }“ je nový a má ho { $count } objednávka.
    [few] Stav „{ $name }“ je nový a mají ho { $count } objednávky.
    [many] Stav „{ $name }“ je nový a má ho { $count } objednávky.
   *[other] Stav „{ $name }“ je nový a má ho { $count } objednávek.
}
group-ITEM-CODE = { $count ->
    [one] Produkt „{ $name }“ nemá kód ani EAN, čeká { $count } objednávka.
    [few] Produkt „{ $name }“ nemá kód ani EAN, čekají { $count } objednávky.
    [many] Produkt „{ $name }“ nemá kód ani EAN, čeká { $count } objednávky.
   *[other] Produkt „{ $name }“ nemá kód ani EAN, čeká { $count } objednávek.
}
group-ADDR = { $count ->
    [one] Partner odmítl adresu u { $count } objednávky.
    [few] Partner odmítl adresu u { $count } objednávek.
    [many] Partner odmítl adresu u { $count } objednávky.
   *[other] Partner odmítl adresu u { $count } objednávek.
}
group-PICKUP = { $count ->
    [one] U { $count } objednávky už výdejní místo neexistuje.
    [few] U { $count } objednávek už výdejní místo neexistuje.
    [many] U { $count } objednávky už výdejní místo neexistuje.
   *[other] U { $count } objednávek už výdejní místo neexistuje.
}
group-REFUSED = { $count ->
    [one] Partner odmítl { $count } objednávku: { $reason }
    [few] Partner odmítl { $count } objednávky: { $reason }
    [many] Partner odmítl { $count } objednávky: { $reason }
   *[other] Partner odmítl { $count } objednávek: { $reason }
}
group-AUTH-PARTNER = { $count ->
    [one] Partner odmítá přihlášení, čeká { $count } objednávka.
    [few] Partner odmítá přihlášení, čekají { $count } objednávky.
    [many] Partner odmítá přihlášení, čeká { $count } objednávky.
   *[other] Partner odmítá přihlášení, čeká { $count } objednávek.
}
group-AUTH-UPG = { $count ->
    [one] Upgates zrušil přístup doplňku, čeká { $count } objednávka.
    [few] Upgates zrušil přístup doplňku, čekají { $count } objednávky.
    [many] Upgates zrušil přístup doplňku, čeká { $count } objednávky.
   *[other] Upgates zrušil přístup doplňku, čeká { $count } objednávek.
}
group-PARTNER-DOWN = { $count ->
    [one] Partner neodpovídá, čeká { $count } objednávka. Zkoušíme to dál sami.
    [few] Partner neodpovídá, čekají { $count } objednávky. Zkoušíme to dál sami.
    [many] Partner neodpovídá, čeká { $count } objednávky. Zkoušíme to dál sami.
   *[other] Partner neodpovídá, čeká { $count } objednávek. Zkoušíme to dál sami.
}
group-UPG-DOWN = { $count ->
    [one] Upgates neodpovídá, čeká { $count } objednávka. Zkoušíme to dál sami.
    [few] Upgates neodpovídá, čekají { $count } objednávky. Zkoušíme to dál sami.
    [many] Upgates neodpovídá, čeká { $count } objednávky. Zkoušíme to dál sami.
   *[other] Upgates neodpovídá, čeká { $count } objednávek. Zkoušíme to dál sami.
}
group-UNSURE = { $count ->
    [one] U { $count } objednávky ověřujeme, zda ji partner přijal.
    [few] U { $count } objednávek ověřujeme, zda je partner přijal.
    [many] U { $count } objednávky ověřujeme, zda ji partner přijal.
   *[other] U { $count } objednávek ověřujeme, zda je partner přijal.
}
group-GUARD-STOCK = { $count ->
    [one] Zastavená změna skladu se týká { $count } objednávky.
    [few] Zastavená změna skladu se týká { $count } objednávek.
    [many] Zastavená změna skladu se týká { $count } objednávky.
   *[other] Zastavená změna skladu se týká { $count } objednávek.
}
group-LATE-CANCEL = { $count ->
    [one] { $count } objednávka se už balí, zrušení musí potvrdit sklad.
    [few] { $count } objednávky se už balí, zrušení musí potvrdit sklad.
    [many] { $count } objednávky se už balí, zrušení musí potvrdit sklad.
   *[other] { $count } objednávek se už balí, zrušení musí potvrdit sklad.
}
group-UPG-REFUSED = { $count ->
    [one] Upgates odmítl zápis do { $count } objednávky.
    [few] Upgates odmítl zápis do { $count } objednávek.
    [many] Upgates odmítl zápis do { $count } objednávky.
   *[other] Upgates odmítl zápis do { $count } objednávek.
}
group-LIMIT = { $count ->
    [one] Dnešní bezpečný počet dotazů je vyčerpaný, čeká { $count } objednávka.
    [few] Dnešní bezpečný počet dotazů je vyčerpaný, čekají { $count } objednávky.
    [many] Dnešní bezpečný počet dotazů je vyčerpaný, čeká { $count } objednávky.
   *[other] Dnešní bezpečný počet dotazů je vyčerpaný, čeká { $count } objednávek.
}
group-GAVE-UP = { $count ->
    [one] { $count } objednávku se opakovaně nepodařilo zpracovat, další pokusy jsme zastavili.
    [few] { $count } objednávky se opakovaně nepodařilo zpracovat, další pokusy jsme zastavili.
    [many] { $count } objednávky se opakovaně nepodařilo zpracovat, další pokusy jsme zastavili.
   *[other] { $count } objednávek se opakovaně nepodařilo zpracovat, další pokusy jsme zastavili.
}
cause-button-MAP-SHIP = Spárovat dopravu
cause-button-MAP-PAY = Spárovat platbu
cause-button-MAP-STATUS = Nastavit stav
cause-button-ITEM-CODE = Otevřít produkt
cause-button-ADDR = Otevřít objednávku
cause-button-PICKUP = Zobrazit objednávku
cause-button-REFUSED = Kontaktovat podporu
cause-button-AUTH-PARTNER = Přihlásit znovu
cause-button-AUTH-UPG = Návod
cause-button-PARTNER-DOWN = Zobrazit čekající
cause-button-UPG-DOWN = Zobrazit čekající
cause-button-GUARD-STOCK = Zkontrolovat
cause-button-LATE-CANCEL = Kontaktovat sklad
cause-button-UPG-REFUSED = Otevřít objednávku
cause-button-GAVE-UP = Kontaktovat podporu
help-MAP-SHIP = Doprava z objednávky nemá spárovanou službu u partnera. Spárujte ji na kartě Párování.
help-MAP-PAY = Platba z objednávky nemá spárovaný typ u partnera. Spárujte ji na kartě Párování.
help-MAP-STATUS = V e-shopu přibyl stav, u kterého ještě nevíme, co dělat. Nastavte ho na kartě Párování.
help-ITEM-CODE = Produkt nemá kód ani EAN, nebo ho partner nezná. Doplňte kód v e-shopu nebo produkt založte ve skladu.
help-ADDR = Partner nepřijal adresu. Opravte ji v objednávce, odešleme ji znovu sami.
help-PICKUP = Výdejní místo už neexistuje. Vyberte v objednávce jiné.
help-REFUSED = Partner objednávku odmítl z jiného důvodu. Najdete ho hned nahoře u objednávky.
help-AUTH-PARTNER = Partner odmítá přihlášení. Zadejte v Nastavení nové přihlašovací údaje; čekající objednávky pak odejdou samy.
help-AUTH-UPG = Upgates zrušil přístup doplňku. Otevřete v administraci Doplňky a aktivujte jej znovu; nastavení zůstává.
help-PARTNER-DOWN = Partner neodpovídá. Nemusíte nic dělat, zkoušíme to sami a nic se neztratí.
help-UPG-DOWN = Upgates neodpovídá. Nemusíte nic dělat, zkoušíme to sami a nic se neztratí.
help-UNSURE = Odpověď partnera se ztratila cestou. Ptáme se, zda objednávku má, aby nevznikla dvakrát.
help-GUARD-STOCK = Pojistka zastavila velkou změnu skladu. V Přehledu rozhodněte, zda ji zapsat.
help-LATE-CANCEL = Objednávka se už balí. Změnu nebo zrušení domluvte přímo se skladem.
help-UPG-REFUSED = Upgates nepřijal zápis stavu nebo čísla zásilky. Důvod najdete hned nahoře u objednávky.
help-LIMIT = Dnes už jsme se e-shopu ptali dost. Nové objednávky přicházejí dál, zbytek počká do zítřka.
help-GAVE-UP = Zpracování objednávky selhalo tolikrát po sobě, že jsme ho zastavili, aby nezdržovalo ostatní. Tlačítkem Zkusit znovu u objednávky ho spustíte; když to nepomůže, napište podpoře.
cause-SHOP-GONE = Objednávka { $number } v e-shopu chybí a s ní najednou i další. Než je zrušíme i ve skladu, potvrďte prosím, že jste je smazali.
group-SHOP-GONE = { $count ->
    [one] V e-shopu najednou chybí mnoho objednávek, na vaše slovo čeká ještě { $count }. Smazali jste ji?
    [few] V e-shopu najednou chybí mnoho objednávek, na vaše slovo čekají { $count }. Smazali jste je?
    [many] V e-shopu najednou chybí mnoho objednávek, na vaše slovo čeká { $count }. Smazali jste je?
   *[other] V e-shopu najednou chybí mnoho objednávek, na vaše slovo jich čeká { $count }. Smazali jste je?
}
cause-button-SHOP-GONE = Zobrazit objednávky
confirm-SHOP-GONE = Ano, smazali jsme je
help-SHOP-GONE = E-shop najednou nezná víc objednávek, než se obvykle maže. Ve skladu zatím nic nerušíme. Pokud jste je opravdu smazali, potvrďte to tlačítkem; pokud ne, nedělejte nic: jakmile se v e-shopu zase objeví, jedeme dál sami.
cause-PARTNER-GONE = Objednávka { $number } ve skladu chybí a s ní najednou i další. Dokud to nepotvrdíte, zákazníkům nic nepíšeme.
group-PARTNER-GONE = { $count ->
    [one] Ve skladu najednou chybí mnoho objednávek, na vaše slovo čeká ještě { $count }. Opravdu tam není?
    [few] Ve skladu najednou chybí mnoho objednávek, na vaše slovo čekají { $count }. Opravdu tam nejsou?
    [many] Ve skladu najednou chybí mnoho objednávek, na vaše slovo čeká { $count }. Opravdu tam nejsou?
   *[other] Ve skladu najednou chybí mnoho objednávek, na vaše slovo jich čeká { $count }. Opravdu tam nejsou?
}
cause-button-PARTNER-GONE = Zobrazit objednávky
confirm-PARTNER-GONE = Ano, ve skladu nejsou
help-PARTNER-GONE = Sklad najednou nezná víc objednávek, než je obvyklé, třeba po obnově dat. Stavy v e-shopu proto neměníme a zákazníkům nic nepíšeme. Zeptejte se ve skladu; pokud tam objednávky opravdu nejsou, potvrďte to tlačítkem.
