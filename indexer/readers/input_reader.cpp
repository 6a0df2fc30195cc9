#include "indexer/readers/input_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "indexer/readers/archive_reader.hpp"
#include "indexer/readers/encoding/text_source.hpp"
#include "indexer/readers/names.hpp"

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
  const Container container = detect_container(*head);
  if (container == Container::none) return read_documents(peeked, *head, place);
  // A compressed tar is one level.
  const bool same_level = place.inflated && container == Container::tar;
  if (place.level == max_levels && !same_level)
    return reject(place, RejectReason::bad_archive,
                  fmt::format("archives are nested more than {} levels deep", max_levels));
  Place inside = place;
  if (!same_level) ++inside.level;
  return read_container(peeked, container, inside);
}

Status InputReader::read_container(InputSource& source, Container container, const Place& place) {
  ArchiveReader archive(source, {.file = place.file,
                                 .container = container,
                                 .max_inflation_ratio = options_.max_inflation_ratio});
  for (;;) {
    auto member = archive.next_member();
    if (!member) return reject_fault(archive, std::move(member.error()));
    if (!*member) return {};
    const Place inside = place_inside(place, container, **member);
    if (!is_hidden_path(**member)) DATELINE_TRY(read_level(archive, inside));
    if (inside.inflated) return {};
    // Not left to libarchive, which would inflate the rest without a limit.
    if (auto drained = archive.drain(); !drained)
      DATELINE_TRY(reject_fault(archive, std::move(drained.error())));
    if (!archive.can_go_on()) return {};
  }
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
  TextSource text(source, head, options_.encoding);
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
                  "neither its first bytes nor its name show a format that is known; --format "
                  "forces one");
  const auto reader = make_reader(format, options_);
  auto status = reader->read(source, {.file = place.file, .line = 0, .offset = 0}, place.key, sink);
  return status ? status : reject_fault(source, std::move(status.error()));
}

Status InputReader::reject(const Place& place, RejectReason reason, std::string detail) {
  return sink_.reject({{.file = place.file, .line = 0, .offset = 0}, reason, std::move(detail)});
}

/// The reject for a source's fault; any other error came from the sink and goes on its way.
Status InputReader::reject_fault(InputSource& source, Error error) {
  if (auto fault = source.take_fault()) return sink_.reject(std::move(*fault));
  return tl::unexpected(std::move(error));
}

}  // namespace dateline
