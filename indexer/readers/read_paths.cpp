// The ways into the readers: one reader for a format, and all files below some paths.
#include <unistd.h>

#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/finishing_sink.hpp"
#include "indexer/readers/input_reader.hpp"
#include "indexer/readers/json_fields.hpp"
#include "indexer/readers/jsonl_reader.hpp"
#include "indexer/readers/reuters_reader.hpp"
#include "indexer/readers/source/file_source.hpp"
#include "indexer/readers/text/names.hpp"
#include "indexer/readers/text_reader.hpp"
#include "indexer/readers/trec_reader.hpp"
#include "indexer/readers/walker.hpp"

namespace dateline {
namespace {

/// Whatever the format, its documents go through the finishing sink.
class FinishingReader : public Reader {
 public:
  FinishingReader(std::unique_ptr<Reader> inner, const ReaderOptions& options)
      : inner_(std::move(inner)), options_(options) {}

  Status read(ByteSource& source, const InputPosition& start, const std::string& name,
              DocumentSink& sink) override {
    FinishingSink finishing(options_, sink);
    Status read = inner_->read(source, start, name, finishing);
    DATELINE_TRY(finishing.finish());
    return read;
  }

 private:
  std::unique_ptr<Reader> inner_;
  ReaderOptions options_;
};

std::unique_ptr<Reader> make_plain_reader(Format format, const ReaderOptions& options) {
  switch (format) {
    case Format::jsonl:
      return std::make_unique<JsonlReader>(options);
    case Format::trec:
      return std::make_unique<TrecReader>(options.max_document_bytes);
    case Format::reuters:
      return std::make_unique<ReutersReader>(options.max_document_bytes);
    case Format::automatic:
    case Format::text:
      break;
  }
  return std::make_unique<TextReader>(options.max_document_bytes);
}

Status read_standard_input(const ReaderOptions& options, InputReader& reader) {
  FileSource source(STDIN_FILENO, "-", options);
  const std::string& name = options.standard_input_name;
  if (!name.empty()) return reader.read(source, "-", clean_name(name));
  return reader.read(source, "-", options.key_prefix.empty() ? std::string(no_key_base) : "stdin");
}

}  // namespace

std::unique_ptr<Reader> make_reader(Format format, const ReaderOptions& options) {
  return std::make_unique<FinishingReader>(make_plain_reader(format, options), options);
}

Status read_paths(const std::vector<std::string>& paths, const ReaderOptions& options,
                  DocumentSink& sink, FileWatcher* watcher) {
  DATELINE_TRY(check_field_map(options));
  if (!options.encoding.empty()) DATELINE_TRY(EncodingConverter::open(options.encoding));
  InputReader reader(options, sink);
  const auto on_file = [&](FileDescriptor file, const std::string& path,
                           const std::string& relative) -> Status {
    if (watcher != nullptr) {
      DATELINE_ASSIGN(const bool wanted, watcher->before(file.get(), path, relative));
      if (!wanted) return {};
    }
    const std::string name = clean_name(path);
    FileSource source(file.get(), name, options);
    DATELINE_TRY(reader.read(source, name, clean_name(relative)));
    return watcher == nullptr ? Status() : watcher->after(file.get(), source);
  };
  const auto on_reject = [&](const std::string& path, Reject&& reject) {
    if (watcher != nullptr) watcher->unreadable(path);
    return sink.reject(std::move(reject));
  };
  const auto leaves_out = [watcher](const std::string& folder) {
    return watcher != nullptr && watcher->leaves_out(folder);
  };
  const auto on_hidden = [&sink](std::uint64_t count) { sink.left_out(LeftOut::hidden, count); };
  Walker walker(on_file, on_reject, on_hidden, leaves_out);
  for (const auto& path : paths) {
    if (watcher != nullptr) watcher->next_path();
    DATELINE_TRY(path == "-" ? read_standard_input(options, reader) : walker.walk(path));
  }
  return {};
}

}  // namespace dateline
