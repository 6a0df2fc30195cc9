// NewsML 1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {

[[nodiscard]] bool is_newsml_item(xml::Space space, std::string_view name) noexcept;
void make_newsml_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                           std::vector<Document>& documents);

}  // namespace dateline
