"""Still pictures, by matplotlib and seaborn, in the same colours and with the same manners as the moving ones."""

from __future__ import annotations

import base64
import io

import pandas as pd

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
        axes.set_xlabel(xlabel, color=TERTIARY, fontsize=9)
        axes.set_ylabel(ylabel, color=TERTIARY, fontsize=9)
        axes.tick_params(colors=TERTIARY, labelsize=9, length=3)
        axes.grid(axis="y", color=HAIRLINE)
        sns.despine(ax=axes, left=True)
        return _finished(figure, text)


def _finished(figure, text: str) -> Picture:
    import matplotlib.pyplot as plt

    file = io.BytesIO()
    figure.savefig(file, format="png", facecolor="white")
    width = int(figure.get_figwidth() * 96)
    plt.close(figure)
    return Picture(file.getvalue(), text, width)
