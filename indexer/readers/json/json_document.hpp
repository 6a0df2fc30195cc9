// Makes a document of a JSON object.
#pragma once

#include <simdjson.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/json/json_date.hpp"
#include "indexer/readers/json/json_fields.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/json/json_shapes.hpp"
#include "indexer/readers/json/json_value.hpp"

namespace dateline {

/// Not thread-safe. Each field takes the first of its names that has a usable value; everything
/// else that is neither null nor empty is kept in extra_json as it was written, in its order.
/// A line that document_line() wrote is an exported document: names mean what they say, and the
/// result equals that document.
class JsonConverter {
 public:
  explicit JsonConverter(const ReaderOptions& options) : names_(options) {}

  /// `root` is an object, `written` its text. A document without key or URL has an empty key.
  Document convert(simdjson::dom::element root, std::string_view written);

  /// The fields of the last document for which the object had a value of which all or a part could
  /// not be read, and is kept in extra_json only.
  [[nodiscard]] const std::vector<FieldId>& unusable() const noexcept { return unusable_; }

  /// Whether the last object had no text of its own, but lists or objects in which there may be
  /// documents.
  [[nodiscard]] bool may_hold_documents() const noexcept;
  [[nodiscard]] const FieldNames& names() const noexcept { return names_; }

 private:
  enum class Use : std::uint8_t { ignored, field, extra };

  /// A value for a field.
  struct Offer {
    FieldId field;
    std::uint32_t rank = 0;
    std::size_t member = 0;  ///< that has the value, or in which it is
    HtmlMode html = HtmlMode::detect;
    simdjson::dom::element value{};
    bool summary = false;    ///< by its name
    bool unix_time = false;  ///< likewise
    // Of a value inside a member:
    std::string_view written{};
    std::vector<std::size_t> steps{};  ///< empty where it stays in the extra fields as well
    bool inside = false;
    /// Of a path through lists: all values there.
    std::span<const JsonPlace> values{};
  };

  struct Choice {
    bool taken = false;
    std::size_t member = 0;
    std::uint32_t rank = 0;
    HtmlMode html = HtmlMode::detect;
    simdjson::dom::element value{};
    std::optional<JsonTexts> texts{};  ///< nothing: the value is a string
    bool says_nothing = false;
    bool summary = false;
    bool keep = false;  ///< the value holds more than was read
    bool inside = false;
    std::vector<std::size_t> steps{};
  };

  void begin(std::string_view written);
  [[nodiscard]] std::optional<FieldName> meaning_of(std::string_view name) const noexcept;
  [[nodiscard]] bool is_of_export(std::string_view name) const noexcept;
  [[nodiscard]] HtmlMode html_of(std::string_view name) const noexcept;
  const RawMember& written_member_at(std::size_t index);
  void choose(simdjson::dom::object object);
  void follow_paths(simdjson::dom::element root);
  void follow_path(simdjson::dom::element root, std::string_view path, FieldName meaning);
  [[nodiscard]] std::optional<FieldName> shape_meaning(std::string_view name) const noexcept;
  void offer(Offer offered);
  bool read(const Offer& offered, Choice& choice);
  bool read_date(const Offer& offered, Choice& choice);
  void read_by_shape(JsonDate& date) const;
  void set_field(Document& document, FieldId field, std::vector<std::string> texts);
  void fill(Document& document);
  std::string extra();
  [[nodiscard]] bool is_cut(std::size_t member) const noexcept;
  [[nodiscard]] std::string cut_value(std::size_t member, std::string_view value) const;

  FieldNames names_;
  // Of the present object:
  bool exported_ = false;
  const JsonShape* shape_ = nullptr;  ///< what is special of its layout; may be null
  bool has_structure_ = false;        ///< a member is an object or a list that is not empty
  bool path_found_ = false;           ///< one of the mapped paths leads to something
  bool positioned_ = false;           ///< an exported one that says where it was read
  std::string_view written_;
  std::vector<RawMember> members_;              ///< all of them, or none
  std::vector<Use> uses_;                       ///< of each member, in order
  std::vector<bool> mapped_found_;              ///< whether a member has the mapped name, by rank
  std::vector<std::vector<std::size_t>> cuts_;  ///< ways to values that fields took
  std::array<Choice, field_table.size()> choices_;
  std::array<bool, field_table.size()> refused_{};
  std::vector<FieldId> unusable_;
  std::optional<Date> date_;
  std::string date_text_;  ///< see Document::date_text
  std::uint32_t date_text_rank_ = 0;
};

}  // namespace dateline
