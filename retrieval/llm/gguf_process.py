"""The program of a `GgufServer`: it serves one model file and ends when its standard input does.

It is run by its path and imports nothing of newsdesk. The first line of its input is a JSON object with
"path", "key", "context" and "threads"; its only output is the server's address.
"""

import json
import os
import sys
import threading


def main() -> None:
    wanted = json.loads(sys.stdin.readline())
    output = os.dup(1)
    os.dup2(2, 1)  # llama.cpp may print; the parent reads one line and no more
    waiting = threading.Thread(target=_end_with_parent, daemon=True)
    waiting.start()

    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.hostnames, params.port = ["127.0.0.1"], 0  # the system chooses the port
    params.api_keys = [wanted["key"]]
    params.ui = False
    params.n_ctx, params.cache_ram_mib = wanted["context"], 256
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = wanted["threads"]
    server = xllamacpp.Server(params)
    os.write(output, f"{server.listening_address}\n".encode())
    waiting.join()


def _end_with_parent() -> None:
    """Leave at once when the parent closes the pipe, or dies."""
    while sys.stdin.read(4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
