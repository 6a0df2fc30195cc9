#include "indexer/readers/feed/channel_sink.hpp"

namespace dateline::feed {

Status ChannelSink::document(Document&& document, const InputPosition& position) {
  const bool waits = document.source.empty() && title_.empty();
  if (waiting_.empty() && !waits) {
    Status taken = inner_.document(std::move(document), position);
    failed_ = !taken;
    return taken;
  }
  waiting_bytes_ += sizeof document + document.text.size() + document.extra_json.size();
  waiting_.emplace_back(std::move(document), position);
  const bool full = waiting_bytes_ > most_waiting_bytes;
  return full || !title_.empty() ? hand_on() : Status();
}

Status ChannelSink::finish() {
  return failed_ ? Status() : hand_on();
}

Status ChannelSink::hand_on() {
  auto waiting = std::exchange(waiting_, {});
  waiting_bytes_ = 0;
  for (auto& [document, position] : waiting) {
    if (document.source.empty()) document.source = title_;
    Status taken = inner_.document(std::move(document), position);
    failed_ = !taken;
    DATELINE_TRY(std::move(taken));
  }
  return {};
}

}  // namespace dateline::feed
