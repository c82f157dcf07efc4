"""Tests of the services, on a virtual clock and against a scripted Azure."""
