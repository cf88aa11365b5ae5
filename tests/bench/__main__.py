"""Measure Europaprofil: `python -m tests.bench [--quick] [--minutes 60] [part ...]`; no part means all but the soak."""

import argparse
import signal
import sys

from tests.bench import pages, recolour, reliability, report, rows, sessions, soak, start

PARTS = {
    "pages": pages.measure,
    "map": recolour.measure,
    "start": start.measure,
    "sessions": sessions.measure,
    "rows": rows.measure,
    "reliability": reliability.measure,
}


def main(arguments):
    asked = _parser().parse_args(arguments)
    # Stopped from outside, it ends the servers and browsers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for name in asked.parts or PARTS:
        print(f"{name} ...", flush=True)
        told = soak.measure(asked.minutes, asked.quick) if name == "soak" else PARTS[name](asked.quick)
        print(f"{name}: {told['seconds']} s", flush=True)
        for aim in told["targets"]:
            print(f"  {report.aim_said(aim)}", flush=True)
    report.write()


def _parser():
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", type=_part, help=", ".join([*PARTS, "soak"]))
    parser.add_argument("--quick", action="store_true", help="a smoke run: few repetitions, figures without worth")
    parser.add_argument("--minutes", type=int, default=60, help="how long the soak lasts")
    return parser


def _part(name):
    if name not in {*PARTS, "soak"}:
        raise argparse.ArgumentTypeError(f"there is no part {name!r}")
    return name


if __name__ == "__main__":
    main(sys.argv[1:])
