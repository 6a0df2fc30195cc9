// What a searcher can be asked for, which depends on what it searches.
#pragma once

#include <cstdint>
#include <initializer_list>

namespace dateline {

/// Beyond words, filters, dates, sort and pages by offset, which every searcher knows.
enum class Capability {
  cursors,       ///< SearchRequest::cursor; without it next_cursor is always empty
  feedback,      ///< SearchRequest::feedback
  recency,       ///< SearchRequest::recency
  related,       ///< SearchRequest::related
  timeline,      ///< SearchRequest::timeline
  facets,        ///< SearchRequest::facets
  exact_counts,  ///< SearchRequest::count_exactly
  explanations,  ///< SearchRequest::explain
  marks,         ///< Searcher::marks
  suggestions,   ///< Searcher::suggest
};

/// A set of them. A value.
class Capabilities {
 public:
  constexpr Capabilities() = default;
  constexpr Capabilities(std::initializer_list<Capability> list) {
    for (const Capability capability : list) bits_ |= bit_of(capability);
  }
  [[nodiscard]] static constexpr Capabilities all() {
    return {Capability::cursors,      Capability::feedback,     Capability::recency,
            Capability::related,      Capability::timeline,     Capability::facets,
            Capability::exact_counts, Capability::explanations, Capability::marks,
            Capability::suggestions};
  }
  [[nodiscard]] constexpr bool has(Capability capability) const noexcept {
    return (bits_ & bit_of(capability)) != 0;
  }
  friend constexpr bool operator==(const Capabilities&, const Capabilities&) = default;

 private:
  static constexpr std::uint32_t bit_of(Capability capability) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(capability);
  }

  std::uint32_t bits_ = 0;
};

}  // namespace dateline
