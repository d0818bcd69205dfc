"""Pages compressed for whoever holds no link: most of the room reads over one weak network.

A page of somebody who entered goes as it is: beside what others typed it holds the token of their session, and a
compressed length would tell of both (the attack called BREACH).
"""

import gzip

from flask import Flask, Response, request

from app.web import visitor


def register(app: Flask) -> None:
    """Compress such pages for browsers that say they can read them."""

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype != "text/html" or response.is_streamed:
            return response
        response.vary.add("Accept-Encoding")  # of everybody's: what is answered alike stays alike
        if visitor.secret() is None and request.accept_encodings.quality("gzip") > 0:
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response
