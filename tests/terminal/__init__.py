"""Tests against a real pty."""
