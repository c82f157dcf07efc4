"""What the simulator answers, a module for each family of routes."""
