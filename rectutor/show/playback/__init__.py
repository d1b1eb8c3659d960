"""One player: what is recorded, live or computed in the page, and what is drawn of it."""
