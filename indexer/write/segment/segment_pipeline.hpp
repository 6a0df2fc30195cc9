// A stream of documents -> segments, built by all workers and merged in rounds, in the order of the
// documents.
#pragma once

#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/write/segment/segment_builder.hpp"
#include "indexer/write/task_pool.hpp"

namespace dateline {

struct PipelineOptions {
  std::filesystem::path scratch;      ///< segments and document files are made here
  std::size_t slab_bytes = 8u << 20;  ///< text that one worker takes at once
  bool write_documents = true;        ///< also write the documents into files for the store
};

/// Gathers documents into slabs; one task makes a slab a segment, another writes it into a file for
/// the store; neighbouring segments of the same round are merged as soon as there are enough of
/// them. add() and finish() from one thread.
class SegmentPipeline {
 public:
  using Slab = std::vector<NumberedDocument>;

  /// `analyzers`: one for each worker of `pool`. Both outlive the pipeline.
  SegmentPipeline(TaskPool& pool, std::vector<std::unique_ptr<DocumentAnalyzer>>& analyzers,
                  PipelineOptions options);

  /// Called with the first slab before a worker gets it.
  void before_first_slab(std::function<Status(const Slab&)> hook) { hook_ = std::move(hook); }

  Status add(NumberedDocument&& document);
  /// Waits for the workers. The segments, in order; the caller merges or moves them.
  Result<std::vector<SegmentPlace>> finish();
  /// Files for the store, after finish().
  [[nodiscard]] const std::vector<std::string>& document_files() const noexcept {
    return document_files_;
  }

 private:
  struct Node {
    std::size_t round = 0;
    bool done = false;
    bool merging = false;
    SegmentPlace place;
  };
  using Nodes = std::list<Node>;

  Status submit_slab();
  Nodes::iterator new_node();
  Status build(Nodes::iterator node, const Slab& slab, std::size_t worker);
  void complete(Nodes::iterator node, SegmentInfo info);
  void start_merge_beside(Nodes::iterator node);
  Status merge(const std::vector<Nodes::iterator>& run, Nodes::iterator target);
  std::filesystem::path new_path(const char* kind);
  /// With the mutex held.
  std::filesystem::path next_path(const char* kind);

  TaskPool& pool_;
  std::vector<std::unique_ptr<DocumentAnalyzer>>& analyzers_;
  PipelineOptions options_;
  std::function<Status(const Slab&)> hook_;
  Slab slab_;
  std::size_t slab_text_bytes_ = 0;
  std::vector<std::string> document_files_;

  std::mutex mutex_;  ///< for what is below: workers complete nodes
  Nodes nodes_;
  std::size_t next_path_ = 0;
};

}  // namespace dateline
