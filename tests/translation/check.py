"""Files for translators, judged by other programs: translate-toolkit reads and edits them, gettext checks them.

    check.py PROGRAM CONTENT

PROGRAM is trousseau, CONTENT the folder `content` of a toolkit with texts in English and Arabic.
"""

import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

from translate.storage import factory

program = pathlib.Path(sys.argv[1]).resolve()
work = tempfile.TemporaryDirectory()
root = pathlib.Path(work.name)
shutil.copytree(sys.argv[2], root / "content")
# The words of the program lie beside the toolkit in its own repository.
shutil.copytree(pathlib.Path(sys.argv[2]).parent / "locales", root / "locales")


def run(*arguments):
    done = subprocess.run([program, "translation", *arguments], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"


def state():
    files = sorted(path for top in ["content", "locales"] for path in (root / top).rglob("*") if path.is_file())
    return [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


def export(language, form, end, names=()):
    run("export", language, *names, "--format", form, "--out", f"{language}.{end}")
    return root / f"{language}.{end}"


def gettext(path):
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], check=True)


def round_trip(language, names):
    """Read and written again by the other program, the words are the same to the byte; words for kinds of numbers are one entry in PO."""
    before = state()
    for form, end in [("po", "po"), ("xliff", "xlf")]:
        path = export(language, form, end, names)
        store = factory.getobject(str(path))
        assert len(store.units) > 50, path.name
        if end == "po":
            forms = store.getheaderplural()[0]
            assert forms == FORMS[language], f"{language}: {forms} forms"
            several = [unit for unit in store.units if unit.hasplural()]
            assert len(several) >= 3 and all(len(unit.target.strings) == int(forms) for unit in several), language
        store.save()
        run("import", path.name)
        assert state() == before, path.name
        if end == "po":
            gettext(path)


def check(language):
    before = state()
    for form, end in [("po", "po"), ("xliff", "xlf"), ("tbx", "tbx"), ("tmx", "tmx")]:
        path = export(language, form, end)
        store = factory.getobject(str(path))
        units = [unit for unit in store.units if unit.istranslatable()]
        assert len(units) > 50, f"{path.name}: {len(units)} units"
        if end in ("po", "xlf"):
            assert all(unit.istranslated() and not unit.isfuzzy() for unit in units), path.name
            # Written again by the other program, it changes nothing.
            store.save()
            run("import", path.name)
            assert state() == before, path.name
    gettext(root / f"{language}.po")


def edit(language, end, words):
    """One translation is exchanged in the other program: one line of one file changes."""
    path = export(language, "po" if end == "po" else "xliff", end)
    store = factory.getobject(str(path))
    named = {"po": lambda unit: unit.getcontext(), "xlf": lambda unit: unit.xmlelement.get("resname")}[end]
    unit = next(unit for unit in store.units if named(unit) == "demander|les-papiers|heading")
    unit.target = words
    store.save()
    text = root / "content/guides/demander" / f"{language}.md"
    old = text.read_text(encoding="utf-8").splitlines()
    run("import", path.name)
    new = text.read_text(encoding="utf-8").splitlines()
    changed = [(was, now) for was, now in zip(old, new) if was != now]
    assert len(old) == len(new) and len(changed) == 1 and words in changed[0][1], changed


# How many forms whole numbers have, by CLDR.
FORMS = {"fr-simple": "3", "en": "2", "ar": "6", "ps": "2", "fa-AF": "2", "uk": "3", "ti": "2", "ru": "3", "tr": "2"}

for tag in ["en", "ar"]:
    check(tag)
for tag in FORMS:
    round_trip(tag, ["_interface", "_toolkit", "_glossary", "_contacts", "_facts"])
round_trip("en", ["_program", "_editor"])
edit("en", "po", "The papers to bring")
edit("ar", "xlf", "الأوراق المطلوبة")
print("all read and edited")
