// Indexing from C: documents by the field, or whole files.
#include <memory>
#include <utility>

#include "bindings/c/handles.hpp"
#include "dateline/update.hpp"
#include "dateline/valid_document.hpp"

namespace dateline {
namespace {

constexpr std::size_t usual_memory_mb = 512;

dateline_outcome outcome_of(AddOutcome outcome) noexcept {
  switch (outcome) {
    case AddOutcome::added:
      return DATELINE_ADDED;
    case AddOutcome::replaced:
      return DATELINE_REPLACED;
    case AddOutcome::unchanged:
      return DATELINE_UNCHANGED;
  }
  return DATELINE_UNCHANGED;
}

Result<dateline_indexer*> open_indexer(const char* index, const char* language,
                                       std::size_t memory_mb) {
  DATELINE_TRY(require_argument(index, "the index"));
  IndexerOptions options;
  options.index = index;
  if (language != nullptr) options.language = language;
  options.memory_mb = memory_mb == 0 ? usual_memory_mb : memory_mb;
  DATELINE_ASSIGN(Indexer indexer, Indexer::open(options));
  return new dateline_indexer{std::move(indexer)};
}

Result<int> add(dateline_indexer* indexer, const dateline_document* document) {
  DATELINE_TRY(require_argument(indexer, "the indexer"));
  DATELINE_TRY(require_argument(document, "the document"));
  Document copy = document->document;
  DATELINE_ASSIGN(const AddOutcome outcome, indexer->indexer.add(std::move(copy)));
  return outcome_of(outcome);
}

struct FilesToRead {
  const char* index;
  const char* const* paths;
  std::size_t count;
};

Result<UpdateOptions> update_options(const FilesToRead& files) {
  DATELINE_TRY(require_argument(files.index, "the index"));
  DATELINE_TRY(require_argument(files.paths, "the list of paths"));
  UpdateOptions options;
  options.indexer.index = files.index;
  options.kept_rejects = 0;
  for (std::size_t i = 0; i < files.count; ++i) {
    DATELINE_TRY(require_argument(files.paths[i], "a path"));
    options.paths.emplace_back(files.paths[i]);
  }
  return options;
}

Result<UpdateReport> read_files(const FilesToRead& files, dateline_on_progress on_progress,
                                void* user) {
  DATELINE_ASSIGN(UpdateOptions options, update_options(files));
  std::atomic<bool> stop{false};
  options.stop = &stop;
  if (on_progress != nullptr) {
    options.on_progress = [&](const UpdateProgress& progress) {
      const dateline_progress now{progress.documents, progress.rejected, progress.bytes_read,
                                  progress.total_bytes, progress.publishing ? 1 : 0};
      if (on_progress(&now, user) != 0) stop = true;
    };
  }
  return update(options);
}

}  // namespace
}  // namespace dateline

dateline_indexer* dateline_indexer_open(const char* index, const char* language, size_t memory_mb,
                                        dateline_error** error) {
  return dateline::guard_c<dateline_indexer*>(
      error, nullptr, [&] { return dateline::open_indexer(index, language, memory_mb); });
}

void dateline_indexer_close(dateline_indexer* indexer) {
  delete indexer;
}

dateline_document* dateline_document_new(const char* key) {
  return dateline::guard_memory<dateline_document*>(nullptr, [&] {
    auto document = std::make_unique<dateline_document>();
    if (key != nullptr) document->document.key = key;
    return document.release();
  });
}

void dateline_document_free(dateline_document* document) {
  delete document;
}

int dateline_document_set(dateline_document* document, const char* field, const char* value,
                          dateline_error** error) {
  return dateline::guard_c(error, -1, [&]() -> dateline::Result<int> {
    DATELINE_TRY(dateline::require_argument(document, "the document"));
    DATELINE_TRY(dateline::require_argument(field, "the field's name"));
    DATELINE_TRY(dateline::require_argument(value, "the value"));
    DATELINE_TRY(dateline::set_field(document->document, field, value));
    return 0;
  });
}

int dateline_indexer_add(dateline_indexer* indexer, const dateline_document* document,
                         dateline_error** error) {
  return dateline::guard_c(error, -1, [&] { return dateline::add(indexer, document); });
}

int dateline_indexer_remove(dateline_indexer* indexer, const char* key, dateline_error** error) {
  return dateline::guard_c(error, -1, [&]() -> dateline::Result<int> {
    DATELINE_TRY(dateline::require_argument(indexer, "the indexer"));
    DATELINE_TRY(dateline::require_argument(key, "the key"));
    DATELINE_ASSIGN(const bool removed, indexer->indexer.remove(key));
    return removed ? 1 : 0;
  });
}

uint64_t dateline_indexer_publish(dateline_indexer* indexer, dateline_error** error) {
  return dateline::guard_c(error, std::uint64_t{0}, [&]() -> dateline::Result<std::uint64_t> {
    DATELINE_TRY(dateline::require_argument(indexer, "the indexer"));
    return indexer->indexer.publish();
  });
}

uint64_t dateline_update(const char* index, const char* const* paths, size_t count,
                         dateline_on_progress on_progress, void* user, uint64_t* rejected,
                         dateline_error** error) {
  return dateline::guard_c(error, std::uint64_t{0}, [&]() -> dateline::Result<std::uint64_t> {
    DATELINE_ASSIGN(const dateline::UpdateReport report,
                    dateline::read_files({index, paths, count}, on_progress, user));
    if (rejected != nullptr) *rejected = report.rejected;
    return report.generation;
  });
}
