"""Answers are written, and written anew, in an order that tells nothing."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evaluations import sheet
from evaluations.models import Answer, Coding, Comment, Questionnaire, Response

BATCH = 2000
CHANCE = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Opened:
    """What one envelope held, with what is kept beside it: the lines that may stand under its
    quotes, by question; the keys that find it again; the group it belongs to."""

    said: Sequence[sheet.Said]
    lines: Mapping[int, str] = field(default_factory=dict)
    pair_key: str | None = None
    owner_key: str | None = None
    sector: str = ""
    visit: int | None = None


def write_shuffled(questionnaire: Questionnaire, sheets: Iterable[Opened] = ()) -> int:
    """Write answers, and write those that are there anew, all in one random order.

    Words are shuffled apart from the ratings, so that no order leads from one to the other.
    """
    responses, answers = _stored(questionnaire)
    comments, codings = _words(questionnaire)
    for opened in sheets:
        response = Response(
            questionnaire=questionnaire,
            pair_key=opened.pair_key,
            sector=opened.sector,
            visit_id=opened.visit,
        )
        responses.append(response)
        answers[response.pk] = [_answer(response, one) for one in opened.said if not one.is_words]
        comments += [_comment(one, opened) for one in opened.said if one.is_words]
    Answer.objects.filter(response__questionnaire=questionnaire).delete()
    Response.objects.filter(questionnaire=questionnaire).delete()
    CHANCE.shuffle(responses)
    Response.objects.bulk_create(responses, batch_size=BATCH)
    in_order = [answer for response in responses for answer in answers[response.pk]]
    Answer.objects.bulk_create(in_order, batch_size=BATCH)
    _write_words(questionnaire, comments, codings)
    return len(responses)


def shuffle_words(questionnaire: Questionnaire) -> None:
    """Write the words anew, so that none of them shows that it was touched."""
    _write_words(questionnaire, *_words(questionnaire))


def _stored(questionnaire: Questionnaire) -> tuple[list[Response], dict[Any, list[Answer]]]:
    """The responses that are there, each under a new key, with their answers."""
    renamed = {
        row.pop("id"): Response(**row) for row in questionnaire.responses.values(*_kept(Response))
    }
    answers: dict[Any, list[Answer]] = {response.pk: [] for response in renamed.values()}
    kept = Answer.objects.filter(response__questionnaire=questionnaire)
    for row in kept.values("response_id", "question_id", "value", "chosen", "cant_say"):
        response = renamed[row.pop("response_id")]
        answers[response.pk].append(Answer(response=response, **row))
    return list(renamed.values()), answers


def _words(questionnaire: Questionnaire) -> tuple[list[Comment], list[Coding]]:
    """The words that are there, each under a new key, with all that was made of them."""
    kept = Comment.objects.filter(question__questionnaire=questionnaire)
    renamed = {row.pop("id"): Comment(**row) for row in kept.values(*_kept(Comment))}
    found = Coding.objects.filter(comment__question__questionnaire=questionnaire)
    codings = []
    for row in found.values(*_kept(Coding)):
        del row["id"]
        codings.append(Coding(comment=renamed[row.pop("comment_id")], **row))
    return list(renamed.values()), codings


def _kept(model: type) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def _write_words(
    questionnaire: Questionnaire, comments: list[Comment], codings: list[Coding]
) -> None:
    Comment.objects.filter(question__questionnaire=questionnaire).delete()
    CHANCE.shuffle(comments)
    CHANCE.shuffle(codings)
    Comment.objects.bulk_create(comments, batch_size=BATCH)
    Coding.objects.bulk_create(codings, batch_size=BATCH)


def _answer(response: Response, said: sheet.Said) -> Answer:
    chosen = None if said.chosen is None else list(said.chosen)
    return Answer(
        response=response,
        question_id=said.question,
        value=said.value,
        chosen=chosen,
        cant_say=said.cant_say,
    )


def _comment(said: sheet.Said, opened: Opened) -> Comment:
    return Comment(
        question_id=said.question,
        text=said.text,
        consent=said.consent,
        attribution=opened.lines.get(said.question, ""),
        due=None if said.due is None else date.fromordinal(said.due),
        partner=said.partner,
        owner_key=opened.owner_key,
    )
