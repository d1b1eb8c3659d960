"""What kNN models can say: the votes behind one prediction, and who is like whom."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from rectutor.algorithms.selection import largest
from rectutor.algorithms.similarity import compare_row
from rectutor.recommender import Step


class NeighborExplanations:
    """What `ItemKNN` and `UserKNN` can say about one prediction, and about who is like whom.

    It is a part of `NeighborModel`, from which it takes `compares`, `neighbors`, `votes` and `damping`; what is learned
    (`ratings_`, `starts_`, `neighbors_`, `similarities_`); and `baseline`, `trained_on`, `_sides` and `_comparison`.
    """

    def explain(self, user, item) -> pd.DataFrame:
        """Return the votes that make one prediction, the weightiest contribution first.

        Parameters
        ----------
        user, item : ids
            Of the training ratings.

        Returns
        -------
        DataFrame by the neighbour's id
            title (of items), rating (in stars), overlap, similarity, share, vote and contribution, as in
            `prediction_steps`. `attrs["baseline"]` plus the sum of all contributions is `attrs["score"]`.

        Raises
        ------
        KeyError
            With a sentence, for an id that was not in training.
        """
        *_, last = self.prediction_steps(user, item)
        table = last.update["table"]
        table = table[table.chosen].drop(columns=["unshrunk", "weight", "chosen"])
        table = table.sort_values("contribution", key=np.abs, ascending=False, kind="stable")
        table.attrs = dict(last.metrics)
        return table

    def prediction_steps(self, user, item) -> Iterator[Step]:
        """Predict one rating, handing back control after each stage.

        Parameters
        ----------
        user, item : ids
            Of the training ratings.

        Yields
        ------
        Step
            `update` holds "stage" and "table": a DataFrame by the id of all that could vote, for `ItemKNN` the items
            that the user rated, for `UserKNN` the users who rated the item. Each stage adds to it:

            - "pick": title (of items) and rating, in stars;
            - "overlap": how many raters it has in common with what is predicted for;
            - "similarity": unshrunk, similarity, and weight: the similarity if it is above 0 and was kept, else 0;
            - "choose": chosen, whether it is among the k nearest;
            - "weigh": share of all weights, of which `damping` takes a part (where only presence counts, the weight);
            - "predict": vote, and contribution = share · vote. The metrics are `baseline` and `score`, which is the
              baseline plus the sum of all contributions.
        """
        known = self.trained_on
        row, column = self._sides(known.user_row(user), known.item_row(item))
        rows, ratings = self._raters(column, but=row)
        table = pd.DataFrame({"rating": ratings}, index=pd.Index(self._ids()[rows], name=self.compares))
        if self.compares == "item":
            table.insert(0, "title", known.titles(table.index))
        yield _stage(0, "pick", table)
        comparison = self._comparison()
        overlap, similarity = compare_row(row, comparison)
        yield _stage(1, "overlap", table := table.assign(overlap=overlap[rows]))
        free = comparison._replace(question=comparison.question._replace(shrinkage=np.float32(0)))
        unshrunk, weight = compare_row(row, free)[1][rows], self._weights(row)[rows]
        table = table.assign(unshrunk=unshrunk, similarity=similarity[rows], weight=weight)
        yield _stage(2, "similarity", table)
        positive = np.flatnonzero(weight)
        chosen = np.zeros(len(rows), dtype=bool)
        chosen[positive[largest(weight[positive], self.neighbors)]] = True
        yield _stage(3, "choose", table := table.assign(chosen=chosen))
        weight = np.where(chosen, weight, 0).astype(np.float64)
        total = 1.0 if self.votes == "presence" else weight.sum() + self.damping
        share = weight / total if chosen.any() else weight
        yield _stage(4, "weigh", table := table.assign(share=share))
        users, items = self._sides(rows, column)
        own = self.baseline(known.user_row(user), known.item_row(item))
        vote = {
            "residuals": lambda: ratings - self.baseline(users, items),
            "ratings": lambda: ratings - own,
            "presence": lambda: np.ones(len(rows)),
        }[self.votes]()
        baseline = 0.0 if self.votes == "presence" else float(own)
        table = table.assign(vote=vote, contribution=share * vote)
        yield _stage(5, "predict", table, baseline=baseline, score=baseline + float(table.contribution.sum()))

    def because(self, user, item, n: int = 3) -> str:
        """Return, in one sentence, which of at most `n` neighbours speak most for this item."""
        for_it = self.explain(user, item).query("contribution > 0").head(n)
        title = self.ratings_.titles(item)[0]
        if for_it.empty:
            return f"Nothing speaks for {title}: no similar {self.compares} has a vote above what was expected."
        did = "rated" if self.votes == "presence" else "liked"
        if self.compares == "user":
            return f"{title}, because users like you {did} it: {'; '.join(map(str, for_it.index))}."
        return f"{title}, because you {did}: {'; '.join(for_it.title)}."

    def similarity_matrix(self, ids) -> pd.DataFrame:
        """Return the similarities of these items (or users) to each other, also those below 0, by id; 1 with itself."""
        known = self.trained_on
        row_of = known.item_row if self.compares == "item" else known.user_row
        rows = np.array([row_of(id) for id in ids], dtype=np.intp)
        comparison = self._comparison()
        matrix = np.array([compare_row(row, comparison)[1][rows] for row in rows]).reshape(len(rows), len(rows))
        np.fill_diagonal(matrix, 1)
        return pd.DataFrame(matrix, index=list(ids), columns=list(ids))

    def _most_similar(self, row: int, n: int, min_ratings: int) -> pd.DataFrame:
        """Return the kept neighbours of a row with at least `min_ratings` ratings, the most similar first."""
        counts = self._sides(self.ratings_.user_counts, self.ratings_.item_counts)[0]
        weight = self._weights(row)
        rows = np.flatnonzero((weight > 0) & (counts >= min_ratings))
        rows = rows[np.argsort(-weight[rows], kind="stable")[:n]]
        overlap, _ = compare_row(row, self._comparison())
        return pd.DataFrame(
            {"similarity": weight[rows], "overlap": overlap[rows], "ratings": counts[rows]},
            index=pd.Index(self._ids()[rows], name=self.compares),
        )

    def _ids(self) -> np.ndarray:
        return self._sides(self.ratings_.user_ids, self.ratings_.item_ids)[0]

    def _raters(self, column: int, but: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows, but one, that have a rating in this column, in order, and the ratings."""
        rows, columns = self._sides(self.ratings_.users, self.ratings_.items)
        lines = np.flatnonzero((columns == column) & (rows != but))
        lines = lines[np.argsort(rows[lines])]
        return rows[lines], self.ratings_.values[lines].astype(np.float64)

    def _weights(self, row: int) -> np.ndarray:
        """Return for all rows how similar they are to this one, 0 where that was not kept."""
        weights = np.zeros(len(self.starts_) - 1, np.float32)
        kept = slice(self.starts_[row], self.starts_[row + 1])
        weights[self.neighbors_[kept]] = self.similarities_[kept]
        return weights


def _stage(number: int, stage: str, table: pd.DataFrame, **metrics) -> Step:
    return Step(number, metrics, "stage", {"stage": stage, "table": table})
