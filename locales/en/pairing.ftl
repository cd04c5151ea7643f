### Mapping with its consequence and undo, the pictures of the overview, causes told more precisely.

pair-used = Orders in 30 days
pair-gone = not offered any more
pair-plain = Passed on as it is
pair-fresh = New, not mapped yet
pair-no-code = no code
pair-countries = Countries
pair-currencies = Currencies
pair-products = Products
pair-none-places = They appear here with the first order.
pair-none-products = So far the partner has known every product.
pair-products-hint = A product is passed on under its code in the shop. Enter only those that the partner has under another number; it holds for orders and for stock.
pair-product-code = Code of another product in the shop
pair-product-number = Its number at the partner
pair-places-hint = Countries and currencies are passed on as they stand in the order. Fill in only what the partner has under another code.
pair-ask-title = Not saved yet
pair-ask = { $count ->
    [one] { $count } order waits for this change. Once saved, it goes to the warehouse unless something else holds it.
   *[other] { $count } orders wait for this change. Once saved, they go to the warehouse unless something else holds them.
}
pair-ask-status = { $count ->
    [one] { $count } order is in a newly chosen status. Once saved, it goes to the warehouse unless something else holds it.
   *[other] { $count } orders are in newly chosen statuses. Once saved, they go to the warehouse unless something else holds them.
}
pair-ask-hint = If you let them wait, we hold them until you let them go.
pair-ask-send = Save and send them
pair-ask-wait = Save and let them wait
pair-last-title = Last change of the mapping
pair-last = { $time }, { $who }
pair-undo = Undo this change
pair-change = { $name }: { $from } → { $to }
pair-change-more = { $count ->
    [one] and { $count } more change
   *[other] and { $count } more changes
}
pair-nothing = nothing
pair-does = What happens
pair-does-send = Sends the order to the warehouse
pair-does-cancel = Cancels the order at the warehouse
pair-does-set = We set it when the warehouse reports: { $name }
pair-does-nothing = Nothing
pair-new-ship = The shipping “{ $name }” is new. Map it before the first order waits for it.
pair-new-pay = The payment “{ $name }” is new. Map it before the first order waits for it.
pair-news-title = New in the shop
pair-held = { $count ->
    [one] { $count } order is held by hand.
   *[other] { $count } orders are held by hand.
}
pair-held-list = Show those held
pair-let-go = Send them all now
done-waits = Saved. The orders that waited for it are held.
done-let-go = The held orders are being sent.
audit-let-go = orders: send those held
change-progress = Statuses that we set in the shop
change-country = Country “{ $name }”
change-currency = Currency “{ $name }”
change-product = Number of the product “{ $name }” at the partner
error-country = Enter a country code of two letters, such as CZ.
error-currency = Enter a currency code of at most 10 characters.
error-product = Enter the product’s number at the partner, at most 40 characters.
error-period = The period ends before it begins.
error-filter-kind = There is no such reason; that filter was left out.
filter-kind = Reason
filter-cause-over = No order waits for this reason any more.
filter-cause-retry = Retry all of this cause
filter-cause-settled = All are settled
kind-ship = shipping not mapped
kind-pay = payment not mapped
kind-item = unknown product
kind-address = refused address
kind-pickup = pickup point
kind-refused = refused by the partner
kind-login = refused login
kind-down = partner doesn’t answer
kind-unsure = finding out whether it arrived
kind-late = late cancellation
kind-partner-cancel = cancelled by the warehouse
kind-status-kept = status set by hand
kind-partner-error = error at the warehouse
kind-both-changed = changed on both sides
kind-late-change = late change
kind-shop-cancel = cancelled in the shop
kind-upgates = refused by Upgates
kind-gave-up = stopped after repeated tries
numbers-today = Handed over today
health-upgates-read = We have all changes as of { $time }.
health-stock-unread = The partner’s stock has not been read yet.
picture-stock-title = Stock comparison
picture-stock = The shop shows what the warehouse has for { $same } of { $count } followed products, something else for { $differing }.
picture-stock-read = The warehouse was last read { $time }.
stock-lag = { $count ->
    [one] { $count } change from the warehouse waits to be worked off; it came { $time }.
   *[other] { $count } changes from the warehouse wait to be worked off; the oldest came { $time }.
}
stock-lag-none = No lag: no change from the warehouse is waiting.
stock-lag-held = Changes from the warehouse wait for your decision.
picture-stock-none = The stock is not compared yet.
picture-stock-same = Same
picture-stock-differs = Different
picture-stock-unknown = Unknown on one side
picture-api-title = API usage
picture-api = Calls today: { $today }, in 30 days: { $month }. Outside the declared accesses: { $outside }.
picture-api-bar = Share of 30 days
picture-api-more = What we declared and what it is for
cause-AUTH-PARTNER-timeless = The partner refuses the login. Orders are collected, nothing is lost.
cause-PARTNER-DOWN-timeless = The partner doesn’t answer. We go on trying.
cause-UPG-DOWN-timeless = Upgates doesn’t answer. We go on trying.
cause-LIMIT-timeless = The safe number of calls to the shop is used up for today; new orders still arrive, the rest waits.
cause-ITEM-CODE-unknown = The partner doesn’t know the product “{ $name }” ({ $code }).
cause-ITEM-CODE-refused = The partner refused a product of the order: { $reason }
group-ITEM-CODE-unknown = { $count ->
    [one] The partner doesn’t know the product “{ $name }” ({ $code }): it holds { $count } order.
   *[other] The partner doesn’t know the product “{ $name }” ({ $code }): it holds { $count } orders.
}
group-ITEM-CODE-refused = { $count ->
    [one] The partner refused a product of { $count } order: { $reason }
   *[other] The partner refused a product of { $count } orders: { $reason }
}
kind-shop-gone = missing in the shop
kind-partner-gone = missing at the warehouse
