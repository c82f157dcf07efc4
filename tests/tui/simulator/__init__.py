"""The simulator, from its core to its sockets."""
