"""The proofs of scripts/torture/run; docs/reliability.md explains them."""
