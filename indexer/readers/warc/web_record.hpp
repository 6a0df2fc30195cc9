// A record of a web archive, whichever of its formats it is in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "dateline/error.hpp"
#include "dateline/input.hpp"

namespace dateline {

struct WebRecord {
  enum class Type {
    response,    ///< what a server sent, with its header
    resource,    ///< a file without one
    conversion,  ///< another form of a response, such as its text
    revisit,     ///< a response that is the same as another one
    other        ///< says nothing of a page's contents
  };
  Type type = Type::other;
  std::string uri;           ///< that was asked for
  std::string date;          ///< of the capture, as written
  std::string content_type;  ///< of the block
  std::string original_uri;  ///< of what a revisit is the same as
  std::uint64_t offset = 0;  ///< of the record in the source
  bool too_large = false;    ///< the block is over the limit, and was skipped
  std::string_view block;    ///< valid until the next record
};

/// Gives the records of a source in their order. Not thread-safe.
class WebRecords {
 public:
  /// Called with what cannot be read; reading goes on after it, unless it returns an error.
  using OnFault =
      std::function<Status(std::uint64_t offset, RejectReason reason, std::string detail)>;

  virtual ~WebRecords() = default;
  /// The next record; false at the end. Errors: those of the source and of OnFault.
  virtual Result<bool> next(WebRecord& record) = 0;
  /// After an error of next(): whether it was inside a block; the record has what came of it then.
  virtual bool take_partial(WebRecord& record) = 0;
  /// After an error of the source that it recovered from: goes on at the next record.
  virtual void restart() = 0;
};

}  // namespace dateline
