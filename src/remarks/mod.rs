//! What a reader of a run should know: what to doubt, what has no effect.

mod asked_amounts;
mod asked_counts;
mod asked_kenmerken;
mod carried;
mod doubts;
mod never_in_force;
mod only_in_draws;
mod own_series;
mod without_effect;
