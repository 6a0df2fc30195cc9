// A sink that keeps what readers give it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/readers/base/reader.hpp"

namespace dateline::test {

/// Where `stop_after` documents have come, the next one is an error of the sink.
class CollectingSink : public DocumentSink {
 public:
  Status document(Document&& document, const InputPosition& position) override {
    if (stop_after && documents.size() >= *stop_after)
      return failure(ErrorCode::cancelled, "the sink was asked to stop");
    documents.push_back(std::move(document));
    positions.push_back(position);
    return {};
  }
  Status reject(Reject&& reject) override {
    rejects.push_back(std::move(reject));
    return {};
  }
  void left_out(LeftOut what, std::uint64_t count) override { left_out_counts.add(what, count); }

  void unusable_field(std::string_view field, const InputPosition& /*position*/) override {
    unusable.emplace_back(field);
  }

  [[nodiscard]] std::map<RejectReason, std::size_t> reject_counts() const {
    std::map<RejectReason, std::size_t> counts;
    for (const auto& reject : rejects) ++counts[reject.reason];
    return counts;
  }
  [[nodiscard]] std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (const auto& document : documents) keys.push_back(document.key);
    return keys;
  }

  std::vector<Document> documents;
  std::vector<InputPosition> positions;
  std::vector<Reject> rejects;
  LeftOutCounts left_out_counts;
  std::vector<std::string> unusable;  ///< fields
  std::optional<std::size_t> stop_after;
};

}  // namespace dateline::test
