// The public face of a run that writes.
#include "dateline/indexer.hpp"

#include "common/exception_guard.hpp"
#include "indexer/build/index_run.hpp"

namespace dateline {

struct Indexer::Impl {
  std::unique_ptr<IndexRun> run;
};

Result<Indexer> Indexer::open(const IndexerOptions& options) {
  return guard_exceptions("cannot write to " + options.index.string(), [&]() -> Result<Indexer> {
    DATELINE_ASSIGN(auto run, IndexRun::open(options));
    return Indexer(std::make_unique<Impl>(Impl{std::move(run)}));
  });
}

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;
Indexer::~Indexer() = default;

Result<AddOutcome> Indexer::add(Document&& document) {
  return guard_exceptions("cannot add a document",
                          [&] { return impl_->run->add(std::move(document)); });
}

Result<bool> Indexer::remove(std::string_view key) {
  return guard_exceptions("cannot remove a document", [&] { return impl_->run->remove(key); });
}

Result<std::uint64_t> Indexer::publish() {
  return guard_exceptions("cannot publish", [&] { return impl_->run->publish(); });
}

Status Indexer::compact() {
  return guard_exceptions("cannot compact", [&] { return impl_->run->compact(); });
}

Status Indexer::rebuild() {
  return guard_exceptions("cannot rebuild", [&] { return impl_->run->rebuild(); });
}

const IndexCounts& Indexer::counts() const noexcept {
  return impl_->run->counts();
}

}  // namespace dateline
