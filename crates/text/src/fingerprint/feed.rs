//! A value as bytes for a hash: what differs gives other bytes, whatever the machine.
//!
//! Every value begins with a letter that tells its kind, and whatever has no fixed length says where it ends; so no two
//! values give the same bytes. JSON would do as well at several times the price, since it looks at every letter.

use std::fmt::Error;

use serde::ser::{self, Serialize, Serializer};

/// A serde serializer that writes the bytes to be hashed; the field holds those written so far.
#[derive(Default)]
pub struct Feed(pub Vec<u8>);

impl Feed {
    fn kind(&mut self, kind: u8) {
        self.0.push(kind);
    }

    fn end(&mut self) -> Result<(), Error> {
        self.kind(b'.');
        Ok(())
    }

    fn put(&mut self, kind: u8, bytes: &[u8]) -> Result<(), Error> {
        self.kind(kind);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), Error> {
        self.put(b's', &(name.len() as u64).to_le_bytes())?;
        self.0.extend_from_slice(name.as_bytes());
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $kind:ty => $wide:ty, $letter:literal;)*) => {$(
        fn $method(self, value: $kind) -> Result<(), Error> {
            self.put($letter, &<$wide>::from(value).to_le_bytes())
        }
    )*};
}

impl Serializer for &mut Feed {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8 i8 => i64, b'i'; serialize_i16 i16 => i64, b'i'; serialize_i32 i32 => i64, b'i';
        serialize_i64 i64 => i64, b'i'; serialize_u8 u8 => u64, b'u'; serialize_u16 u16 => u64, b'u';
        serialize_u32 u32 => u64, b'u'; serialize_u64 u64 => u64, b'u'; serialize_i128 i128 => i128, b'I';
        serialize_u128 u128 => u128, b'U'; serialize_f32 f32 => f64, b'f'; serialize_f64 f64 => f64, b'f';
        serialize_char char => u32, b'c';
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(b'b', &[u8::from(value)])
    }
    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.name(value)
    }
    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.put(b'y', &(value.len() as u64).to_le_bytes())?;
        self.0.extend_from_slice(value);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Error> {
        self.put(b'n', &[])
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.kind(b'o');
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Error> {
        self.put(b'0', &[])
    }
    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Error> {
        self.name(name)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.kind(b'v');
        self.name(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.kind(b'w');
        self.name(variant)?;
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.kind(b'[');
        Ok(self)
    }
    fn serialize_tuple(self, length: usize) -> Result<Self, Error> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Error> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Error> {
        self.kind(b'w');
        self.name(variant)?;
        self.serialize_seq(Some(length))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.kind(b'{');
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Self, Error> {
        self.serialize_map(Some(length))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Error> {
        self.kind(b'w');
        self.name(variant)?;
        self.serialize_map(Some(length))
    }
}

macro_rules! lists {
    ($($kind:ident $method:ident;)*) => {$(
        impl ser::$kind for &mut Feed {
            type Ok = ();
            type Error = Error;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Error> {
                Feed::end(self)
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

impl ser::SerializeMap for &mut Feed {
    type Ok = ();
    type Error = Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Error> {
        Feed::end(self)
    }
}

macro_rules! structs {
    ($($kind:ident)*) => {$(
        impl ser::$kind for &mut Feed {
            type Ok = ();
            type Error = Error;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.name(key)?;
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Error> {
                Feed::end(self)
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }
