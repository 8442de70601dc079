"""The catalogues: English is what the code says, the others are here."""
