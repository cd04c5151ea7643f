//! Asking the partner for its stock: what it refuses is told and asked for again, and holds up nothing else.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::partner::CallError;
use crate::domain::stock::Availability;
use crate::store::connections::Connection;
use crate::store::findings;
use crate::sync::context::{Context, JobError};
use crate::systems::partner::Partner;

/// What was read, and what was refused.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Rows of all numbers that were told.
    pub(super) rows: Vec<Availability>,
    /// Numbers that were refused, with the partner's words; an empty number stands for the list as a whole.
    pub(super) refused: Vec<(String, String)>,
}

impl Reading {
    /// Asks for the stock of some numbers; when they are refused together, for each alone. Until when nothing can be read, if the
    /// connection as a whole is held up.
    pub(super) async fn ask(
        &mut self,
        ctx: &Context,
        connection: &Connection,
        partner: &Partner,
        numbers: &[String],
    ) -> Result<Option<Millis>, JobError> {
        match partner.availability(numbers).await {
            Ok(rows) => self.rows.extend(rows),
            Err(CallError::Refused { .. } | CallError::NotFound) if (2..=ONE_BY_ONE).contains(&numbers.len()) => {
                for number in numbers {
                    match partner.availability(std::slice::from_ref(number)).await {
                        Ok(rows) => self.rows.extend(rows),
                        Err(error) => {
                            if let Some(until) = self.failed(ctx, connection, number, &error).await? {
                                return Ok(Some(until));
                            }
                        }
                    }
                }
            }
            Err(error) => {
                let number = if numbers.len() == 1 { numbers[0].as_str() } else { "" };
                return self.failed(ctx, connection, number, &error).await;
            }
        }
        Ok(None)
    }

    /// A call failed; until when the connection is held up by it.
    pub(super) async fn failed(
        &mut self,
        ctx: &Context,
        connection: &Connection,
        number: &str,
        error: &CallError,
    ) -> Result<Option<Millis>, JobError> {
        let until = ctx.block(connection, error).await?;
        if until.is_none() {
            let words = match error {
                CallError::Refused { text, .. } => text.chars().take(200).collect(),
                other => other.to_string(),
            };
            self.refused.push((number.to_owned(), words));
        }
        Ok(until)
    }

    /// Tells what was refused; what was told instead is over. `asked` are the numbers of a reading of some, or none of a whole one.
    pub(super) async fn tell(&self, ctx: &Context, connection: &Connection, asked: &[String]) -> Result<(), JobError> {
        let (now, id) = (ctx.now(), connection.id.as_str());
        let cause = |number: &str| Cause::new(Code::StockRefused, number);
        let mut tx = ctx.begin().await?;
        if asked.is_empty() && self.refused.is_empty() && !self.rows.is_empty() {
            findings::clear(&mut tx, &connection.shop, id, &cause("").key()).await?;
        }
        for number in asked {
            findings::clear(&mut tx, &connection.shop, id, &cause(number).key()).await?;
        }
        for (number, words) in &self.refused {
            let told = if number.is_empty() { words.clone() } else { format!("{number}: {words}") };
            let cause = cause(number).with("reason", told).detail(words);
            findings::put(&mut tx, &connection.shop, id, &cause, now).await?;
            tracing::warn!(shop = %connection.shop, connection = id, number, "the partner refused to tell its stock");
        }
        tx.commit().await?;
        Ok(())
    }
}

/// More numbers than these are not asked for one by one.
const ONE_BY_ONE: usize = 100;
