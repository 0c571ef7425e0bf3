//! What leaves the program: for programs that read it, and on a screen.

mod csv;
mod forms;
mod manual;
mod screen;
