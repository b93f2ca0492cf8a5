"""Several modules as one script."""

from __future__ import annotations

import pytest

from generator.errors import GongkaiError
from generator.publish.bundle import bundled, slim, slim_style

SOURCES = {
    "search.js": b'import { f } from "./search/a.js";\nimport { g } from "./search/b.js";\nf(g);\n',
    "search/a.js": b'import { g } from "./b.js";\nexport const f = g;\n',
    "search/b.js": b'export const g = () => import("./c.js");\n',
    "search/c.js": b"export default 1;\n",
    "other.js": b'import { g } from "./search/b.js";\n',
}


def test_modules_come_once_and_before_what_needs_them() -> None:
    done = bundled(SOURCES)
    assert done["search.js"].decode().splitlines() == [
        'export const g = () => import("./search/c.js");',
        "export const f = g;",
        "f(g);",
    ]
    assert "search/a.js" not in done
    assert done["search/c.js"] == SOURCES["search/c.js"]


def test_two_scripts_may_take_in_the_same_module() -> None:
    done = bundled(SOURCES | {"suggest.js": b'import { g } from "./search/b.js";\ng();\n'})
    assert b"export const g" in done["suggest.js"] and b"export const g" in done["search.js"]
    assert "search/b.js" not in done


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("search/b.js", b"export const g = 1;\nfunction f() {}\n", "share the name f"),
        ("search/b.js", b'import { f } from "./a.js";\n', "imports itself"),
        ("search/a.js", b'import { x } from "./gone.js";\n', "does not exist: search/gone.js"),
    ],
)
def test_what_cannot_be_one_script_is_told(name: str, text: bytes, told: str) -> None:
    with pytest.raises(GongkaiError, match=told):
        bundled(SOURCES | {name: text})


def test_comments_and_indentation_are_left_out_and_code_is_not() -> None:
    script = '/** Says\n * things. */\nconst a = "//";  // stays\n  // goes\n  f(); /** stays */\n'
    assert slim(script) == 'const a = "//";  // stays\nf(); /** stays */'


def test_a_stylesheet_loses_its_comments_and_the_spaces_that_mean_nothing() -> None:
    style = (
        '/* two\n lines */\n.lines :target,\n  a::before { content: "/ *"; }\n@media print {\n  b, i { c: 1px; }\n}\n'
    )
    assert slim_style(style) == '.lines :target,a::before{content:"/ *";}@media print{b,i{c:1px;}}'
