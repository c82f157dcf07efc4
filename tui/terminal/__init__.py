"""What a terminal does to a program: signals, hang-up, stalls, stopping and going on, leftovers in the output."""
