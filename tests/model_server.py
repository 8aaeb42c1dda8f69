"""A scripted language model on a real socket: it says what a script tells it, or fails as told.

It speaks the streamed and the plain form of OpenAI's chat completions. In a test it runs in a
thread (`ModelServer`); as a program it runs in a process of its own and answers at a set pace:

    python -m tests.model_server --first-token 0.5 --rate 10 --tokens 60
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
import time
from typing import Any

from tests.model_script import (
    CUT,
    ERRORS,
    STALL,
    Reply,
    Request,
    Script,
    completion,
    events_of,
    in_turn,
    paced,
    speaks,
)


class ModelServer:
    """The server in a thread; `requests` holds what was asked, `script` decides what is said."""

    def __init__(self, script: Script | None = None) -> None:
        self.script: Script = script or (lambda _request: Reply("Good."))
        self.requests: list[Request] = []
        self.stalled = threading.Event()  # set as soon as somebody is being kept waiting
        self.left = threading.Event()  # set as soon as a client has gone before its answer's end
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="model server", daemon=True)
        self.port = 0

    @property
    def base_url(self) -> str:
        """What OPENAI_BASE_URL is set to."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> ModelServer:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)

    def says(self, *replies: Reply) -> None:
        """From now on these, in turn; the last one for ever."""
        self.script = in_turn(*replies)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._met, "127.0.0.1", 0, backlog=1024)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        waiting = asyncio.all_tasks(self._loop)
        for task in waiting:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                self.requests.append(request)
                await self._answer(request, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left.set()
        except asyncio.CancelledError:
            pass
        finally:
            writer.transport.abort()

    async def _answer(
        self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        reply = self.script(request)
        if reply.fault in ERRORS and reply.at == "first":
            status, headers, error = reply.error
            await _whole(writer, status, error, headers)
            return
        if not request.get("stream"):
            await asyncio.sleep(reply.first_token_s)
            if reply.fault == "stall":
                await self._stall(reader)
            if reply.fault == "cut":
                raise ConnectionAbortedError
            await _whole(writer, 200, completion(request, reply), {})
            return
        await self._stream(request, reply, reader, writer)

    async def _stream(
        self,
        request: Request,
        reply: Reply,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        wait, due = reply.first_token_s, time.monotonic()
        for event in events_of(request, reply):
            if event is STALL:
                await writer.drain()
                await self._stall(reader)
            if event is CUT:
                await writer.drain()
                raise ConnectionAbortedError
            if speaks(event):
                due += wait  # counted from when it was due: a late one does not delay the rest
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                wait = reply.token_s
            line = event if isinstance(event, str) else json.dumps(event)
            data = f"data: {line}\n\n".encode()
            writer.write(b"%x\r\n%b\r\n" % (len(data), data))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async def _stall(self, reader: asyncio.StreamReader) -> None:
        """Nothing more is said until the client goes away."""
        self.stalled.set()
        await reader.read(1)
        raise ConnectionAbortedError


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The JSON body of the next request; None where the client has gone between two."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    except asyncio.IncompleteReadError:
        return None
    length = next(
        int(line.partition(":")[2])
        for line in head.split("\r\n")
        if line.startswith("content-length:")
    )
    body: Request = json.loads(await reader.readexactly(length))
    return body


async def _whole(
    writer: asyncio.StreamWriter, status: int, body: dict[str, Any], headers: dict[str, str]
) -> None:
    data = json.dumps(body).encode()
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(
        f"HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\n{lines}"
        f"Content-Length: {len(data)}\r\n\r\n".encode()
        + data
    )
    await writer.drain()


def main() -> None:
    """Serve at a set pace until standard input ends; the address is the only line printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first-token", type=float, default=0.5)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--tokens", type=int, default=60)
    parser.add_argument("--tool", default="search")
    parser.add_argument("--arguments", default="{}")
    given = parser.parse_args()
    script = paced(given.first_token, given.rate, given.tokens, given.tool, given.arguments)
    with ModelServer(script) as server:
        print(server.base_url, flush=True)  # noqa: T201  # whoever started it waits for this line
        sys.stdin.read()


if __name__ == "__main__":
    main()
