"""Tables of the material: their cells, and the rows that a question picks by amount, name or extreme."""
