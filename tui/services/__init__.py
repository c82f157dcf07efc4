"""What the program does, with asyncio only; it sees Azure through the protocols in gateway.py."""
