"""The web application: a page, its data, and a guard before both.

Whoever can open a connection is not yet a reviewer: data is given only for a token, which stands in the address that
`hedgerow review` prints, behind "#", so that it is sent to nobody and the page alone reads it. Requests that name
another host, or come from another site's page, are refused before anything is looked at.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import PipelineError
from pipeline.review.assets import assets
from pipeline.review.board import Person
from pipeline.review.decisions import Role
from pipeline.review.desk import Desk, RequestError

LONGEST_BODY = 1_000_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def create_app(desk: Desk, tokens: Mapping[str, str], hosts: Collection[str]) -> ASGIApp:
    """The application for reviewers by token, answering only to `hosts` ("127.0.0.1:8470")."""
    return Guard(Starlette(routes=_routes(desk, tokens)), hosts)


class Guard:
    """Refuses foreign hosts, foreign origins and large bodies, and puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = {host.casefold() for host in hosts}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(k.casefold().encode(), v.encode()) for k, v in HEADERS.items()]
            await send(message)

        if scope["type"] == "http" and (refused := self._refusal(Request(scope))):
            await refused(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)

    def _refusal(self, request: Request) -> Response | None:
        headers = request.headers
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].casefold() not in self._hosts:
            return PlainTextResponse("This address is not served here.", 421)
        origin = headers.get("origin")
        if (origin is not None or request.method != "GET") and (origin or "").casefold() not in self._origins:
            return PlainTextResponse("Requests from other pages are refused.", 403)
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdigit() or int(length) > LONGEST_BODY:
            return PlainTextResponse("Too large.", 413)
        return None


def _routes(desk: Desk, tokens: Mapping[str, str]) -> list[Route]:
    Answer = Callable[[Person, Any], Any]

    def api(path: str, method: str, answer: Answer) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _answer(request, tokens, answer)

        return Route(path, endpoint, methods=[method])

    def fixed(path: str, media_type: str, content: str) -> Route:
        async def endpoint(request: Request) -> Response:
            return Response(content, media_type=media_type)

        return Route(path, endpoint, methods=["GET"])

    return [
        *(fixed(path, *asset) for path, asset in assets().items()),
        api("/api/run", "GET", lambda person, _: desk.overview(person)),
        api("/api/documents/{number:int}", "GET", lambda person, request: desk.document(person, request["number"])),
        api("/api/decisions", "POST", desk.decide),
        api("/api/undo", "POST", lambda person, _: desk.undo(person)),
        api("/api/stamp", "GET", lambda person, _: desk.stamp()),
        api("/api/progress", "GET", lambda person, _: desk.progress(person)),
    ]


async def _answer(request: Request, tokens: Mapping[str, str], answer: Callable[[Person, Any], Any]) -> Response:
    reviewer = _reviewer(request.headers.get("authorization", ""), tokens)
    if reviewer is None:
        return JSONResponse({"problem": "the token of this address is not known; use the address printed last"}, 401)
    role: Role = "adjudicator" if request.query_params.get("role") == "adjudicator" else "reviewer"
    given: Any = dict(request.path_params)
    if request.method == "POST":
        try:
            given = json.loads(await request.body())
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return JSONResponse({"problem": "the page sent no JSON object"}, 422)
    try:
        return JSONResponse(await run_in_threadpool(answer, Person(reviewer, role), given))
    except RequestError as error:
        return JSONResponse({"problem": str(error)}, error.status)
    except PipelineError as error:
        return JSONResponse({"problem": str(error)}, 422)


def _reviewer(authorization: str, tokens: Mapping[str, str]) -> str | None:
    """The reviewer of a bearer token; every token is compared in the same time."""
    given = authorization.removeprefix("Bearer ").encode()
    found = None
    for token, reviewer in tokens.items():
        if secrets.compare_digest(token.encode(), given):
            found = reviewer
    return found
