#include "tests/support/model_index.hpp"

#include <catch2/catch.hpp>

namespace dateline::test {
namespace {

template <typename T>
void require_success(const Result<T>& result) {
  if (!result) FAIL(result.error().message << " (" << result.error().hint << ")");
}

}  // namespace

void ModelIndex::add(const Document& document) {
  versions_[document.key] = corpus_.add(document);
  require_success(indexer().add(Document(document)));
}

void ModelIndex::remove(const std::string& key) {
  const auto removed = indexer().remove(key);
  require_success(removed);
  REQUIRE(*removed == (versions_.erase(key) == 1));
}

void ModelIndex::publish() {
  require_success(indexer().publish());
  indexer_.reset();
}

void ModelIndex::compact() {
  require_success(indexer().compact());
  publish();
}

DocumentFlags ModelIndex::live() const {
  DocumentFlags flags(corpus_.documents().size(), 0);
  for (const auto& [key, index] : versions_) flags[index] = 1;
  return flags;
}

Indexer& ModelIndex::indexer() {
  if (!indexer_) {
    auto opened = Indexer::open({.index = path(), .jobs = 2});
    require_success(opened);
    indexer_.emplace(std::move(*opened));
  }
  return *indexer_;
}

}  // namespace dateline::test
