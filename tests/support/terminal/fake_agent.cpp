#include "tests/support/terminal/fake_agent.h"

#include <algorithm>

#include "platform/base/bytes.h"
#include "platform/rules/search.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

template <typename List>
std::pair<int, int> page_of(const local::Page& page, const List& list) {
    const int from = std::clamp(page.offset(), 0, static_cast<int>(list.size()));
    return {from, std::min(from + std::max(0, page.count()), static_cast<int>(list.size()))};
}

}  // namespace

FakeAgent::FakeAgent(const Clock& clock) : clock_(clock) {
    make_status();
    make_contacts();
    make_cards();
    make_bundles();
    make_threads();
    make_money();
    make_obligations();
    make_commissary();
    make_forms();
    make_requests();
    make_notices();
    mailbox_.push_back({shell::AgentEvent::Kind::kConnected, {}});
}

std::int64_t FakeAgent::ago(int days, int hours, int minutes) const {
    return clock_.now().ms() - ((days * 24LL + hours) * 60 + minutes) * kMinuteMs;
}

std::uint32_t FakeAgent::ask(local::ToAgent query) {
    if (!here_) return 0;
    query.set_number(++last_number_);
    Answer answer;
    answer.set_number(query.number());
    dispatch(query, answer);
    if (query.has_sign_in()) {
        query.mutable_sign_in()->clear_pin();
        query.mutable_sign_in()->clear_new_pin();
    }
    asked_.push_back(std::move(query));
    if (holding_) {
        held_.push_back(std::move(answer));
    } else {
        deliver(std::move(answer));
    }
    return last_number_;
}

std::optional<shell::AgentEvent> FakeAgent::next() {
    if (mailbox_.empty()) return std::nullopt;
    auto event = std::move(mailbox_.front());
    mailbox_.pop_front();
    return event;
}

void FakeAgent::deliver(Answer answer) { mailbox_.push_back({shell::AgentEvent::Kind::kMessage, std::move(answer)}); }

void FakeAgent::release() {
    holding_ = false;
    for (auto& answer : std::exchange(held_, {})) deliver(std::move(answer));
}

void FakeAgent::release_one() {
    Answer oldest = std::move(held_.front());
    held_.pop_front();
    deliver(std::move(oldest));
}

void FakeAgent::go_away() {
    here_ = signed_in_ = false;
    held_.clear();
    mailbox_.push_back({shell::AgentEvent::Kind::kLost, {}});
}

void FakeAgent::come_back() {
    here_ = true;
    mailbox_.push_back({shell::AgentEvent::Kind::kConnected, {}});
}

void FakeAgent::push(local::ToTerminal message) {
    message.set_number(0);
    deliver(std::move(message));
}

void FakeAgent::push_moved() {
    Answer message;
    auto* moved = message.mutable_moved();
    ++moved_;
    moved->set_messages(moved_);
    moved->set_money(moved_);
    moved->set_requests(moved_);
    moved->set_contacts(moved_);
    moved->set_phone(moved_);
    push(std::move(message));
}

void FakeAgent::push_outcome(bool done, const std::string& code, const std::string& receipt, const std::string& what) {
    Answer message;
    message.mutable_outcome()->set_done(done);
    message.mutable_outcome()->set_code(code);
    message.mutable_outcome()->set_what(what);
    message.mutable_outcome()->set_receipt_code(receipt);
    push(std::move(message));
}

void FakeAgent::set_online(bool online) {
    if (status_.online() && !online) status_.set_last_contact_ms(clock_.now().ms());
    status_.set_online(online);
    Answer message;
    *message.mutable_status() = status_;
    push(std::move(message));
}

void FakeAgent::set_device(local::Status::Device device, const std::string& fault) {
    status_.set_device(device);
    status_.set_fault(fault);
    set_online(status_.online());
}

void FakeAgent::set_policy(int idle_warning_s, int idle_sign_out_s, int session_limit_s) {
    status_.set_idle_warning_s(idle_warning_s);
    status_.set_idle_sign_out_s(idle_sign_out_s);
    status_.set_session_limit_s(session_limit_s);
    set_online(status_.online());
}

int FakeAgent::count(local::ToAgent::QueryCase query) const {
    return static_cast<int>(
        std::count_if(asked_.begin(), asked_.end(), [&](const auto& asked) { return asked.query_case() == query; }));
}

void FakeAgent::dispatch(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    status_.set_now_ms(clock_.now().ms());
    if (query.query_case() == Case::kGetStatus) {
        *answer.mutable_status() = status_;
        return;
    }
    if (dispatch_prea(query, answer) || dispatch_technician(query, answer)) return;
    if (query.query_case() == Case::kSignIn) return sign_in(query.sign_in(), answer);
    if ((signed_in_ || status_.public_documents()) && dispatch_reading(query, answer)) return;
    if (!signed_in_) return refuse(answer, "denied");
    if (dispatch_messaging(query, answer) || dispatch_money(query, answer) || dispatch_transfers(query, answer) ||
        dispatch_commissary(query, answer) || dispatch_phone(query, answer) || dispatch_visits(query, answer) ||
        dispatch_requests(query, answer))
        return;
    switch (query.query_case()) {
        case Case::kSignOut:
            signed_in_ = false;
            answer.mutable_done();
            break;
        case Case::kGetHome:
            home(answer);
            break;
        case Case::kGetThreads:
            list_threads(query.get_threads(), answer);
            break;
        case Case::kGetMessages:
            list_messages(query.get_messages(), answer);
            break;
        case Case::kSearchMessages:
            search(query.search_messages(), answer);
            break;
        case Case::kGetPhoto:
            photo(query.get_photo(), answer);
            break;
        case Case::kGetPageText:
            page_text(query.get_page_text(), answer);
            break;
        case Case::kGetForms:
            *answer.mutable_forms() = forms_;
            break;
        case Case::kGetRequests: {
            const auto [from, to] = page_of(query.get_requests().page(), requests_);
            for (int at = from; at < to; ++at)
                *answer.mutable_requests()->add_requests() = requests_[static_cast<std::size_t>(at)];
            answer.mutable_requests()->set_total(static_cast<int>(requests_.size()));
            break;
        }
        case Case::kGetRequest:
            refuse(answer, "not_found");
            for (const auto& request : requests_) {
                if (request.id() != query.get_request().id()) continue;
                answer.clear_problem();
                *answer.mutable_request() = request;
            }
            break;
        case Case::kSubmitRequest:
            submit(query.submit_request(), answer);
            break;
        case Case::kSaveDraft:
            drafts_[query.save_draft().key()] = query.save_draft().content();
            if (query.save_draft().content().empty()) drafts_.erase(query.save_draft().key());
            answer.mutable_done();
            break;
        case Case::kGetDraft:
            answer.mutable_draft()->set_key(query.get_draft().key());
            if (const auto draft = drafts_.find(query.get_draft().key()); draft != drafts_.end()) {
                answer.mutable_draft()->set_content(draft->second);
                answer.mutable_draft()->set_saved_ms(ago(0, 0, 5));
            }
            break;
        case Case::kSetPreferences:
            calm_ = query.set_preferences().reduced_motion();
            reading_speed_ = query.set_preferences().reading_speed_percent();
            answer.mutable_done();
            break;
        case Case::kGetNotices:
            *answer.mutable_notices() = notices_;
            break;
        case Case::kAcknowledgeNotice:
            acknowledge(query.acknowledge_notice(), answer);
            break;
        default:
            answer.mutable_done();  // mark-read, touch
    }
}

void FakeAgent::sign_in(const local::SignIn& query, Answer& answer) {
    const bool first = query.resident_number() == kFirstNumber;
    if (query.resident_number() != kNumber && !first) return refuse(answer, "not_here");
    if (query.wish() == local::SignIn::PLACE_IN_LINE) return take_place(answer);
    if (attempts_ >= kAttempts) {
        refuse(answer, "locked");
        answer.mutable_problem()->set_locked_until_ms(clock_.now().ms() + 15 * kMinuteMs);
        return;
    }
    if (query.pin() != (first ? first_pin_ : kPin)) {
        refuse(answer, ++attempts_ >= kAttempts ? "locked" : "wrong_pin");
        answer.mutable_problem()->set_attempts_left(kAttempts - attempts_);
        if (attempts_ >= kAttempts) answer.mutable_problem()->set_locked_until_ms(clock_.now().ms() + 15 * kMinuteMs);
        return;
    }
    attempts_ = 0;
    if (!refuse_turns_.empty()) {
        refuse(answer, refuse_turns_.c_str());
        answer.mutable_problem()->set_wait_until_ms(clock_.now().ms() + refuse_turns_s_ * 1'000);
        return;
    }
    auto* result = answer.mutable_signed_in();
    const bool quick_look = query.wish() == local::SignIn::QUICK_LOOK;
    result->set_quick_look(quick_look);
    result->set_session_limit_s(quick_look ? status_.quick_look_s() : status_.session_limit_s());
    result->set_sessions_left(status_.sessions_per_day() > 0 ? status_.sessions_per_day() - 1 : -1);
    if (first && first_pin_ == kFirstPin) {
        if (query.new_pin().empty()) return result->set_result(local::SignedIn::MUST_CHANGE_PIN);
        if (query.new_pin() == "111111") {
            answer.clear_signed_in();
            return refuse(answer, "weak_pin");
        }
        first_pin_ = query.new_pin();
    }
    signed_in_ = true;
    result->set_result(local::SignedIn::OK);
    result->set_given_name(first ? "Andre" : "Marcus");
    result->set_family_name(first ? "Wells" : "Delgado");
    result->set_last_sign_in_ms(first ? 0 : ago(1, 3));
    result->set_last_sign_in_place("B-East kiosk 2");
    result->set_reduced_motion(calm_);
    result->set_reading_speed_percent(reading_speed_);
    result->set_to_acknowledge(still_to_read());
    result->set_offline(!status_.online());
}

void FakeAgent::submit(const local::SubmitRequest& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    const bool lacks = query.price_seen_cents() > money_.spendable_cents() && query.price_seen_cents() != 500;
    if (lacks) return refuse(answer, "insufficient_funds");
    local::Request request;
    request.set_id("request-new-" + std::to_string(nonces_.size() + 1));
    submitted(query.nonce(), request.id(), answer);
    for (const auto& form : forms_.forms()) {
        if (form.id() == query.form_id()) request.set_form_code(form.code());
    }
    if (!query.call_id().empty()) about_calls_[request.id()] = query.call_id();
    request.set_form_id(query.form_id());
    *request.mutable_answers() = query.answers();
    request.set_receipt_code(answer.submitted().receipt_code());
    request.set_state(status_.online() ? "received" : "queued");
    request.set_fee_cents(query.price_seen_cents());
    request.set_submitted_ms(clock_.now().ms());
    request.set_answer_by_ms(clock_.now().ms() + 3 * 24 * 60 * kMinuteMs);
    money_.set_spendable_cents(money_.spendable_cents() - query.price_seen_cents());
    money_.set_on_hold_cents(money_.on_hold_cents() + query.price_seen_cents());
    requests_.insert(requests_.begin(), std::move(request));
}

void FakeAgent::answer_newest_request(const std::string& state, const std::string& text) {
    auto& request = requests_.front();
    request.set_state(state);
    auto* step = request.add_steps();
    step->set_state(state);
    step->set_at_ms(clock_.now().ms());
    step->set_by_role("records");
    step->set_text(text);
    push_moved();
}

void FakeAgent::clear_messages() {
    threads_.clear();
    messages_.clear();
}

void FakeAgent::home(Answer& answer) {
    auto* home = answer.mutable_home();
    int unread = 0;
    for (const auto& thread : threads_) unread += thread.unread();
    home->set_unread_messages(unread);
    home->set_answered_requests(1);
    home->set_new_notices(1);
    home->set_to_acknowledge(still_to_read());
    home->set_documents(!handbook_.empty());
    home->set_spendable_cents(money_.spendable_cents());
    home->set_as_of_ms(money_.as_of_ms());
    home->set_photos(12);
    home->set_phone(phone_.offered());
    home->set_visits(visits_.offered());
    const auto next = std::find_if(visits_.visits().begin(), visits_.visits().end(),
                                   [](const auto& visit) { return visit.state() == "booked"; });
    if (next != visits_.visits().end()) *home->mutable_next_visit() = *next;
    home->set_approved_contacts(5);
    home->set_credits(money_.credits());
    home->set_invitations(static_cast<int>(std::count_if(
        contacts_.begin(), contacts_.end(), [](const auto& contact) { return contact.state() == "invited"; })));
    home->set_not_sent(static_cast<int>(
        std::count_if(requests_.begin(), requests_.end(), [](const auto& r) { return r.state() == "queued"; })));
    *home->mutable_banner() = notices_.notices(0);
    next_of_schedule(*home);
    answer.mutable_home()->set_commissary(!items_.empty());
}

void FakeAgent::list_threads(const local::GetThreads& query, Answer& answer) {
    std::vector<local::Thread> shown;
    for (const auto& thread : threads_) {
        if (query.filter() == local::UNREAD && thread.unread() == 0) continue;
        if (query.filter() == local::SENT && !thread.preview_is_own()) continue;
        if (query.filter() == local::WAITING && thread.last_state() != "held" && thread.last_state() != "queued")
            continue;
        const bool pictures = std::any_of(messages_.begin(), messages_.end(), [&](const auto& message) {
            return message.contact_id() == thread.contact_id() && message.photos_size() > 0;
        });
        if (query.filter() == local::PHOTOS && !pictures) continue;
        shown.push_back(thread);
        shown.back().set_draft(drafts_.contains("message/" + to_hex(as_bytes(thread.contact_id()))));
    }
    const auto [from, to] = page_of(query.page(), shown);
    for (int at = from; at < to; ++at) *answer.mutable_threads()->add_threads() = shown[static_cast<std::size_t>(at)];
    answer.mutable_threads()->set_total(static_cast<int>(shown.size()));
}

void FakeAgent::list_messages(const local::GetMessages& query, Answer& answer) {
    std::vector<local::Message> shown;
    for (const auto& message : messages_) {
        if (message.contact_id() == query.contact_id()) shown.insert(shown.begin(), message);
    }
    const auto [from, to] = page_of(query.page(), shown);
    for (int at = from; at < to; ++at) *answer.mutable_messages()->add_messages() = shown[static_cast<std::size_t>(at)];
    answer.mutable_messages()->set_total(static_cast<int>(shown.size()));
}

void FakeAgent::search(const local::SearchMessages& query, Answer& answer) {
    std::vector<local::Message> found;
    for (auto message = messages_.rbegin(); message != messages_.rend(); ++message) {
        if (message->text().find(query.text()) == std::string::npos) continue;
        found.push_back(*message);
        found.back().set_snippet(message->text().substr(0, 80));
    }
    auto& list = *answer.mutable_messages();
    list.set_total(std::min(static_cast<int>(found.size()), rules::kMostFound + 1));
    found.resize(std::min(found.size(), static_cast<std::size_t>(rules::kMostFound)));
    const auto [from, to] = page_of(query.page(), found);
    for (int at = from; at < to; ++at) *list.add_messages() = found[static_cast<std::size_t>(at)];
}

}  // namespace dayroom::test
