"""The directory: who wants to be found, bringing people together, and who can be reached about what."""
