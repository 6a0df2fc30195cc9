// Every document of the input as a line, without an index.
#include "dateline/read.hpp"

#include <algorithm>
#include <utility>

#include "common/base/exception_guard.hpp"
#include "indexer/maintain/document_line.hpp"
#include "indexer/maintain/input_paths.hpp"
#include "indexer/maintain/met_files.hpp"
#include "indexer/publish/index_marks.hpp"
#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/text/names.hpp"

namespace dateline {
namespace {

using WriteLine = std::function<Status(std::string_view)>;

Status stop_if_asked(const ReadOptions& options) {
  if (options.stop == nullptr || !options.stop->load(std::memory_order_relaxed)) return {};
  return failure(ErrorCode::cancelled, "reading was asked to stop");
}

/// Writes documents and counts everything.
class LineSink : public DocumentSink {
 public:
  LineSink(const ReadOptions& options, const WriteLine& write, ReadReport& report)
      : options_(options), write_(write), report_(report) {}

  Status document(Document&& document, const InputPosition& position) override {
    DATELINE_TRY(stop_if_asked(options_));
    DATELINE_ASSIGN(const std::string line, document_line(document, &position));
    DATELINE_TRY(write_(line));
    ++report_.documents;
    if (document.text.empty()) ++report_.without_text;
    if (!document.date.known()) ++report_.undated;
    if (document.date.ambiguous) ++report_.ambiguous_dates;
    return {};
  }

  Status reject(Reject&& reject) override {
    DATELINE_TRY(stop_if_asked(options_));
    ++report_.rejected;
    if (options_.on_reject) options_.on_reject(reject);
    return {};
  }

  void left_out(LeftOut what, std::uint64_t count) override { report_.left_out.add(what, count); }

  void unusable_field(std::string_view field, const InputPosition& position) override {
    UnusableField& unusable = report_.unusable_fields[std::string(field)];
    if (unusable.documents++ == 0) unusable.first = position;
  }

 private:
  const ReadOptions& options_;
  const WriteLine& write_;
  ReadReport& report_;
};

/// Reads each file once, and no index.
class NewFiles : public FileWatcher {
 public:
  NewFiles(const ReadOptions& options, ReadReport& report) : options_(options), report_(report) {}

  void next_path() override { met_files_.next_path(); }

  Result<bool> before(int fd, const std::string& /*path*/,
                      const std::string& /*relative*/) override {
    DATELINE_TRY(stop_if_asked(options_));
    if (options_.paths.size() > 1 && !met_files_.is_new(fd)) return false;
    ++report_.files;
    return true;
  }

  Status after(int /*fd*/, FileSource& /*source*/) override { return {}; }

  bool leaves_out(const std::string& folder) override {
    if (!holds_index(folder)) return false;
    std::vector<std::string>& folders = report_.index_folders;
    std::string name = clean_name(folder);
    if (std::find(folders.begin(), folders.end(), name) == folders.end())
      folders.push_back(std::move(name));
    return true;
  }

  void unreadable(const std::string& /*path*/) override {}

 private:
  const ReadOptions& options_;
  ReadReport& report_;
  MetFiles met_files_;
};

Result<ReadReport> read_all(const ReadOptions& options, const WriteLine& write) {
  if (options.paths.empty())
    return failure(ErrorCode::usage, "a path to read is missing", "\"-\" is standard input");
  DATELINE_TRY(require_input(options.paths));
  ReaderOptions reader = options.reader;
  reader.stop = options.stop;
  ReadReport report;
  LineSink sink(options, write, report);
  NewFiles files(options, report);
  DATELINE_TRY(read_paths(options.paths, reader, sink, &files));
  return report;
}

}  // namespace

Result<ReadReport> read_documents(const ReadOptions& options, const WriteLine& write) {
  return guard_exceptions("cannot read the input", [&] { return read_all(options, write); });
}

}  // namespace dateline
