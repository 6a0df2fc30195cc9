#include "indexer/readers/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <utility>

namespace dateline {
namespace {

int filter_code(Container container) noexcept {
  switch (container) {
    case Container::gzip:
      return ARCHIVE_FILTER_GZIP;
    case Container::zstd:
      return ARCHIVE_FILTER_ZSTD;
    case Container::bzip2:
      return ARCHIVE_FILTER_BZIP2;
    case Container::xz:
      return ARCHIVE_FILTER_XZ;
    case Container::none:
    case Container::tar:
    case Container::zip:
      break;
  }
  return ARCHIVE_FILTER_NONE;
}

/// Exactly one filter or one format, never what libarchive would find by itself: levels are
/// counted, and each is guarded against inflation.
int allow_only(archive* handle, Container container) noexcept {
  if (container == Container::tar) {
    const int status = archive_read_support_format_tar(handle);
    // `cat a.tar b.tar` is one archive to its maker.
    return status != ARCHIVE_OK
               ? status
               : archive_read_set_format_option(handle, "tar", "read_concatenated_archives", "1");
  }
  if (container == Container::zip) return archive_read_support_format_zip_streamable(handle);
  archive_read_support_format_raw(handle);
  archive_read_support_format_empty(handle);
  return archive_read_append_filter(handle, filter_code(container));
}

std::string message_of(archive* handle) {
  const char* const message = archive_error_string(handle);
  return message ? message : "it ends in its header";
}

/// libarchive converts names to the locale's encoding, where it knows theirs, and gives the bytes
/// as they are where it cannot. What it would make of them must not depend on who runs us: in the
/// locale C, tars give all names as they are; zips that are read as streams need one that has
/// every character.
class NameLocale {
 public:
  explicit NameLocale(Container container) : before_(::uselocale(locale_for(container))) {}
  NameLocale(const NameLocale&) = delete;
  NameLocale& operator=(const NameLocale&) = delete;
  ~NameLocale() { ::uselocale(before_); }

 private:
  static locale_t locale_for(Container container) noexcept {
    static const locale_t plain = ::newlocale(LC_CTYPE_MASK, "C", nullptr);
    static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    const bool wants_utf8 = container == Container::zip && utf8 != nullptr;
    return wants_utf8 ? utf8 : plain;
  }

  locale_t before_;
};

/// The bytes that the archive has; empty where there is no name.
std::string name_of(archive_entry* entry) {
  const char* const name = archive_entry_pathname(entry);
  return name ? name : "";
}

bool is_all_zeros(std::string_view bytes) noexcept {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

struct ArchiveReader::Callbacks {
  static la_ssize_t read(archive* handle, void* self, const void** buffer) {
    auto& reader = *static_cast<ArchiveReader*>(self);
    const auto chunk = reader.upstream_.next();
    if (!chunk) {
      archive_set_error(handle, EIO, "%s", chunk.error().message.c_str());
      return -1;
    }
    *buffer = chunk->data();
    reader.note(*chunk);
    return static_cast<la_ssize_t>(chunk->size());
  }
};

void ArchiveReader::Closer::operator()(archive* handle) const noexcept {
  archive_read_free(handle);
}

ArchiveReader::ArchiveReader(InputSource& upstream, Options options)
    : upstream_(upstream),
      options_(std::move(options)),
      handle_(archive_read_new()),
      own_guard_(options_.max_inflation_ratio),
      guard_(options_.guard != nullptr ? *options_.guard : own_guard_) {}

ArchiveReader::~ArchiveReader() = default;

Status ArchiveReader::open() {
  opened_ = true;
  archive* const handle = handle_.get();
  if (allow_only(handle, options_.container) != ARCHIVE_OK) return fault();
  if (archive_read_open(handle, this, nullptr, Callbacks::read, nullptr) != ARCHIVE_OK)
    return fault();
  if (ends_before_it_begins()) return fault();
  return {};
}

Result<std::optional<std::string>> ArchiveReader::next_member() {
  state_ = State::broken;
  const NameLocale locale(options_.container);
  if (!opened_) DATELINE_TRY(open());
  for (;;) {
    member_.clear();
    given_ = 0;
    const int status = archive_read_next_header(handle_.get(), &entry_);
    at_end_ = status == ARCHIVE_EOF;
    if (at_end_) return std::nullopt;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return fault();
    if (const auto what = left_out()) {
      if (options_.on_left_out) options_.on_left_out(*what);
      continue;
    }
    if (archive_entry_filetype(entry_) == AE_IFDIR) continue;
    guard_.start_member();
    state_ = State::inside;
    if (is_compressed_stream(options_.container)) return member_;
    // libarchive has looked into a compressed stream before it names its only member.
    taken_before_ = bytes_taken();
    if (options_.one_member) return member_;
    member_ = name_of(entry_);
    return member_;
  }
}

Result<std::string_view> ArchiveReader::next() {
  if (state_ != State::inside) return std::string_view();
  if (archive_entry_is_encrypted(entry_) != 0) return encrypted_fault();
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  while (size == 0) {
    const int status = archive_read_data_block(handle_.get(), &block, &size, &offset);
    if (status == ARCHIVE_EOF) {
      state_ = State::between;
      return std::string_view();
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      state_ = status == ARCHIVE_FAILED ? State::between : State::broken;
      return fault();
    }
  }
  given_ += size;
  if (!guard_.allows(size, bytes_taken() - taken_before_, raw_bytes())) return inflation_fault();
  return std::string_view(static_cast<const char*>(block), size);
}

Status ArchiveReader::drain() {
  while (state_ == State::inside) {
    DATELINE_ASSIGN(const std::string_view block, next());
    if (block.empty()) break;
  }
  return {};
}

std::optional<LeftOut> ArchiveReader::left_out() const noexcept {
  if (archive_entry_hardlink(entry_) != nullptr) return LeftOut::link;
  switch (archive_entry_filetype(entry_)) {
    case AE_IFREG:
    case AE_IFDIR:
      return std::nullopt;
    case AE_IFLNK:
      return LeftOut::link;
    default:
      return LeftOut::other;
  }
}

void ArchiveReader::note(std::string_view chunk) noexcept {
  upstream_ended_ = chunk.empty();
  if (chunk.empty()) return;
  chunk_ = chunk;
  upstream_bytes_ += chunk.size();
  const std::size_t last = chunk.find_last_not_of('\0');
  if (last == std::string_view::npos)
    zeros_at_end_ += chunk.size();
  else
    zeros_at_end_ = chunk.size() - last - 1;
}

/// Whether something follows what libarchive took, other than the zeros with which disks and tapes
/// fill their blocks.
Result<bool> ArchiveReader::has_rest() {
  const std::uint64_t left = upstream_bytes_ - std::min(bytes_taken(), upstream_bytes_);
  const auto in_chunk = static_cast<std::size_t>(std::min<std::uint64_t>(left, chunk_.size()));
  bool any = !is_all_zeros(chunk_.substr(chunk_.size() - in_chunk));
  while (!any && !upstream_ended_) {
    const auto chunk = upstream_.next();
    if (!chunk) return fault();
    note(*chunk);
    any = !is_all_zeros(*chunk);
  }
  return any;
}

Status ArchiveReader::check_end() {
  constexpr std::uint64_t tar_block_bytes = 512;
  const bool is_over = at_end_ || state_ == State::between;
  if (!is_over) return {};
  if (is_compressed_stream(options_.container)) {
    DATELINE_ASSIGN(const bool any, has_rest());
    if (!any) return {};
    return fail({position(), RejectReason::bad_archive,
                 "after the end of the compressed stream there are other bytes, which are not "
                 "read"});
  }
  if (options_.container == Container::tar && zeros_at_end_ < tar_block_bytes)
    return fail(
        {position(), RejectReason::truncated, "the tar has no end mark: more may have followed"});
  return {};
}

/// libarchive takes a compressed stream whose first block cannot be inflated for an empty one, and
/// shows the difference only by an error that it leaves, or by not reading on.
bool ArchiveReader::ends_before_it_begins() const noexcept {
  return is_compressed_stream(options_.container) &&
         (archive_error_string(handle_.get()) != nullptr || bytes_taken() == 0);
}

/// What the container has taken from upstream so far.
std::uint64_t ArchiveReader::bytes_taken() const noexcept {
  return static_cast<std::uint64_t>(
      std::max<la_int64_t>(archive_filter_bytes(handle_.get(), -1), 0));
}

InputPosition ArchiveReader::position() const {
  const bool named = !member_.empty();
  return {
      .file = named ? options_.file + "!" + member_ : options_.file, .line = 0, .offset = given_};
}

tl::unexpected<Error> ArchiveReader::fault() {
  // The root of a failure is upstream, where something is wrong there.
  if (auto upstream_fault = upstream_.take_fault()) return fail(std::move(*upstream_fault));
  // Only a stream that is sound so far asks for more bytes than there are.
  return fail({position(), upstream_ended_ ? RejectReason::truncated : RejectReason::bad_archive,
               "it cannot be inflated any further: " + message_of(handle_.get())});
}

tl::unexpected<Error> ArchiveReader::encrypted_fault() {
  state_ = State::between;
  return fail({position(), RejectReason::bad_archive, "it is encrypted; decrypt it first"});
}

tl::unexpected<Error> ArchiveReader::inflation_fault() {
  state_ = State::broken;
  return fail({position(), RejectReason::too_large,
               fmt::format("it inflates to more than {} times its size; the rest is not read",
                           options_.max_inflation_ratio)});
}

}  // namespace dateline
