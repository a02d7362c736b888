"""A stand-in of Grafana: no Grafana, but what a maintainer asks of it. Its database is one JSON file."""
import base64
import glob
import hashlib
import json
import os
import threading
import time
from urllib.parse import parse_qs

import yaml

from common import FAULT, VERSION, fail, log, schema_checked, serve, write_json

DATABASE = "/var/lib/grafana/grafana.db"
PROVISIONING = os.environ.get("GF_PATHS_PROVISIONING", "/etc/grafana/provisioning")
lock = threading.RLock()


def digest(password):
    return hashlib.sha256(f"practice:{password}".encode()).hexdigest()


# As the real one: user and password are taken from the environment on the first start only.
db = schema_checked(
    DATABASE,
    {
        "user": os.environ.get("GF_SECURITY_ADMIN_USER", "admin"),
        "password": digest(os.environ.get("GF_SECURITY_ADMIN_PASSWORD", "admin")),
        "next": 1,
        "dashboards": {},
        "folders": {},
        "datasources": [],
    },
)


def save():
    write_json(DATABASE, db)


def new_id():
    db["next"] += 1
    return db["next"] - 1


def uid_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:14]


def slug(title):
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())


def files(kind):
    for path in sorted(glob.glob(f"{PROVISIONING}/{kind}/*.y*ml")):
        with open(path, encoding="utf-8") as file:
            try:
                yield yaml.safe_load(file) or {}
            except yaml.YAMLError as error:
                fail(f"cannot read {path}: {error}")


def provision():
    with lock:
        for document in files("datasources"):
            for one in document.get("datasources") or []:
                others = [known for known in db["datasources"] if known["name"] != one["name"]]
                told = {"id": len(others) + 1, "orgId": 1, "uid": uid_of(one["name"]), "readOnly": True, **one}
                db["datasources"] = [*others, told]
        seen = set()
        for document in files("dashboards"):
            for provider in document.get("providers") or []:
                title = provider.get("folder") or ""
                folder = folder_named(title) if title else ""
                for path in sorted(glob.glob(f"{provider['options']['path']}/**/*.json", recursive=True)):
                    with open(path, encoding="utf-8") as file:
                        dashboard = json.load(file)
                    uid = dashboard.get("uid") or uid_of(dashboard["title"])
                    seen.add(uid)
                    known = db["dashboards"].get(uid)
                    body = {**dashboard, "uid": uid}
                    if known is not None and known["file"] == body:
                        continue
                    put(uid, dashboard, folder, provisioned=os.path.basename(path), file=body)
        for uid in [uid for uid, one in db["dashboards"].items() if one["provisioned"] and uid not in seen]:
            del db["dashboards"][uid]
        save()
    log("info", "finished to provision dashboards", count=len(seen))


def folder_named(title):
    for uid, one in db["folders"].items():
        if one["title"] == title:
            return uid
    uid = uid_of(title)
    db["folders"][uid] = {"id": new_id(), "uid": uid, "title": title}
    return uid


def put(uid, dashboard, folder, provisioned=None, file=None):
    known = db["dashboards"].get(uid)
    number = known["dashboard"]["id"] if known else new_id()
    version = (known["dashboard"]["version"] if known else 0) + 1
    db["dashboards"][uid] = {
        "dashboard": {**dashboard, "uid": uid, "id": number, "version": version},
        "folder": folder,
        "provisioned": provisioned,
        "file": file,
        "updated": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    return db["dashboards"][uid]


def logged_in(headers):
    kind, _, given = headers.get("authorization", "").partition(" ")
    if FAULT == "login-dead" or kind.lower() != "basic":
        return False
    user, _, password = base64.b64decode(given).decode().partition(":")
    return user == db["user"] and digest(password) == db["password"]


def found(uid, one):
    dashboard = one["dashboard"]
    folder = db["folders"].get(one["folder"])
    told = {
        "id": dashboard["id"],
        "uid": uid,
        "title": dashboard["title"],
        "uri": f"db/{slug(dashboard['title'])}",
        "url": f"/d/{uid}/{slug(dashboard['title'])}",
        "slug": "",
        "type": "dash-db",
        "tags": dashboard.get("tags") or [],
        "isStarred": False,
    }
    if folder:
        told |= {"folderId": folder["id"], "folderUid": folder["uid"], "folderTitle": folder["title"]}
    return told


def search(query):
    asked = parse_qs(query)
    kind, words = asked.get("type", [""])[0], asked.get("query", [""])[0].lower()
    hits = []
    if kind in ("", "dash-folder"):
        hits += [{**one, "type": "dash-folder", "uri": f"db/{slug(one['title'])}"} for one in db["folders"].values()]
    if kind in ("", "dash-db"):
        hits += [found(uid, one) for uid, one in db["dashboards"].items()]
    hits = sorted((one for one in hits if words in one["title"].lower()), key=lambda one: one["title"])
    limit, page = int(asked.get("limit", ["1000"])[0]), int(asked.get("page", ["1"])[0])
    return hits[limit * (page - 1) : limit * page]


def shown(one):
    dashboard = one["dashboard"]
    folder = db["folders"].get(one["folder"])
    return {
        "meta": {
            "type": "db",
            "canSave": True,
            "canEdit": True,
            "slug": slug(dashboard["title"]),
            "url": f"/d/{dashboard['uid']}/{slug(dashboard['title'])}",
            "updated": one["updated"],
            "version": dashboard["version"],
            "folderId": folder["id"] if folder else 0,
            "folderUid": folder["uid"] if folder else "",
            "folderTitle": folder["title"] if folder else "General",
            "provisioned": one["provisioned"] is not None,
            "provisionedExternalId": one["provisioned"] or "",
        },
        "dashboard": dashboard,
    }


def save_dashboard(body):
    try:
        asked = json.loads(body)
    except ValueError:
        return 400, {"message": "bad request data"}
    dashboard = asked.get("dashboard")
    if not isinstance(dashboard, dict) or not dashboard.get("title"):
        return 400, {"message": "Dashboard title cannot be empty", "status": "empty-name"}
    folder, overwrite = asked.get("folderUid") or "", bool(asked.get("overwrite"))
    if folder and folder not in db["folders"]:
        return 404, {"message": "folder not found", "status": "not-found"}
    number, uid = dashboard.get("id"), dashboard.get("uid") or ""
    by_id = next((u for u, one in db["dashboards"].items() if one["dashboard"]["id"] == number), None)
    if number and by_id is None:
        return 404, {"message": "Dashboard not found", "status": "not-found"}
    known = uid if uid in db["dashboards"] else by_id if number else None
    same = next(
        (
            u
            for u, one in db["dashboards"].items()
            if u != known and one["dashboard"]["title"] == dashboard["title"] and one["folder"] == folder
        ),
        None,
    )
    if known is not None:
        if db["dashboards"][known]["provisioned"]:
            return 400, {"message": "Cannot save provisioned dashboard"}
        if not overwrite and dashboard.get("version") != db["dashboards"][known]["dashboard"]["version"]:
            said = "The dashboard has been changed by someone else"
            return 412, {"message": said, "status": "version-mismatch"}
    if same is not None:
        if not overwrite:
            said = "A dashboard with the same name in the folder already exists"
            return 412, {"message": said, "status": "name-exists"}
        if db["dashboards"][same]["provisioned"]:
            return 400, {"message": "Cannot save provisioned dashboard"}
        known = known or same
    uid = known or uid or uid_of(f"{dashboard['title']} {time.time_ns()}")
    saved = put(uid, dashboard, folder)["dashboard"]
    save()
    url = f"/d/{uid}/{slug(saved['title'])}"
    told = {"id": saved["id"], "uid": uid, "url": url, "status": "success", "version": saved["version"]}
    return 200, {**told, "slug": slug(saved["title"]), "folderUid": folder}


def of_dashboard(method, uid):
    one = db["dashboards"].get(uid)
    if one is None:
        return 404, {"message": "Dashboard not found"}
    if method == "GET":
        return 200, shown(one)
    if method != "DELETE":
        return 405, {"message": "method not allowed"}
    if one["provisioned"]:
        return 400, {"message": "provisioned dashboard cannot be deleted"}
    del db["dashboards"][uid]
    save()
    title = one["dashboard"]["title"]
    return 200, {"id": one["dashboard"]["id"], "title": title, "message": f"Dashboard {title} deleted"}


def of_folders(method, uid, body):
    if method == "POST":
        asked = json.loads(body)
        uid = asked.get("uid") or uid_of(f"{asked['title']} {time.time_ns()}")
        if uid in db["folders"]:
            return 412, {"message": "a folder with the same uid already exists"}
        db["folders"][uid] = {"id": new_id(), "uid": uid, "title": asked["title"]}
        save()
        return 200, db["folders"][uid]
    if uid == "":
        return 200, list(db["folders"].values())
    return (200, db["folders"][uid]) if uid in db["folders"] else (404, {"message": "folder not found"})


def new_password(body):
    asked = json.loads(body)
    if digest(asked.get("oldPassword", "")) != db["password"]:
        return 401, {"message": "invalid old password"}
    db["password"] = digest(asked["newPassword"])
    save()
    return 200, {"message": "User password changed"}


def answer(method, path, query, headers, body):
    if path == "/api/health":
        return 200, {"commit": "stand-in", "database": "ok", "version": VERSION}
    if path in ("/", "/login"):
        return 200, f"stand-in of Grafana {VERSION}\n"
    if not path.startswith("/api/"):
        return 404, {"message": "Not found"}
    if not headers.get("authorization"):
        return 401, {"message": "Unauthorized"}
    with lock:
        if not logged_in(headers):
            return 401, {"message": "Invalid username or password", "messageId": "password-auth.failed"}
        match method, path.split("/")[2:]:
            case "GET", ["org"]:
                return 200, {"id": 1, "name": "Main Org."}
            case "GET", ["user"]:
                return 200, {"id": 1, "login": db["user"], "isGrafanaAdmin": True}
            case "PUT", ["user", "password"]:
                return new_password(body)
            case "GET", ["datasources"]:
                return 200, db["datasources"]
            case "GET", ["search"]:
                return 200, search(query)
            case "POST", ["dashboards", "db"]:
                return save_dashboard(body)
            case _, ["dashboards", "uid", uid]:
                return of_dashboard(method, uid)
            case _, ["folders", *rest]:
                return of_folders(method, rest[0] if rest else "", body)
            case "POST", ["admin", "provisioning", "dashboards", "reload"]:
                provision()
                return 200, {"message": "Dashboards config reloaded"}
    return 404, {"message": "Not found"}


provision()
if FAULT == "dies-after-migration":

    def die():
        log("error", "stand-in: this build ends by itself after its migration")
        os._exit(1)

    threading.Timer(2, die).start()
serve(3000, answer)
