#include "tests/fuzz/targets/reading.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace dateline::fuzz {

void run_table(std::string_view bytes) {
  read_both_ways(Format::table, bytes, 11);
}

std::vector<std::string> table_examples() {
  return {
      "id,date,title,text\n1,2024-05-14,A,\"x \"\"y\"\"\n\nz\"\n2,,B,c\n",
      "sep=;\nTitel;Datum;Text;Autor\nA;14.05.2024;x;\"B; C\"\n",
      "title\ttext\ttags\nA\tx\t['a', 'b']\n\"open\tx\nB\t5\" y\tz\n",
      "title,text\n\"a\"b,c\nd\ne,f,g\nh,i,,\n",
      "N1\tnews\tworld\tFerry\tIt \"left\"\thttp://a.example/1\t[]\t[]\n",
      "title,date\nA,03/04/2024\nB,25/04/2024\n",
  };
}

}  // namespace dateline::fuzz
