"""How somebody is called at the head of a letter. Pure."""

TITLES = {
    "brigadier",
    "canon",
    "captain",
    "cllr",
    "colonel",
    "councillor",
    "dame",
    "dr",
    "lady",
    "lord",
    "major",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "rabbi",
    "rev",
    "reverend",
    "sir",
}


def first_name(name: str) -> str:
    """Of a name in two parts the first; else all of it, for it may begin with a title."""
    parts = name.split()
    begins_with_a_title = parts and parts[0].strip(".").lower() in TITLES
    return parts[0] if len(parts) == 2 and not begins_with_a_title else name
