#include "searcher/backend/local/live_generations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "common/format/xapian_guard.hpp"

namespace dateline {
namespace {

/// How old an answer may be: a stat() each time costs less than a microsecond.
constexpr std::chrono::milliseconds look_interval{250};

tl::unexpected<Error> gone(const GenerationId& id) {
  return failure(ErrorCode::gone,
                 fmt::format("the cursor's generation {} is no longer open", id.number),
                 "leave the cursor out to start again with the first page");
}

}  // namespace

Result<std::unique_ptr<LiveGenerations>> LiveGenerations::open(const std::filesystem::path& index,
                                                               const SearcherOptions& options) {
  std::unique_ptr<LiveGenerations> live(new LiveGenerations(index, options));
  if (options.generation) {
    DATELINE_ASSIGN(Generation generation,
                    Generation::open(index, generation_name(*options.generation)));
    DATELINE_ASSIGN(live->current_, OpenGeneration::open(std::move(generation), options));
    return live;
  }
  const std::lock_guard looking(live->look_mutex_);
  DATELINE_TRY(live->look());
  return live;
}

LiveGenerations::Pointer LiveGenerations::current() {
  if (follows()) look_if_due();
  return open_now();
}

LiveGenerations::Pointer LiveGenerations::open_now() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void LiveGenerations::look_if_due() {
  if (Clock::now().time_since_epoch().count() < next_look_.load(std::memory_order_relaxed)) return;
  const std::unique_lock looking(look_mutex_, std::try_to_lock);
  if (!looking) return;
  const Status looked = guard_xapian("cannot open the new generation", [&] { return look(); });
  const std::lock_guard lock(mutex_);
  follow_error_ = looked ? std::nullopt : std::optional(looked.error());
}

Status LiveGenerations::refresh() {
  if (!follows()) return {};
  const std::lock_guard looking(look_mutex_);
  Status looked = look();
  const std::lock_guard lock(mutex_);
  follow_error_ = looked ? std::nullopt : std::optional(looked.error());
  return looked;
}

std::optional<Error> LiveGenerations::follow_error() const {
  const std::lock_guard lock(mutex_);
  return follow_error_;
}

Result<LiveGenerations::Stamp> LiveGenerations::stamp_of_current() const {
  const std::filesystem::path path = IndexLayout{index_}.current();
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return tl::unexpected(io_failure("cannot examine", path, errno));
    DATELINE_TRY(current_generation_name({index_}));  // for its error
  }
  constexpr std::int64_t ns_per_second = 1'000'000'000;
  return Stamp{status.st_dev, status.st_ino,
               status.st_mtim.tv_sec * ns_per_second + status.st_mtim.tv_nsec};
}

/// Opens what CURRENT names if that is another generation. With look_mutex_ held.
Status LiveGenerations::look() {
  next_look_ = (Clock::now() + look_interval).time_since_epoch().count();
  std::vector<Held> unused;
  {
    const std::lock_guard lock(mutex_);
    unused = take_unused(Clock::now());
  }
  DATELINE_ASSIGN(const Stamp stamp, stamp_of_current());
  if (seen_ == stamp) return {};
  DATELINE_ASSIGN(Generation generation, Generation::open_current(index_));
  const GenerationId id = id_of(generation.manifest());
  // Only this function replaces current_, so that it can be read without the lock here.
  if (!current_ || current_->id() != id) {
    DATELINE_ASSIGN(Pointer opened, OpenGeneration::open(std::move(generation), options_));
    if (current_) opened->borrow_words(*current_);
    const std::lock_guard lock(mutex_);
    std::swap(current_, opened);
  }
  seen_ = stamp;
  return {};
}

Result<LiveGenerations::Pointer> LiveGenerations::find(const GenerationId& id) {
  if (follows()) look_if_due();
  if (Pointer open = find_open(id)) return open;
  if (!follows()) return gone(id);
  const std::lock_guard looking(look_mutex_);
  if (Pointer open = find_open(id)) return open;  // by another thread meanwhile
  DATELINE_ASSIGN(Pointer opened, open_by_id(id));
  keep(opened);
  return opened;
}

LiveGenerations::Pointer LiveGenerations::find_open(const GenerationId& id) {
  const std::lock_guard lock(mutex_);
  if (current_->id() == id) return current_;
  for (const Held& held : held_) {
    if (held.generation->id() == id) return held.generation;
  }
  return nullptr;
}

/// Whatever is wrong with a generation that is not the live one, to a cursor it is gone.
Result<LiveGenerations::Pointer> LiveGenerations::open_by_id(const GenerationId& id) const {
  auto generation = Generation::open(index_, generation_name(id.number));
  if (!generation || id_of(generation->manifest()) != id) return gone(id);
  auto opened = OpenGeneration::open(std::move(*generation), options_);
  if (!opened) return gone(id);
  return std::move(*opened);
}

void LiveGenerations::keep(const Pointer& generation) {
  const Clock::time_point now = Clock::now();
  std::vector<Held> unused;
  const std::lock_guard lock(mutex_);
  const auto held = std::find_if(held_.begin(), held_.end(), [&](const Held& other) {
    return other.generation->id() == generation->id();
  });
  if (held != held_.end()) {
    held->last_use = now;
  } else if (options_.most_cursor_generations > 0) {
    held_.push_back({generation, now});
  }
  unused = take_unused(now);
}

std::vector<LiveGenerations::Held> LiveGenerations::take_unused(Clock::time_point now) {
  std::sort(held_.begin(), held_.end(),
            [](const Held& a, const Held& b) { return a.last_use > b.last_use; });
  const auto expired = std::find_if(held_.begin(), held_.end(), [&](const Held& held) {
    return now - held.last_use > options_.cursor_lifetime;
  });
  const auto kept = std::min(expired - held_.begin(),
                             static_cast<std::ptrdiff_t>(options_.most_cursor_generations));
  const auto first_unused = held_.begin() + kept;
  std::vector<Held> unused(std::make_move_iterator(first_unused),
                           std::make_move_iterator(held_.end()));
  held_.erase(first_unused, held_.end());
  return unused;
}

}  // namespace dateline
