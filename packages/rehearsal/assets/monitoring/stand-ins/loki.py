"""A stand-in of Loki and of Promtail: `loki.py loki|promtail [flags]`. It reads its configuration, and keeps a schema like a database."""
import os
import sys

import yaml

from common import VERSION, fail, log, schema_checked, serve

KNOWN = {
    "loki": {
        "analytics", "auth_enabled", "chunk_store_config", "common", "compactor", "distributor", "frontend", "ingester",
        "ingester_client", "limits_config", "memberlist", "querier", "query_range", "ruler", "schema_config", "server",
        "storage_config", "table_manager", "target", "tracing",
    },
    "promtail": {
        "client", "clients", "global", "limits_config", "options", "positions", "scrape_configs", "server",
        "target_config", "tracing",
    },
}

kind, *flags = sys.argv[1:]
options = {}
for flag in flags:
    name, _, value = flag.lstrip("-").partition("=")
    options[name] = value
if "version" in options:
    print(f"{kind}, version {VERSION} (stand-in)")
    sys.exit(0)
path = options.get("config.file", "")
try:
    with open(path, encoding="utf-8") as file:
        config = yaml.safe_load(file) or {}
except (OSError, yaml.YAMLError) as error:
    fail(f"failed parsing config: {path}: {error}")
for field in config:
    if field not in KNOWN[kind]:
        fail(f"failed parsing config: {path}: field {field} not found in type {kind}.Config")
if "verify-config" in options or "check-syntax" in options:
    log("info", "config is valid")
    sys.exit(0)

pushed = []
if kind == "loki":
    folder = (config.get("common") or {}).get("path_prefix", "/loki")
    os.makedirs(folder, exist_ok=True)
    schema_checked(f"{folder}/schema.json", {})
port = (config.get("server") or {}).get("http_listen_port", 3100 if kind == "loki" else 9080)


def answer(method, path, _query, _headers, body):
    if path == "/ready":
        return 200, "ready\n"
    if path == "/metrics":
        return 200, f'{kind}_build_info{{version="{VERSION}",revision="stand-in"}} 1\n'
    if kind == "loki":
        if path == "/loki/api/v1/status/buildinfo":
            return 200, {"version": VERSION, "revision": "stand-in", "branch": "", "goVersion": ""}
        if path == "/loki/api/v1/push" and method == "POST":
            pushed.append(len(body))
            return 204, ""
        if path == "/loki/api/v1/labels":
            return 200, {"status": "success", "data": []}
    return 404, "404 page not found\n"


serve(port, answer)
