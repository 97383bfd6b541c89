"""The tests of the house, in the order of its rooms."""
