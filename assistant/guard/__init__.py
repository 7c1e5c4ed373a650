"""No number that its cited source does not print reaches the reader: sentences checked against their sources."""
