"""One file for each algorithm, and a few for what several of them share."""
