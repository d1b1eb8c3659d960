"""Still pictures of what a lesson on evaluation has to show: two measures that disagree, and values drawn again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rectutor.show.plots import COLORS, HAIRLINE, INK, Picture, finished, labelled


def trade_off(
    table: pd.DataFrame, title: str, xlabel: str, ylabel: str, text: str, path: str = "", size=(6.4, 3.6)
) -> Picture:
    """Draw models as points of two measures, and the settings of one model as a path through them.

    Parameters
    ----------
    table : DataFrame
        One line a model or setting; the index labels the points, the first column is x, the second y. What has no x
        becomes a level line at its y.
    title : str
        What is to be seen.
    xlabel, ylabel : str
        With the unit, and which way is better.
    text : str
        The text alternative: the fact that the picture shows, in a sentence.
    path : str
        The points whose labels begin so are joined, in the order of lines.
    size : (float, float)
        Width and height in inches.
    """
    import matplotlib.pyplot as plt
    import seaborn as sns

    x, y = table.iloc[:, 0], table.iloc[:, 1]
    on_path = np.array([bool(path) and str(label).startswith(path) for label in table.index])
    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, axes = plt.subplots(figsize=size, dpi=144, layout="constrained")
        axes.plot(x[on_path], y[on_path], color=COLORS[0], linewidth=2, alpha=0.55)
        for chosen, color, marker in ((on_path, COLORS[0], "o"), (~on_path, COLORS[3], "s")):
            sns.scatterplot(x=x[chosen], y=y[chosen], ax=axes, color=color, marker=marker, s=46, zorder=3, legend=False)
        for label, joined in zip(table.index, on_path, strict=True):
            color = COLORS[0] if joined else COLORS[3]
            if np.isnan(x[label]):
                axes.axhline(y[label], color=color, linewidth=1.5, linestyle=(0, (5, 2)))
                axes.annotate(str(label), (0.01, y[label]), (0, 4), axes.get_yaxis_transform(), "offset points",
                              color=color, fontsize=9)  # fmt: skip
            else:
                axes.annotate(str(label), (x[label], y[label]), (6, -12), textcoords="offset points", color=color,
                              fontsize=9)  # fmt: skip
        axes.margins(x=0.12, y=0.12)
        _dressed(axes, xlabel, ylabel)
        axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
        return finished(figure, text)


def draws(samples: pd.DataFrame, title: str, measure: str, text: str, size=(6.4, 2.9)) -> Picture:
    """Draw the values of two models on many draws of the users; beside them, the differences on the same draws.

    Parameters
    ----------
    samples : DataFrame
        One line a draw, one column for each of the two models.
    title : str
        What is to be seen.
    measure : str
        What the values are, with their unit.
    text : str
        The text alternative: the fact that the picture shows, in a sentence.
    size : (float, float)
        Width and height in inches.
    """
    import matplotlib.pyplot as plt
    import seaborn as sns

    first, second = samples.columns
    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, (left, right) = plt.subplots(1, 2, figsize=size, dpi=144, layout="constrained", sharey=True)
        bins = np.histogram_bin_edges(samples.to_numpy().ravel(), 40)
        for name, color, dash in ((first, COLORS[1], (0, (5, 2))), (second, COLORS[0], "-")):
            sns.histplot(samples[name], bins=bins, ax=left, color=color, element="step", alpha=0.15, linestyle=dash)
            left.axvline(samples[name].mean(), color=color, linestyle=dash, linewidth=1)
        # a bin of the same width on both sides, so that the two spreads can be compared by eye
        step = bins[1] - bins[0]
        differences = samples[second] - samples[first]
        lowest, highest = min(differences.min(), 0) / step, max(differences.max(), 0) / step
        edges = np.arange(np.floor(lowest) - 1, np.ceil(highest) + 2) * step
        sns.histplot(differences, bins=edges, ax=right, color=INK, element="step", alpha=0.15)
        right.axvline(0, color=INK, linewidth=1)
        half = (bins[-1] - bins[0]) / 2
        right.set_xlim(differences.mean() - half, differences.mean() + half)
        _named(left, samples)
        _dressed(left, measure, f"draws, of {len(samples):,}")
        _dressed(right, f"{second} minus {first}, on the same draw", "")
        right.xaxis.set_major_formatter(lambda x, place: f"{round(x, 6):g}".replace("-", "−"))
        figure.suptitle(title, x=0.01, ha="left", fontsize=10, fontweight="bold", color=INK)
        return finished(figure, text)


def _named(axes, samples: pd.DataFrame) -> None:
    """Write each model's name on its own side, at the height of the highest bin."""
    lower = samples.mean().idxmin()
    for name, color in zip(samples.columns, (COLORS[1], COLORS[0]), strict=True):
        x, side = (0.02, "left") if name == lower else (0.98, "right")
        axes.text(x, 0.95, str(name), transform=axes.transAxes, ha=side, color=color, fontsize=9, fontweight="bold")


def _dressed(axes, xlabel: str, ylabel: str) -> None:
    import seaborn as sns

    labelled(axes, xlabel, ylabel)
    axes.grid(color=HAIRLINE)
    axes.set_axisbelow(True)
    sns.despine(ax=axes, left=True)
