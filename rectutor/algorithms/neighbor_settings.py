"""The hyper-parameters that `ItemKNN` and `UserKNN` share: what each means, and what it may be."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rectutor.algorithms.bias import ItemDamping, UserDamping

__all__ = [
    "Damping", "ItemDamping", "Kept", "Measure", "MinOverlap", "Neighbors", "Shrinkage", "UserDamping", "Votes",
]  # fmt: skip

Measure = Annotated[
    Literal[
        "cosine", "cosine_common", "adjusted_cosine", "adjusted_cosine_common", "pearson", "pearson_baseline",
        "residual_cosine", "binary_cosine", "jaccard",
    ],
    Field(description="what makes two alike, see `rectutor.algorithms.similarity.MEASURES`"),
]  # fmt: skip
Neighbors = Annotated[
    int,
    Field(
        ge=1,
        le=10_000,
        description="how many of the most similar that have a vote may cast it",
        json_schema_extra={"symbol": "k", "label": "neighbours", "scale": "log", "slider_high": 100},
    ),
]
Shrinkage = Annotated[
    float,
    Field(
        ge=0,
        le=10_000,
        description="how much in common it takes to be believed: with this much, half",
        json_schema_extra={"symbol": "β", "slider_high": 200},
    ),
]
MinOverlap = Annotated[
    int,
    Field(
        ge=1, le=1000, description="below this much in common nothing is similar", json_schema_extra={"slider_high": 20}
    ),
]
Votes = Annotated[
    Literal["residuals", "ratings", "presence"],
    Field(
        description="what a neighbour says: how far its rating is from its own baseline, the rating itself, or only "
        "that there is one, which ranks and predicts no ratings"
    ),
]
Damping = Annotated[
    float,
    Field(
        ge=0,
        le=1000,
        description="weight of a pretended vote for no change",
        json_schema_extra={"symbol": "δ", "slider_high": 10},
    ),
]
Kept = Annotated[
    int,
    Field(
        ge=1,
        le=100_000,
        description="how many of the most similar are kept in memory",
        json_schema_extra={"scale": "log"},
    ),
]
