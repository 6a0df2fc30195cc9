#include "tests/support/naive_bm25f.hpp"

#include <algorithm>
#include <cmath>

namespace dateline::test {
namespace {

/// How many of the positions [begin, end) of a field hold one of the words.
double frequency(const WordList& field, std::size_t begin, std::size_t end, const WordList& words) {
  double count = 0;
  for (std::size_t i = begin; i < std::min(end, field.size()); ++i)
    count += std::find(words.begin(), words.end(), field[i]) != words.end();
  return count;
}

double normalised(const FieldWeights& field, double frequency, std::size_t length) {
  const double relative_length = static_cast<double>(length) / field.average_length;
  return field.weight * frequency / (1 - field.b + field.b * relative_length);
}

}  // namespace

NaiveBm25f::NaiveBm25f(const AnalyzedCorpus& corpus, DocumentFlags counted, const Scoring& scoring)
    : corpus_(corpus),
      counted_(std::move(counted)),
      document_count_(static_cast<double>(std::count(counted_.begin(), counted_.end(), 1))),
      scoring_(scoring) {}

NaiveBm25f::Term NaiveBm25f::term(const std::string& stem) const {
  WordList words = corpus_.words_with_stem(stem);
  const double weight = idf(words);
  return {std::move(words), weight};
}

double NaiveBm25f::score(const std::vector<Term>& terms, std::size_t document) const {
  const double k1 = wdf_scale * scoring_.k1;
  double sum = 0;
  for (const Term& term : terms) {
    const double frequency = wdf(term.words, corpus_.documents()[document]);
    sum += term.idf * (k1 + 1) * frequency / (k1 + frequency);
  }
  return sum;
}

double NaiveBm25f::idf(const WordList& words) const {
  DocumentFlags holders(counted_.size(), 0);
  for (const WordIndex word : words)
    for (const std::size_t document : corpus_.holders(word)) holders[document] = counted_[document];
  const auto count = static_cast<double>(std::count(holders.begin(), holders.end(), 1));
  const double odds = (document_count_ - count + 0.5) / (count + 0.5);
  return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

double NaiveBm25f::wdf(const WordList& words, const AnalyzedDocument& document) const {
  const auto& [title, lead, body] = scoring_.fields;
  const WordList& text = document.text;
  const double in_title = frequency(document.title, 0, document.title.size(), words);
  const double in_lead = frequency(text, 0, lead_words, words);
  const double in_body = frequency(text, lead_words, text.size(), words);
  if (in_title + in_lead + in_body == 0) return 0;
  const double ntf = normalised(title, in_title, document.title.size()) +
                     normalised(lead, in_lead, text.size()) +
                     normalised(body, in_body, text.size());
  return std::max(1.0, std::round(wdf_scale * ntf));
}

}  // namespace dateline::test
