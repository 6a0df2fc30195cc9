#include "indexer/readers/html/class_words.hpp"

namespace dateline::html {
namespace {

constexpr ClassWord standard_words[] = {
#include "indexer/readers/html/class_words.inc"
};

constexpr ClassWord words_of_texts[] = {
#include "indexer/readers/html/text_words.inc"
};

std::uint32_t hash_of(std::string_view word) noexcept {
  std::uint32_t hash = 2166136261u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

constexpr bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

ClassWords::ClassWords(std::span<const ClassWord> words) : words_(words) {
  std::size_t slots = 64;
  while (slots < words.size() * 3) slots *= 2;
  places_.resize(slots);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t slot = hash_of(words[i].word) & (slots - 1);
    while (places_[slot] != 0) slot = (slot + 1) & (slots - 1);
    places_[slot] = static_cast<std::uint16_t>(i + 1);
  }
}

const ClassWords& ClassWords::standard() {
  static const ClassWords words(standard_words);
  return words;
}

const ClassWords& ClassWords::of_texts() {
  static const ClassWords words(words_of_texts);
  return words;
}

const ClassWord* ClassWords::find(std::string_view word) const noexcept {
  const std::size_t mask = places_.size() - 1;
  for (std::size_t slot = hash_of(word) & mask; places_[slot] != 0; slot = (slot + 1) & mask)
    if (words_[places_[slot] - 1u].word == word) return &words_[places_[slot] - 1u];
  return nullptr;
}

std::string_view ClassWordCutter::next() noexcept {
  std::size_t size = 0;
  for (; at_ < names_.size(); ++at_) {
    const char c = names_[at_];
    const bool begins_word = is_upper(c) && at_ > 0 && is_lower(names_[at_ - 1]);
    const bool letter = is_lower(c) || is_upper(c);
    if ((begins_word || !letter) && size >= 2) {
      if (size <= longest) return {word_.data(), size};
      size = 0;
    }
    if (begins_word || !letter) size = 0;
    if (!letter) continue;
    if (size < longest) word_[size] = static_cast<char>(c | 0x20);
    ++size;
  }
  return size >= 2 && size <= longest ? std::string_view(word_.data(), size) : std::string_view();
}

std::string_view TextWordCutter::next() noexcept {
  std::size_t size = 0;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    const bool letter = is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && size > 0) break;
    if (!letter || size == longest) continue;
    word_[size++] = is_upper(c) ? static_cast<char>(c | 0x20) : c;
  }
  return {word_.data(), size};
}

}  // namespace dateline::html
