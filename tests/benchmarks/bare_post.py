"""The reference for sending: letters as they are, one after another through bare smtplib.

    python -m tests.benchmarks.bare_post PORT FILE

FILE is a pickled list of (sender, recipients, letter); prints how many seconds it took.
"""

import pickle
import smtplib
import sys
import time
from pathlib import Path


def main(port: int, file: Path) -> None:
    letters = pickle.loads(file.read_bytes())
    started = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for sender, recipients, letter in letters:
            server.sendmail(sender, recipients, letter)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
