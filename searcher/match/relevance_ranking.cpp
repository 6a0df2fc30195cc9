// Xapian breaks ties by docid. With several segments the docids of the combined database are
// interleaved, which is not the order of document numbers; and a decider or a key is told a docid
// without its segment, so that a posting source has to follow the match, which costs 20 to 100 %
// (docs/searching.md). Hence two ways:
// - where terms decide, the page and a few documents more are fetched, and sorted here. That is
// right unless the page's last
//   score goes on behind what was fetched;
// - then, and where candidates must be verified, Xapian asks for each candidate's number and
// verdict.
#include "searcher/match/relevance_ranking.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "searcher/match/record_sources.hpp"
#include "searcher/match/verifier.hpp"

namespace dateline {
namespace {

DocAddress address_of(const MatchPosition& position, const Xapian::Document& document) {
  return {position.segment, document.get_docid()};
}

/// Lets Xapian ask the verifier, only for candidates that would enter the page.
class Decider final : public Xapian::MatchDecider {
 public:
  Decider(const MatchPosition& position, const Verifier& verifier, StopCheck& stop)
      : position_(position), verifier_(verifier), stop_(stop) {}

  /// Refuses the rest once the search is to stop: what was accepted stays.
  bool operator()(const Xapian::Document& document) const override {
    return !stop_.reached() && verifier_.accepts(address_of(position_, document));
  }

 private:
  const MatchPosition& position_;
  const Verifier& verifier_;
  StopCheck& stop_;
};

/// The document number, as a key whose order in bytes is that of the numbers.
class NumberKey final : public Xapian::KeyMaker {
 public:
  NumberKey(const SegmentSet& segments, const MatchPosition& position)
      : segments_(segments), position_(position) {}

  std::string operator()(const Xapian::Document& document) const override {
    const DocAddress address = address_of(position_, document);
    if (!segments_.has(address)) return {};
    const DocumentNumber number = segments_.record(address).number;
    std::string key(sizeof number, '\0');
    for (std::size_t i = 0; i < key.size(); ++i) {
      key[i] = static_cast<char>(number >> (8 * (key.size() - 1 - i)) & 0xffu);
    }
    return key;
  }

 private:
  const SegmentSet& segments_;
  const MatchPosition& position_;
};

/// So many postings are matched in less than StopCheck's grace, however late.
constexpr std::uint64_t postings_without_polls = 100'000;

class RelevanceRanking {
 public:
  RelevanceRanking(const Session& session, const Plan& plan, const MatchRequest& request)
      : session_(session),
        segments_(session.segments()),
        plan_(plan),
        request_(request),
        verifier_(segments_, plan.condition.get()) {}

  MatchResult run() try {
    if (segments_.size() > 1 && plan_.condition == nullptr && !plan_.open_ended && !must_poll()) {
      if (auto result = rank_by_scores_alone()) return std::move(*result);
    }
    return rank_each_candidate();
  } catch (const MatchStopped&) {
    return {};
  }

 private:
  [[nodiscard]] Xapian::Enquire enquire_for(const Xapian::Query& query) const {
    Xapian::Enquire enquire(session_.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BM25Weight(wdf_scale * request_.k1, 0.0, 1.0, 0.0, 0.0));
    return enquire;
  }

  [[nodiscard]] RankedDocument ranked(const Xapian::MSetIterator& match) const {
    const DocAddress address = segments_.address(*match);
    if (!segments_.has(address)) {
      throw Xapian::DatabaseCorruptError("a posting list names a document that is not there");
    }
    return {address, match.get_weight()};
  }

  /// Whether the match may take so long that a search that is to stop could not wait for it.
  [[nodiscard]] bool must_poll() const {
    if (!request_.stop->can_stop()) return false;
    std::uint64_t postings = 0;
    for (const std::string& term : plan_.terms) postings += session_.database().get_termfreq(term);
    return postings > postings_without_polls;
  }

  /// More than the page, so that its last score ends within what is fetched although some of it may
  /// be dead.
  [[nodiscard]] std::size_t fetched() const {
    const std::size_t wanted = request_.offset + request_.limit;
    return wanted + (segments_.any_dead() ? 32 + wanted / 4 : 1);
  }

  std::optional<MatchResult> rank_by_scores_alone() {
    const Xapian::MSet matches =
        enquire_for(plan_.query).get_mset(0, static_cast<Xapian::doccount>(fetched()));
    MatchResult result;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      const RankedDocument document = ranked(match);
      if (verifier_.accepts(document.address)) result.documents.push_back(document);
    }
    const bool all_fetched = matches.size() < fetched();
    if (!all_fetched && !page_ends_before(matches.back().get_weight(), result)) return std::nullopt;
    result.total = all_fetched ? Total{result.documents.size(), true} : total_of(matches);
    result.total.exact &= all_fetched || !segments_.any_dead();
    sort_and_cut(result);
    return result;
  }

  /// Whether the page is full with scores above `score`.
  [[nodiscard]] bool page_ends_before(double score, const MatchResult& result) const {
    const std::size_t wanted = request_.offset + request_.limit;
    if (wanted == 0) return true;
    return result.documents.size() >= wanted && result.documents[wanted - 1].score > score;
  }

  void sort_and_cut(MatchResult& result) const {
    auto& documents = result.documents;
    std::sort(documents.begin(), documents.end(), [&](const auto& a, const auto& b) {
      if (a.score != b.score) return a.score > b.score;
      return segments_.record(a.address).number < segments_.record(b.address).number;
    });
    documents.resize(std::min(documents.size(), request_.offset + request_.limit));
    documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                               documents.size(), request_.offset)));
  }

  MatchResult rank_each_candidate() {
    const bool follow = segments_.size() > 1 || plan_.open_ended || must_poll();
    MatchPosition position;
    position.stop = request_.stop;
    const Decider decider(position, verifier_, *request_.stop);
    NumberKey by_number(segments_, position);
    Xapian::Enquire enquire =
        enquire_for(follow ? followed_by(session_, plan_.query, position) : plan_.query);
    if (segments_.size() > 1) enquire.set_sort_by_relevance_then_key(&by_number, false);
    // With several shards or an OP_MAX, Xapian 1.4.22 was seen to give hits of a first page too low
    // a score once it skips by weight (brute_force_test): there every match is looked at.
    const Xapian::doccount at_least = follow ? session_.database().get_doccount() : 0;
    const bool decides = !verifier_.accepts_everything() || must_poll();
    const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(request_.offset),
                                                  static_cast<Xapian::doccount>(request_.limit),
                                                  at_least, nullptr, decides ? &decider : nullptr);
    MatchResult result;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      result.documents.push_back(ranked(match));
    }
    result.total = total_of(matches);
    return result;
  }

  const Session& session_;
  const SegmentSet& segments_;
  const Plan& plan_;
  const MatchRequest& request_;
  Verifier verifier_;
};

}  // namespace

MatchResult rank_by_relevance(const Session& session, const Plan& plan,
                              const MatchRequest& request) {
  return RelevanceRanking(session, plan, request).run();
}

}  // namespace dateline
