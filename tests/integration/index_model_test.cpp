// Random runs of the indexer against a map: whatever is added, replaced, removed, compacted,
// rebuilt or abandoned, what is published is what the map holds.
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "dateline/indexer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace dateline {
namespace {

using Documents = std::map<std::string, Document>;

class RandomRuns {
 public:
  explicit RandomRuns(unsigned seed) : random_(seed) {}

  /// Opens the indexer, makes some changes, and publishes them in most cases.
  void run() {
    auto opened = Indexer::open({.index = index(), .jobs = 2});
    REQUIRE(opened);
    Indexer indexer = std::move(*opened);
    Documents documents = published_;
    known_again_.clear();
    added_in_run_.clear();
    for (std::size_t n = random_() % 40; n > 0; --n) change(indexer, documents);
    if (one_in(6)) return abandon();
    if (one_in(5)) REQUIRE(indexer.compact());
    if (one_in(8)) REQUIRE(indexer.rebuild());
    REQUIRE(indexer.publish());
    published_ = std::move(documents);
    published_superseded_ = superseded_;
  }

  void check() const {
    const auto generation = Generation::open_current(index());
    if (!generation) {
      REQUIRE(generation.error().code == ErrorCode::not_found);
      REQUIRE(published_.empty());
      return;
    }
    check_manifest(generation->manifest());
    const auto store = Store::open(generation->store());
    REQUIRE(store);
    check_documents(*store);
    check_segments(*generation, *store);
  }

 private:
  std::filesystem::path index() const { return folder_.path() / "index"; }
  bool one_in(std::size_t n) { return random_() % n == 0; }
  void abandon() { superseded_ = published_superseded_; }

  void change(Indexer& indexer, Documents& documents) {
    const std::string key = "key" + std::to_string(random_() % 60);
    if (one_in(5)) {
      const auto removed = indexer.remove(key);
      REQUIRE(removed);
      REQUIRE(*removed == (documents.erase(key) == 1));
      superseded_.erase(key);
      known_again_.erase(key);
      return;
    }
    add(indexer, documents, random_document(key));
  }

  void add(Indexer& indexer, Documents& documents, const Document& document) {
    const auto old = documents.find(document.key);
    const auto outcome = indexer.add(Document(document));
    REQUIRE(outcome);
    if (old == documents.end()) {
      REQUIRE(*outcome == AddOutcome::added);
    } else if (superseded_[document.key].count(document.text) > 0) {
      known_again_[document.key].insert(document.text);
      REQUIRE(*outcome == AddOutcome::unchanged);
      return;
    } else if (old->second == document) {
      known_again_[document.key].insert(document.text);
      REQUIRE(*outcome == AddOutcome::unchanged);
      return;
    } else {
      REQUIRE(*outcome == AddOutcome::replaced);
      supersede(old->second);
    }
    added_in_run_.insert(document.key);
    documents[document.key] = document;
  }

  /// Contents that this run brought, or found to be known, and then replaced are known when the
  /// same input comes again. Those of earlier runs are not: a document may go back to them.
  void supersede(const Document& old) {
    auto& known = superseded_[old.key];
    if (added_in_run_.count(old.key) > 0)
      known.insert(old.text);
    else
      known = known_again_[old.key];
  }

  /// One of few texts, so that contents come again.
  Document random_document(const std::string& key) {
    Document document;
    document.key = key;
    document.title = "Report " + key;
    const std::string words[] = {"harbour", "ferry", "grain", "wind"};
    for (std::size_t n = 1 + random_() % 2; n > 0; --n) document.text += words[random_() % 4] + " ";
    document.source = key.size() % 2 == 0 ? "Gazette" : "";
    return document;
  }

  void check_manifest(const Manifest& manifest) const {
    CHECK(manifest.documents == published_.size());
    std::size_t live = 0;
    for (const SegmentInfo& segment : manifest.segments) live += segment.documents - segment.dead;
    CHECK(live == published_.size());
    CHECK(manifest.segments.size() <= 12);
  }

  void check_documents(const Store& store) const {
    Documents stored;
    REQUIRE(store.for_each_document([&](DocumentNumber, Document&& document) -> Result<bool> {
      stored.emplace(document.key, document);
      return true;
    }));
    CHECK(stored == published_);
    for (int i = 0; i < 60; ++i) {
      const std::string key = "key" + std::to_string(i);
      const auto entry = store.find_key(key);
      REQUIRE(entry);
      REQUIRE(entry->has_value() == (published_.count(key) == 1));
      if (!*entry) continue;
      const auto document = store.document((*entry)->number);
      REQUIRE(document);
      REQUIRE(document->has_value());
      CHECK(**document == published_.at(key));
    }
  }

  /// Every live document is in one segment, whose range of numbers holds it.
  void check_segments(const Generation& generation, const Store& store) const {
    std::set<DocumentNumber> found;
    for (const SegmentInfo& info : generation.manifest().segments) {
      const auto files = SegmentFiles::open(generation.segment(info.name));
      REQUIRE(files);
      CHECK(files->document_count() == info.documents);
      for (std::uint32_t docid = 1; docid <= files->document_count(); ++docid) {
        const DocumentNumber number = files->record(docid).number;
        CHECK((info.first_number <= number && number <= info.last_number));
        CHECK(found.insert(number).second);
      }
    }
    for (const auto& [key, document] : published_)
      CHECK(found.count((*store.find_key(key))->number) == 1);
  }

  std::mt19937 random_;
  test::TemporaryFolder folder_;
  Documents published_;
  using Texts = std::map<std::string, std::set<std::string>>;  // by key
  Texts superseded_;
  Texts published_superseded_;
  Texts known_again_;  // of earlier runs, and met again in this one
  std::set<std::string> added_in_run_;
};

TEST_CASE("random runs publish what was added and not removed") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  RandomRuns runs(seed);
  for (int run = 0; run < 30; ++run) {
    CAPTURE(run);
    runs.run();
    runs.check();
  }
}

}  // namespace
}  // namespace dateline
