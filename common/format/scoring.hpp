// Ranking: BM25F with everything that depends on the document precomputed into Xapian's wdf.
//
// For a term of a document,
//     ntf = sum over fields f of w_f * tf_f / (1 - b_f + b_f * len_f / avg_len_f)
//     wdf = max(1, round(wdf_scale * ntf))
// Xapian's BM25Weight with k1' = wdf_scale * k1, b = 0, k2 = 0, k3 = 1 then is BM25F (Robertson,
// Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004), and no length is
// fetched while matching. len_f of lead and body is that of both together, so equal weights make
// them one field. Weights, b and average lengths are fixed per index and kept in the manifest; k1
// is free at query time.
#pragma once

#include <array>
#include <cstdint>

namespace dateline {

/// Parts of a document with weights of their own. The lead is the body's first `lead_words` words;
/// the body is the rest.
enum class TextField : std::uint8_t { title = 0, lead = 1, body = 2 };
inline constexpr std::size_t text_field_count = 3;
inline constexpr std::uint32_t lead_words = 60;

inline constexpr double wdf_scale = 32.0;
inline constexpr double default_k1 = 2.5;  ///< docs/ranking.md says how it was chosen

struct FieldWeights {
  double weight;          ///< w_f
  double b;               ///< strength of length normalisation, 0 to 1
  double average_length;  ///< words; fixed when the index is made
};

/// One per TextField. What the manifest keeps.
struct Scoring {
  std::array<FieldWeights, text_field_count> fields;
  double k1 = default_k1;
};

}  // namespace dateline
