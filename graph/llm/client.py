"""Ask an OpenAI-compatible endpoint, within bounds, and say plainly what went wrong.

Importing this needs the extra `llm`. Neither key nor prompt nor document stands in any error.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import openai

from graph.errors import LlmError, LlmRefusedError
from graph.llm.prompt import Request
from graph.llm.settings import LlmSettings

MOST_BYTES: Final = 4 * 1024 * 1024  # of one answer, also of one that tells an error
_CONNECT = 10.0  # seconds
_OMITTED: Final = dict.fromkeys(("OpenAI-Organization", "OpenAI-Project"), openai.Omit())
_SCHEMA_REFUSED = re.compile(
    r"response_format|json_schema|json schema|structured output|guided", re.IGNORECASE
)
_SAFE = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True, slots=True)
class _Form:
    """Say how an endpoint wants to be asked; each easing is tried after a refusal, and kept if it helps."""

    schema: bool = True
    seed: bool = True
    limit: str = "max_tokens"

    def body(self, request: Request) -> dict[str, Any]:
        body = request.body() | {self.limit: request.tokens, "response_format": self._format(request)}
        if not self.seed:
            del body["seed"]
        return body

    def _format(self, request: Request) -> dict[str, Any]:
        if not self.schema:
            return {"type": "json_object"}
        named = {"name": "facts", "strict": True, "schema": request.schema}
        return {"type": "json_schema", "json_schema": named}

    def eased(self, complaint: str) -> _Form | None:
        """Return the form that avoids what an endpoint complains of, None where there is none."""
        if "max_completion_tokens" in complaint and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if self.schema and _SCHEMA_REFUSED.search(complaint):
            return replace(self, schema=False)
        if self.seed and re.search(r"\bseed\b", complaint):
            return replace(self, seed=False)
        return replace(self, schema=False) if self.schema else None


class Client:
    """Hold the connection to one endpoint; nothing is contacted before `ask`."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._form = _Form()
        http = httpx2.Client(
            follow_redirects=False,  # the key and the document go where the user said, and nowhere else
            limits=httpx2.Limits(max_keepalive_connections=0),
            event_hooks={"response": [self._bound]},
        )
        self._api = openai.OpenAI(
            api_key=settings.key or "none",
            base_url=settings.url,
            timeout=httpx2.Timeout(settings.seconds, connect=min(_CONNECT, settings.seconds)),
            max_retries=settings.retries,
            http_client=http,
            default_headers={"Accept-Encoding": "identity", **_OMITTED},  # type: ignore[dict-item]
        )

    def ask(self, request: Request) -> str:
        """Return the text of an answer; raise LlmError where there is none that can be used."""
        form = self._form
        while True:
            try:
                answer = self._send(form.body(request))
            except openai.APIStatusError as error:
                eased = form.eased(_complaint(error)) if error.status_code in (400, 422) else None
                if eased is None:
                    raise self._status(error, request) from None
                form = eased
                continue
            self._form = form
            return _content(answer)

    def _send(self, body: dict[str, Any]) -> bytes:
        """Post one request, again where the client library thinks that it helps; return what comes back."""
        host = urlsplit(self._settings.url).netloc
        try:
            with self._api.chat.completions.with_streaming_response.create(**body) as response:
                return b"".join(response.iter_bytes())
        except (openai.APITimeoutError, httpx2.TimeoutException):
            raise self._late(host) from None
        except openai.APIConnectionError as error:
            reason = type(error.__cause__).__name__ if error.__cause__ else "no connection"
            raise LlmError(
                f"cannot be reached ({reason})", where=host, hint="check OSTRAKON_LLM_URL"
            ) from None
        except httpx2.HTTPError as error:
            raise LlmError(f"the answer broke off ({type(error).__name__})", where=host) from None
        except openai.APIStatusError:
            raise
        except openai.OpenAIError as error:
            raise LlmError(f"the request failed ({type(error).__name__})", where=host) from None

    def _late(self, host: str) -> LlmError:
        limit = f"{self._settings.seconds:g}"
        return LlmError(f"no answer within {limit} seconds", where=host, hint="raise OSTRAKON_LLM_SECONDS")

    def _bound(self, response: httpx2.Response) -> None:
        """Let an answer be read only so far and so long."""
        host = urlsplit(self._settings.url).netloc
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            response.close()
            raise LlmError("the answer is compressed, which was not asked for", where=host)
        late = time.monotonic() + self._settings.seconds, self._late(host)
        response.stream = _Bounded(response.stream, *late, LlmError(_too_long(), where=host))

    def _status(self, error: openai.APIStatusError, request: Request) -> LlmError:
        status = error.status_code
        host = urlsplit(self._settings.url).netloc
        if status in (401, 403):
            return LlmRefusedError(
                f"refuses the key (HTTP {status})", where=host, hint="check OSTRAKON_LLM_KEY"
            )
        if status == 404 or 300 <= status < 400:
            hint = "check OSTRAKON_LLM_URL and OSTRAKON_LLM_MODEL"
            what = (
                "knows no such address or model"
                if status == 404
                else "sends us elsewhere, where we do not go"
            )
            return LlmRefusedError(f"{what} (HTTP {status})", where=host, hint=hint)
        if status == 429:
            hint = "ask again later; the answers so far are kept"
            return LlmError("takes no more requests for now (HTTP 429)", where=host, hint=hint)
        if status >= 500:
            return LlmError(f"failed (HTTP {status})", where=host)
        said = self._said(error, request)
        return LlmError(f"does not take the request (HTTP {status}){said}", where=host)

    def _said(self, error: openai.APIStatusError, request: Request) -> str:
        """Return the codes by which an endpoint explains itself; its sentences may repeat what was sent."""
        secret = self._settings.key or "\0"
        codes = [code for code in (error.code, error.type, error.param) if isinstance(code, str)]
        sent = " ".join(content for _, content in request.messages)
        told = [
            c for c in codes if _SAFE.fullmatch(c) and secret not in c and c not in secret and c not in sent
        ]
        return f": {', '.join(dict.fromkeys(told))}" if told else ""


class _Bounded(httpx2.SyncByteStream):
    """Pass a body on until it grows too long or too old."""

    def __init__(self, inner: Any, until: float, late: LlmError, long: LlmError) -> None:
        self._inner = inner
        self._until = until
        self._late = late
        self._long = long

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body piece by piece; raise LlmError beyond the bounds."""
        size = 0
        for piece in self._inner:
            size += len(piece)
            if size > MOST_BYTES:
                raise self._long
            if time.monotonic() > self._until:
                raise self._late
            yield piece

    def close(self) -> None:
        """Close the body."""
        self._inner.close()


def _too_long() -> str:
    return f"the answer is longer than {MOST_BYTES // 1024 // 1024} MB"


def _complaint(error: openai.APIStatusError) -> str:
    return f"{error.param or ''} {error.message}"[:4_000]


def _content(data: bytes) -> str:
    """Return the text of a completion; raise LlmError for one that is cut, refused or not in its form."""
    try:
        choice = json.loads(data)["choices"][0]
        message = choice["message"]
        reason, refusal, content = choice.get("finish_reason"), message.get("refusal"), message.get("content")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise LlmError("the answer is no chat completion", hint="check OSTRAKON_LLM_URL") from error
    if reason == "length":
        hint = "raise OSTRAKON_LLM_TOKENS or lower OSTRAKON_LLM_CHARACTERS"
        raise LlmError("the answer was cut off", hint=hint)
    if refusal or reason == "content_filter":
        raise LlmError("the model refuses to read this document")
    if not isinstance(content, str):
        raise LlmError("the answer holds no text")
    return content
