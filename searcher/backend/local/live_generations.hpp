// Which generations a Searcher has open: the live one, which it follows, and older ones that
// someone is paging through.
#pragma once

#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "searcher/backend/local/open_generation.hpp"

namespace dateline {

/// Safe from many threads. Whoever calls when a look at CURRENT is due opens what is new; the
/// others go on with what is open.
class LiveGenerations {
 public:
  using Pointer = std::shared_ptr<OpenGeneration>;

  /// Errors: not_found, format_mismatch, corrupt, io.
  static Result<std::unique_ptr<LiveGenerations>> open(const std::filesystem::path& index,
                                                       const SearcherOptions& options);

  /// What to search: the generation that was live when CURRENT was last looked at.
  [[nodiscard]] Pointer current();
  /// The same without a look: never opens a generation, nor waits for one that is being opened.
  [[nodiscard]] Pointer open_now() const;
  /// The generation that a cursor names, opened again if it is still on disk, and kept. Error gone.
  Result<Pointer> find(const GenerationId& id);
  /// A cursor of this generation was given out or used: it is kept from now on for a while.
  void keep(const Pointer& generation);

  /// Looks at CURRENT now. An error leaves what is open as it is.
  Status refresh();
  /// Why the last look did not lead to an open generation; nothing where it did.
  [[nodiscard]] std::optional<Error> follow_error() const;

 private:
  using Clock = std::chrono::steady_clock;
  /// Tells one file CURRENT from the one that a publish renames over it.
  struct Stamp {
    dev_t device;
    ino_t inode;
    std::int64_t modified_ns;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  struct Held {
    Pointer generation;
    Clock::time_point last_use;
  };

  LiveGenerations(std::filesystem::path index, const SearcherOptions& options)
      : index_(std::move(index)), options_(options) {}
  [[nodiscard]] bool follows() const noexcept { return options_.follow && !options_.generation; }
  [[nodiscard]] Result<Stamp> stamp_of_current() const;
  Status look();
  void look_if_due();
  Result<Pointer> open_by_id(const GenerationId& id) const;
  [[nodiscard]] Pointer find_open(const GenerationId& id);
  /// Takes out of held_ what is no longer kept; with mutex_ held, for the caller to let go without.
  [[nodiscard]] std::vector<Held> take_unused(Clock::time_point now);

  const std::filesystem::path index_;
  const SearcherOptions options_;

  std::mutex look_mutex_;  ///< held by the one that looks at the disk and opens
  std::optional<Stamp> seen_;
  std::atomic<Clock::rep> next_look_{0};

  mutable std::mutex mutex_;  ///< of what follows; held briefly
  Pointer current_;
  std::vector<Held> held_;  ///< by cursors, the current one among them
  std::optional<Error> follow_error_;
};

}  // namespace dateline
