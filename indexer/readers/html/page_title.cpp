#include "indexer/readers/html/page_title.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "common/analysis/fold_name.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

constexpr std::size_t most_headings = 16;
constexpr std::size_t longest_heading = 400;
/// So many words of two titles must be the same for one to be the other's.
constexpr double least_similarity = 0.2;
constexpr std::size_t least_contained_bytes = 12;

struct Candidate {
  std::string text;
  std::string folded;
};

Candidate candidate_of(std::string_view text) {
  std::string line = to_single_line(text);
  std::string folded = fold_name(line);
  return {std::move(line), std::move(folded)};
}

/// Whether both are the same headline, one of them perhaps with a line above it.
bool agree(const Candidate& a, const Candidate& b) {
  if (a.folded.empty() || b.folded.empty()) return false;
  if (a.folded == b.folded) return true;
  if (std::min(a.folded.size(), b.folded.size()) < least_contained_bytes) return false;
  return a.folded.find(b.folded) != std::string::npos ||
         b.folded.find(a.folded) != std::string::npos;
}

std::set<std::string_view> words_of(std::string_view text) {
  std::set<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,.:;!?()\"'|-"), text.size());
    if (end > 0) words.insert(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

double similarity(const Candidate& a, const Candidate& b) {
  const auto x = words_of(a.folded), y = words_of(b.folded);
  const auto common =
      std::count_if(x.begin(), x.end(), [&](std::string_view word) { return y.count(word) > 0; });
  const auto all = static_cast<double>(x.size() + y.size()) - static_cast<double>(common);
  return all > 0 ? static_cast<double>(common) / all : 0;
}

std::string_view headline_of_json_ld(const PageHead& head) noexcept {
  for (const JsonLdNode& node : head.nodes)
    if (node.is_article() && !node.headline.empty()) return node.headline;
  return {};
}

class TitleChooser {
 public:
  TitleChooser(const HtmlTree& tree, const PageHead& head, std::string_view site)
      : site_(fold_name(site)) {
    collect_metadata(head, site);
    collect_headings(tree);
  }

  [[nodiscard]] std::string choose(bool is_article) const {
    if (const Candidate* const agreed = find_agreed()) return agreed->text;
    if (const Candidate* const heading = find_heading(is_article)) return heading->text;
    if (!metadata_.empty()) return metadata_.front().text;
    return other_headings_.empty() ? std::string() : other_headings_.front().text;
  }

 private:
  void collect_metadata(const PageHead& head, std::string_view site) {
    add_metadata(head.meta({"og:title"}), site);
    add_metadata(headline_of_json_ld(head), site);
    add_metadata(head.meta({"twitter:title"}), site);
    add_metadata(head.meta({"headline", "title", "dc.title", "sailthru.title", "parsely-title"}),
                 site);
    if (!head.title.empty()) add_metadata(without_site_name(head.title, {}), site);
  }

  void add_metadata(std::string_view text, std::string_view site) {
    if (trim(text).empty()) return;
    Candidate candidate = candidate_of(without_site_name(text, site.empty() ? text : site));
    if (!candidate.folded.empty() && candidate.folded != site_)
      metadata_.push_back(std::move(candidate));
  }

  void collect_headings(const HtmlTree& tree) {
    for (NodeId id = 0; id < tree.size(); ++id) {
      const Tag tag = tree.tag(id);
      const bool named =
          tag != Tag::text && tag != Tag::meta && tree.attribute(id, "itemprop") == "headline";
      if (tag != Tag::h1 && tag != Tag::h2 && !named) continue;
      std::vector<Candidate>& list = tag == Tag::h1 ? headings_ : other_headings_;
      if (list.size() >= most_headings) continue;
      const std::string text = tree.text(id);
      if (text.empty() || text.size() > longest_heading) continue;
      Candidate heading = candidate_of(text);
      if (!heading.folded.empty() && heading.folded != site_) list.push_back(std::move(heading));
    }
  }

  [[nodiscard]] bool is_visible(const Candidate& title) const {
    const auto is_it = [&](const Candidate& heading) { return agree(title, heading); };
    return std::any_of(headings_.begin(), headings_.end(), is_it) ||
           std::any_of(other_headings_.begin(), other_headings_.end(), is_it);
  }

  [[nodiscard]] const Candidate* find_agreed() const {
    const auto found = std::find_if(metadata_.begin(), metadata_.end(),
                                    [&](const Candidate& title) { return is_visible(title); });
    return found == metadata_.end() ? nullptr : &*found;
  }

  /// The <h1> that is most like the metadata, if it is like them or stands alone.
  [[nodiscard]] const Candidate* find_heading(bool is_article) const {
    const Candidate* best = nullptr;
    double most = -1;
    for (const Candidate& heading : headings_) {
      double like = 0;
      for (const Candidate& title : metadata_) like = std::max(like, similarity(heading, title));
      if (like <= most) continue;
      most = like;
      best = &heading;
    }
    if (best == nullptr || metadata_.empty()) return best;
    const bool good = most >= least_similarity || headings_.size() == 1;
    return good && is_article ? best : nullptr;
  }

  std::string site_;
  std::vector<Candidate> metadata_;
  std::vector<Candidate> headings_;
  std::vector<Candidate> other_headings_;
};

/// What separates a headline from a site's name.
constexpr std::array<std::string_view, 9> separators{" | ", " - ",  " – ", " — ", " · ",
                                                     " • ", " :: ", " » ", " « "};

struct Cut {
  std::size_t begin;  ///< of the separator
  std::size_t end;
};

template <typename Find>
std::optional<Cut> find_cut(Find&& find, bool last) {
  std::optional<Cut> best;
  for (const std::string_view separator : separators) {
    const std::size_t at = find(separator);
    if (at == std::string_view::npos) continue;
    if (!best || (last ? at > best->begin : at < best->begin))
      best = Cut{at, at + separator.size()};
  }
  return best;
}

bool names_site(std::string_view part, std::string_view site) {
  const std::string a = fold_name(part), b = fold_name(site);
  return !a.empty() && !b.empty() &&
         (a == b || (b.size() > 3 && a.find(b) != std::string::npos && a.size() < 2 * b.size()));
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site) {
  const auto last = find_cut([&](std::string_view part) { return title.rfind(part); }, true);
  if (!last) return std::string(trim(title));
  const std::string_view front = title.substr(0, last->begin), back = title.substr(last->end);
  const auto first = find_cut([&](std::string_view part) { return title.find(part); }, false);
  const std::string_view start = title.substr(0, first->begin), rest = title.substr(first->end);
  if (!site.empty()) {
    if (names_site(back, site)) return std::string(trim(front));
    if (names_site(start, site)) return std::string(trim(rest));
    return std::string(trim(title));
  }
  if (back.size() <= front.size()) return std::string(trim(front));
  return std::string(trim(start.size() * 2 < rest.size() ? rest : title));
}

std::string choose_title(const HtmlTree& tree, const PageHead& head, std::string_view site,
                         bool is_article) {
  return TitleChooser(tree, head, site).choose(is_article);
}

}  // namespace dateline::html
