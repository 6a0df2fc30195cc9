"""Tests of the model of power losses, by logs written by hand."""

import random
import tempfile
import unittest
from pathlib import Path

from proofs.crash_states import LOSSES, Disk, Loss, read_log, write_state

ALL_LOST = LOSSES[0]
NONE_LOST = Loss("none", 0, 0, 0)
SOME_LOST = Loss("some", 0.5, 0.5, 0.5)

CREATED = b"create 7 4 /i/a\nwrite 7 0 5\nhello"
SYNCED = CREATED + b"sync 7\nsyncdir 2 /i\n"
RENAMED = SYNCED + b"mkdir 4 /i/d\nsyncdir 2 /i\nrename 4 6 /i/a /i/d/b\n"


def state_after(log: bytes, loss: Loss, seed: int = 1) -> dict[str, bytes]:
    """Files below /i by path, as they are after a power loss at the end of the log."""
    disk = Disk(Path("/i"))
    for entry in read_log(log):
        disk.apply(entry)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "state"
        write_state(disk, loss, random.Random(seed), target)
        return {str(path.relative_to(target)): path.read_bytes()
                for path in target.rglob("*") if path.is_file()}


class CrashStates(unittest.TestCase):
    def test_the_log_may_hold_blanks_and_line_feeds_in_paths_and_data(self) -> None:
        log = b"create 7 6 /i/a b\nwrite 7 3 4\n\nx\n.rename 6 4 /i/a b /i/c\n"
        entries = list(read_log(log))
        self.assertEqual([entry.kind for entry in entries], ["create", "write", "rename"])
        self.assertEqual(entries[0].paths, ("/i/a b",))
        self.assertEqual(entries[1].data, b"\nx\n.")
        self.assertEqual(entries[2].paths, ("/i/a b", "/i/c"))

    def test_what_was_not_synced_may_be_lost(self) -> None:
        self.assertEqual(state_after(CREATED, ALL_LOST), {})
        self.assertEqual(state_after(CREATED, NONE_LOST), {"a": b"hello"})

    def test_what_was_synced_stays(self) -> None:
        self.assertEqual(state_after(SYNCED, ALL_LOST), {"a": b"hello"})

    def test_an_entry_can_survive_without_its_data(self) -> None:
        log = CREATED + b"syncdir 2 /i\n"
        self.assertIn(state_after(log, ALL_LOST), ({"a": b""}, {"a": bytes(5)}))

    def test_a_later_write_is_lost_and_the_synced_content_stays(self) -> None:
        log = SYNCED + b"write 7 5 6\n world"
        self.assertTrue(state_after(log, ALL_LOST)["a"].startswith(b"hello"))
        self.assertNotIn(b"world", state_after(log, ALL_LOST)["a"])

    def test_a_rename_between_folders_happens_as_a_whole_or_not_at_all(self) -> None:
        states = [state_after(RENAMED, SOME_LOST, seed) for seed in range(40)]
        before, after = {"a": b"hello"}, {"d/b": b"hello"}
        self.assertIn(before, states)
        self.assertIn(after, states)
        self.assertTrue(all(state in (before, after) for state in states))

    def test_a_sync_of_either_folder_makes_a_rename_durable(self) -> None:
        for folder in (b"syncdir 2 /i\n", b"syncdir 4 /i/d\n"):
            self.assertEqual(state_after(RENAMED + folder, ALL_LOST), {"d/b": b"hello"})

    def test_a_removed_file_may_come_back_until_its_folder_is_synced(self) -> None:
        log = SYNCED + b"unlink 4 /i/a\n"
        self.assertEqual(state_after(log, ALL_LOST), {"a": b"hello"})
        self.assertEqual(state_after(log + b"syncdir 2 /i\n", ALL_LOST), {})

    def test_hard_links_share_their_content(self) -> None:
        log = SYNCED + b"link 4 4 /i/a /i/b\nsyncdir 2 /i\nwrite 7 0 5\nHELLO"
        for seed in range(20):
            state = state_after(log, SOME_LOST, seed)
            self.assertEqual(state["a"], state["b"])


if __name__ == "__main__":
    unittest.main()
