"""The commands of INTERFACE §1, for `flask --app app …`."""

from flask import Flask

from app.cli.event import event
from app.cli.installation import backup, doctor, links, organiser, restore


def register(app: Flask) -> None:
    """Give the application its commands."""
    for command in (event, links, organiser, backup, restore, doctor):
        app.cli.add_command(command)
