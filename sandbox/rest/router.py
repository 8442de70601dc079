"""Finds the handler for a method and a path."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Handler = Callable[[Any], Any]
"""Takes a `Call`, gives JSON, None or an `Answer`."""
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    open: bool
    """Needs no bot token: its path carries a token of its own."""


class Routes:
    """The routes of one module, gathered by decorators."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def add(self, method: str, template: str, open_: bool = False) -> Callable[[H], H]:
        def register(handler: H) -> H:
            self.all.append(Route(method, template, handler, open_))
            return handler

        return register

    def get(self, template: str, open_: bool = False) -> Callable[[H], H]:
        return self.add("GET", template, open_)

    def post(self, template: str, open_: bool = False) -> Callable[[H], H]:
        return self.add("POST", template, open_)

    def put(self, template: str, open_: bool = False) -> Callable[[H], H]:
        return self.add("PUT", template, open_)

    def patch(self, template: str, open_: bool = False) -> Callable[[H], H]:
        return self.add("PATCH", template, open_)

    def delete(self, template: str, open_: bool = False) -> Callable[[H], H]:
        return self.add("DELETE", template, open_)


@dataclass(slots=True)
class _Node:
    named: dict[str, "_Node"] = field(default_factory=dict)
    anything: "_Node | None" = None
    routes: dict[str, Route] = field(default_factory=dict)


class Router:
    """A tree of path segments, where a literal segment goes before `{a_parameter}`."""

    def __init__(self, *parts: Routes) -> None:
        self._root = _Node()
        for part in parts:
            for route in part.all:
                self._insert(route)

    def _insert(self, route: Route) -> None:
        node = self._root
        for segment in route.template.strip("/").split("/"):
            if segment.startswith("{"):
                node.anything = node.anything or _Node()
                node = node.anything
            else:
                node = node.named.setdefault(segment, _Node())
        node.routes[route.method] = route

    def find(self, method: str, path: str) -> tuple[Route | None, dict[str, str], bool]:
        """The route, its parameters, and whether the path exists for any method."""
        segments = path.strip("/").split("/")
        node = self._walk(self._root, segments, method)
        if node is None:
            return None, {}, self._walk(self._root, segments, None) is not None
        route = node.routes[method]
        names = route.template.strip("/").split("/")
        pairs = zip(names, segments, strict=True)
        return route, {name[1:-1]: value for name, value in pairs if name.startswith("{")}, True

    def _walk(self, node: _Node, segments: list[str], method: str | None) -> _Node | None:
        if not segments:
            fits = bool(node.routes) if method is None else method in node.routes
            return node if fits else None
        first, rest = segments[0], segments[1:]
        literal = node.named.get(first)
        if literal is not None and (found := self._walk(literal, rest, method)) is not None:
            return found
        return None if node.anything is None else self._walk(node.anything, rest, method)
