#include "indexer/maintain/prune.hpp"

namespace dateline {
namespace {

using Fate = WalkedFiles::Fate;

/// What vanished files held, and what files that are there hold no more.
Status gather(FileLedger& files, const WalkedFiles& walked, PrunePlan& plan) {
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

Status spare_what_others_hold(FileLedger& files, const WalkedFiles& walked, PrunePlan& plan) {
  DATELINE_TRY(files.for_each([&](std::string_view path, const FileEntry& entry) -> Status {
    if (walked.fate_of(path) != Fate::vanished) plan.documents -= entry.held;
    return {};
  }));
  DATELINE_ASSIGN(const Roaring without_file, files.without_file());
  plan.documents -= without_file;
  return {};
}

Status look_for_heirs(FileLedger& files, const WalkedFiles& walked, PrunePlan& plan) {
  return files.for_each([&](std::string_view path, const FileEntry& entry) -> Status {
    const bool is_there = walked.fate_of(path) == Fate::there;
    plan.has_heirs |= is_there && entry.has_lost(plan.documents);
    return {};
  });
}

}  // namespace

Result<PrunePlan> plan_pruning(FileLedger& files, const WalkedFiles& walked) {
  PrunePlan plan;
  DATELINE_TRY(gather(files, walked, plan));
  plan.documents -= files.dead();
  if (plan.documents.isEmpty()) return plan;
  DATELINE_TRY(spare_what_others_hold(files, walked, plan));
  DATELINE_TRY(look_for_heirs(files, walked, plan));
  return plan;
}

}  // namespace dateline
