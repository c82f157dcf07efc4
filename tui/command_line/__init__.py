"""What may be typed on the command line: options, help pages, completion. The commands themselves are in `tui.cli`."""
