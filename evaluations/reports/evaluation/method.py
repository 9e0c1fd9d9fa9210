"""How the figures came about."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluations.disclosure import VERBATIM_FROM
from evaluations.models import Questionnaire, Report
from evaluations.scales import Kind

from .figures import Note
from .moments import LATER, Moment
from .people import People
from .results import Evaluation


def method(found: Evaluation) -> tuple[Note, ...]:
    """Paragraphs under a heading each."""
    questionnaire, results = found.questionnaire, found.results
    people, m = found.people, found.m
    notes = [Note(_("How answers were given"), _given(questionnaire, people))]
    notes.append(Note(_("How answers were kept"), _kept(questionnaire.imports.exists())))
    if people.answered < m:
        few = _("With fewer than %(m)s answers, what people answered is not shown to anybody.")
        return (*notes, Note(_("Why there are no figures"), few % {"m": m}))
    if results.moved or results.changes:
        notes.append(Note(_("How change was measured"), _on_measuring(found)))
    if any(question.kind is Kind.QUOTE for question in results.words):
        notes.append(Note(_("How quotes were chosen"), _on_quotes()))
    if deviations := _deviations(found):
        notes.append(Note(_("What did not go as planned"), deviations))
    return (*notes, Note(_("What may not be concluded"), _on_limits(people)))


def _deviations(found: Evaluation) -> str:
    """Forms that closed and were not opened; those of setters are answered in their own name."""
    told = {form.pk: form for form in found.moments.forms if form.answers.responses}
    forms = found.questionnaire.programme.questionnaires.filter(closes_at__lte=timezone.now())
    silent = [
        form.title
        for form in forms.exclude(moment=Moment.SETTERS).order_by("opens_at", "pk")
        if form.pk not in told and (found.kind == Report.Kind.FOLLOW_UP or form.moment not in LATER)
    ]
    if not silent:
        return ""
    titles = ", ".join(f"“{title}”" for title in dict.fromkeys(silent))
    words = _("These forms were planned, and too few people or none answered them: %s.")
    return words % titles


def _kept(brought_in: bool) -> str:
    if brought_in:
        return _(
            "Some or all of the answers were collected elsewhere and brought in from a file. Here "
            "they are kept without name, date or order; words are kept apart from ratings."
        )
    return _(
        "While the form was open, answers lay sealed. When it closed, all were opened together, "
        "shuffled, and kept without name, date or order; words are kept apart from ratings. "
        "Nobody, the organisers included, can tell who gave an answer."
    )


def _given(questionnaire: Questionnaire, people: People) -> str:
    counted = date_format(questionnaire.counted_on, "j F Y")
    if people.eligible is None:
        pattern = _("%(n)s people answered “%(title)s”. The answers were opened on %(day)s.")
    else:
        pattern = _(
            "Everyone who took part was asked: of %(eligible)s people, %(n)s answered “%(title)s”. "
            "The answers were opened on %(day)s. Nobody had to answer, and no question had to be "
            "answered; each figure gives the number who answered it."
        )
    values = {"n": people.answered, "eligible": people.eligible, "day": counted}
    return pattern % (values | {"title": questionnaire.title})


def _on_measuring(found: Evaluation) -> str:
    parts = [found.baseline.words]
    if found.results.is_looking_back or found.results.changes:
        parts.append(
            _(
                "Looking back, people answered twice in one sitting, for now and for before. Asked "
                "this way, people judge both with the same measure; but they may remember "
                "themselves lower than they were."
            )
        )
    if found.results.moved:
        parts.append(
            _(
                "How many moved up is compared with how many moved down by an exact sign test, "
                "adjusted for the number of objectives (Holm). The report says that more people "
                "moved up than down only where the adjusted p is below 0.05."
            )
        )
    return " ".join(filter(None, parts))


def _on_quotes() -> str:
    return _(
        "Under the question people chose whether, and under what name, their words may be "
        "printed. Those who said no, or nothing, are not quoted. Everything was read before it was "
        "approved; what could give somebody away was blanked out as […]. Where fewer than "
        "%(fewest)s people answered, and where a role or a name stands beneath, the author was "
        "asked again. For each critical quote there are three others at the most, none is used "
        "twice, and no more than two come from one person. A sector or role is named only if at "
        "least five participants share it. What was said under the Chatham House Rule names "
        "nobody."
    ) % {"fewest": VERBATIM_FROM}


def _on_limits(people: People) -> str:
    limits = _(
        "These are people’s own ratings, straight after the programme and without a comparison "
        "group. They do not show what people went on to do, what others noticed, or what would "
        "have happened without the programme."
    )
    if people.eligible and people.answered < people.eligible:
        limits += " " + _(
            "Those who did not answer may think otherwise: the full tables give, for each "
            "statement, the share of everyone who took part if all the silent had disagreed, and "
            "if all had agreed."
        )
    return limits
