// The page as dateline-serve's site: `/` searches, `/document` reads, `/assets/` has what they
// need.
#pragma once

#include "server/answer/site.hpp"

namespace dateline {

/// Has no state.
class PageSite final : public serve::Site {
 public:
  [[nodiscard]] std::optional<serve::StaticFile> find_file(std::string_view path) const override;
  [[nodiscard]] bool has_page(std::string_view path) const override;
  [[nodiscard]] serve::SitePage render(const serve::SiteRequest& request) const override;
};

}  // namespace dateline
