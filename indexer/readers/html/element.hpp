// The elements of HTML by number, and what the rules of parsing need of each.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::html {

/// An element that HTML has or had. `text` is a piece of text, `other` an element of another name.
enum class Tag : std::uint8_t {
  text,
  other,
  a,
  abbr,
  acronym,
  address,
  applet,
  area,
  article,
  aside,
  audio,
  b,
  base,
  basefont,
  bdi,
  bdo,
  bgsound,
  big,
  blockquote,
  body,
  br,
  button,
  canvas,
  caption,
  center,
  cite,
  code,
  col,
  colgroup,
  data,
  datalist,
  dd,
  del,
  desc,
  details,
  dfn,
  dialog,
  dir,
  div,
  dl,
  dt,
  em,
  embed,
  fieldset,
  figcaption,
  figure,
  font,
  footer,
  foreignobject,
  form,
  frame,
  frameset,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hgroup,
  hr,
  html,
  i,
  iframe,
  img,
  input,
  ins,
  kbd,
  keygen,
  label,
  legend,
  li,
  link,
  listing,
  main,
  map,
  mark,
  marquee,
  math,
  menu,
  menuitem,
  meta,
  meter,
  nav,
  nobr,
  noembed,
  noframes,
  noscript,
  object,
  ol,
  optgroup,
  option,
  output,
  p,
  param,
  picture,
  plaintext,
  pre,
  progress,
  q,
  rb,
  rp,
  rt,
  rtc,
  ruby,
  s,
  samp,
  script,
  search,
  section,
  select,
  slot,
  small,
  source,
  span,
  strike,
  strong,
  style,
  sub,
  summary,
  sup,
  svg,
  table,
  tbody,
  td,
  template_,
  textarea,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  track,
  tt,
  u,
  ul,
  var,
  video,
  wbr,
  xmp
};

inline constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::xmp) + 1;

/// What the tree builder has to know of an element.
enum TagTrait : std::uint16_t {
  trait_void = 1u << 0,         ///< has no content
  trait_special = 1u << 1,      ///< end tags of others do not reach through it
  trait_formatting = 1u << 2,   ///< may end inside elements that began in it
  trait_closes_p = 1u << 3,     ///< ends an open paragraph
  trait_raw = 1u << 4,          ///< its content is text up to its end tag
  trait_escapable = 1u << 5,    ///< likewise, with references to characters
  trait_implied_end = 1u << 6,  ///< its end tag may be missing
  trait_scope = 1u << 7,        ///< end tags of others are not looked for outside it
  trait_head = 1u << 8,         ///< belongs into a page's head
  trait_block = 1u << 9,        ///< stands on lines or in a cell of its own
  trait_table = 1u << 10,       ///< a part of a table
};

/// The element of this name, in lower case; Tag::other where HTML has none.
[[nodiscard]] Tag tag_of(std::string_view lower_case_name) noexcept;
/// Its name; empty for `text` and `other`.
[[nodiscard]] std::string_view name_of(Tag tag) noexcept;
[[nodiscard]] std::uint16_t traits_of(Tag tag) noexcept;

[[nodiscard]] inline bool has_trait(Tag tag, TagTrait trait) noexcept {
  return (traits_of(tag) & trait) != 0;
}

[[nodiscard]] constexpr bool is_heading(Tag tag) noexcept {
  return tag >= Tag::h1 && tag <= Tag::h6;
}

}  // namespace dateline::html
