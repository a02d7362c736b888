"""What the stand-ins of the practice machine share: they say that they are stand-ins, answer JSON, and end at once when told."""
import json
import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = os.environ["STAND_IN_VERSION"]
FAULT = os.environ.get("STAND_IN_FAULT", "")
MAJOR = int(VERSION.split(".")[0])


def log(level, message, **more):
    told = "".join(f" {key}={value!s}" for key, value in more.items())
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(f'logger=stand-in t={at} level={level} msg="{message}"{told}', flush=True)


def fail(message):
    log("error", message)
    sys.exit(1)


def read_json(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def write_json(path, value):
    aside = f"{path}.tmp"
    with open(aside, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def schema_checked(path, fresh):
    """The database at `path`. A newer major changes its form for good; an older one refuses to start on a newer form."""
    known = read_json(path)
    if known is None:
        write_json(path, {"schema": MAJOR, "history": [MAJOR], **fresh})
        log("info", "database created", path=path, schema=MAJOR)
    elif known["schema"] > MAJOR:
        fail(f"database has schema {known['schema']}, which this version ({VERSION}) does not know: it is from a newer one")
    elif known["schema"] < MAJOR:
        log("info", "Executing migration", id=f"{known['schema']}-to-{MAJOR}")
        write_json(path, {**known, "schema": MAJOR, "history": [*known["history"], MAJOR]})
    return read_json(path)


def serve(port, answer):
    """`answer(method, path, query, headers, body)` gives a status and either text or a value for JSON."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self):
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            status, said = answer(self.command, path, query, self.headers, body)
            text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
            data = text.encode()
            self.send_response(status)
            self.send_header("content-type", "text/plain" if isinstance(said, str) else "application/json")
            self.send_header("x-stand-in", VERSION)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = respond

        def log_message(self, *_):
            pass

    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    server = ThreadingHTTPServer(("", port), Handler)
    server.daemon_threads = True
    log("info", "HTTP Server Listen", port=port, version=VERSION, stand_in="yes")
    server.serve_forever()
