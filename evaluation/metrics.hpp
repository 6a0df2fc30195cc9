// The measures of a ranking, as trec_eval 9 defines them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/error.hpp"
#include "evaluation/qrels.hpp"
#include "evaluation/run_file.hpp"

namespace dateline {

enum class MetricKind {
  average_precision,  ///< map, map@k: trec_eval's map, map_cut
  ndcg,               ///< ndcg, ndcg@k: ndcg, ndcg_cut; the gain is the relevance, the discount
                      ///< log2(rank + 1)
  precision,          ///< p@k: P; relevant ones among the first k, over k
  recall,             ///< recall@k: recall
  reciprocal_rank,    ///< mrr, mrr@k: recip_rank of the first relevant one
  r_precision,        ///< rprec: Rprec
};

struct Metric {
  MetricKind kind;
  std::size_t cutoff;  ///< 0: none
  std::string name;    ///< as it was given
};

/// Error usage where there is no such metric.
Result<Metric> parse_metric(std::string_view name);

/// A topic's ranking as metrics see it.
struct JudgedRanking {
  std::vector<int> relevance;  ///< of each hit in its order; 0 where it was not judged
  std::vector<int> ideal;      ///< relevance of all relevant documents, highest first
};
[[nodiscard]] JudgedRanking judge(const std::vector<RunHit>& hits, const Judgements& judgements);

/// The metric of one topic; 0 where nothing is relevant.
[[nodiscard]] double measure(const Metric& metric, const JudgedRanking& ranking);

}  // namespace dateline
