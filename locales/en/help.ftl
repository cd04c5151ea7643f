### Help: writing to support, the five checks, the errors by code, the use of the API, what has changed.

help-on-page = On this page
help-write = Write to us
help-stuck-later = The checks begin after the start. Until then the guide leads you.
help-checked = Checked { $time }. Refreshes by itself.
message-title = Write to us
message-subject = Subject
message-text = What it is about
message-text-hint = At most 5,000 characters. Please send no passwords, we don't need them.
message-reply-to = E-mail for the answer (optional)
message-reply-to-hint = Without it we have nowhere to answer.
message-order-number = Order number (optional)
message-order-hint = When it is about one order.
message-enclosed = These details go with your text
message-enclosed-hint = Nothing else is enclosed: no passwords, no customers' data.
message-send = Send to support
message-prepare = Prepare the message
message-no-mail = Mail is not switched on here. We prepare the message for you to send from your own mail; or please call.
message-order = Order: { $number }
message-reply = Answer to: { $email }
message-back = Back to Help
message-ready-title = The message is ready but has not been sent
message-ready-text = Mail is not switched on here, so please send it from your own mail.
message-mailto = Open in my mail
message-copy = If your mail does not open, copy the text and send it to { $email }.
message-whole = The whole message
message-sent-title = Thank you, we have your message
message-sent-at = It went to support on { $time }.
message-waiting = The message is stored and leaves in a moment. You may leave the page.
message-unmailed = The message could not be sent by mail, but we have kept it. If it is urgent, call { $phone } or write to { $email }.
message-reference = Reference of the message: { $reference }. Please name it when you call.
message-no-reply = You gave no e-mail for the answer. Please call us, or write again with one.
message-reply-goes = We answer to { $email }.
error-message-limit = { $count ->
    [one] We take at most { $count } message an hour. Your text is still in the form; call us, or send it later.
   *[other] We take at most { $count } messages an hour. Your text is still in the form; call us, or send it later.
}
enclosed-shop = Shop reference: { $reference }
enclosed-version = Version of the add-on: { $version }, in Upgates { $told }
enclosed-time = As of { $time }
enclosed-access-ok = Access to the shop: fine
enclosed-access-refused = Access to the shop: refused by Upgates
enclosed-access-doubtful = Access to the shop: being checked
enclosed-not-coupled = Connection: none yet
enclosed-draft = Connection { $name }: not started
enclosed-started = Connection { $name }: started
enclosed-paused = Connection { $name }: paused
enclosed-blocked = Connection { $name }: { $code } since { $time }
enclosed-orders = Orders: { $list }
enclosed-codes = Codes of causes with their orders: { $list }
enclosed-queue = Queue: ready { $ready }, waiting for a remedy { $parked }, given up { $dead }
check-how = What to do
check-accesses = Accesses needed
check-orders = Handing over orders
check-orders-ok = No ready order waits too long. The last one was handed over { $time }.
check-orders-none = No ready order waits.
check-orders-late = { $count ->
    [one] { $count } ready order has waited too long, since { $time }. The order shows the cause and a button.
   *[other] { $count } ready orders have waited too long, the oldest since { $time }. Each shows its cause and a button.
}
check-orders-show = Show what waits
check-orders-paused = You paused the hand-over. Orders are received and go after you resume.
check-orders-resume = Open the Overview
check-shop = The shop on Upgates
check-shop-ok = Access works. The last report from the shop came { $time }.
check-shop-quiet = Access works. Reports from the shop are switched on, none came yet.
check-shop-refused = Upgates refuses the add-on's access. We can't read orders now.
check-shop-doubtful = We are checking whether the add-on still has access to the shop. It takes a moment, nothing is lost.
check-shop-rights = The add-on lacks some rights. Approve them in the Upgates administration, section Add-ons.
check-shop-wait = Upgates asked us to wait until { $time }. Then we go on by ourselves.
check-shop-deaf = Reports from the shop are being switched on. If it takes longer than an hour, write to us.
check-partner-ok = It answers. We last heard from it { $time }.
check-partner-quiet = Nothing is wrong. It has not called us yet; we ask for changes.
check-partner-login = It has refused the login since { $time }. Orders are collected.
check-partner-down = It has not answered since { $time }. We keep trying by ourselves and nothing is lost.
check-stock = Stock
check-stock-shop = The shop decides, nothing is overwritten.
check-stock-ok = Shop and warehouse agree. They were compared { $time }.
check-stock-differs = { $count ->
    [one] { $count } product differs. Compared { $time }; the difference is being evened out.
   *[other] { $count } products differ. Compared { $time }; the differences are being evened out.
}
check-stock-never = Stock was not compared yet. After the start this may take some minutes.
check-stock-stopped = The guard-rail has held a stock change since { $time } and waits for your decision.
check-work = Our side
check-work-ok = At work. The last sign of life came { $time }.
check-work-slow = Slower than usual, the oldest task has been due { $time }.
check-work-stuck = The oldest task has been due since { $time } and nobody took it. Please write to us.
check-work-away = Our side has not worked since { $time }. Orders are still received. Please call us.
check-work-never = Our side has not begun to work yet. Please call us.
check-work-given-up = { $count ->
    [one] { $count } task was given up after several tries. Write to us and we will look.
   *[other] { $count } tasks were given up after several tries. Write to us and we will look.
}
codes-text = The code stands beside each order that waits or failed. A code can be linked to directly.
usage-declared = Declared frequency
usage-most = Most in a day
usage-last = Last
usage-days = { $count ->
    [one] on { $count } day
   *[other] on { $count } days
}
usage-budget = What can wait (catching up on changes, chosen periods, the product list) has used { $made } of the { $most } calls that we allow it a day. New orders, statuses and stock don't wait for this number.
changes-title = What is new
changes-version = Version { $version } ({ $date })
audit-support-message = message to support
audit-version-seen = new version read
