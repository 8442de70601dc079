"""The desk: where anyone asks, who answers, and by when."""
