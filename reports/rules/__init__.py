"""How documents look and what they say: pure functions over facts."""
