"""One sheet, set in a process that can be killed: an order on standard input, bytes on standard output."""

import json
import os
import resource
import signal
import sys
from typing import Final

from posters.setting import set_in_type
from posters.sheets import Format, Kind

_MEMORY: Final = 2 << 30
_CPU_SECONDS: Final = 20


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    # whatever a library prints must not end up in the picture
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = json.load(sys.stdin.buffer)
    out.write(set_in_type(order["template"], order["data"], Format(order["shape"]), Kind(order["kind"])))
    out.flush()


if __name__ == "__main__":
    main()
