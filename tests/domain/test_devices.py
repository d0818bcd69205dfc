"""Which plain name a device gets, and that nothing else of what its browser says is kept."""

import pytest

from app.domain.devices import device

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            f"Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) {APPLE} Version/12.1 Mobile/15E148 Safari/604.1",
            "ipad/Safari",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.0 Safari/605.1.15", "mac/Safari"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {APPLE} CriOS/141.0 Mobile/15E148 Safari/604.1",
            "iphone/Chrome",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36", "android-phone/Chrome"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537.36", "android-tablet/Chrome"),
        (
            f"Mozilla/5.0 (Linux; Android 13; SM-X200) {CHROME} SamsungBrowser/28.0 Safari/537.36",
            "android-tablet/Samsung Internet",
        ),
        ("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "android-phone/Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "windows/Firefox"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/141.0", "windows/Edge"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36 OPR/120.0", "linux/Opera"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "chromebook/Chrome"),
        ("Werkzeug/3.1", "unknown/unknown"),
        ("", "unknown/unknown"),
    ],
)
def test_a_device_by_its_name(said: str, name: str) -> None:
    assert device(said) == name
