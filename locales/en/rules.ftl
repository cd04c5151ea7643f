### Rules in Settings, their effects, history, data.

settings-jumps = Parts of the settings
settings-what = What is handed over
settings-when = When orders go
settings-back = What comes back to the shop
settings-mails = E-mails to customers
settings-stock-title = Stock
settings-cancel = Cancellations and returns
settings-login = Login
way-out = shop → { $name }
way-back = { $name } → shop
way-customer = shop → customer
exclude-title = What is never handed over
exclude-hint = Such an order is left out, its story tells why, and it is counted in the completeness. The warehouse doesn't learn of it, so it doesn't deduct its goods either. With Send now you can hand it over all the same.
exclude-carriers = Leave out orders with the shipping
exclude-payments = Leave out orders with the payment
exclude-origins = Leave out orders by their origin
exclude-products = Leave out orders with the products
exclude-products-hint = Codes separated by commas; a star at the end means all codes that begin so, for instance SERVICE*
exclude-match = When to leave out because of products
exclude-match-any = one such product is enough
exclude-match-all = only when the order holds nothing else
exclude-countries = Leave out orders delivered to the countries
exclude-countries-hint = Two-letter codes separated by commas, for instance CH, NO
exclude-notes = Leave out orders with a word in a note
exclude-notes-hint = We look into your note and the customer's. Separate words by commas, for instance DO NOT SEND
exclude-resolved = Leave out orders marked as resolved in the shop
origin-frontend = in the shop, by a customer
origin-admin = by hand in the administration
origin-cash_register = at the cash register
origin-api = by another program (API)
hours-legend = Days and hours of sending
hours-always = at any time
hours-some = only in these days and hours
hours-days = Days
hours-from = From
hours-to = To
hours-hint = Outside this time orders are held, and go by themselves as soon as it begins. Send now doesn't wait for it. When the end is before the beginning, the time runs over midnight; equal times mean the whole day. The shop's time counts ({ $zone }).
day-mon = Monday
day-tue = Tuesday
day-wed = Wednesday
day-thu = Thursday
day-fri = Friday
day-sat = Saturday
day-sun = Sunday
back-lead = The parcel number is always written before the status, so that the e-mail holds it. For each event you can choose the status that the order gets in the shop.
back-packed = Status when the warehouse begins to pack
back-shipped = Status when the warehouse has shipped
back-delivered = Status when it is delivered
back-impossible = Status when the warehouse cancels or can't ship
parcel-legend = Parcel number at the order when there are several parcels
parcel-first = the first parcel; it stays when others follow
parcel-last = the last parcel; each new one takes its place
parcel-hint = The shop has one field for a parcel number. You find all parcels at the order in Activity.
mails-lead = A switch that is on means that Upgates sends the customer the e-mail (and SMS) set for the status, once. Off means that the status is set silently.
mails-packed = E-mail when the warehouse begins to pack
mails-shipped = E-mail when the warehouse has shipped
mails-delivered = E-mail when it is delivered
mails-impossible = E-mail when the warehouse cancels or can't ship
mails-status = When on, the e-mail of the status “{ $name }” is sent.
mails-no-status = No status is chosen, so nothing is sent.
cancel-legend = When the shop cancels an order that the warehouse has
cancel-annul = Ask the warehouse to cancel
cancel-annul-text = At once, by itself. When the warehouse is already packing, we tell you that it is too late.
cancel-tell = Only tell me
cancel-tell-text = The warehouse knows nothing and ships the order unless you cancel it yourself. The Overview warns you.
cancel-partner = When the warehouse cancels an order, its story says so and it gets the status in the shop that you chose for that.
cancel-partner-link = Choose the status
returns-title = Returns
returns-text = The warehouse takes returned goods in. As soon as they are on stock, their number comes back with the stock, if the partner's warehouse decides it. The add-on touches neither the order nor a credit note nor money at a return, so there is nothing to set here.
effect-title = Before this is saved: it will do the following
effect-not-yet = Nothing has been saved yet. The numbers are from what is stored.
effect-confirm = I understand, save
effect-undo = I understand, undo
effect-keep = Back to editing
effect-go = { $count ->
    [one] { $count } order that did not go until now will go, at once or after it was held.
   *[other] { $count } orders that did not go until now will go, at once or after they were held.
}
effect-sooner = { $count ->
    [one] { $count } held order will go at once.
   *[other] { $count } held orders will go at once.
}
effect-out = { $count ->
    [one] { $count } order that would go otherwise will be left out.
   *[other] { $count } orders that would go otherwise will be left out.
}
effect-stay = { $count ->
    [one] { $count } order that would go otherwise will stay.
   *[other] { $count } orders that would go otherwise will stay.
}
effect-reach-back = Orders since { $date } will be read once more. Those that are ready will go.
effect-mail-packed = { $count ->
    [one] Customers get the e-mail of the status “{ $status }” each time the warehouse begins to pack. In the last 30 days that would have been { $count } e-mail.
   *[other] Customers get the e-mail of the status “{ $status }” each time the warehouse begins to pack. In the last 30 days that would have been { $count } e-mails.
}
effect-mail-shipped = { $count ->
    [one] Customers get the e-mail of the status “{ $status }” each time the warehouse has shipped. In the last 30 days that would have been { $count } e-mail.
   *[other] Customers get the e-mail of the status “{ $status }” each time the warehouse has shipped. In the last 30 days that would have been { $count } e-mails.
}
effect-mail-delivered = { $count ->
    [one] Customers get the e-mail of the status “{ $status }” each time an order is delivered. In the last 30 days that would have been { $count } e-mail.
   *[other] Customers get the e-mail of the status “{ $status }” each time an order is delivered. In the last 30 days that would have been { $count } e-mails.
}
effect-mail-impossible = { $count ->
    [one] Customers get the e-mail of the status “{ $status }” each time the warehouse cancels or can't ship. In the last 30 days that would have been { $count } e-mail.
   *[other] Customers get the e-mail of the status “{ $status }” each time the warehouse cancels or can't ship. In the last 30 days that would have been { $count } e-mails.
}
effect-stock = { $count ->
    [one] The stock of { $count } product will change in the shop; { $zeroed } will become zero. Counted over the products whose two numbers we know ({ $known }).
   *[other] The stock of { $count } products will change in the shop; { $zeroed } will become zero. Counted over the products whose two numbers we know ({ $known }).
}
effect-stock-unknown = The stock in the shop will be overwritten by the warehouse's. How many products that concerns isn't known yet; choose Only report differences to see it first. The guard-rail stops a large change.
effect-guard = The guard-rail will let larger changes pass: up to { $percent } % of the products lowered and { $zero } zeroed without asking.
effect-cancel-tell = The warehouse will ship orders that the shop cancels unless you cancel them there yourself.
effect-cancel-annul = { $count ->
    [one] The warehouse will at once be asked to cancel { $count } order that the shop has cancelled already.
   *[other] The warehouse will at once be asked to cancel { $count } orders that the shop has cancelled already.
}
error-hours-days = Choose at least one day.
error-hours-time = Enter a time such as 08:00.
error-field-orders-exclude-carriers = Choose shipping methods from the list.
error-field-orders-exclude-payments = Choose payment methods from the list.
error-field-orders-exclude-products = Enter product codes, at most 200; a star may stand only at the end and not alone.
error-field-orders-exclude-countries = Enter countries as two letters, for instance CH, NO.
error-field-orders-exclude-notes = Enter words separated by commas, at most 200 words of 50 characters.
rule-hours = rule: days and hours
rule-excluded-carrier = excluded shipping
rule-excluded-payment = excluded payment
rule-excluded-product = excluded product
rule-excluded-origin = excluded origin
rule-excluded-country = excluded country
rule-excluded-note = a word in a note
rule-excluded-resolved = resolved in the shop
rule-cancel-tell = rule: only tell of cancellations
step-held-hours = Orders don't go now. It goes on { $until }.
step-left-out-excluded-carrier = Left out: by your rules the shipping “{ $name }” is not handed over.
step-left-out-excluded-payment = Left out: by your rules the payment “{ $name }” is not handed over.
step-left-out-excluded-product = Left out: by your rules the product { $name } is not handed over.
step-left-out-excluded-origin = Left out: by your rules orders made { $name } are not handed over.
step-left-out-excluded-country = Left out: by your rules orders to the country { $name } are not handed over.
step-left-out-excluded-note = Left out: a note holds a word by which orders are not handed over.
step-left-out-excluded-resolved = Left out: the order is marked as resolved in the shop.
step-waiting-cancel-tell = The shop cancelled the order. As you set, the warehouse was not asked to cancel it.
cause-SHOP-CANCEL = Order { $number } is cancelled in the shop, but the warehouse still has it.
group-SHOP-CANCEL = { $count ->
    [one] { $count } order is cancelled in the shop, but the warehouse still has it.
   *[other] { $count } orders are cancelled in the shop, but the warehouse still has them.
}
cause-button-SHOP-CANCEL = Show the orders
help-SHOP-CANCEL = The shop cancelled an order that the warehouse has, and your setting is “only tell me”. Open it and ask to cancel, or restore it in the shop.
cause-STATUS-KEPT = The warehouse went on with order { $number }, but somebody set the status “{ $status }” in the shop. We left it standing and mailed nobody.
group-STATUS-KEPT = { $count ->
    [one] In { $count } order somebody set a status of their own in the shop; we left it standing.
   *[other] In { $count } orders somebody set a status of their own in the shop; we left it standing.
}
cause-button-STATUS-KEPT = Open the order
help-STATUS-KEPT = A status that a person sets in the shop is not overwritten. If the warehouse's status shall stand, press Set the status all the same at the order; otherwise press Settled. Settings say from which statuses we may go on.
cause-PARTNER-ERROR = The warehouse has order { $number }, but says that something is wrong with it: { $reason }
group-PARTNER-ERROR = { $count ->
    [one] The warehouse says that something is wrong with { $count } order: { $reason }
   *[other] The warehouse says that something is wrong with { $count } orders: { $reason }
}
cause-button-PARTNER-ERROR = What to do
help-PARTNER-ERROR = The warehouse took the order, but something is wrong with it and it will not ship by itself. Mend in the shop what the warehouse complains about, or agree with it. The notice goes by itself when the warehouse reports the error no more.
cause-BOTH-CHANGED = You changed order { $number } in the shop, and the warehouse had changed the same: { $name }. What the warehouse has stands.
group-BOTH-CHANGED = { $count ->
    [one] In { $count } order the shop and the warehouse changed the same; what the warehouse has stands for now.
   *[other] In { $count } orders the shop and the warehouse changed the same; what the warehouse has stands for now.
}
cause-button-BOTH-CHANGED = Open the order
help-BOTH-CHANGED = What somebody in the warehouse changed or cancelled is not overwritten. If the shop's order shall stand, press The shop's stands at the order; if the warehouse's shall stand, press Settled.
cause-STOCK-REFUSED = The warehouse refused to tell its stock: { $reason }
group-STOCK-REFUSED = { $count ->
    [one] The warehouse refused { $count } time to tell its stock: { $reason }
   *[other] The warehouse refused to tell its stock { $count } times: { $reason }
}
cause-button-STOCK-REFUSED = What to do
help-STOCK-REFUSED = The warehouse answered the question about its stock with a refusal. The shop's numbers stay as they are, and we go on asking. Mostly a product's number or the rights of the login in the warehouse must be mended.
cause-SAME-NUMBER = By one number the warehouse knows several of your products, so each shows the whole stock: { $name }
group-SAME-NUMBER = { $count ->
    [one] By { $count } number the warehouse knows several of your products, so each shows the whole stock: { $name }
   *[other] By { $count } numbers the warehouse knows several of your products, so each shows the whole stock: { $name }
}
cause-button-SAME-NUMBER = Products' mapping
help-SAME-NUMBER = Two variants or products have the same EAN (or the same number in the mapping), so the warehouse can't tell them apart and each shows the whole stock. Give each its own EAN, or map it to its number in the warehouse.
thing-address = address
thing-phone = phone
thing-email = e-mail
thing-note = note
thing-shipping = shipping
thing-payment = payment
thing-other = other details
cause-LATE-CHANGE = Order { $number } was changed in the shop after the warehouse had begun with it. Unless you arrange it with the warehouse, it ships as it was.
group-LATE-CHANGE = { $count ->
    [one] { $count } order was changed after the warehouse had begun with it.
   *[other] { $count } orders were changed after the warehouse had begun with them.
}
cause-button-LATE-CHANGE = Open the order
help-LATE-CHANGE = Somebody changed the order in the shop after the warehouse had begun with it, and the warehouse did not take the change. Arrange it with the warehouse, then press Settled.
cause-PARTNER-CANCEL = The warehouse cancelled order { $number } and will not ship it, but the shop still has it.
group-PARTNER-CANCEL = { $count ->
    [one] { $count } order was cancelled by the warehouse, but the shop still has it.
   *[other] { $count } orders were cancelled by the warehouse, but the shop still has them.
}
cause-button-PARTNER-CANCEL = Open the order
help-PARTNER-CANCEL = The warehouse cancelled the order and will not ship it. Ask why and agree with your customer: cancel the order in the shop or place it anew. Then press Settled.
change = { $name }: { $old } → { $new }
change-first = first settings
change-older = older settings
change-nothing = no change
change-none = nothing
change-yes = yes
change-no = no
change-more = { $count ->
    [one] and { $count } more change
   *[other] and { $count } more changes
}
change-ready = Statuses in which an order goes
change-carrier = Service for the shipping “{ $name }”
change-payment = Kind for the payment “{ $name }”
change-alert = Alert “{ $name }”
data-what = What is stored
data-why = Why
data-until = How long
data-until-erased = until the shop is erased
data-until-changed = until it is changed, at most until the shop is erased
data-until-hours = 8 hours at most
data-orders = numbers, states and totals of orders, shipping, payment, country
data-orders-why = to know what was handed over and what came back
data-story = the story of each order
data-story-why = so that you see why it was sent or not
data-parcels = parcel numbers and tracking links
data-parcels-why = they are written to the shop and shown to you
data-stock = codes, EANs, names and stock of products
data-stock-why = to write only what differs
data-owner = who runs the shop, as Upgates tells it
data-owner-why = for the set-up and for account requests
data-alerts = addresses for alerts, and the settings with their history
data-alerts-why = they are written to when something is wrong
data-secrets = logins, encrypted
data-secrets-why = without them neither shop nor warehouse can be called
data-audit = who changed what, without names of persons
data-audit-why = so that changes can be traced
data-sessions = fingerprints of browsers that are logged in
data-sessions-why = so that the pages know which shop they belong to
data-grace = { $count ->
    [one] When the add-on is switched off, the data is erased after { $count } day. The button below does it earlier.
   *[other] When the add-on is switched off, the data is erased after { $count } days. The button below does it earlier.
}
export-button = Download all data
export-hint = One JSON file with everything stored about the shop, except passwords and keys.
audit-lead = Every change made by somebody in the administration, the operator, Upgates, or the add-on itself. Upgates doesn't tell us which person it was.
audit-empty = Nobody has changed anything yet.
audit-detail = Detail
audit-until = until { $time }
audit-wait = waiting orders were held
audit-was-refused = access had been refused
audit-was-off = the add-on was deactivated
audit-older = Older entries
audit-back = Back to the settings
effect-leave = Leave it as it is
effect-released = { $count ->
    [one] { $count } order was waiting for this and will be tried now.
   *[other] { $count } orders were waiting for this and will be tried now.
}
met-title = Somebody else has saved changes here meanwhile
met-text = Nothing is lost. The form now shows their changes and yours; where both changed the same thing, it holds your value. Check it and save again.
error-met = { $name }: somebody has saved “{ $value }” meanwhile.
