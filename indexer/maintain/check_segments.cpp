// Segments against the manifest, the store and themselves.
#include <fmt/format.h>

#include "common/format/xapian_guard.hpp"
#include "indexer/maintain/check_parts.hpp"

namespace dateline {
namespace {

std::string place_of(const SegmentInfo& info) {
  return "segments/" + info.name;
}

bool day_is_within(const SegmentInfo& info, Day day) {
  if (day == unknown_day) return info.has_undated;
  return info.first_day != unknown_day && info.first_day <= day && day <= info.last_day;
}

void check_record(const OpenSegment& segment, std::uint32_t docid, Findings& findings) {
  const DocumentRecord& record = segment.files.record(docid);
  const auto fault = [&](std::string_view what) {
    findings.add(place_of(segment.info) + "/documents", fmt::format("docid {}: {}", docid, what));
  };
  if (docid > 1 && record.number <= segment.files.record(docid - 1).number)
    fault("its number is not above the previous one");
  if (record.number < segment.info.first_number || record.number > segment.info.last_number)
    fault("its number is not one of the segment's");
  if (!day_is_within(segment.info, record.day)) fault("its day is not within the segment's");
  if (record.precision > static_cast<std::uint16_t>(DatePrecision::second))
    fault("its date has no known precision");
  const bool timed = record.precision == static_cast<std::uint16_t>(DatePrecision::second);
  if (record.second_of_day() != 0 && (!timed || record.second_of_day() >= seconds_per_day))
    fault("its time of day is invalid");
  if (record.second_of_day() != 0 && !segment.info.has_times)
    fault("it has a time of day, but its segment is marked as having none");
  // A stream is never empty: it holds at least the separator of title and text.
  if (segment.files.stream(docid).empty()) fault("its token stream is not within the file");
}

void check_records(const OpenSegment& segment, Findings& findings) {
  const std::uint32_t count = segment.files.document_count();
  const std::string place = place_of(segment.info);
  findings.compare(place, "documents", segment.info.documents, count);
  findings.compare(place, "deleted documents", segment.info.dead, segment.dead.cardinality());
  if (!segment.dead.isEmpty() && (segment.dead.minimum() == 0 || segment.dead.maximum() > count))
    findings.add(place, "a deleted document is not one of the segment's");
  for (std::uint32_t docid = 1; docid <= count; ++docid) check_record(segment, docid, findings);
}

void check_xapian_counts(const OpenSegment& segment, const Xapian::Database& database,
                         Findings& findings) {
  const std::string place = place_of(segment.info);
  findings.compare(place, "documents in Xapian", segment.info.documents, database.get_doccount());
  findings.compare(place, "last docid in Xapian", segment.info.documents, database.get_lastdocid());
}

void check_xapian_data(const OpenSegment& segment, const Xapian::Database& database,
                       Findings& findings) {
  for (std::uint32_t docid = 1; docid <= segment.files.document_count(); ++docid) {
    const std::string expected = std::to_string(segment.files.record(docid).number);
    if (database.get_document(docid).get_data() == expected) continue;
    findings.add(place_of(segment.info),
                 fmt::format("docid {}: Xapian's data is not document number {}", docid, expected));
  }
}

/// A term's postings against what the database says of the term.
void check_postings(const Xapian::Database& database, const std::string& term,
                    const std::string& place, Findings& findings) {
  Xapian::doccount documents = 0;
  Xapian::termcount occurrences = 0;
  Xapian::docid last = 0;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    if (*at <= last || *at > database.get_lastdocid())
      return findings.add(place, "term " + term + ": its documents are not in order");
    last = *at;
    ++documents;
    occurrences += at.get_wdf();
  }
  findings.compare(place, "documents of term " + term, database.get_termfreq(term), documents);
  findings.compare(place, "wdf of term " + term, database.get_collection_freq(term), occurrences);
}

/// Every term with every posting. Not Xapian's own check: that opens all tables for writing, and so
/// finds fault with an index on a read-only disk, or of another user.
void check_xapian_terms(const OpenSegment& segment, const Xapian::Database& database,
                        Findings& findings) {
  const std::string place = place_of(segment.info);
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    check_postings(database, *term, place, findings);
}

void check_xapian(const Generation& generation, const OpenSegment& segment, bool full,
                  Findings& findings) {
  const std::filesystem::path path = generation.segment(segment.info.name);
  const Status done = guard_xapian({"cannot check", path}, [&] {
    const Xapian::Database database(path.string());
    check_xapian_counts(segment, database, findings);
    if (!full) return;
    check_xapian_data(segment, database, findings);
    // Of what is damaged it is known by now, and Xapian may crash of it.
    if (findings.empty()) check_xapian_terms(segment, database, findings);
  });
  if (!done) findings.add(place_of(segment.info), done.error());
}

void check_order(const Manifest& manifest, Findings& findings) {
  for (std::size_t i = 1; i < manifest.segments.size(); ++i)
    if (manifest.segments[i].first_number <= manifest.segments[i - 1].last_number)
      findings.add(place_of(manifest.segments[i]),
                   "its numbers begin before the last segment ends");
}

}  // namespace

std::vector<OpenSegment> check_segments(const Generation& generation, const Store& store, bool full,
                                        Findings& findings) {
  check_order(generation.manifest(), findings);
  std::vector<OpenSegment> segments;
  for (const SegmentInfo& info : generation.manifest().segments) {
    auto segment = open_segment(generation, store, info);
    if (!segment) {
      findings.add(place_of(info), segment.error());
      continue;
    }
    check_records(*segment, findings);
    check_xapian(generation, *segment, full, findings);
    segments.push_back(std::move(*segment));
  }
  return segments;
}

}  // namespace dateline
