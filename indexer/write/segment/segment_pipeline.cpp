#include "indexer/write/segment/segment_pipeline.hpp"

#include <fmt/format.h>

#include <iterator>

#include "common/base/directory.hpp"

namespace dateline {
namespace {

/// Segments merged at once: few enough for the file descriptors (three each), enough for few
/// rounds.
constexpr std::size_t merge_fan_in = 32;
/// A slab of many tiny documents is cut by number, so that its metadata stays bounded.
constexpr std::size_t slab_documents = 8192;
constexpr std::size_t document_overhead_bytes = 512;

Status write_document_file(const SegmentPipeline::Slab& slab, const std::string& path) {
  std::size_t text_bytes = 0;
  for (const NumberedDocument& numbered : slab) text_bytes += numbered.document.text.size();
  DATELINE_ASSIGN(const auto writer, DocumentFileWriter::create(path, text_bytes));
  for (const NumberedDocument& numbered : slab)
    DATELINE_TRY(writer->add(numbered.number, numbered.document));
  return writer->finish();
}

}  // namespace

SegmentPipeline::SegmentPipeline(TaskPool& pool,
                                 std::vector<std::unique_ptr<DocumentAnalyzer>>& analyzers,
                                 PipelineOptions options)
    : pool_(pool), analyzers_(analyzers), options_(std::move(options)) {}

Status SegmentPipeline::add(NumberedDocument&& document) {
  slab_text_bytes_ += document.document.text.size() + document_overhead_bytes;
  slab_.push_back(std::move(document));
  if (slab_text_bytes_ < options_.slab_bytes && slab_.size() < slab_documents) return {};
  return submit_slab();
}

Status SegmentPipeline::submit_slab() {
  if (hook_) DATELINE_TRY(std::exchange(hook_, nullptr)(slab_));
  const auto slab = std::make_shared<const Slab>(std::exchange(slab_, {}));
  std::size_t bytes = std::exchange(slab_text_bytes_, 0);
  if (options_.write_documents) bytes /= 2;  // for each of the two tasks that hold the slab
  DATELINE_TRY(pool_.submit(bytes, [this, slab, node = new_node()](std::size_t worker) {
    return build(node, *slab, worker);
  }));
  if (!options_.write_documents) return {};
  document_files_.push_back(new_path("documents"));
  return pool_.submit(bytes, [slab, path = document_files_.back()](std::size_t) {
    return write_document_file(*slab, path);
  });
}

SegmentPipeline::Nodes::iterator SegmentPipeline::new_node() {
  const std::lock_guard lock(mutex_);
  const auto node = nodes_.emplace(nodes_.end());
  node->place.directory = next_path("segment");
  return node;
}

Status SegmentPipeline::build(Nodes::iterator node, const Slab& slab, std::size_t worker) {
  DocumentAnalyzer& analyzer = *analyzers_[worker];
  DATELINE_ASSIGN(auto info, build_segment(slab, node->place.directory, analyzer));
  DATELINE_TRY(analyzer.flush_counts());
  complete(node, std::move(info));
  return {};
}

void SegmentPipeline::complete(Nodes::iterator node, SegmentInfo info) {
  const std::lock_guard lock(mutex_);
  node->place.info = std::move(info);
  node->done = true;
  start_merge_beside(node);
}

/// Merges the run of finished neighbours of the same round around `node`, if it is long enough.
void SegmentPipeline::start_merge_beside(Nodes::iterator node) {
  const auto ready = [&](const Node& other) {
    return other.done && !other.merging && other.round == node->round;
  };
  auto first = node, last = std::next(node);
  while (first != nodes_.begin() && ready(*std::prev(first))) --first;
  while (last != nodes_.end() && ready(*last)) ++last;
  if (static_cast<std::size_t>(std::distance(first, last)) < merge_fan_in) return;
  last = std::next(first, static_cast<std::ptrdiff_t>(merge_fan_in));
  const auto target = nodes_.emplace(first);
  target->round = node->round + 1;
  target->place.directory = next_path("segment");
  std::vector<Nodes::iterator> run;
  for (auto merged = first; merged != last; ++merged) {
    merged->merging = true;
    run.push_back(merged);
  }
  pool_.submit_from_task([this, run, target](std::size_t) { return merge(run, target); });
}

Status SegmentPipeline::merge(const std::vector<Nodes::iterator>& run, Nodes::iterator target) {
  std::vector<SegmentPlace> places;
  for (const auto node : run) places.push_back(node->place);  // done: nobody writes to them
  DATELINE_ASSIGN(auto info, merge_segments(places, target->place.directory));
  for (const SegmentPlace& place : places) DATELINE_TRY(remove_tree(place.directory));
  {
    const std::lock_guard lock(mutex_);
    for (const auto node : run) nodes_.erase(node);
  }
  complete(target, std::move(info));
  return {};
}

Result<std::vector<SegmentPlace>> SegmentPipeline::finish() {
  const WaitForTasks wait(pool_);  // the caller may let go of this object once finish() failed
  if (!slab_.empty()) DATELINE_TRY(submit_slab());
  DATELINE_TRY(pool_.wait());
  std::vector<SegmentPlace> places;
  for (const Node& node : nodes_) places.push_back(node.place);
  return places;
}

std::filesystem::path SegmentPipeline::new_path(const char* kind) {
  const std::lock_guard lock(mutex_);
  return next_path(kind);
}

std::filesystem::path SegmentPipeline::next_path(const char* kind) {
  return options_.scratch / fmt::format("{}-{}", kind, next_path_++);
}

}  // namespace dateline
