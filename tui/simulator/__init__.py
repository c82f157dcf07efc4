"""A local Azure Resource Manager for galleries; it imports nothing of the rest."""
