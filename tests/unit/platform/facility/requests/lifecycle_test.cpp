#include <algorithm>
#include <random>

#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FilingDesk;
using dayroom::test::must;
using dayroom::test::plain_form;

namespace {

using State = wire::Request;

constexpr const char* kActs[] = {"start", "assign", "say", "return", "answer", "decline", "reply", "withdraw"};

/// What each act makes of each open state; closed ones it never changes.
State::State after(State::State state, std::string_view act) {
    if (act == "answer") return State::ANSWERED;
    if (act == "decline") return State::DECLINED;
    if (act == "withdraw") return State::WITHDRAWN;
    if (act == "return") return State::RETURNED;
    if (act == "say") return state;
    if (act == "start") return State::IN_PROGRESS;
    if (act == "assign") return state == State::RETURNED ? state : State::IN_PROGRESS;
    return state == State::RETURNED ? State::IN_PROGRESS : state;  // reply
}

bool is_open_state(State::State state) {
    return state == State::RECEIVED || state == State::IN_PROGRESS || state == State::RETURNED;
}

forms::Form with_fee(forms::FeeWhen when, bool may_owe, bool when_declined) {
    forms::Form form = plain_form();
    form.fee = {when, "copy", may_owe, when_declined};
    return form;
}

}  // namespace

TEST_CASE("every act in every state: what it becomes, and that closed requests stay closed") {
    const std::vector<std::vector<const char*>> ways = {{},         {"start"},   {"return"},  {"return", "reply"},
                                                        {"answer"}, {"decline"}, {"withdraw"}};
    for (const auto& way : ways) {
        for (const char* act : kActs) {
            FilingDesk desk;
            const RequestId id = desk.filed();
            for (const char* step : way) must(desk.act(id, step));
            const auto before = desk.read(id);
            const Status status = desk.act(id, act);
            const auto now = desk.read(id);
            INFO((way.empty() ? "received" : way.back()) << " then " << act);
            if (!is_open_state(before.state())) {
                REQUIRE_FALSE(status.ok());
                CHECK(status.error().text_key == "already_decided");
                CHECK(now.state() == before.state());
                CHECK(now.steps_size() == before.steps_size());
                continue;
            }
            REQUIRE(status.ok());
            CHECK(now.state() == after(before.state(), act));
            CHECK(now.steps_size() == before.steps_size() + 1);
        }
    }
}

TEST_CASE("each fee ends as its form says, whatever way the request goes") {
    std::mt19937 dice(11);
    int charged = 0;
    int released = 0;
    for (int round = 0; round < 60; ++round) {
        const auto when = round % 2 == 0 ? forms::FeeWhen::kOnCompletion : forms::FeeWhen::kOnSubmission;
        const bool may_owe = dice() % 2 == 0;
        const bool when_declined = when == forms::FeeWhen::kOnCompletion && dice() % 2 == 0;
        const std::int64_t money = may_owe && dice() % 2 == 0 ? 149 : 1'000;
        FilingDesk desk(with_fee(when, may_owe, when_declined));
        desk.hub.set_price("copy", 150);
        desk.hub.give(desk.person, money);
        const RequestId id = desk.filed(150);
        State::State state = State::RECEIVED;
        while (is_open_state(state)) {
            const char* act = kActs[dice() % std::size(kActs)];
            must(desk.act(id, act));
            state = after(state, act);
        }
        const bool charge = when == forms::FeeWhen::kOnSubmission || state == State::ANSWERED ||
                            (state == State::DECLINED && when_declined);
        const auto now = desk.hub.balances(desk.person);
        INFO("round " << round << ", ended " << state << ", charged " << charge << ", with " << money);
        CHECK(now.on_hold == Cents());
        CHECK(now.spendable == Cents::of(charge && money >= 150 ? money - 150 : money));
        CHECK(now.owed == Cents::of(charge && money < 150 ? 150 : 0));
        CHECK(desk.read(id).fee_charged() == charge);
        CHECK(desk.hub.tie().ties());
        ++(charge ? charged : released);
    }
    CHECK(charged > 0);
    CHECK(released > 0);
}

TEST_CASE(
    "a fee is waived by what was answered: nothing is held, owed or charged, and a price that was seen is refused") {
    forms::Form form = plain_form();
    form.fee = {forms::FeeWhen::kOnCompletion, "copy_fee", true, true, {{"what", forms::Compare::kIs, {"court"}, 0}}};
    FilingDesk desk;
    desk.hub.set_price("copy_fee", 300);
    desk.put(form);
    desk.hub.give(desk.person, 1'000);
    CHECK(desk.file(desk.body(2, 300)).error().text_key == "price_changed");
    const wire::SubmitRequest free = desk.body(2, 0);
    must(desk.file(free));
    const auto id = must(RequestId::from_bytes(std::string_view(free.request_id())));
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(1'000));
    must(desk.act(id, "answer"));
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(1'000));
    CHECK(desk.hub.balances(desk.person).owed == Cents());
    wire::SubmitRequest other = desk.body(2, 300);
    other.mutable_answers(0)->set_value("other");
    must(desk.file(other));
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(700));
    CHECK(desk.hub.tie().ties());
}

TEST_CASE("without money a fee that may not be owed keeps a request from being filed") {
    FilingDesk desk(with_fee(forms::FeeWhen::kOnSubmission, false, false));
    desk.hub.set_price("copy", 150);
    desk.hub.give(desk.person, 149);
    CHECK_FALSE(desk.file(desk.body(1, 150)).ok());
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(149));
    CHECK(desk.hub.count("SELECT count(*) FROM request") == 0);
}

TEST_CASE("a request that is returned has the resident's clock, and is closed when no reply comes") {
    FilingDesk desk(with_fee(forms::FeeWhen::kOnCompletion, false, true));
    desk.hub.set_price("copy", 150);
    desk.hub.give(desk.person, 1'000);
    const RequestId id = desk.filed(150);
    must(desk.act(id, "return"));
    CHECK(desk.read(id).answer_by_ms() == 0);
    CHECK(desk.read(id).reply_by_ms() == (desk.hub.clock.now() + std::chrono::hours(72)).ms());
    desk.hub.clock.advance(std::chrono::hours(71));
    CHECK(desk.run_clocks() == 0);
    SECTION("a reply in time starts the clock of staff again") {
        must(desk.reply(id, "March"));
        CHECK(desk.read(id).state() == State::IN_PROGRESS);
        CHECK(desk.read(id).answer_by_ms() == (desk.hub.clock.now() + std::chrono::hours(48)).ms());
        desk.hub.clock.advance(std::chrono::hours(1'000));
        CHECK(desk.run_clocks() == 0);  // this form has no next level
        CHECK(desk.read(id).steps(2).text() == "March");
        CHECK(desk.read(id).steps(2).by_role() == "resident");
    }
    SECTION("no reply") {
        desk.hub.clock.advance(std::chrono::hours(1));
        CHECK(desk.run_clocks() == 1);
        CHECK(desk.run_clocks() == 0);
        CHECK(desk.read(id).state() == State::WITHDRAWN);
        CHECK(desk.read(id).steps(2).by_role() == "system");
        CHECK(desk.hub.balances(desk.person).spendable == Cents::of(1'000));
    }
}

TEST_CASE("when staff are late it goes to the next level, and stays with the last") {
    forms::Form form = plain_form("grievance");
    form.role = "officer";
    form.next_levels = {{"supervisor", 24, {{"en", "Supervisor"}}}, {"warden", 12, {{"en", "Warden"}}}};
    FilingDesk desk(form);
    const RequestId id = desk.filed();
    CHECK(desk.read(id).role() == "officer");
    desk.hub.clock.advance(std::chrono::hours(47));
    CHECK(desk.run_clocks() == 0);
    desk.hub.clock.advance(std::chrono::hours(1));
    CHECK(desk.run_clocks() == 1);
    CHECK(desk.read(id).level() == 1);
    CHECK(desk.read(id).role() == "supervisor");
    CHECK(desk.read(id).answer_by_ms() == (desk.hub.clock.now() + std::chrono::hours(24)).ms());
    CHECK(desk.read(id).steps(1).level() == 1);
    must(desk.act(id, "return"));
    desk.hub.clock.advance(std::chrono::hours(30));
    CHECK(desk.run_clocks() == 0);  // it is the resident's turn
    must(desk.act(id, "reply"));
    desk.hub.clock.advance(std::chrono::hours(24));
    CHECK(desk.run_clocks() == 1);
    CHECK(desk.read(id).role() == "warden");
    desk.hub.clock.advance(std::chrono::hours(5'000));
    CHECK(desk.run_clocks() == 0);
    must(desk.act(id, "answer"));
    CHECK(desk.read(id).state() == State::ANSWERED);
}

TEST_CASE("replies have an end, decisions do not need one") {
    FilingDesk desk;
    const RequestId id = desk.filed();
    for (int each = 0; each < kMaxRequestSteps; ++each) must(desk.reply(id, "And another thing."));
    const Status more = desk.reply(id, "And one more.");
    REQUIRE_FALSE(more.ok());
    CHECK(more.error().text_key == "too_many_steps");
    must(desk.act(id, "answer"));
}

TEST_CASE("one resident's request is nobody else's") {
    FilingDesk desk;
    const RequestId id = desk.filed();
    desk.person = desk.hub.add_resident();
    CHECK(desk.act(id, "withdraw").error().code == ErrorCode::kNotFound);
    CHECK(desk.act(id, "reply").error().code == ErrorCode::kNotFound);
}

TEST_CASE("what was filed for one desk is not given to all, by staff or by a level") {
    forms::Form form = plain_form("sick_call");
    form.role = "medical";
    FilingDesk desk(form);
    const RequestId id = desk.filed();
    CHECK_FALSE(desk.hub.run([&](Work& work) { return desk.hub.requests.assign(work, id, ""); }).ok());
    must(desk.act(id, "assign"));
    CHECK(desk.read(id).role() == "records");
    CHECK(desk.read(id).steps_size() == 2);
    form.next_levels = {{"", 24, {{"en", "Anybody"}}}};
    CHECK(forms::check_form(form).error().detail.starts_with("next_levels[0].role: "));
}

TEST_CASE("a role is a code, and staff find what is theirs") {
    FilingDesk desk;
    const RequestId id = desk.filed();
    CHECK_FALSE(
        desk.hub.run([&](Work& work) { return desk.hub.requests.assign(work, id, "The Records Office"); }).ok());
    must(desk.act(id, "assign"));
    RequestFilter filter;
    filter.role = "records";
    CHECK(must(desk.hub.requests.list(*desk.hub.reader, filter)).size() == 1);
    filter.role = "medical";
    CHECK(must(desk.hub.requests.list(*desk.hub.reader, filter)).empty());
}

TEST_CASE("what is late, and what waits for its resident, stand in views of their own, at whatever desk") {
    FilingDesk desk;
    const RequestId early = desk.filed();
    desk.hub.clock.advance(std::chrono::hours(1));
    const RequestId other = desk.filed();
    RequestFilter filter;
    filter.view = RequestView::kLate;
    const auto found = [&] {
        filter.now = desk.hub.clock.now();
        std::vector<RequestId> ids;
        for (const RequestSummary& each : must(desk.hub.requests.list(*desk.hub.reader, filter)))
            ids.push_back(each.id);
        return ids;
    };
    CHECK(found().empty());
    desk.hub.clock.advance(std::chrono::hours(47) + Milliseconds(1));
    CHECK(found() == std::vector{early});
    desk.hub.clock.advance(std::chrono::hours(1));
    CHECK(found() == std::vector{early, other});
    filter.offset = 1;
    CHECK(found() == std::vector{other});
    filter.offset = 0;
    must(desk.act(early, "return"));
    CHECK(found() == std::vector{other});
    filter.view = RequestView::kReturned;
    CHECK(found() == std::vector{early});
    filter.view = RequestView::kOpen;
    CHECK(found() == std::vector{other, early});
    must(desk.act(other, "answer"));
    CHECK(found() == std::vector{early});
    filter.view = RequestView::kClosed;
    CHECK(found() == std::vector{other});
    filter.state = wire::Request::DECLINED;
    CHECK(found().empty());
}

TEST_CASE("what cannot wait stands before every deadline, also among what is late") {
    forms::Form form = plain_form();
    forms::Field emergency;
    emergency.code = "emergency";
    emergency.kind = forms::FieldKind::kYesNo;
    emergency.label = {{"en", "Can it not wait?"}};
    form.fields.push_back(emergency);
    FilingDesk desk(form);
    const RequestId early = desk.filed();
    desk.hub.clock.advance(std::chrono::hours(1));
    wire::SubmitRequest body = desk.body();
    body.add_answers()->set_field("emergency");
    body.mutable_answers(1)->set_value("yes");
    must(desk.file(body));
    const RequestId urgent = must(RequestId::from_bytes(std::string_view(body.request_id())));
    RequestFilter filter;
    const auto first = [&](RequestView view) {
        filter.view = view;
        filter.now = desk.hub.clock.now();
        return must(desk.hub.requests.list(*desk.hub.reader, filter)).at(0).id;
    };
    CHECK(first(RequestView::kOpen) == urgent);
    desk.hub.clock.advance(std::chrono::hours(100));
    CHECK(first(RequestView::kLate) == urgent);
    must(desk.act(urgent, "answer"));
    CHECK(first(RequestView::kLate) == early);
}
