// Cuts bytes into JSON objects, however they are laid out: one a line, several on one line, over
// several lines, in lists. In memory that is bounded whatever the input is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/json_scan.hpp"
#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/json/json_envelope.hpp"

namespace dateline {

struct JsonRecord {
  enum class State {
    line,    ///< a line that begins and ends as an object does; nobody has looked into it
    object,  ///< one object, by JsonScanner's lenient dialect
    fault    ///< what stands here is not read; `reason` and `detail` say why
  };
  State state = State::object;
  std::string_view text;      ///< valid until the next call
  std::uint64_t line = 0;     ///< of its first byte, from 1
  std::uint64_t offset = 0;   ///< of its first byte in the source
  std::uint64_t ordinal = 0;  ///< among the objects that begin on that line, from 1
  std::string_view name;      ///< of the member that it is, among documents by their ids
  RejectReason reason = RejectReason::malformed;
  std::string detail;
};

/// Not thread-safe. `source` must outlive it. What stands between objects (spaces, commas, byte
/// order marks, the separators of RFC 7464, brackets of lists) is passed over. After a fault it
/// goes on with the next line, or, where objects are laid out over several lines, with the next
/// line that can begin one. Time is linear in the bytes. An object that is over the limit or
/// damaged, but begins as an envelope of documents, is read item by item.
class JsonSplitter {
 public:
  /// So many bytes after a record's text may be read (not used), as simdjson does.
  static constexpr std::size_t padding = 64;

  /// `envelopes` must outlive it; null: an object that is over the limit or damaged is not opened.
  JsonSplitter(ByteSource& source, std::size_t max_object_bytes, const EnvelopeFinder* envelopes);

  /// The next record; false at the end. Errors: those of the source.
  Result<bool> next(JsonRecord& record);
  /// The last record, which was a `line`, is not one object by the letter: next() gives what it is.
  void look_into_line() noexcept;
  /// The last record is no document but holds these lists: next() gives their items.
  void open_lists(const DocumentLists& lists);
  /// Whether they may be opened: envelopes are not nested without end.
  [[nodiscard]] bool can_open_lists() const noexcept;

 private:
  /// A line is offered whole where it ends within so many bytes; longer ones are scanned.
  static constexpr std::size_t looked_ahead = 1u << 20;

  /// An object whose lists are read item by item.
  struct Envelope {
    std::uint64_t open_lists = 0;          ///< while its present list is read
    std::vector<std::uint64_t> further{};  ///< offsets of lists after that, the last one first
    std::optional<std::uint64_t> end{};    ///< after it; not known of one that is read as it comes
    bool by_ids = false;                   ///< the present list is an object
    std::size_t levels = 1;                ///< of one that is read as it comes: see DocumentLists
  };

  Result<bool> fill();
  void make_room(std::size_t bytes);
  Status choose_line_end();
  [[nodiscard]] std::string_view unread() const noexcept {
    return {buffer_.data() + begin_, end_ - begin_};
  }
  void consume(std::size_t bytes) noexcept;
  void consume_line() noexcept;
  void take_pending() noexcept;

  Result<bool> seek();
  Result<bool> skip_mark();
  void begin_record(JsonRecord& record) const;
  Result<bool> take_object(JsonRecord& record);
  Result<bool> offer_line(JsonRecord& record);
  Result<bool> scan_object(JsonRecord& record);
  Result<bool> end_object(JsonRecord& record, std::size_t size);
  Result<bool> open_begun(std::size_t valid);
  void enter_list(std::uint64_t offset);
  bool enter_next_list();
  [[nodiscard]] bool is_by_ids() const noexcept;
  bool take_name();
  Result<bool> close_list(JsonRecord& record);
  Result<bool> skip_rest(JsonRecord& record, std::size_t levels);
  Status skip_large_object(JsonScanner& scanner, JsonScanner::Outcome outcome, std::size_t scanned,
                           std::size_t indent);
  Status take_other(JsonRecord& record, bool& told);
  Result<bool> take_end(JsonRecord& record);

  Status tell(JsonRecord& record, std::string_view expected, std::size_t at, bool at_end);
  Status recover(const JsonScanner& scanner, std::size_t at, std::size_t indent);
  [[nodiscard]] bool may_begin_object(std::size_t at) const noexcept;
  Status skip_line();
  Status skip_line_of(std::size_t at);
  Status skip_to_object(std::size_t indent);

  ByteSource& source_;
  std::size_t max_object_bytes_;
  const EnvelopeFinder* envelopes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  ///< of the bytes not yet given out
  std::size_t end_ = 0;    ///< after the last byte read
  char line_end_ = '\0';   ///< not known yet

  // Of begin_:
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
  std::size_t column_ = 0;     ///< characters before it on its line
  std::uint64_t ordinal_ = 0;  ///< objects that began on its line
  std::uint64_t open_lists_ = 0;
  std::uint64_t list_line_ = 0;  ///< where the last of them began

  std::vector<Envelope> opened_;  ///< the innermost is the last one
  std::string name_;              ///< the last one before a document, in one that is by ids

  std::size_t pending_ = 0;          ///< bytes from begin_ that the last record still shows
  std::size_t record_bytes_ = 0;     ///< of these, those of its text
  bool pending_line_ = false;        ///< they are a whole line
  std::uint64_t searched_ = 0;       ///< no line end between begin_ and this offset
  std::uint64_t scanned_until_ = 0;  ///< lines are not offered before this offset
  bool in_bad_items_ =
      false;  ///< the last item of the list was not an object, and that was reported
  bool any_fault_ = false;
  bool ended_ = false;
};

}  // namespace dateline
