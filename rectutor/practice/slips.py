"""Slips that can happen in any exercise, found by repairing them: with one small change, the answer is right.

Each repair is a way to change the syntax tree of the answer at one place. A change after which every case is right says
for certain what was the matter, whatever the exercise; no exercise has to list these.
"""

from __future__ import annotations

import ast
import copy
import inspect
import itertools
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rectutor.practice.exercises import Mistake
from rectutor.practice.running import LONGEST_LINE
from rectutor.practice.trial import Trial, is_right

MOST = 600  # changes that are tried for one answer
RETURNS_NOTHING = ("add", "append", "extend", "fill", "insert", "remove", "reverse", "sort", "update")
PAIRS = {"argmax": "argmin", "max": "min", "mean": "sum", "maximum": "minimum", "any": "all", "ones": "zeros"}
PAIRS |= {b: a for a, b in PAIRS.items()}
OTHER_SIDE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OTHER_WAY = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.Pow,
}  # fmt: skip
TOO_MUCH = (
    "abs", "absolute", "array", "ceil", "clip", "floor", "int", "max", "maximum", "min", "minimum", "rint", "round",
    "sorted", "sqrt", "square",
)  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """What is the matter, said with the line in which it is; `{line}` and `{text}` stand for that line.

    Attributes
    ----------
    says, hint, stronger : str
        As of a `Mistake`.
    repairs : callable
        Yields (node, changed tree) for each place of a tree that can be repaired.
    by_shape : bool
        Whether it shows in the code alone, so that it is named before a mistake that gives the same numbers.
    """

    says: str
    hint: str
    stronger: str
    repairs: Callable[[ast.FunctionDef], Iterator[tuple[ast.AST, ast.FunctionDef]]]
    by_shape: bool = False


def slip_of(trial: Trial, by_shape: bool) -> Mistake | None:
    """Return the slip whose repair makes the function right in all cases, as a mistake, or None."""
    tree = tree_of(trial.function)
    if tree is None:
        return None
    known = [slip for slip in SLIPS if slip.by_shape == by_shape]
    tried = ((slip, node, changed) for slip in known for node, changed in slip.repairs(tree))
    for slip, node, changed in itertools.islice(tried, MOST):
        if is_right(trial.exercise, _compiled(changed, trial.function)):
            return _said(slip, tree, node)
    return None


def tree_of(function: Callable) -> ast.FunctionDef | None:
    """Return the syntax tree of a plain function, or None where its source is not to be had."""
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, TypeError, ValueError, SyntaxError):
        return None
    plain = isinstance(tree, ast.FunctionDef) and not tree.decorator_list and not function.__closure__
    return tree if plain else None


def _compiled(tree: ast.FunctionDef, like: Callable) -> Callable | None:
    module = ast.fix_missing_locations(ast.Module([tree], type_ignores=[]))
    namespace = dict(like.__globals__)
    try:
        exec(compile(module, "<repaired>", "exec"), namespace)
    except (SyntaxError, ValueError):
        return None
    return namespace[tree.name]


def _said(slip: Slip, tree: ast.FunctionDef, node: ast.AST) -> Mistake:
    line = getattr(node, "lineno", tree.lineno) - tree.lineno + 1
    text = ast.unparse(node).splitlines()[0]
    words = {"line": line, "text": text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + "…"}
    return Mistake(slip.says.format(**words), "", slip.hint.format(**words), slip.stronger.format(**words))


# How a tree is changed at one place.


def _places(tree: ast.AST) -> Iterator[tuple[int, str, int | None, ast.AST]]:
    """Yield, for each node, where it hangs: the number of its parent in `ast.walk`, the field, and the place in it."""
    for number, parent in enumerate(ast.walk(tree)):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield number, name, None, value
            elif isinstance(value, list):
                yield from ((number, name, n, child) for n, child in enumerate(value) if isinstance(child, ast.AST))


def _put(tree: ast.FunctionDef, place: tuple, *nodes: ast.AST) -> ast.FunctionDef:
    """Return a copy of the tree with other nodes at this place."""
    number, name, n, _ = place
    changed = copy.deepcopy(tree)
    parent = next(itertools.islice(ast.walk(changed), number, None))
    nodes = copy.deepcopy(nodes)
    if n is None:
        setattr(parent, name, nodes[0])
    else:
        getattr(parent, name)[n : n + 1] = nodes or ([ast.Pass()] if len(getattr(parent, name)) == 1 else [])
    return changed


def _each(edit: Callable[[ast.AST], Iterator[list[ast.AST]]]):
    """Return the repairs that put each of `edit(node)` in a node's place."""

    def repairs(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
        for place in _places(tree):
            for nodes in edit(place[3]):
                yield place[3], _put(tree, place, *nodes)

    return repairs


def _with(node: ast.AST, **fields) -> ast.AST:
    """Return a copy of a node in which some fields are others."""
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    """Return the call of a function of numpy."""
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), list(arguments), [])


def _name_of(call: ast.AST) -> str:
    function = call.func if isinstance(call, ast.Call) else None
    return getattr(function, "attr", getattr(function, "id", ""))


# The repairs, one a slip.


def _return_after_the_loop(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    for loop in (node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)):
        for found in (node for node in ast.walk(loop) if isinstance(node, ast.Return)):
            changed = copy.deepcopy(tree)
            twins = dict(zip(ast.walk(tree), ast.walk(changed), strict=True))
            for body in _bodies(changed):
                if twins[found] in body:
                    body[:] = [node for node in body if node is not twins[found]] or [ast.Pass()]
            for body in _bodies(changed):
                if twins[loop] in body:
                    body.insert(body.index(twins[loop]) + 1, twins[found])
            yield found, changed


def _before_the_loop(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    for place in _places(tree):
        loop = place[3]
        if isinstance(loop, ast.For | ast.While):
            for n, first in enumerate(loop.body[:3]):
                if isinstance(first, ast.Assign) and isinstance(first.value, ast.Constant | ast.List | ast.Tuple):
                    rest = loop.body[:n] + loop.body[n + 1 :] or [ast.Pass()]
                    yield first, _put(tree, place, first, _with(loop, body=rest))


def _bodies(tree: ast.AST) -> Iterator[list]:
    for node in ast.walk(tree):
        for name in ("body", "orelse"):
            if isinstance(getattr(node, name, None), list):
                yield getattr(node, name)


def _printed(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    if not _returns(tree):
        for place in _places(tree):
            node = place[3]
            if isinstance(node, ast.Expr) and _name_of(node.value) == "print" and node.value.args:
                values = node.value.args
                result = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
                yield node.value, _put(tree, place, ast.Return(result))


def _returns(tree: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(tree))


def _worked_out(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    if not _returns(tree):
        names = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        last = tree.body[-1]
        results = [last.value] if isinstance(last, ast.Expr) else []
        for result in results + [ast.Name(name, ast.Load()) for name in dict.fromkeys(names[::-1])][:8]:
            yield result, _with(tree, body=[*tree.body, ast.Return(result)])


def _method(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Return | ast.Assign) and isinstance(node.value, ast.Call):
        call = node.value
        if isinstance(call.func, ast.Attribute) and call.func.attr in RETURNS_NOTHING:
            if isinstance(node, ast.Return):
                yield [ast.Expr(call), ast.Return(call.func.value)]
            else:
                yield [ast.Expr(call)]


def _in_place(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    """Copy what an argument's array is written into, or what another name of it is."""
    arguments = [argument.arg for argument in tree.args.args]
    for name in arguments:
        found = next((node for node in ast.walk(tree) if name in _written_into(node)), None)
        if found is not None:
            copied = ast.parse(f"{name} = {name}.copy()").body
            yield found, _with(tree, body=[*copied, *copy.deepcopy(tree.body)])
    for place in _places(tree):
        node = place[3]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in arguments:
            copied = ast.Call(ast.Attribute(node.value, "copy", ast.Load()), [], [])
            yield node, _put(tree, place, _with(node, value=copied))


def _written_into(node: ast.AST) -> list[str]:
    """Return the names of the arrays that a line writes into."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
    if isinstance(node, ast.Expr) and _name_of(node.value) in RETURNS_NOTHING:
        targets = [node.value.func]
    inner = [t.value if isinstance(t, ast.Subscript | ast.Attribute) else t for t in targets]
    bare = isinstance(node, ast.Assign)  # `a = …` makes a new one
    return [
        t.id for t, whole in zip(inner, targets, strict=True) if isinstance(t, ast.Name) and not (bare and t is whole)
    ]


def _is_nan(node: ast.AST) -> bool:
    text = ast.unparse(node).replace('"', "'")
    return text in ("np.nan", "numpy.nan", "math.nan", "float('nan')")


class _AskForNan(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) == 1 and _is_nan(node.comparators[0]):
            found = _call("isnan", node.left)
            return found if isinstance(node.ops[0], ast.Eq | ast.Is) else _call("logical_not", found)
        return node


def _nan(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    found = [n for n in ast.walk(tree) if isinstance(n, ast.Compare) and any(map(_is_nan, n.comparators))]
    if found:
        yield found[0], _AskForNan().visit(copy.deepcopy(tree))


def _chain(node: ast.AST, operators: tuple) -> list[tuple[type, ast.expr]]:
    """Return the terms of a − b + c with the operators before them."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, operators):
        return [*_chain(node.left, operators), (type(node.op), node.right)]
    return [(operators[0], node)]


def _joined(terms: list[tuple[type, ast.expr]]) -> ast.expr:
    joined = terms[0][1]
    for operator, term in terms[1:]:
        joined = ast.BinOp(joined, operator(), term)
    return joined


def _brackets(node: ast.AST) -> Iterator[list[ast.AST]]:
    for operators in ((ast.Add, ast.Sub), (ast.Mult, ast.Div)):
        terms = _chain(node, operators)
        for start in range(1, len(terms) - 1):
            for end in range(start + 2, len(terms) + 1):
                inner = (operators[0], terms[start][1]), *terms[start + 1 : end]
                yield [_joined([*terms[:start], (terms[start][0], _joined(list(inner))), *terms[end:]])]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        left = node.left
        if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add | ast.Sub | ast.Pow):  # (a + b) / c, a ** b / c
            yield [_with(left, right=_with(node, left=left.right))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left, right = node.left, node.right
        if isinstance(right, ast.BinOp) and isinstance(right.op, ast.Mult | ast.Div):  # a + b / c
            yield [_with(right, left=_with(node, right=right.left))]
        if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult | ast.Div | ast.MatMult):  # a * b + c
            yield [_with(left, right=_with(node, left=left.right))]


def _exchanged(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    for a, b in itertools.combinations([argument.arg for argument in tree.args.args], 2):
        changed = copy.deepcopy(tree)
        for node in ast.walk(changed):
            if isinstance(node, ast.Name):
                node.id = {a: b, b: a}.get(node.id, node.id)
        yield ast.Name(f"{a}` and `{b}", ast.Load()), changed


def _other_axis(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        yield [_with(node, value=ast.Constant(1 - node.value.value if node.value.value in (0, 1) else 0))]


def _without_the_mask(node: ast.AST) -> Iterator[list[ast.AST]]:
    """a[np.argsort(-b[mask])[:n]] → a[mask][np.argsort(-b[mask])[:n]]."""
    if isinstance(node, ast.Subscript) and "argsort" in ast.unparse(node.slice):
        inner = (n for n in ast.walk(node.slice) if isinstance(n, ast.Subscript) and not isinstance(n.slice, ast.Slice))
        for mask in inner:
            if "argsort" not in ast.unparse(mask):
                yield [_with(node, value=ast.Subscript(node.value, mask.slice, ast.Load()))]


def _entry_by_entry(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        entries = ast.Call(ast.Name("list", ast.Load()), [node.comparators[0]], [])
        found = _call("isin", node.left, entries)
        yield [found if isinstance(node.ops[0], ast.In) else _call("logical_not", found)]


def _sorted_otherwise(node: ast.AST) -> Iterator[list[ast.AST]]:
    if _name_of(node) in ("argsort", "sort", "sorted") and node.args:
        first = node.args[0]
        negated = first.operand if isinstance(first, ast.UnaryOp) else ast.UnaryOp(ast.USub(), first)
        yield [_with(node, args=[negated, *node.args[1:]])]
        others = [k for k in node.keywords if k.arg != "reverse"]
        if len(others) == len(node.keywords):
            others = [*others, ast.keyword("reverse", ast.Constant(True))]
        yield [_with(node, keywords=others)]


def _one_more(node: ast.AST) -> Iterator[list[ast.AST]]:
    """One more and one less, of whole numbers, of a slice's ends and of the bounds of a range."""
    if isinstance(node, ast.Constant) and type(node.value) is int and abs(node.value) <= 10:
        yield from ([ast.Constant(node.value + d)] for d in (1, -1))
    if isinstance(node, ast.Slice):
        for name in ("lower", "upper"):
            bound = getattr(node, name)
            if bound is not None and not isinstance(bound, ast.Constant):
                yield from ([_with(node, **{name: _shifted(bound, d)})] for d in (1, -1))
    if _name_of(node) in ("range", "arange"):
        for n, bound in enumerate(node.args[:2]):
            for d in (1, -1):
                yield [_with(node, args=[*node.args[:n], _shifted(bound, d), *node.args[n + 1 :]])]


def _shifted(node: ast.expr, by: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(by))


def _other_side(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER_SIDE:
        yield [_with(node, ops=[OTHER_SIDE[type(node.ops[0])](), *node.ops[1:]])]


def _other_way(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER_WAY:
        yield [_with(node, ops=[OTHER_WAY[type(node.ops[0])](), *node.ops[1:]])]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield [node.operand]
    if isinstance(node, ast.If):
        yield [_with(node, test=ast.UnaryOp(ast.Not(), node.test))]


def _continue_or_break(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Break | ast.Continue):
        yield [ast.Continue() if isinstance(node, ast.Break) else ast.Break()]


def _added_up(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        yield [ast.AugAssign(node.targets[0], ast.Add(), node.value)]


def _operator(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OPERATORS:
        yield [_with(node, op=OPERATORS[type(node.op)]())]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield [node.operand]


def _other_function(node: ast.AST) -> Iterator[list[ast.AST]]:
    if isinstance(node, ast.Attribute) and node.attr in PAIRS:
        yield [_with(node, attr=PAIRS[node.attr])]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PAIRS:
        yield [_with(node, func=ast.Name(PAIRS[node.func.id], ast.Load()))]


def _too_much(node: ast.AST) -> Iterator[list[ast.AST]]:
    if _name_of(node) in TOO_MUCH:
        yield from ([argument] for argument in node.args)
    if _name_of(node) in ("astype", "round") and isinstance(node.func, ast.Attribute):
        yield [node.func.value]


def _other_name(tree: ast.FunctionDef) -> Iterator[tuple[ast.AST, ast.FunctionDef]]:
    names = [argument.arg for argument in tree.args.args]
    names += [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    for place in _places(tree):
        node = place[3]
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            for name in dict.fromkeys(names):
                if name != node.id:
                    yield node, _put(tree, place, ast.Name(name, ast.Load()))


SLIPS = (
    Slip(
        "line {line}, `{text}`, stands inside the loop, and ends the function there.",
        "How many times does the loop run before the function ends?",
        "A `return` ends the function at once. Move it out of the loop, as far to the left as the word `for` or "
        "`while`.",
        _return_after_the_loop,
        by_shape=True,
    ),
    Slip(
        "line {line} sets a value back at each pass of the loop: `{text}`.",
        "What is left of the passes before, when the loop is over?",
        "What is collected over all passes begins before the loop, above it.",
        _before_the_loop,
        by_shape=True,
    ),
    Slip(
        "the result is printed, and not returned.",
        "What does somebody get who calls the function and works on with the result?",
        "Write `return` where `print` stands: in line {line}.",
        _printed,
        by_shape=True,
    ),
    Slip(
        "the function works out the result, `{text}`, and returns nothing.",
        "What does somebody get who calls the function?",
        "The last line is missing: `return {text}`.",
        _worked_out,
        by_shape=True,
    ),
    Slip(
        "line {line} keeps what a method returns that returns nothing: `{text}`.",
        "What is `[2, 1].sort()`, and what has changed?",
        "Such a method changes the list itself. Give it a line of its own, and use or return the list in the next.",
        _each(_method),
        by_shape=True,
    ),
    Slip(
        "line {line} writes into an array that came in: `{text}`.",
        "What does the caller find in this array after the call?",
        "`a += b`, `a[…] = b` and `a.sort()` change the array itself, and `b = a` is a second name for it. `a + b` and "
        "`a.copy()` are new ones.",
        _in_place,
        by_shape=True,
    ),
    Slip(
        "line {line} compares with NaN, and nothing is equal to it: `{text}`.",
        "What does `np.nan == np.nan` say, and what `np.nan != np.nan`?",
        "NaN is unequal to all, even to itself. `np.isnan(x)` says where it stands.",
        _nan,
        by_shape=True,
    ),
    Slip(
        "line {line} leaves the loop where only one pass should end, or the other way round: `{text}`.",
        "Which of `break` and `continue` goes on with the next pass?",
        "`break` ends the whole loop, `continue` this pass alone.",
        _each(_continue_or_break),
        by_shape=True,
    ),
    Slip(
        "line {line} has its brackets in another place than is needed, or lacks a pair: `{text}`.",
        "In which order does Python work this line out?",
        "`a - b + c` is `(a - b) + c`, `a / b * c` is `(a / b) * c`, `a + b / c` divides `b` alone, and "
        "`a ** 1 / 2` is `(a ** 1) / 2`.",
        _each(_brackets),
    ),
    Slip(
        "`{text}` are exchanged.",
        "Which of the two is which, in the first line of the function?",
        "Go through the lines, and ask of each of these names what it holds.",
        _exchanged,
    ),
    Slip(
        "it goes along the other axis: line {line}, `{text}`.",
        "Which shape has the table, and which shape should come out?",
        "`axis=0` goes down the rows and leaves a value a column; `axis=1` leaves a value a row.",
        _each(_other_axis),
    ),
    Slip(
        "line {line} takes places of the short array in the long one: `{text}`.",
        "After the mask, place 0 of the short array: which place is it in the long one?",
        "`argsort` counts places in what it was given. Apply the same mask to both arrays, or rank all and leave out "
        "afterwards.",
        _each(_without_the_mask),
        by_shape=True,
    ),
    Slip(
        "line {line} asks once for the whole array, where each entry should be asked: `{text}`.",
        "How many answers does `in` give for an array of ten entries?",
        "`in` gives one. `np.isin(a, list(b))` gives one for each entry of `a`.",
        _each(_entry_by_entry),
        by_shape=True,
    ),
    Slip(
        "it is sorted the other way round: line {line}, `{text}`.",
        "What stands first after this line, the largest or the smallest?",
        "`sort`, `sorted` and `argsort` begin with the smallest.",
        _each(_sorted_otherwise),
    ),
    Slip(
        "what is equal falls on the other side: line {line}, `{text}`.",
        "What should happen when the two are equal?",
        "`<` and `<=`, `>` and `>=` differ there alone.",
        _each(_other_side),
    ),
    Slip(
        "the condition is turned round: line {line}, `{text}`.",
        "Take one case: is this line's condition true where you want it to be?",
        "Say it in words, then compare.",
        _each(_other_way),
    ),
    Slip(
        "it is off by one: line {line}, `{text}`.",
        "What are the first and the last value here, and which should they be?",
        "Places count from 0, and the end of a `range` or a slice is left out.",
        _each(_one_more),
    ),
    Slip(
        "line {line} overwrites a value at each pass, where it should add: `{text}`.",
        "What is left of the passes before, when the loop is over?",
        "`total += x` adds to what is there, `total = x` forgets it.",
        _each(_added_up),
    ),
    Slip(
        "an operator in line {line} is another one than is needed: `{text}`.",
        "Work out this line by hand for the smallest case. Where do you and the line part?",
        "Look at each sign of the line, one by one.",
        _each(_operator),
    ),
    Slip(
        "line {line} calls another function than is needed: `{text}`.",
        "What does this function make of 1, 2 and 6?",
        "Sum or mean, largest or smallest, any or all: which of the two does the exercise ask for?",
        _each(_other_function),
    ),
    Slip(
        "line {line} does one thing too many: `{text}`.",
        "What does the outer function of this expression change, and does the exercise ask for it?",
        "Take it away, and keep what stands in its brackets.",
        _each(_too_much),
    ),
    Slip(
        "line {line} reads `{text}` where something else is needed.",
        "What does this name hold at that line?",
        "Another name that the function knows belongs there.",
        _other_name,
    ),
)
