"""What compiled loops may do with floating-point numbers for the sake of speed."""

FAST = {"reassoc", "contract", "nsz"}  # reorder sums; NaN and infinity keep their meaning
