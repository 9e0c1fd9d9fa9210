"""What the house writes to those who give something: asked, briefed, thanked."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from participants.models import Step

from .values import Anchor, House

GIVER = ("contribution",)

ASK = House(
    Step.ASK,
    _("Would you be a {part}? {programme}, {dates}"),
    _("""Dear {first_name},

We would like to ask you to {what_they_do}.

It is part of {programme}, {dates}, in {place}: leaders from different organisations work on a real question, go and see how others lead, and are asked honestly what changed.
The question this time: {challenge}

What we ask of you:
{brief}

Please answer here with yes, no or “call me”. One tap is enough, and you need no password:
{link}

Do ask first if you like: {contact}"""),
    owners=GIVER,
    anchor=Anchor.ASKED,
)

ASK_AGAIN = House(
    Step.ASK_AGAIN,
    _("Could you still be a {part}? {programme}, {dates}"),
    _("""Dear {first_name},

Some days ago we asked whether you would {what_they_do}. We do not know yet, and a no helps us as well: then we ask somebody else.

Yes, no or “call me”, in one tap:
{link}

If it is easier to talk: {contact}"""),
    owners=GIVER,
    anchor=Anchor.ASKED,
    days=7,
)

BRIEF_SETTER = House(
    Step.BRIEF_SETTER,
    _("Setting the challenge: {session_time}"),
    _("""Dear {first_name},

You set the challenge of {programme}. This is the question, as participants will read it: {challenge}

Your part begins: {session}, {session_time}
Room: {room}
Where: {venue}, {place}
You speak for: {responsibility}

What we ask of you:
{brief}

Come with what you have tried and what you would want to use. The teams will answer you before they leave.

How to get there:
{directions}
{map}

All of this is on your own page, where you can also write what you need:
{link}

Questions, also on the day: {contact}"""),
    owners=GIVER,
    kinds=("setter",),
    anchor=Anchor.THEIR_PART,
    days=-14,
)

BRIEF_HOST = House(
    Step.BRIEF_HOST,
    _("Your visitors on {visit_day}, {visit_times}"),
    _("""Dear {first_name},

People from {programme} come to see {visit} on {visit_day}, {visit_times}. Thank you for having them.

Who comes:
{guests}

What we ask of you:
{brief}

What they have been told:
Meet: {meeting_point}
Wear: {dress}
Bring: {identification}
Contact on the day: {visit_contact}

Show them the ordinary day, and what does not work as well. They ask better questions then.

Is something not right, or do you need anything? All of this is on your own page, where you can tell us:
{link}

Questions, also on the day: {contact}"""),
    owners=GIVER,
    kinds=("host",),
    anchor=Anchor.THEIR_PART,
    days=-14,
)

BRIEF_LEADER = House(
    Step.BRIEF_LEADER,
    _("Your table: {session}, {session_time}"),
    _("""Dear {first_name},

You lead a table at {session}, {session_time}. Thank you for giving us that time.

Where: {venue}, {place}
Room: {room}
Your table and its rounds:
{guests}

You keep your table, and your guests change with every round. Nobody expects a talk: begin with something that happened to you, and let them ask.

What we ask of you:
{brief}

How to get there:
{directions}
{map}

All of this is on your own page, where you can also write what you need:
{link}

Questions, also on the day: {contact}"""),
    owners=GIVER,
    kinds=("leader",),
    anchor=Anchor.THEIR_PART,
    days=-14,
)

BRIEF_SPEAKER = House(
    Step.BRIEF_SPEAKER,
    _("“{session}”, {session_time}"),
    _("""Dear {first_name},

You speak at {programme}: “{session}”, {session_time}. Thank you for coming.

Where: {venue}, {place}
Room: {room}

What we ask of you:
{brief}

How to get there:
{directions}
{map}

All of this is on your own page, where you can also write what you need:
{link}

Questions, also on the day: {contact}"""),
    owners=GIVER,
    kinds=("speaker",),
    anchor=Anchor.THEIR_PART,
    days=-14,
)

THANKS_CONTRIBUTOR = House(
    Step.THANKS_CONTRIBUTOR,
    _("Thank you from {programme}"),
    _("""Dear {first_name},

Thank you for being a {part} at {programme}. You gave us time that you did not have to give.

In the words of people who were there:
{quotes}

The report is open to everybody:
{report}

Your own page stays where it is:
{link}

If you would like to talk about how it went: {contact}"""),
    owners=GIVER,
    anchor=Anchor.LAST_DAY,
    days=14,
    clock=time(10),
)
