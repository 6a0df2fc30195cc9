// How fast the stages of indexing are, each alone and on one core.
//   stage_bench DOCUMENTS MEGABYTES FOLDER RESULTS
// Takes so much of DOCUMENTS (document_file.hpp) into memory; FOLDER must not exist, is worked in,
// and is removed. Writes {STAGE: megabytes of title and text a second}.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/bench_main.hpp"
#include "bench/peers/document_file.hpp"
#include "indexer/write/segment/document_analyzer.hpp"
#include "indexer/write/segment/segment_builder.hpp"
#include "indexer/write/store/store_writer.hpp"

namespace {

using namespace dateline;
using Slab = std::vector<NumberedDocument>;

constexpr std::size_t slab_bytes = 4u << 20;
constexpr std::size_t store_bytes = 16u << 20;
constexpr std::size_t analyzer_bytes = 64u << 20;
/// Average lengths do not matter for the time.
constexpr Scoring scoring{{{{1, 0.75, 10}, {1, 0.75, 400}, {1, 0.75, 400}}}, default_k1};

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::vector<Slab> read_slabs(const std::string& file, std::size_t most_bytes, std::size_t& bytes) {
  bench::DocumentFile input(file);
  std::vector<Slab> slabs;
  std::size_t in_slab = slab_bytes;
  DocumentNumber number = 0;
  for (bench::PeerDocument source; bytes < most_bytes && input.next(source);) {
    if (in_slab >= slab_bytes) {
      slabs.emplace_back();
      in_slab = 0;
    }
    Document document;
    document.key = source.id;
    document.title = source.title;
    document.text = source.text;
    in_slab += document.title.size() + document.text.size();
    bytes += document.title.size() + document.text.size();
    slabs.back().push_back({++number, {}, std::move(document)});
  }
  return slabs;
}

/// The stages over the same slabs.
class Stages {
 public:
  Stages(const std::string& documents, std::size_t most_bytes, std::filesystem::path folder)
      : folder_(std::move(folder)), slabs_(read_slabs(documents, most_bytes, bytes_)) {
    std::filesystem::create_directories(folder_);
    store_ = value_of(StoreWriter::open(folder_ / "store", store_bytes));
    vocabulary_ = std::make_unique<Vocabulary>(*store_, 1);
    analyzer_ = std::make_unique<DocumentAnalyzer>(value_of(Analyzer::create("en")), *vocabulary_,
                                                   scoring, analyzer_bytes);
  }

  nlohmann::json run() {
    nlohmann::json rates;
    rates["analysis, from nothing"] = rate([&] { analyze(); });
    rates["analysis"] = rate([&] { analyze(); });
    rates["analysis and segments"] = rate([&] { build(); });
    rates["merging segments"] =
        rate([&] { value_of(merge_segments(places_, folder_ / "merged")); });
    rates["compressing and storing documents"] = rate([&] { store(); });
    return rates;
  }

 private:
  double rate(const std::function<void()>& stage) const {
    const auto begin = std::chrono::steady_clock::now();
    stage();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(bytes_) / 1e6 / taken.count();
  }

  void analyze() {
    std::string stream;
    for (const Slab& slab : slabs_) {
      for (const NumberedDocument& numbered : slab) {
        stream.clear();
        value_of(analyzer_->analyze(numbered.document, stream));
      }
    }
  }

  void build() {
    for (const Slab& slab : slabs_) {
      const auto directory = folder_ / ("segment-" + std::to_string(places_.size()));
      SegmentInfo info = value_of(build_segment(slab, directory, *analyzer_));
      places_.push_back({directory, std::move(info)});
    }
  }

  void store() {
    for (std::size_t i = 0; i < slabs_.size(); ++i) {
      const auto file = folder_ / ("documents-" + std::to_string(i));
      const auto writer = value_of(DocumentFileWriter::create(file, slab_bytes));
      for (const NumberedDocument& numbered : slabs_[i])
        value_of(writer->add(numbered.number, numbered.document));
      value_of(writer->finish());
    }
  }

  std::filesystem::path folder_;
  std::size_t bytes_ = 0;
  std::vector<Slab> slabs_;
  std::unique_ptr<StoreWriter> store_;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::unique_ptr<DocumentAnalyzer> analyzer_;
  std::vector<SegmentPlace> places_;
};

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 4) throw std::runtime_error("usage: DOCUMENTS MEGABYTES FOLDER RESULTS");
  const std::filesystem::path folder = arguments[2];
  if (std::filesystem::exists(folder)) throw std::runtime_error(arguments[2] + " exists");
  std::ofstream output(arguments[3]);
  output << Stages(arguments[0], std::stoul(arguments[1]) * 1'000'000, folder).run().dump() << '\n';
  output.close();
  std::filesystem::remove_all(folder);
  if (!output) throw std::runtime_error("cannot write " + arguments[3]);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return dateline::bench::bench_main("stage_bench", argc, argv, run);
}
