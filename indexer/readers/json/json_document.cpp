#include "indexer/readers/json/json_document.hpp"

#include <algorithm>
#include <charconv>

#include "common/date/date_origin.hpp"
#include "indexer/readers/base/language_name.hpp"
#include "indexer/readers/base/titles.hpp"
#include "indexer/readers/json/export_mark.hpp"
#include "indexer/readers/json/json_date.hpp"
#include "indexer/readers/json/json_export.hpp"
#include "indexer/readers/json/json_raw.hpp"
#include "indexer/readers/json/json_value.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string_view string_of(element value) noexcept {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// A string with nothing in it, null, or a list of nothing but such.
bool says_nothing(element value) noexcept {
  if (value.is_null()) return true;
  if (value.is_string()) return trim(string_of(value)).empty();
  simdjson::dom::array items;
  return value.get(items) == simdjson::SUCCESS && items.begin() == items.end();
}

/// A text's paragraphs may be a list.
bool is_list_field(FieldId field) noexcept {
  return field == FieldId::text || field_of(field).many;
}

/// Of a field that has one value a list may hold it more than once, and nothing else.
bool has_one_text(const JsonTexts& texts) noexcept {
  return !texts.texts.empty() &&
         std::all_of(texts.texts.begin(), texts.texts.end(),
                     [&](const std::string& text) { return text == texts.texts.front(); });
}

std::string joined(std::vector<std::string> parts, std::string_view separator) {
  if (parts.size() == 1) return std::move(parts.front());
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text.append(separator);
    text.append(part);
  }
  return text;
}

/// Words that programs write where there is no date.
bool is_word_for_nothing(std::string_view text) noexcept {
  text = trim(text);
  for (const std::string_view word : {"None", "null", "NaT", "nan", "N/A", "-"})
    if (equal_ignoring_case(text, word)) return true;
  return text.starts_with("0000-00-00");
}

/// Of a number, or a text that is one.
std::optional<Date> unix_time_of(element value) noexcept {
  std::int64_t seconds = 0;
  if (value.get(seconds) == simdjson::SUCCESS) return date_at(seconds);
  const std::string_view text = trim(string_of(value));
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = error == std::errc() && !text.empty() && end == text.data() + text.size();
  return is_number ? date_at(seconds) : std::nullopt;
}

/// Whether a time of day in the text is followed by a zone, or by anything else.
bool states_zone(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos &&
         trim(text).find_first_not_of("0123456789:. ", colon) != std::string_view::npos;
}

/// Whether the name of a source is the address of a page: of the document, then.
bool is_address_of_page(std::string_view source) noexcept {
  if (!source.starts_with("http://") && !source.starts_with("https://")) return false;
  const std::size_t path = source.find('/', source.find("//") + 2);
  return path != std::string_view::npos && path + 1 < source.size() &&
         source.find(' ') == std::string_view::npos;
}

std::string host_of(std::string_view address) {
  address.remove_prefix(address.find("//") + 2);
  return std::string(address.substr(0, address.find('/')));
}

}  // namespace

Document JsonConverter::convert(element root, std::string_view written) {
  const simdjson::dom::object object(root);
  const auto remarks = remarks_of(object);
  exported_ = remarks.has_value();
  positioned_ = exported_ && has_position(*remarks);
  begin(written);
  shape_ = exported_ ? nullptr : shape_of(object);
  choose(object);
  if (!exported_) follow_paths(root);
  Document document;
  fill(document);
  document.extra_json = extra();
  if (remarks) {
    apply_remarks(document, *remarks, written);
  } else {
    ensure_title(document);
  }
  return document;
}

void JsonConverter::begin(std::string_view written) {
  written_ = written;
  uses_.clear();
  members_.clear();
  mapped_found_.assign(names_.mapped().size(), false);
  cuts_.clear();
  choices_.fill({});
  refused_.fill(false);
  has_structure_ = path_found_ = false;
  unusable_.clear();
  date_.reset();
  date_text_.clear();
}

std::optional<FieldName> JsonConverter::meaning_of(std::string_view name) const noexcept {
  if (!exported_) {
    if (shape_ == nullptr) return names_.find(name);
    if (const auto mapped = names_.find_mapped(name)) return mapped;
    const auto by_shape = shape_meaning(name);
    if (!by_shape) return names_.find(name);
    return by_shape->field == FieldId{} ? std::nullopt : by_shape;
  }
  const FieldSpec* const field = input_field(name);
  return field != nullptr ? std::optional(FieldName{field->id, 0}) : std::nullopt;
}

std::optional<FieldName> JsonConverter::shape_meaning(std::string_view name) const noexcept {
  for (std::uint32_t i = 0; i < shape_->rules.size(); ++i)
    if (shape_->rules[i].name == name)
      return FieldName{shape_->rules[i].field,
                       static_cast<std::uint32_t>(names_.mapped().size()) + i};
  return std::nullopt;
}

/// Whether an export has the member for itself.
bool JsonConverter::is_of_export(std::string_view name) const noexcept {
  return exported_ && (name == export_member || (positioned_ && is_position_member(name)));
}

/// Texts of an export are what they are.
HtmlMode JsonConverter::html_of(std::string_view name) const noexcept {
  if (exported_) return HtmlMode::never;
  return is_html_name(name) ? HtmlMode::always : HtmlMode::detect;
}

/// As the member is written. Only some documents need it, and then all members are found at once.
const RawMember& JsonConverter::written_member_at(std::size_t index) {
  if (members_.empty()) {
    RawMembers members(written_);
    while (const auto member = members.next()) members_.push_back(*member);
  }
  static constexpr RawMember none{};
  return index < members_.size() ? members_[index] : none;
}

void JsonConverter::choose(simdjson::dom::object object) {
  for (const auto member : object) {
    const std::size_t index = uses_.size();
    const auto meaning = meaning_of(member.key);
    const bool ignored =
        (meaning && !exported_ && says_nothing(member.value)) || is_of_export(member.key);
    uses_.push_back(ignored ? Use::ignored : Use::extra);
    has_structure_ |= member.value.is_object() || member.value.is_array();
    if (!meaning) continue;
    if (meaning->rank < mapped_found_.size()) mapped_found_[meaning->rank] = true;
    if (!ignored)
      offer({.field = meaning->field,
             .rank = meaning->rank,
             .member = index,
             .html = html_of(member.key),
             .value = member.value,
             .summary = is_summary_name(member.key),
             .unix_time = is_unix_time_name(member.key)});
  }
}

/// Mapped names that no member has are looked for as paths; those of the shape, too.
void JsonConverter::follow_paths(element root) {
  const auto& mapped = names_.mapped();
  const auto is_path = [](std::string_view name) { return name.find('.') != name.npos; };
  for (std::size_t i = 0; i < mapped.size(); ++i) {
    if (mapped_found_[i] || !is_path(mapped[i].name)) continue;
    follow_path(root, mapped[i].name, mapped[i].meaning);
    path_found_ |= choices_[place_of_field(mapped[i].meaning.field)].inside;
  }
  if (shape_ == nullptr) return;
  for (const ShapeRule& rule : shape_->rules)
    if (is_path(rule.name)) follow_path(root, rule.name, *shape_meaning(rule.name));
}

void JsonConverter::follow_path(element root, std::string_view path, FieldName meaning) {
  const JsonPlace whole{root, written_};
  Offer offered{
      .field = meaning.field, .rank = meaning.rank, .html = html_of(path), .inside = true};
  if (auto found = find_path(whole, path)) {
    if (says_nothing(found->place.value)) return;
    offered.member = found->steps.front();
    offered.value = found->place.value;
    offered.written = found->place.written;
    if (!found->in_list) offered.steps = std::move(found->steps);
    return offer(std::move(offered));
  }
  const std::vector<JsonPlace> places = find_in_all(whole, path);
  if (places.empty()) return;
  offered.value = places.front().value;
  offered.written = places.front().written;
  offered.values = places;
  offer(std::move(offered));
}

/// Takes the value for the field, unless a better name has given one.
void JsonConverter::offer(Offer offered) {
  const std::size_t field = place_of_field(offered.field);
  Choice& chosen = choices_[field];
  if (chosen.taken && chosen.rank <= offered.rank) return;
  Choice choice;
  if (!read(offered, choice)) {
    refused_[field] = true;
    return;
  }
  if (choice.says_nothing) {
    if (!offered.inside) uses_[offered.member] = Use::ignored;
    return;
  }
  if (chosen.taken && !chosen.inside) uses_[chosen.member] = Use::extra;
  choice.taken = true;
  choice.rank = offered.rank;
  choice.member = offered.member;
  choice.inside = offered.inside;
  choice.summary = offered.summary;
  choice.steps = std::move(offered.steps);
  if (!offered.inside) uses_[offered.member] = choice.keep ? Use::extra : Use::field;
  chosen = std::move(choice);
}

/// The value's texts; false where it is nothing that the field can hold.
bool JsonConverter::read(const Offer& offered, Choice& choice) {
  if (offered.field == FieldId::date) return read_date(offered, choice);
  choice.html = offered.html;
  choice.value = offered.value;
  // Only its day is a field; the time stays among the others.
  choice.keep = offered.field == FieldId::modified && !exported_;
  if (choice.keep && !read_json_date(offered.value).reading.date) return false;
  if (offered.value.is_string() && offered.values.size() < 2) return true;
  const std::string_view written =
      offered.inside ? offered.written : written_member_at(offered.member).value;
  choice.texts = texts_of({offered.value, written}, offered.field, offered.html);
  for (std::size_t i = 1; i < offered.values.size(); ++i)
    choice.texts->add(texts_of(offered.values[i], offered.field, offered.html));
  const JsonTexts& texts = *choice.texts;
  if (texts.texts.empty()) {
    choice.says_nothing = !texts.unused;
    return !texts.unused;
  }
  if (!is_list_field(offered.field) && !has_one_text(texts)) return false;
  choice.keep = choice.keep || texts.unused || (texts.more && offered.field != FieldId::text);
  return true;
}

/// A date with several readings is kept for the case that no other name has a better one.
bool JsonConverter::read_date(const Offer& offered, Choice& choice) {
  JsonDate date = read_json_date(offered.value);
  if (shape_ != nullptr) read_by_shape(date);
  if (!date.reading.date && offered.unix_time) date.reading.date = unix_time_of(offered.value);
  const DateReading& reading = date.reading;
  const bool tells_more = reading.hints_help || reading.shows != DayMonthOrder::unknown;
  if (!reading.date) {
    choice.says_nothing = is_word_for_nothing(date.text);
    if (choice.says_nothing) return true;
    if (!reading.ambiguous || date_ || (!date_text_.empty() && date_text_rank_ <= offered.rank))
      return false;
    date_text_ = std::move(date.text);
    date_text_rank_ = offered.rank;
    return false;
  }
  date_ = exported_ ? date_as_written(reading) : reading.date;
  date_->origin = DateOrigin::metadata;
  date_text_ = tells_more ? std::move(date.text) : std::string();
  return true;
}

void JsonConverter::read_by_shape(JsonDate& date) const {
  if (date.text.empty()) return;
  if (shape_->order != DayMonthOrder::unknown) {
    date.reading = dateline::read_date(date.text, {.order = shape_->order, .keeps_day = true});
    date.reading.hints_help = false;
    date.reading.shows = DayMonthOrder::unknown;
  }
  auto& read = date.reading.date;
  const bool is_local = read && read->precision == DatePrecision::second && !states_zone(date.text);
  if (!shape_->local_times || !is_local) return;
  read->precision = DatePrecision::day;
  read->second_of_day = 0;
  date.reading.hints_help = false;
}

void JsonConverter::set_field(Document& document, FieldId field, std::vector<std::string> texts) {
  const bool runs = shape_ != nullptr && shape_->text_runs;
  if (field == FieldId::text) {
    document.text = joined(std::move(texts), runs ? "" : "\n\n");
  } else {
    set_values(field_of(field), document, std::move(texts));
  }
}

void JsonConverter::fill(Document& document) {
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    const FieldId field = field_table[i].id;
    Choice& choice = choices_[i];
    if (!choice.taken) {
      const bool may_be_settled = field == FieldId::date && !date_text_.empty();
      if (refused_[i] && !may_be_settled) unusable_.push_back(field);
      continue;
    }
    if (choice.inside && !choice.keep && !choice.steps.empty())
      cuts_.push_back(std::move(choice.steps));
    if (field == FieldId::date) continue;
    if (choice.texts) {
      if (choice.texts->unused) unusable_.push_back(field);
      set_field(document, field, std::move(choice.texts->texts));
    } else {
      const std::string_view text = string_of(choice.value);
      set_field(document, field, {text_of_string(text, field, choice.html)});
    }
  }
  if (!exported_) document.language = language_tag(document.language);
  if (!exported_ && document.url.empty() && is_address_of_page(document.source))
    document.source = host_of(document.url = document.source);
  document.date = date_.value_or(Date{});
  document.date_text = date_text_;
  if (document.key.empty()) document.key = document.url;
}

bool JsonConverter::may_hold_documents() const noexcept {
  if (exported_ || shape_ != nullptr || !has_structure_ || path_found_) return false;
  const Choice& text = choices_[place_of_field(FieldId::text)];
  return !text.taken || text.summary || text.texts;
}

std::string JsonConverter::extra() {
  std::string out;
  if (std::find(uses_.begin(), uses_.end(), Use::extra) == uses_.end()) return out;
  for (std::size_t i = 0; i < uses_.size(); ++i) {
    if (uses_[i] != Use::extra) continue;
    const RawMember& member = written_member_at(i);
    std::string rest;
    if (is_cut(i)) {
      rest = cut_value(i, member.value);
      if (rest.empty()) continue;
    }
    out.append(out.empty() ? "{\"" : ",\"").append(member.key).append("\":");
    out.append(rest.empty() ? member.value : std::string_view(rest));
  }
  if (!out.empty()) out.push_back('}');
  return out;
}

bool JsonConverter::is_cut(std::size_t member) const noexcept {
  return std::any_of(cuts_.begin(), cuts_.end(),
                     [&](const auto& steps) { return steps.front() == member; });
}

/// What of the member no field took.
std::string JsonConverter::cut_value(std::size_t member, std::string_view value) const {
  std::vector<const std::vector<std::size_t>*> paths;
  for (const auto& steps : cuts_)
    if (steps.front() == member) paths.push_back(&steps);
  std::string rest;
  append_without(rest, value, paths, 1);
  return rest;
}

}  // namespace dateline
