# Mails to the merchant
mail-connection-subject = Spojka: the connection with { $partner } is lost
mail-connection-body = { $partner } has not answered or has refused the login since { $since }. Orders are still collected, nothing is lost. They go by themselves once the connection is back.
mail-upgates-subject = Spojka: the shop withdrew the add-on’s access
mail-upgates-body = Upgates refuses the add-on’s access to the shop { $shop }. Please activate the add-on again in the administration; its settings are kept.
mail-late-subject = Spojka: { $count ->
    [one] { $count } order waits to be handed over
   *[other] { $count } orders wait to be handed over
}
mail-late-body = The oldest of them has been ready since { $since }. In the add-on you see for each why it waits and what to do.
mail-guard-rail-subject = Spojka: we stopped a stock change
mail-guard-rail-body = The change would lower the stock of { $lowered ->
    [one] { $lowered } product
   *[other] { $lowered } products
} and set { $zeroed } to zero. We did not write it to the shop. Please check it in the add-on and decide.
mail-digest-subject = Spojka: the last day
mail-digest-body = Handed over: { $handed }. Waiting: { $waiting }. Left out: { $left_out }. Failed: { $failed }.
mail-ended-subject = Spojka: we ended the add-on in the shop { $shop }
mail-ended-body = Upgates has refused the add-on’s access to the shop { $shop } since { $since }. We therefore take the add-on as switched off, and nothing is handed over any more. What we have stored about the shop will be erased on { $until }.
mail-ended-back = To go on, activate the add-on again in the shop’s administration before then; its settings are kept. If you don’t want to, there is nothing to do.
mail-how = Open the add-on in the administration of the shop { $shop }, section Add-ons.
mail-stop = Whom we write to and when can be changed or switched off in the add-on, on the tab Settings under Alerts by e-mail.
mail-settings = Open the settings of alerts
mail-help = Need help? { $phone }, { $email }
mail-account-asked-subject = Spojka: { $shop } asks for an account at { $partner }
mail-account-asked-body = The shop { $shop } asked on { $time } for an account at { $partner } for { $account }. When something changes, tell it by the command spojka shops request { $token } passed_on, granted or refused.
mail-account-passed-on-subject = Spojka: your request for an account was passed on
mail-account-passed-on-body = We passed on your request for an account at { $partner } for { $account } and get in touch as soon as it is decided.
mail-account-granted-subject = Spojka: your account at { $partner } is approved
mail-account-granted-body = { $partner } approved the account for { $account }. Please enter the login in the first step of the add-on's guide.
mail-account-refused-subject = Spojka: your account at { $partner } was not approved
mail-account-refused-body = { $partner } refused the request for an account for { $account }. Please contact us, we will find a way.
