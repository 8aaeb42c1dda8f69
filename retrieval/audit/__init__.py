"""How rigorous a credential is, line by line, and the words that each line rests on."""

from __future__ import annotations

from retrieval.audit.audit import Audit, audit_credential, weakest_first
from retrieval.audit.lines import AuditLine, Result, Words

__all__ = ["Audit", "AuditLine", "Result", "Words", "audit_credential", "weakest_first"]
