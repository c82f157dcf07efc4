"""Words, ages, durations, sizes and table rows, worded once for the screen and for the headless commands."""
