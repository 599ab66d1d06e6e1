#include "platform/facility/sample/requests_plan.h"

#include <algorithm>

#include "platform/base/fake_clock.h"
#include "platform/facility/sample/calendar.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility::sample {
namespace {

using State = wire::Request::State;

class RequestsPlanner {
public:
    RequestsPlanner(const Assets& assets, Dice& dice, SampleFacility& facility)
        : assets_(assets), dice_(dice), out_(facility) {}

    Status plan(std::size_t at);

private:
    State end_for(std::string_view form, Timestamp when);
    Status first_resident();
    Status add(std::size_t at, std::string_view form, Timestamp when, State state);
    void add_steps(SampleRequest& request, State state, const std::string& role, const RequestTexts::Words& words);

    const Assets& assets_;
    Dice& dice_;
    SampleFacility& out_;
};

Status RequestsPlanner::plan(std::size_t at) {
    if (at == 0) return first_resident();
    const SampleResident& resident = out_.residents[at];
    const std::size_t count = dice_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t here = (out_.options.now - resident.arrived).count() / 60'000;
        if (here < 3 * 24 * 60) break;
        const std::int64_t most = dice_.chance(30) ? 60 * 60 : here - 2 * 24 * 60;
        const Timestamp wished = awake(out_.options.now - dice_.minutes(200, std::max<std::int64_t>(201, most)), dice_);
        const Timestamp when = std::min(wished, out_.options.now - std::chrono::minutes(45));
        const char* form = dice_.chance(55) ? "general" : dice_.chance(55) ? "document_copy" : "sick_call";
        TRY(add(at, form, when, end_for(form, when)));
    }
    return {};
}

State RequestsPlanner::end_for(std::string_view form, Timestamp when) {
    const auto age = out_.options.now - when;
    if (age < std::chrono::hours(20)) return dice_.chance(60) ? wire::Request::RECEIVED : wire::Request::IN_PROGRESS;
    if (age < std::chrono::hours(60) && dice_.chance(50)) return wire::Request::IN_PROGRESS;
    if (form == "document_copy" && dice_.chance(15)) return wire::Request::DECLINED;
    return dice_.chance(4) ? wire::Request::WITHDRAWN : wire::Request::ANSWERED;
}

Status RequestsPlanner::first_resident() {
    const Timestamp now = out_.options.now;
    TRY(add(0, "sick_call", now - 33 * kDay, wire::Request::ANSWERED));
    TRY(add(0, "document_copy", now - 20 * kDay, wire::Request::ANSWERED));
    TRY(add(0, "document_copy", now - 9 * kDay, wire::Request::DECLINED));
    TRY(add(0, "general", now - 6 * kDay, wire::Request::ANSWERED));
    TRY(add(0, "document_copy", now - std::chrono::hours(16), wire::Request::IN_PROGRESS));
    return add(0, "general", now - std::chrono::hours(3), wire::Request::RECEIVED);
}

Status RequestsPlanner::add(std::size_t at, std::string_view form, Timestamp when, State state) {
    const SampleResident& resident = out_.residents[at];
    const auto texts = assets_.requests.find(std::string(form));
    const auto known =
        std::find_if(out_.forms.begin(), out_.forms.end(), [&](const SampleForm& f) { return f.form.code() == form; });
    if (texts == assets_.requests.end() || texts->second.empty() || known == out_.forms.end()) {
        return Error(ErrorCode::kInvalid, "the sample lacks a form " + std::string(form));
    }
    const RequestTexts& chosen = dice_.pick(texts->second);
    const auto words = chosen.words.find(resident.language == "es" ? "es" : "en");
    if (state == wire::Request::DECLINED && words->second.declined.empty()) state = wire::Request::ANSWERED;
    SampleRequest request;
    FakeClock clock(when);
    request.id = RequestId::make(clock, dice_.random());
    request.command = CommandId::make(clock, dice_.random());
    request.resident = at;
    request.form = static_cast<std::size_t>(known - out_.forms.begin());
    request.answers = chosen.answers;
    request.answers.emplace_back(chosen.text_field, words->second.ask);
    request.receipt = rules::make_receipt_code(dice_.random());
    request.submitted = when;
    add_steps(request, state, chosen.role, words->second);
    out_.requests.push_back(std::move(request));
    return {};
}

void RequestsPlanner::add_steps(SampleRequest& request, State state, const std::string& role,
                                const RequestTexts::Words& words) {
    const Timestamp latest = out_.options.now - std::chrono::minutes(5);
    if (state == wire::Request::RECEIVED) return;
    const Timestamp begun = std::max(request.submitted + std::chrono::minutes(2),
                                     std::min(latest, awake(request.submitted + dice_.minutes(25, 9 * 60), dice_)));
    if (state == wire::Request::WITHDRAWN) {
        request.steps.push_back({state, begun, "resident", {}});
        return;
    }
    request.steps.push_back({wire::Request::IN_PROGRESS, begun, role, {}});
    if (state == wire::Request::IN_PROGRESS) return;
    const Timestamp done = std::min(latest, awake(begun + dice_.minutes(60, 30 * 60), dice_));
    request.steps.push_back({state, std::max(done, begun + std::chrono::minutes(1)), role,
                             state == wire::Request::DECLINED ? words.declined : words.answer});
}

}  // namespace

Status make_requests(const Assets& assets, Dice& dice, SampleFacility& facility) {
    RequestsPlanner planner(assets, dice, facility);
    for (std::size_t i = 0; i < facility.residents.size(); ++i) TRY(planner.plan(i));
    std::stable_sort(facility.requests.begin(), facility.requests.end(),
                     [](const SampleRequest& a, const SampleRequest& b) { return a.submitted < b.submitted; });
    return {};
}

void make_notices(Dice& dice, SampleFacility& facility) {
    for (const NoticeTexts& texts : facility.texts.notices) {
        if (!in_season(texts.season, facility.options.now)) continue;
        SampleNotice notice;
        if (texts.scope != "facility") {
            const auto unit = std::find_if(facility.units.begin(), facility.units.end(),
                                           [&](const SampleUnit& u) { return u.name == texts.scope; });
            if (unit == facility.units.end()) continue;
            notice.unit = static_cast<std::size_t>(unit - facility.units.begin());
        }
        const Timestamp from = std::max(facility.began, at_time(facility.options.now + texts.from_days * kDay, 8, 30));
        notice.notice = texts.notice;
        notice.notice.set_valid_from_ms(std::min(from, facility.options.now - kHour).ms());
        notice.notice.set_valid_to_ms(at_time(facility.options.now + texts.to_days * kDay, 22, 0).ms());
        if (texts.keep_days > 0) {
            const auto kept = std::chrono::days(texts.keep_days);
            notice.notice.set_keep_until_ms(notice.notice.valid_to_ms() + Milliseconds(kept).count());
        }
        FakeClock clock(Timestamp::from_ms(notice.notice.valid_from_ms()));
        notice.id = NoticeId::make(clock, dice.random());
        facility.notices.push_back(std::move(notice));
    }
}

}  // namespace dayroom::facility::sample
