"""What somebody says to the texts they are asked about."""

from collections.abc import Mapping

from evaluations.reports.consents import TEXT

YES_OR_NO = {"yes": True, "no": False}


def read_answers(fields: Mapping[str, str]) -> dict[int, bool]:
    """By the key of the text; whatever is no answer is left out, and is asked again."""
    named = ((name.removeprefix(TEXT), said) for name, said in fields.items() if TEXT in name)
    return {
        int(key): YES_OR_NO[said]
        for key, said in named
        if key.isdecimal() and len(key) < 10 and said in YES_OR_NO
    }
