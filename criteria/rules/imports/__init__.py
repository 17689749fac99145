"""How a table made outside the portal is read: its cells, its names of places, its columns. Pure functions."""
