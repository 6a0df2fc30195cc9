// XML of agencies and archives that follows no standard: an article with a headline and a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {

[[nodiscard]] bool is_agency_record(xml::Space space, std::string_view name) noexcept;
void make_agency_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                           std::vector<Document>& documents);

}  // namespace dateline
