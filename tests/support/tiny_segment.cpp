#include "tests/support/tiny_segment.hpp"

#include <unistd.h>
#include <xapian.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <roaring/roaring.hh>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "common/analysis/fold_name.hpp"
#include "common/format/schema.hpp"
#include "common/format/scoring.hpp"

namespace dateline::test {
namespace {

namespace fs = std::filesystem;

fs::path make_directory() {
  std::string name = (fs::temp_directory_path() / "dateline-tiny-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

bool is_same_name(FieldId field, std::string_view a, std::string_view b) {
  return field == FieldId::source ? fold_name(a) == fold_name(b)
                                  : fold_language(a) == fold_language(b);
}

/// The number of a name; a new one where it has none. The empty name is number 0.
std::uint32_t number_of_name(FieldId field, NameTable& table, const std::string& name) {
  if (name.empty()) return 0;
  const auto number = static_cast<std::uint32_t>(table.names.size() + 1);
  std::uint32_t first = number;
  for (const auto& [other, known] : table.names) {
    if (known == name) return other;
    if (first == number && is_same_name(field, known, name)) first = other;
  }
  table.names.emplace(number, name);
  if (first != number) table.aliases.emplace(number, first);
  return number;
}

void write_file(const fs::path& path, std::string_view magic, std::uint64_t header_number,
                std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(magic.data(), static_cast<std::streamsize>(magic.size()));
  file.write(reinterpret_cast<const char*>(&header_number), sizeof header_number);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

void add_date_terms(Xapian::Document& document, const std::optional<Day>& day) {
  if (!day) {
    document.add_boolean_term(std::string(undated_term));
    return;
  }
  const CivilDate civil = civil_from_day(*day);
  document.add_boolean_term(year_term(civil.year));
  document.add_boolean_term(month_term(civil.year, civil.month));
  document.add_boolean_term(day_term(civil));
}

void note_day(SegmentInfo& info, const std::optional<Day>& day) {
  if (!day) {
    info.has_undated = true;
    return;
  }
  const bool first = info.first_day == unknown_day;
  info.first_day = first ? *day : std::min(info.first_day, *day);
  info.last_day = first ? *day : std::max(info.last_day, *day);
}

DeadDocuments dead_documents(const std::vector<TinyDocument>& documents) {
  Roaring bitmap;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].dead) bitmap.add(static_cast<std::uint32_t>(i + 1));
  }
  std::string bytes(bitmap.getSizeInBytes(), '\0');
  bitmap.write(bytes.data());
  return value_of(DeadDocuments::parse(bytes, static_cast<std::uint32_t>(documents.size())));
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

TinyIndex::TinyIndex(const std::vector<std::vector<TinyDocument>>& segments)
    : directory_(make_directory()), analyzer_(value_of(Analyzer::create("en"))) {
  std::vector<Segment> built;
  for (const auto& documents : segments) built.push_back(build(documents, built.size()));
  segments_.emplace(std::move(built));
}

TinyIndex::~TinyIndex() {
  std::error_code ignored;  // a folder that is left in /tmp fails no test
  fs::remove_all(directory_, ignored);
}

WordNumber TinyIndex::number_of(const std::string& word) {
  const auto next = static_cast<WordNumber>(words_.size() + 1);
  // Spread the numbers, so that codes of one, two and three bytes occur.
  const WordNumber spread = next % 3 == 0 ? next * 40'000 : next % 3 == 1 ? next : next * 200;
  return words_.emplace(word, WordEntry{word, spread, 0}).first->second.number;
}

std::string TinyIndex::token_stream(const TinyDocument& document) {
  std::string stream;
  for (const std::string& word : words_of(document.title))
    append_word_code(stream, number_of(word));
  append_word_code(stream, field_separator);
  for (const std::string& word : words_of(document.text)) append_word_code(stream, number_of(word));
  return stream;
}

void TinyIndex::count_documents_of_words(const TinyDocument& document) {
  std::set<std::string> seen;
  for (std::string& word : words_of(document.title + " " + document.text)) {
    if (seen.insert(word).second) ++words_.find(word)->second.documents;
  }
}

Segment TinyIndex::build(const std::vector<TinyDocument>& documents, std::size_t index) {
  SegmentInfo info;
  info.name = "segment" + std::to_string(index);
  info.documents = static_cast<std::uint32_t>(documents.size());
  info.first_number = last_number_ + 1;
  const fs::path path = directory_ / info.name;
  fs::create_directory(path);
  Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE_OR_OVERWRITE |
                                                       Xapian::DB_BACKEND_GLASS |
                                                       Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
  std::string records;
  std::string streams;
  for (const TinyDocument& document : documents) {
    DocumentRecord record{};
    record.set_stream_offset(segment_header_bytes + streams.size());
    record.set_second_of_day(document.second_of_day);
    info.has_times |= document.second_of_day != 0;
    record.number = ++last_number_;
    record.day = document.day.value_or(unknown_day);
    record.source = number_of_name(FieldId::source, sources_, document.source);
    record.language = static_cast<std::uint16_t>(
        number_of_name(FieldId::language, languages_, document.language));
    records.append(reinterpret_cast<const char*>(&record), sizeof record);
    streams += token_stream(document);
    count_documents_of_words(document);
    if (!document.key.empty()) keys_[document.key] = record.number;
    note_day(info, document.day);

    Xapian::Document indexed;
    for (const std::string& word : words_of(document.title + " " + document.text)) {
      indexed.add_term(stem(word), static_cast<Xapian::termcount>(wdf_scale));
    }
    if (!document.source.empty())
      indexed.add_boolean_term(filter_term(field_of(FieldId::source), document.source));
    if (!document.language.empty())
      indexed.add_boolean_term(filter_term(field_of(FieldId::language), document.language));
    add_date_terms(indexed, document.day);
    database.add_document(indexed);
  }
  database.commit();
  database.close();
  info.last_number = last_number_;
  write_file(path / "documents", documents_magic, documents.size(), records);
  write_file(path / "tokens", tokens_magic, segment_header_bytes + streams.size(), streams);
  return Segment{info, path, value_of(SegmentFiles::open(path)), dead_documents(documents)};
}

Result<std::optional<WordEntry>> TinyIndex::word(std::string_view word) const {
  const auto found = words_.find(word);
  if (found == words_.end()) return std::optional<WordEntry>();
  return std::optional<WordEntry>(found->second);
}

Result<std::vector<WordEntry>> TinyIndex::words_of_stem(std::string_view stem_wanted) const {
  std::vector<WordEntry> entries;
  for (const auto& [word, entry] : words_) {
    if (stem(word) == stem_wanted) entries.push_back(entry);
  }
  return entries;
}

Status TinyIndex::for_each_word(std::string_view prefix, const VisitWord& visit) const {
  for (const auto& [word, entry] : words_) {
    if (word.compare(0, prefix.size(), prefix) == 0 && !visit(entry)) break;
  }
  return {};
}

Result<std::optional<DocumentNumber>> TinyIndex::number_of_key(std::string_view key) const {
  const auto found = keys_.find(key);
  if (found == keys_.end()) return std::optional<DocumentNumber>();
  return std::optional<DocumentNumber>(found->second);
}

Result<NameTablePointer> TinyIndex::names(FieldId field) const {
  return std::make_shared<const NameTable>(field == FieldId::source ? sources_ : languages_);
}

Result<std::vector<std::uint32_t>> TinyIndex::numbers_of_name(FieldId field,
                                                              std::string_view name) const {
  std::vector<std::uint32_t> numbers;
  for (const auto& [number, known] : (field == FieldId::source ? sources_ : languages_).names)
    if (is_same_name(field, known, name)) numbers.push_back(number);
  return numbers;
}

}  // namespace dateline::test
