"""What the house writes to those who come, from their application to the evening before."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from participants.models import Step
from participants.placing.letters import NAMES, SUBJECT, TEXT

from .values import Anchor, House

GUEST = ("participant",)

RECEIVED = House(
    Step.RECEIVED,
    _("{programme}: we have your application"),
    _("""Dear {first_name},

We have an application in your name for {programme}, {dates}, in {place}.
You were put forward by: {nominated_by}

You need do nothing now. Everybody who applies hears from us, whether there is a place or not.

Questions: {contact}"""),
    owners=("application",),
    anchor=Anchor.APPLIED,
    by_itself=True,
)

NOT_CHOSEN = House(
    Step.NOT_CHOSEN,
    _("{programme}: no place this time"),
    _("""Dear {first_name},

We cannot offer you a place at {programme}, {dates}. More people applied than there are places, and we looked for a mix of sectors, roles and organisations.

Thank you for the trouble you took with your application. We would be glad to read another one from you.

If you would like to talk about it: {contact}"""),
    owners=("application",),
    anchor=Anchor.DECIDED,
    is_dated=False,
)

INVITATION = House(
    Step.INVITATION,
    _("A place for you at {programme}, {dates}"),
    _("""Dear {first_name},

There is a place for you at {programme}, {dates}, in {place}.

You work with leaders from other organisations on a real question, go and see how others lead, and talk with people from quite different walks of life.
The question: {challenge}

It begins: {starts}
Where: {venue}, {place}

Please say whether you are coming. One tap is enough, and you need no password:
{link}

The link opens your own page, so please keep it to yourself.

Questions: {contact}"""),
    owners=GUEST,
    anchor=Anchor.INVITED,
    is_dated=False,
)

INVITATION_REMINDER = House(
    Step.INVITATION_REMINDER,
    _("Are you coming to {programme}, {dates}?"),
    _("""Dear {first_name},

We are keeping a place for you at {programme}, {dates}, in {place}, and do not know yet whether you are coming.

Yes or no, in one tap:
{link}

A no helps as well: somebody else is glad of the place.

Questions: {contact}"""),
    owners=GUEST,
    anchor=Anchor.INVITED,
    days=7,
)

WAITING = House(
    Step.WAITING,
    _("{programme}: you are on the waiting list"),
    _("""Dear {first_name},

All places at {programme}, {dates}, are taken, and you are on the waiting list.

You need do nothing. When a place becomes free we write to you. If you would rather not wait, please tell us, so that we ask somebody else.

Your own page: {link}

Questions: {contact}"""),
    owners=("participant", "application"),
    anchor=Anchor.WAITING,
)

CHOICE = House(
    Step.CHOICE,
    _("Which visit would you like to go on?"),
    _("""Dear {first_name},

At {programme} everybody goes on one visit, to see how others lead. Please say which you would like:
{link}

Please choose by: {choice_closes}

Say there as well if one of them cannot be, for instance because it is your own employer. Nobody but the organisers learns of it.

Questions: {contact}"""),
    owners=GUEST,
    anchor=Anchor.CHOICE_OPENS,
)

CHOICE_REMINDER = House(
    Step.CHOICE_REMINDER,
    _("Your choice of visits, by {choice_closes}"),
    _("""Dear {first_name},

At {programme} everybody goes on one visit, and you have not said yet which you would like. You can until {choice_closes}:
{link}

It takes two minutes. If you say nothing we find you a visit with room.

Questions: {contact}"""),
    owners=GUEST,
    anchor=Anchor.CHOICE_CLOSES,
    days=-2,
    by_itself=True,
)

PLACES = House(
    Step.PLACES,
    SUBJECT,
    TEXT,
    owners=GUEST,
    anchor=Anchor.PLACED,
    is_dated=False,
    about="plan",
    names=NAMES,
)

JOINING = House(
    Step.JOINING,
    _("{programme}, {dates}: where, when and what to bring"),
    _("""Dear {first_name},

This is what you need for {programme}.

It begins: {starts}
Where: {venue}, {place}

How to get there:
{directions}
{map}

{agenda}

Your visit: {visit}
When: {visit_day}, {visit_times}
Meet: {meeting_point}
Wear: {dress}
Bring: {identification}

Your tables:
{tables}

Your team: {team}
With you: {mates}

If anything changes, your own page knows first. It also has your papers and a calendar file:
{link}

Please tell us now what you need to take part, about access or food for instance: {contact}"""),
    owners=GUEST,
    anchor=Anchor.FIRST_DAY,
    days=-14,
)

EVE = House(
    Step.EVE,
    _("Tomorrow, {programme}"),
    _("""Dear {first_name},

Tomorrow: {starts}
Where: {venue}, {place}

Your visit: {visit}, {visit_times}
Meet: {meeting_point}
Wear: {dress}
Bring: {identification}
Contact there: {visit_contact}

Your tables:
{tables}

{agenda}

Your own page, with the map:
{link}

Late, lost or unwell: {contact}"""),
    owners=GUEST,
    anchor=Anchor.EACH_DAY,
    days=-1,
    clock=time(17),
    about="day",
)
