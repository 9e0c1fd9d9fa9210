"""A real browser before the real app; pages are watched for errors, axe reads them on request."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(config, items):
    """Whatever stands in this directory needs the browser; SQLite runs without it."""
    here = [item for item in items if HERE in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.browser)
        # A live server shares no transaction with the test.
        item.add_marker(pytest.mark.django_db(transaction=True))
    if config.getoption("database") == "sqlite" and here:
        config.hook.pytest_deselected(items=here)
        items[:] = [item for item in items if item not in here]


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "The browser tests need Chromium: sudo apt-get install chromium"
    # Playwright leaves an event loop running in this thread, and Django then refuses its ORM here,
    # fearing to block that loop. Nothing waits on it: it turns only inside Playwright's own calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def problems():
    """What pages complained of; a test that provokes one takes it out again."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def open_page(browser: Browser, live_server, problems):
    """Call it with a size, and whatever new_context takes, for a page with cookies of its own."""
    contexts = []

    def open_page(width: int, height: int, **options) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, problems)
        return page

    yield open_page
    for context in contexts:
        finish(context)
        context.close()


def finish(context: BrowserContext) -> None:
    """Let the server answer what was asked, leaving the page included: the database is emptied
    next, and a request still under way would be in its way."""
    context.set_offline(False)
    context.unroute_all()
    for page in context.pages:
        page.goto("about:blank")
        page.wait_for_load_state("networkidle")


def watch(page: Page, problems: list[str]) -> None:
    """Note script errors, CSP violations (which Chromium writes to the console), missing parts."""
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("console", lambda message: note_console(page, message, problems))
    page.on("response", lambda response: note_response(page, response, problems))


def note_console(page, message, problems):
    # Failed requests are judged by their response: a page may be 404 or offline on purpose.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        problems.append(f"{page.url}: {message.text}")


def note_response(page, response, problems):
    if response.status >= 400 and response.request.resource_type != "document":
        problems.append(f"{page.url}: {response.status} for {response.url}")


@pytest.fixture
def page(open_page) -> Page:
    """A phone."""
    return open_page(390, 844, has_touch=True, is_mobile=True)


@pytest.fixture
def wide_page(open_page) -> Page:
    """A laptop."""
    return open_page(1280, 900)


@pytest.fixture(scope="session")
def assert_accessible():
    """Run axe with the rules of WCAG 2.2 AA on a page as it stands now."""
    axe = Axe()

    def assert_accessible(page: Page) -> None:
        # Preloading would write style sheets into the page, which its own policy forbids.
        options = {"runOnly": {"type": "tag", "values": WCAG}, "preload": False}
        results = axe.run(page, options=options)
        assert results.violations_count == 0, results.generate_report()

    return assert_accessible
