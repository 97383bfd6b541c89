"""Illustrations drawn in code: a scene of the vocabulary (place, people, things) becomes an SVG of 640 × 400."""
