"""Pictures that are set in type: sheets in, PNG or PDF out. Knows nothing of events, Discord or the web.

`sheets` says what stands on one, `letters` which of it can be drawn, `setting` hands it to Typst, `press` has
that done in a process of its own.
"""
