"""What a text may not look like in a language: spaces, apostrophes, dots, figures, words of the other one."""

import re
from collections.abc import Iterator

# A figure and its unit stay on one line.
UNIT = r"\d (?=(?:s|min|h|Mo|MB)(?![\w’])|%)"
# "RGAA 4.1", "EUPL-1.2" and "OFL-1.1" are names.
POINT = r"(?<![\d.])(?<![A-Z]{3}[ \u00a0-])\d+\.\d{1,2}(?!\d|\.\d)"

# Each is wrong wherever it matches.
BOTH = {
    "a straight apostrophe or quote": re.compile(r"['\"]"),
    "three dots instead of …": re.compile(r"\.\.\."),
    "a plain space before a unit": re.compile(UNIT),
    "a plain space after a sign": re.compile(r"[±+−] (?=\d)"),
    "a hyphen instead of a minus": re.compile(r"(?<![\w-])-(?=\d)"),
    "two spaces": re.compile(r"[ \u00a0\u202f]{2}"),
}
FRENCH = {
    "no narrow no-break space before ; ! ?": re.compile(r"(?<![\u202f?!])[;!?](?!\w)"),
    "no no-break space before a colon": re.compile(r"(?<!\u00a0):(?=\s|$)"),
    "no no-break space inside « »": re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"),
    "English quotes": re.compile(r"[“”]"),
    "no narrow no-break space in a thousand": re.compile(r"\d[ ,.]\d{3}(?!\d)"),
    "a decimal point": re.compile(POINT),
    "an hour of a column in a sentence": re.compile(r"\b(?:à|vers|dès|avant|après|de)\s\d{1,2}:\d\d(?!:?\d)"),
    "an ordinal": re.compile(r"\b\d+(?:ème|eme|ième|è|st|nd|rd|th)\b"),
    "a word of English": re.compile(
        r"(?i)\b(?:the|and|of|is|are|your|you|yes|with|team|slot|timer|ballot|juror|desk|slug|e?mail|login)\b"
    ),
    # look/ has the list: what the public reads is called by one word.
    "« fiche » is the word": re.compile(r"(?i)\bbulletins?\b"),
    "« chronomètre » is the word": re.compile(r"(?i)\bminuteurs?\b"),
    "an exclamation mark": re.compile("!"),
}
ENGLISH = {
    "a space before ; : ! ?": re.compile(r"[\s][;!?](?!\w)|[ \u202f]:(?=\s|$)"),
    "French quotes": re.compile("[«»]"),
    "a decimal comma": re.compile(r"(?<![\d,])\d+,\d{1,2}(?!\d|,\d)"),
    "an hour of a French sentence": re.compile(r"\d\s?h\s?\d\d\b"),
    "a word of French": re.compile(r"(?i)\b(?:le|les|une?|est|et|vous|votre|avec|pour|équipes?|fiches?|jurés?)\b"),
}
HABITS = {"fr": BOTH | FRENCH, "en": BOTH | ENGLISH}


def wrong(language: str, text: str) -> Iterator[str]:
    """Each habit of the language that a text breaks, with the place where it does."""
    for habit, pattern in HABITS[language].items():
        found = pattern.search(text)
        if found:
            yield f"{habit}: “{text[max(0, found.start() - 20) : found.end() + 20]}”"
