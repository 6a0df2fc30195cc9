"""The harness of bench/run: corpus, engines, figures, report."""
