"""The command line: python -m analysis.refresh [source ...]; without a source, all that have an address."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.errors import DataError
from analysis.refresh.run import UNCHANGED, Outcome, Wish, refresh, rollback
from analysis.refresh.targets import TARGETS, Target
from analysis.refresh.transfer import USUAL, Limits
from analysis.store import store_folder, versions

MOST_SHOWN = 4


def main(
    arguments: Sequence[str] | None = None,
    *,
    targets: Mapping[str, Target] = TARGETS,
    limits: Limits = USUAL,
) -> int:
    """Do what the command line asks for; return 0, or 1 where a source was refused or nothing could be done."""
    options = _parser(targets).parse_args(arguments)
    if options.store:
        os.environ[versions.STORE] = str(options.store.resolve())
    try:
        if options.list:
            return _list(targets)
        if options.rollback:
            return _rolled_back(rollback())
        wish = Wish(tuple(options.source), options.from_folder, tuple(options.accept_drift))
        return _told(refresh(wish, targets=targets, limits=limits))
    except (DataError, OSError) as error:
        said = str(error)
        print(said if UNCHANGED in said else f"{said} {UNCHANGED}", file=sys.stderr)
        return 1


def _parser(targets: Mapping[str, Target]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis.refresh",
        description="Fetch the publishers' current files, check them, and put them in use beside what is there. The "
        "last three versions are kept.",
        epilog=f"Sources: {', '.join(targets)}.",
    )
    parser.add_argument("source", nargs="*", help="which sources (default: all that have an address)")
    parser.add_argument("--from", dest="from_folder", type=Path, metavar="DIR",
                        help="read files that were downloaded by hand into DIR, in place of the network")  # fmt: skip
    parser.add_argument("--accept-drift", action="append", default=[], metavar="SOURCE",
                        help="take a source although its columns or number of rows have changed")  # fmt: skip
    parser.add_argument("--store", type=Path, metavar="DIR",
                        help=f"where versions are kept (default: {versions.STORE}, else the user's own)")  # fmt: skip
    parser.add_argument("--rollback", action="store_true", help="put the version before the one in use back")
    parser.add_argument("--list", action="store_true", help="list the sources, their files, and the versions")
    return parser


def _list(targets: Mapping[str, Target]) -> int:
    loaded = versions.loaded(versions.in_use())
    for target in targets.values():
        told = loaded.get(target.target_id)
        print(f"{target.target_id}" + (f" (retrieved {told['retrieved']})" if told else ""))
        urls = [address.url for address in target.addresses] or [target.listing] * bool(target.listing)
        urls += ["the publisher's own client"] * bool(target.client)
        for line in urls if len(urls) <= MOST_SHOWN else [urls[0], "...", urls[-1]]:
            print(f"    {line}")
        names = list(target.names())
        shown = names if len(names) <= MOST_SHOWN else [names[0], "...", *target.by_hand]
        print(f"    by hand: {', '.join([*shown, f'anything in a folder named {target.target_id}'])}")
    standing = versions.standing()
    current = standing.version.version_id if standing.version else ""
    for path in store_folder.made():
        version, why = versions.look_at(path.name)
        mark = "*" if path.name == current else " "
        print(f"{mark} {path.name}: {', '.join(sorted(version.sources)) if version else f'not whole, {why}'}")
    print(f"{' ' if current else '*'} the data that come with Europaprofil")
    print(f"Versions are kept in {versions.store()}; * is in use.")
    for said in filter(None, (standing.fault, f"Lost: {', '.join(standing.lost)}." if standing.lost else "")):
        print(said)
    return 0


def _rolled_back(version_id: str) -> int:
    print(f"In use now: {version_id or 'the data that come with Europaprofil'}.")
    return 0


def _told(outcome: Outcome) -> int:
    if outcome.failed:
        print(f"Refused: {', '.join(outcome.failed)}.", file=sys.stderr)
    if outcome.version_id:
        print(f"In use now: {outcome.version_id}, with new {', '.join(outcome.new)}.")
    else:
        print(UNCHANGED)
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
