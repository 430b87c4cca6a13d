#!/usr/bin/env python3
"""Makes the documents beside this script anew: as a partner's Word and LibreOffice write them.

    tests/word/make.py PROGRAM

It needs python-docx (PyPI) and LibreOffice; the tests need neither. What it makes differs in bytes from run to run.
"""
import copy, io, os, shutil, subprocess, sys, tempfile, zipfile
from lxml import etree
import docx
from docx.shared import RGBColor

HERE = os.path.dirname(os.path.abspath(__file__))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
w = lambda name: f"{{{W}}}{name}"
BY = {w("author"): "Marie Dupont", w("initials"): "MD", w("date"): "2026-11-25T10:00:00Z"}


def export(program, folder, language):
    """The guide of the tests as a document."""
    story = open(os.path.join(HERE, "..", "fixtures", "toolkit.txt"), encoding="utf-8").read()
    for part in story.split("--- content/")[1:]:
        path, text = part.split(" ---\n", 1)
        path = os.path.join(folder, "content", path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w", encoding="utf-8").write(text)
    guide = os.path.join(folder, "content/guides/prevenir")
    os.makedirs(guide, exist_ok=True)
    for name in ("fr", "ar"):
        shutil.copy(os.path.join(HERE, f"{name}.md"), os.path.join(guide, f"{name}.md"))
    out = os.path.join(folder, f"{language}.docx")
    subprocess.run([program, "--root", folder, "word", "export", "prevenir", language, "--out", out], check=True)
    return out


def resaved(path, out):
    """The same document, opened and saved by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "docx:Office Open XML Text", "--outdir", folder, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.copy(os.path.join(folder, os.path.basename(path)), out)


def rewritten(path, out, change, parts=()):
    """The same document with other words in it, and more parts."""
    with zipfile.ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()}
    root = etree.fromstring(files["word/document.xml"])
    change(root)
    files["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, bytes in parts:
        files[name] = bytes(files.get(name, b""))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, bytes in files.items():
            new.writestr(name, bytes)


# Twenty changes: in the n-th paragraph that has these words, they become others; "" strikes them out.
CHANGES = [
    ("Comment écrire", "Quand écrire"), ("pour vous", "pour tous"), ("carte d’identité", "pièce d’identité"),
    ("votre bail", "votre contrat"), ("trois dernières", "deux dernières"), ("une copie", "une photo"),
    ("Écrire la lettre", "Rédiger la lettre"), ("feuille blanche", "feuille"), ("date du jour", "date"),
    ("en une phrase", "en deux phrases"), ("sans colère", "sans crier"), ("Ne donnez jamais", "Ne laissez jamais"),
    ("photocopie", "copie"), ("Les travaux", "Les réparations"), ("15 jours", "20 jours"), ("un mois", "deux mois"),
    ("gratuit", "sans frais"), ("chaque appel", "votre appel"), ("Rangez", "Gardez"), ("accepter", "refuser"),
]
COMMENTS = [
    ("Prenez", "Mot simple : dire « une feuille » suffit."), ("Ne donnez", "Trop de mots dans cet encadré."),
    ("Le loyer", "Vérifier ce délai avec l’agence."), ("Le bailleur répond", "Dire que le mois commence à la réception."),
    ("Relisez", "Expliquer pourquoi six mois."),
]


def run_with(root, words):
    for run in root.iter(w("r")):
        text = run.find(w("t"))
        if text is not None and words in (text.text or ""):
            return run, text
    raise SystemExit(f"no run with {words}")


def pieces(run, text, words):
    """The run cut in three: what comes before the words, the words, what comes after."""
    before, after = text.text.split(words, 1)
    out = []
    for part in (before, words, after):
        new = copy.deepcopy(run)
        new.find(w("t")).text = part
        new.find(w("t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        out.append(new)
    return out


def tracked(root):
    for number, (old, new) in enumerate(CHANGES):
        run, text = run_with(root, old)
        before, middle, after = pieces(run, text, old)
        gone = etree.Element(w("del"), {w("id"): str(9000 + 2 * number), **BY})
        fresh = etree.Element(w("ins"), {w("id"): str(9001 + 2 * number), **BY})
        inserted = copy.deepcopy(middle)
        inserted.find(w("t")).text = new
        fresh.append(inserted)
        middle.find(w("t")).tag = w("delText")
        gone.append(middle)
        place = run.getparent()
        at = place.index(run)
        place[at:at + 1] = [before, gone, fresh, after]


def commented(root):
    for number, (words, _) in enumerate(COMMENTS):
        run, _ = run_with(root, words)
        place = run.getparent()
        at = place.index(run)
        start = etree.Element(w("commentRangeStart"), {w("id"): str(number)})
        end = etree.Element(w("commentRangeEnd"), {w("id"): str(number)})
        mark = etree.Element(w("r"))
        etree.SubElement(mark, w("commentReference"), {w("id"): str(number)})
        place[at:at + 1] = [start, run, end, mark]


def comments(_, texts=None):
    root = etree.Element(w("comments"), nsmap={"w": W})
    for number, (_, text) in enumerate(texts or COMMENTS):
        comment = etree.SubElement(root, w("comment"), {w("id"): str(number), **BY})
        etree.SubElement(etree.SubElement(etree.SubElement(comment, w("p")), w("r")), w("t")).text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def with_part(relations):
    line = b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>'
    return relations.replace(b"</Relationships>", line)


def with_type(types):
    line = b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
    return types.replace(b"</Types>", line)


def broken(root):
    """Somebody typed over the number, and over the link to a site."""
    for link in list(root.iter(w("hyperlink"))):
        words = "".join(link.itertext())
        if words == "115":
            next(link.iter(w("t"))).text = "116"
        if words == "le site":
            place = link.getparent()
            at = place.index(link)
            place[at:at + 1] = list(link)


def draft(out):
    """A first draft of a partner, with much that a text cannot hold."""
    document = docx.Document()
    document.add_heading("Rendre les clés", 0)
    document.add_paragraph("Quand vous partez, vous rendez les clés.")
    document.add_heading("Avant le départ", 1)
    document.add_paragraph("Prévenez le bailleur", style="List Number")
    document.add_paragraph("Nettoyez le logement", style="List Number")
    paragraph = document.add_paragraph("Gardez ")
    paragraph.add_run("toujours").bold = True
    paragraph.add_run(" une copie.")
    red = paragraph.add_run(" En rouge.")
    red.font.color.rgb = RGBColor(255, 0, 0)
    document.add_heading("Le jour même", 2)
    document.add_paragraph("les clés", style="List Bullet")
    document.add_paragraph("le badge", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip([cell for row in table.rows for cell in row.cells], ["Quoi", "Qui", "État des lieux", "le bailleur"]):
        cell.text = words
    png = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
    document.add_picture(io.BytesIO(png))
    document.sections[0].header.paragraphs[0].text = "Notre association"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.core_properties.author = ""
    document.save(out)


def main(program):
    program = os.path.abspath(program)
    to = lambda name: os.path.join(HERE, name)
    parts = [("word/comments.xml", comments), ("word/_rels/document.xml.rels", with_part), ("[Content_Types].xml", with_type)]
    with tempfile.TemporaryDirectory() as folder:
        fr, ar = export(program, folder, "fr"), export(program, folder, "ar")
        resaved(fr, to("resaved-fr.docx"))
        resaved(ar, to("resaved-ar.docx"))
        docx.Document(fr).save(to("python-fr.docx"))
        changed = os.path.join(folder, "changed.docx")
        rewritten(fr, changed, lambda root: (commented(root), tracked(root)), parts)
        shutil.copy(changed, to("changed-fr.docx"))
        resaved(changed, to("changed-resaved-fr.docx"))
        rewritten(fr, to("broken-fr.docx"), broken)
        person = [("word/comments.xml", lambda _: comments(_, [("", "Demander à Mme Dupont au 06 12 34 56 78.")])), *parts[1:]]
        rewritten(fr, to("person-fr.docx"), lambda root: commented_first(root), person)
    draft(to("draft.docx"))


def commented_first(root):
    global COMMENTS
    kept, COMMENTS = COMMENTS, COMMENTS[:1]
    commented(root)
    COMMENTS = kept


main(sys.argv[1])
