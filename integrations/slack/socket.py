"""Socket Mode: the same app where Slack cannot reach this machine."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from assistant.errors import BadInput

if TYPE_CHECKING:
    from integrations.services import Services

NO_APP_TOKEN = (
    "Socket Mode needs SLACK_APP_TOKEN (xapp-..., with connections:write) and SLACK_BOT_TOKEN "
    "(xoxb-...); both are on the app's page at api.slack.com."
)


def run_socket(services: Services, stop: Event | None = None) -> None:
    """Answers Slack until `stop` is set or Ctrl-C; raises BadInput where a token is missing."""
    app_token, bot_token = services.settings.slack_app_token, services.settings.slack_bot_token
    if app_token is None or bot_token is None:
        raise BadInput(NO_APP_TOKEN)
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk.errors import SlackApiError

    from integrations.slack.app import SlackApp

    slack = SlackApp(services, bot_token.get_secret_value(), "")
    handler: Any = SocketModeHandler(slack.bolt, app_token.get_secret_value())
    try:
        slack.resume()  # before anything new comes in, or that would be taken up twice
        handler.connect()
        slack.rounds.start()
        (stop or Event()).wait()
    except SlackApiError as error:
        raise BadInput(
            f"Slack does not take SLACK_APP_TOKEN: {error.response['error']}."
        ) from error
    except OSError as error:
        where = services.settings.slack_api_url
        raise BadInput(f"Slack cannot be reached at {where}; check the network.") from error
    except KeyboardInterrupt:
        pass
    finally:
        handler.close()
        slack.close()
