#include "tests/support/file_damage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dateline::test {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t page_bytes = 4096;

std::string read_all(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(input), {}};
}

bool is_zero(const std::string& bytes, std::uint64_t page) {
  const auto end = std::min<std::uint64_t>(bytes.size(), page + page_bytes);
  return bytes.find_first_not_of('\0', page) >= end;
}

}  // namespace

std::string to_string(const FileDamage& damage) {
  switch (damage.kind) {
    case DamageKind::flipped_bit:
      return fmt::format("{}: bit {} of byte {} flipped", damage.file.string(), damage.bit,
                         damage.offset);
    case DamageKind::truncation:
      return fmt::format("{}: cut to {} bytes", damage.file.string(), damage.offset);
    case DamageKind::zeroed_page:
      return fmt::format("{}: page at byte {} zeroed", damage.file.string(), damage.offset);
  }
  return {};
}

FileDamage choose_damage(const fs::path& file, std::mt19937_64& random) {
  const std::string bytes = read_all(file);
  // Bits flip twice as often as the rest together.
  const std::uint64_t choice = random() % 6;
  const std::uint64_t at = random() % bytes.size();
  const std::uint64_t page = at / page_bytes * page_bytes;
  if (choice == 4) return {DamageKind::truncation, file, at, 0};
  if (choice == 5 && !is_zero(bytes, page)) return {DamageKind::zeroed_page, file, page, 0};
  return {DamageKind::flipped_bit, file, at, static_cast<unsigned>(random() % 8)};
}

void inflict(const FileDamage& damage) {
  std::string bytes = read_all(damage.file);
  switch (damage.kind) {
    case DamageKind::flipped_bit:
      bytes[damage.offset] = static_cast<char>(bytes[damage.offset] ^ (1 << damage.bit));
      break;
    case DamageKind::truncation:
      bytes.resize(damage.offset);
      break;
    case DamageKind::zeroed_page: {
      const auto length = std::min<std::uint64_t>(page_bytes, bytes.size() - damage.offset);
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(damage.offset), length, '\0');
      break;
    }
  }
  fs::remove(damage.file);
  std::ofstream(damage.file, std::ios::binary) << bytes;
}

}  // namespace dateline::test
