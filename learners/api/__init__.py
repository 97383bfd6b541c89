"""The interface for phones: strict schemas, one error shape, the session's own sign-in."""
