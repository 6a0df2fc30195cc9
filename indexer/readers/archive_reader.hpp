// Streams the members of archives and the contents of compressed streams, through libarchive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/container.hpp"
#include "indexer/readers/source/inflation.hpp"
#include "indexer/readers/source/input_source.hpp"

struct archive;
struct archive_entry;

namespace dateline {

/// One level of container over a source. A compressed stream has one member without a name. The
/// object is itself the source of the current member's bytes. Nothing is written to disk, and
/// nothing is sought. Not thread-safe.
class ArchiveReader : public InputSource {
 public:
  struct Options {
    std::string file;  ///< for positions
    Container container = Container::none;
    double max_inflation_ratio = 200.0;
    bool one_member = false;                     ///< which `file` names already
    InflationGuard* guard = nullptr;             ///< of all members of several readers; may be null
    std::function<void(LeftOut)> on_left_out{};  ///< links and the like; may be empty
  };

  /// `upstream` must outlive it.
  ArchiveReader(InputSource& upstream, Options options);
  ~ArchiveReader() override;
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  /// Goes to the next member that is a file, and returns its name (empty in a compressed stream);
  /// nothing at the end. Errors: a fault of the archive.
  Result<std::optional<std::string>> next_member();

  /// The member's next bytes.
  Result<std::string_view> next() override;

  /// Reads what is left of the member, under the same guard as next(). Errors: a fault of the
  /// member.
  Status drain();

  /// After the last member, or the end of a compressed stream that was read to its end: what
  /// follows it, or should follow it and does not, as a fault. Errors: that fault.
  Status check_end();

  /// Whether other members can still be read; not after most faults.
  [[nodiscard]] bool can_go_on() const noexcept { return state_ != State::broken; }
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return upstream_.raw_bytes(); }

 private:
  enum class State {
    between,  ///< before the first member, after the end of one, or after one that is given up
    inside,
    broken,  ///< nothing more can be read
  };
  struct Callbacks;
  struct Closer {
    void operator()(archive* handle) const noexcept;
  };

  Status open();
  [[nodiscard]] bool ends_before_it_begins() const noexcept;
  [[nodiscard]] std::uint64_t bytes_taken() const noexcept;
  void note(std::string_view chunk) noexcept;
  Result<bool> has_rest();
  [[nodiscard]] std::optional<LeftOut> left_out() const noexcept;
  tl::unexpected<Error> fault();
  tl::unexpected<Error> encrypted_fault();
  tl::unexpected<Error> inflation_fault();
  [[nodiscard]] InputPosition position() const;

  InputSource& upstream_;
  Options options_;
  std::unique_ptr<archive, Closer> handle_;
  archive_entry* entry_ = nullptr;
  std::string member_;
  InflationGuard own_guard_;
  InflationGuard& guard_;
  std::uint64_t taken_before_ = 0;    ///< bytes taken from upstream when the member began
  std::uint64_t given_ = 0;           ///< bytes of the member given out
  std::uint64_t upstream_bytes_ = 0;  ///< that libarchive got
  std::uint64_t zeros_at_end_ = 0;    ///< of them, the last ones
  std::string_view chunk_;            ///< the last of them; valid until upstream's next()
  State state_ = State::between;
  bool opened_ = false;
  bool at_end_ = false;
  bool upstream_ended_ = false;
};

}  // namespace dateline
