//! What comes from outside: refused with its place, or read as it was meant.

mod bad_input;
mod counted;
mod deventer;
mod errors;
mod fuzz_short;
mod import;
mod import_columns;
mod import_places;
mod import_rows;
mod languages;
mod limits;
mod merged_factors;
mod own_files;
mod shipped;
mod workbook;
