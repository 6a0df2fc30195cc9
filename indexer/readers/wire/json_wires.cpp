#include "indexer/readers/wire/json_wires.hpp"

#include "indexer/readers/text/text_layout.hpp"
#include "indexer/readers/wire/json_head.hpp"

namespace dateline {
namespace {

/// Lists of items are one object.
constexpr std::size_t documents_of_list = 4;
constexpr std::size_t npos = std::string_view::npos;

}  // namespace

Status NinjsReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                         DocumentSink& sink) {
  return read_json_records(source, start, name, max_document_bytes_,
                           "the object is not an item of ninjs", make_ninjs_document, sink);
}

Status ApReader::read(ByteSource& source, const InputPosition& start, const std::string& name,
                      DocumentSink& sink) {
  return read_json_records(source, start, name, documents_of_list * max_document_bytes_,
                           "the object has no item of the Media API", make_ap_documents, sink);
}

/// By members that ninjs alone has together, in whatever order.
std::size_t ninjs_shown_at(std::string_view head) {
  const JsonHead members(head);
  const bool has_id = members.has("uri") || members.has("guid");
  const bool has_time = members.has("versioncreated") || members.has("firstcreated") ||
                        members.has("versionCreated") || members.has("firstCreated") ||
                        members.has("contentCreated");
  const bool of_ninjs =
      members.has("pubstatus") || members.has("pubStatus") || members.has("urgency") ||
      members.has("body_xhtml") || members.has("body_html") || members.has("body_text") ||
      members.has("bodies") || members.has("headlines") || members.has("byline") ||
      members.has("located") || members.has("renditions") || members.has("copyrightnotice");
  const int shown = int{has_id} + int{has_time} + int{of_ninjs};
  const bool standard = members.has("standard") && head.find("ninjs") != npos;
  return shown == 3 || (standard && has_id) ? 0 : npos;
}

std::size_t ap_shown_at(std::string_view head) {
  const JsonHead members(head);
  return members.has("api_version") && (members.has("data") || members.has("api_mode")) ? 0 : npos;
}

}  // namespace dateline
