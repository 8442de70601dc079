"""The user's side: acting and looking as a member, over HTTP and a websocket (see docs/sandbox.md)."""
