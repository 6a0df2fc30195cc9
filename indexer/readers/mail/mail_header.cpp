#include "indexer/readers/mail/mail_header.hpp"

#include <algorithm>

#include "indexer/readers/encoding/decode_text.hpp"
#include "indexer/readers/mail/encoded_words.hpp"
#include "indexer/readers/mail/gmime_handle.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

std::string name_of(InternetAddress* address) {
  const char* const name = internet_address_get_name(address);
  if (name != nullptr && *name != '\0') return to_single_line(name);
  if (!INTERNET_ADDRESS_IS_MAILBOX(address)) return {};
  const char* const mailbox = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
  return mailbox != nullptr ? to_single_line(mailbox) : std::string();
}

std::string_view without_quotes(std::string_view text) noexcept {
  if (text.size() > 1 && text.front() == '"' && text.back() == '"')
    return text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

std::string written_field(GMimeObject* object, const char* name, std::string_view charset) {
  GMimeHeaderList* const headers = g_mime_object_get_header_list(object);
  GMimeHeader* const header = g_mime_header_list_get_header(headers, name);
  if (header == nullptr) return {};
  const char* const raw = g_mime_header_get_raw_value(header);
  return raw != nullptr ? to_single_line(decode_text(raw, charset).text) : std::string();
}

std::string decoded_field(GMimeObject* object, const char* name, std::string_view charset) {
  const std::string written = written_field(object, name, charset);
  return written.empty() ? written : to_single_line(decode_words(written));
}

std::vector<std::string> names_in(const std::string& addresses) {
  std::vector<std::string> names;
  if (addresses.empty()) return names;
  const GmimeHandle<InternetAddressList> list(
      internet_address_list_parse(nullptr, quote_decoded_words(addresses).c_str()));
  if (!list) return {addresses};
  for (int i = 0; i < internet_address_list_length(list.get()); ++i) {
    std::string name = name_of(internet_address_list_get_address(list.get(), i));
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

std::string list_name(std::string_view list_id) {
  const std::size_t open = list_id.rfind('<');
  if (open == std::string_view::npos) return std::string(trim(list_id));
  const std::string_view name = without_quotes(trim(list_id.substr(0, open)));
  if (!name.empty()) return std::string(name);
  const std::string_view id = list_id.substr(open + 1);
  return std::string(trim(id.substr(0, id.find('>'))));
}

}  // namespace dateline
