### Orders whose money doesn't balance or can't be read.

cause-MONEY = Order { $number } waits: the shop says { $own }, the warehouse would be told { $told }. They differ at { $where }.
group-MONEY = { $count ->
    [one] For { $count } order the warehouse would be told another amount than the customer pays.
   *[other] For { $count } orders the warehouse would be told another amount than the customer pays.
}
cause-button-MONEY = Open the order
help-MONEY = Before an order is sent or changed we compare the sums by VAT rate. Here they differ by more than a cent. Correct the order in the shop, or send it as it is with the order's button Send all the same.
cause-FIELD = Order { $number } waits: { $name } can't be read in the shop. We guess nothing.
group-FIELD = { $count ->
    [one] A price, VAT rate or quantity of { $count } order can't be read.
   *[other] A price, VAT rate or quantity of { $count } orders can't be read.
}
cause-button-FIELD = Open the order
help-FIELD = A price, VAT rate or quantity on the order is no number that we understand. Correct it in the order; then we send it by ourselves.
kind-money = amount doesn’t balance
kind-field = unreadable value
wish-send-unbalanced = Send all the same
rule-send-unbalanced = Send all the same
audit-send-unbalanced = order: send although the amount doesn’t balance
rule-money = rule: the amount must balance
rule-field = rule: guess nothing
error-field-payments = The warehouse knows no such kind of payment. Choose one from the list.
