//! From outside: the rules of the house, whole toolkits, the command line.

mod cli;
mod equal;
mod house;
mod staged;
mod way;
