"""Typed settings: defaults, then `config.toml` in the instance folder, then the environment (`PALMARES_*`).

An unknown key or a bad value stops the start with one line that names it.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "PALMARES_"
SHORTEST_KEY = 32


class SettingsError(Exception):
    """A setting that cannot be used; its text is the one line to print."""


@dataclass(frozen=True)
class Settings:
    """What one installation may choose. `origin` says where each value came from, for `doctor`."""

    instance: Path
    database_url: str = ""
    redis_url: str = ""
    base_url: str = ""
    hosts: tuple[str, ...] = ()
    log_format: str = "text"
    metrics_token: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        """The database's address; SQLite in the instance folder unless told otherwise."""
        return self.database_url or f"sqlite:///{self.instance / 'palmares.db'}"

    def secret_key(self) -> str:
        """The signing key of this installation, made at first use, readable by its owner alone."""
        path = self.instance / "secret.key"
        if not path.exists():
            self.instance.mkdir(parents=True, exist_ok=True)
            written = path.with_suffix(f".{os.getpid()}")
            handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            written.replace(path)  # whole or not at all, wherever the power goes
        key = path.read_text(encoding="ascii").strip()
        if len(key) < SHORTEST_KEY:
            raise SettingsError(f"{path} is damaged: restore a backup, or remove it and print every link again")
        return key


NAMES = tuple(f.name for f in fields(Settings) if f.name != "origin")


def load(instance: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of the instance folder; raises SettingsError with the line to print.

    `instance` wins over `PALMARES_INSTANCE`; both default to `instance/` beside the code.
    """
    folder = instance or Path(environ.get(PREFIX + "INSTANCE", "") or Path(__file__).parent.parent / "instance")
    values: dict[str, object] = {}
    origin: dict[str, str] = {}
    for source, pairs in (
        ("config.toml", _from_file(folder / "config.toml")),
        ("environment", _from_env(environ)),
    ):
        for name, value in pairs.items():
            if name not in NAMES:
                shown = name if source == "config.toml" else PREFIX + name.upper()
                raise SettingsError(f"{shown}: unknown setting (known: {', '.join(NAMES)})")
            values[name] = value
            origin[name] = source
    values["instance"] = folder.resolve()
    return Settings(**{name: _checked(name, value) for name, value in values.items()}, origin=origin)  # type: ignore[arg-type]  # checked one by one below


def _from_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: not readable as TOML ({error})") from error


def _from_env(environ: Mapping[str, str]) -> dict[str, object]:
    return {name[len(PREFIX) :].lower(): value for name, value in environ.items() if name.startswith(PREFIX)}


def _checked(name: str, value: object) -> object:
    if name == "instance":
        return Path(str(value))
    if name == "hosts":
        hosts = value.split(",") if isinstance(value, str) else value
        if not isinstance(hosts, list | tuple) or not all(isinstance(host, str) for host in hosts):
            raise SettingsError("hosts: a list of host names is expected")
        return tuple(host.strip().lower() for host in hosts if host.strip())
    if not isinstance(value, str):
        raise SettingsError(f"{name}: text is expected, not {value!r}")
    if name == "base_url" and value:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"base_url: {value!r} is not an address such as http://192.168.1.10:5000")
        return value.rstrip("/")
    if name == "database_url" and value and not value.startswith("sqlite:///"):
        raise SettingsError("database_url: only sqlite:///… is supported by this version")
    if name == "redis_url" and value:
        raise SettingsError("redis_url: several processes are not supported by this version")
    if name == "log_format" and value not in ("text", "json"):
        raise SettingsError(f"log_format: {value!r} is neither text nor json")
    return value
