#!/bin/sh
# A double click opens the desk in the browser. Closing this window ends the program.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
cd "$HOME" && exec "$here/trousseau" open
