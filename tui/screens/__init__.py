"""The views: each turns the services' data into the widgets' rows."""
