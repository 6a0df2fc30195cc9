"""An index of its own and dateline-serve on it, for as long as a test needs them."""

import json
import re
import subprocess
import tempfile
from pathlib import Path


class Server:
    """Serves an index that documents can be added to: one of its own, or the one that is named. Use
    it in a with statement."""

    def __init__(self, programs, index=None):
        self.programs = Path(programs)
        self.folder = tempfile.TemporaryDirectory(prefix="dateline-browser-")
        self.index = index or Path(self.folder.name, "index")

    def add_paths(self, *paths):
        self._update(*map(str, paths))

    def add_documents(self, documents):
        lines = "".join(json.dumps(document) + "\n" for document in documents)
        self._update("-", stdin=lines)

    def _update(self, *arguments, stdin=None):
        command = [self.programs / "dateline-index", "update", "--index", self.index, *arguments]
        done = subprocess.run(command, input=stdin, text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"dateline-index: {done.returncode}\n{done.stderr}")

    def __enter__(self):
        command = [self.programs / "dateline-serve", "--index", self.index, "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.root = self._address()
        return self

    def _address(self):
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(r"http://[0-9.]+:[0-9]+", line):
                return found.group()
        raise RuntimeError("dateline-serve did not start: " + "".join(said))

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stderr.close()
        self.folder.cleanup()
