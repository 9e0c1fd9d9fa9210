"""What the house writes when it asks for answers, and what it writes afterwards."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from participants.models import Step

from .values import Anchor, House

GUEST = ("participant",)
ASKED = ("participant", "contribution", "observer")

FEEDBACK = House(
    Step.FEEDBACK,
    _("{form} ({programme})"),
    _("""Dear {first_name},

“{form}” is open. It takes about {minutes} on a phone, until {form_closes}:
{link}

You are asked because {named_by} has named you as somebody who sees them at work.

Who reads it: {promise}

Questions: {contact}"""),
    owners=ASKED,
    anchor=Anchor.FORM_OPENS,
    about="form",
)

FEEDBACK_REMINDER = House(
    Step.FEEDBACK_REMINDER,
    _("Open until {form_closes}: {form}"),
    _("""Dear {first_name},

“{form}” of {programme} closes on {form_closes}, and your answers are not among the others yet.

It takes about {minutes}:
{link}

Who reads it: {promise}

Questions: {contact}"""),
    owners=ASKED,
    anchor=Anchor.FORM_OPENS,
    days=2,
    again=(4, 7),
    by_itself=True,
    about="form",
)

THANKS = House(
    Step.THANKS,
    _("Thank you for coming to {programme}"),
    _("""Dear {first_name},

Thank you for coming, for what you said and for what you asked.

Your own page stays where it is, with your papers and what you mean to do next:
{link}

The report is open to everybody:
{report}

If something is on your mind: {contact}"""),
    owners=GUEST,
    anchor=Anchor.LAST_DAY,
    days=2,
    clock=time(10),
)

PEER_NOTES = House(
    Step.PEER_NOTES,
    _("Your team-mates have written to you"),
    _("""Dear {first_name},

Your team-mates at {programme} have written what they valued in working with you, and what you might try. Nobody but you reads it:
{link}

If a note hurts, you can tell us there, or here: {contact}"""),
    owners=GUEST,
    anchor=Anchor.NOTES_RELEASED,
)

PLEDGE = House(
    Step.PLEDGE,
    _("What you meant to do by {pledge_due}"),
    _("""Dear {first_name},

At {programme} you wrote what you would do by {pledge_due}:

“{pledge}”

How does it stand? You can say so on your own page, in one tap. It is yours: change it, put it off or drop it there.
{link}

If you would like to talk about it: {contact}"""),
    owners=GUEST,
    anchor=Anchor.PLEDGE_DUE,
    days=-7,
    by_itself=True,
    about="pledge",
)

FOLLOW_UP = House(
    Step.FOLLOW_UP,
    _("Since {programme}: {form}"),
    _("""Dear {first_name},

Some months have passed since {programme}. What became of it, with you, in your organisation and between organisations? “Nothing” is an answer that we need as much as any other.

“{form}” takes about {minutes}, until {form_closes}:
{link}

You are asked because {named_by} has named you as somebody who sees them at work.

Who reads it: {promise}

Questions: {contact}"""),
    owners=ASKED,
    anchor=Anchor.FORM_OPENS,
    about="form",
)

BY_HAND = House(
    Step.BY_HAND,
    _("{programme}"),
    _("""Dear {first_name},

Your own page: {link}

Questions: {contact}"""),
    owners=("participant", "contribution", "observer", "application"),
    anchor=Anchor.BY_HAND,
    is_dated=False,
)
