"""Days of bad luck, lived through in seconds."""
