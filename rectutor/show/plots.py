"""Still pictures, by matplotlib and seaborn, in the same colours and with the same manners as the moving ones."""

from __future__ import annotations

import base64
import io

import numpy as np
import pandas as pd

from rectutor.evaluation.measurement import METRICS

INK, TERTIARY, HAIRLINE = "#16191D", "#626B76", "#DDE2E7"
COLORS = ["#6C2BD9", "#0B7F78", "#1B66B8", "#BF4E08"]  # validation's violet first; told apart by dash and label too
DASHES = ["-", (0, (5, 2)), (0, (2, 2)), (0, (6, 2, 2, 2))]


class Picture:
    """A drawn figure with its text alternative: what a screen reader says, and what nbval compares."""

    def __init__(self, png: bytes, text: str, width: int):
        self.png, self.text, self.width = png, text, width

    def __repr__(self) -> str:
        return f"Picture: {self.text}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": repr(self)}
        return data, {"image/png": {"width": self.width, "alt": self.text}}


def lines(
    table: pd.DataFrame, title: str, xlabel: str, ylabel: str, text: str, log_x: bool = False, size=(6.4, 3.4)
) -> Picture:
    """Draw one line for each column of `table` over its index, each labelled at its end.

    Parameters
    ----------
    table : DataFrame
        Numbers; the index is the x axis.
    title : str
        What is to be seen.
    xlabel, ylabel : str
        With the unit.
    text : str
        The text alternative: the fact that the picture shows, in a sentence.
    log_x : bool
        Whether x is a quantity that is multiplied rather than added to.
    size : (float, float)
        Width and height in inches.
    """
    import matplotlib.pyplot as plt
    import seaborn as sns
    from matplotlib.ticker import ScalarFormatter

    with sns.axes_style("ticks", {"font.family": "sans-serif"}), plt.rc_context({"svg.fonttype": "path"}):
        figure, axes = plt.subplots(figsize=size, dpi=144, layout="constrained")
        for name, color, dash in zip(table.columns, COLORS, DASHES, strict=False):
            sns.lineplot(x=table.index, y=table[name], ax=axes, color=color, linestyle=dash, marker="o", linewidth=2)
            axes.annotate(
                str(name), (table.index[-1], table[name].iloc[-1]), (8, 0), textcoords="offset points",
                va="center", color=color, fontweight="bold", fontsize=9,
            )  # fmt: skip
        if log_x:
            axes.set_xscale("log")
            axes.set_xticks(list(table.index))
            axes.xaxis.set_major_formatter(ScalarFormatter())
            axes.minorticks_off()
        axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
        labelled(axes, xlabel, ylabel)
        axes.grid(axis="y", color=HAIRLINE)
        sns.despine(ax=axes, left=True)
        return finished(figure, text)


def comparison(table: pd.DataFrame, title: str, text: str, width: float = 6.4) -> Picture:
    """Draw what `compare` found: each model's value, and its difference to the baseline, with their intervals.

    Every metric has a row of two panels. On the right, a filled point says that the interval leaves out zero; a hollow
    one, that the two models cannot be told apart. What has no interval is grey.

    Parameters
    ----------
    table : DataFrame
        From `rectutor.compare`, for one metric or several.
    title : str
        What is to be seen.
    text : str
        The text alternative: the fact that the picture shows, in a sentence.
    width : float
        In inches; the height follows from the number of models.
    """
    import matplotlib.pyplot as plt
    import seaborn as sns

    if table.index.nlevels == 1:  # one metric, whose name is that of the first column
        table = pd.concat({table.columns[0]: table.rename(columns={table.columns[0]: "value"})})
    metrics = list(dict.fromkeys(table.index.get_level_values(0)))
    height = 0.5 + sum(0.75 + 0.26 * len(table.loc[name]) for name in metrics)
    with sns.axes_style("ticks", {"font.family": "sans-serif"}):
        figure, panels = plt.subplots(
            len(metrics), 2, figsize=(width, height), dpi=144, layout="constrained", squeeze=False,
            sharey="row", height_ratios=[2 + len(table.loc[name]) for name in metrics],
        )  # fmt: skip
        for name, (left, right) in zip(metrics, panels, strict=True):
            part = table.loc[name]
            _intervals(left, part["value"], part["low"], part["high"], hollow=False)
            unsure = (part["diff. low"] <= 0) & (part["diff. high"] >= 0)
            _intervals(right, part["difference"], part["diff. low"], part["diff. high"], hollow=unsure)
            right.axvline(0, color=INK, linewidth=1)
            for row in np.flatnonzero(part["value"].isna()):
                left.text(0.02, row, "no value", transform=left.get_yaxis_transform(), va="center", color=TERTIARY,
                          fontsize=9)  # fmt: skip
            better = METRICS[name].better
            _dressed(left, f"{name} ({better} is better)" if better else name)
            _dressed(right, f"difference to {_baseline(part)}")
        figure.suptitle(title, x=0.01, ha="left", fontsize=10, fontweight="bold", color=INK)
        return finished(figure, text)


def _baseline(part: pd.DataFrame) -> str:
    alone = part.index[part["difference"].isna() & part["value"].notna()]
    return str(alone[0]) if len(alone) == 1 else "the baseline"


def _intervals(axes, values, low, high, hollow) -> None:
    """Draw a point and its interval for each model, from top to bottom; nothing where the value is NaN."""
    import seaborn as sns

    rows, there = np.arange(len(values)), values.notna().to_numpy()
    edges = np.where(low.isna(), TERTIARY, COLORS[0])
    fills = np.where(hollow, "white", edges)
    axes.hlines(rows, low, high, color=COLORS[0], linewidth=2, alpha=0.55)
    sns.scatterplot(
        x=values[there],
        y=rows[there],
        ax=axes,
        color=fills[there],
        edgecolor=edges[there],
        linewidth=1.5,
        s=42,
        zorder=3,
    )
    axes.set_yticks(rows, [str(name) for name in values.index])
    axes.set_ylim(len(values) - 0.5, -0.5)


def _dressed(axes, label: str) -> None:
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    axes.set_xlabel(label, color=TERTIARY, fontsize=9)
    axes.set_ylabel("")
    axes.tick_params(axis="x", colors=TERTIARY, labelsize=9, length=3)
    axes.tick_params(axis="y", labelcolor=INK, labelsize=9, length=0)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda x, place: f"{x:g}".replace("-", "−"))
    axes.grid(axis="x", color=HAIRLINE)
    axes.set_axisbelow(True)
    sns.despine(ax=axes, left=True)


def labelled(axes, xlabel: str, ylabel: str) -> None:
    """Name the axes, in the same small grey letters as their numbers."""
    axes.set_xlabel(xlabel, color=TERTIARY, fontsize=9)
    axes.set_ylabel(ylabel, color=TERTIARY, fontsize=9)
    axes.tick_params(colors=TERTIARY, labelsize=9, length=3)


def finished(figure, text: str) -> Picture:
    """Turn a drawn figure into a picture with its text alternative, and let go of it."""
    import matplotlib.pyplot as plt

    file = io.BytesIO()
    figure.savefig(file, format="png", facecolor="white")
    width = int(figure.get_figwidth() * 96)
    plt.close(figure)
    return Picture(file.getvalue(), text, width)
