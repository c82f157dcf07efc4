"""Azure's SDK for JavaScript, as it is published, against a simulator."""
