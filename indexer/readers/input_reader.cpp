#include "indexer/readers/input_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "indexer/readers/archive_reader.hpp"
#include "indexer/readers/encoding/text_source.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/source/gzip_stream.hpp"
#include "indexer/readers/source/spooled_source.hpp"
#include "indexer/readers/source/zip_member_source.hpp"
#include "indexer/readers/source/zstd_stream.hpp"
#include "indexer/readers/text/names.hpp"
#include "indexer/readers/warc/wacz.hpp"
#include "indexer/readers/xml/xml_encoding.hpp"

namespace dateline {
namespace {

constexpr int max_levels = 3;

/// Says of every document that its encoding was repaired.
class ConvertedSink : public DocumentSink {
 public:
  explicit ConvertedSink(DocumentSink& inner) : inner_(inner) {}
  Status document(Document&& document, const InputPosition& position) override {
    document.encoding_repaired = true;
    return inner_.document(std::move(document), position);
  }
  Status reject(Reject&& reject) override { return inner_.reject(std::move(reject)); }
  void left_out(LeftOut what, std::uint64_t count) override { inner_.left_out(what, count); }
  void unusable_field(std::string_view field, const InputPosition& position) override {
    inner_.unusable_field(field, position);
  }

 private:
  DocumentSink& inner_;
};

}  // namespace

Status InputReader::read(InputSource& source, const std::string& file, const std::string& key) {
  return read_level(source, {.file = file, .key = key, .name = key, .level = 0, .inflated = false});
}

Status InputReader::read_level(InputSource& source, const Place& place) {
  PeekedSource peeked(source);
  const auto head = peeked.head();
  if (!head) return reject_fault(peeked, head.error());
  Container container = detect_container(*head);
  if (is_tar_of_nothing(*head, place.name)) container = Container::tar;
  if (container == Container::none) return read_documents(peeked, *head, place);
  // A compressed tar is one level.
  const bool same_level = place.inflated && container == Container::tar;
  if (place.level == max_levels && !same_level)
    return reject(place, RejectReason::bad_archive,
                  fmt::format("archives are nested more than {} levels deep", max_levels));
  Place inside = place;
  if (!same_level) ++inside.level;
  if (container == Container::zstd) return read_zstd(peeked, inside);
  if (container == Container::gzip) return read_gzip(peeked, inside);
  return container == Container::zip ? read_zip(peeked, inside)
                                     : read_container(peeked, container, inside);
}

Status InputReader::read_zstd(InputSource& source, const Place& place) {
  ZstdStream stream(source,
                    {.file = place.file, .max_inflation_ratio = options_.max_inflation_ratio});
  return read_level(stream, place_inside(place, Container::zstd, {}));
}

Status InputReader::read_gzip(InputSource& source, const Place& place) {
  GzipStream stream(source,
                    {.file = place.file, .max_inflation_ratio = options_.max_inflation_ratio});
  return read_level(stream, place_inside(place, Container::gzip, {}));
}

Status InputReader::read_container(InputSource& source, Container container, const Place& place) {
  ArchiveReader archive(source, {.file = place.file,
                                 .container = container,
                                 .max_inflation_ratio = options_.max_inflation_ratio,
                                 .on_left_out = [this](LeftOut what) { sink_.left_out(what, 1); }});
  for (;;) {
    auto member = archive.next_member();
    if (!member) return reject_fault(archive, std::move(member.error()));
    if (!*member) return check_end(archive, container, place);
    const Place inside = place_inside(place, container, **member);
    DATELINE_ASSIGN(const bool wanted, is_wanted(**member, inside));
    if (wanted) DATELINE_TRY(read_level(archive, inside));
    if (inside.inflated) return check_end(archive, container, place);
    // Not left to libarchive, which would inflate the rest without a limit.
    if (auto drained = archive.drain(); !drained)
      DATELINE_TRY(reject_fault(archive, std::move(drained.error())));
    if (!archive.can_go_on()) return {};
  }
}

/// What follows the last member must not be lost silently.
Status InputReader::check_end(ArchiveReader& archive, Container container, const Place& place) {
  if (auto end = archive.check_end(); !end) return reject_fault(archive, std::move(end.error()));
  if (container != Container::zip) return {};
  return reject(place, RejectReason::truncated,
                "the zip has no table of contents: it was truncated, and more may have followed");
}

/// False for a member that is left out; it is reported.
Result<bool> InputReader::is_wanted(const std::string& name, const Place& place) {
  if (name.empty() && !place.inflated) {
    DATELINE_TRY(reject(place, RejectReason::bad_archive,
                        "a member of the archive has no name that can be read, and is left out"));
    return false;
  }
  const bool hidden = is_hidden_path(name);
  if (hidden) sink_.left_out(LeftOut::hidden, 1);
  return !hidden;
}

/// Which members a zip has is written at its end: what is not named there was deleted.
Status InputReader::read_zip(PeekedSource& source, const Place& place) {
  if (RandomAccess* const whole = source.random_access()) return read_zip_at(source, *whole, place);
  DATELINE_ASSIGN(const auto spooled, SpooledSource::fill(source, place.file));
  auto fault = spooled->upstream_fault();
  if (fault) DATELINE_TRY(sink_.reject(std::move(*fault)));
  return read_zip_at(*spooled, *spooled, place);
}

/// `sequential` gives the same bytes as `whole`.
Status InputReader::read_zip_at(InputSource& sequential, RandomAccess& whole, const Place& place) {
  auto directory = ZipDirectory::find(whole);
  if (!directory) return reject_zip(place, std::move(directory.error()));
  if (!*directory) return read_container(sequential, Container::zip, place);
  const bool wacz = is_wacz(whole);
  InflationGuard guard(options_.max_inflation_ratio);
  ZipMember member;
  for (;;) {
    const auto more = (*directory)->next(member);
    if (!more) return reject_zip(place, more.error());
    if (!*more) break;
    if (wacz && member.kind == ZipMember::Kind::file && !is_archive_of_wacz(member.name)) {
      sink_.left_out(LeftOut::record, 1);
      continue;
    }
    DATELINE_TRY(read_zip_member(whole, member, place, guard));
    if (guard.is_spent(whole.bytes_on_disk())) return {};
  }
  const std::string& remark = (*directory)->remark();
  return remark.empty() ? Status() : reject(place, RejectReason::bad_archive, remark);
}

Status InputReader::read_zip_member(RandomAccess& whole, const ZipMember& member,
                                    const Place& place, InflationGuard& guard) {
  switch (member.kind) {
    case ZipMember::Kind::folder:
      return {};
    case ZipMember::Kind::link:
      sink_.left_out(LeftOut::link, 1);
      return {};
    case ZipMember::Kind::other:
      sink_.left_out(LeftOut::other, 1);
      return {};
    case ZipMember::Kind::file:
      break;
  }
  const Place inside = place_inside(place, Container::zip, member.name);
  DATELINE_ASSIGN(const bool wanted, is_wanted(member.name, inside));
  if (!wanted) return {};
  ZipMemberSource source(whole, member, inside.file);
  ArchiveReader archive(source, {.file = inside.file,
                                 .container = Container::zip,
                                 .max_inflation_ratio = options_.max_inflation_ratio,
                                 .one_member = true,
                                 .guard = &guard});
  auto opened = archive.next_member();
  if (!opened) return reject_fault(archive, std::move(opened.error()));
  return read_level(archive, inside);
}

Status InputReader::reject_zip(const Place& place, const Error& error) {
  if (error.code == ErrorCode::cancelled) return tl::unexpected(error);
  const bool damaged = error.code == ErrorCode::bad_input;
  return reject(place, damaged ? RejectReason::bad_archive : RejectReason::unreadable,
                error.message);
}

InputReader::Place InputReader::place_inside(const Place& place, Container container,
                                             const std::string& member) {
  Place inside = place;
  inside.inflated = is_compressed_stream(container);
  inside.name = std::string(without_compression_suffix(place.name));
  if (inside.inflated) return inside;
  const std::string name = clean_name(member);
  inside.file += "!" + name;
  inside.key += "!" + name;
  inside.name = name;
  return inside;
}

Status InputReader::read_documents(PeekedSource& source, std::string_view head,
                                   const Place& place) {
  const Format format =
      options_.format == Format::automatic ? detect_format(head, place.name) : options_.format;
  switch (bytes_wanted(format)) {
    case InputBytes::text:
      return read_converted(source, head, place);
    case InputBytes::raw:
      return read_format(source, format, place, sink_);
    case InputBytes::whole:
      return read_whole(source, format, place);
  }
  return {};
}

Status InputReader::read_whole(PeekedSource& source, Format format, const Place& place) {
  if (source.random_access() != nullptr) return read_format(source, format, place, sink_);
  DATELINE_ASSIGN(const auto spooled, SpooledSource::fill(source, place.file));
  if (auto fault = spooled->upstream_fault()) return sink_.reject(std::move(*fault));
  return read_format(*spooled, format, place, sink_);
}

Status InputReader::read_converted(PeekedSource& source, std::string_view head,
                                   const Place& place) {
  const std::string& given = options_.encoding;
  TextSource text(source, head, given.empty() ? xml_encoding(head) : given);
  PeekedSource peeked(text);
  if (!text.is_converted_whole()) return read_text(text, head, place, sink_);
  const auto converted_head = peeked.head();
  if (!converted_head) return reject_fault(peeked, converted_head.error());
  ConvertedSink converted(sink_);
  return read_text(peeked, *converted_head, place, converted);
}

Status InputReader::read_text(InputSource& source, std::string_view head, const Place& place,
                              DocumentSink& sink) {
  const Format format =
      options_.format == Format::automatic ? detect_format(head, place.name) : options_.format;
  if (format == Format::automatic)
    return reject(place, RejectReason::unknown_format,
                  "neither its first bytes nor its name show a known format; --format "
                  "forces one");
  return read_format(source, format, place, sink);
}

Status InputReader::read_format(InputSource& source, Format format, const Place& place,
                                DocumentSink& sink) {
  const auto reader = make_reader(format, options_);
  auto status = reader->read(source, {.file = place.file, .line = 0, .offset = 0}, place.key, sink);
  return status ? status : reject_fault(source, std::move(status.error()));
}

Status InputReader::reject(const Place& place, RejectReason reason, std::string detail) {
  return sink_.reject({{.file = place.file, .line = 0, .offset = 0}, reason, std::move(detail)});
}

/// The reject for a source's fault; any other error is from the sink and is passed on.
Status InputReader::reject_fault(InputSource& source, Error error) {
  if (auto fault = source.take_fault()) return sink_.reject(std::move(*fault));
  return tl::unexpected(std::move(error));
}

}  // namespace dateline
