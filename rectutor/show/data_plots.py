"""Still pictures of ratings as they are, before any model: shares of stars, habits, and what depends on how often."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rectutor.show.plots import COLORS, HAIRLINE, INK, TERTIARY, Picture, finished, labelled

HATCHES = ["", "///", "...", "xx"]  # colors are never the only difference


def shares(table: pd.DataFrame, title: str, xlabel: str, ylabel: str, text: str, size=(6.4, 3.2)) -> Picture:
    """Draw a group of bars for each line of `table`, one bar a column, with the per cents above.

    Parameters
    ----------
    table : DataFrame
        Shares from 0 to 1; the index is the x axis, the columns are what is compared.
    title : str
        What is to be seen.
    xlabel, ylabel : str
        With the unit.
    text : str
        The text alternative: the fact that the picture shows, in a sentence.
    size : (float, float)
        Width and height in inches.
    """
    import seaborn as sns
    from matplotlib.patches import Patch

    labels = [f"{value:g}" if isinstance(value, float) else str(value) for value in table.index]
    long = table.set_axis(labels).rename_axis("x").reset_index().melt(id_vars="x", var_name="part", value_name="share")
    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, axes = _sheet(size)
        sns.barplot(
            long, x="x", y="share", hue="part", ax=axes, palette=COLORS[: len(table.columns)], saturation=1, gap=0.08
        )
        for bars, hatch, color in zip(axes.containers, HATCHES, COLORS, strict=False):
            for bar in bars:
                bar.set(hatch=hatch, edgecolor="white", linewidth=0.5)
                _per_cent(axes, bar, color)
        marks = [
            Patch(facecolor=color, hatch=hatch, edgecolor="white", label=str(name))
            for name, color, hatch in zip(table.columns, COLORS, HATCHES, strict=False)
        ]
        axes.legend(handles=marks, frameon=False, fontsize=9, loc="upper left", labelcolor=INK)
        axes.set_yticks([])
        _titled(axes, title, xlabel, ylabel)
        sns.despine(ax=axes, left=True)
        return finished(figure, text)


def histogram(
    values: np.ndarray, marks: dict[str, float], title: str, xlabel: str, ylabel: str, text: str, bins=40,
    size=(6.4, 2.8),
) -> Picture:  # fmt: skip
    """Draw how often which value occurs, and a labelled line at each of `marks`.

    Parameters
    ----------
    values : ndarray
        Numbers.
    marks : dict of str to float
        What is named, and where it lies.
    title, xlabel, ylabel, text, size
        As for `shares`.
    bins : int or sequence of float
        As in numpy.
    """
    import seaborn as sns

    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, axes = _sheet(size)
        sns.histplot(x=np.asarray(values), bins=bins, ax=axes, color=COLORS[2], edgecolor="white", linewidth=0.5)
        top = axes.get_ylim()[1]
        axes.set_ylim(0, top * (1 + 0.13 * len(marks)))
        for number, (name, place) in enumerate(sorted(marks.items(), key=lambda mark: mark[1])):
            height = top * (1.02 + 0.13 * number)
            axes.plot([place, place], [0, height], color=COLORS[3], linewidth=1.5)
            axes.annotate(
                name, (place, height), (5, 0), textcoords="offset points", va="center", fontsize=9, color=COLORS[3],
                fontweight="bold",
            )  # fmt: skip
        _titled(axes, title, xlabel, ylabel)
        sns.despine(ax=axes, left=True)
        return finished(figure, text)


def by_count(
    counts: np.ndarray, means: np.ndarray, title: str, xlabel: str, ylabel: str, text: str,
    edges=(1, 2, 3, 6, 11, 21, 51, 101, np.inf), size=(6.4, 3.4),
) -> Picture:  # fmt: skip
    """Draw a dot for each item, how often it was rated against its mean, and the mean of each group of items.

    Parameters
    ----------
    counts : ndarray of int, shape (n,)
        How many ratings each item has; items without any are left out. The axis is logarithmic.
    means : ndarray, shape (n,)
        The mean rating of each, in stars.
    edges : sequence of float
        Groups of counts, each from one edge up to, not including, the next.
    title, xlabel, ylabel, text, size
        As for `shares`.
    """
    import seaborn as sns

    rated = counts > 0
    table = pd.DataFrame({"count": counts[rated], "mean": means[rated]})
    groups = table.groupby(pd.cut(table["count"], edges, right=False), observed=True)
    middle = groups.agg(count=("count", lambda c: np.exp(np.log(c).mean())), mean=("mean", "mean"))
    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, axes = _sheet(size)
        sns.scatterplot(table, x="count", y="mean", ax=axes, s=7, color=TERTIARY, alpha=0.25, linewidth=0)
        sns.lineplot(middle, x="count", y="mean", ax=axes, color=COLORS[0], linewidth=2.5, marker="o", markersize=7)
        for _, point in middle.iloc[[0, -1]].iterrows():
            axes.annotate(
                f"{point['mean']:.2f}", (point["count"], point["mean"]), (0, 9), textcoords="offset points",
                ha="center", fontsize=9, fontweight="bold", color=COLORS[0],
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
            )  # fmt: skip
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda x, place: f"{x:,.0f}")
        axes.minorticks_off()
        _titled(axes, title, xlabel, ylabel)
        axes.grid(axis="y", color=HAIRLINE)
        axes.set_axisbelow(True)
        sns.despine(ax=axes, left=True)
        return finished(figure, text)


def _sheet(size):
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=size, dpi=144, layout="constrained")


def _per_cent(axes, bar, color) -> None:
    share = bar.get_height()
    axes.annotate(
        f"{share:.0%}", (bar.get_x() + bar.get_width() / 2, share), (0, 3), textcoords="offset points",
        ha="center", fontsize=7.5, color=color,
    )  # fmt: skip


def _titled(axes, title: str, xlabel: str, ylabel: str) -> None:
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
    labelled(axes, xlabel, ylabel)
