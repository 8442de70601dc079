"""Reading what other sites publish: carefully fetched, parsed apart, never trusted."""
