"""The az command line, as it is published, against a simulator."""
