import pytest
from playwright.sync_api import expect

from programmes.models import Organisation, Sector

PAGE = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{}</main></html>"


@pytest.fixture
def show(page):
    """Serve HTML at the app's own address, under its own content security policy."""

    def show(body: str) -> None:
        page.route(
            "**/a-page/",
            lambda route: route.fulfill(
                body=PAGE.format(body),
                content_type="text/html",
                headers={"content-security-policy": "default-src 'none'"},
            ),
        )
        page.goto("/a-page/")

    return show


def test_the_app_answers_a_browser_while_the_test_uses_the_database(page):
    Organisation.objects.create(name="Brook Hospital", sector=Sector.values[0])
    page.goto("/health/")
    expect(page.get_by_text("ok")).to_be_visible()


def test_an_inline_script_is_noticed(show, problems):
    show("<script>document.title = 'mine'</script>")
    assert "Content Security Policy" in problems.pop()


def test_a_missing_file_is_noticed(page, problems):
    page.goto("/health/")
    page.evaluate("fetch('/no-such-file.js')")
    assert "404" in problems.pop()


def test_an_inaccessible_page_is_noticed(show, page, assert_accessible):
    show("<input>")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(page)


def test_an_accessible_page_passes(show, page, assert_accessible):
    show("<p>Nothing to mend.</p>")
    assert_accessible(page)
