#include "indexer/cli/generations_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/base/terminal_text.hpp"
#include "indexer/cli/quantities.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr int generations_version = 1;

std::string leases_text(const std::vector<LeaseHolder>& leases) {
  std::string text;
  for (const LeaseHolder& holder : leases) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", holder.pid);
    if (!holder.program.empty()) text += " (" + escape_controls(holder.program) + ")";
  }
  return text.empty() ? "-" : text;
}

std::string remark(const GenerationInfo& info) {
  if (!info.fault.empty()) return "  " + escape_controls(info.fault);
  return info.live ? "  live" : "";
}

Json generation_json(const GenerationInfo& info) {
  Json object{{"generation", info.number},   {"live", info.live},   {"created", info.created},
              {"documents", info.documents}, {"bytes", info.bytes}, {"own_bytes", info.own_bytes},
              {"leases", Json::array()}};
  for (const LeaseHolder& holder : info.leases)
    object["leases"].push_back({{"pid", holder.pid}, {"program", holder.program}});
  if (!info.fault.empty()) object["fault"] = info.fault;
  return object;
}

}  // namespace

std::string generations_text(const std::vector<GenerationInfo>& generations) {
  if (generations.empty()) return {};
  std::string text = fmt::format("{:>10}  {:<20}  {:>11}  {:>10}  {:>10}  {}\n", "generation",
                                 "published", "documents", "size", "own", "leased by");
  for (const GenerationInfo& info : generations)
    text += fmt::format("{:>10}  {:<20}  {:>11}  {:>10}  {:>10}  {}{}\n", info.number,
                        info.created.empty() ? "?" : info.created, with_thousands(info.documents),
                        as_megabytes(info.bytes), as_megabytes(info.own_bytes),
                        leases_text(info.leases), remark(info));
  return text;
}

std::string generations_json(const std::vector<GenerationInfo>& generations) {
  Json object{{"version", generations_version}, {"generations", Json::array()}};
  for (const GenerationInfo& info : generations)
    object["generations"].push_back(generation_json(info));
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dateline
