#include "common/format/xapian_guard.hpp"

#include <string_view>

namespace dateline {
namespace {

struct Translation {
  ErrorCode code;
  const char* hint;
};

constexpr const char* damage_hint =
    "dateline-index check --full lists all damage; repair recovers the index";

/// What comes instead of the failure itself when a commit fails that cannot be undone: every
/// database that we write is of that kind.
constexpr std::string_view masked_write_failure =
    "cancel() not supported under Xapian::DB_DANGEROUS";

/// Xapian names its exceptions' classes; which one it is says whose fault it was. A lock that it
/// cannot have is a failed call like others: whoever writes to Xapian holds the index's own lock.
Translation translate(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "RangeError" ||
      type == "SerialisationError") {
    return {ErrorCode::corrupt, damage_hint};
  }
  if (type == "DatabaseNotFoundError") return {ErrorCode::corrupt, damage_hint};
  if (type.substr(0, 8) == "Database") return {ErrorCode::io, ""};
  return {ErrorCode::internal, ""};
}

}  // namespace

Error xapian_failure(const std::string& what, const Xapian::Error& error) {
  if (error.get_msg() == masked_write_failure)
    return Error{ErrorCode::io, what + ": writing failed, and Xapian does not say why",
                 "check whether the disk is full", std::nullopt};
  const Translation translation = translate(error);
  std::string message = what + ": " + error.get_msg();
  if (const char* text = error.get_error_string()) message += std::string(" (") + text + ")";
  return Error{translation.code, std::move(message), translation.hint, std::nullopt};
}

Error damage_failure(const std::string& what, const DamagedData& damage) {
  return Error{ErrorCode::corrupt, what + ": " + damage.what(), damage_hint, std::nullopt};
}

Error xapian_failure(const std::string& what, const std::logic_error& error) {
  return Error{ErrorCode::corrupt, what + ": Xapian found invalid data: " + error.what(),
               damage_hint, std::nullopt};
}

}  // namespace dateline
