"""The tables of what a list follows from: votes, a reader's ten films, and the steps from a mean to a prediction.

The page computes what stands in them; the scripts are `js/src/neighbors/run.js`, and `js/src/taste/ten.js` and
`why.js`.
"""

from rectutor.show.panels import Number, Span, Stair, Table, Text

VOTES = Table(
    [
        Text("name", label=""),
        Number("overlap", label="common", wide=True),
        Number("similarity", label="similar", digits=2, zero="–"),
        Number("stars", label="rated", strong=True),
        Number("differs", digits=2, signed=True, wide=True),
        Number("share", digits=2, unit="%", adds=True),
        Stair("contribution", label="", start=("without votes", "baseline"), total="prediction", digits=2),
    ],
    title="Votes",
    about="{voting}",
    note="{says}",
    most=12,
    quiet="waits",
    section="words",
    chosen="focus",
)

VOTED_TEN = Table(
    [
        Text("film", label="", mark="group", below="why"),
        Number("effect", label="through", digits=2, colored=True, strong=True),
        Number("prediction", label="stars", digits=2, strong=True),
    ],
    title="The ten films",
    tab="The ten",
    numbered=True,
    chosen="predicted",
)

TEN = Table(
    [
        Text("film", label="", mark="group"),
        Span("without", "with", ends=("without", "with your vector")),
        Number("prediction", label="", digits=2, strong=True),
        Number("rank", label="rank for\neveryone", strong="common"),
    ],
    title="Your ten films",
    of="row",
    numbered=True,
)

WHY = Table(
    [
        Text("name", label=""),
        Number("stars", label="rated", strong=True),
        Number("differs", digits=2, signed=True),
        Number("weight", digits=3, signed=True, before="×"),
        Stair("gain", label="", start=("what everyone gives it", "everyone"), total="prediction", digits=2),
    ],
    title="Why",
    of="row",
    most=9,
    rest="the other {} ratings",
)
