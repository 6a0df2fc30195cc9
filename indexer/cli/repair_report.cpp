#include "indexer/cli/repair_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/base/terminal_text.hpp"
#include "indexer/cli/quantities.hpp"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;
constexpr int report_version = 1;
constexpr std::size_t shown_losses = 20;

std::string loss_line(const LostDocument& lost) {
  return lost.key.empty() ? fmt::format("lost: document number {}\n", lost.number)
                          : fmt::format("lost: {}\n", escape_controls(lost.key));
}

}  // namespace

std::string repair_report_json(const RepairReport& report) {
  Json json{{"version", report_version},       {"damaged_generation", report.damaged_generation},
            {"generation", report.generation}, {"documents", report.documents},
            {"lost", Json::array()},           {"lost_unknown", report.lost_unknown},
            {"damage", report.damage},         {"removed_may_be_back", report.removed_may_be_back}};
  for (const LostDocument& lost : report.lost) {
    Json one{{"number", lost.number}};
    if (!lost.key.empty()) one["key"] = lost.key;
    json["lost"].push_back(std::move(one));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string repair_losses(const RepairReport& report) {
  std::string text;
  for (const std::string& damage : report.damage) text += escape_controls(damage) + "\n";
  const std::size_t shown = std::min(report.lost.size(), shown_losses);
  for (std::size_t i = 0; i < shown; ++i) text += loss_line(report.lost[i]);
  if (report.lost.size() > shown)
    text += fmt::format("... and {} more; --report FILE lists all\n",
                        with_thousands(report.lost.size() - shown));
  if (report.lost_unknown > 0)
    text += fmt::format("{} more cannot even be named\n", with_thousands(report.lost_unknown));
  if (report.removed_may_be_back)
    text += "documents that were removed may be back: remove them again\n";
  return text;
}

std::string repair_summary(const RepairReport& report) {
  const std::uint64_t lost = report.lost.size() + report.lost_unknown;
  return fmt::format("generation {} from generation {}: {}; {}\n", report.generation,
                     report.damaged_generation, count_of(report.documents, "document"),
                     lost == 0 ? "nothing is lost" : with_thousands(lost) + " lost");
}

}  // namespace dateline
