// The file `iamglass` of a Xapian database: where its tables begin, and its statistics.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/error.hpp"

namespace dateline::glass {

/// Where a table is in its file.
struct TableRoot {
  std::uint32_t root = 0;  ///< block
  unsigned level = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  ///< of the file; 0: there is no entry, and the root block is not there
};

/// Statistics of all documents. The length of a document is the sum of its wdfs.
struct Statistics {
  std::uint32_t documents = 0;
  std::uint32_t last_docid = 0;
  std::uint32_t least_length = 0;  ///< of documents whose length is not 0; 0: there is none
  std::uint32_t highest_length = 0;
  std::uint32_t highest_wdf = 0;
  std::uint64_t total_length = 0;

  void add_document(std::uint32_t length) noexcept;
  /// Of a database whose documents follow on these.
  void add(const Statistics& other) noexcept;
};

struct Version {
  std::array<std::uint8_t, 16> uuid{};
  std::uint32_t revision = 1;
  TableRoot postlist;
  TableRoot docdata;
  Statistics statistics;
};

[[nodiscard]] std::string encode_version(const Version& version);

/// Error corrupt where the bytes are not those of a database of Xapian 1.4 with blocks of
/// `block_bytes` and neither term lists, positions, spellings nor synonyms. The error's text says
/// what is wrong, without the file's name.
Result<Version> decode_version(std::string_view bytes);

}  // namespace dateline::glass
