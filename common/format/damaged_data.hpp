// What is thrown where an index cannot be as it is, from loops that have no room for a Result.
#pragma once

#include <stdexcept>

namespace dateline {

/// guard_xapian() makes it an Error of the code corrupt.
class DamagedData : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dateline
