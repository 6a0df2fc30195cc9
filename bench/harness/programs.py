"""Builds the programs that are measured, and finds those that Debian brings."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .processes import run_timed, say

JAVA_FOLDER = Path("/usr/share/java")


@dataclass
class Programs:
    bin: Path          # ours and the peers in C++
    java_classes: str  # the class path of LuceneBench

    def path(self, name: str) -> str:
        return str(self.bin / name)


def require_commands(names: list[str]) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        raise SystemExit(f"bench/run: not installed: {', '.join(missing)}; "
                         "`bench/run --install` installs what is needed")


def build(root: Path, work: Path, engines: set[str], ready_programs: Path | None) -> Programs:
    """Builds LuceneBench and, unless there are ready ones, the release preset's programs."""
    programs = ready_programs or root / "build/release/bin"
    if ready_programs is None:
        say("building the release preset")
        os.chdir(root)
        log = work / "build.log"
        run_timed(["cmake", "--preset", "release", "-DDATELINE_BENCH=ON"], log)
        run_timed(["cmake", "--build", "--preset", "release", "--target", "dateline_bench"], log)
    classes = compile_lucene(root, work) if "lucene" in engines else ""
    return Programs(programs, classes)


def compile_lucene(root: Path, work: Path) -> str:
    require_commands(["java", "javac"])
    jars = [newest_jar("lucene-core"), newest_jar("lucene-analyzers-common")]
    target = work / "java"
    target.mkdir(parents=True, exist_ok=True)
    class_path = ":".join(map(str, jars))
    run_timed(["javac", "-cp", class_path, "-d", str(target),
               str(root / "bench/peers/LuceneBench.java")], work / "build.log")
    return f"{target}:{class_path}"


def newest_jar(name: str) -> Path:
    """Lucene 8's jar of that name; Debian's file names may trail the version inside."""
    jars = [jar for jar in JAVA_FOLDER.glob(f"{name}-8*.jar")
            if re.fullmatch(rf"{name}-[0-9.]+\.jar", jar.name)]
    if not jars:
        raise SystemExit(f"bench/run: no {name}-8*.jar in {JAVA_FOLDER}; "
                         "`bench/run --install` installs liblucene8-java")
    return max(jars)
