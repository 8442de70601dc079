"""Meetings (bijeenkomsten): when the next one is, who finds a date for it, and what becomes of it."""
