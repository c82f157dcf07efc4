"""The company that the demo shows."""
