#include "platform/facility/sample/load/loader.h"

#include <algorithm>
#include <fstream>

#include <sys/stat.h>

#include "platform/facility/sample/load/loading.h"
#include "platform/facility/sample/load/sample_schedule.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::size_t kEventsPerCommit = 1'500;

using Kind = LoadEvent::Kind;

}  // namespace

Loading::Loading(const SampleFacility& sample, const LoadTarget& target)
    : sample_(sample),
      target_(target),
      clock_(sample.began),
      context_{target.facility, &clock_, &target.random, &target.seal},
      credits_(sample.residents.size()) {}

std::vector<LoadEvent> Loading::history() const {
    std::vector<LoadEvent> all;
    for (std::size_t i = 0; i < sample_.residents.size(); ++i)
        all.push_back({sample_.residents[i].arrived, Kind::kResident, i});
    for (std::size_t i = 0; i < sample_.contacts.size(); ++i)
        all.push_back({sample_.contacts[i].made, Kind::kContact, i});
    for (std::size_t i = 0; i < sample_.obligations.size(); ++i) {
        all.push_back({sample_.obligations[i].at, Kind::kObligation, i});
    }
    for (std::size_t i = 0; i < sample_.money.size(); ++i) {
        all.push_back({sample_.money[i].at, Kind::kMoney, i});
        if (sample_.money[i].ends.is_set()) all.push_back({sample_.money[i].ends, Kind::kOrderEnd, i});
    }
    for (std::size_t i = 0; i < sample_.messages.size(); ++i) {
        all.push_back({sample_.messages[i].sent, Kind::kSent, i});
        if (sample_.messages[i].decided.is_set()) all.push_back({sample_.messages[i].decided, Kind::kDecided, i});
        if (sample_.messages[i].appealed.is_set()) all.push_back({sample_.messages[i].appealed, Kind::kAppealed, i});
        if (sample_.messages[i].appeal_decided.is_set())
            all.push_back({sample_.messages[i].appeal_decided, Kind::kAppealDecided, i});
    }
    for (std::size_t i = 0; i < sample_.requests.size(); ++i) {
        all.push_back({sample_.requests[i].submitted, Kind::kRequest, i});
        for (std::size_t step = 0; step < sample_.requests[i].steps.size(); ++step) {
            all.push_back({sample_.requests[i].steps[step].at, Kind::kRequestStep, i, step});
        }
    }
    for (std::size_t i = 0; i < sample_.notices.size(); ++i) {
        all.push_back({Timestamp::from_ms(sample_.notices[i].notice.valid_from_ms()), Kind::kNotice, i});
    }
    std::stable_sort(all.begin(), all.end(), [](const LoadEvent& a, const LoadEvent& b) {
        return a.at != b.at ? a.at < b.at : a.kind < b.kind;
    });
    return all;
}

Status Loading::apply(Work& work, const LoadEvent& event) {
    switch (event.kind) {
        case Kind::kResident:
            return load_resident(work, event.index);
        case Kind::kContact:
            return load_contact(work, event.index);
        case Kind::kObligation:
            return load_obligation(work, event.index);
        case Kind::kMoney:
            return load_money(work, event.index);
        case Kind::kOrderEnd:
            return end_order(work, event.index);
        case Kind::kSent:
            return load_sent(work, event.index);
        case Kind::kDecided:
            return load_decided(work, event.index);
        case Kind::kAppealed:
            return load_appealed(work, event.index);
        case Kind::kAppealDecided:
            return load_appeal_decided(work, event.index);
        case Kind::kRequest:
            return load_request(work, event.index);
        case Kind::kRequestStep:
            return load_request_step(work, event.index, event.step);
        case Kind::kNotice:
            return load_notice(work, event.index);
    }
    return Error(ErrorCode::kInvalid, "an event of an unknown kind");
}

Status Loading::in_one(const std::function<Status(Work&)>& job) {
    Work work(target_.connection, context_, Actor::system());
    TRY(job(work));
    return work.finish();
}

Result<LoadReport> Loading::run() {
    TRY(hash_pins());
    TRY(load_pictures());
    const std::int64_t audited = TRY(target_.connection.number("SELECT COALESCE(MAX(no), 0) FROM audit_queue"));
    const std::vector<LoadEvent> events = history();
    if (!events.empty() && events.back().at > sample_.options.now) {
        return Error(ErrorCode::kInvalid, "the sample holds something that happens later than now");
    }
    std::size_t at = 0;
    bool begun = false;
    while (!begun || at < events.size()) {
        database::Transaction transaction = TRY(database::Transaction::begin(target_.connection));
        if (!begun) TRY(in_one([&](Work& work) { return start(work); }));
        begun = true;
        for (std::size_t end = std::min(events.size(), at + kEventsPerCommit); at < end; ++at) {
            clock_.set_now(std::max(clock_.now(), events[at].at));
            Status done = in_one([&](Work& work) { return apply(work, events[at]); });
            if (!done.ok()) return done.take_error().while_doing("load the sample");
        }
        if (at == events.size()) {
            clock_.set_now(std::max(clock_.now(), sample_.options.now));
            TRY(in_one([&](Work& work) -> Status {
                TRY(note_sign_ins(work));
                TRY(note_what_waits(work));
                TRY(note_commissary(work));
                TRY(visits_.book(work));
                TRY(load_schedule(work, sample_, units_, report_));
                TRY(notices_.tick(work, 100));
                return ledger_.roll_up(work);
            }));
        }
        // Nobody did these deeds; but what was filed is on record, as any other request is.
        TRY(target_.connection.run("DELETE FROM audit_queue WHERE no > $1 AND event <> $2", audited,
                                   static_cast<int>(record::Event::kRequestKept)));
        TRY(transaction.commit());
    }
    TRY(target_.connection.checkpoint());
    return report_;
}

Result<LoadReport> load_sample(const SampleFacility& sample, const LoadTarget& target) {
    return Loading(sample, target).run();
}

Status write_resident_sheet(const SampleFacility& sample, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::trunc);
    if (::chmod(file.c_str(), S_IRUSR | S_IWUSR) != 0) {
        return Error(ErrorCode::kIo, "cannot write " + file.string());
    }
    for (std::size_t unit = 0; unit < sample.units.size(); ++unit) {
        out << "unit " << sample.units[unit].name << "\n";
        for (const SampleResident& resident : sample.residents) {
            if (resident.unit != unit) continue;
            out << resident.number << " " << resident.pin << " " << (resident.pin_is_set ? "ready" : "first") << " "
                << resident.given << " " << resident.family << "\n";
        }
    }
    out.close();
    if (!out) return Error(ErrorCode::kIo, "cannot write " + file.string());
    return {};
}

}  // namespace dayroom::facility::sample
