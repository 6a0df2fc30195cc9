// The public face of a run that writes.
#include "dateline/indexer.hpp"

#include <optional>
#include <type_traits>
#include <utility>

#include "common/base/exception_guard.hpp"
#include "dateline/valid_document.hpp"
#include "indexer/run/index_run.hpp"

namespace dateline {

struct Indexer::Impl {
  std::unique_ptr<IndexRun> run;
  std::optional<Error> failure;  ///< of the step that left the run half done

  /// A step of the run, unless one before it failed half way: then that failure again.
  template <typename Work>
  auto attempt(const char* what, Work&& work) -> std::invoke_result_t<Work> {
    if (failure) return tl::unexpected(*failure);
    auto outcome = guard_exceptions(what, std::forward<Work>(work));
    if (!outcome && outcome.error().code != ErrorCode::bad_input) failure = outcome.error();
    return outcome;
  }
};

Result<Indexer> Indexer::open(const IndexerOptions& options) {
  return guard_exceptions({"cannot write to", options.index}, [&]() -> Result<Indexer> {
    DATELINE_ASSIGN(auto run, IndexRun::open(options, InputSpan::publication));
    return Indexer(std::make_unique<Impl>(Impl{std::move(run), std::nullopt}));
  });
}

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;
Indexer::~Indexer() = default;

Result<AddOutcome> Indexer::add(Document&& document) {
  return impl_->attempt("cannot add a document", [&]() -> Result<AddOutcome> {
    if (auto fault = make_valid(document))
      return failure(ErrorCode::bad_input, std::move(fault->detail));
    return impl_->run->add(std::move(document));
  });
}

Result<bool> Indexer::remove(std::string_view key) {
  return impl_->attempt("cannot remove a document", [&] { return impl_->run->remove(key); });
}

Result<std::uint64_t> Indexer::publish() {
  return impl_->attempt("cannot publish", [&] { return impl_->run->publish(); });
}

Status Indexer::compact() {
  return impl_->attempt("cannot compact", [&] { return impl_->run->compact(); });
}

Status Indexer::rebuild() {
  return impl_->attempt("cannot rebuild", [&] { return impl_->run->rebuild(); });
}

const IndexCounts& Indexer::counts() const noexcept {
  return impl_->run->counts();
}

}  // namespace dateline
