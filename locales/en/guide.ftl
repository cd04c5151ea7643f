### The set-up guide and the parts it shares with settings and mapping.

guide-title = Thank you for activating the add-on
guide-lead = In six steps we couple your shop with the warehouse that ships for you. It takes about five minutes, and you may leave and come back at any time.
guide-what-orders = Orders that are ready go to the warehouse by themselves.
guide-what-progress = Status, parcel numbers and tracking come back to the shop.
guide-what-stock = If you wish, the shop shows the true stock of the warehouse.
guide-safe = Until you press Start, nothing is sent anywhere and no customer gets an e-mail. The only exception is the trial order, if you choose one yourself in the last step.
guide-running-title = Thank you for using Spojka
guide-running-lead = Your shop is coupled with the warehouse that ships for you. You may go through these steps again at any time.
guide-running = Orders are being handed over. What you change in the steps holds for all further orders at once.
guide-begin = Begin
guide-resume = Go on with the set-up
guide-steps = Steps of the set-up
guide-partner-name = Partner and account
guide-readiness-name = Readiness
guide-statuses-name = Order statuses
guide-carriers-name = Carriers and payments
guide-stock-name = Stock
guide-start-name = Try and start
progress-done = Done
progress-you = Waiting for you
progress-us = Waiting for us
progress-wrong = Error
progress-later = Comes later
guide-partner-lead = Enter your login for { $name }. We try it at once; the password is stored encrypted and never shown again.
demo-title = Just want to try it?
demo-text = We use a warehouse to play with. Nothing real is shipped. For its parcels to come back at once, enter the webhook of this step on its page afterwards.
demo-button = Use the trial credentials
login-title = I have an account
login-where = { $name } gave you these when it set up your API access. If you don't have them, ask their support.
login-base-url = API address
login-base-url-hint = For instance https://s05.extend.se/RESTAPI
login-client = Client
login-client-hint = Short name of your company in the system
login-user = User
login-password = Password
login-password-keep = Leave empty to keep it
login-button = Save and try
option-customer = Customer number
option-customer-hint = Under which number the warehouse keeps the shop's orders
option-warehouses = Warehouses
option-warehouses-hint = Codes separated by commas; empty means all
option-unit = Unit
option-unit-hint = Sales unit in the warehouse, usually st
test-wait = Trying the login…
test-ok = The login works, tried { $time }.
test-warehouses = Warehouses found: { $name }.
test-login = The partner refused the login. Check user and password.
test-host = No server answers at this address. Check the API address.
test-certificate = The server has no valid certificate, so the connection is not safe. Please contact the partner.
test-client = The server doesn't know this client. Check the field Client.
test-not-json = The partner's API is not at this address. Check that it ends with /RESTAPI.
test-down = The partner doesn't answer right now. Try again in a moment.
test-busy = The partner says there are too many calls. Try again in a moment.
test-forbidden = We may not connect to this address. Use a public address that begins with https://.
test-other = The try failed. See the detail below.
test-again = Try again
account-title = I have no account
account-text = We ask { $name } for a new account and get in touch as soon as it is approved.
account-owner = New account with { $email }
account-email = Another e-mail address
account-other = New account with this address
account-asked = Your request for an account for { $email } was stored on { $time }.
account-step-asked = Request stored
account-step-passed-on = Passed on to the partner
account-step-granted = Account approved
account-step-refused = The partner refused the account
account-step-login = You enter the login in this step
account-contact = In a hurry? Call { $phone } or write to { $email }.
account-no-mail = Mail is not switched on here, so nobody is written to about the request or its result. Please call or write to us.
hook-title = So that changes come back at once
hook-why = Enter these into { $name }. Without them status and parcels come back too, only later.
hook-menu = Open the gear menu → Webhooks and add a new webhook.
hook-url = Paste the address:
hook-url-label = Webhook address
hook-secret = Paste the secret:
hook-secret-label = Webhook secret
hook-triggers = Choose these triggers:
hook-heard = Last heard from { $time }.
hook-quiet = Not heard from yet. You will see it here after the first change in the warehouse.
guide-readiness-lead = We checked the shop and the connection for you.
readiness-must = What is marked Must be mended may hold orders back. You may go on all the same.
readiness-again = Check again
mark-ok = Fine:
mark-warn = Warning:
mark-must = Must be mended:
mark-wait = Checking:
mark-info = Good to know:
ready-partner-ok = { $name } answers, accepted the login and lets us read orders and stock. Writing is proved by the first order.
ready-partner-wait = trying the login for { $name }.
ready-partner-button = Mend the login
ready-rights-ok = Upgates granted all the rights we need.
ready-rights-wait = reading the add-on's rights in Upgates.
ready-rights-missing = Upgates did not grant these rights: { $name }.
ready-rights-button = Contact support
ready-webhooks = { $count ->
    [one] Upgates reports { $count } event to us.
   *[other] Upgates reports { $count } events to us.
}
ready-webhooks-none = switching on the reports from Upgates.
ready-statuses = { $count ->
    [one] Found { $count } order status.
   *[other] Found { $count } order statuses.
}
ready-statuses-none = reading the order statuses.
ready-shipments = { $count ->
    [one] Found { $count } way of shipping.
   *[other] Found { $count } ways of shipping.
}
ready-shipments-none = reading the ways of shipping.
ready-payments = { $count ->
    [one] Found { $count } way of paying.
   *[other] Found { $count } ways of paying.
}
ready-payments-none = reading the ways of paying.
ready-hook-ok = The warehouse called us { $time }.
ready-hook-none = { $name } has not called us yet. Enter the webhook address there so that changes come back at once.
ready-hook-button = Show the address
guide-statuses-lead = When does an order go to the warehouse, and what is set in the shop as the warehouse proceeds?
statuses-suggested = The most likely choices are filled in. Please check them.
statuses-none = The order statuses have not been read yet. They will be here in a moment; then reload the page.
ready-legend = An order goes to the warehouse when its status is
ready-hint = Choose one or more statuses.
paid-only = Unpaid orders wait for the payment; cash on delivery goes at once
paid-only-hint = Without the tick the status alone decides, whether the order is paid or not.
progress-legend = What to set in the shop when the warehouse has
progress-hint = The parcel number is always written before the status, so that the e-mail holds it.
milestone-when-packed = begun to pack
milestone-when-shipped = shipped
milestone-when-delivered = delivered
milestone-when-impossible = no way to ship
milestone-packed = Being packed
milestone-shipped = Shipped
milestone-delivered = Delivered
milestone-impossible = The warehouse can't ship it
progress-nothing = – change nothing –
progress-mail = send the customer an e-mail and SMS
guide-carriers-lead = What are your ways of shipping and paying called at { $name }? Certain suggestions are filled in.
map-accept = Accept all certain suggestions
map-accept-hint = Fills in empty fields only.
map-carriers = Shipping
map-payments = Payments
map-shop = In the shop
map-partner = At { $name }
map-state = State
map-certain = Suggestion: { $name } (certain)
map-likely = Suggestion: { $name } (by its name)
map-branch = pickup points
map-cod = cash on delivery
map-idle = not in use
map-mapped = Mapped
map-missing = Not mapped, orders will wait
map-unsaved = Filled in, not saved yet
map-none = The shop has none yet, or we are still reading them.
map-waits = { $count ->
    [one] { $count } order waits
   *[other] { $count } orders wait
}
map-empty-hint = An empty field means that orders with this way of shipping or paying wait until you map it.
guide-stock-lead = Who decides which stock the shop shows?
stock-legend = Who rules the shop's stock
stock-shop = The shop rules
stock-shop-text = We overwrite nothing; you rule the stock in the shop. The default.
stock-partner = The partner's warehouse rules
stock-partner-text = We write to the shop how many pieces the warehouse has available.
stock-report = Only report differences
stock-report-text = Nothing is written; the overview shows how many products differ.
stock-buffer = Units kept back
stock-buffer-hint = How many units fewer the shop shows
stock-physical-label = What counts
stock-physical = count units on the shelf, not those free to sell
stock-guard-hint = Guard-rail: if one update would lower more than { $percent } % of the products or zero more than { $zero }, we stop it and ask you. Change the limits in Settings.
guide-start-lead = First a simulation: see which orders would go. Then start.
from-legend = Which orders are taken
from-now = only new ones, created after the start
from-days = { $count ->
    [one] also of the last { $count } day
   *[other] also of the last { $count } days
}
from-date = since { $date }
from-own = own number of days (1–90)
from-own-days = Own number of days
hold-label = Hold before sending (minutes)
hold-hint = 0 to 240. During this time you can still change or stop an order.
simulate = Simulate
simulate-hint = A simulation writes nothing anywhere and sends nothing to anybody.
simulate-wait = Reading orders and trying the rules on them…
start = Start
start-missing-statuses = Still to choose, when an order goes:
simulation-title = Result of the simulation
simulation-when = Simulated { $time } on orders since { $from }.
simulation-error = The simulation failed because the other side didn't answer. Please try again.
simulation-go = Would go
simulation-wait = Would wait
simulation-out = Left out
simulation-not-ready = Not ready yet
simulation-mails = E-mails to customers
simulation-stock = Stock changes
simulation-orders = Orders of the simulation
simulation-verdict = What would happen
verdict-go = Goes
verdict-hold = Is held, then goes
verdict-wait = Waits
verdict-left-out = Is left out
verdict-not-ready = Is not ready
