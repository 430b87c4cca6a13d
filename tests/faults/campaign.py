#!/usr/bin/env python3
"""Faults of the machine, from outside: the program is killed, starved and misled, and nothing may be lost.

campaign.py PROGRAM [KIND…] [--rounds N] [--seed N]

Each kind says in one line what it did and what it counted; the first fault that loses or damages something ends it, with the folder kept.
As root, `disk` mounts a small memory disk; `calls` needs strace. A kind that cannot run here fails, with the reason.
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
FIXTURE = HERE.parent / "fixtures" / "toolkit.txt"
ROUNDS = "- {id: essai, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-05-04, to: 2026-12-12}\n"
GUIDE = "content/guides/demander/fr.md"
REMARK = (
    "feedback add demander --theme print --severity 2 --source household --channel meeting --count 2 "
    "--proposal Plus_gros. --lang fr --period 2026-11 --round essai"
).split()


class Lost(Exception):
    """Something was lost or damaged, or the program crashed."""


class Toolkit:
    """A small toolkit in a folder of its own."""

    def __init__(self, program, folder=None):
        self.program = str(program)
        self.root = pathlib.Path(folder or tempfile.mkdtemp(prefix="fault-"))
        for path, text in story(FIXTURE.read_text("utf-8")):
            self.write(path, text)
        self.write("content/rounds.yaml", ROUNDS)

    def write(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, path):
        return (self.root / path).read_text("utf-8")

    def command(self, *words, before=()):
        return [*before, self.program, "--root", str(self.root), "--lang", "en", *words]

    def start(self, *words, before=(), **options):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", **options.pop("environment", {})}
        return subprocess.Popen(
            self.command(*words, before=before),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
            **options,
        )

    def run(self, *words, seconds=60, may=(0, 1), **options):
        """Runs a command to its end. Its exit code must be one of `may`."""
        child = self.start(*words, **options)
        try:
            said, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            raise Lost(f"{words} did not end within {seconds} s") from None
        said = said.decode("utf-8", "replace")
        if "panicked" in said or child.returncode not in may:
            raise Lost(f"{words}: exit {child.returncode}, {may} expected\n{said[-2000:]}")
        return child.returncode, said

    def kill(self, after, *words):
        """Starts a command and kills it, with all that it started, so many seconds later."""
        child = self.start(*words)
        time.sleep(after)
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.communicate()

    def output(self, folder="output"):
        """All files of the output that are no leftovers, as bytes."""
        root = self.root / folder
        files = {}
        for path in root.rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                files[str(path.relative_to(root))] = path.read_bytes()
        return files

    def gone(self):
        shutil.rmtree(self.root, ignore_errors=True)


def story(text):
    """The files of a toolkit that is written in one text."""
    path, lines = None, []
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare.startswith("--- ") and bare.endswith(" ---"):
            if path:
                yield path, "".join(lines)
            path, lines = bare[4:-4], []
        else:
            lines.append(line)
    if path:
        yield path, "".join(lines)


def seconds_of(toolkit, *words):
    begun = time.monotonic()
    toolkit.run(*words)
    return time.monotonic() - begun


def as_fresh(toolkit, otherwise):
    """What is built on top of what is there must be what is built from nothing."""
    toolkit.run("build")
    built = toolkit.output()
    shutil.rmtree(toolkit.root / "output")
    toolkit.run("build")
    if built != toolkit.output():
        raise Lost(f"{toolkit.root}: {otherwise}")


# ---------------------------------------------------------------- the kinds
def killed_builds(program, rounds, dice):
    """A build that is killed leaves each file as it was before or as it is after, and the next one is as a fresh one."""
    kit = Toolkit(program)
    one = kit.read(GUIDE)
    texts = [one, one + "\nUne phrase de plus.\n"]
    trees = []
    for text in texts:
        kit.write(GUIDE, text)
        shutil.rmtree(kit.root / "output", ignore_errors=True)
        longest = seconds_of(kit, "build")
        trees.append(kit.output())
    manifest = [name for name in trees[0] if "manifest" in name.lower()]
    for number in range(rounds):
        kit.write(GUIDE, texts[number % 2])
        if dice.random() < 0.2:
            shutil.rmtree(kit.root / "output", ignore_errors=True)
        kit.kill(dice.uniform(0, longest * 1.2), "build")
        for name, found in kit.output().items():
            if name not in manifest and found not in [tree.get(name) for tree in trees]:
                raise Lost(f"{kit.root}/output/{name} is neither the old file nor the new one")
        if number % 5 == 0:
            kit.run("build")
            if kit.output() != trees[number % 2]:
                raise Lost(f"{kit.root}: what is built after a kill differs from a fresh build")
    kit.gone()
    return f"{rounds} builds killed"


def killed_edits(program, rounds, dice):
    """A remark that is killed is whole in the guide, or not there."""
    kit = Toolkit(program)
    longest = seconds_of(kit, *REMARK)
    whole = 0
    for _ in range(rounds):
        before = kit.read(GUIDE)
        kit.kill(dice.uniform(0, longest * 1.1), *REMARK)
        after = kit.read(GUIDE)
        if after != before:
            whole += 1
            if after.count("id: F-") != before.count("id: F-") + 1 or kit.run("check")[0] != 0:
                raise Lost(f"{kit.root}/{GUIDE} holds half a remark")
        if after.count("id: F-") > 20:
            kit.write(GUIDE, next(text for path, text in story(FIXTURE.read_text("utf-8")) if path == GUIDE))
    left = [path for path in kit.root.rglob(".*partial*")]
    kit.run(*REMARK)
    if left and any(path.exists() for path in left):
        raise Lost(f"{kit.root}: leftovers stay")
    kit.gone()
    return f"{rounds} remarks killed, {whole} of them written"


def killed_imports(program, rounds, dice):
    """An import that is killed has written each guide whole, or not."""
    kit = Toolkit(program)
    rows = "".join(f"demander;fr;2026-11;household;meeting;2;print;1;Plus gros, {number}.\n" for number in range(40))
    kit.write("table.csv", "guide;lang;period;source;channel;count;theme;severity;proposal\n" + rows)
    original = kit.read(GUIDE)
    words = ["feedback", "import", str(kit.root / "table.csv"), "--round", "essai"]
    begun = time.monotonic()
    kit.run(*words, may=(0, 1))
    longest = time.monotonic() - begun
    imported = kit.read(GUIDE)
    if imported.count("id: F-") != original.count("id: F-") + 40:
        raise Lost(f"{kit.root}: the import does not take the rows of this test")
    for _ in range(rounds):
        kit.write(GUIDE, original)
        kit.kill(dice.uniform(0, longest * 1.1), *words)
        if kit.read(GUIDE) not in (original, imported):
            raise Lost(f"{kit.root}/{GUIDE} holds a part of the table")
    kit.gone()
    return f"{rounds} imports killed"


def full_disk(program, rounds, _dice):
    """On a full disk a build says so, keeps what was there, and ends well when there is room."""
    kit = Toolkit(program)
    out = kit.root / "output"
    kit.run("build")
    fresh = kit.output()
    shutil.rmtree(out)
    size = sum(len(content) for content in fresh.values()) // 1024
    for number in range(rounds):
        out.mkdir()
        room = max(16, size * number // rounds)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs", str(out)], check=True)
        try:
            code, said = kit.run("build", may=(0, 1, 2))
            if code == 0:
                raise Lost(f"all is well on a disk of {room} kB for {size} kB:\n{said}")
            for name, found in kit.output().items():
                if "manifest" not in name and found != fresh.get(name):
                    raise Lost(f"{name} is not whole on a full disk")
            subprocess.run(["mount", "-o", "remount,size=64m", str(out)], check=True)
            kit.run("build")
            if kit.output() != fresh:
                raise Lost("after a full disk the output differs from a fresh one")
        finally:
            subprocess.run(["umount", str(out)], check=False)
            out.rmdir()
    kit.gone()
    return f"{rounds} sizes of a disk"


def read_only(program, _rounds, _dice):
    """Where nothing can be written, commands say so and nothing changes."""
    kit = Toolkit(program)
    before = kit.read(GUIDE)
    subprocess.run(["mount", "--bind", str(kit.root), str(kit.root)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(kit.root)], check=True)
        for words in (["build"], REMARK, ["release", "demander", "--bump", "minor"], ["guide", "nouveau"]):
            kit.run(*words, may=(1, 2))
        kit.run("check", may=(0, 1, 2))
    finally:
        subprocess.run(["umount", str(kit.root)], check=True)
    if kit.read(GUIDE) != before:
        raise Lost("a guide changed on a disk that cannot be written")
    kit.gone()
    return "4 commands that write, and check"


def moving_files(program, rounds, dice):
    """Files that vanish and change while they are read."""
    kit = Toolkit(program)
    texts = {path: kit.read(path) for path, _ in story(FIXTURE.read_text("utf-8"))}
    stop = threading.Event()

    def shake():
        while not stop.is_set():
            path = dice.choice(list(texts))
            file = kit.root / path
            if dice.random() < 0.5:
                file.unlink(missing_ok=True)
            else:
                file.write_text(texts[path][: dice.randrange(len(texts[path]) + 1)], "utf-8")
            time.sleep(0.0005)
            kit.write(path, texts[path])

    thread = threading.Thread(target=shake)
    thread.start()
    try:
        for _ in range(rounds):
            kit.run("build", may=(0, 1, 2))
    finally:
        stop.set()
        thread.join()
    as_fresh(kit, "after files moved the output differs from a fresh one")
    kit.gone()
    return f"{rounds} builds while files moved"


def odd_files(program, _rounds, _dice):
    """Pipes, devices, sockets, links in circles and names of every kind: the build ends, and the guides are there."""
    kit = Toolkit(program)
    here = kit.root / "content" / "guides" / "demander"
    os.mkfifo(here / "pipe.md")
    os.mkfifo(here / "de.md")
    (here / "circle.md").symlink_to("circle.md")
    (here / "up").symlink_to("..")
    (here / "zero.png").symlink_to("/dev/zero")
    (here / "passwd.md").symlink_to("/etc/passwd")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(here / "plug.md"))
    for name in ["a\nb.md", "\x1b[31mred.md", "‮gpj.md", "x" * 240 + ".md", "con.md", "-rf.md", "é.png", "e\u0301.png"]:
        (here / name).write_text("---\ntitle: x\n---\n")
    with open(os.fsencode(here) + b"/\xff\xfe.md", "w", encoding="utf-8") as file:
        file.write("x")
    _, said = kit.run("build", seconds=30)
    if "\x1b[31m" in said or "root:" in said:
        raise Lost("a name orders the terminal, or a file outside was read")
    if not (kit.root / "output" / "site" / "fr" / "demander" / "index.html").exists() and not list(
        (kit.root / "output").rglob("demander*")
    ):
        raise Lost("the guide was not built beside odd files")
    kit.gone()
    return "17 files that are none"


def two_at_once(program, rounds, dice):
    """Two builds into one folder, and remarks beside them."""
    kit = Toolkit(program)
    one = kit.read(GUIDE)
    for number in range(rounds):
        kit.write(GUIDE, one + f"\nPhrase {number}.\n")
        children = []
        for _ in range(2):
            time.sleep(dice.uniform(0, 0.02))
            children.append(kit.start("build"))
        for child in children:
            said, _ = child.communicate(timeout=60)
            if child.returncode not in (0, 1, 2) or b"panicked" in said:
                raise Lost(said.decode("utf-8", "replace"))
    as_fresh(kit, "two builds at once left other bytes than one")
    kit.gone()
    return f"{rounds} pairs of builds"


def failing_calls(program, rounds, dice):
    """Each call that writes fails once: a guide is the old one or the new one, and the failure is told."""
    if not shutil.which("strace"):
        raise Lost("strace is not here")
    kit = Toolkit(program)
    kit.run("build")
    before = kit.read(GUIDE)
    tried = 0
    for words, may_keep in ((REMARK, True), (["build", "--fresh"], False)):
        for call in ("openat", "write", "rename,renameat,renameat2", "fsync,fdatasync", "mkdir,mkdirat", "ftruncate", "unlink,unlinkat"):
            for fault in ("ENOSPC", "EIO", "EACCES"):
                for when in sorted(dice.sample(range(1, 60), min(rounds, 12))):
                    trace = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={fault}:when={when}"]
                    kit.write(GUIDE, before)
                    child = kit.start(*words, before=trace)
                    said, _ = child.communicate(timeout=120)
                    tried += 1
                    if b"panicked" in said or child.returncode < 0 or child.returncode > 100:
                        raise Lost(f"{words} with {call}:{fault}:{when}: {child.returncode}\n{said.decode('utf-8', 'replace')}")
                    after = kit.read(GUIDE)
                    extra = after.count("id: F-") - before.count("id: F-")
                    if after != before and not (may_keep and extra == 1):
                        raise Lost(f"{words} with {call}:{fault}:{when} left half a guide in {kit.root}")
                    if child.returncode == 0 and words is REMARK and extra != 1:
                        raise Lost(f"{words} with {call}:{fault}:{when} says well and wrote nothing")
    kit.write(GUIDE, before)
    kit.run("build", "--fresh")
    kit.gone()
    return f"{tried} calls failed"


def odd_days(program, _rounds, _dice):
    """Clocks and locales that are wrong."""
    kit = Toolkit(program)
    cases = [
        {"SOURCE_DATE_EPOCH": value} for value in ("-1", "0", "99999999999999", "abc", "", "1e9", "253402300799")
    ] + [
        {"LANG": "xx_YY.bad", "LC_ALL": "zz"},
        {"TZ": "Nowhere/None"},
        {"TZ": ":/dev/zero"},
        {"HOME": ""},
        {"HOME": "/nonexistent", "TMPDIR": "/nonexistent"},
        {"COLUMNS": "0"},
        {"NO_COLOR": "1", "TERM": ""},
    ]
    for environment in cases:
        kit.run("build", may=(0, 1, 2), environment=environment)
    kit.run("build")
    kit.gone()
    return f"{len(cases)} environments"


def many_files(program, _rounds, _dice):
    """A hundred thousand files beside the guides."""
    kit = Toolkit(program)
    for folder in range(100):
        place = kit.root / "content" / "many" / str(folder)
        place.mkdir(parents=True)
        for number in range(1000):
            (place / f"{number}.txt").touch()
    begun = time.monotonic()
    kit.run("check", seconds=120)
    took = time.monotonic() - begun
    kit.gone()
    return f"100,000 files in {took:.1f} s"


KINDS = {
    "builds": (killed_builds, 500),
    "edits": (killed_edits, 300),
    "imports": (killed_imports, 200),
    "disk": (full_disk, 20),
    "read-only": (read_only, 1),
    "moving": (moving_files, 200),
    "odd": (odd_files, 1),
    "two": (two_at_once, 60),
    "calls": (failing_calls, 12),
    "days": (odd_days, 1),
    "many": (many_files, 1),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--rounds", type=int, help="how often each is done")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = 0
    for name in options.kinds or KINDS:
        kind, rounds = KINDS[name]
        begun = time.monotonic()
        try:
            told = kind(options.program, options.rounds or rounds, random.Random(options.seed))
            print(f"{name}: {told}, {time.monotonic() - begun:.0f} s", flush=True)
        except (Lost, subprocess.SubprocessError, OSError) as fault:
            failed += 1
            print(f"{name}: FAILED: {fault}", flush=True)
    print(f"# kinds {len(options.kinds or KINDS)}, failed {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
