"""`python -m bot` is the `sektor` command; without words it runs the bot."""

import sys

from bot.cli import main

if len(sys.argv) == 1:
    sys.argv.append("run")
main()
