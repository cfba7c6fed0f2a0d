"""One module per station of a policy's way: read what is, work out what should be, add what is missing."""
