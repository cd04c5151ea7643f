### Pages without tabs: why there is no page, and the way on.

gate-contact = Stuck? Call { $phone } or write to { $email }.
gate-home = Back to the add-on
gate-window-button = Open in a new window
gate-expired-title = Open the add-on again
gate-expired-text = For your safety you were signed out after a while. Open the add-on again in the Upgates administration; everything you saved is still there.
gate-used-link-title = This link is no longer good
gate-used-link-text = A link to the add-on works once and for one minute. Open the add-on again in the Upgates administration.
gate-not-found-title = There is nothing here
gate-not-found-text = There is no page or order at this address.
gate-forged-title = This form is no longer good
gate-forged-text = The form comes from a former session or from elsewhere, so nothing was changed. Go back to the add-on and send it again.
gate-too-large-title = The form is too large
gate-too-large-text = The text is much longer than we can take. Nothing was changed.
gate-moved-on-title = Things have moved on
gate-moved-on-text = This choice no longer fits, so nothing was done. See how things stand now.
gate-deactivated-title = The add-on is switched off in this shop
gate-deactivated-text = Nothing is sent and nothing is read. Your settings are kept for a grace period: activate the add-on again in the Upgates administration and everything is as before.
gate-internal-title = Something of ours went wrong
gate-internal-text = We can't show this page right now. Orders are not affected and still received. Please try again in a moment.
gate-erased-title = Everything is erased
gate-erased-text = Your shop's data is erased. You may now deactivate the add-on in the Upgates administration; when you activate it again, you begin anew.
gate-window-title = Your browser needs a window of its own
gate-window-text = Inside the administration your browser keeps no cookies, so we can't recognise you. In a new window everything works.
gate-no-cookies-title = Your browser keeps no cookies
gate-no-cookies-text = Please allow cookies for this address and open the add-on again in the Upgates administration. We use a single cookie, only to keep you signed in.
