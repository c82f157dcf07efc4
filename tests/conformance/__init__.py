"""The simulator and the client held against answers that Azure gave: read in place, never copied."""
