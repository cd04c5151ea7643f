//! What happened in the warehouse that a webhook may tell about (facts: partners.md 2.7).

/// A thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An order was entered.
    OrderCreated(String),
    /// Picking of at least one row started.
    OrderReserved(String),
    /// At least one row left the warehouse.
    OrderPicked(String),
    /// The whole order was cancelled.
    OrderCancelled(String),
    /// An expected delivery date moved.
    OrderDeliveryDataChanged(String),
    /// Pieces on the shelves changed.
    BalanceChanged(StockFigure),
    /// Pieces that may be sold changed.
    AvailableBalanceChanged(StockFigure),
    /// A product was entered.
    ProductCreated(String),
    /// A customer was entered.
    CustomerCreated(String),
}

/// A stock figure as an event carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockFigure {
    /// Product number.
    pub product: String,
    /// Warehouse code.
    pub warehouse: String,
    /// New figure in pieces.
    pub balance: i64,
}

impl Event {
    /// The documented name of the trigger.
    pub fn trigger(&self) -> &'static str {
        match self {
            Self::OrderCreated(_) => "OrderCreated",
            Self::OrderReserved(_) => "OrderReserved",
            Self::OrderPicked(_) => "OrderPicked",
            Self::OrderCancelled(_) => "OrderCancelled",
            Self::OrderDeliveryDataChanged(_) => "OrderDeliveryDataChanged",
            Self::BalanceChanged(_) => "BalanceChanged",
            Self::AvailableBalanceChanged(_) => "AvailableBalanceChanged",
            Self::ProductCreated(_) => "ProductCreated",
            Self::CustomerCreated(_) => "CustomerCreated",
        }
    }

    /// An event of an order by the name of its trigger, for hooks sent on command.
    pub fn of_order(trigger: &str, order: &str) -> Option<Self> {
        let order = order.to_owned();
        Some(match trigger {
            "OrderCreated" => Self::OrderCreated(order),
            "OrderReserved" => Self::OrderReserved(order),
            "OrderPicked" => Self::OrderPicked(order),
            "OrderCancelled" => Self::OrderCancelled(order),
            "OrderDeliveryDataChanged" => Self::OrderDeliveryDataChanged(order),
            _ => return None,
        })
    }

    /// An event of a stock figure by the name of its trigger, for hooks sent on command.
    pub fn of_stock(trigger: &str, figure: StockFigure) -> Option<Self> {
        match trigger {
            "BalanceChanged" => Some(Self::BalanceChanged(figure)),
            "AvailableBalanceChanged" | "AvaiableBalanceChanged" => Some(Self::AvailableBalanceChanged(figure)),
            _ => None,
        }
    }
}
