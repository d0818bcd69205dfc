"""Security headers, the same on every answer, errors included."""

from flask import Flask, Response, request

SELF = "'self'"


def policy(host: str) -> str:
    """The content security policy: our own files and our own socket, nothing inline, nothing from elsewhere."""
    rules = {
        "default-src": "'none'",
        "script-src": SELF,
        "style-src": SELF,
        "img-src": f"{SELF} data:",
        "font-src": SELF,
        # Old Safari does not take 'self' for a WebSocket to the same host.
        "connect-src": f"{SELF} ws://{host} wss://{host}",
        "manifest-src": SELF,
        "worker-src": SELF,
        "form-action": SELF,
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def register(app: Flask) -> None:
    """Add the headers after every request."""

    @app.after_request
    def secure(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = policy(request.host)
        headers["X-Content-Type-Options"] = "nosniff"
        # Not "no-referrer": forms would then be posted from origin "null", which the guard refuses.
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if response.mimetype == "text/html":
            headers.setdefault("Cache-Control", "no-store")
        return response
