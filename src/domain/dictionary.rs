//! What a shop is made of besides orders and stock: owner, rights, statuses, methods, webhooks.
