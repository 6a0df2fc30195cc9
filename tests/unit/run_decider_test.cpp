// What becomes of documents, against a naive model and without a disk.
#include "indexer/run/run_decider.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <random>

using namespace dateline;

namespace {

/// The tables as maps in memory.
class MapTables : public RunTables {
 public:
  Result<std::optional<KeyEntry>> find_key(std::string_view key) override {
    const auto found = keys.find(std::string(key));
    return found == keys.end() ? std::optional<KeyEntry>() : found->second;
  }
  Status put_key(std::string_view key, const KeyEntry& entry) override {
    keys[std::string(key)] = entry;
    numbers[entry.number] = key;
    return {};
  }
  Status delete_key(std::string_view key) override {
    keys.erase(std::string(key));
    return {};
  }
  Result<std::optional<std::string>> stored_key(DocumentNumber number) override {
    const auto found = numbers.find(number);
    return found == numbers.end() ? std::optional<std::string>() : found->second;
  }
  Result<std::optional<std::string>> find_file(std::string_view path) override {
    const auto found = files.find(std::string(path));
    return found == files.end() ? std::optional<std::string>() : found->second;
  }
  Status put_file(std::string_view path, std::string_view entry) override {
    files[std::string(path)] = entry;
    return {};
  }
  Status delete_file(std::string_view path) override {
    files.erase(std::string(path));
    return {};
  }
  Status for_each_file(const VisitFile& visit) override {
    const auto before = files;
    for (const auto& [path, entry] : before) DATELINE_TRY(visit(path, entry));
    return {};
  }

  std::map<std::string, KeyEntry> keys;
  std::map<DocumentNumber, std::string> numbers;
  std::map<std::string, std::string> files;
};

Document document(const std::string& key, const std::string& text) {
  Document made;
  made.key = key;
  made.text = text;
  return made;
}

/// What the rules say, key by key.
class Model {
 public:
  void begin_input() {
    ++input_;
    for (auto& [key, record] : records_) {
      record.repeated.clear();
      record.confirmed = false;
    }
  }
  void begin_publication() { deleted_.clear(); }

  AddOutcome add(const std::string& key, const std::string& text) {
    const auto found = records_.find(key);
    if (found == records_.end()) {
      records_[key] = {next_++, text, input_, {}, {}, false};
      return AddOutcome::added;
    }
    Record& record = found->second;
    if (record.text == text) {
      record.confirmed = record.input != input_;
      return AddOutcome::unchanged;
    }
    if (holds(record.earlier, text)) {
      if (!holds(record.repeated, text)) record.repeated.push_back(text);
      return AddOutcome::unchanged;
    }
    deleted_.push_back(record.number);
    if (record.input != input_) record.earlier = record.repeated;
    if (record.input == input_ || record.confirmed) record.earlier.push_back(record.text);
    constexpr std::size_t most_versions = 16;
    if (record.earlier.size() > most_versions) record.earlier.pop_front();
    record.number = next_++;
    record.text = text;
    record.input = input_;
    record.confirmed = false;
    return AddOutcome::replaced;
  }
  bool remove(const std::string& key) {
    const auto found = records_.find(key);
    if (found == records_.end()) return false;
    deleted_.push_back(found->second.number);
    records_.erase(found);
    return true;
  }

  [[nodiscard]] std::map<std::string, DocumentNumber> live() const {
    std::map<std::string, DocumentNumber> numbers;
    for (const auto& [key, record] : records_) numbers[key] = record.number;
    return numbers;
  }
  [[nodiscard]] const std::vector<DocumentNumber>& deleted() const { return deleted_; }
  [[nodiscard]] DocumentNumber next() const { return next_; }

 private:
  struct Record {
    DocumentNumber number;
    std::string text;
    int input;                         ///< that it came with
    std::deque<std::string> earlier;   ///< what that input had under the key before
    std::deque<std::string> repeated;  ///< of these, what the present input has as well
    bool confirmed = false;            ///< a later input is present and holds the text again
  };
  static bool holds(const std::deque<std::string>& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  }
  std::map<std::string, Record> records_;
  std::vector<DocumentNumber> deleted_;
  int input_ = 0;
  DocumentNumber next_ = 1;
};

std::map<std::string, DocumentNumber> live_in(const MapTables& tables) {
  std::map<std::string, DocumentNumber> numbers;
  for (const auto& [key, entry] : tables.keys) numbers[key] = entry.number;
  return numbers;
}

using Random = std::mt19937;

int below(Random& random, int end) {
  return std::uniform_int_distribution<int>(0, end - 1)(random);
}

/// Some hundred operations with few keys, so that they meet; many texts reach the bound on versions
/// that are remembered.
void run_against_model(Random& random, InputSpan span, int texts) {
  MapTables tables;
  Model model;
  IndexCounts counts;
  RunDecider decider(counts, span);
  decider.begin(tables, 1);
  model.begin_input();
  for (int step = 0; step < 300; ++step) {
    CAPTURE(step);
    const std::string key = "k" + std::to_string(below(random, 4));
    const int kind = below(random, 20);
    if (kind == 0) {
      decider.begin(tables, decider.next_document());
      model.begin_publication();
      if (span == InputSpan::publication) model.begin_input();
      CHECK_FALSE(decider.has_changes());
    } else if (kind == 1) {
      const std::uint64_t before = counts.removed;
      const bool removed = model.remove(key);
      CHECK(decider.remove(key).value() == removed);
      CHECK(counts.removed == before + (removed ? 1 : 0));
    } else {
      const std::string text = "t" + std::to_string(below(random, texts));
      Document given = document(key, text);
      const auto decision = decider.add(given).value();
      CHECK(decision.outcome == model.add(key, text));
      CHECK(decision.number == model.live().at(key));
    }
    REQUIRE(live_in(tables) == model.live());
    REQUIRE(decider.next_document() == model.next());
    REQUIRE(decider.deleted() == model.deleted());
  }
}

/// A folder of files with documents, some of which have the same keys.
struct NewsFile {
  std::string path;
  std::string relative;
  std::vector<std::pair<std::string, std::string>> documents;  ///< key, text
  std::uint64_t version = 1;
};

class NewsFolder {
 public:
  explicit NewsFolder(Random& random) : random_(random) {
    for (const char* path : {"/x/a", "/x/b", "/y/a", "/y/c"}) {
      files_.push_back({path, std::string(path).substr(3), {}, 1});
      rewrite(files_.back());
    }
  }
  void change_one() { rewrite(files_[static_cast<std::size_t>(below(random_, 4))]); }
  [[nodiscard]] const std::vector<NewsFile>& files() const { return files_; }

 private:
  void rewrite(NewsFile& file) {
    ++file.version;
    file.documents.clear();
    // A document without an id has the key of its file.
    if (below(random_, 2) == 0) file.documents.emplace_back(file.relative, text());
    for (int i = below(random_, 4); i > 0; --i)
      file.documents.emplace_back("id" + std::to_string(below(random_, 4)), text());
  }
  std::string text() { return "t" + std::to_string(below(random_, 5)); }

  Random& random_;
  std::vector<NewsFile> files_;
};

/// An index of which nothing is kept but keys and files, updated run by run.
class Updated {
 public:
  explicit Updated(bool skips) : skips_(skips) {}

  void update(const std::vector<NewsFile>& files) {
    IndexCounts counts;
    RunDecider decider(counts, InputSpan::run);
    decider.begin(tables_, next_);
    decider.will_read({"/x", "/y"}, [&](const std::string& path) {
      return std::any_of(files.begin(), files.end(),
                         [&](const NewsFile& file) { return file.path == path; });
    });
    for (const NewsFile& file : files) take(decider, file);
    REQUIRE(decider.save_files());
    next_ = decider.next_document();
    unchanged_ = !decider.has_changes();
  }
  void remove(const std::string& key) {
    IndexCounts counts;
    RunDecider decider(counts, InputSpan::publication);
    decider.begin(tables_, next_);
    REQUIRE(decider.remove(key));
    REQUIRE(decider.save_files());
  }
  /// Key, number, content; earlier contents by content.
  [[nodiscard]] auto keys() const {
    std::map<std::string, std::pair<DocumentNumber, std::vector<ContentHash>>> all;
    for (const auto& [key, entry] : tables_.keys) {
      std::vector<ContentHash> contents = entry.superseded;
      std::sort(contents.begin(), contents.end());
      contents.push_back(entry.hash);
      all[key] = {entry.number, std::move(contents)};
    }
    return all;
  }
  [[nodiscard]] bool was_unchanged() const { return unchanged_; }
  [[nodiscard]] int skipped() const { return skipped_; }

 private:
  void take(RunDecider& decider, const NewsFile& file) {
    auto known = decider.files().find(file.path).value();
    const FileStamp stamp{.size = file.documents.size(),
                          .mtime_ns = static_cast<std::int64_t>(file.version)};
    if (skips_ && known && known->up_to_date && known->stamp == stamp &&
        !decider.files().has_deleted_documents(*known)) {
      ++skipped_;
      REQUIRE(decider.skip_file(file.path, *known, stamp, false));
      return;
    }
    decider.open_file({.path = file.path,
                       .shown = file.path,
                       .relative = file.relative,
                       .base = KeyBase("", file.relative, file.path)},
                      std::move(known));
    for (const auto& [key, text] : file.documents) {
      Document given = document(key, text);
      REQUIRE(decider.add(given));
    }
    REQUIRE(decider.close_file({.stamp = stamp, .content = {}, .whole = true}));
  }

  bool skips_;
  MapTables tables_;
  DocumentNumber next_ = 1;
  bool unchanged_ = false;
  int skipped_ = 0;
};

unsigned new_seed() {
  return std::random_device()();
}

}  // namespace

TEST_CASE("a decider decides as a naive model does") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int round = 0; round < 30; ++round) {
    CAPTURE(round);
    run_against_model(random, InputSpan::publication, 4);
    run_against_model(random, InputSpan::run, 4);
    run_against_model(random, InputSpan::run, 40);
  }
}

TEST_CASE("skipping files that are up to date decides as reading them does") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Random random(seed);
  int skipped = 0;
  for (int round = 0; round < 60; ++round) {
    NewsFolder folder(random);
    Updated reading(false), skipping(true);
    for (int step = 0; step < 20; ++step) {
      CAPTURE(round, step);
      if (below(random, 3) > 0) folder.change_one();
      if (below(random, 5) == 0) {
        const std::string key = "id" + std::to_string(below(random, 4));
        reading.remove(key);
        skipping.remove(key);
      }
      reading.update(folder.files());
      skipping.update(folder.files());
      REQUIRE(skipping.keys() == reading.keys());
    }
    skipped += skipping.skipped();
  }
  CHECK(skipped > 1000);
}

TEST_CASE("the same input again changes nothing, however its keys repeat") {
  const unsigned seed = new_seed();
  CAPTURE(seed);
  Random random(seed);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    NewsFolder folder(random);
    Updated index(false);
    index.update(folder.files());
    index.update(folder.files());
    CHECK(index.was_unchanged());
    folder.change_one();
    index.update(folder.files());
    index.update(folder.files());
    CHECK(index.was_unchanged());
  }
}

TEST_CASE("a key that cannot be one changes nothing") {
  MapTables tables;
  IndexCounts counts;
  RunDecider decider(counts, InputSpan::publication);
  decider.begin(tables, 7);
  for (const std::string& key : {std::string(), std::string(1025, 'k'), std::string("a\0b", 3)}) {
    Document given = document(key, "text");
    const auto decision = decider.add(given);
    REQUIRE_FALSE(decision);
    CHECK(decision.error().code == ErrorCode::bad_input);
  }
  CHECK(tables.keys.empty());
  CHECK(decider.next_document() == 7);
  CHECK_FALSE(decider.has_changes());
  CHECK(counts.added == 0);
}

TEST_CASE("a number leads to a key only while its document is live") {
  MapTables tables;
  IndexCounts counts;
  RunDecider decider(counts, InputSpan::publication);
  decider.begin(tables, 1);
  Document first = document("k", "one");
  Document second = document("k", "two");
  REQUIRE(decider.add(first));
  CHECK(decider.key_of(1).value() == "k");
  REQUIRE(decider.add(second));
  CHECK_FALSE(decider.key_of(1).value());
  CHECK(decider.key_of(2).value() == "k");
  CHECK_FALSE(decider.key_of(3).value());
}
