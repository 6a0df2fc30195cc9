#include "server/page/page_frame.hpp"

#include <string>

#include "server/page/assets.hpp"

namespace dateline {
namespace {

/// The class of <body>.
std::string_view body_class(PageKind kind) {
  switch (kind) {
    case PageKind::start:
      return "page-start";
    case PageKind::results:
      return "page-results";
    case PageKind::document:
      return "page-document";
  }
  return {};
}

void write_head(HtmlWriter& html, const PageFrame& frame) {
  const std::string title =
      frame.title.empty() ? std::string("Dateline") : std::string(frame.title) + " – Dateline";
  html.open("head")
      .empty("meta", {{"charset", "utf-8"}})
      .empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}})
      .empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}})
      .empty("meta", {{"name", "referrer"}, {"content", "no-referrer"}})
      .element("title", {}, title)
      .empty("link", {{"rel", "icon"}, {"href", asset_url("icon.svg")}})
      .empty("link", {{"rel", "stylesheet"}, {"href", asset_url("page.css")}});
  for (const std::string_view module : {"suggest.js", "brush.js", "reader.js"})
    html.empty("link", {{"rel", "modulepreload"}, {"href", asset_url(module)}});
  html.open("script", {{"type", "module"}, {"src", asset_url("page.js")}}).close();
  html.close();
}

/// What a new search keeps of the old one.
void write_hidden_state(HtmlWriter& html, const PageRequest& request) {
  const auto hidden = [&html](std::string_view name, std::string_view value) {
    html.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  };
  if (!request.source.empty()) hidden("source", request.source);
  if (!request.language.empty()) hidden("lang", request.language);
  if (request.sort == Sort::newest) hidden("sort", "newest");
  if (request.sort == Sort::oldest) hidden("sort", "oldest");
  if (request.explain) hidden("explain", "1");
  for (const auto& [name, value] : request.more)
    if (!value.empty()) hidden(name, value);
}

/// Only the page of results shows fields for the dates; elsewhere they stay as they are.
void write_hidden_dates(HtmlWriter& html, const PageRequest& request) {
  if (!request.since.empty())
    html.empty("input", {{"type", "hidden"}, {"name", "since"}, {"value", request.since}});
  if (!request.until.empty())
    html.empty("input", {{"type", "hidden"}, {"name", "until"}, {"value", request.until}});
}

void write_search_form(HtmlWriter& html, const PageRequest& request, const PageFrame& frame) {
  const bool faulty = frame.fault != nullptr && frame.fault->field == PageField::query;
  html.open("form", {{"id", search_form_id},
                     {"class", "search"},
                     {"role", "search"},
                     {"action", "/"},
                     {"method", "get"}});
  html.element("label", {{"for", "q"}, {"class", "unseen"}}, "Search the news");
  html.open("div", {{"class", "box"}});
  html.empty("input", {{"type", "search"},
                       {"id", "q"},
                       {"name", "q"},
                       {"value", request.text},
                       {"placeholder", "Words, \"a phrase\", title:word, date:2024 …"},
                       {"autocomplete", "off"},
                       {"autocapitalize", "off"},
                       {"spellcheck", "false"},
                       {"enterkeyhint", "search"},
                       {"autofocus", "", frame.kind == PageKind::start},
                       {"aria-invalid", "true", faulty},
                       {"aria-describedby", fault_id, faulty}});
  html.close();
  write_hidden_state(html, request);
  if (frame.kind != PageKind::results) write_hidden_dates(html, request);
  html.element("button", {{"type", "submit"}}, "Search");
  html.close();
}

void write_masthead(HtmlWriter& html, const PageRequest& request, const PageFrame& frame) {
  html.element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to the content");
  html.open("header", {{"class", "masthead"}});
  html.element("a", {{"class", "name"}, {"href", "/"}}, "Dateline");
  write_search_form(html, request, frame);
  html.close();
}

void write_date_field(HtmlWriter& html, std::string_view name, std::string_view label,
                      std::string_view value, bool faulty) {
  html.open("label").element("span", {}, label);
  html.empty("input", {{"type", "text"},
                       {"name", name},
                       {"id", name},
                       {"form", search_form_id},
                       {"value", value},
                       {"placeholder", "2024-05-14"},
                       {"autocomplete", "off"},
                       {"spellcheck", "false"},
                       {"size", "10"},
                       {"aria-invalid", "true", faulty},
                       {"aria-describedby", fault_id, faulty}});
  html.close();
}

}  // namespace

void begin_page(HtmlWriter& html, const PageRequest& request, const PageFrame& frame) {
  html.doctype().open("html", {{"lang", "en"}});
  write_head(html, frame);
  html.open("body", {{"class", body_class(frame.kind)}});
  write_masthead(html, request, frame);
  html.open("main", {{"id", "main"}, {"tabindex", "-1"}});
}

void end_page(HtmlWriter& html) {
  html.close().close().close();
}

void write_date_fields(HtmlWriter& html, const PageRequest& request, const PageFault* fault) {
  const auto faulty = [fault](PageField field) {
    return fault != nullptr && fault->field == field;
  };
  html.open("fieldset", {{"class", "dates"}}).element("legend", {{"class", "unseen"}}, "Dates");
  write_date_field(html, "since", "From", request.since, faulty(PageField::since));
  write_date_field(html, "until", "To", request.until, faulty(PageField::until));
  html.element("button", {{"type", "submit"}, {"form", search_form_id}}, "Apply");
  html.close();
}

}  // namespace dateline
