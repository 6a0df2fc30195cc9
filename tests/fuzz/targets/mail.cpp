#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_mail(std::string_view bytes) {
  read_both_ways(Format::mail, bytes, 11);
}

std::vector<std::string> mail_examples() {
  const std::string header =
      "From: =?utf-8?q?J=C3=B6rg?= <j@x>\r\nSubject: =?iso-2022-jp?B?GyRCJCsbKEI=?=\r\n"
      "Date: Tue, 14 May 2024 10:00:00 +0300\r\nMessage-ID: <1@x>\r\nList-Id: \"L\" <l.x>\r\n";
  return {
      header + "\r\nText.\r\n",
      header +
          "Content-Type: text/plain; format=flowed; charset=windows-1251\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n=CF=EE =\r\n=F0 \r\nx\r\n",
      header +
          "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nplain\r\n--b\r\n"
          "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+eDwvcD4=\r\n"
          "--b--\r\n",
      header +
          "Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nbegin 644 "
          "x\r\n#0V%T\r\n`\r\nend\r\n",
      "From a@x Tue May 14 10:00:00 2024\nSubject: 1\n\n>From x\n\nFrom a@x Tue May 14 10:00:00 "
      "2024\n\n2\n",
  };
}

}  // namespace dateline::fuzz
