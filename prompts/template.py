"""Prompts as data: one Markdown file each, `${name}` placeholders, strict about what goes in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib import resources

_HEAD = re.compile(r"\A---\ninputs: ?(.*)\n---\n")
_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")
_CUT = "\n===\n"  # above: the stable part (system message); below: what changes with each call
_TAG = re.compile(r"<\s*(/?)\s*data\b", re.IGNORECASE)


class PromptFault(Exception):
    """A prompt file and its inputs do not fit: a mistake of ours, found before any call."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file; `version` changes with every change of its words."""

    name: str
    version: str
    inputs: frozenset[str]
    system: str
    user: str

    def render(self, **values: str) -> tuple[str, str]:
        """(system, user) with every input filled in; raises PromptFault unless they fit exactly."""
        if set(values) != self.inputs:
            odd = ", ".join(sorted(set(values) ^ self.inputs))
            raise PromptFault(f"prompt {self.name}: inputs do not fit: {odd}")
        filled = _PLACEHOLDER.sub(lambda match: values[match.group(1)], self.user)
        return self.system, filled


def load_prompt(name: str) -> Prompt:
    """The prompt in `prompts/NAME.md`; its placeholders must be just the declared inputs."""
    text = resources.files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or _CUT not in text:
        raise PromptFault(f"prompt {name}: needs a head with its inputs, and a line ===")
    declared = frozenset(part.strip() for part in head.group(1).split(",") if part.strip())
    system, user = text[head.end() :].split(_CUT, 1)
    used = frozenset(_PLACEHOLDER.findall(user))
    if used != declared or _PLACEHOLDER.search(system):
        raise PromptFault(f"prompt {name}: placeholders must be the inputs, below the line ===")
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, version, declared, system.strip(), user.strip())


def fence(kind: str, text: str) -> str:
    """Untrusted text as data: between marks that the text itself cannot close."""
    harmless = _TAG.sub(r"<\1 data-", text)
    return f'<data kind="{kind}">\n{harmless}\n</data>'
