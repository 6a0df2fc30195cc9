"""A browser, driven through chromedriver by the W3C's WebDriver protocol. Python's standard library is all it needs."""

import base64
import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

KEYS = {
    "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Backspace": "\ue003",
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Home": "\ue011", "End": "\ue010", "Shift": "\ue008", "Control": "\ue009",
}

WAIT_S = 10


class BrowserMissing(Exception):
    """Chromium or chromedriver is not installed."""


class WebDriverError(Exception):
    """The driver refused a command; the first argument is its error code."""


def find_programs():
    """Paths of chromium and chromedriver. Raises BrowserMissing."""
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if None in programs:
        raise BrowserMissing("chromium and chromium-driver: scripts/install-packages browser")
    return programs


class Browser:
    """One headless Chromium with one window. Close it, or use it in a with statement."""

    def __init__(self, width=1100, height=900):
        chromium, driver = find_programs()
        self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        try:
            self.root = f"http://127.0.0.1:{self._port()}"
            self.session = self._start(chromium)
            self.resize(width, height)
        except BaseException:
            self.driver.kill()
            raise

    def _port(self):
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.split("port")[1].strip(" .\n"))
        raise WebDriverError("chromedriver did not start")

    def _start(self, chromium):
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--no-first-run", "--disable-background-networking", "--force-color-profile=srgb",
                     "--hide-scrollbars"]
        capabilities = {"goog:chromeOptions": {"binary": chromium, "args": arguments},
                        "goog:loggingPrefs": {"browser": "ALL"}, "unhandledPromptBehavior": "ignore"}
        answer = self._request("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        return answer["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self._command("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.driver.stdout.close()

    def _request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data=data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise WebDriverError(value["error"], value["message"]) from None

    def _command(self, method, path, body=None):
        return self._request(method, f"/session/{self.session}{path}", body)

    # Pages

    def open(self, url):
        """Loads a page and waits until its scripts have run."""
        self._command("POST", "/url", {"url": url})

    def url(self):
        return self._command("GET", "/url")

    def title(self):
        return self._command("GET", "/title")

    def back(self):
        self._command("POST", "/back", {})

    def reload(self):
        self._command("POST", "/refresh", {})

    def run(self, script, *arguments):
        """The value of a function's body, run in the page."""
        return self._command("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def devtools(self, command, **parameters):
        """A command of Chromium's own protocol."""
        return self._command("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def resize(self, width, height):
        """The size of what is seen of the page, in CSS pixels."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)

    def prefer_dark(self, dark):
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def enable_scripts(self, enabled):
        self.devtools("Emulation.setScriptExecutionDisabled", value=not enabled)

    def screenshot(self):
        """The visible part of the page as PNG."""
        return base64.b64decode(self._command("GET", "/screenshot"))

    def log(self):
        """What the page wrote to its console since the last call: errors of scripts and violations of its policy."""
        return [entry["message"] for entry in self._command("POST", "/se/log", {"type": "browser"})]

    # Elements

    def find(self, selector):
        """The first element that matches, waited for."""
        return self.wait(lambda: (self.find_all(selector) or [None])[0], f"an element {selector}")

    def find_all(self, selector):
        found = self._command("POST", "/elements", {"using": "css selector", "value": selector})
        return [Element(self, entry[ELEMENT]) for entry in found]

    def count(self, selector):
        return len(self.find_all(selector))

    def text(self, selector):
        return self.find(selector).text()

    def active(self):
        return Element(self, self._command("GET", "/element/active")[ELEMENT])

    # Input

    def press(self, *keys):
        """Keys one by one, by name or as characters, to what has the focus."""
        actions = []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self._actions({"type": "key", "id": "keys", "actions": actions})

    def press_with(self, modifier, key):
        down, value = KEYS[modifier], KEYS.get(key, key)
        self._actions({"type": "key", "id": "keys", "actions": [
            {"type": "keyDown", "value": down}, {"type": "keyDown", "value": value},
            {"type": "keyUp", "value": value}, {"type": "keyUp", "value": down}]})

    def type(self, text):
        self.press(*text)

    def drag(self, start, end, pointer="mouse"):
        """From one point of the page to another; pointer: mouse or touch."""
        def move(point):
            return {"type": "pointerMove", "x": round(point[0]), "y": round(point[1]), "duration": 60}
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self._actions({"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": [
            move(start), {"type": "pointerDown", "button": 0}, move(middle), move(end),
            {"type": "pointerUp", "button": 0}]})

    def _actions(self, source):
        self._command("POST", "/actions", {"actions": [source]})
        self._command("DELETE", "/actions")

    def wait(self, condition, what):
        """The first true value of condition(); fails after WAIT_S."""
        end = time.monotonic() + WAIT_S
        while True:
            try:
                if value := condition():
                    return value
            except WebDriverError as error:
                if error.args[0] not in ("stale element reference", "no such element"):
                    raise
            if time.monotonic() > end:
                raise AssertionError(f"waited {WAIT_S} s for {what}; now at {self.url()}")
            time.sleep(0.02)


class Element:
    """An element of the page that is shown; stale once another page is."""

    def __init__(self, browser, reference):
        self.browser = browser
        self.reference = reference

    def _command(self, method, path, body=None):
        return self.browser._command(method, f"/element/{self.reference}{path}", body)

    def text(self):
        return self._command("GET", "/text")

    def attribute(self, name):
        return self.browser.run("return arguments[0].getAttribute(arguments[1])", {ELEMENT: self.reference}, name)

    def property(self, name):
        return self._command("GET", f"/property/{name}")

    def click(self):
        self._command("POST", "/click", {})

    def clear(self):
        self._command("POST", "/clear", {})

    def focus(self):
        self.browser.run("arguments[0].focus()", {ELEMENT: self.reference})

    def box(self):
        """x, y, width and height in what is seen of the page."""
        rectangle = self.browser.run(
            "const r = arguments[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height]",
            {ELEMENT: self.reference})
        return tuple(rectangle)
