"""The way to Azure: the only place that imports azure."""
