### The overview.

truth-ok = All is well. The last order was handed over { $time }.
truth-ok-none = All is well. Waiting for the first order.
truth-attention = { $count ->
    [one] { $count } order needs you.
   *[other] { $count } orders need you.
}
truth-lost = The connection has been down since { $time }. Orders are collected and will go by themselves.
truth-login = The partner has refused the login since { $time }. Orders are collected, nothing is lost.
truth-upgates = Upgates withdrew the add-on's access. Please activate it again in the administration.
truth-paused = Paused until you resume. Orders are still received.
truth-paused-until = Paused until { $time }. Orders are still received.
truth-guard = We stopped a suspicious stock change. Please decide about it.
attention = What needs you
attention-orders = { $count ->
    [one] Show { $count } order
   *[other] Show { $count } orders
}
guard-title = Stopped stock change
guard-text = { $lowered ->
    [one] On { $time } one update would have lowered the stock of { $lowered } product; to zero: { $zeroed }. Nothing was written.
   *[other] On { $time } one update would have lowered the stock of { $lowered } products; to zero: { $zeroed }. Nothing was written.
}
guard-list = Products concerned
guard-from = Now
guard-to = Would be
guard-drop = Drop the change
guard-write = Write it all the same
numbers-title = Today in numbers
books = Completeness for the day until { $time }: { $count } in the shop = { $handed } handed over + { $out } left out + { $waiting } waiting + { $failed } failed. Difference { $difference }.
books-later = Completeness: once a day we compare whether we have all orders of the shop. The first count follows a day after the start.
books-missing = The missing orders are being read now.
books-gone = The difference is orders that are no longer in the shop.
books-found = { $count ->
    [one] { $count } order was found missing then and was read.
   *[other] { $count } orders were found missing then and were read.
}
books-record = On record in all: { $count } = { $handed } handed over + { $out } left out + { $waiting } waiting + { $failed } failed.
chart-title = Last 14 days
chart-label = Bar chart of orders per day; the same numbers stand in the table below
chart-empty = Nothing to draw yet. The chart appears with the first order.
chart-handed = Handed over
chart-waiting = Waiting
chart-failed = Failed
chart-table = Show as a table
health-title = Connection health
health-upgates = Upgates API
health-upgates-ok = Access works.
health-upgates-refused = Upgates refuses our access.
health-webhooks = Reports from the shop
health-webhooks-heard = The last one came { $time }.
health-webhooks-quiet = Switched on, none came yet.
health-webhooks-none = Being switched on.
health-partner-heard = Last heard from { $time }.
health-partner-quiet = Has not called us yet; we ask for changes.
health-partner-lost = No connection since { $time }.
health-stock = Stock
health-stock-shop = The shop decides, nothing is overwritten.
health-stock-same = Shop and warehouse agree.
health-stock-differs = { $count ->
    [one] { $count } product differs.
   *[other] { $count } products differ.
}
pause-title = Pause
pause-text = While paused, orders are received but not handed over. Afterwards they go by themselves.
pause-for = For how long
pause-open = until I resume
paused-waiting = { $count ->
    [one] { $count } new or changed order waits for the hand-over to be resumed.
   *[other] { $count } new or changed orders wait for the hand-over to be resumed.
}
pause = Pause
resume = Resume
