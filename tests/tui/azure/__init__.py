"""Tests of the way to Azure."""
