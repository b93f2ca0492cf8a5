"""The template of report pages in Hugo's language, translated from ours, so that both render the same page.

Only what the templates use is known: conditions, loops, macros, attributes, comparisons and a few filters; anything
else raises ValueError. Hugo escapes by context, as its users have it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, nodes

from generator.publish.render import Glossed

COMPARISONS = {"eq": "eq", "ne": "ne", "gt": "gt", "gteq": "ge", "lt": "lt", "lteq": "le"}
TAG = re.compile(r"(</?)\{\{ (.+?) \}\}")
"""The beginning of a tag whose name is told by the data: Hugo would take its bracket for text."""


@dataclass(frozen=True)
class Scope:
    """What names mean at one place: ``own`` are variables, any other is read from ``rest``."""

    rest: str
    own: frozenset[str] = frozenset()
    loops: tuple[tuple[str, str], ...] = ()
    """(counter, list) of each loop around, the innermost last."""

    def with_names(self, names: Iterable[str]) -> Scope:
        return replace(self, own=self.own | set(names))


@dataclass
class Translation:
    """Translates templates from one folder; ``macros`` are the parameters of each that was met, ``defaults`` what the
    last of them are where nothing is given."""

    environment: Environment
    macros: dict[str, Sequence[str]] = field(default_factory=dict)
    defaults: dict[str, Sequence[nodes.Expr]] = field(default_factory=dict)
    defined: list[str] = field(default_factory=list)

    def parse(self, name: str) -> nodes.Template:
        assert self.environment.loader is not None
        return self.environment.parse(self.environment.loader.get_source(self.environment, name)[0], name)

    def page(self, name: str) -> str:
        """The whole template ``name``, its base and macros in it."""
        template = self.parse(name)
        for imported in template.find_all(nodes.FromImport):
            self._learn(self.parse(imported.template.value))  # type: ignore[attr-defined]
        self._learn(template)
        extended = next(template.find_all(nodes.Extends), None)
        whole = template if extended is None else self.parse(extended.template.value)  # type: ignore[attr-defined]
        blocks = {block.name: block for block in template.find_all(nodes.Block)}
        body = self._all(whole.body, Scope("$c"), blocks)
        whole_text = "".join((*self.defined, "{{ $c := .Params.page }}", body))
        return TAG.sub(r'{{ print "\1" (\2) | safeHTML }}', whole_text)

    def _learn(self, template: nodes.Template) -> None:
        found = list(template.find_all(nodes.Macro))
        self.macros |= {macro.name: [argument.name for argument in macro.args] for macro in found}
        self.defaults |= {macro.name: macro.defaults for macro in found}
        for macro in found:
            body = self._all(macro.body, Scope("$"), {})
            self.defined.append(f'{{{{ define "{macro.name}" }}}}{body}{{{{ end }}}}\n')

    def _all(self, body: Sequence[nodes.Node], scope: Scope, blocks: dict[str, nodes.Block]) -> str:
        return "".join(self._node(node, scope, blocks) for node in body)

    def _node(self, node: nodes.Node, scope: Scope, blocks: dict[str, nodes.Block]) -> str:
        match node:
            case nodes.Output():
                return "".join(self._output(part, scope) for part in node.nodes)
            case nodes.If():
                test = f"{{{{ if {self._value(node.test, scope)} }}}}{self._all(node.body, scope, blocks)}"
                others = [*node.elif_]
                for other in others:
                    test += f"{{{{ else if {self._value(other.test, scope)} }}}}{self._all(other.body, scope, blocks)}"
                rest = self._all(node.else_, scope, blocks)
                return f"{test}{{{{ else }}}}{rest}{{{{ end }}}}" if rest else f"{test}{{{{ end }}}}"
            case nodes.For():
                return self._loop(node, scope, blocks)
            case nodes.Block():
                return self._all(blocks.get(node.name, node).body, scope, blocks)
            case nodes.FromImport() | nodes.Macro() | nodes.Extends():
                return ""
        raise ValueError(f"no words for {type(node).__name__}, line {node.lineno}")

    def _loop(self, node: nodes.For, scope: Scope, blocks: dict[str, nodes.Block]) -> str:
        counter = f"n{len(scope.loops)}"
        target, over = node.target, node.iter
        if isinstance(over, nodes.Call) and isinstance(over.node, nodes.Getattr) and over.node.attr == "items":
            assert isinstance(target, nodes.Tuple)
            key, value = (item.name for item in target.items)  # type: ignore[attr-defined]
            listed = self._value(over.node.node, scope)
            head, names = f"{{{{ range ${key}, ${value} := {listed} }}}}", [key, value]
        elif isinstance(target, nodes.Tuple):
            listed = self._value(over, scope)
            names = [item.name for item in target.items]  # type: ignore[attr-defined]
            parts = "".join(f"{{{{ ${name} := index $t{counter} {at} }}}}" for at, name in enumerate(names))
            head = f"{{{{ range ${counter}, $t{counter} := {listed} }}}}{parts}"
        else:
            assert isinstance(target, nodes.Name)
            listed, names = self._value(over, scope), [target.name]
            head = f"{{{{ range ${counter}, ${target.name} := {listed} }}}}"
        inner = replace(scope.with_names(names), loops=(*scope.loops, (counter, listed)))
        rest = self._all(node.else_, scope, blocks)
        end = f"{{{{ else }}}}{rest}{{{{ end }}}}" if rest else "{{ end }}"
        return f"{head}{self._all(node.body, inner, blocks)}{end}"

    def _output(self, node: nodes.Node, scope: Scope) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in self.macros:
            names, defaults = self.macros[node.node.name], self.defaults[node.node.name]
            lacking = len(names) - len(node.args)
            given = zip(names, [*node.args, *(defaults[-lacking:] if lacking else ())], strict=True)
            arguments = " ".join(f"{_quoted(name)} {self._value(value, scope)}" for name, value in given)
            return f'{{{{ template "{node.node.name}" (dict {arguments}) }}}}'
        return f"{{{{ {self._value(node, scope)} }}}}"

    def _value(self, node: nodes.Node, scope: Scope) -> str:
        translate = _VALUES.get(type(node))
        if translate is None:
            raise ValueError(f"no words for {type(node).__name__}, line {node.lineno}")
        return translate(self, node, scope)

    def _name(self, node: nodes.Name, scope: Scope) -> str:
        return f"${node.name}" if node.name in scope.own else f"{scope.rest}.{node.name}".replace("$..", "$.")

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            counter, listed = scope.loops[-1]
            return {
                "first": f"(eq ${counter} 0)",
                "last": f"(eq ${counter} (sub (len {listed}) 1))",
                "index": f"(add ${counter} 1)",
            }[node.attr]
        return f"{self._value(node.node, scope)}.{node.attr}"

    def _item(self, node: nodes.Getitem, scope: Scope) -> str:
        listed, at = self._value(node.node, scope), node.arg
        if not isinstance(at, nodes.Slice):
            return f"(index {listed} {self._value(at, scope)})"
        if at.start is None or at.stop is not None:
            raise ValueError(f"no words for such a part, line {node.lineno}")
        return f"(substr {listed} {self._value(at.start, scope)})"  # of a text; no template takes part of a list

    def _filter(self, node: nodes.Filter, scope: Scope) -> str:
        assert node.node is not None
        value = self._value(node.node, scope)
        if node.name == "length":
            return f"(len {value})"
        if node.name == "join":
            return f"(delimit {value} {self._value(node.args[0], scope)})"
        if node.name == "tojson":
            return f"(jsonify {value} | safeJS)"
        if node.name == "as_text":
            return f'(replace (htmlEscape {value}) "&#34;" (print `"`) | safeHTML)'
        if node.name == "thousands":
            return f"(lang.FormatNumberCustom 0 {value})"
        raise ValueError(f"no words for the filter {node.name}, line {node.lineno}")

    def _compare(self, node: nodes.Compare, scope: Scope) -> str:
        (operand,) = node.ops
        one, other = self._value(node.expr, scope), self._value(operand.expr, scope)
        if operand.op in ("in", "notin"):
            found = f"(in {other} {one})"
            return found if operand.op == "in" else f"(not {found})"
        return f"({COMPARISONS[operand.op]} {one} {other})"

    def _condition(self, node: nodes.CondExpr, scope: Scope) -> str:
        assert node.expr2 is not None
        values = (self._value(one, scope) for one in (node.test, node.expr1, node.expr2))
        return f"(cond (not (not {next(values)})) {next(values)} {next(values)})"

    def _list(self, node: nodes.List | nodes.Tuple, scope: Scope) -> str:
        return f"(slice {' '.join(self._value(item, scope) for item in node.items)})"

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> str:
        word = {nodes.And: "and", nodes.Or: "or", nodes.Add: "add", nodes.Sub: "sub"}[type(node)]
        return f"({word} {self._value(node.left, scope)} {self._value(node.right, scope)})"

    def _not(self, node: nodes.Not, scope: Scope) -> str:
        return f"(not {self._value(node.node, scope)})"

    def _constant(self, node: nodes.Const, scope: Scope) -> str:
        return _quoted(node.value) if isinstance(node.value, str) else json.dumps(node.value)


_VALUES: dict[type[nodes.Node], Callable[..., str]] = {
    nodes.Name: Translation._name,
    nodes.Getattr: Translation._attribute,
    nodes.Getitem: Translation._item,
    nodes.Filter: Translation._filter,
    nodes.Compare: Translation._compare,
    nodes.CondExpr: Translation._condition,
    nodes.List: Translation._list,
    nodes.Tuple: Translation._list,
    nodes.Not: Translation._not,
    nodes.Const: Translation._constant,
    **dict.fromkeys((nodes.And, nodes.Or, nodes.Add, nodes.Sub), Translation._binary),
}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def hugo_template(templates: Path, name: str) -> str:
    """The template ``name`` of the folder in Hugo's language. What it shows is ``page`` among a page's parameters."""
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, extensions=[Glossed], trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return Translation(environment).page(name)
