// Makes a document of a JSON object.
#pragma once

#include <simdjson.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/json_fields.hpp"

namespace dateline {

/// Not thread-safe. Each field takes the first of its names that has a usable value; everything
/// else that is neither null nor empty is kept in extra_json as it was written, in its order.
/// An object with a member `dateline` as document_line() writes it is an exported document: names
/// mean what they say, and the result equals that document.
class JsonConverter {
 public:
  explicit JsonConverter(const ReaderOptions& options) : names_(options) {}

  /// `written` is the object's text. A document without key or URL has an empty key.
  Document convert(simdjson::dom::object object, std::string_view written);

 private:
  static constexpr std::size_t no_member = static_cast<std::size_t>(-1);
  enum class Use : std::uint8_t { ignored, field, extra };

  struct Choice {
    std::size_t member = no_member;
    std::uint32_t rank = 0;
    simdjson::dom::element value;
  };

  [[nodiscard]] std::optional<FieldName> meaning_of(std::string_view name,
                                                    bool exported) const noexcept;
  void choose(simdjson::dom::object object, bool exported);
  void offer(DocumentField field, std::uint32_t rank, std::size_t member,
             simdjson::dom::element value);
  void fill(Document& document) const;
  [[nodiscard]] std::string extra(std::string_view written) const;

  FieldNames names_;
  std::vector<Use> uses_;  ///< of each member, in order
  std::array<Choice, document_field_count> choices_;
  std::optional<Date> date_;
};

}  // namespace dateline
