// A news item, as readers produce it, as the store keeps it and as a search returns it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dateline/date.hpp"

namespace dateline {

/// A news item. dateline/valid_document.hpp defines a valid one; documents from an index are
/// valid.
struct Document {
  std::string key;    ///< stable name, unique in an index, 1 to 1,024 bytes
  Date date;          ///< publication date; may be unknown
  std::string title;  ///< one line; may be empty
  bool title_derived =
      false;           ///< the title is the text's first sentence, which the text also holds
  std::string text;    ///< paragraphs separated by a blank line ("\n\n")
  std::string source;  ///< who published it
  std::string url;
  std::string language;  ///< BCP 47 tag as given, lower case; may be empty
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string extra_json;  ///< unknown fields as one JSON object, or empty
  bool encoding_repaired =
      false;  ///< bytes that were not UTF-8 were read as windows-1252 or replaced

  /// Values of the fields that have no member above, by the field's name.
  std::map<std::string, std::vector<std::string>, std::less<>> fields{};

  /// The date as the input wrote it, if more than its text is needed to read it: the document's
  /// language, or other dates of the input. Readers set it and read it again; it is not indexed.
  std::string date_text{};

  friend bool operator==(const Document&, const Document&) = default;
};

/// The longest key that a valid document has.
inline constexpr std::size_t max_key_bytes = 1024;

}  // namespace dateline
