"""The reference for a visit to the form: one bare Django view, nothing else.

It reads the same questions in one query, renders them with one plain template and inserts the
answers in one statement. It knows no person, keeps no draft and seals nothing.
"""

import uuid

import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

TEMPLATE = """<!doctype html><title>Feedback</title><form method="post">
{% for q in questions %}<fieldset><legend>{{ q.wording }}</legend>
{% if q.kind == "agree6" %}{% for label in labels %}<label><input type="radio" name="{{ q.code }}"
value="{{ forloop.counter }}"> {{ label }}</label>{% endfor %}
<label><input type="radio" name="{{ q.code }}" value="cant-say"> I can't say</label>
{% else %}<textarea name="{{ q.code }}"></textarea>{% endif %}</fieldset>
{% endfor %}<button>Send</button></form>"""
LABELS = (
    "Strongly disagree",
    "Disagree",
    "Slightly disagree",
    "Slightly agree",
    "Agree",
    "Strongly agree",
)

settings.configure(
    SECRET_KEY="bare",
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {**environ.Env().db_url("DATABASE_URL"), "CONN_MAX_AGE": 60}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATA_UPLOAD_MAX_NUMBER_FIELDS=5_000,
)
application = get_wsgi_application()
template = engines["django"].from_string(TEMPLATE)


class Question(models.Model):
    code = models.CharField(max_length=20)
    wording = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "bare"
        managed = False
        db_table = "evaluations_question"

    def __str__(self) -> str:
        return self.code


def form(request: HttpRequest) -> HttpResponse:
    questions = list(Question.objects.order_by("position"))
    if request.method == "POST":
        insert(request, questions)
        return HttpResponse("Thank you.")
    return HttpResponse(template.render({"questions": questions, "labels": LABELS}))


def insert(request: HttpRequest, questions: list[Question]) -> None:
    response = uuid.uuid4()
    rows = [(response, question.pk, request.POST.get(question.code, "")) for question in questions]
    marks = ", ".join(["(%s, %s, %s)"] * len(rows))
    values = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO bare_answer (response, question, value) VALUES {marks}", values
        )


urlpatterns = [path("form/", form)]
