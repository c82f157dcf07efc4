"""What queries give, and what is refused."""
