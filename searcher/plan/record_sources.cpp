#include "searcher/plan/record_sources.hpp"

#include <algorithm>
#include <limits>

namespace dateline {
namespace {

/// What both sources share: they clone for each shard, and learn in init() which segment that is.
class RecordSource : public Xapian::PostingSource {
 public:
  explicit RecordSource(const Session& session) : session_(session) {}

  void init(const Xapian::Database& shard) final {
    const auto segment = session_.segment_of(shard.get_uuid());
    if (!segment) throw Xapian::DatabaseCorruptError("a segment changed its UUID");
    docid_ = 0;
    matches_ = false;
    start(*segment, session_.segments()[*segment]);
  }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const final { return least_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const final { return expected_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const final { return most_; }
  [[nodiscard]] Xapian::docid get_docid() const final { return docid_; }
  [[nodiscard]] bool at_end() const final { return docid_ > last_; }
  void next(double) final { move_to(docid_ + 1); }
  void skip_to(Xapian::docid docid, double) final {
    if (docid > docid_ || !matches_) move_to(std::max(docid, docid_));
  }
  /// Never searches forward: a document that does not match leaves the source standing on it, which
  /// next() and skip_to() then leave.
  [[nodiscard]] bool check(Xapian::docid docid, double) final {
    if (docid > docid_) {
      docid_ = docid;
      matches_ = docid > last_ || holds(docid);
    }
    return matches_;
  }

 protected:
  [[nodiscard]] const Session& session() const { return session_; }
  /// Sets the bounds for this segment.
  virtual void start(std::size_t index, const Segment& segment) = 0;
  /// Whether the document matches; `docid` is at most last().
  [[nodiscard]] virtual bool holds(Xapian::docid docid) const = 0;
  /// The first matching docid that is at least `docid`; last() + 1 if there is none.
  [[nodiscard]] virtual Xapian::docid first_at_or_behind(Xapian::docid docid) const = 0;

  /// Bounds and expectation of how many documents match, and the last docid that can.
  void set_bounds(Xapian::doccount least, Xapian::doccount expected, Xapian::doccount most,
                  Xapian::docid last) {
    least_ = least;
    expected_ = expected;
    most_ = most;
    last_ = last;
  }
  [[nodiscard]] Xapian::docid last() const { return last_; }

 private:
  void move_to(Xapian::docid docid) {
    docid_ = first_at_or_behind(docid);
    matches_ = true;
  }

  const Session& session_;
  Xapian::doccount least_ = 0;
  Xapian::doccount expected_ = 0;
  Xapian::doccount most_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid docid_ = 0;
  bool matches_ = false;  // the document at docid_ is one of ours, or there is no more
};

class DateSource final : public RecordSource {
 public:
  DateSource(const Session& session, DayRange days) : RecordSource(session), days_(days) {}
  [[nodiscard]] PostingSource* clone() const override { return new DateSource(session(), days_); }

 protected:
  void start(std::size_t, const Segment& segment) override {
    files_ = &segment.files;
    const SegmentInfo& info = segment.info;
    const Xapian::doccount all = files_->document_count();
    if (info.first_day == unknown_day || info.first_day > days_.last ||
        info.last_day < days_.first) {
      set_bounds(0, 0, 0, 0);
    } else if (info.first_day >= days_.first && info.last_day <= days_.last && !info.has_undated) {
      set_bounds(all, all, all, all);
    } else {
      set_bounds(0, expected(all), all, all);
    }
  }

  [[nodiscard]] bool holds(Xapian::docid docid) const override {
    return within(files_->record(docid));
  }

  [[nodiscard]] Xapian::docid first_at_or_behind(Xapian::docid docid) const override {
    while (docid <= last() && !within(files_->record(docid))) ++docid;
    return docid;
  }

 private:
  [[nodiscard]] bool within(const DocumentRecord& record) const {
    return record.day != unknown_day && record.day >= days_.first && record.day <= days_.last;
  }

  /// How many of `all` documents match, judged by a sample that is spread over the segment. Xapian
  /// orders clauses by it.
  [[nodiscard]] Xapian::doccount expected(Xapian::doccount all) const {
    constexpr Xapian::doccount sample_size = 64;
    const Xapian::doccount step = std::max<Xapian::doccount>(1, all / sample_size);
    Xapian::doccount looked_at = 0;
    Xapian::doccount within_days = 0;
    for (Xapian::docid docid = 1; docid <= all && looked_at < sample_size; docid += step) {
      ++looked_at;
      if (within(files_->record(docid))) ++within_days;
    }
    const auto share = static_cast<double>(within_days) / static_cast<double>(looked_at);
    return std::max<Xapian::doccount>(1, static_cast<Xapian::doccount>(share * all));
  }

  DayRange days_;
  const SegmentFiles* files_ = nullptr;
};

class DocumentSource final : public RecordSource {
 public:
  DocumentSource(const Session& session, DocAddress address)
      : RecordSource(session), address_(address) {}
  [[nodiscard]] PostingSource* clone() const override {
    return new DocumentSource(session(), address_);
  }

 protected:
  void start(std::size_t index, const Segment&) override {
    if (index == address_.segment) {
      set_bounds(1, 1, 1, address_.docid);
    } else {
      set_bounds(0, 0, 0, 0);
    }
  }
  [[nodiscard]] bool holds(Xapian::docid docid) const override { return docid == address_.docid; }

  [[nodiscard]] Xapian::docid first_at_or_behind(Xapian::docid docid) const override {
    return last() == 0 ? docid : std::max(docid, address_.docid);
  }

 private:
  DocAddress address_;
};

/// Records are in ascending order of their numbers.
class LaterSource final : public RecordSource {
 public:
  LaterSource(const Session& session, std::uint64_t number)
      : RecordSource(session), number_(number) {}
  [[nodiscard]] PostingSource* clone() const override {
    return new LaterSource(session(), number_);
  }

 protected:
  void start(std::size_t, const Segment& segment) override {
    const Xapian::doccount all = segment.files.document_count();
    first_ = first_later(segment.files);
    const Xapian::doccount later = all + 1 - first_;
    set_bounds(later, later, later, later == 0 ? 0 : all);
  }
  [[nodiscard]] bool holds(Xapian::docid docid) const override { return docid >= first_; }

  [[nodiscard]] Xapian::docid first_at_or_behind(Xapian::docid docid) const override {
    return std::max(docid, first_);
  }

 private:
  /// The first docid whose number is greater; one after the last where there is none.
  [[nodiscard]] Xapian::docid first_later(const SegmentFiles& files) const {
    Xapian::docid first = 1;
    Xapian::docid end = files.document_count() + 1;
    while (first < end) {
      const Xapian::docid middle = first + (end - first) / 2;
      if (files.record(middle).number > number_) {
        end = middle;
      } else {
        first = middle + 1;
      }
    }
    return first;
  }

  std::uint64_t number_;
  Xapian::docid first_ = 1;
};

}  // namespace

Xapian::Query published_within(const Session& session, DayRange days) {
  return Xapian::Query((new DateSource(session, days))->release());
}

Xapian::Query added_after(const Session& session, std::uint64_t number) {
  return Xapian::Query((new LaterSource(session, number))->release());
}

Xapian::Query document_at(const Session& session, DocAddress address) {
  return Xapian::Query((new DocumentSource(session, address))->release());
}

}  // namespace dateline
