"""What may be wrong with the settings and the keys, and what editors are told of them. The table is `tui.settings`."""
