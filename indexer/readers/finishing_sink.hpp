// What all formats have in common: the key's prefix, defaults, and the rules of make_valid().
#pragma once

#include "indexer/readers/base/reader.hpp"
#include "indexer/readers/date_settler.hpp"

namespace dateline {

/// Hands finished documents to `inner`, and a reject in place of one that is not valid. Not
/// thread-safe. `inner` and `options` must outlive it.
class FinishingSink : public DocumentSink {
 public:
  FinishingSink(const ReaderOptions& options, DocumentSink& inner)
      : options_(options), inner_(inner), dates_([this](Document&& document, const auto& position) {
          return hand_on(std::move(document), position);
        }) {}
  FinishingSink(const FinishingSink&) = delete;
  FinishingSink& operator=(const FinishingSink&) = delete;

  Status document(Document&& document, const InputPosition& position) override;
  Status reject(Reject&& reject) override { return inner_.reject(std::move(reject)); }
  void left_out(LeftOut what, std::uint64_t count) override { inner_.left_out(what, count); }
  void unusable_field(std::string_view field, const InputPosition& position) override {
    inner_.unusable_field(field, position);
  }
  /// The input has ended, as it should or not: documents whose dates waited for others go on. Does
  /// nothing after an error of `inner`.
  Status finish();

 private:
  static void repair_key(Document& document);
  void apply_defaults(Document& document) const;
  Status hand_on(Document&& document, const InputPosition& position);

  const ReaderOptions& options_;
  DocumentSink& inner_;
  DateSettler dates_;
  bool failed_ = false;  ///< `inner` wants no more
};

}  // namespace dateline
