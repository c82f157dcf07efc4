"""Textual widgets that know nothing of Azure nor of tui."""
