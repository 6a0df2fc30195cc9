#!/usr/bin/env python3
"""Holds a running dateline-serve against its own openapi.json.

    check_openapi.py URL        exit 0: all answers fit, 1: some do not, 77: python3-jsonschema is missing

Every path and every status that is described must be met by a request below, but those that need a fault of the server.
"""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

try:
    from jsonschema import Draft202012Validator, RefResolver
except ImportError:
    sys.exit(77)

# Target, path of the description, status.
REQUESTS = [
    ("/api/v1/search?q=harbour", "/api/v1/search", 200),
    ("/api/v1/search?q=%22black+sea%22&limit=1&count=exact", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&timeline=auto", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&timeline=month&facet=source,lang,year&explain=true", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&limit=1000&sort=newest", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&limit=0", "/api/v1/search", 200),
    ("/api/v1/search?q=zzznothing+harbuor", "/api/v1/search", 200),
    ("/api/v1/search?q=date:none", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&feedback=true&recency=weight=1&snippet_bytes=0", "/api/v1/search", 200),
    ("/api/v1/search?since=2000&lang=en&lang=de&facet=source&facet_values=2", "/api/v1/search", 200),
    ("/api/v1/search?q=harbour&limit=2&offset=2", "/api/v1/search", 200),
    ("/api/v1/search?after_document=1", "/api/v1/search", 200),
    ("/api/v1/search?q=(", "/api/v1/search", 400),
    ("/api/v1/search", "/api/v1/search", 400),
    ("/api/v1/documents?key=nothing", "/api/v1/documents", 404),
    ("/api/v1/documents?key=a&key=b", "/api/v1/documents", 400),
    ("/api/v1/documents/nothing", "/api/v1/documents/{key}", 404),
    ("/api/v1/documents/%zz", "/api/v1/documents/{key}", 400),
    ("/api/v1/suggest?q=ha", "/api/v1/suggest", 200),
    ("/api/v1/suggest?q=odesa+gra", "/api/v1/suggest", 200),
    ("/api/v1/suggest?q=", "/api/v1/suggest", 200),
    ("/api/v1/suggest?x=1", "/api/v1/suggest", 400),
    ("/health", "/health", 200),
    ("/metrics", "/metrics", 200),
    ("/openapi.json", "/openapi.json", 200),
]
NEED_A_FAULT = {410, 500, 503}


def fetch(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def faults_of(description, resolver, request, base):
    target, path, wanted = request
    status, content_type, body = fetch(base + target)
    if status != wanted:
        yield f"status {status} instead of {wanted}"
        return
    response = description["paths"][path]["get"]["responses"][str(status)]
    if "$ref" in response:
        response = resolver.resolve(response["$ref"])[1]
    if content_type not in response["content"]:
        yield f"content type {content_type}"
    elif content_type.endswith("json"):
        schema = response["content"][content_type]["schema"]
        validator = Draft202012Validator(schema, resolver=resolver)
        for error in validator.iter_errors(json.loads(body)):
            yield f"{'/'.join(map(str, error.absolute_path))}: {error.message}"


def untested(description):
    tested = {(path, status) for _, path, status in REQUESTS}
    for path, item in description["paths"].items():
        for status in map(int, item["get"]["responses"]):
            if status != 304 and status not in NEED_A_FAULT and (path, status) not in tested:
                yield f"{path} {status}: described, but not asked for here"


def main():
    base = sys.argv[1]
    description = json.loads(fetch(base + "/openapi.json")[2])
    resolver = RefResolver("", description)
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    hits = json.loads(fetch(base + "/api/v1/search?q=harbour+OR+turkey&limit=100")[2])["hits"]
    documents = [("/api/v1/documents/" + urllib.parse.quote(hit["key"]), "/api/v1/documents/{key}", 200) for hit in hits]
    documents += [("/api/v1/documents?" + hit["href"].split("?")[1], "/api/v1/documents", 200) for hit in hits[:5]]
    REQUESTS.extend(documents)
    faults = list(untested(description))
    for request in REQUESTS:
        faults += [f"{request[0]}: {fault}" for fault in faults_of(description, resolver, request, base)]
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults or not documents else 0


if __name__ == "__main__":
    sys.exit(main())
