//! Consumers of the clients that are emitted for the hard cases, one file a case.

mod check_status;
mod commissions;
mod marketplace;
mod provision;
mod query;
mod refund;
mod start_3d;
mod support;
mod three_d_result;
mod three_d_return;
mod three_d_start;
mod webhooks;
