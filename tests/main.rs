//! From outside: the rules of the house, whole toolkits, the command line.

mod again;
mod cli;
mod equal;
mod form;
mod house;
mod ids;
mod import;
mod leaflets;
mod pilot;
mod report;
mod rules;
mod serve;
mod staged;
mod way;
