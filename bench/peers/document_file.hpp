// The corpus as the peers read it: a line holds id, date, source, title and text, separated by
// tabs.
#pragma once

#include <array>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dateline::bench {

/// One document; the views hold until the next call of DocumentFile::next().
struct PeerDocument {
  std::string_view id, date, source, title, text;
};

/// Reads the file from front to back. Throws std::runtime_error for a line without five fields.
class DocumentFile {
 public:
  explicit DocumentFile(const std::string& file) : input_(file) {
    if (!input_) throw std::runtime_error("cannot read " + file);
  }

  /// False at the end of the file.
  bool next(PeerDocument& document) {
    if (!std::getline(input_, line_)) return false;
    std::array<std::string_view, 5> fields;
    std::string_view rest = line_;
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
      const auto tab = rest.find('\t');
      if (tab == std::string_view::npos) throw std::runtime_error("a line has too few fields");
      fields[i] = rest.substr(0, tab);
      rest.remove_prefix(tab + 1);
    }
    fields.back() = rest;
    document = {fields[0], fields[1], fields[2], fields[3], fields[4]};
    return true;
  }

 private:
  std::ifstream input_;
  std::string line_;
};

}  // namespace dateline::bench
