"""Small changes of a program: an operator, a name, a number, a sign, a term, a statement, one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult],
    ast.MatMult: [ast.Mult],
}
COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.Eq],
    ast.Eq: [ast.NotEq, ast.GtE],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}


def mutants(source: str) -> Iterator[str]:
    """Yield every different program that one small change of `source` gives."""
    tree = ast.parse(source)
    names = [argument.arg for argument in tree.body[0].args.args]
    seen = {ast.unparse(tree)}
    for number, node in enumerate(ast.walk(tree)):
        for replacement in _replacements(node, names):
            changed = ast.unparse(_with(tree, number, replacement))
            if changed not in seen:
                seen.add(changed)
                yield changed


def _with(tree: ast.AST, number: int, replacement: ast.AST) -> ast.AST:
    """Return a copy of the tree in which the node of this number (in ast.walk's order) is another."""
    tree = copy.deepcopy(tree)
    target = list(ast.walk(tree))[number]

    class Replace(ast.NodeTransformer):
        def visit(self, node):
            return replacement if node is target else self.generic_visit(node)

    return ast.fix_missing_locations(Replace().visit(tree))


def _replacements(node: ast.AST, names: list[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS.get(type(node.op), []):
            yield ast.BinOp(node.left, operator(), node.right)
        yield node.left
        yield node.right
    elif isinstance(node, ast.Compare):
        for comparison in COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [comparison()], node.comparators)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.BoolOp):
        yield from node.values
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)
    elif isinstance(node, ast.Slice):
        yield from _slices(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "copy":
        yield node.func.value
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        for j in range(len(node.elts) - 1):
            yield ast.Tuple([*node.elts[:j], node.elts[j + 1], node.elts[j], *node.elts[j + 2 :]], ast.Load())
    elif isinstance(node, ast.AugAssign):
        yield ast.AugAssign(node.target, OPERATORS[type(node.op)][0](), node.value)
        yield ast.Assign([node.target], node.value)
        yield ast.Pass()
    elif isinstance(node, ast.Assign | ast.Break):
        yield ast.Pass()
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif value == "inf":
        yield ast.Constant("-inf")


def _slices(node: ast.Slice) -> Iterator[ast.AST]:
    one = ast.Constant(1)
    if node.upper is not None and node.lower is None:
        yield ast.Slice(None, ast.BinOp(node.upper, ast.Add(), one))
        yield ast.Slice(None, ast.BinOp(node.upper, ast.Sub(), one))
        yield ast.Slice(one, node.upper)
        yield ast.Slice(node.upper, None)
        yield ast.Slice(None, None)
