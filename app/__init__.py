"""Palmarès: the app that runs the day of a public-innovation forum."""

from datetime import timedelta

from flask import Flask

from app import cli, settings
from app.extensions import babel, csrf, db, limiter, migrate, socketio
from app.keys import Keys
from app.live import sockets
from app.settings import Settings
from app.translations import compile_catalogues
from app.web import command, compressed, device_check, errors, formats, headers, language, operations, static
from app.web.api import api
from app.web.api_list import api_list
from app.web.api_reveal import api_reveal
from app.web.api_room import api_room
from app.web.api_screens import api_screens
from app.web.audience import audience
from app.web.beginning import beginning
from app.web.coach import coach
from app.web.control import control
from app.web.deliberation import deliberation
from app.web.desk import desk
from app.web.desk_archive import desk_archive
from app.web.desk_check_in import desk_check_in
from app.web.desk_coaching import desk_coaching
from app.web.desk_day import desk_day
from app.web.desk_favourite import desk_favourite
from app.web.desk_import import desk_import
from app.web.desk_jury import desk_jury
from app.web.desk_list import desk_list
from app.web.desk_paper import desk_paper
from app.web.desk_people import desk_people
from app.web.desk_personal import desk_personal
from app.web.desk_rehearsal import desk_rehearsal
from app.web.desk_reveal import desk_reveal
from app.web.desk_tables import desk_tables
from app.web.entry import entry
from app.web.favourite import favourite
from app.web.guard import Guard, allowed_hosts
from app.web.jury import jury
from app.web.jury_scores import jury_scores
from app.web.jury_vote import jury_vote
from app.web.logs import configure_logs
from app.web.minutes import minutes
from app.web.new_event import new_event
from app.web.operations import operation
from app.web.palmares import palmares
from app.web.paper_print import paper_print
from app.web.press import press
from app.web.printed import printed
from app.web.rehearsal import rehearsal
from app.web.restitution import restitution
from app.web.statements import statement
from app.web.team import team

MOST_BYTES = 2 * 1024 * 1024

# What answers, by public.
BLUEPRINTS = (
    operation,
    control,
    entry,
    device_check.device,
    api,
    api_list,
    api_reveal,
    api_room,
    api_screens,
    jury,
    jury_scores,
    jury_vote,
    rehearsal,
    team,
    coach,
    deliberation,
    desk,
    desk_check_in,
    desk_archive,
    desk_coaching,
    desk_day,
    desk_jury,
    desk_list,
    desk_favourite,
    desk_rehearsal,
    desk_reveal,
    favourite,
    minutes,
    press,
    desk_paper,
    paper_print,
    printed,
    restitution,
    desk_people,
    desk_personal,
    desk_tables,
    desk_import,
    statement,
    beginning,
    new_event,
    palmares,
    audience,
)


def create_app(chosen: Settings | None = None) -> Flask:
    """The application bound to one instance folder; raises SettingsError where a setting cannot be used."""
    chosen = chosen or settings.load()
    chosen.instance.mkdir(parents=True, exist_ok=True)
    configure_logs(chosen.log_format)
    compile_catalogues()
    app = Flask(__name__, template_folder="../templates", static_folder=None, instance_path=str(chosen.instance))
    secret = chosen.secret_key()
    app.config.update(
        SECRET_KEY=secret,
        SETTINGS=chosen,
        BASE_URL=chosen.base_url,
        SQLALCHEMY_DATABASE_URI=chosen.database,
        # Scores and comments are parameters: no log may show them.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_NAME="palmares_session",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.base_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SESSION_REFRESH_EACH_REQUEST=False,
        BABEL_DEFAULT_LOCALE="fr",
        RATELIMIT_HEADERS_ENABLED=False,
    )
    app.extensions["palmares.keys"] = Keys(secret)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # snapshots keep their documented order
    _bind(app)
    _serve(app, chosen)
    cli.register(app)
    return app


def _bind(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory="app/migrations")
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app, locale_selector=language.chosen)
    # Origins are judged by the guard, on every path and transport; Engine.IO's own check would trust the Host header.
    # Named, not found out: started from a Flask shell or task, what is found out cannot answer a WebSocket.
    socketio.init_app(
        app, async_mode="gevent", cors_allowed_origins=[], ping_interval=10, ping_timeout=15, logger=False
    )
    sockets.register()


def _serve(app: Flask, chosen: Settings) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    csrf.exempt(control)
    app.url_value_preprocessor(command.size_first)
    app.before_request(command.body_first)
    errors.register(app)
    compressed.register(app)
    headers.register(app)
    operations.register(app)
    language.register(app)
    formats.register(app)
    static.register(app)
    device_check.register(app)
    app.wsgi_app = Guard(app.wsgi_app, allowed_hosts(chosen))  # type: ignore[method-assign]  # how WSGI layers are added
