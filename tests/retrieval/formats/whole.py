"""One credential in which every field says something, and one with the bare minimum."""

from __future__ import annotations

from dataclasses import fields

from retrieval.catalogue import (
    FLAGS,
    AiPolicy,
    Constraints,
    Credential,
    Criterion,
    Level,
    MethodComponent,
    Part,
    Prompt,
    Resource,
    Source,
    Worth,
)

BARE = Credential("bare-bones", "Bare Bones", "Example Cooperative", "The educator does one thing.")

WHOLE = Credential(
    id="wait-time",
    title="Waiting: for Answers",
    issuer="Example Cooperative",
    competency="The educator waits after a question.\n\n- three seconds\n- and then three more",
    key_method="Ask, wait, listen. "
    + "A sentence that makes the text long enough to fold. " * 3
    + "Then it ends.",
    method_components=(MethodComponent("Pause", "Count to three."), MethodComponent("Listen")),
    grades=("K", "1", "12"),
    subjects=("science, all of it", "art"),
    roles=("classroom teacher",),
    topics=("no", "discourse"),
    effort_hours=12.5,
    cost_usd=0.0,
    counts_for=(Worth("license-renewal", "15 hours", "AR", "Example District"), Worth("pay")),
    prerequisites=("bare-bones",),
    ai_policy=AiPolicy("forbidden", "None at all."),
    constraints=Constraints(**dict.fromkeys(FLAGS, False) | {"needs_video": True}, window_days=10),
    resources=(
        Resource("On Pauses", "guide", "https://example.org/pauses", None, "Short."),
        Resource('=HYPERLINK("https://example.org")', url="https://example.org/x"),
    ),
    submission=(
        Part(
            "overview",
            "Part 1. Overview",
            "overview",
            "Passing",
            100,
            900,
            "guide",
            (
                Prompt("context", "@home: describe your class.", 50, 200),
                Prompt("habit", "- what you counted", None, 30, "guide"),
            ),
        ),
        Part("artifacts", "Part 2. Work"),
    ),
    rubric=(
        Criterion(
            "use-of-pauses",
            "Use of pauses",
            "artifacts",
            (
                Level("Exemplary", "+ pauses everywhere, “always”"),
                Level("Proficient", "'=1+1 stays as it is"),
                Level("Developing", "Now and then; ümläut"),
                Level("Emerging"),
                Level("None"),
            ),
            "Proficient",
        ),
        Criterion("baseline", "Starting point", None, (Level("Yes"), Level("No")), "Yes"),
    ),
    source=Source("https://example.org/wait-time", "CC BY 4.0", "2026-11-01"),
)


def fields_at_default() -> list[str]:
    """The fields in which WHOLE says nothing: none, or a new field is tested nowhere."""
    return [f.name for f in fields(Credential) if getattr(WHOLE, f.name) == f.default]
