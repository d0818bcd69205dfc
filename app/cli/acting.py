"""How a command changes data: through the server that runs, or alone on the instance folder, or not at all."""

import http.client
import json
from contextlib import closing
from typing import Any

import click
from flask import current_app

from app import instance
from app.domain.errors import Refusal
from app.instance import HeldElsewhere, Server
from app.settings import Settings
from app.web import control, errors


def act(command: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Carry out a command of `control` and return its answer; ends the program with one sentence where it cannot."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        with instance.held(settings.instance):
            instance.prepare(current_app)
            return control.COMMANDS[command](asked)
    except HeldElsewhere as error:
        server = instance.running(settings.instance)
        if server is None:
            raise click.ClickException(f"{error} It cannot be asked: try again when it has started.") from None
        return ask(server, command, asked)
    except Refusal as refusal:
        raise click.ClickException(_in_words(refusal.as_dict())) from None


def ask(server: Server, command: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Have the running server carry out a command; ends the program with one sentence where it does not."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=120)
    headers = {
        "Authorization": f"Bearer {server.token}",
        "Content-Type": "application/json",
        "Accept-Language": "en",
    }
    try:
        with closing(connection):
            connection.request("POST", f"/control/{command}", json.dumps(asked), headers)
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
    except (OSError, ValueError, http.client.HTTPException):
        raise click.ClickException("The running server does not answer.") from None
    if response.status >= 400:
        raise click.ClickException(answer.get("detail", f"The running server answered {response.status}."))
    return answer


def _in_words(refusal: dict[str, Any]) -> str:
    return errors.translated(refusal["key"], refusal["params"])


def reading() -> None:
    """Make the data readable for a command that changes nothing: migrated, by us or by the server that runs."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        with instance.held(settings.instance):
            instance.prepare(current_app)
    except HeldElsewhere:
        pass  # the server that runs has done it
