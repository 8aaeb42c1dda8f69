"""The Slack face; importing it loads neither Bolt nor the SDK."""

from __future__ import annotations

from integrations.slack.app import SlackApp, create_slack, slack_router
from integrations.slack.socket import run_socket

__all__ = ["SlackApp", "create_slack", "run_socket", "slack_router"]
