"""Markdown that arrives in pieces, shown in a terminal as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markdown import Markdown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live


class Paragraphs:
    """The paragraph at hand is drawn anew with each piece; a finished one stays as it is.

    Where the output is no terminal the pieces are written as they are, Markdown and all.
    """

    def __init__(self, out: Console) -> None:
        self._out = out
        self._at_hand = ""
        self._live: Live | None = None
        self._said = False

    def add(self, piece: str) -> None:
        """Show the next piece of the text."""
        self._said = True
        if not self._out.is_terminal:
            self._out.file.write(piece)
            self._out.file.flush()
            return
        self._at_hand += piece
        while "\n\n" in self._at_hand:
            whole, _, self._at_hand = self._at_hand.partition("\n\n")
            self._finish(whole)
        self._draw()

    def end(self) -> None:
        """The text is over, or is interrupted by something else."""
        if not self._said:
            return
        self._said = False
        if not self._out.is_terminal:
            self._out.file.write("\n")
            return
        whole, self._at_hand = self._at_hand, ""
        self._finish(whole)

    def _draw(self) -> None:
        from rich.live import Live

        if not self._at_hand.strip():
            return
        if self._live is None:
            self._live = Live(
                console=self._out,
                auto_refresh=False,
                transient=True,
                vertical_overflow="visible",
            )
            self._live.start()
        self._live.update(Markdown(self._at_hand), refresh=True)

    def _finish(self, whole: str) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None
        if whole.strip():
            self._out.print(Markdown(whole))
            self._out.print()
