// What disks do to files: flipped bits, lost ends, pages of zeros.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace dateline::test {

enum class DamageKind { flipped_bit, truncation, zeroed_page };

struct FileDamage {
  DamageKind kind = DamageKind::flipped_bit;
  std::filesystem::path file;
  std::uint64_t offset = 0;  ///< byte of the bit, new length, or start of the page
  unsigned bit = 0;
};

/// `file: what was done to it`
[[nodiscard]] std::string to_string(const FileDamage& damage);

/// Damage that changes the file, which is not empty; where a page is zero already, a bit flips.
[[nodiscard]] FileDamage choose_damage(const std::filesystem::path& file, std::mt19937_64& random);

/// Replaces the file by a damaged copy; what is linked to it elsewhere stays as it is.
void inflict(const FileDamage& damage);

}  // namespace dateline::test
