"""The entry of the `shorewise` command: loading it takes a moment, and Ctrl+C in it must not end in a traceback."""

import sys


def main() -> None:
    try:
        from bot.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
