"""What is measured, and against what. Each module runs by itself: `python -m benchmarks.interactions`."""
