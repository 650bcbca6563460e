"""Many files in one run: what to read, who reads it, and the folder that holds the result."""
