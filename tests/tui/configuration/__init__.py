"""Tests of what may be wrong with the settings and the keys."""
