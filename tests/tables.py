"""Small tables of ratings for hypothesis to attack with."""

import pandas as pd
from hypothesis import strategies as st

HALF_STARS = [half / 2 for half in range(1, 11)]


@st.composite
def tables(draw, min_size=1, users=6, items=6):
    """A DataFrame of ratings with no repeated pair, in any order of lines; ids are whole numbers with gaps."""
    pairs = st.tuples(st.integers(0, users - 1), st.integers(0, items - 1))
    pairs = draw(st.lists(pairs, unique=True, min_size=min_size, max_size=users * items))
    values = draw(st.lists(st.sampled_from(HALF_STARS), min_size=len(pairs), max_size=len(pairs)))
    user, item = zip(*pairs, strict=True)
    return pd.DataFrame({"user": [10 * u + 3 for u in user], "item": [7 * i + 1 for i in item], "rating": values})
