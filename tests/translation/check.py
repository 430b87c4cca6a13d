"""Files for translators, judged by other programs: translate-toolkit reads and edits them, gettext checks them.

    check.py PROGRAM CONTENT [SCHEMA]

PROGRAM is trousseau, CONTENT the folder `content` of this repository, SCHEMA the file xliff-core-1.2-transitional.xsd of OASIS, by which
each XLIFF file is then judged, too.
"""

import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

from lxml import etree
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
        subprocess.run(["msgcat", "-o", "/dev/null", path], check=True)


schema = etree.XMLSchema(etree.parse(sys.argv[3], etree.XMLParser(no_network=True))) if len(sys.argv) > 3 else None


def validate(path):
    if schema:
        schema.assertValid(etree.parse(path))


def plurals(store, language):
    """Words for kinds of numbers are one entry in PO, with as many forms as the language has."""
    forms = store.getheaderplural()[0]
    assert forms == FORMS[language], f"{language}: {forms} forms"
    several = [unit for unit in store.units if unit.hasplural()]
    assert len(several) >= 3 and all(len(unit.target.strings) == int(forms) for unit in several), language


def program_words(language):
    """What the program says, read and written again by the other program, is the same to the byte."""
    before = state()
    for form, end in [("po", "po"), ("xliff", "xlf")]:
        path = export(language, form, end, ["_program", "_editor"])
        store = factory.getobject(str(path))
        if end == "po":
            plurals(store, language)
            gettext(path)
        store.save()
        run("import", path.name)
        assert state() == before, path.name


def check(language):
    """All that readers see in a language, in each format; of a translation that is not whole, some units wait."""
    before = state()
    for form, end in [("po", "po"), ("xliff", "xlf"), ("tbx", "tbx"), ("tmx", "tmx")]:
        path = export(language, form, end)
        store = factory.getobject(str(path))
        units = [unit for unit in store.units if unit.istranslatable()]
        assert len(units) > 50, f"{path.name}: {len(units)} units"
        if end in ("po", "xlf"):
            contexts = path.read_text(encoding="utf-8")
            kinds = [kind for kind in KINDS if kind not in LEFT.get(language, ())]
            assert all(f"{kind}|" in contexts for kind in kinds), path.name
            assert not any(unit.isfuzzy() for unit in units if unit.target), path.name
            assert (language in PARTIAL) != all(unit.istranslated() for unit in units), path.name
            if end == "po":
                plurals(store, language)
            # Written again by the other program, it changes nothing.
            store.save()
            run("import", path.name)
            assert state() == before, path.name
    gettext(root / f"{language}.po")
    validate(export(language, "xliff", "xliff.xlf"))
    forbidden = (root / f"{language}.tbx").read_text(encoding="utf-8").count(">forbidden<")
    assert forbidden > 0 or language not in ("en", "ar"), language


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

# The lists that travel with the texts, and the languages into which not everything is translated.
KINDS = "_interface _glossary _contacts _facts _phrases _paths _partners _results _toolkit _versions".split()
PARTIAL = ["ps", "ti"]
# The lists that the easier French leaves to the French on purpose: they wait for nobody.
LEFT = {"fr-simple": ("_facts", "_phrases", "_partners")}

for tag in FORMS:
    check(tag)
program_words("en")
edit("en", "po", "The papers to bring")
edit("ar", "xlf", "الأوراق المطلوبة")
print("all read and edited")
