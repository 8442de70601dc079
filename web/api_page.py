"""The API as a page for people: what can be asked, and what comes back. Its own words are in both languages;
the description of the API, like the API, is in English."""

from html import escape
from importlib.resources import files
from typing import Any

from web.api_description import OPERATIONS, SCHEMAS, Operation, Parameter
from web.site import Site
from web.view import Made, View


def add_to(site: Site) -> None:
    style = files("web").joinpath("api.css").read_bytes()
    site.asset("api.css", style, "text/css; charset=utf-8")
    site.page("api", page)


def page(view: View) -> Made:
    say = view.say
    other, called = ("en", "English") if view.locale == "nl" else ("nl", "Nederlands")
    title = escape(say("The open agenda, for programs"))
    about = escape(
        say(
            "Everything public can be read as JSON, without a key, from any site. "
            "What did not change costs you nothing if you send its ETag along."
        )
    )
    there = escape(view.here(other))
    parts = [
        f'<!doctype html><html lang="{view.locale}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f'<link rel="stylesheet" href="{escape(view.asset("api.css"))}">',
        f'<link rel="alternate" hreflang="{other}" href="{escape(view.absolute(view.here(other)))}">',
        f'</head><body><nav><a href="{view.url("agenda")}">{escape(say("The agenda"))}</a> · ',
        f'<a href="{there}" hreflang="{other}" lang="{other}">{called}</a></nav><main>',
        f"<h1>{title}</h1><p>{about}</p>",
        f'<p><a href="{view.url("getDescription")}">OpenAPI 3.1</a> · ',
        '<a href="/api/v1/dataset.csv">dataset.csv</a> · ',
        '<a href="/api/v1/dataset.jsonl">dataset.jsonl</a></p>',
        *(_operation(view, one) for one in OPERATIONS),
        f"<h2>{escape(say('What comes back'))}</h2>",
        *(_shape(view, name, shape) for name, shape in SCHEMAS.items() if "properties" in shape),
        "</main></body></html>",
    ]
    return Made("".join(parts))


def _operation(view: View, one: Operation) -> str:
    path = escape(one.path)
    link = f'<a href="{path}"><code>{path}</code></a>' if not one.parts else f"<code>{path}</code>"
    rows = "".join(_row(parameter) for parameter in (*one.parts, *one.query))
    table = _table(view, rows) if rows else ""
    return f'<section lang="en"><h2>GET {link}</h2><p>{escape(one.about)}</p>{table}</section>'


def _row(one: Parameter) -> str:
    example = f" <code>{escape(str(one.example))}</code>" if one.example is not None else ""
    return (
        f'<tr><th scope="row"><code>{escape(one.name)}</code></th><td>{escape(_kind(one.schema))}</td>'
        f"<td>{escape(one.about)}{example}</td></tr>"
    )


def _shape(view: View, name: str, shape: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(key)}</code></th><td>{escape(_kind(part))}</td>'
        f"<td>{escape(part.get('description', ''))}</td></tr>"
        for key, part in shape["properties"].items()
    )
    return f'<section lang="en"><h3 id="{escape(name)}">{escape(name)}</h3>{_table(view, rows)}</section>'


def _table(view: View, rows: str) -> str:
    heads = (view.say("Name"), view.say("Kind"), view.say("Meaning"))
    told = "".join(f'<th scope="col" lang="{view.locale}">{escape(head)}</th>' for head in heads)
    # a wide table scrolls by itself, also with the keyboard
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(heads[2])}">'
        f"<table><thead><tr>{told}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if parts := schema.get("anyOf") or schema.get("oneOf"):
        return " / ".join(dict.fromkeys(_kind(part) for part in parts))
    if "enum" in schema:
        return " | ".join("null" if one is None else str(one) for one in schema["enum"])
    kind = schema.get("type", "")
    if kind == "array":
        return f"{_kind(schema['items'])} …"
    told = " / ".join(kind) if isinstance(kind, list) else str(kind)
    told = told.replace("string", schema["format"]) if "format" in schema else told
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        told += f", {least}–{most}" if most < 10**6 else ""
    return f"{told} ({schema['default']})" if "default" in schema else told
