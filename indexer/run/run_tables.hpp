// What a run looks up and remembers of keys and of input files, wherever that is kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "common/format/store/store.hpp"
#include "dateline/error.hpp"

namespace dateline {

/// The tables that decisions about documents need: those of the store in a run, maps in memory in a
/// test of the decisions. One thread. Errors: those of the tables.
class RunTables {
 public:
  virtual ~RunTables() = default;

  virtual Result<std::optional<KeyEntry>> find_key(std::string_view key) = 0;
  virtual Status put_key(std::string_view key, const KeyEntry& entry) = 0;
  virtual Status delete_key(std::string_view key) = 0;
  /// The key that a document had when it was stored; nothing where no document with this number
  /// was published.
  virtual Result<std::optional<std::string>> stored_key(DocumentNumber number) = 0;

  /// Encoded FileEntry of an input file.
  virtual Result<std::optional<std::string>> find_file(std::string_view path) = 0;
  virtual Status put_file(std::string_view path, std::string_view entry) = 0;
  virtual Status delete_file(std::string_view path) = 0;
  using VisitFile = std::function<Status(std::string_view path, std::string_view entry)>;
  /// Calls `visit`, which may put and delete files, for the input files as they were when it was
  /// called, in byte order of paths.
  virtual Status for_each_file(const VisitFile& visit) = 0;
};

}  // namespace dateline
