"""The proofs behind scripts/torture/run; docs/reliability.md explains them."""
