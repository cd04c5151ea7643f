### What the set-up guide says beyond its forms: readiness, consequences, the simulation, the trial order.

guide-plan = Six steps and how far they are
guide-partner-what = Who ships for you, and how we log in there.
guide-readiness-what = We check the shop, its products and the connection for you.
guide-statuses-what = When an order goes, and what is set in the shop afterwards.
guide-carriers-what = What your ways of shipping and paying are called at the warehouse.
guide-stock-what = Who decides how many units the shop shows.
guide-start-what = A simulation, one order for real, the start.
account-moved = Last change { $time }.
account-unmailed = The mail about this request can't be delivered to { $email }. Please call us on { $phone }.
account-turn-asked = It is our turn now: we pass the request on to the partner. You need not do anything and may close this page.
account-turn-passed-on = It is the partner's turn now. You need not do anything and may close this page.
account-turn-granted = The account is granted. Enter the login that you were given above.
account-turn-refused = The partner did not grant the account. Get in touch with us, or ask again with another address.
ready-certificate-ok = The connection is encrypted and the certificate is valid.
ready-certificate-none = The connection is not encrypted; the address does not begin with https://. Use it like this for trying only.
ready-access-refused = Upgates refuses our access to the shop. Please activate the add-on again; your settings stay.
ready-webhooks-missing = We are not told of: { $name }. We find these changes ourselves, only later.
ready-statuses-empty = The shop has no order status, so we can't tell when an order should go.
ready-shipments-empty = The shop has no way of shipping switched on.
ready-payments-empty = The shop has no way of paying switched on.
ready-languages-wait = reading the languages and currencies of the shop.
ready-languages = Languages of the shop: { $language }. Currencies: { $name }. An order is handed over in the currency in which it was made.
ready-products-wait = reading the products to see whether they have codes.
ready-products-unread = The products have not been read yet. We read them once the partner's login works, or when you choose Check again.
ready-products-reading = { $count ->
    [one] reading the products, { $count } of { $total } so far.
   *[other] reading the products, { $count } of { $total } so far.
}
ready-products-error = The products could not be read to the end, the shop did not answer. We try again by ourselves.
ready-products-unknown = { $count ->
    [one] { $count } product has neither code nor EAN: orders with it wait until you add the code.
   *[other] { $count } products have neither code nor EAN: orders with them wait until you add the codes.
}
ready-products-no-code = { $count ->
    [one] { $count } product has only an EAN: orders with it go, but we can't change its stock in the shop.
   *[other] { $count } products have only an EAN: orders with them go, but we can't change their stock in the shop.
}
ready-products-ok = { $count ->
    [one] We went through { $count } product or variant; it has a code.
   *[other] We went through { $count } products and variants; all have a code.
}
ready-products-cut = { $count ->
    [one] Only the first { $count } product was checked.
   *[other] Only the first { $count } products were checked.
}
ready-products-when = Checked { $time }.
ready-products-which = Which ones
ready-open = Open in the shop
ready-csv = Download the list (CSV)
ready-item-product = Product { $id }: code { $code }, EAN { $ean }
ready-item-variant = Variant { $id }: code { $code }, EAN { $ean }
ready-doubles-none = No code and no EAN is used twice.
ready-doubles-code = { $count ->
    [one] { $count } code belongs to several products; the warehouse could not tell them apart.
   *[other] { $count } codes belong to several products each; the warehouse could not tell them apart.
}
ready-doubles-ean = { $count ->
    [one] { $count } EAN belongs to several products. Products with a code don't mind; without a code the warehouse could not tell them apart.
   *[other] { $count } EANs belong to several products each. Products with a code don't mind; without a code the warehouse could not tell them apart.
}
ready-old-later = The simulation of the last step shows old unresolved orders. We read no orders before that.
ready-old-try = Go to the simulation
ready-old-show = Show the simulation
ready-old-none = The simulation found no forgotten order among those changed since { $time }.
ready-old-left = { $count ->
    [one] { $count } order is ready but older than the chosen date, so it will not go.
   *[other] { $count } orders are ready but older than the chosen date, so they will not go.
}
ready-old-long = { $count ->
    [one] { $count } order has been open for more than { $days } days and would go. Make sure that it is not settled already.
   *[other] { $count } orders have been open for more than { $days } days and would go. Make sure that they are not settled already.
}
csv-gap = What is wrong
csv-item = Number in the shop
csv-code = Code
csv-ean = EAN
csv-address = Address in the administration
gap-unknown = neither code nor EAN
gap-no-code = no code
gap-same-code = same code
gap-same-ean = same EAN
ready-mail-hint = This choice sends nothing to anybody; we only read the order.
status-marks-paid = marks as paid
status-marks-resolved = marks as resolved
progress-mail-facts = Which e-mail and SMS belong to a status can be seen only in the Upgates administration. They are sent only when you switch them on here.
progress-mail-on-packed = On: as soon as the warehouse begins to pack, Upgates sends the messages of this status once.
progress-mail-on-shipped = On: after dispatch, Upgates sends the messages of this status once, with the parcel number already in them.
progress-mail-on-delivered = On: after delivery, Upgates sends the messages of this status once.
progress-mail-on-impossible = On: when the warehouse can't fulfil the order, Upgates sends the messages of this status once. Consider telling the customer yourself.
progress-mail-off = Off: the status changes silently; the customer gets neither e-mail nor SMS.
map-no-suggestion = No suggestion
map-open = { $count ->
    [one] { $count } way of shipping or paying has no saved mapping. Orders with it wait, nothing is lost, and they go by themselves once it is mapped.
   *[other] { $count } ways of shipping or paying have no saved mapping. Orders with them wait, nothing is lost, and they go by themselves once they are mapped.
}
map-all = All ways of shipping and paying in use are mapped.
map-tried = { $count ->
    [one] In the last simulation { $count } order would wait because of it.
   *[other] In the last simulation { $count } orders would wait because of it.
}
map-word-certain = Certain
map-why-certain = Upgates itself says which carrier or payment it is.
map-word-likely = By its name
map-why-likely = It only looks like it by its name. Check it and fill it in yourself.
map-word-none = No suggestion
map-why-none = The name tells nothing. Ask the warehouse what it calls the service.
map-why-branch = Shipping to a pickup point: the chosen point is handed over with the order.
map-why-cod = Paid at the door: the order goes although it is not paid yet.
stock-at-order = When ordered:
stock-at-cancel = When cancelled:
stock-at-return = When returned:
stock-shop-order = Upgates deducts, we do nothing.
stock-shop-cancel = Upgates decides whether the units come back, we do nothing.
stock-shop-return = you add the units in the shop yourself.
stock-partner-order = Upgates deducts at once. Until the warehouse knows the order, we count its units in, so that they are not sold twice.
stock-partner-cancel = the warehouse frees the units and we write its new number.
stock-partner-return = once the warehouse has taken them back, we write its new number.
stock-report-order = Upgates deducts, we do nothing.
stock-report-cancel = Upgates decides whether the units come back, we only compare the numbers.
stock-report-return = you add the units in the shop yourself and see the difference until then.
stock-deducted-once = Upgates deducts stock already at order. We never deduct it again for the same order: we only write the warehouse's total.
sim-go = { $count ->
    [one] { $count } order would go.
   *[other] { $count } orders would go.
}
sim-wait = { $count ->
    [one] { $count } would wait until you add something.
   *[other] { $count } would wait until you add something.
}
sim-out = { $count ->
    [one] { $count } would be left out.
   *[other] { $count } would be left out.
}
sim-not-ready = { $count ->
    [one] { $count } is not ready yet.
   *[other] { $count } are not ready yet.
}
sim-mails = { $count ->
    [one] The hand-over would send { $count } e-mail to customers.
   *[other] The hand-over would send { $count } e-mails to customers.
}
sim-mails-never = Nothing follows later either; e-mails are off at every change.
sim-mails-later = { $count ->
    [one] Later, as the orders move on, Upgates sends a message at these changes: { $name }. All together at most { $count } e-mail.
   *[other] Later, as the orders move on, Upgates sends a message at these changes: { $name }. All together at most { $count } e-mails.
}
sim-stock-shop = Stock changes: 0. The shop decides, nothing is overwritten.
sim-stock-report = Stock changes: 0. Differences are only reported.
sim-stock-partner = { $count ->
    [one] After the start the stock of { $count } product would change.
   *[other] After the start the stock of { $count } products would change.
}
sim-out-by = { $count ->
    [one] { $count } order would be left out, reason: { $name }.
   *[other] { $count } orders would be left out, reason: { $name }.
}
sim-only-new = You chose only new orders: none of these goes by itself after the start; they only show how the rules decide.
sim-cut = There are more orders than the simulation goes through; the numbers hold for the first five hundred only.
sim-stale = You changed settings since the simulation. Run it again to make the numbers hold.
sim-none = No order of the shop changed in that time.
trial-title = One order for real
trial-text = Want to be sure? Choose one order and { $name } really gets it right away. The same rules hold for it, only its age and the hold window don't count. Nothing else moves, and after the start it is not handed over again.
trial-pick = Order of the simulation
trial-pick-none = – choose –
trial-number = Order number
trial-number-hint = Exactly as the shop shows it
trial-go = Hand over this one
trial-running = Handing over order { $number }…
trial-sending = It is unclear whether the warehouse took order { $number }. We are asking and don't send it twice.
trial-handed-over = Order { $number } is handed over; { $name } has it under number { $there }.
trial-unknown = The shop has no order { $number }. Check the number.
trial-shop = Order { $number } was not handed over, the shop did not answer. Please try again.
trial-started = You have started meanwhile; order { $number } goes like all others.
trial-login = Order { $number } was not handed over, the partner refused the login.
trial-down = Order { $number } was not handed over, the partner did not answer. Please try again.
trial-cause = It was not handed over. { $reason }
trial-status = Order { $number } was not handed over: it is in the status “{ $name }”, which does not send it to the warehouse.
trial-unpaid = Order { $number } was not handed over: it is not paid yet.
trial-rule = Order { $number } was not handed over: { $name }.
trial-story = Story of order { $number }
trial-open = Open order { $number }
trial-after = Its status and parcels come back to the shop after the start. It is not handed over again.
error-trial-number = Order number
error-trial-now = One trial order is being handed over or was handed over already. Others go after the start.
error-start-now = The trial order is being handed over right now. Please start in a moment.
rule-trial = trial order
audit-trial = trial order
guide-already-started = Orders are already being handed over. A simulation shows at any time what would go.
guide-to-overview = Go to the overview
simulate-later = There is at least a minute between two simulations. This one starts at { $time }.
start-title = What happens when you start
start-only-new = Orders made from now on will go to the warehouse. Older ones stay as they are.
start-no-mail = Starting by itself sends no e-mail to customers.
start-go-now = { $count ->
    [one] { $count } order will be handed over at once.
   *[other] { $count } orders will be handed over at once.
}
start-go-held = { $count ->
    [one] { $count } order will be handed over after the hold window ({ $minutes } min).
   *[other] { $count } orders will be handed over after the hold window ({ $minutes } min).
}
start-wait = { $count ->
    [one] { $count } order will wait until you complete something.
   *[other] { $count } orders will wait until you complete something.
}
start-older = Yes, hand these older orders over, too.
start-later = “Start” appears here once exactly these settings have been simulated.
error-start-untried = Simulate exactly these settings first; then you can start.
error-start-older = Confirm that older orders are to be handed over, too.
sim-handed-over = { $count ->
    [one] The warehouse has { $count } order already.
   *[other] The warehouse has { $count } orders already.
}
verdict-handed-over = The warehouse has it
