### Why something waits or failed: for one order, for a group, the button, the help page.

cause-MAP-SHIP = Order { $number } waits: the shipping “{ $name }” has no mapped service at the partner.
cause-MAP-PAY = Order { $number } waits: the payment “{ $name }” has no mapped kind at the partner.
cause-MAP-STATUS = The status “{ $name }” is new. For now nothing is done with it.
cause-ITEM-CODE = The product “{ $name }” has neither code nor EAN; the partner would not know it.
cause-ADDR = The partner refused the address: { $reason }. Correct it in the order; we send it again by ourselves.
cause-PICKUP = The carrier no longer has the pickup point { $code }.
cause-REFUSED = The partner refused the order: { $reason }
cause-AUTH-PARTNER = The partner has refused the login since { $time }. Orders are collected, nothing is lost.
cause-AUTH-UPG = Upgates withdrew the add-on's access. Please activate it again.
cause-PARTNER-DOWN = The partner doesn't answer. We keep trying, next try: { $time }.
cause-UPG-DOWN = Upgates doesn't answer. We keep trying, next try: { $time }.
cause-UNSURE = It is unclear whether the partner took the order. We are finding out and don't send it twice.
cause-GUARD-STOCK = { $count ->
    [one] We stopped a stock change: it would zero { $count } product.
   *[other] We stopped a stock change: it would zero { $count } products.
}
cause-LATE-CANCEL = The order is already being packed; the warehouse must confirm the cancellation.
cause-UPG-REFUSED = Upgates refused a change of the order: { $reason }
cause-LIMIT = The safe number of calls to the shop is used up for today; new orders still arrive, the rest waits until { $time }.
cause-GAVE-UP = Order { $number } failed again and again, so we stopped trying. Try it again, or write to support.
group-MAP-SHIP = { $count ->
    [one] The shipping “{ $name }” is not mapped: it holds { $count } order.
   *[other] The shipping “{ $name }” is not mapped: it holds { $count } orders.
}
group-MAP-PAY = { $count ->
    [one] The payment “{ $name }” is not mapped: it holds { $count } order.
   *[other] The payment “{ $name }” is not mapped: it holds { $count } orders.
}
group-MAP-STATUS = { $count ->
    [one] The status “{ $name }” is new; { $count } order has it.
   *[other] The status “{ $name }” is new; { $count } orders have it.
}
group-ITEM-CODE = { $count ->
    [one] The product “{ $name }” has neither code nor EAN: it holds { $count } order.
   *[other] The product “{ $name }” has neither code nor EAN: it holds { $count } orders.
}
group-ADDR = { $count ->
    [one] The partner refused the address of { $count } order.
   *[other] The partner refused the address of { $count } orders.
}
group-PICKUP = { $count ->
    [one] The pickup point of { $count } order no longer exists.
   *[other] The pickup point of { $count } orders no longer exists.
}
group-REFUSED = { $count ->
    [one] The partner refused { $count } order: { $reason }
   *[other] The partner refused { $count } orders: { $reason }
}
group-AUTH-PARTNER = { $count ->
    [one] The partner refuses the login; { $count } order waits.
   *[other] The partner refuses the login; { $count } orders wait.
}
group-AUTH-UPG = { $count ->
    [one] Upgates withdrew the access; { $count } order waits.
   *[other] Upgates withdrew the access; { $count } orders wait.
}
group-PARTNER-DOWN = { $count ->
    [one] The partner doesn't answer; { $count } order waits. We go on trying.
   *[other] The partner doesn't answer; { $count } orders wait. We go on trying.
}
group-UPG-DOWN = { $count ->
    [one] Upgates doesn't answer; { $count } order waits. We go on trying.
   *[other] Upgates doesn't answer; { $count } orders wait. We go on trying.
}
group-UNSURE = { $count ->
    [one] We are finding out whether the partner took { $count } order.
   *[other] We are finding out whether the partner took { $count } orders.
}
group-GUARD-STOCK = { $count ->
    [one] The stopped stock change concerns { $count } order.
   *[other] The stopped stock change concerns { $count } orders.
}
group-LATE-CANCEL = { $count ->
    [one] { $count } order is already being packed; the warehouse must confirm the cancellation.
   *[other] { $count } orders are already being packed; the warehouse must confirm the cancellation.
}
group-UPG-REFUSED = { $count ->
    [one] Upgates refused a change of { $count } order.
   *[other] Upgates refused a change of { $count } orders.
}
group-LIMIT = { $count ->
    [one] Today's safe number of calls is used up; { $count } order waits.
   *[other] Today's safe number of calls is used up; { $count } orders wait.
}
group-GAVE-UP = { $count ->
    [one] { $count } order failed again and again, so we stopped trying.
   *[other] { $count } orders failed again and again, so we stopped trying.
}
cause-button-MAP-SHIP = Map the shipping
cause-button-MAP-PAY = Map the payment
cause-button-MAP-STATUS = Set up the status
cause-button-ITEM-CODE = Open the product
cause-button-ADDR = Open the order
cause-button-PICKUP = Show the order
cause-button-REFUSED = Contact support
cause-button-AUTH-PARTNER = Log in again
cause-button-AUTH-UPG = How to
cause-button-PARTNER-DOWN = Show those waiting
cause-button-UPG-DOWN = Show those waiting
cause-button-GUARD-STOCK = Check
cause-button-LATE-CANCEL = Contact the warehouse
cause-button-UPG-REFUSED = Open the order
cause-button-GAVE-UP = Contact support
help-MAP-SHIP = The order's shipping has no mapped service at the partner. Map it under Mapping.
help-MAP-PAY = The order's payment has no mapped kind at the partner. Map it under Mapping.
help-MAP-STATUS = The shop has a new status and we don't know yet what to do with it. Set it up under Mapping.
help-ITEM-CODE = A product has neither code nor EAN, or the partner doesn't know it. Add the code in the shop, or the product in the warehouse.
help-ADDR = The partner did not accept the address. Correct it in the order; we send it again by ourselves.
help-PICKUP = The pickup point no longer exists. Choose another one in the order.
help-REFUSED = The partner refused the order for another reason. You find it at the top of the order.
help-AUTH-PARTNER = The partner refuses the login. Enter a new one in Settings; waiting orders then go by themselves.
help-AUTH-UPG = Upgates withdrew the add-on's access. Open the add-ons in the administration and activate it again; your settings stay.
help-PARTNER-DOWN = The partner doesn't answer. There is nothing to do; we go on trying and nothing is lost.
help-UPG-DOWN = Upgates doesn't answer. There is nothing to do; we go on trying and nothing is lost.
help-UNSURE = The partner's answer got lost on the way. We ask whether it has the order, so that it is never created twice.
help-GUARD-STOCK = The guard-rail stopped a large stock change. Decide on the Overview whether to write it.
help-LATE-CANCEL = The order is being packed. Arrange the change or cancellation with the warehouse.
help-UPG-REFUSED = Upgates did not accept the status or tracking. You find the reason at the top of the order.
help-LIMIT = We have asked the shop enough for today. New orders still arrive; the rest waits until tomorrow.
help-GAVE-UP = Work on the order failed so often that we stopped it, so that it doesn't hold up the others. “Try again” at the order starts it; if that doesn't help, write to support.
cause-SHOP-GONE = Order { $number } is missing in the shop, and so are others at once. Before we cancel them at the warehouse, please confirm that you deleted them.
group-SHOP-GONE = { $count ->
    [one] Many orders are missing in the shop at once; { $count } waits for your word. Did you delete it?
   *[other] Many orders are missing in the shop at once; { $count } wait for your word. Did you delete them?
}
cause-button-SHOP-GONE = Show the orders
confirm-SHOP-GONE = Yes, we deleted them
help-SHOP-GONE = The shop suddenly doesn't know more orders than are usually deleted. We cancel nothing at the warehouse yet. If you did delete them, confirm it with the button; if not, do nothing: as soon as they are back in the shop, we go on by ourselves.
cause-PARTNER-GONE = Order { $number } is missing at the warehouse, and so are others at once. Until you confirm it, we write nothing to customers.
group-PARTNER-GONE = { $count ->
    [one] Many orders are missing at the warehouse at once; { $count } waits for your word. Is it really gone?
   *[other] Many orders are missing at the warehouse at once; { $count } wait for your word. Are they really gone?
}
cause-button-PARTNER-GONE = Show the orders
confirm-PARTNER-GONE = Yes, they are gone
help-PARTNER-GONE = The warehouse suddenly doesn't know more orders than usual, perhaps after its data were restored. So we change no status in the shop and write nothing to customers. Ask the warehouse; if the orders really are not there, confirm it with the button.
