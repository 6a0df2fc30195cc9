// Every stored document against its key, its record in a segment and its token stream.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/analysis/analyzer.hpp"
#include "common/fields/keyword_values.hpp"
#include "common/format/store/document_codec.hpp"
#include "indexer/maintain/check_parts.hpp"
#include "indexer/maintain/sample_queries.hpp"

namespace dateline {
namespace {

/// Analyses texts by themselves, not by what the indexer remembers, and looks words up in the
/// store.
class StreamMaker {
 public:
  StreamMaker(Analyzer analyzer, const Store& store)
      : analyzer_(std::move(analyzer)), store_(store) {}

  /// The token stream that a segment must hold; Error corrupt where the vocabulary lacks a word.
  Result<std::string> stream_of(const Document& document) {
    std::string stream;
    DATELINE_TRY(append(document.title, stream));
    append_word_code(stream, field_separator);
    DATELINE_TRY(append(document.text, stream));
    return stream;
  }

 private:
  static constexpr std::size_t most_remembered = 500'000;

  Status append(const std::string& text, std::string& stream) {
    for (const Token& token : analyzer_.tokenize(text)) {
      DATELINE_ASSIGN(const WordNumber number, number_of(token.word));
      append_word_code(stream, number);
    }
    return {};
  }

  Result<WordNumber> number_of(const std::string& word) {
    if (const auto known = numbers_.find(word); known != numbers_.end()) return known->second;
    DATELINE_ASSIGN(const auto entry, store_.word(word));
    if (!entry)
      return failure(ErrorCode::corrupt, "its word " + word + " is not in the vocabulary");
    if (numbers_.size() >= most_remembered) numbers_.clear();
    numbers_.emplace(word, entry->number);
    return entry->number;
  }

  Analyzer analyzer_;
  const Store& store_;
  std::unordered_map<std::string, WordNumber> numbers_;
};

/// Compares documents, one after the other, with all that the generation says of them.
class DocumentChecker {
 public:
  DocumentChecker(Analyzer analyzer, const Store& store, const std::vector<OpenSegment>& segments,
                  SampleQueries& queries, Findings& findings)
      : streams_(std::move(analyzer), store),
        store_(store),
        segments_(segments),
        queries_(queries),
        findings_(findings) {}

  Status load_names() {
    DATELINE_ASSIGN(sources_, store_.names(FieldId::source));
    DATELINE_ASSIGN(languages_, store_.names(FieldId::language));
    for (const FieldId field : column_fields) {
      DATELINE_ASSIGN(values_[field], store_.names(field));
    }
    return {};
  }

  void check(DocumentNumber number, const Document& document) {
    place_ = "document " + document.key;
    check_key(number, document);
    const auto stream = streams_.stream_of(document);
    if (stream)
      queries_.learn(number, *stream);
    else
      fault(stream.error().message);
    unsigned places = 0;
    for (const OpenSegment& segment : segments_) {
      const auto docid = segment.files.find(number);
      if (!docid || segment.is_dead(*docid)) continue;
      ++places;
      check_record(segment.files.record(*docid), document);
      if (segment.columns) check_columns(*segment.columns, *docid, document);
      if (stream && *stream != segment.files.stream(*docid))
        fault("its token stream is not the analysis of its text");
    }
    if (places != 1) fault(fmt::format("is live in {} segments", places));
  }

 private:
  void fault(std::string what) { findings_.add(place_, std::move(what)); }

  void check_key(DocumentNumber number, const Document& document) {
    const auto entry = store_.find_key(document.key);
    if (!entry) return fault(entry.error().message);
    if (!*entry || (*entry)->number != number)
      return fault(fmt::format("its key does not lead to its number {}", number));
    if ((*entry)->hash != content_hash(document))
      fault("its content does not match its key's hash");
  }

  void check_record(const DocumentRecord& record, const Document& document) {
    const Day day = document.date.known() ? document.date.day : unknown_day;
    if (record.day != day || record.precision != static_cast<unsigned>(document.date.precision))
      fault("its segment has another date");
    // 0 also stands for times in segments of programs that did not keep them there.
    if (record.second_of_day() != 0 && record.second_of_day() != second_of_day(document.date))
      fault("its segment has another time of day");
    if (name_of(sources_, record.source) != document.source)
      fault("its segment has another source");
    // 0 also stands for languages beyond what the table of them can hold.
    if (record.language != 0 && name_of(languages_, record.language) != document.language)
      fault("its segment has another language");
  }

  void check_columns(const SegmentColumns& columns, std::uint32_t docid, const Document& document) {
    for (const FieldId field : column_fields) {
      if (!columns.has(field)) continue;
      std::set<std::string> wanted, found;
      for (const std::string& value : keyword_values(field_of(field), document))
        wanted.insert(folded(field_of(field), value));
      for (const std::uint32_t number : columns.values(field, docid))
        found.insert(folded(field_of(field), name_of(values_[field], number)));
      // Values beyond what the table of them can hold are not there.
      const bool complete = values_[field].size() < max_column_values;
      if (complete ? found == wanted
                   : std::includes(wanted.begin(), wanted.end(), found.begin(), found.end()))
        continue;
      fault(fmt::format("its segment has other values of {}", field_of(field).name));
    }
  }

  static std::string name_of(const std::map<std::uint32_t, std::string>& names,
                             std::uint32_t number) {
    const auto name = names.find(number);
    return name == names.end() ? std::string() : name->second;
  }

  StreamMaker streams_;
  const Store& store_;
  const std::vector<OpenSegment>& segments_;
  SampleQueries& queries_;
  Findings& findings_;
  std::map<std::uint32_t, std::string> sources_;
  std::map<std::uint32_t, std::string> languages_;
  std::map<FieldId, std::map<std::uint32_t, std::string>> values_;
  std::string place_;
};

}  // namespace

std::uint64_t check_documents(const Generation& generation, const Store& store,
                              const std::vector<OpenSegment>& segments, Findings& findings) {
  auto analyzer = Analyzer::create(generation.manifest().language);
  if (!analyzer) {
    findings.add("MANIFEST.json", analyzer.error());
    return 0;
  }
  auto queries = SampleQueries::draw(generation, store, *analyzer);
  if (!queries) {
    findings.add("store: words", queries.error());
    return 0;
  }
  DocumentChecker checker(std::move(*analyzer), store, segments, *queries, findings);
  if (const Status names = checker.load_names(); !names)
    findings.add("store: names", names.error());
  std::uint64_t documents = 0;
  const Status read =
      store.for_each_document([&](DocumentNumber number, Document&& document) -> Result<bool> {
        ++documents;
        checker.check(number, document);
        return true;
      });
  if (!read) findings.add("store: documents", read.error());
  // Of what is damaged it is known by now, and Xapian may crash of it.
  if (findings.empty()) queries->compare(generation, segments, findings);
  return documents;
}

}  // namespace dateline
