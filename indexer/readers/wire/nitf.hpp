// NITF 3.x, also as the content of other formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {

[[nodiscard]] bool is_nitf(xml::Space space, std::string_view name) noexcept;
void make_nitf_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                         std::vector<Document>& documents);

/// The story in a <nitf>.
[[nodiscard]] std::string nitf_text(const xml::Element& nitf);
[[nodiscard]] std::string nitf_title(const xml::Element& nitf);
[[nodiscard]] std::string nitf_byline(const xml::Element& nitf);

}  // namespace dateline
