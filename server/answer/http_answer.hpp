// An answer before it becomes bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dateline::serve {

/// What a browser may do with the body: see header_fields.cpp for the policies.
enum class ContentPolicy {
  data,  ///< nothing but read it
  page,  ///< scripts, styles, images and requests of this server; no frames around it
};

enum class CachePolicy {
  none,        ///< never kept: errors, metrics
  revalidate,  ///< kept, but asked for with If-None-Match each time
  forever,     ///< what is at this URL never changes
};

struct HttpAnswer {
  unsigned status = 200;
  std::string content_type{};  ///< empty: there is no body
  std::string body{};
  std::string etag{};  ///< with its quotes; empty: none
  ContentPolicy content_policy = ContentPolicy::data;
  CachePolicy cache_policy = CachePolicy::none;
  std::vector<std::pair<std::string, std::string>> fields{};  ///< others: Allow, Retry-After, ...
  bool gzipped = false;                                       ///< the body is compressed
};

}  // namespace dateline::serve
