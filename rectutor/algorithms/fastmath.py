"""What compiled loops may do with floating-point numbers for the sake of speed.

numba's cache looks only at the file in which a loop stands; after a change here, delete the `__pycache__` beside it.
"""

FAST = {"reassoc", "contract", "nsz"}  # reorder sums; NaN and infinity keep their meaning
