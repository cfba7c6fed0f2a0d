"""The stations of a policy's way: each reads what is, and adds what is missing."""
