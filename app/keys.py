"""The server's signing key, and all that is made with it: tokens of links, typed codes. Nothing usable at rest."""

import base64
import hashlib
import hmac

from itsdangerous import BadSignature, URLSafeSerializer


class Keys:
    """Everything made from the server's signing key."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._tokens = URLSafeSerializer(secret, salt="palmares-link")

    def token(self, link_name: str) -> str:
        """The token of a link, the same at each printing."""
        return str(self._tokens.dumps(link_name))

    def link_name(self, token: str) -> str | None:
        """The link that a token names, or None if we did not sign it."""
        try:
            name = self._tokens.loads(token)
        except BadSignature:
            return None
        return name if isinstance(name, str) else None

    def code(self, link_name: str) -> str:
        """Eight base-32 characters to type where there is no camera."""
        return base64.b32encode(self._mac("code", link_name)[:5]).decode()

    def code_digest(self, code: str) -> str:
        """What is stored to find a link by its typed code; useless without the key."""
        return self._mac("code-digest", as_printed(code)).hex()

    def kind(self, seen: str) -> str:
        """What stands for an address and a browser where neither is to be kept."""
        return self._mac("kind", seen)[:8].hex()

    def _mac(self, purpose: str, text: str) -> bytes:
        return hmac.new(self._secret, f"{purpose}:{text}".encode(), hashlib.sha256).digest()


def as_printed(code: str) -> str:
    """A typed code as its card has it: base 32 has no 0, 1 or 8, so whoever types one misread O, I or B."""
    return code.strip().replace(" ", "").replace("-", "").upper().translate(str.maketrans("018", "OIB"))
