//! The repository held to what it says of itself: its layout, README and examples.

mod architecture;
mod assumptions;
mod ci_examples;
mod circles;
mod front_door;
mod handbook;
mod process;
mod readme;
mod rules;
mod sizes;
mod written;
