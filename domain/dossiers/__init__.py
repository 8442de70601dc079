"""Dossiers: long matters (a permit, a terrace until 01:00), with their timeline and who it waits for."""
