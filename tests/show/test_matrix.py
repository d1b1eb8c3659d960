"""What the panel `Matrix` refuses, and what it makes of values that are given."""

from __future__ import annotations

import numpy as np
import pytest

from rectutor.show.panels import Grid, Matrix


def test_as_many_values_as_cells_or_a_sentence():
    with pytest.raises(ValueError, match="2 rows and 3 columns are 6 cells, but there are 4 values"):
        Matrix(Grid(np.zeros((2, 2))), rows=["a", "b"], columns=["c", "d", "e"])
    with pytest.raises(ValueError, match="but there are 1 values"):
        Matrix(Grid("frames", hollow=[1.0]), rows=["a", "b"], columns=["c"])


@pytest.mark.parametrize("given", [{"rows": "names"}, {"columns": "step"}, {"grids": "weights"}])
def test_what_comes_with_the_frames_is_not_clustered(given):
    whole = {"grids": np.zeros((2, 2)), "rows": ["a", "b"], "columns": ["c", "d"]}
    with pytest.raises(ValueError, match="cluster orders values that are given"):
        Matrix(**(whole | given), cluster=True)


def test_clustering_moves_every_value_with_its_names():
    names, others = np.array(["a", "b", "c", "d", "e"]), np.array(["v", "w", "x", "y"])
    table = np.random.default_rng(0).normal(size=(5, 4))
    grids = [Grid(table), Grid(table + 1, under=table - 1, hollow="frames")]
    panel = Matrix(grids, rows=names, columns=others, row_titles=[f"film {name}" for name in names], cluster=True)
    wanted = table[[*map("abcde".index, panel.rows)]][:, [*map("vwxy".index, panel.columns)]]
    assert panel.rows != names.tolist()
    assert panel.row_titles == [f"film {name}" for name in panel.rows]
    for values, add in ((panel.grids[0].value, 0), (panel.grids[1].value, 1), (panel.grids[1].under, -1)):
        assert np.array_equal(values.reshape(5, 4), wanted + add)
    assert panel.grids[1].hollow == "frames"
