#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_text(std::string_view bytes) {
  if (bytes.empty()) return;
  read_both_ways(Format::text, bytes.substr(1), 1u + static_cast<unsigned char>(bytes[0]));
}

std::vector<std::string> text_examples() {
  return {
      "0date 2024-05-14\nA first sentence. A second.\n\nA paragraph.\n",
      "1  \n\n date 2024-05-14 on the same line\n\nText.\ndate 2024-05-15\nAnother.\n",
      "2date 2024-05\nA month.\n",
      "3date 9999-99-99\nNo such day.\n",
      "4No header at all.\n\nTwo paragraphs.",
      "5date 2024-05-14\n",
      "6\xef\xbb\xbf"
      "date 2024-05-14\r\nMark and line ends.\r\n\r\nText\rMac.\f\v",
      "7date 2024-05-14\ncaf\xe9 \x93quoted\x94 \xc3\xa9\n",
      "8date 2024-05-14\n" + std::string(5000, 'w'),
      "9date 2024-05-14\nDr. Smith met Mr. J. R. Jones at 3.15 p.m. in the U.S. They talked.\n",
      "adate 2024-05-14 date 2024-05-15\ndate2024-05-16\nDATE 2024-05-17\n",
      std::string("b\0\0date 2024-05-14\nNUL \0 bytes\n", 31),
  };
}

}  // namespace dateline::fuzz
