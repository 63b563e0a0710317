"""Public benchmarks and the project's own corpus: read, predicted, scored. One module a benchmark, and a registry."""
