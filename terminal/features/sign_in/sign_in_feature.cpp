#include "terminal/features/sign_in/sign_in_feature.h"

namespace dayroom::features {

SignInFeature::SignInFeature() : number_(kMaxNumberDigits) {}

void SignInFeature::enter(Host&, const Place&) {}

/// The language has changed: what stands beside the pad is said in the new one.
void SignInFeature::moved(Host& host) {
    if (model_.problem.empty()) return;
    if (refusal_.has_value()) model_.problem = problem_words(*refusal_, host.texts(), host.now());
    if (!said_key_.empty()) model_.problem = host.texts()(said_key_);
}

std::string SignInFeature::title(Host& host, const Place&) { return host.texts()("signin.title"); }

void SignInFeature::forget() {
    start_over();
    farewell_key_.clear();
}

bool SignInFeature::begun() const {
    return !number_.empty() || model_.step != SignInStep::kNumber || !model_.problem.empty() || model_.place > 0;
}

void SignInFeature::start_over() {
    model_ = {};
    quick_look_ = false;
    number_.clear();
    pin_.clear();
    new_pin_.clear();
    repeat_pin_.clear();
    waiting_for_ = 0;
    said_key_.clear();
    refusal_.reset();
}

void SignInFeature::say(Host& host, std::string key) {
    model_.problem = host.texts()(key);
    said_key_ = std::move(key);
    refusal_.reset();
}

void SignInFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (number != waiting_for_) return;
    waiting_for_ = 0;
    said_key_.clear();
    refusal_.reset();
    shown_step_ = SignInStep::kWaiting;  // it may have been too short to be drawn: the focus comes back all the same
    if (reply.has_problem()) refusal_ = reply.problem();
    auto result = after_answer(std::move(model_), reply, host.texts(), host.now());
    model_ = std::move(result.model);
    if (!refusal_.has_value() && !model_.problem.empty()) said_key_ = "problem.try_again";
    if (result.done) {
        forget();
        return;
    }
    if (model_.place > 0) number_.clear();  // for the next person
    // The PIN that works once is needed again with its replacement, for what was asked; any other is typed anew.
    if (model_.step != SignInStep::kNewPin) {
        pin_.clear();
        quick_look_ = false;
    }
    new_pin_.clear();
    repeat_pin_.clear();
}

void SignInFeature::submit(Host& host) {
    local::ToAgent query;
    auto* sign_in = query.mutable_sign_in();
    sign_in->set_resident_number(model_.number);
    sign_in->set_pin(pin_.digits().data(), pin_.size());
    if (quick_look_) sign_in->set_wish(local::SignIn::QUICK_LOOK);
    if (model_.step == SignInStep::kSaving) sign_in->set_new_pin(new_pin_.digits().data(), new_pin_.size());
    waiting_for_ = host.ask(std::move(query));
    if (waiting_for_ != 0) return;
    model_.step = SignInStep::kPin;
    say(host, "problem.agent_away");
    pin_.clear();
}

void SignInFeature::press_quick_look(Host& host) {
    if (model_.step != SignInStep::kPin) return;
    quick_look_ = true;
    press_main(host);
    if (model_.step == SignInStep::kPin) quick_look_ = false;  // nothing was asked
}

void SignInFeature::press_place(Host& host) {
    if (model_.step != SignInStep::kNumber || number_.empty()) return;
    model_.problem.clear();
    farewell_key_.clear();
    model_.number = number_.text();
    local::ToAgent query;
    query.mutable_sign_in()->set_resident_number(model_.number);
    query.mutable_sign_in()->set_wish(local::SignIn::PLACE_IN_LINE);
    waiting_for_ = host.ask(std::move(query));
    if (waiting_for_ == 0) return say(host, "problem.agent_away");
    model_.step = SignInStep::kWaiting;
}

void SignInFeature::press_main(Host& host) {
    const auto least = static_cast<std::size_t>(pin_limits(host.status()).min);
    model_.problem.clear();
    model_.place = 0;
    farewell_key_.clear();
    switch (model_.step) {
        case SignInStep::kNumber:
            if (number_.empty()) return;
            if (number_.text() == kTechnicianNumber) {
                start_over();
                return host.open({ScreenId::kTechnician, {}});
            }
            model_.number = number_.text();
            model_.step = SignInStep::kPin;
            return;
        case SignInStep::kPin:
            if (pin_.size() < least) return;
            model_.step = SignInStep::kWaiting;
            submit(host);
            return;
        case SignInStep::kNewPin:
            if (new_pin_.size() >= least) model_.step = SignInStep::kRepeatPin;
            return;
        case SignInStep::kRepeatPin:
            if (repeat_pin_.size() < least) return;
            if (!repeat_pin_.equals(new_pin_)) {
                new_pin_.clear();
                repeat_pin_.clear();
                model_.step = SignInStep::kNewPin;
                say(host, "signin.mismatch");
                return;
            }
            model_.step = SignInStep::kSaving;
            submit(host);
            return;
        case SignInStep::kWaiting:
        case SignInStep::kSaving:
            return;
    }
}

}  // namespace dayroom::features
