"""The scriptable twin: list and status as table, json or tsv."""
