// The value of a JSON member as a date.
#pragma once

#include <simdjson.h>

#include <string>

#include "common/date/read_date.hpp"

namespace dateline {

struct JsonDate {
  DateReading reading;
  std::string text;  ///< what the reading is of; empty where it is not of a text
};

/// The one place that knows how JSON writes dates: as text; as a number (date_of_number()); as the
/// objects of MongoDB (`{"$date": ...}`, `$numberLong`, `$timestamp`), Firestore (`_seconds`), PHP
/// (`date` and `timezone`) and JSON-LD (`@value`), and others that hold the one value under a name
/// like `iso`; as a list of one of these, or of year, month, day and more numbers. Looks at most
/// four levels deep.
[[nodiscard]] JsonDate read_json_date(simdjson::dom::element value);

}  // namespace dateline
