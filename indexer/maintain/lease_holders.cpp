#include "indexer/maintain/lease_holders.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace dateline {
namespace {

std::string program_of(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/comm");
  std::string name;
  std::getline(file, name);
  return name;
}

}  // namespace

LeaseHolders LeaseHolders::look() {
  std::ostringstream text;
  text << std::ifstream("/proc/locks").rdbuf();
  return parse(text.str());
}

/// Lines are `1: FLOCK  ADVISORY  READ 1234 08:01:131 0 EOF`; a waiting one has `->` after its
/// number.
LeaseHolders LeaseHolders::parse(const std::string& locks) {
  LeaseHolders holders;
  std::istringstream lines(locks);
  for (std::string line; std::getline(lines, line);) {
    long long pid = 0;
    unsigned major_number = 0, minor_number = 0;
    unsigned long long inode = 0;
    const int fields = std::sscanf(line.c_str(), "%*d: FLOCK %*s %*s %lld %x:%x:%llu", &pid,
                                   &major_number, &minor_number, &inode);
    if (fields == 4 && pid > 0)
      holders.pids_[{makedev(major_number, minor_number), inode}].push_back(pid);
  }
  return holders;
}

std::vector<LeaseHolder> LeaseHolders::of(const std::filesystem::path& file) const {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  const auto found = pids_.find({status.st_dev, status.st_ino});
  if (found == pids_.end()) return {};
  std::vector<std::int64_t> pids = found->second;
  std::sort(pids.begin(), pids.end());
  pids.erase(std::unique(pids.begin(), pids.end()), pids.end());
  std::vector<LeaseHolder> holders;
  for (const std::int64_t pid : pids) holders.push_back({pid, program_of(pid)});
  return holders;
}

}  // namespace dateline
