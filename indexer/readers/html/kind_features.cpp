#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "indexer/readers/html/page_kind.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline::html {
namespace {

enum class KindFeature : std::uint8_t {
  og_article,
  og_product,
  og_website,
  og_other,
  data_article,
  data_product,
  data_forum,
  data_list,
  data_question,
  data_business,
  data_crumbs,
  data_any,
  has_date,
  has_author,
  url_levels,
  url_last_bytes,
  url_last_dashes,
  url_digits,
  url_date,
  url_file,
  url_query,
  url_words,
  url_words_min,
  text_letters,
  text_blocks_taken,
  text_block_letters,
  text_share,
  text_long,
  text_in_p,
  text_in_li,
  text_in_td,
  text_in_pre,
  text_headings,
  text_linked,
  text_score,
  page_letters,
  page_blocks,
  page_linked,
  times,
  forms,
  inputs,
  images,
  links,
  prices,
  h1s,
  articles,
  codes,
  class_words,
  class_words_min,
  class_words_max,
  class_words_mean,
  questions,
  count
};

constexpr std::array<std::string_view, static_cast<std::size_t>(KindFeature::count)> names{
    "og_article",
    "og_product",
    "og_website",
    "og_other",
    "data_article",
    "data_product",
    "data_forum",
    "data_list",
    "data_question",
    "data_business",
    "data_crumbs",
    "data_any",
    "has_date",
    "has_author",
    "url_levels",
    "url_last_bytes",
    "url_last_dashes",
    "url_digits",
    "url_date",
    "url_file",
    "url_query",
    "url_words",
    "url_words_min",
    "text_letters",
    "text_blocks_taken",
    "text_block_letters",
    "text_share",
    "text_long",
    "text_in_p",
    "text_in_li",
    "text_in_td",
    "text_in_pre",
    "text_headings",
    "text_linked",
    "text_score",
    "page_letters",
    "page_blocks",
    "page_linked",
    "times",
    "forms",
    "inputs",
    "images",
    "links",
    "prices",
    "h1s",
    "articles",
    "codes",
    "class_words",
    "class_words_min",
    "class_words_max",
    "class_words_mean",
    "questions"};

constexpr float taken_from = 0.4F;

float ratio(double part, double whole) noexcept {
  return whole > 0 ? static_cast<float>(part / whole) : 0;
}

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

class KindFeatureMaker {
 public:
  KindFeatureMaker(const HtmlTree& tree, const PageHead& head, const ArticleText& article,
                   std::string_view url, const ClassWords& words)
      : tree_(tree), head_(head), article_(article), url_(url), words_(words), row_(names.size()) {}

  std::vector<float> make() {
    put_metadata();
    put_url();
    put_text();
    put_elements();
    return std::move(row_);
  }

 private:
  float& at(KindFeature feature) { return row_[static_cast<std::size_t>(feature)]; }

  void put_metadata() {
    const std::string type = to_lower_ascii(head_.meta({"og:type"}));
    at(KindFeature::og_article) = type.find("article") != std::string::npos ? 1 : 0;
    at(KindFeature::og_product) = type.find("product") != std::string::npos ? 1 : 0;
    at(KindFeature::og_website) = type == "website" ? 1 : 0;
    at(KindFeature::og_other) = type.empty() ? 0 : 1;
    for (const JsonLdNode& node : head_.nodes) {
      for (const std::string& name : node.types) put_type(name);
      if (node.is_article() && node.member.empty()) at(KindFeature::data_article) = 1;
      if (node.is_article() && !node.date_published.empty()) at(KindFeature::has_date) = 1;
      if (node.is_article() && !node.authors.empty()) at(KindFeature::has_author) = 1;
    }
    if (!head_.meta({"article:published_time", "datepublished", "pubdate"}).empty())
      at(KindFeature::has_date) = 1;
    if (!head_.meta({"author", "article:author"}).empty()) at(KindFeature::has_author) += 1;
  }

  void put_type(std::string_view type) {
    at(KindFeature::data_any) = 1;
    if (type == "Product" || type == "Offer" || type == "ProductGroup")
      at(KindFeature::data_product) = 1;
    if (type == "DiscussionForumPosting" || type == "QAPage") at(KindFeature::data_forum) = 1;
    if (type == "ItemList" || type == "CollectionPage" || type == "SearchResultsPage")
      at(KindFeature::data_list) = 1;
    if (type == "FAQPage" || type == "Question") at(KindFeature::data_question) = 1;
    if (type == "Service" || ends_with(type, "Business")) at(KindFeature::data_business) = 1;
    if (type == "BreadcrumbList") at(KindFeature::data_crumbs) = 1;
  }

  void put_url() {
    std::string_view path = url_.substr(std::min(url_.find("://"), url_.size()));
    path.remove_prefix(std::min<std::size_t>(3, path.size()));
    path.remove_prefix(std::min(path.find('/'), path.size()));
    at(KindFeature::url_query) = path.find('?') != std::string_view::npos ? 1 : 0;
    path = path.substr(0, path.find_first_of("?#"));
    while (path.ends_with('/')) path.remove_suffix(1);
    const std::string_view last = path.substr(std::min(path.rfind('/'), path.size()));
    const auto digits =
        std::count_if(path.begin(), path.end(), [](char c) { return c >= '0' && c <= '9'; });
    at(KindFeature::url_levels) = static_cast<float>(std::count(path.begin(), path.end(), '/'));
    at(KindFeature::url_last_bytes) = static_cast<float>(last.size());
    at(KindFeature::url_last_dashes) = static_cast<float>(
        std::count(last.begin(), last.end(), '-') + std::count(last.begin(), last.end(), '_'));
    at(KindFeature::url_digits) = static_cast<float>(digits);
    at(KindFeature::url_date) = path.find("/20") != std::string_view::npos ? 1 : 0;
    at(KindFeature::url_file) = last.find(".htm") != std::string_view::npos ? 1 : 0;
    ClassWordCutter cutter(path);
    for (std::string_view word = cutter.next(); !word.empty(); word = cutter.next()) {
      const ClassWord* const found = words_.find(word);
      if (found == nullptr) continue;
      at(KindFeature::url_words) += found->far;
      at(KindFeature::url_words_min) = std::min<float>(at(KindFeature::url_words_min), found->far);
    }
  }

  void put_text() {
    TextCounts taken, page;
    double in_p = 0, in_li = 0, in_td = 0, in_pre = 0, score = 0;
    std::size_t blocks = 0, longs = 0, headings = 0, prices = 0, questions = 0;
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      const TextBlock& block = article_.blocks[i];
      page += block.counts;
      prices +=
          block.counts.letters < 40 && block.counts.digits > 0 &&
          (block.first == U'$' || block.first == U'€' || block.first == U'£' || block.last == U'€');
      if (article_.scores[i] < taken_from) continue;
      taken += block.counts;
      ++blocks;
      score += static_cast<double>(article_.scores[i]) * block.counts.letters;
      longs += block.counts.letters >= 150;
      questions += block.last == U'?';
      const Tag tag = tree_.tag(block.element);
      headings += is_heading(tag);
      (tag == Tag::p    ? in_p
       : tag == Tag::li ? in_li
       : tag == Tag::td ? in_td
                        : in_pre) +=
          tag == Tag::p || tag == Tag::li || tag == Tag::td || tag == Tag::pre
              ? block.counts.letters
              : 0;
    }
    at(KindFeature::text_letters) = static_cast<float>(taken.letters);
    at(KindFeature::text_blocks_taken) = static_cast<float>(blocks);
    at(KindFeature::text_block_letters) = ratio(taken.letters, static_cast<double>(blocks));
    at(KindFeature::text_share) = ratio(taken.letters, page.letters);
    at(KindFeature::text_long) = static_cast<float>(longs);
    at(KindFeature::text_in_p) = ratio(in_p, taken.letters);
    at(KindFeature::text_in_li) = ratio(in_li, taken.letters);
    at(KindFeature::text_in_td) = ratio(in_td, taken.letters);
    at(KindFeature::text_in_pre) = ratio(in_pre, taken.letters);
    at(KindFeature::text_headings) =
        ratio(static_cast<double>(headings), static_cast<double>(blocks));
    at(KindFeature::text_linked) = ratio(taken.linked, taken.letters);
    at(KindFeature::text_score) = ratio(score, taken.letters);
    at(KindFeature::page_letters) = static_cast<float>(page.letters);
    at(KindFeature::page_blocks) = static_cast<float>(article_.blocks.size());
    at(KindFeature::page_linked) = ratio(page.linked, page.letters);
    at(KindFeature::prices) = static_cast<float>(prices);
    at(KindFeature::questions) = ratio(static_cast<double>(questions), static_cast<double>(blocks));
  }

  void put_elements() {
    std::set<const ClassWord*> found;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      const Tag tag = tree_.tag(id);
      if (tag == Tag::text) continue;
      count(tag);
      for_each_class_word(tree_, id, [&](std::string_view word) {
        if (const ClassWord* const known = words_.find(word)) found.insert(known);
      });
    }
    float least = 0, most = 0, sum = 0;
    for (const ClassWord* word : found) {
      sum += word->near;
      least = std::min<float>(least, word->near);
      most = std::max<float>(most, word->near);
    }
    at(KindFeature::class_words) = sum;
    at(KindFeature::class_words_min) = least;
    at(KindFeature::class_words_max) = most;
    at(KindFeature::class_words_mean) = ratio(sum, static_cast<double>(found.size()));
  }

  void count(Tag tag) {
    at(KindFeature::times) += tag == Tag::time;
    at(KindFeature::forms) += tag == Tag::form;
    at(KindFeature::inputs) += tag == Tag::input;
    at(KindFeature::images) += tag == Tag::img;
    at(KindFeature::links) += tag == Tag::a;
    at(KindFeature::h1s) += tag == Tag::h1;
    at(KindFeature::articles) += tag == Tag::article;
    at(KindFeature::codes) += tag == Tag::pre || tag == Tag::code;
  }

  const HtmlTree& tree_;
  const PageHead& head_;
  const ArticleText& article_;
  std::string_view url_;
  const ClassWords& words_;
  std::vector<float> row_;
};

}  // namespace

std::span<const std::string_view> kind_feature_names() noexcept {
  return names;
}

std::vector<float> kind_features(const HtmlTree& tree, const PageHead& head,
                                 const ArticleText& article, std::string_view url,
                                 const ClassWords& words) {
  return KindFeatureMaker(tree, head, article, url, words).make();
}

}  // namespace dateline::html
