"""How good is it: questions, measures, suites and benchmarks."""
