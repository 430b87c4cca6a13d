//! From outside: the rules of the house, whole toolkits, the command line.

mod house;
mod way;
