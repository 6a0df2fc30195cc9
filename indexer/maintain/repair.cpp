// What a damaged store still gives, as a new generation.
#include "dateline/repair.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <roaring/roaring.hh>
#include <utility>

#include "common/base/file_io.hpp"
#include "common/format/generation/verify_files.hpp"
#include "common/format/store/document_codec.hpp"
#include "common/format/store/entries.hpp"
#include "indexer/maintain/damaged_store.hpp"
#include "indexer/maintain/open_segment.hpp"
#include "indexer/publish/index_marks.hpp"
#include "indexer/publish/lineage.hpp"
#include "indexer/run/file_entry.hpp"
#include "indexer/run/index_run.hpp"

namespace dateline {
namespace {

/// A generation that may be damaged, manifest and all.
struct DamagedGeneration {
  std::filesystem::path store;
  std::optional<Generation> whole;  ///< where its manifest can be read
  Manifest settings;                ///< its own, else those of another generation
  std::uint64_t number = 0;
};

/// Fills the store of a new generation from a damaged one.
class Salvage {
 public:
  Salvage(const DamagedGeneration& damaged, RepairReport& report)
      : damaged_(damaged), source_(DamagedStore::open(damaged.store)), report_(report) {}

  Status fill(StoreWriter& store, const std::filesystem::path& scratch) {
    DATELINE_TRY(learn_what_lives());
    DATELINE_TRY(copy_documents(store, scratch));
    DATELINE_TRY(write_keys(store));
    DATELINE_TRY(name_lost_documents(store));
    DATELINE_TRY(copy_files(store));
    DATELINE_TRY(write_counters(store));
    report_.damage.insert(report_.damage.end(), source_.damage().begin(), source_.damage().end());
    report_.removed_may_be_back = !exact_;
    const std::uint64_t accounted = report_.documents + report_.lost.size();
    const std::uint64_t published = damaged_.whole ? damaged_.whole->manifest().documents : 0;
    report_.lost_unknown = published > accounted ? published - accounted : 0;
    if (report_.documents > 0 || report_.damage.empty()) return {};
    return failure(ErrorCode::corrupt,
                   "not one document of " + damaged_.store.string() + " can be read",
                   "restore a backup, or load the index again");
  }

 private:
  /// Keys lead to all live documents and no others. Where some of them cannot be read, the segments
  /// decide: what is in one and not deleted there.
  Status learn_what_lives() {
    Roaring numbers;
    DATELINE_ASSIGN(const bool whole, source_.for_each_key([&](auto, const KeyEntry& entry) {
      numbers.add(entry.number);
      return Status();
    }));
    if (whole) {
      live_ = certain_ = std::move(numbers);
    } else {
      learn_from_segments();
    }
    return {};
  }

  void learn_from_segments() {
    if (!damaged_.whole) {
      exact_ = false;
      live_.addRange(0, std::uint64_t{last_number} + 1);
      return;
    }
    for (const SegmentInfo& info : damaged_.whole->manifest().segments) {
      if (add_live(info, certain_)) continue;
      exact_ = false;  // any of its documents may live
      live_.addRange(info.first_number, std::uint64_t{info.last_number} + 1);
    }
    live_ |= certain_;
  }

  /// False where the segment's records are not what was published, or its deleted documents are
  /// unknown.
  bool add_live(const SegmentInfo& info, Roaring& live) const {
    const auto files = SegmentFiles::open(damaged_.whole->segment(info.name));
    const auto dead = source_.dead_documents(info.name);
    if (!files || !dead) return false;
    if (!verify_files(*damaged_.whole, "segments/" + info.name + "/documents")) return false;
    for (std::uint32_t docid = 1; docid <= files->document_count(); ++docid)
      if (!dead->contains(docid)) live.add(files->record(docid).number);
    return true;
  }

  /// Documents go into files of ascending numbers, as the store takes them.
  Status copy_documents(StoreWriter& store, const std::filesystem::path& scratch) {
    std::unique_ptr<DocumentFileWriter> writer;
    std::string path;
    DocumentNumber last = 0;
    const auto take_over = [&]() -> Status {
      if (!writer) return {};
      DATELINE_TRY(writer->finish());
      writer.reset();
      return store.ingest_documents({path});
    };
    const auto copied =
        source_.for_each_document([&](DocumentNumber number, Document&& document) -> Status {
          if (!live_.contains(number) || recovered_.contains(number)) return {};
          if (number < last) DATELINE_TRY(take_over());
          if (!writer) {
            path = scratch / ("salvage-" + std::to_string(number));
            DATELINE_ASSIGN(writer, DocumentFileWriter::create(path, most_text_bytes));
          }
          last = number;
          recovered_.add(number);
          return writer->add(number, document);
        });
    if (!copied) return tl::unexpected(copied.error());
    return take_over();
  }

  /// Keys come from the documents themselves, so that none leads to a lost one. Of several
  /// documents with one key the newest is the live one.
  Status write_keys(StoreWriter& store) {
    std::vector<DocumentNumber> outdated;
    DATELINE_TRY(store.for_each_document(
        1, last_number, [&](DocumentNumber number, Document&& document) -> Status {
          DATELINE_ASSIGN(const auto older, store.find_key(document.key));
          if (older) outdated.push_back(older->number);
          return store.put_key(document.key, {number, content_hash(document), {}});
        }));
    for (const DocumentNumber number : outdated) {
      DATELINE_TRY(store.delete_document(number));
      recovered_.remove(number);
      certain_.remove(number);
    }
    report_.documents = recovered_.cardinality();
    return source_
        .for_each_key([&](std::string_view key, const KeyEntry& entry) -> Status {
          if (entry.superseded.empty() || !recovered_.contains(entry.number)) return {};
          return store.put_key(key, entry);
        })
        .map([](bool) {});
  }

  Status name_lost_documents(StoreWriter& store) {
    std::map<DocumentNumber, std::string> lost;
    for (const DocumentNumber number : certain_ - recovered_) lost[number];
    const auto read = source_.for_each_key([&](std::string_view key, const KeyEntry& entry) {
      return name_if_lost(store, key, entry.number, lost);
    });
    if (!read) return tl::unexpected(read.error());
    for (auto& [number, key] : lost) report_.lost.push_back({number, std::move(key)});
    return {};
  }

  /// Where it is not known what lived, a key without a document counts as lost, although the
  /// document may have been removed.
  Status name_if_lost(StoreWriter& store, std::string_view key, DocumentNumber number,
                      std::map<DocumentNumber, std::string>& lost) const {
    if (const auto known = lost.find(number); known != lost.end()) known->second = key;
    if (exact_ || recovered_.contains(number)) return {};
    DATELINE_ASSIGN(const auto entry, store.find_key(key));
    if (!entry) lost.emplace(number, key);
    return {};
  }

  /// The documents of a file are remembered; a file that lost something is read again.
  Status copy_files(StoreWriter& store) {
    const bool all_there = exact_ && report_.lost.empty();
    return source_
        .for_each_file([&](std::string_view path, std::string_view bytes) -> Status {
          if (all_there) return store.put_file(path, bytes);
          auto entry = decode_file_entry(path, bytes);
          if (!entry) return {};  // it is read again
          const Roaring missing = (entry->all() | entry->gone) - recovered_;
          entry->remove(missing);
          entry->up_to_date = entry->up_to_date && missing.isEmpty();
          return store.put_file(path, encode_file_entry(*entry));
        })
        .map([](bool) {});
  }

  /// No number is used twice, whatever the old counters say.
  Status write_counters(StoreWriter& store) const {
    std::uint64_t document = source_.counter(next_document_setting);
    std::uint64_t segment = source_.counter(next_segment_setting);
    if (!recovered_.isEmpty())
      document = std::max<std::uint64_t>(document, recovered_.maximum() + 1);
    for (const SegmentInfo& info : damaged_.settings.segments) {
      document = std::max<std::uint64_t>(document, std::uint64_t{info.last_number} + 1);
      segment = std::max<std::uint64_t>(segment, std::strtoull(info.name.c_str(), nullptr, 10) + 1);
    }
    DATELINE_TRY(store.put_counter(next_document_setting, document));
    return store.put_counter(next_segment_setting, segment);
  }

  static constexpr DocumentNumber last_number = 0xffffffff;
  /// How much one file will get is not known before.
  static constexpr std::size_t most_text_bytes = std::numeric_limits<std::size_t>::max();

  const DamagedGeneration& damaged_;
  DamagedStore source_;
  RepairReport& report_;
  bool exact_ = true;  ///< whether `live_` is all live documents and no others
  Roaring live_;       ///< documents that are taken where they can be read
  Roaring certain_;    ///< those of them that live for certain
  Roaring recovered_;
};

/// Names of generations, the newest first; none where they cannot be listed.
std::vector<std::string> newest_names(const IndexLayout& layout) {
  auto names = generation_names(layout).value_or(std::vector<std::string>());
  std::reverse(names.begin(), names.end());
  return names;
}

/// How the index was made, as far as a generation says: `own`, else the newest that can be
/// read, else as a new index is made.
Manifest settings_of(const IndexLayout& layout, const std::optional<Generation>& own,
                     const std::string& language, std::vector<std::string>& damage) {
  if (own) return own->manifest();
  for (const std::string& name : newest_names(layout))
    if (const auto other = Generation::open(layout.root, name, AnalysisVersion::any)) {
      damage.push_back("MANIFEST.json cannot be read: settings are those of generation " + name);
      return other->manifest();
    }
  damage.push_back("MANIFEST.json cannot be read: settings are those of a new index");
  return first_manifest(language);
}

/// The live generation; the newest if CURRENT does not name one.
Result<DamagedGeneration> find_damaged(const IndexerOptions& options,
                                       std::vector<std::string>& damage) {
  const IndexLayout layout{options.index};
  DATELINE_TRY(require_place_for_index(layout));
  const auto current = current_generation_name(layout);
  const auto names = newest_names(layout);
  if (!current && names.empty()) return tl::unexpected(current.error());
  const bool is_there = current && std::find(names.begin(), names.end(), *current) != names.end();
  const std::string name = is_there ? *current : names.empty() ? *current : names.front();
  DamagedGeneration found;
  found.store = layout.generation(name) / "store";
  found.number = std::strtoull(name.c_str(), nullptr, 10);
  auto opened = Generation::open(layout.root, name, AnalysisVersion::any);
  if (opened)
    found.whole.emplace(std::move(*opened));
  else if (opened.error().code == ErrorCode::format_mismatch)
    return tl::unexpected(opened.error());
  found.settings = settings_of(layout, found.whole, options.language, damage);
  found.settings.generation = found.number;
  return found;
}

}  // namespace

Result<RepairReport> repair_index(const IndexerOptions& options,
                                  const std::function<void(std::string_view)>& on_step) {
  RepairReport report;
  DATELINE_ASSIGN(const DamagedGeneration damaged, find_damaged(options, report.damage));
  report.damaged_generation = damaged.number;
  if (on_step) on_step("reading what can be read");
  Salvage salvage(damaged, report);
  DATELINE_ASSIGN(const auto run,
                  IndexRun::open_filled(options, damaged.settings,
                                        [&](StoreWriter& store, const auto& scratch) {
                                          return salvage.fill(store, scratch);
                                        }));
  if (on_step) on_step("building segments");
  DATELINE_ASSIGN(report.generation, run->publish());
  return report;
}

}  // namespace dateline
