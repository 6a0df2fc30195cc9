// Objects that are no documents but hold some: answers of interfaces, dumps of databases.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/json/json_fields.hpp"

namespace dateline {

/// The lists of documents in an object. One may be an object too, with documents by their ids.
struct DocumentLists {
  std::vector<std::size_t> begins;  ///< of each, the place of its [ or { in the object's text
  std::size_t levels = 1;           ///< objects around the first
};

/// Decides by the shape of an object, on its text: a list whose items have a text or a title and a
/// date, in an object that has no text itself. Names (`articles`, `hits`, ...) matter only where
/// that alone could be something else (JsonShape). Time is linear in the text, depth is bounded.
/// Safe from many threads; `names` must outlive it.
class EnvelopeFinder {
 public:
  /// Objects around a list, at most.
  static constexpr int most_levels = 4;

  explicit EnvelopeFinder(const FieldNames& names) : names_(names) {}

  /// Of an object that is a text's whole; nothing where it is not an envelope. Without `begins` it
  /// is one that holds no documents.
  [[nodiscard]] std::optional<DocumentLists> find(std::string_view object) const;

  /// A list of an object that is not over.
  struct BegunList {
    std::size_t begin;    ///< the place of its [
    std::size_t levels;   ///< objects around it
    bool titled = false;  ///< one of them has a title
  };
  /// Of an object that is too large, was cut off or damaged where the text ends: the first list
  /// that may be one of documents, by its name.
  [[nodiscard]] std::optional<BegunList> find_begun(std::string_view text) const;
  /// Whether the first item of the list is a document: `text` goes on after where the list was
  /// found, and holds that item whole.
  [[nodiscard]] bool begins_with_document(std::string_view text, const BegunList& list) const;

  /// Of an object in which another one is the document (`{"_id":1,"_source":{...}}`): one object
  /// with the members of both.
  [[nodiscard]] std::optional<std::string> unwrap(std::string_view object) const;

 private:
  /// What an object has that documents have.
  struct Sight {
    bool title = false;
    bool text = false;
    bool summary = false;
    bool date = false;
    bool address = false;
    bool id = false;
  };
  /// What is known of a list's surroundings.
  struct Surroundings {
    bool known_name = false;
    bool titled = false;   ///< the object has a title
    bool is_text = false;  ///< the list's name is one of a text
  };

  [[nodiscard]] Sight look(std::string_view object, int level) const;
  void look_at_member(std::string_view name, Sight& sight) const;
  [[nodiscard]] bool has_own_text(std::string_view object, bool titled, int level) const;
  [[nodiscard]] bool is_inner_document(std::string_view name, std::string_view value,
                                       const Sight& outer, int level) const;
  [[nodiscard]] bool is_list_of_documents(std::string_view list, const Surroundings& around,
                                          int level) const;
  [[nodiscard]] bool is_map_of_documents(std::string_view object) const;
  [[nodiscard]] static bool is_document(const Sight& item, const Surroundings& around) noexcept;
  bool find_known_list(std::string_view object, const char* root, BegunList& found) const;
  struct Collected {
    DocumentLists lists;
    bool holds_empty = false;  ///< a list that would hold documents has none
  };
  void collect(std::string_view object, const char* root, int level, Surroundings around,
               Collected& found) const;

  const FieldNames& names_;
};

}  // namespace dateline
