"""Real servers and a real browser for the tests: found on the machine or in the locked packages, started, stopped."""
