// The way into the readers: all files below some paths.
#include <unistd.h>

#include "indexer/readers/encoding/converter.hpp"
#include "indexer/readers/input_reader.hpp"
#include "indexer/readers/json/json_fields.hpp"
#include "indexer/readers/source/file_source.hpp"
#include "indexer/readers/text/names.hpp"
#include "indexer/readers/walker.hpp"

namespace dateline {
namespace {

Status read_standard_input(const ReaderOptions& options, InputReader& reader) {
  FileSource source(STDIN_FILENO, "-", options);
  const std::string& name = options.standard_input_name;
  if (!name.empty()) return reader.read(source, "-", clean_name(name));
  return reader.read(source, "-", options.key_prefix.empty() ? std::string(no_key_base) : "stdin");
}

}  // namespace

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
