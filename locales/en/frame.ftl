### Frame of the pages, common words, errors of forms, notices.

skip = Skip to content
tabs = Parts of the add-on
tab-overview = Overview
tab-guide = Set-up guide
tab-activity = Activity
tab-mapping = Mapping
tab-settings = Settings
tab-help = Help
footer-help = Need help?
footer-shop = Shop reference { $reference }
footer-version = version { $version }
language = Language
unsaved = You have unsaved changes.
busy = Working on it…
copied = Copied
copy = Copy
continue = Continue
save = Save
save-continue = Save and continue
undo = Go back to this
retry = Try again
detail = Technical detail
new = new
gone = no longer in the shop
new-window = (opens in a new window)
order = Order
state = State
why = Why
carrier = Shipping
payment = Payment
total = Total
changed = Last change
product = Product
day = Day
days = days
when = When
who = Who
what = What
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
errors-title = { $count ->
    [one] Please correct { $count } field; nothing has been saved yet
   *[other] Please correct { $count } fields; nothing has been saved yet
}
error-needed = Please fill this in.
error-long = The text is too long.
error-number = Enter a whole number from { $least } to { $most }.
error-choose = Choose one of the options.
error-email = Enter a valid e-mail address, such as jane@shop.com.
error-address = The address must begin with https:// and name a server.
error-date = Enter a date as YYYY-MM-DD.
error-from = Choose from when orders are taken; at most 90 days back.
error-after = This page of the list can't be continued. You see its beginning.
error-filter-state = There is no such order state; that filter was left out.
error-service-long = The service name may have at most 100 characters.
error-status-none = Choose at least one status in which an order goes to the warehouse.
error-status-canceled = A status for cancelled orders can't send an order to the warehouse.
error-status-ready = This status also sends an order to the warehouse. Choose another one.
error-status-unknown = The shop has no such status. Choose another one.
error-field = This value can't be used ({ $problem }).
error-field-credentials-base-url = We can't connect to this address. Check that it is public and begins with https://.
error-field-alerts-to = One of the addresses is no valid e-mail address, or there are more than 10.
error-field-credentials-client = Enter only the short name of the client, such as APIDEMO.
error-field-credentials-user = The user name must not contain a colon.
done-account = Your request for an account is stored.
done-again = Checking again; the result appears here in a moment.
done-certain = The certain suggestions are saved. Please check the rest.
done-started = Started. New orders now go by themselves.
done-paused = Paused. Orders are still received.
done-resumed = Running again.
done-retried = Trying all orders with this cause again.
done-settled = Noted as settled.
done-guard-written = The stock change is being written.
done-guard-dropped = The stock change was dropped; nothing changed in the shop.
done-pressed = We do it right away. You will see the result here in a moment.
done-saved = Saved.
done-undone = The former settings are back.
done-login = The login is saved and being tried.
done-rests = We asked the shop a moment ago. You can do this again in a minute.
