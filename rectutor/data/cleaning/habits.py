"""What users do, and too few do: one value for everything, hundreds in a minute, hardly a rating."""

from __future__ import annotations

import numpy as np

from rectutor.data.cleaning.lines import Lines
from rectutor.data.cleaning.report import LEFT, Finding, counted

MINUTE = 60  # seconds
BEYOND = 2**38  # seconds; later than the year 9999


def check_bots(lines: Lines, one_value: int, per_minute: int, remove: bool) -> list[Finding]:
    """Find users who give `one_value` ratings or more, all alike, or `per_minute` or more within a minute."""
    places = np.flatnonzero(lines.left)
    users = lines.users[places]
    kind = f"users with one value for everything, of {one_value} ratings or more"
    found, example = _of_one_value(lines, places, users, one_value)
    findings = [_of_users(lines, kind, found, example, remove)]
    if lines.seconds is not None:
        kind = f"users with {per_minute} ratings or more within a minute"
        found, example = _in_a_hurry(lines, places, users, per_minute)
        findings.append(_of_users(lines, kind, found, example, remove))
    return findings


def _of_one_value(lines: Lines, places: np.ndarray, users: np.ndarray, at_least: int) -> tuple[np.ndarray, str]:
    values = lines.values[places]
    one_of_theirs = np.zeros(len(lines.user_ids))
    one_of_theirs[users] = values
    counts = np.bincount(users, minlength=len(lines.user_ids))
    others = np.bincount(users[values != one_of_theirs[users]], minlength=len(lines.user_ids))
    found = np.flatnonzero((counts >= at_least) & (others == 0))
    if not len(found):
        return found, ""
    most = found[np.argmax(counts[found])]
    return found, f"{lines.user(most)}: {counts[most]:,} ratings, all of them {one_of_theirs[most]:g}"


def _in_a_hurry(lines: Lines, places: np.ndarray, users: np.ndarray, at_least: int) -> tuple[np.ndarray, str]:
    moments = users.astype(np.int64) * BEYOND + np.floor(lines.seconds[places]).astype(np.int64)
    moments.sort()
    since = np.searchsorted(moments, moments - (MINUTE - 1))  # the first of the minute that ends with this rating
    counts = np.arange(1, len(moments) + 1) - since
    found = np.unique(moments[counts >= at_least] // BEYOND)
    if not len(found):
        return found, ""
    most = np.argmax(counts)
    user, first = divmod(int(moments[since[most]]), BEYOND)
    began = np.datetime64(first, "s").item()
    return (
        found,
        f"{lines.user(user)}: {counts[most]:,} ratings in the minute from {began:%Y-%m-%d %H:%M:%S}",
    )


def _of_users(lines: Lines, kind: str, found: np.ndarray, example: str, remove: bool) -> Finding:
    done = LEFT
    if remove and len(found):
        theirs = np.isin(lines.users, found) & lines.left
        lines.left &= ~theirs
        done = f"removed: {counted(np.count_nonzero(theirs), 'rating')}"
    return Finding(kind, len(found), example, done)


def keep_core(lines: Lines, min_user: int, min_item: int) -> list[Finding]:
    """Remove users and items with too few ratings, again and again until all have enough: the k-core.

    Stephen B. Seidman: Network structure and minimum degree. Social Networks 5 (3), 1983, 269-287,
    doi:10.1016/0378-8733(83)90028-X
    """
    sides = {
        "user": (lines.users, lines.user_ids, lines.user, min_user),
        "item": (lines.items, lines.item_ids, lines.item, min_item),
    }
    counts, examples = dict.fromkeys(sides, 0), dict.fromkeys(sides, "")
    before, rounds, few = np.count_nonzero(lines.left), 0, np.ones(1, dtype=bool)
    while few.any():
        few = np.zeros(len(lines.left), dtype=bool)
        for role, (codes, ids, named, least) in sides.items():
            ratings = np.bincount(codes[lines.left], minlength=len(ids))
            rare = np.flatnonzero((ratings > 0) & (ratings < least))
            counts[role] += len(rare)
            if len(rare):
                examples[role] = examples[role] or f"{named(rare[0])}: {counted(ratings[rare[0]], 'rating')}"
                few |= np.isin(codes, rare)
        lines.left &= ~few
        rounds += few.any()
    gone = before - np.count_nonzero(lines.left)
    both = ", users and items together" if min(min_user, min_item) > 1 else ""
    done = f"removed in {counted(rounds, 'round')}: {counted(gone, 'rating')}{both}"
    return [
        Finding(f"{role}s with fewer than {least} ratings", counts[role], examples[role], done)
        for role, (_, _, _, least) in sides.items()
        if least > 1
    ]
