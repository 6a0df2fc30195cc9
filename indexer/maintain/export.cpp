// Every live document, as a line each.
#include "common/base/exception_guard.hpp"
#include "common/format/generation/generation.hpp"
#include "common/format/store/store.hpp"
#include "dateline/maintenance.hpp"
#include "indexer/maintain/document_line.hpp"

namespace dateline {

Result<std::uint64_t> export_documents(const std::filesystem::path& index,
                                       const std::function<Status(std::string_view)>& write) {
  return guard_exceptions({"cannot export", index}, [&]() -> Result<std::uint64_t> {
    DATELINE_ASSIGN(const Generation generation,
                    Generation::open_current(index, AnalysisVersion::any));
    DATELINE_ASSIGN(const Store store, Store::open(generation.store()));
    std::uint64_t documents = 0;
    const auto write_document = [&](DocumentNumber, Document&& document) -> Result<bool> {
      DATELINE_ASSIGN(const std::string line, document_line(document));
      DATELINE_TRY(write(line));
      ++documents;
      return true;
    };
    DATELINE_TRY(store.for_each_document(write_document));
    return documents;
  });
}

}  // namespace dateline
