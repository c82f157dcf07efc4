"""sigscope: a terminal explorer for Azure Compute Galleries."""
