#include "indexer/readers/finishing_sink.hpp"

#include "common/fields/field_table.hpp"
#include "dateline/valid_document.hpp"
#include "indexer/readers/text/encoding.hpp"

namespace dateline {
namespace {

/// The next input would give its documents the same keys, and take the place of these.
constexpr std::string_view no_name_for_keys =
    "the document has no id, and standard input has no name to make a key from; give documents "
    "ids, or "
    "give --name or --key-prefix, another one for each input";

/// What no reader has found to be a page of some kind is taken for an article.
bool is_other_page(const Document& document) {
  const auto kind = values_of(field_of(FieldId::kind), document);
  return !kind.empty() && kind.front() != "article";
}

bool is_standard_input(const InputPosition& position) noexcept {
  return position.file == "-" || position.file.starts_with("-!");
}

}  // namespace

Status FinishingSink::document(Document&& document, const InputPosition& position) {
  if (options_.articles_only && is_other_page(document)) {
    inner_.left_out(LeftOut::page, 1);
    return {};
  }
  repair_key(document);
  if (document.key.starts_with(no_key_base)) document.key.clear();
  if (!document.key.empty()) document.key.insert(0, options_.key_prefix);
  apply_defaults(document);
  if (auto fault = make_valid(document)) {
    fault->position = position;
    if (fault->reason == RejectReason::missing_key && is_standard_input(position))
      fault->detail = std::string(no_name_for_keys);
    return inner_.reject(std::move(*fault));
  }
  return dates_.take(std::move(document), position);
}

/// The bytes of a file may be in another encoding, its keys included.
void FinishingSink::repair_key(Document& document) {
  document.encoding_repaired |= make_valid_utf8(document.key);
  remove_byte_order_marks(document.key);
}

Status FinishingSink::finish() {
  return failed_ ? Status() : dates_.finish();
}

Status FinishingSink::hand_on(Document&& document, const InputPosition& position) {
  if (!document.date.known() && options_.default_date) {
    document.date = *options_.default_date;
    document.date.origin = DateOrigin::given;
  }
  Status taken = inner_.document(std::move(document), position);
  failed_ = !taken;
  return taken;
}

void FinishingSink::apply_defaults(Document& document) const {
  if (document.source.empty()) document.source = options_.default_source;
  if (document.language.empty()) document.language = options_.default_language;
}

}  // namespace dateline
