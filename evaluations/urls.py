"""Addresses of the pages of this app."""

from django.urls import include, path

from .views import (
    applying,
    checklist,
    cloning,
    colleagues,
    coming,
    consents,
    contributors,
    desk,
    editor,
    feedback,
    finding,
    forgetting,
    mine,
    moving,
    notes,
    outbox,
    paper,
    parts,
    personal,
    planning,
    pledges,
    public,
    publishing,
    quiet,
    report,
    report_desk,
    results,
    shared,
    slide,
    themes,
    visits,
    wishes,
    wordings,
    words,
    workbook,
    writing_to,
)

urlpatterns = [
    path("", desk.home, name="home"),
    path("search/", desk.search, name="search"),
    path("people/<int:person>/forget/", forgetting.forget_person, name="forget_person"),
    path("programmes/import/", workbook.import_programme, name="import_programme"),
    path("programmes/workbook-template.xlsx", workbook.workbook_template, name="workbook_template"),
    path("programmes/<slug:slug>/", desk.desk, name="desk"),
    path("programmes/<slug:slug>/workbook.xlsx", workbook.export_workbook, name="export_workbook"),
    path("programmes/<slug:slug>/clone/", cloning.clone, name="clone_programme"),
    path("programmes/<slug:slug>/move/", moving.move, name="move_programme"),
    path("programmes/<slug:slug>/checklist/", checklist.checklist, name="checklist"),
    path("programmes/<slug:slug>/checklist/<slug:item>/", checklist.tick_item, name="tick_item"),
    path(
        "programmes/<slug:slug>/contributors/",
        include(
            [
                path("", contributors.contributors, name="contributors"),
                path("find/", finding.find_contributors, name="find_contributors"),
                path("ask/", contributors.ask_contributors, name="ask_contributors"),
                path("list/", finding.list_contributor, name="list_contributor"),
                path("add/", finding.add_contributor, name="add_contributor"),
                path("<int:contribution>/", contributors.contributor, name="contributor"),
                path(
                    "<int:contribution>/move/",
                    contributors.move_contributor,
                    name="move_contributor",
                ),
            ]
        ),
    ),
    path("me/", slide.door, name="my_door"),
    path("me/<str:token>/", personal.my_page, name="my_page"),
    path("me/<str:token>/calendar.ics", personal.my_calendar, name="my_calendar"),
    path("me/<str:token>/visits/", visits.my_visits, name="my_visits"),
    path("me/<str:token>/answers/", mine.my_answers_back, name="my_answers"),
    path("me/<str:token>/colleagues/", colleagues.my_colleagues, name="my_colleagues"),
    path("me/<str:token>/coming/", coming.my_coming_said, name="my_coming_said"),
    path("me/<str:token>/needs/", coming.my_needs, name="my_needs"),
    path("me/<str:token>/consents/", consents.my_consents, name="my_consents"),
    path("me/<str:token>/notes/", notes.my_notes, name="my_notes"),
    path("me/<str:token>/notes/<int:note>/", notes.my_note, name="my_note"),
    path("me/<str:token>/people/", consents.my_people, name="my_people"),
    path("me/<str:token>/words/", mine.my_words, name="my_words"),
    path("me/<str:token>/quiet/", quiet.my_quiet, name="my_quiet"),
    path("me/<str:token>/pledges/", pledges.pledges, name="my_pledges"),
    path("me/<str:token>/pledges/<int:pledge>/", pledges.pledge, name="my_pledge"),
    path("me/<str:token>/part/<int:contribution>/", parts.answer_part, name="answer_part"),
    path("me/<str:token>/details/", parts.describe_myself, name="describe_myself"),
    path("me/<str:token>/<slug:questionnaire>/", personal.my_form, name="my_form"),
    path("me/<str:token>/<slug:questionnaire>/draft/", personal.my_draft, name="my_draft"),
    path("me/<str:token>/<slug:questionnaire>/thanks/", personal.my_thanks, name="my_thanks"),
    path(
        "me/<str:token>/<slug:questionnaire>/withdraw/",
        personal.my_withdrawal,
        name="my_withdrawal",
    ),
    path("q/<str:short_code>/", slide.door, name="slide"),
    path("programmes/<slug:slug>/messages/", outbox.outbox, name="messages"),
    path("programmes/<slug:slug>/results/", results.results, name="results"),
    path("programmes/<slug:slug>/report/", report.report_page, name="report_page"),
    path("programmes/<slug:slug>/report.pdf", report.report_file, name="report_pdf"),
    path(
        "programmes/<slug:slug>/report/desk/<slug:kind>/",
        include(
            [
                path("", report_desk.desk, name="report_desk"),
                path("claims/", report_desk.claims, name="report_claims"),
                path("review/", report_desk.review, name="review_report"),
                path("publish/", publishing.publish, name="publish_report"),
                path("share/", publishing.share, name="share_report"),
                path("share/<int:link>/stop/", publishing.stop_sharing, name="stop_sharing"),
                path("withdraw/<int:number>/", publishing.withdraw, name="withdraw_report"),
                path("write/<slug:section>/", report_desk.section, name="report_section"),
                path("write/<slug:section>/preview/", report_desk.preview, name="report_preview"),
            ]
        ),
    ),
    path(
        "programmes/<slug:slug>/report/<slug:kind>/<int:number>/",
        include(
            [
                path("", report.version, name="report_version"),
                path("report.pdf", report.version_file, name="report_version_pdf"),
                path(
                    "figures.json",
                    report.version_data,
                    {"name": "figures.json"},
                    name="report_version_json",
                ),
                path(
                    "figures.csv",
                    report.version_data,
                    {"name": "figures.csv"},
                    name="report_version_csv",
                ),
            ]
        ),
    ),
    path("programmes/<slug:slug>/public/", public.public_settings, name="public_settings"),
    path("s/<str:token>/", shared.shared_report, name="shared_report"),
    path("s/<str:token>/report.pdf", shared.shared_file, name="shared_report_pdf"),
    path("apply/<slug:slug>/", applying.apply, name="apply"),
    path("apply/<slug:slug>/thanks/", applying.thanks, name="apply_thanks"),
    path("p/<slug:slug>/", public.public_page, name="public_page"),
    path("p/<slug:slug>/<slug:kind>.pdf", public.public_file, name="public_pdf"),
    path("programmes/<slug:slug>/forms/plan/", planning.plan_form, name="plan_form"),
    path("programmes/<slug:slug>/feedback/", feedback.feedback, name="feedback"),
    path(
        "programmes/<slug:slug>/messages/write/",
        include(
            [
                path("", writing_to.write_message, name="write_message"),
                path("preview/", writing_to.preview, name="write_message_preview"),
            ]
        ),
    ),
    path(
        "programmes/<slug:slug>/messages/wordings/",
        include(
            [
                path("", wordings.wordings, name="message_wordings"),
                path("<slug:step>/", wordings.wording, name="message_wording"),
                path("<slug:step>/preview/", wordings.preview, name="message_wording_preview"),
            ]
        ),
    ),
    path("programmes/<slug:slug>/words/", words.read_words, name="words"),
    path("programmes/<slug:slug>/words/judge/", words.judge_words, name="judge_words"),
    path("programmes/<slug:slug>/words/themes/", themes.themes, name="themes"),
    path("programmes/<slug:slug>/words/themes/delete/", themes.delete_theme, name="delete_theme"),
    path("programmes/<slug:slug>/words/themes/copy/", themes.copy_themes, name="copy_themes"),
    path("programmes/<slug:slug>/words/settle/", themes.settle_themes, name="settle_themes"),
    path(
        "programmes/<slug:slug>/visits/wishes/<int:participant>/",
        wishes.person_wishes,
        name="person_wishes",
    ),
    path(
        "programmes/<slug:slug>/forms/<slug:questionnaire>/",
        include(
            [
                path("", editor.questions, name="form_page"),
                path("questions/add/", editor.add_question, name="add_question"),
                path("questions/standard/", editor.add_standard, name="add_standard"),
                path(
                    "questions/<int:question>/",
                    include(
                        [
                            path("", editor.edit_question, name="edit_question"),
                            path("move/", editor.move_question, name="move_question"),
                            path("remove/", editor.remove_question, name="remove_question"),
                        ]
                    ),
                ),
                path("links/", feedback.personal_links, name="personal_links"),
                path("slide/", feedback.slide_qr, name="slide_qr"),
                path("count/", feedback.count_ballots, name="count_ballots"),
                path("paper/", paper.paper_form, name="paper_form"),
                path("typing/", paper.paper_entry, name="paper_entry"),
            ]
        ),
    ),
]
