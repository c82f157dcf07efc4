"""What writes come to: the service's rules for each type, its defaults, and how long it takes."""
