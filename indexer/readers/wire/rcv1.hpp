// <newsitem> of the Reuters corpora RCV1 and RCV2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/document.hpp"
#include "indexer/readers/xml/read_records.hpp"

namespace dateline {

[[nodiscard]] bool is_rcv1_item(xml::Space space, std::string_view name) noexcept;
void make_rcv1_documents(const xml::XmlRecord& record, const xml::Tree& outside,
                         std::vector<Document>& documents);

}  // namespace dateline
