"""What people are asked to agree to, as the house words it. A superuser may word the texts anew;
how the two answers are called stays, for that is what follows from them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import ConsentText

Purpose = ConsentText.Purpose


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` is the first version; paragraphs are parted by empty lines."""

    title: Promise
    text: Promise
    yes: Promise
    no: Promise


HOUSE = {
    Purpose.PRIVACY: Wording(
        _("How we keep your details"),
        _(
            "We keep your name, organisation, role and addresses, what you tell us you need in "
            "order to take part, and where you go in this programme. We use them to run this "
            "programme; what else we would like to do with them is asked below. Only its "
            "organisers can read what you need.\n\n"
            "What you answer in a feedback form is kept apart from your details, as each form says "
            "before you answer it.\n\n"
            "You can ask us at any time to show you what we keep, to correct it or to delete it."
        ),
        _("Yes, I have read this and agree"),
        _("No, please talk to me about it"),
    ),
    Purpose.LIST: Wording(
        _("The list of who is coming"),
        _(
            "Participants like to know who else is coming. If you agree, the others see your name, "
            "role and organisation on their own pages, and the host of your visit sees your name. "
            "Nobody else does.\n\n"
            "Your team-mates see your name in any case, because you work with them."
        ),
        _("Yes, put me on the list"),
        _("No, leave me off the list"),
    ),
    Purpose.PHOTO: Wording(
        _("Photographs"),
        _(
            "We would like to take photographs, and to show them in the report on this programme, "
            "on its public page and when we tell others about it.\n\n"
            "Until you say yes you are on the list of people who must not be photographed, which "
            "the organisers give to whoever takes the photographs. If you change your mind later, "
            "we use no more pictures in which you can be recognised; what is printed by then "
            "cannot be called back."
        ),
        _("Yes, you may photograph me"),
        _("No, please do not photograph me"),
    ),
    Purpose.QUOTES: Wording(
        _("Being asked about quotes"),
        _(
            "Beneath each sentence in a feedback form you decide whether we may quote it, and how. "
            "Those answers are kept without your name; what you say here does not change them.\n\n"
            "Some sentences would let others guess who wrote them. They are printed only if their "
            "author agrees once more. May we ask you, on your own page, about such sentences of "
            "yours? If you say no, we do not ask, and they are not printed."
        ),
        _("Yes, you may ask me"),
        _("No, please do not ask me"),
    ),
    Purpose.AFTERWARDS: Wording(
        _("Hearing from us afterwards"),
        _(
            "When this programme is over we would like to tell you of later ones, and may ask you "
            "to give something to one: to host a visit, to lead a table or to speak. If you agree, "
            "the organisers find you when they look for people who could; if you say no, they do "
            "not.\n\n"
            "Questions about this programme some months later reach you either way; you need not "
            "answer them."
        ),
        _("Yes, you may write to me"),
        _("No, please do not write to me"),
    ),
}
"""In the order in which they are asked."""

OF_PARTICIPANTS = tuple(HOUSE)
OF_CONTRIBUTORS = (Purpose.PRIVACY, Purpose.PHOTO, Purpose.AFTERWARDS)
