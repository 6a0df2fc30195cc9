"""What a power loss can leave on disk, computed from the log of a run (tests/torture/io_log.hpp).

The model is the weakest that POSIX allows: without a sync of the file, any part of what was written
to it may be missing; without a sync of the folder, any of its new, renamed and removed entries may
be. What is kept:
- a sync makes a file's content, or a folder's entries, as they are at that moment, durable;
- a rename happens as a whole or not at all.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512


@dataclass
class Write:
    offset: int
    data: bytes


@dataclass
class Truncate:
    size: int


@dataclass(eq=False)
class File:
    """A file's durable content, and what was done to it since it was synced."""

    durable: bytes = b""
    pending: list[Write | Truncate] = field(default_factory=list)

    def sync(self) -> None:
        self.durable, self.pending = apply_all(self.durable, self.pending), []


@dataclass(eq=False)
class Folder:
    entries: dict[str, "Node"] = field(default_factory=dict)


Node = File | Folder


@dataclass(eq=False)
class Change:
    """Entries of folders that come (a node) or go (None), together."""

    entries: list[tuple[Folder, str, Node | None]]

    def touches(self, folder: Folder) -> bool:
        return any(changed is folder for changed, _, _ in self.entries)

    def is_covered_by(self, other: "Change") -> bool:
        places = {(id(folder), name) for folder, name, _ in other.entries}
        return all((id(folder), name) in places for folder, name, _ in self.entries)


def apply_all(content: bytes, changes: list[Write | Truncate]) -> bytes:
    data = bytearray(content)
    for change in changes:
        if isinstance(change, Truncate):
            del data[change.size:]
            data.extend(bytes(change.size - len(data)))
        else:
            data.extend(bytes(max(0, change.offset - len(data))))
            data[change.offset:change.offset + len(change.data)] = change.data
    return bytes(data)


class Disk:
    """A file system below `root`: as the program sees it, and what of that is durable."""

    def __init__(self, root: Path) -> None:
        self.root = PurePosixPath(root)
        self.seen = Folder()  # as the program sees it
        self.durable: dict[int, dict[str, Node]] = {id(self.seen): {}}  # of folders, by id()
        self.folders: list[Folder] = [self.seen]  # keeps them, and their id(), alive
        self.pending: list[Change] = []
        self.by_inode: dict[int, File] = {}

    def load(self, folder: Path, inodes: dict[str, int]) -> None:
        """Starts with the tree in `folder`, all of it durable; `inodes` by path below it."""
        self.seen = self._load(folder, folder, inodes)

    def _load(self, root: Path, path: Path, inodes: dict[str, int]) -> Folder:
        folder = self._new_folder()
        for entry in sorted(path.iterdir()):
            if entry.is_dir():
                folder.entries[entry.name] = self._load(root, entry, inodes)
            else:
                file = File(entry.read_bytes())
                self.by_inode[inodes[str(entry.relative_to(root))]] = file
                folder.entries[entry.name] = file
        self.durable[id(folder)] = dict(folder.entries)
        return folder

    def _new_folder(self) -> Folder:
        folder = Folder()
        self.folders.append(folder)
        self.durable[id(folder)] = {}
        return folder

    def _place(self, path: str) -> tuple[Folder, str]:
        parts = PurePosixPath(path).relative_to(self.root).parts
        folder = self.seen
        for part in parts[:-1]:
            folder = folder.entries[part]
        return folder, parts[-1]

    def _change(self, *entries: tuple[Folder, str, Node | None]) -> None:
        for folder, name, node in entries:
            if node is None:
                folder.entries.pop(name)
            else:
                folder.entries[name] = node
        self.pending.append(Change(list(entries)))

    def apply(self, entry: "Entry") -> None:
        """One entry of the log."""
        getattr(self, f"_{entry.kind}")(entry)

    def _mkdir(self, entry: "Entry") -> None:
        if PurePosixPath(entry.paths[0]) != self.root:
            self._change((*self._place(entry.paths[0]), self._new_folder()))

    def _create(self, entry: "Entry") -> None:
        file = File()
        self.by_inode[entry.numbers[0]] = file
        self._change((*self._place(entry.paths[0]), file))

    def _link(self, entry: "Entry") -> None:
        folder, name = self._place(entry.paths[0])
        self._change((*self._place(entry.paths[1]), folder.entries[name]))

    def _rename(self, entry: "Entry") -> None:
        folder, name = self._place(entry.paths[0])
        target = self._place(entry.paths[1])
        node = folder.entries[name]
        self._change((folder, name, None), (*target, node))

    def _unlink(self, entry: "Entry") -> None:
        self._change((*self._place(entry.paths[0]), None))

    _rmdir = _unlink

    def _write(self, entry: "Entry") -> None:
        self.by_inode[entry.numbers[0]].pending.append(Write(entry.numbers[1], entry.data))

    def _truncate(self, entry: "Entry") -> None:
        self.by_inode[entry.numbers[0]].pending.append(Truncate(entry.numbers[1]))

    def _sync(self, entry: "Entry") -> None:
        self.by_inode[entry.numbers[0]].sync()

    def _syncdir(self, entry: "Entry") -> None:
        parts = PurePosixPath(entry.paths[0]).relative_to(self.root).parts
        folder = self.seen
        for part in parts:
            folder = folder.entries[part]
        for change in [c for c in self.pending if c.touches(folder)]:
            self._settle(change)

    def _settle(self, change: Change) -> None:
        """The other folder of a rename comes along; what went before in its places is void."""
        for folder, name, node in change.entries:
            put(self.durable[id(folder)], name, node)
        place = self.pending.index(change)
        earlier, later = self.pending[:place], self.pending[place + 1:]
        self.pending = [c for c in earlier if not c.is_covered_by(change)] + later


def put(entries: dict[str, Node], name: str, node: Node | None) -> None:
    if node is None:
        entries.pop(name, None)
    else:
        entries[name] = node


@dataclass(frozen=True)
class Entry:
    """One entry of the log."""

    kind: str
    numbers: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()
    data: bytes = b""


PATHS = {"mkdir": 1, "rmdir": 1, "unlink": 1, "create": 1, "syncdir": 1, "link": 2, "rename": 2}


def read_log(log: bytes) -> Iterator[Entry]:
    place = 0
    while place < len(log):
        end = log.index(b"\n", place)
        kind, rest = log[place:end].decode().split(" ", 1)
        place = end + 1
        if kind in PATHS:
            yield entry_with_paths(kind, rest)
            continue
        numbers = tuple(int(number) for number in rest.split())
        size = numbers[2] if kind == "write" else 0
        yield Entry(kind, numbers, data=log[place:place + size])
        place += size


def entry_with_paths(kind: str, rest: str) -> Entry:
    fields = rest.split(" ")
    count = PATHS[kind] + (kind == "create")  # an inode before the lengths
    numbers = tuple(int(number) for number in fields[:count])
    text, paths = " ".join(fields[count:]), []
    for length in numbers[-PATHS[kind]:]:
        paths.append(text[:length])
        text = text[length + 1:]
    return Entry(kind, numbers, tuple(paths))


@dataclass(frozen=True)
class Loss:
    """How much of what was not synced is lost: each entry and each write with these chances."""

    name: str
    entry: float
    write: float
    torn: float


LOSSES = (
    Loss("nothing unsynced survives", 1, 1, 0),
    Loss("entries survive, data does not", 0, 1, 0),
    Loss("entries survive, some data does not", 0, 0.3, 0.3),
    Loss("data survives, entries do not", 1, 0, 0),
    Loss("some of each is lost", 0.3, 0.3, 0.3),
    Loss("little is lost", 0.05, 0.05, 0.05),
)


def write_state(disk: Disk, loss: Loss, choose: random.Random, target: Path) -> None:
    """One of the states that a power loss now could leave, as a tree in `target`."""
    entries = {key: dict(value) for key, value in disk.durable.items()}
    for change in disk.pending:
        if choose.random() >= loss.entry:
            for folder, name, node in change.entries:
                put(entries[id(folder)], name, node)
    contents: dict[int, bytes] = {}  # hard links share what became of their file
    write_folder(disk.seen, entries, contents, loss, choose, target)


def write_folder(folder: Folder, entries: dict[int, dict[str, Node]], contents: dict[int, bytes],
                 loss: Loss, choose: random.Random, target: Path) -> None:
    target.mkdir()
    for name, node in entries[id(folder)].items():
        if isinstance(node, Folder):
            write_folder(node, entries, contents, loss, choose, target / name)
            continue
        if id(node) not in contents:
            contents[id(node)] = surviving_content(node, loss, choose)
        (target / name).write_bytes(contents[id(node)])


def surviving_content(file: File, loss: Loss, choose: random.Random) -> bytes:
    """What is lost is missing, or zeros where only the file's new size survives."""
    kept: list[Write | Truncate] = []
    for change in file.pending:
        if choose.random() < loss.write:
            if isinstance(change, Write) and choose.random() < 0.5:
                kept.append(Write(change.offset, bytes(len(change.data))))
        elif isinstance(change, Write) and choose.random() < loss.torn:
            kept.append(torn(change, choose))
        else:
            kept.append(change)
    return apply_all(file.durable, kept)


def torn(write: Write, choose: random.Random) -> Write:
    """The first few sectors of it."""
    sectors = choose.randrange(len(write.data) // SECTOR + 1)
    return Write(write.offset, write.data[:sectors * SECTOR])
