"""Chats with a running server over bare sockets, many at once, and writes down when words came.

As a program it runs in a process of its own, so that its work is not taken for the server's:

    python -m tests.benchmarks.chat_driver HOST:PORT TOKEN CHATS MESSAGE
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field

LONGEST_S = 120.0  # a chat that takes longer counts as failed
_PATIENCE_S = 60.0


@dataclass
class Chat:
    """What one chat took; times in seconds since its request was sent."""

    status: int = 0
    spoke_at: list[float] = field(default_factory=list)  # of each `delta`
    cards: int = 0
    over_at: float | None = None  # of `done`; None where it never came
    text: str = ""
    conversation_id: str = ""

    @property
    def first_words(self) -> float:
        """When the first words came."""
        return self.spoke_at[0] if self.spoke_at else float("inf")

    @property
    def longest_gap(self) -> float:
        """The longest silence between two pieces of the answer."""
        return max(
            (b - a for a, b in zip(self.spoke_at, self.spoke_at[1:], strict=False)), default=0.0
        )


async def chat(address: str, token: str, message: str, conversation_id: str | None = None) -> Chat:
    """One turn, read to its end."""
    host, _, port = address.rpartition(":")
    found = Chat()
    reader, writer = await asyncio.open_connection(host, int(port))
    body = json.dumps({"message": message, "conversation_id": conversation_id}).encode()
    began = time.perf_counter()
    writer.write(
        f"POST /api/v1/chat HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n".encode()
        + body
    )
    event = ""
    try:
        async with asyncio.timeout(LONGEST_S):
            found.status = int((await reader.readline()).split()[1])
            # Sizes of chunks and blank lines fall between the events' lines and are passed over.
            while line := await asyncio.wait_for(reader.readline(), _PATIENCE_S):
                if line.startswith(b"event: "):
                    event = line[7:].strip().decode()
                elif line.startswith(b"data: "):
                    _heard(found, event, line[6:], time.perf_counter() - began)
    except (TimeoutError, OSError):
        pass
    finally:
        writer.transport.abort()
    return found


def _heard(found: Chat, event: str, data: bytes, at: float) -> None:
    if event == "delta":
        piece = json.loads(data)["text"]
        if piece:
            found.spoke_at.append(at)
            found.text += piece
    elif event == "card":
        found.cards += 1
    elif event == "start":
        found.conversation_id = json.loads(data)["conversation_id"]
    elif event == "done":
        found.over_at = at


async def chats(address: str, token: str, message: str, count: int) -> list[Chat]:
    """That many at once, each a conversation of its own."""
    return await asyncio.gather(*(chat(address, token, message) for _ in range(count)))


def main() -> None:
    """Prints a JSON line for each chat."""
    address, token, count, message = sys.argv[1:5]
    for found in asyncio.run(chats(address, token, message, int(count))):
        print(json.dumps(asdict(found)))  # noqa: T201  # whoever started it reads these lines


if __name__ == "__main__":
    main()
