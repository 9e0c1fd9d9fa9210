"""When two questions are one and the same, so that their answers may stand beside each other."""

from .models import Question


def same_item(one: Question, other: Question) -> bool:
    """The very same words and answers, or a slip of the pen apart, as its author marked it."""
    return bool(_forms_of(one) & _forms_of(other))


def _forms_of(question: Question) -> frozenset[tuple]:
    """The question as people read it, and every earlier version that it says it means."""
    forms, seen = set(), set()
    while question is not None and question.pk not in seen:
        seen.add(question.pk)
        forms.add(_form(question))
        question = question.equivalent_to
    return frozenset(forms)


def _form(question: Question) -> tuple:
    wording = " ".join(question.wording.split())
    return question.code, wording, question.kind, tuple(question.options)
