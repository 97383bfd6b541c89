"""Other people's files: bytes in, items and messages out. Pure functions, no database, no network."""
