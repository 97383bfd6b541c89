"""Pages rendered once for everybody, with places for the few bytes that differ per person."""
