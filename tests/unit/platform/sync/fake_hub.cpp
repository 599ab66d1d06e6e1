#include "tests/unit/platform/sync/fake_hub.h"

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/wire/limits.h"

namespace dayroom::test {
namespace {

std::string key_of(const wire::Scope& scope) { return std::to_string(scope.kind()) + scope.id(); }

wire::Scope make_scope(wire::ScopeKind kind, const std::string& id) {
    wire::Scope scope;
    scope.set_kind(kind);
    scope.set_id(id);
    return scope;
}

void say(google::protobuf::RepeatedPtrField<wire::LocalText>* texts, const std::string& text) {
    auto& added = *texts->Add();
    added.set_language("en");
    added.set_text(text);
}

crypto::BoxKey vault_box(const Secret& vault_key) {
    return crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take();
}

net::HttpResponse problem(int status, const std::string& code) {
    wire::Problem body;
    body.set_code(code);
    return {status, body.SerializeAsString()};
}

}  // namespace

FakeHub::FakeHub(const Clock& clock)
    : clock_(clock),
      random_(11),
      facility_(FacilityId::make(clock, random_)),
      device_(DeviceId::make(clock, random_)),
      unit_(UnitId::make(clock, random_)),
      epoch_(Epoch::make(clock, random_)),
      root_(crypto::SigningKey::make(random_)),
      seal_key_(crypto::SigningKey::make(random_)),
      device_signing_(crypto::SigningKey::make(random_)),
      box_(crypto::BoxKey::make(random_)),
      device_box_(crypto::BoxKey::make(random_)) {
    for (const auto& scope : {scope_of_facility(), scope_of_unit(), scope_of_device()}) scope_at(scope);
}

store::Enrolment FakeHub::enrolment() const {
    wire::KeyStatement statement;
    statement.set_facility_id(facility_.raw());
    statement.set_purpose(wire::KeyStatement::HUB);
    statement.set_signing_key(seal_key_.public_key().raw());
    statement.set_box_key(box_.public_key().raw());
    statement.set_not_before_ms((clock_.now() - Milliseconds(1000)).ms());
    statement.set_not_after_ms((clock_.now() + Milliseconds(1'000'000'000'000)).ms());
    statement.set_name("hub");
    store::Enrolment made;
    made.device = device_;
    made.facility = facility_;
    made.unit = unit_;
    made.device_name = "Kiosk 1";
    made.hub_address = "127.0.0.1:9";
    made.root_key = root_.public_key();
    made.ca_pem = "ca";
    made.certificate_pem = "certificate";
    made.hub_key = wire::certify_key(statement, root_);
    made.tls_key_pem = Secret::copy_of(as_bytes("key"));
    made.signing_seed = device_signing_.seed();
    made.box_seed = device_box_.seed();
    return made;
}

wire::Scope FakeHub::scope_of_facility() const { return make_scope(wire::FACILITY, facility_.raw()); }
wire::Scope FakeHub::scope_of_unit() const { return make_scope(wire::HOUSING_UNIT, unit_.raw()); }
wire::Scope FakeHub::scope_of_device() const { return make_scope(wire::DEVICE, device_.raw()); }
wire::Scope FakeHub::scope_of(const Resident& resident) { return make_scope(wire::RESIDENT, resident.id.raw()); }

FakeHub::Scope& FakeHub::scope_at(const wire::Scope& scope) {
    auto& found = scopes_[key_of(scope)];
    found.scope = scope;
    return found;
}

FakeHub::Resident& FakeHub::add_resident(const std::string& number, const std::string& pin,
                                         std::int64_t spendable_cents) {
    const std::lock_guard lock(mutex_);
    Resident made{ResidentId::make(clock_, random_), number, pin, Secret::random(kKeyBytes, random_), false, true};
    auto& resident = residents_.insert_or_assign(number, std::move(made)).first->second;
    scope_at(scope_of(resident));
    wire::Record roster;
    roster.mutable_roster()->set_resident_number(number);
    roster.mutable_roster()->set_vault_public_key(vault_box(resident.vault_key).public_key().raw());
    put(scope_of_unit(), roster, resident.id.raw());
    wire::Record profile;
    profile.mutable_profile()->set_resident_number(number);
    profile.mutable_profile()->set_given_name("Test");
    profile.mutable_profile()->set_family_name("Person");
    profile.mutable_profile()->set_language("en");
    profile.mutable_profile()->set_text_scale_percent(100);
    profile.mutable_profile()->set_theme("light");
    put(scope_of(resident), profile, resident.id.raw());
    put_balance(resident, spendable_cents);
    return resident;
}

void FakeHub::put_balance(const Resident& resident, std::int64_t spendable_cents) {
    wire::Record balances;
    balances.mutable_balances()->set_spendable_cents(spendable_cents);
    balances.mutable_balances()->set_as_of_ms(clock_.now().ms());
    std::string id = resident.id.raw();
    id[0] = static_cast<char>(id[0] ^ 1);
    put(scope_of(resident), balances, id);
}

std::string FakeHub::put(const wire::Scope& scope, wire::Record record, const std::string& id) {
    const std::lock_guard lock(mutex_);
    record.set_facility_id(facility_.raw());
    *record.mutable_scope() = scope;
    record.set_id(id.empty() ? RequestId::make(clock_, random_).raw() : id);
    record.set_version(++version_);
    record.set_released_ms(clock_.now().ms());
    wire::Item item;
    if (wire::must_be_sealed(record.body_case())) {
        auto sealed = wire::seal_record(record, seal_key_);
        if (!sealed.ok()) FAIL(sealed.error().detail);
        item = wire::sealed_item(sealed.take());
    } else {
        auto plain = wire::plain_item(record);
        if (!plain.ok()) FAIL(plain.error().detail);
        item = plain.take();
    }
    auto& target = scope_at(scope);
    wire::Change change;
    change.set_seq(target.changes.size() + 1);
    change.set_id(record.id());
    if (scope.kind() == wire::RESIDENT) {
        for (const auto& [number, resident] : residents_) {
            if (resident.id.raw() != scope.id()) continue;
            const Bytes envelope = wire::close_envelope(item, vault_box(resident.vault_key).public_key()).take();
            change.set_envelope(to_string(envelope));
        }
    } else {
        *change.mutable_item() = item;
    }
    target.changes.push_back(change);
    ++changes_;
    changed_.notify_all();
    return record.id();
}

void FakeHub::remove(const wire::Scope& scope, const std::string& id) {
    const std::lock_guard lock(mutex_);
    auto& target = scope_at(scope);
    wire::Change change;
    change.set_seq(target.changes.size() + 1);
    change.set_id(id);
    change.set_removed(true);
    target.changes.push_back(change);
    ++changes_;
    changed_.notify_all();
}

void FakeHub::set_up_facility() {
    wire::Record facility;
    facility.mutable_facility()->set_name("Test County Jail");
    facility.mutable_facility()->set_time_zone("America/Chicago");
    facility.mutable_facility()->add_languages("en");
    auto& policy = *facility.mutable_facility()->mutable_policy();
    policy.set_idle_warning_s(90);
    policy.set_idle_sign_out_s(120);
    policy.set_pin_length_min(4);
    policy.set_pin_length_max(8);
    policy.set_lockout_attempts(5);
    policy.set_lockout_s(900);
    policy.set_message_characters(13'000);
    put(scope_of_facility(), facility, facility_.raw());
    wire::Record prices;
    for (const auto& [code, cents] : {std::pair<const char*, int>{"document_copy", 250}, {"sick_call_copay", 300}}) {
        auto& price = *prices.mutable_prices()->add_prices();
        price.set_code(code);
        price.set_cents(cents);
        say(price.mutable_name(), code);
    }
    prices.mutable_prices()->set_valid_from_ms(clock_.now().ms());
    put(scope_of_facility(), prices);
    for (const char* code : {"general", "document_copy", "sick_call"}) {
        wire::Record record;
        auto& form = *record.mutable_form();
        form.set_code(code);
        form.set_revision(1);
        say(form.mutable_name(), code);
        form.set_icon("file");
        form.set_answer_within_hours(72);
        auto& field = *form.add_fields();
        field.set_code("details");
        field.set_kind(wire::Form::Field::LONG_TEXT);
        field.set_required(true);
        field.set_max_characters(500);
        say(field.mutable_label(), "Details");
        const bool paid = std::string(code) != "general";
        form.set_fee_when(paid ? wire::Form::FEE_ON_COMPLETION : wire::Form::FEE_NONE);
        if (paid) form.set_price_code(std::string(code) == "sick_call" ? "sick_call_copay" : "document_copy");
        form.set_may_create_obligation(std::string(code) == "sick_call");
        forms_[code] = put(scope_of_facility(), record);
    }
}

std::string FakeHub::form_id(const std::string& code) const { return forms_.at(code); }

std::string FakeHub::put_contact(const Resident& resident, const std::string& name) {
    wire::Record contact;
    contact.mutable_contact()->set_name(name);
    contact.mutable_contact()->set_relationship("mother");
    contact.mutable_contact()->set_state(wire::Contact::APPROVED);
    return put(scope_of(resident), contact);
}

void FakeHub::put_message(const Resident& resident, const std::string& contact_id, const std::string& text) {
    wire::Record record;
    auto& message = *record.mutable_message();
    message.set_contact_id(contact_id);
    message.set_direction(wire::Message::INBOUND);
    message.set_state(wire::Message::DELIVERED);
    message.set_text(text);
    message.set_sent_ms(clock_.now().ms());
    message.set_decided_ms(clock_.now().ms());
    put(scope_of(resident), record);
}

void FakeHub::begin_new_epoch() {
    const std::lock_guard lock(mutex_);
    epoch_ = Epoch::make(clock_, random_);
    ++changes_;
    changed_.notify_all();
}

std::uint64_t FakeHub::changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
}

void FakeHub::wait_for_change(std::uint64_t seen, const std::function<bool()>& given_up, Milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [&] { return changes_ != seen || given_up(); });
}

void FakeHub::add_page(wire::FeedResponse& response, const Scope& scope, const wire::ScopeCursor* cursor,
                       bool same_epoch) {
    const std::uint64_t head = scope.changes.size();
    const std::uint64_t at = cursor != nullptr && same_epoch ? cursor->seq() : 0;
    const bool inside = cursor != nullptr && same_epoch && !cursor->snapshot_after().empty();
    if (!inside && at == head) return;
    auto& page = *response.add_pages();
    *page.mutable_scope() = scope.scope;
    if (at > head) {
        page.set_kind(wire::FeedPage::LOST_HISTORY);
        page.set_from_seq(at);
        return;
    }
    const std::uint64_t begin = inside ? std::stoull(cursor->snapshot_after()) : at;
    const bool snapshot = at == 0;
    page.set_kind(snapshot ? wire::FeedPage::SNAPSHOT : wire::FeedPage::CHANGES);
    if (snapshot) page.set_first(begin == 0);
    if (!snapshot) page.set_from_seq(at);
    std::uint64_t to = head;
    if (snapshot && snapshot_page > 0)
        to = std::min<std::uint64_t>(head, begin + static_cast<std::uint64_t>(snapshot_page));
    std::map<std::string, std::uint64_t> newest;
    for (std::uint64_t seq = begin; seq < to; ++seq) newest[scope.changes[seq].id()] = seq;
    for (std::uint64_t seq = begin; seq < to; ++seq) {
        const auto& change = scope.changes[seq];
        if (newest[change.id()] == seq && !(snapshot && change.removed())) *page.add_changes() = change;
    }
    page.set_to_seq(to);
    page.set_last(snapshot && to == head);
    if (snapshot && to < head) {
        page.set_snapshot_token(std::to_string(to));
        response.set_more(true);
    }
}

std::string FakeHub::feed(const std::string& body) {
    auto request = wire::parse_feed_request(as_bytes(body));
    if (!request.ok()) FAIL(request.error().detail);
    feeds.push_back(*request);
    wire::FeedResponse response;
    response.set_epoch(epoch_.raw());
    response.set_now_ms(clock_.now().ms());
    const bool same_epoch = request->epoch() == epoch_.raw();
    for (const auto& [key, scope] : scopes_) {
        bool listed = true;
        for (const auto& [number, resident] : residents_)
            listed = listed && (resident.here || resident.id.raw() != scope.scope.id());
        if (!listed) continue;
        *response.add_scopes() = scope.scope;
        const wire::ScopeCursor* cursor = nullptr;
        for (const auto& each : request->cursors()) {
            if (key_of(each.scope()) == key) cursor = &each;
        }
        add_page(response, scope, cursor, same_epoch);
    }
    if (twist_feed) twist_feed(response);
    return response.SerializeAsString();
}

std::string FakeHub::sign_in(const std::string& body) {
    ++sign_ins;
    auto request = wire::parse_sign_in_request(as_bytes(body));
    if (!request.ok()) FAIL(request.error().detail);
    wire::SignInResponse response;
    response.set_now_ms(clock_.now().ms());
    const auto found = residents_.find(request->resident_number());
    if (found == residents_.end() || !found->second.here) {
        response.set_result(wire::SignInResponse::NOT_HERE);
        return response.SerializeAsString();
    }
    auto& resident = found->second;
    if (resident.pin != request->pin()) {
        response.set_result(wire::SignInResponse::WRONG);
        response.set_attempts_left(3);
    } else if (resident.must_change && request->new_pin().empty()) {
        response.set_result(wire::SignInResponse::MUST_CHANGE_PIN);
    } else {
        if (!request->new_pin().empty()) resident.pin = request->new_pin();
        resident.must_change = false;
        response.set_result(wire::SignInResponse::SIGNED_IN);
        response.set_session_id(SessionId::make(clock_, random_).raw());
        response.set_resident_id(resident.id.raw());
        response.set_vault_key_box(
            to_string(crypto::seal_to(device_box_.public_key(), resident.vault_key.bytes()).take()));
        response.set_vault_public_key(vault_box(resident.vault_key).public_key().raw());
        response.set_last_sign_in_ms(clock_.now().ms() - 60'000);
        response.set_last_sign_in_place("B-East kiosk 2");
    }
    return response.SerializeAsString();
}

std::string FakeHub::run_commands(const std::string& body) {
    auto batch = wire::parse_command_batch(as_bytes(body));
    if (!batch.ok()) FAIL(batch.error().detail);
    wire::OutcomeBatch answer;
    answer.set_now_ms(clock_.now().ms());
    for (const auto& queued : batch->commands()) {
        auto opened = wire::open_queued(queued, box_);
        if (!opened.ok()) FAIL(opened.error().detail);
        if (!wire::verify_device_signature(*opened, device_signing_.public_key()).ok()) FAIL("device signature");
        auto command = wire::parse_command(as_bytes(opened->payload()));
        if (!command.ok()) FAIL(command.error().detail);
        for (const auto& [number, resident] : residents_) {
            if (resident.id.raw() != command->resident_id()) continue;
            const Secret key = crypto::derive_key(resident.vault_key, crypto::kLabelCommand);
            if (!wire::verify_session_proof(*opened, key).ok()) FAIL("session proof");
        }
        auto& outcome = *answer.add_outcomes();
        const auto before = outcomes_.find(command->id());
        if (before != outcomes_.end()) {
            outcome = before->second;
            outcome.set_repeat(true);
            continue;
        }
        outcome.set_command_id(command->id());
        outcome.set_result(wire::Outcome::DONE);
        if (twist_outcome) twist_outcome(outcome);
        if (outcome.result() == wire::Outcome::RETRY) continue;
        outcomes_[command->id()] = outcome;
        commands.push_back(*command);
    }
    return answer.SerializeAsString();
}

net::HttpResponse FakeHub::blob(const net::HttpRequest& request) {
    const auto name = from_hex(request.path.substr(std::string("/v1/blobs/").size())).take();
    const auto found = blobs.find(to_string(name));
    if (found == blobs.end()) return problem(404, "not_found");
    std::string rest = found->second.substr(std::min<std::size_t>(request.range_from, found->second.size()));
    if (blob_cut > 0) rest = rest.substr(0, blob_cut);
    return {request.range_from > 0 ? 206 : 200, rest};
}

net::HttpResponse FakeHub::serve(const net::HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    if (revoked) return problem(403, "revoked");
    if (request.path == "/v1/feed") return {200, feed(request.body)};
    if (request.path == "/v1/sign-in") return {200, sign_in(request.body)};
    if (request.path == "/v1/sign-out") {
        ++sign_outs;
        return {200, ""};
    }
    if (request.path == "/v1/commands") {
        if (refuse_commands_with > 0) return problem(refuse_commands_with, "invalid");
        return {200, run_commands(request.body)};
    }
    if (request.path == "/v1/health") {
        ++healths;
        wire::HealthReply reply;
        reply.set_now_ms(clock_.now().ms());
        return {200, reply.SerializeAsString()};
    }
    if (request.path.rfind("/v1/blobs/", 0) == 0) return blob(request);
    return problem(404, "not_found");
}

namespace {

class Line final : public net::Transport {
public:
    Line(FakeHub& hub, bool wait) : hub_(hub), wait_(wait) {}

    Result<net::HttpResponse> send(const net::HttpRequest& request) override {
        if (Status gone = state(); !gone.ok()) return gone.take_error();
        const std::uint64_t before = hub_.changes();
        auto answer = hub_.serve(request);
        if (wait_ && request.path == "/v1/feed" && answer.status == 200) {
            const auto response = wire::parse_feed_response(as_bytes(answer.body));
            const auto asked = wire::parse_feed_request(as_bytes(request.body));
            if (response.ok() && response->pages_size() == 0 && asked->wait_ms() > 0) {
                hub_.wait_for_change(
                    before, [this] { return !hub_.reachable || cancelled_ || interrupted_; },
                    Milliseconds(asked->wait_ms()));
                if (Status gone = state(); !gone.ok()) return gone.take_error();
                return hub_.serve(request);
            }
        }
        return answer;
    }
    void cancel() override {
        const std::lock_guard lock(hub_.mutex());
        cancelled_ = true;
        hub_.wake();
    }
    void interrupt() override {
        const std::lock_guard lock(hub_.mutex());
        interrupted_ = true;
        hub_.wake();
    }

private:
    Status state() {
        const std::lock_guard lock(hub_.mutex());
        if (cancelled_) return Error(ErrorCode::kUnavailable, "cancelled");
        if (std::exchange(interrupted_, false)) return Error(ErrorCode::kUnavailable, "interrupted");
        if (!hub_.reachable) return Error(ErrorCode::kUnavailable, "the hub was not reached");
        return {};
    }
    FakeHub& hub_;
    bool wait_;
    bool cancelled_ = false;
    bool interrupted_ = false;
};

}  // namespace

std::unique_ptr<net::Transport> FakeHub::connect(bool wait) { return std::make_unique<Line>(*this, wait); }

}  // namespace dayroom::test
