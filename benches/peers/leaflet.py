#!/usr/bin/env python3
"""The leaflets of `cargo bench --bench leaflet`, made by other programs: CPU per leaflet, as ratios in one run.

usage: python3 -m venv /tmp/peers && /tmp/peers/bin/pip install typst weasyprint
       /tmp/peers/bin/python benches/peers/leaflet.py [HOW MANY]
A peer that is not installed is left out. Each gets the same words, the same letters (14 pt) and makes tagged PDFs.
"""
import html, pathlib, re, resource, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 40
TEXT = re.search(r'const TEXT: &str = "\\\n(.*?)";', (HERE.parent / "leaflet.rs").read_text("utf-8"), re.S).group(1)


def inline(text, strong, link, escape):
    out = []
    for part in re.split(r"(\*\*.+?\*\*|\[.+?\]\(.+?\))", text):
        if part.startswith("**"):
            out.append(strong(escape(part[2:-2])))
        elif found := re.match(r"\[(.+?)\]\((.+?)\)", part):
            out.append(link(escape(found[1]), found[2]))
        else:
            out.append(escape(part))
    return "".join(out)


def as_html(text):
    go = lambda text: inline(text, "<strong>{}</strong>".format, lambda words, href: f'<a href="{href}">{words}</a>', html.escape)
    out = []
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if block.startswith("## "):
            out.append(f"<h2>{go(lines[0][3:])}</h2>")
        elif re.match(r"\d\. ", block):
            out.append("<ol>" + "".join(f"<li>{go(line[3:])}</li>" for line in lines) + "</ol>")
        elif block.startswith("- "):
            out.append("<ul>" + "".join(f"<li>{go(re.sub(r'^- (?:.. . )?', '', line))}</li>" for line in lines) + "</ul>")
        elif block.startswith("|"):
            rows = [[go(cell.strip()) for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
            head, *rest = rows
            out.append("<table><thead><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr></thead><tbody>"
                       + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rest) + "</tbody></table>")
        elif block.startswith(">"):
            out.append("<div class=note><p>" + go(" ".join(line[2:] for line in lines[1:])) + "</p></div>")
        elif block.strip():
            out.append(f"<p>{go(block.strip())}</p>")
    style = "@page{size:A4;margin:18mm 22mm}body{font:14pt 'Noto Sans',sans-serif}table{border-collapse:collapse;width:100%}td,th{border:.6pt solid}.note{border:1.2pt solid;padding:.8em}"
    return f"<!doctype html><html lang=fr><meta charset=utf-8><title>Déposer sa demande</title><style>{style}</style><h1>Déposer sa demande</h1>" + "\n".join(out)


def as_typst(text):
    escape = lambda text: re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)
    go = lambda text: inline(text, "*{}*".format, lambda words, href: f'#link("{href}")[{words}]', escape)
    out = ['#set document(title: "Déposer sa demande")', '#set text(lang: "fr", size: 14pt)', "#set page(margin: (x: 22mm, y: 18mm))", "#title()"]
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if block.startswith("## "):
            out.append(f"= {go(lines[0][3:])}")
        elif re.match(r"\d\. ", block):
            out.append("\n".join("+ " + go(line[3:]) for line in lines))
        elif block.startswith("- "):
            out.append("\n".join("- " + go(re.sub(r"^- (?:.. . )?", "", line)) for line in lines))
        elif block.startswith("|"):
            rows = [[f"[{go(cell.strip())}]" for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
            out.append(f"#table(columns: {len(rows[0])}, table.header({', '.join(rows[0])}), {', '.join(cell for row in rows[1:] for cell in row)})")
        elif block.startswith(">"):
            out.append("#block(stroke: 1.2pt, inset: .8em)[" + go(" ".join(line[2:] for line in lines[1:])) + "]")
        elif block.strip():
            out.append(go(block.strip()))
    return "\n\n".join(out)


def cpu(who=resource.RUSAGE_SELF):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def timed(make):
    make(0)  # Fonts and modules are read before the count begins, as for the program itself.
    start = cpu()
    for number in range(1, MANY + 1):
        make(number)
    return (cpu() - start) * 1000 / MANY


def main():
    ours = subprocess.run(["cargo", "bench", "--bench", "leaflet", "--", str(max(MANY, 200))], capture_output=True, text=True, cwd=HERE.parent.parent).stdout
    print(ours.strip())
    found = re.search(r"([\d.]+) ms CPU each", ours)
    costs = {"trousseau": float(found[1])} if found else {}
    try:
        import typst
        folder = pathlib.Path(tempfile.mkdtemp())

        def with_typst(number):
            (folder / "a.typ").write_text(as_typst(TEXT.replace("{n}", str(number))), "utf-8")
            typst.compile(str(folder / "a.typ"), pdf_standards=["ua-1"])

        costs["typst (PyPI)"] = timed(with_typst)
    except ImportError:
        print("typst is not installed")
    try:
        import weasyprint

        costs["weasyprint"] = timed(lambda number: weasyprint.HTML(string=as_html(TEXT.replace("{n}", str(number)))).write_pdf(pdf_variant="pdf/ua-1"))
    except ImportError:
        print("weasyprint is not installed")
    least = costs.get("trousseau") or min(costs.values(), default=1)
    for name, cost in costs.items():
        print(f"{name:<14} {cost:8.1f} ms CPU per leaflet  {cost / least:6.1f} ×")


if __name__ == "__main__":
    main()
