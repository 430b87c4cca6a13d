//! From outside: whole toolkits, the command line.

mod again;
mod cases;
mod checks;
mod cli;
mod doubt;
mod equal;
mod facts;
mod faults;
mod field;
mod field_import;
mod field_paper;
mod form;
mod ids;
mod import;
mod january;
mod leaflets;
mod papers;
mod phrases;
mod pilot;
mod reading;
mod report;
mod rules;
mod serve;
mod staged;
mod translation;
mod way;
