#include "evaluation/text_lines.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "common/base/file_io.hpp"

namespace dateline {
namespace {

constexpr std::string_view blanks = " \t";

}  // namespace

Result<std::string> read_evaluation_file(const std::string& path, std::size_t limit) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return failure(ErrorCode::not_found, fmt::format("no such file: {}", path), "check the path");
  return read_file(path, limit);
}

std::string_view without_blanks_around(std::string_view text) {
  constexpr std::string_view around = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(around) - begin + 1);
}

std::vector<std::string_view> split_at_blanks(std::string_view line) {
  std::vector<std::string_view> pieces;
  std::size_t at = line.find_first_not_of(blanks);
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    pieces.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(blanks, end);
  }
  return pieces;
}

std::vector<std::string_view> split_at_tabs(std::string_view line) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    pieces.push_back(without_blanks_around(line.substr(at, end - at)));
    at = end + 1;
  }
  return pieces;
}

tl::unexpected<Error> line_failure(const std::string& file_name, std::size_t line,
                                   const std::string& message, const std::string& hint) {
  return failure(ErrorCode::usage, fmt::format("{}:{}: {}", file_name, line, message), hint);
}

}  // namespace dateline
