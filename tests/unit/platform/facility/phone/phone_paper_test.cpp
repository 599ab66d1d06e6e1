// Charges against rates, kept a second time with pencil and paper: random files, in no order, with lines that came
// before, that come twice, and that ask too much.
#include <algorithm>
#include <map>

#include "tests/unit/platform/facility/phone/phone_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::PhoneHouse;
using PaperState = CallReportLine::State;

namespace {

constexpr std::int64_t kDay = 86'400'000;

/// The rate sheet as it hangs on the wall: local calls became dearer `changed_ms` ago.
std::int64_t paper_mills(const std::string& number, bool before_change) {
    if (number.starts_with("+1217")) return before_change ? 57 : 83;
    return number.starts_with("+1") ? 105 : 0;
}

struct PaperCall {
    PhoneCallId id;
    CallLine line;
    std::int64_t charged = 0;
    std::int64_t back = 0;
};

class PhonePaper {
public:
    explicit PhonePaper(std::uint64_t seed) : random_(seed) {
        changed_ms_ = house_.hub.clock.now().ms() - 3 * kDay;
        house_.terms.clear_rates();
        test::add_phone_rate(house_.terms, "old", "+1217", 57);
        test::add_phone_rate(house_.terms, "local", "+1217", 83);
        test::add_phone_rate(house_.terms, "national", "+1", 105, 200);
        house_.terms.mutable_rates(0)->set_valid_to_ms(changed_ms_);
        house_.terms.mutable_rates(1)->set_valid_from_ms(changed_ms_);
        must(house_.set_terms());
    }

    void round() {
        const Person& whose = random_.below(2) == 0 ? house_.person : house_.other;
        if (random_.below(3) == 0) {
            const auto cents = static_cast<std::int64_t>(random_.below(400)) + 1;
            house_.top_up(whose, cents);
            balance_[whose.number] += cents;
        }
        book_file();
        if (random_.below(2) == 0) give_back();
        CHECK(house_.hub.balances(house_.person).phone.units() == balance_[house_.person.number]);
        CHECK(house_.hub.balances(house_.other).phone.units() == balance_[house_.other.number]);
        const auto payable = house_.hub.ledger.house_balance(*house_.hub.reader, kPayablePhone);
        CHECK((payable.ok() ? payable.value() : 0) == payable_);  // the account is opened by its first charge
        house_.hub.clock.advance(std::chrono::minutes(7));
    }
    void finish() {
        CHECK(called_.size() > 20);
        CHECK(house_.hub.tie().ties());
        CHECK(must(PhoneCalls::count(*house_.hub.reader, {})) == static_cast<std::int64_t>(called_.size()));
    }

private:
    std::int64_t price(const CallLine& line) {
        const std::int64_t mills = paper_mills(line.number, line.began_ms < changed_ms_);
        std::int64_t owed = 0;  // mills
        for (std::int64_t left = line.seconds; left > 0; left -= 60) owed += mills;
        const std::int64_t cents = (owed - owed % 10) / 10;
        return line.number.starts_with("+1217") ? cents : std::min<std::int64_t>(cents, 200);
    }
    CallLine any_line(int number) {
        if (!called_.empty() && random_.below(5) == 0) {  // the company sends it again
            auto at = called_.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(random_.below(called_.size())));
            CallLine line = at->second.line;
            line.line = number;
            if (random_.below(4) == 0) line.seconds += 1;  // as another call
            return line;
        }
        const char* numbers[] = {"+12175550101", "+13125550101", "+442079460000"};
        CallLine line;
        line.line = number;
        line.record = "R" + std::to_string(random_.below(10) == 0 ? next_ : ++next_);
        line.resident_number =
            random_.below(12) == 0 ? "99999" : (random_.below(2) == 0 ? house_.person : house_.other).number;
        line.number = numbers[random_.below(12) == 0 ? 2 : random_.below(2)];
        line.began_ms = house_.hub.clock.now().ms() - static_cast<std::int64_t>(random_.below(6 * kDay)) - 1;
        if (random_.below(8) == 0) line.began_ms = changed_ms_ - static_cast<std::int64_t>(random_.below(2));
        line.seconds = static_cast<std::int64_t>(random_.below(1'500));
        line.cents = price(line);
        if (random_.below(6) == 0) line.cents += 1;  // too dear
        if (random_.below(6) == 0) line.cents /= 2;  // cheaper than it might be
        line.end_code = "caller_hung_up";
        return line;
    }
    PaperState expect(const CallLine& line, std::map<std::string, int>& met) const {
        if (!met.emplace(line.record, line.line).second) return PaperState::kWrong;
        const auto before = called_.find(line.record);
        if (before != called_.end()) {
            const CallLine& then = before->second.line;
            const bool same = then.resident_number == line.resident_number && then.number == line.number &&
                              then.began_ms == line.began_ms && then.seconds == line.seconds &&
                              then.cents == line.cents;
            return same ? PaperState::kBookedBefore : PaperState::kWrong;
        }
        const bool known = line.resident_number != "99999" && line.number.starts_with("+1");
        return known && line.cents <= most_.at(line.line) ? PaperState::kBooks : PaperState::kWrong;
    }
    void book_file() {
        CallFile file;
        file.name = "calls";
        most_.clear();
        for (int lines = static_cast<int>(random_.below(9)) + 1; lines > 0; --lines) {
            const int number = static_cast<int>(file.lines.size()) + 1;
            file.lines.push_back(any_line(number));
            most_[number] = price(file.lines.back());
        }
        const CallReport said = must(PhoneCalls::check(*house_.hub.reader, file, house_.hub.clock.now()));
        const CallReport done = must(house_.hub.writer->make(house_.clerk, [&](Work& work) {
            return house_.calls.book(work, work.make_id<PhoneBatchId>(), file, true);
        }));
        std::map<std::string, int> met;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const CallLine& line = file.lines[at];
            const PaperState state = expect(line, met);
            CAPTURE(line.record, line.number, line.seconds, line.cents, done.lines[at].problem);
            CHECK(name_of(said.lines[at].state) == std::string(name_of(state)));
            CHECK(name_of(done.lines[at].state) == std::string(name_of(state)));
            if (state != PaperState::kBooks) continue;
            const std::int64_t charged = std::min(line.cents, balance_[line.resident_number]);
            CHECK(done.lines[at].charged.units() == charged);
            CHECK(done.lines[at].uncovered.units() == line.cents - charged);
            balance_[line.resident_number] -= charged;
            payable_ += charged;
            CallFilter filter;
            filter.record = line.record;
            called_[line.record] = {must(PhoneCalls::list(*house_.hub.reader, filter)).at(0).id, line, charged, 0};
        }
    }
    void give_back() {
        if (called_.empty()) return;
        auto at = called_.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random_.below(called_.size())));
        PaperCall& call = at->second;
        const auto cents = static_cast<std::int64_t>(random_.below(90)) + 1;
        const Status done = house_.hub.run_as(house_.clerk, [&](Work& work) {
            return house_.calls.give_back(work, call.id, must(PositiveCents::of(cents)), "A bad line.");
        });
        CHECK(done.ok() == (call.back == 0 && cents <= call.charged));
        if (!done.ok()) return;
        call.back = cents;
        balance_[call.line.resident_number] += cents;
        payable_ -= cents;
    }

    PhoneHouse house_;
    SeededRandom random_;
    std::int64_t changed_ms_ = 0;
    std::int64_t next_ = 0;
    std::map<std::string, std::int64_t> balance_;  // by resident number
    std::map<std::string, PaperCall> called_;      // by record
    std::map<int, std::int64_t> most_;             // of the lines of this file
    std::int64_t payable_ = 0;
};

}  // namespace

TEST_CASE("what calls cost, what was paid of them and what came back is what pencil and paper say") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        PhonePaper paper(seed);
        for (int round = 0; round < 40; ++round) paper.round();
        paper.finish();
    }
}
