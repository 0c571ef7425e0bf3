//! Tests of the streams and the samplers together.

mod counts;
mod distribution;
mod edges;
mod pinned;
mod streams;
