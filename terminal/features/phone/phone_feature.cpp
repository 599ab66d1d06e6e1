#include "terminal/features/phone/phone_feature.h"

#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

constexpr const char* kTopUpDraft = "phone/top_up";

}  // namespace

void PhoneFeature::enter(Host& host, const Place& place) {
    refresh(host);
    if (step_ != Step::kToppingUp && step_ != Step::kSendingNumber) step_ = Step::kLooking;
    if (place.screen == ScreenId::kPhone && step_ != Step::kToppingUp) purchase_draft_.open(host, kTopUpDraft);
    if (place.screen == ScreenId::kNewPhoneNumber) begin_number(host);
    if (place.screen == ScreenId::kCalls) {
        calls_.mark_stale();  // one of them may be disputed since
        want_calls(host, 0, 0);
    }
    if (place.screen != ScreenId::kCall) return;
    if (place.parameter != call_id_) call_known_ = false;
    call_id_ = place.parameter;
    ask_call(host);
}

void PhoneFeature::leave(Host& host, const Place& place) {
    if (place.screen == ScreenId::kNewPhoneNumber && number_begun_)
        number_draft_.save(host, number_.empty() ? std::string() : number_draft(number_), true);
}

void PhoneFeature::moved(Host& host) {
    refresh(host);
    calls_.mark_stale();
    if (calls_.known()) want_calls(host, 0, 0);
    if (!call_id_.empty()) ask_call(host);
}

void PhoneFeature::refresh(Host& host) {
    local::ToAgent query;
    query.mutable_get_phone();
    asked_.remember(host.ask(std::move(query)), {What::kPhone});
    local::ToAgent forms;
    forms.mutable_get_forms();
    asked_.remember(host.ask(std::move(forms)), {What::kForms});
}

void PhoneFeature::want_calls(Host& host, int first, int last) {
    while (const auto offset = calls_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_calls()->mutable_page()->set_offset(*offset);
        query.mutable_get_calls()->mutable_page()->set_count(kPageRows);
        asked_.remember(host.ask(std::move(query)), {What::kCalls, *offset});
    }
}

void PhoneFeature::ask_call(Host& host) {
    local::ToAgent query;
    query.mutable_get_calls()->set_id(call_id_);
    asked_.remember(host.ask(std::move(query)), {What::kCall});
}

/// The nonce is saved before anything moves: after a crash of either side the same top-up is made once.
void PhoneFeature::top_up(Host& host) {
    local::MoveMoney move;
    if (earlier_.has_value() && earlier_->cents() == asked_cents_) {
        move = *earlier_;
    } else {
        move.set_to("phone");
        move.set_cents(asked_cents_);
        move.set_nonce(new_nonce(host.random()));
    }
    purchase_draft_.save_now(host, move.SerializeAsString());
    local::ToAgent query;
    *query.mutable_move_money() = move;
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kLooking : Step::kToppingUp;
    amount_problem_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    asked_.remember(number, {What::kTopUp});
}

void PhoneFeature::take_top_up(Host& host, const local::ToTerminal& reply) {
    const auto& t = host.texts();
    step_ = Step::kLooking;
    earlier_.reset();
    purchase_draft_.remove(host);
    purchase_draft_.open(host, kTopUpDraft);
    refresh(host);
    if (!reply.has_submitted()) {
        amount_problem_ = t.of_code("problem.", reply.problem().code(), "problem.try_again");
        return;
    }
    amount_.clear();
    if (!host.status().online()) host.toast(t("phone.top_up_saved"), ui::Tone::kInfo);
}

const PhoneNumberRow* PhoneFeature::asked_row(const PhoneModel& model) const {
    for (const PhoneNumberRow& row : model.numbers)
        if (row.id == changing_id_ && row.action != NumberAction::kNone) return &row;
    return nullptr;
}

void PhoneFeature::change_number(Host& host) {
    const PhoneModel model = make_phone(phone_, host.texts(), host.now());
    const PhoneNumberRow* row = asked_row(model);
    if (row == nullptr) return;
    local::ToAgent query;
    query.mutable_change_phone_number()->set_number_id(row->id);
    query.mutable_change_phone_number()->set_change(std::string(change_code(row->action)));
    const auto number = host.ask(std::move(query));
    number_problem_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    asked_.remember(number, {What::kChange});
}

void PhoneFeature::begin_number(Host& host) {
    if (number_begun_) return;  // Back from elsewhere: what was typed is still here
    number_begun_ = true;
    number_problems_.clear();
    number_ = new_number(host.random());
    fill_number();
    number_draft_.open(host, kNumberDraft);
}

void PhoneFeature::fill_number() {
    number_name_.set_text(number_.name);
    number_typed_.set_text(number_.number);
}

void PhoneFeature::send_number(Host& host) {
    number_draft_.save_now(host, number_draft(number_));
    local::ToAgent query;
    *query.mutable_request_phone_number() = make_number_request(number_);
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kLooking : Step::kSendingNumber;
    if (number == 0) number_problems_["send"] = host.texts()("problem.agent_away");
    asked_.remember(number, {What::kNumber});
}

void PhoneFeature::take_number(Host& host, const local::ToTerminal& reply) {
    const auto& t = host.texts();
    step_ = Step::kLooking;
    refresh(host);
    if (!reply.has_done()) {
        number_problems_["send"] = t.of_code("problem.", reply.problem().code(), "problem.try_again");
        number_.nonce = new_nonce(host.random());
        return number_draft_.mark_changed();
    }
    if (!host.status().online()) host.toast(t("phone.number_saved"), ui::Tone::kInfo);
    number_draft_.remove(host);
    number_begun_ = false;
    host.back();
}

void PhoneFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (purchase_draft_.answer(number, reply)) {
        local::MoveMoney kept;
        const auto found = purchase_draft_.take_found();
        if (found.has_value() && step_ != Step::kToppingUp && kept.ParseFromString(*found) && kept.to() == "phone")
            earlier_ = kept;
        return;
    }
    if (number_draft_.answer(number, reply)) {
        const auto found = number_draft_.take_found();
        auto kept = found.has_value() ? read_number_draft(*found) : std::nullopt;
        if (kept.has_value() && number_.empty()) {
            number_ = std::move(*kept);
            fill_number();
        }
        return;
    }
    const auto want = asked_.take(number);
    if (!want.has_value()) return;
    if (want->what == What::kPhone && reply.has_phone()) {
        phone_ = reply.phone();
        known_ = true;
        ++stamp_;
    }
    if (want->what == What::kForms && reply.has_forms()) forms_ = reply.forms();
    if (want->what == What::kCalls && reply.has_calls()) {
        calls_.put(want->offset, {reply.calls().calls().begin(), reply.calls().calls().end()}, reply.calls().total());
        ++stamp_;
    }
    if (want->what == What::kCall && reply.has_calls() && reply.calls().calls_size() == 1) {
        call_ = reply.calls().calls(0);
        call_known_ = call_.id() == call_id_;
    }
    if (want->what == What::kTopUp) take_top_up(host, reply);
    if (want->what == What::kNumber) take_number(host, reply);
    if (want->what == What::kChange) {
        if (reply.has_problem())
            number_problem_ = host.texts().of_code("problem.", reply.problem().code(), "problem.try_again");
        refresh(host);
    }
}

void PhoneFeature::outcome(Host& host, const local::Outcome& outcome) {
    if (outcome.what() == "phone_number" || outcome.what() == "transfer") refresh(host);
}

std::string PhoneFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    if (place.screen == ScreenId::kNewPhoneNumber) return t("phone.new_number");
    if (place.screen == ScreenId::kCalls || place.screen == ScreenId::kCall) return t("phone.calls");
    return t("nav.phone");
}

void PhoneFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    switch (place.screen) {
        case ScreenId::kNewPhoneNumber:
            return draw_number_form(host, ui, rect);
        case ScreenId::kCalls:
            return draw_calls(host, ui, rect);
        case ScreenId::kCall:
            return draw_call(host, ui, rect);
        default:
            return draw_page(host, ui, rect);
    }
}

}  // namespace dayroom::features
