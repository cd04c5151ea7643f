# Whose an order is that has the same number in the warehouse
cause-NAMESAKE = Under number { $number } the warehouse already has order { $code }: { $name }. Ours: { $service }. Nothing proves that they are the same order, so we wait for your decision.
cause-NAMESAKE-taken = The warehouse refused order { $number }, because it already has somebody else's under the same number: { $reason }. Set a prefix for order numbers.
group-NAMESAKE = { $count ->
    [one] { $count } order waits, because the warehouse already has another one under the same number.
   *[other] { $count } orders wait, because the warehouse already has others under the same numbers.
}
cause-button-NAMESAKE = Set a prefix for numbers
help-NAMESAKE = Under the same number the warehouse already has an order of which we don't know whether it is yours. Open your order and compare both. If they are the same, choose It is this order; if not, choose Hand over on its own, or Leave out. If several shops use the account in the warehouse, give each another prefix for its numbers.
cause-NOT-OURS = Under number { $code }, under which the warehouse took order { $number }, it has another order now. We neither change nor cancel it.
group-NOT-OURS = { $count ->
    [one] { $count } order is not found in the warehouse, which has another one under its number.
   *[other] { $count } orders are not found in the warehouse, which has others under their numbers.
}
cause-button-NOT-OURS = Show the orders
help-NOT-OURS = Under the number that the warehouse gave to the order there is another order now, most likely after the account was changed. Find out in the warehouse what became of your order, then press Settled.
kind-namesake = same number in the warehouse
kind-not-ours = another one in the warehouse
wish-adopt = It is this order
wish-create-own = Hand over on its own
rule-adopt = It is this order
rule-create-own = Hand over on its own
rule-namesake = same number in the warehouse
audit-adopt = order: is in the warehouse already
audit-create-own = order: hand over on its own
option-prefix = Prefix of order numbers
option-prefix-hint = Optional. The warehouse sees the numbers with it; of use when several shops share the account
error-field-options-order-prefix = A prefix has at most 10 characters: letters, digits and - _ . /
account-shared = Another connection uses the same account in the warehouse. Their orders are kept apart, but their numbers may be the same: set a prefix for order numbers to see which is whose.
