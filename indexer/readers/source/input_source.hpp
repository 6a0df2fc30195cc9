// Sources of bytes that can say what went wrong with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dateline/input.hpp"
#include "indexer/readers/source/byte_source.hpp"
#include "indexer/readers/source/random_access.hpp"

namespace dateline {

/// A ByteSource whose failures become rejects. A reader returns a source's error as it returns a
/// sink's; the caller of the reader asks for the fault to distinguish them. Not thread-safe.
class InputSource : public ByteSource {
 public:
  /// What was wrong with the input, if it was that, and once only.
  [[nodiscard]] std::optional<Reject> take_fault() noexcept;

  std::optional<Reject> recover() final;

  /// After a fault: goes to the next place where something begins. False where there is none.
  virtual bool resume() { return false; }

  /// Bytes that were read so far from the file that all this comes from.
  [[nodiscard]] virtual std::uint64_t raw_bytes() const noexcept = 0;

 protected:
  /// Keeps the fault, and returns the error that stands for it.
  tl::unexpected<Error> fail(Reject fault);

 private:
  std::optional<Reject> fault_;
};

/// The source's first bytes, looked at before the rest is read.
class PeekedSource : public InputSource {
 public:
  /// So many bytes, if there are so many, show what a format is.
  static constexpr std::size_t head_bytes = 4096;

  /// `inner` must outlive it.
  explicit PeekedSource(InputSource& inner) : inner_(inner) {}

  /// At least head_bytes, or all there is; valid until next(). To be called once, before next().
  /// Errors: those of the source before its first byte; a later one comes from next(), after the
  /// bytes.
  Result<std::string_view> head();
  Result<std::string_view> next() override;
  TextState text_state(std::uint64_t begin, std::uint64_t end) override {
    return inner_.text_state(begin, end);
  }
  [[nodiscard]] std::string encoding_fault() const override { return inner_.encoding_fault(); }
  bool resume() override;
  [[nodiscard]] std::uint64_t raw_bytes() const noexcept override { return inner_.raw_bytes(); }
  RandomAccess* random_access() noexcept override { return inner_.random_access(); }

 private:
  Result<std::string_view> pull();

  InputSource& inner_;
  std::string gathered_;  ///< where one chunk is less than a head
  std::string_view head_;
  std::optional<Error> late_error_;
};

}  // namespace dateline
