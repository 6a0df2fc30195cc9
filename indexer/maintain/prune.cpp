#include "indexer/maintain/prune.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace dateline {
namespace {

using Fate = WalkedFiles::Fate;

/// Finds the folders among the paths of which nothing is left.
class EmptiedFolders {
 public:
  explicit EmptiedFolders(const WalkedFiles& walked) {
    for (const std::string& folder : walked.folders()) folders_.push_back({folder, false});
  }
  void see(std::string_view path, const FileEntry& entry, Fate fate, const Roaring& removed) {
    if (fate == Fate::elsewhere) return;
    if (fate != Fate::vanished)
      std::erase_if(folders_, [&](const Folder& folder) { return is_below(path, folder.name); });
    else if (entry.all().intersect(removed))
      for (Folder& folder : folders_) folder.lost |= is_below(path, folder.name);
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Folder& folder : folders_)
      if (folder.lost) names.push_back(folder.name);
    return names;
  }

 private:
  struct Folder {
    std::string name;
    bool lost;  ///< documents go with a file below it
  };
  std::vector<Folder> folders_;  ///< below which no file was found so far
};

/// What vanished files held, and what files that are there hold no more.
Status gather(const FileLedger& files, const WalkedFiles& walked, PrunePlan& plan) {
  return files.for_each([&](std::string_view path, const FileEntry& entry) -> Status {
    const Fate fate = walked.fate_of(path);
    if (fate == Fate::vanished) {
      plan.files.emplace_back(path);
      plan.documents |= entry.all();
    }
    if (fate == Fate::vanished || fate == Fate::there) plan.documents |= entry.gone;
    return {};
  });
}

Status spare_what_others_hold(const FileLedger& files, const WalkedFiles& walked, PrunePlan& plan) {
  DATELINE_TRY(files.for_each([&](std::string_view path, const FileEntry& entry) -> Status {
    if (walked.fate_of(path) != Fate::vanished) plan.documents -= entry.held;
    return {};
  }));
  DATELINE_ASSIGN(const Roaring without_file, files.without_file());
  plan.documents -= without_file;
  return {};
}

Status find_superseded_and_emptied(const FileLedger& files, const WalkedFiles& walked,
                                   PrunePlan& plan) {
  EmptiedFolders emptied(walked);
  DATELINE_TRY(files.for_each([&](std::string_view path, const FileEntry& entry) -> Status {
    const Fate fate = walked.fate_of(path);
    plan.has_superseded_records |= fate == Fate::there && entry.has_superseded(plan.documents);
    emptied.see(path, entry, fate, plan.documents);
    return {};
  }));
  plan.emptied = emptied.names();
  return {};
}

}  // namespace

Result<PrunePlan> plan_pruning(const FileLedger& files, const WalkedFiles& walked) {
  PrunePlan plan;
  DATELINE_TRY(gather(files, walked, plan));
  plan.documents -= files.deleted();
  if (plan.documents.isEmpty()) return plan;
  DATELINE_TRY(spare_what_others_hold(files, walked, plan));
  DATELINE_TRY(find_superseded_and_emptied(files, walked, plan));
  return plan;
}

}  // namespace dateline
