//! Going through a hook's body without keeping more of it than what its records name.
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Named, same_entity};

/// A whole body: the lists of the entity together, else the first list of all; `None` when there is no list.
pub(super) struct Body<'a> {
    /// The event's entity, in lower case.
    pub(super) entity: &'a str,
    /// Keys that identify a record, best first.
    pub(super) keys: &'a [&'a str],
    /// Most things that are named.
    pub(super) most: usize,
}

impl<'de> DeserializeSeed<'de> for Body<'_> {
    type Value = Option<Named>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Body<'_> {
    type Value = Option<Named>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let (mut ours, mut first): (Option<Named>, Option<Named>) = (None, None);
        while let Some(key) = members.next_key::<String>()? {
            let is_ours = same_entity(&key, self.entity);
            let mut named = ours.take_if(|_| is_ours).unwrap_or_default();
            let is_list = members.next_value_seed(Records { named: &mut named, body: &self })?;
            match (is_ours, is_list) {
                (true, true) => ours = Some(named),
                (true, false) => ours = Some(named).filter(|named| *named != Named::default()),
                (false, true) => drop(first.get_or_insert(named)),
                (false, false) => {}
            }
        }
        Ok(ours.or(first))
    }
}

/// A member of a body, which may be a list of records; says whether it is.
struct Records<'a> {
    named: &'a mut Named,
    body: &'a Body<'a>,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<bool, D::Error> {
        reader.deserialize_any(self)
    }
}

/// Anything but what is looked for is passed over.
macro_rules! pass_over {
    ($value:expr) => {
        fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<bool, A::Error> {
        while let Some(record) = records.next_element_seed(Record { keys: self.body.keys })? {
            match record {
                Some(record) => self.named.add(&record, self.body.keys, self.body.most),
                None => self.named.unread += 1,
            }
        }
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<bool, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    pass_over!(false);
}

/// The members of a record that may identify it or say what it is about; `None` when it is no object.
struct Record<'a> {
    keys: &'a [&'a str],
}

impl Record<'_> {
    fn wants(&self, key: &str) -> bool {
        self.keys.contains(&key) || key == "last_update_time" || key.ends_with("_id")
    }
}

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Option<Map<String, Value>>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Option<Map<String, Value>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut record = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if self.wants(&key) {
                record.insert(key, members.next_value()?);
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Some(record))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    pass_over!(None);
}
