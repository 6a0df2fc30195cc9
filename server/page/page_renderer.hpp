// Pages as HTML, whole and usable without scripts.
#pragma once

#include <optional>
#include <string>

#include "dateline/document.hpp"
#include "dateline/searcher.hpp"
#include "server/page/histogram.hpp"
#include "server/page/page_request.hpp"
#include "server/page/results_view.hpp"

namespace dateline {

/// All functions are safe from many threads, and linear in what they show.

/// The search box and how to use it.
[[nodiscard]] std::string render_start_page();

struct ResultsContent {
  ResultPage page;
  Histogram histogram;
  PageLinks links;
};
[[nodiscard]] std::string render_results_page(const PageRequest& request,
                                              const ResultsContent& content);

struct DocumentContent {
  Document document;
  std::vector<Mark> title_marks;
  std::vector<Mark> text_marks;
};
[[nodiscard]] std::string render_document_page(const PageRequest& request,
                                               const DocumentContent& content);

/// The page that was asked for, with a message in place of its content.
[[nodiscard]] std::string render_fault_page(const PageRequest& request, const PageFault& fault);

}  // namespace dateline
