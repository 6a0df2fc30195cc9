#include "indexer/readers/walker.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "tests/support/collecting_sink.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/write_file.hpp"

using namespace dateline;
using test::write_file;
namespace fs = std::filesystem;

namespace {

struct Walk {
  std::vector<std::string> files;  ///< relative
  std::vector<Reject> rejects;
  std::uint64_t hidden = 0;
};

Walk walk(const fs::path& path) {
  Walk result;
  Walker walker(
      [&](FileDescriptor file, const std::string&, const std::string& relative) -> Status {
        CHECK(file.valid());
        result.files.push_back(relative);
        return {};
      },
      [&](const std::string&, Reject&& reject) -> Status {
        result.rejects.push_back(std::move(reject));
        return {};
      },
      [&](std::uint64_t count) { result.hidden += count; });
  REQUIRE(walker.walk(path.string()));
  return result;
}

void make_socket(const fs::path& path) {
  const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.string().size() < sizeof address.sun_path);
  std::strcpy(address.sun_path, path.c_str());
  REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

}  // namespace

TEST_CASE("files come in byte order of names, folder by folder, hidden ones left out and counted",
          "[part1-04]") {
  const test::TemporaryFolder folder;
  for (const char* name : {"b.txt", "a.txt", "Z.txt", "sub/x", "sub.txt", "é.txt", ".hidden",
                           ".git/config", "sub/.x", "sub/deep/y"})
    write_file(folder / name, "x");
  const Walk found = walk(folder.path());
  CHECK(found.files == std::vector<std::string>{"Z.txt", "a.txt", "b.txt", "sub/deep/y", "sub/x",
                                                "sub.txt", "é.txt"});
  CHECK(found.rejects.empty());
  CHECK(found.hidden == 3);  // .hidden, .git with all that is in it, sub/.x
}

TEST_CASE("a file that is given directly is known by its name, hidden or not") {
  const test::TemporaryFolder folder;
  write_file(folder / "sub/a.txt", "x");
  write_file(folder / ".b", "x");
  CHECK(walk(folder / "sub/a.txt").files == std::vector<std::string>{"a.txt"});
  CHECK(walk(folder / ".b").files == std::vector<std::string>{".b"});
  CHECK(walk(folder.path().string() + "/").files == std::vector<std::string>{"sub/a.txt"});
}

TEST_CASE("links are followed, and a folder that holds itself is one reject") {
  const test::TemporaryFolder folder;
  write_file(folder / "real/a.txt", "x");
  fs::create_symlink(folder / "real/a.txt", folder / "link.txt");
  fs::create_directory_symlink(folder / "real", folder / "zz-again");
  fs::create_directory_symlink(folder.path(), folder / "real/loop");
  const Walk found = walk(folder.path());
  CHECK(found.files == std::vector<std::string>{"link.txt", "real/a.txt"});
  REQUIRE(found.rejects.size() == 1);
  CHECK(found.rejects[0].reason == RejectReason::unreadable);
  CHECK(found.rejects[0].position.file.ends_with("real/loop"));
}

TEST_CASE("folders that link to each other many times are read once") {
  const test::TemporaryFolder folder;
  constexpr int levels = 20;
  for (int i = 0; i < levels; ++i) fs::create_directory(folder / ("d" + std::to_string(i)));
  write_file(folder / "d19/a.txt", "x");
  for (int i = 0; i + 1 < levels; ++i) {
    const fs::path next = folder / ("d" + std::to_string(i + 1));
    fs::create_directory_symlink(next, folder / ("d" + std::to_string(i) + "/one"));
    fs::create_directory_symlink(next, folder / ("d" + std::to_string(i) + "/two"));
  }
  CHECK(walk(folder / "d0").files.size() == 1);
}

TEST_CASE("what is not a file is a reject and never waits") {
  const test::TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  make_socket(folder / "socket");
  fs::create_symlink("/dev/null", folder / "null");
  fs::create_symlink("nowhere", folder / "dangling");
  fs::create_symlink("self", folder / "self");
  const Walk found = walk(folder.path());
  CHECK(found.files.empty());
  std::map<RejectReason, int> counts;
  for (const auto& reject : found.rejects) ++counts[reject.reason];
  CHECK(counts ==
        std::map<RejectReason, int>{{RejectReason::not_a_file, 3}, {RejectReason::unreadable, 2}});
  CHECK(walk(folder / "fifo").rejects.size() == 1);
  CHECK(walk(folder / "missing").rejects.at(0).detail.find("No such file") != std::string::npos);
}

TEST_CASE("files and folders without permission are rejects") {
  if (::geteuid() == 0) {
    WARN("skipped: root reads everything");
    return;
  }
  const test::TemporaryFolder folder;
  write_file(folder / "secret.txt", "x");
  write_file(folder / "closed/a.txt", "x");
  fs::permissions(folder / "secret.txt", fs::perms::none);
  fs::permissions(folder / "closed", fs::perms::none);
  const Walk found = walk(folder.path());
  fs::permissions(folder / "closed", fs::perms::owner_all);
  CHECK(found.files.empty());
  CHECK(found.rejects.size() == 2);
}

TEST_CASE("very deep folders end in a reject") {
  const test::TemporaryFolder folder;
  fs::path deep = folder.path();
  for (int i = 0; i < 140; ++i) deep /= "d";
  fs::create_directories(deep);
  const Walk found = walk(folder.path());
  REQUIRE(found.rejects.size() == 1);
  CHECK(found.rejects[0].detail.find("deep") != std::string::npos);
}

TEST_CASE("names that are not text make keys that are, and two names never make one",
          "[part1-04]") {
  const test::TemporaryFolder folder;
  write_file(folder / "a\x01\nb.txt", "date 2024-05-14 text");
  write_file(folder / "caf\xE9 and more.txt", "date 2024-05-14 text");
  write_file(folder / "caf\xE8 and more.txt", "date 2024-05-14 text");
  write_file(folder / "ab.txt", "date 2024-05-14 text");
  write_file(folder / "caf\\351 and more.txt", "date 2024-05-14 text");
  write_file(folder / "odd\x02.bin", "?");
  test::CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, {}, sink));
  CHECK(sink.keys() == std::vector<std::string>{"a\\001\\012b.txt", "ab.txt",
                                                "caf\\134351 and more.txt", "caf\\350 and more.txt",
                                                "caf\\351 and more.txt"});
  REQUIRE(sink.rejects.size() == 1);
  CHECK(sink.rejects[0].position.file.ends_with("/odd\\002.bin"));
}

TEST_CASE("an error of the sink ends the walk") {
  const test::TemporaryFolder folder;
  write_file(folder / "a.txt", "date 2024-05-14 text");
  write_file(folder / "b.txt", "date 2024-05-14 text");
  test::CollectingSink sink;
  sink.stop_after = 1;
  const Status status = read_paths({folder.path().string()}, {}, sink);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::cancelled);
}

TEST_CASE("bytes of files are counted as they are read, before inflation") {
  const test::TemporaryFolder folder;
  write_file(folder / "a.txt", "date 2024-05-14 text");
  std::atomic<std::uint64_t> bytes{0};
  ReaderOptions options;
  options.bytes_read = &bytes;
  test::CollectingSink sink;
  REQUIRE(read_paths({folder.path().string()}, options, sink));
  CHECK(bytes == 20);
}
