// What a technician inside may have done: tests, the readiness report, a support bundle. Nothing here looks into a
// vault or names a resident.
#include <nlohmann/json.hpp>

#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"
#include "platform/agent/readiness.h"
#include "platform/agent/readiness_pdf.h"
#include "platform/agent/self_tests.h"
#include "platform/device/media.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxResultText = 48;
constexpr std::size_t kMaxResults = 64;
constexpr std::size_t kMostFetched = 4 * 1024 * 1024;
constexpr int kMostEvents = 200;

bool is_code(const std::string& text) {
    return text.size() <= kMaxResultText &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string::npos;
}

/// What the screen has tested itself, and may say.
bool may_be_kept(const local::TestResult& result) {
    const auto group = result.test().substr(0, result.test().find('.'));
    const bool of_screen = group == "touch" || result.test() == "display.colours" || group == "keypad";
    return of_screen && is_code(result.test()) && is_code(result.why()) && is_code(result.unit()) &&
           result.outcome() >= local::TestResult::PASSED && result.outcome() <= local::TestResult::SKIPPED;
}

void put_result(std::vector<local::TestResult>& results, const local::TestResult& result) {
    const auto same = [&](const local::TestResult& each) { return each.test() == result.test(); };
    std::erase_if(results, same);
    if (results.size() < kMaxResults) results.push_back(result);
}

Answer saved_files(std::initializer_list<std::string> names) {
    local::ToTerminal answer;
    for (const std::string& name : names) answer.mutable_saved_files()->add_names(name);
    return answer;
}

/// A stick that is no technician's is written to by nobody.
Status save_on_stick(const StickLook& look, const std::string& name, ByteView content) {
    if (look.stick.empty()) return Error(ErrorCode::kNotFound, "no technician's stick", "technician_no_stick");
    const auto done = device::write_to_stick(look.stick, name, content);
    if (done.ok()) return done;
    return Error(done.error().code, done.error().detail,
                 done.error().code == ErrorCode::kTooLarge ? "technician_stick_full" : "technician_no_stick");
}

}  // namespace

Answer Agent::answer_diagnostics(const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kRunTest:
            return answer_run_test(query.run_test().test());
        case local::ToAgent::kKeepResult: {
            const std::lock_guard lock(store_.mutex);
            if (!visit_) return Error(ErrorCode::kDenied, "nobody is in diagnostics");
            if (!may_be_kept(query.keep_result().result())) return Error(ErrorCode::kInvalid, "no result of a screen");
            put_result(visit_->results, query.keep_result().result());
            local::ToTerminal answer;
            answer.mutable_done();
            return answer;
        }
        case local::ToAgent::kGetReadiness:
            return answer_readiness();
        case local::ToAgent::kSaveReadiness:
            return answer_save_readiness();
        case local::ToAgent::kSaveBundle:
            return answer_save_bundle();
        default:
            return Error(ErrorCode::kUnsupported, "a query of a newer screen");
    }
}

/// On the work thread. What needs the store is asked under the lock; the rest may take its time.
Answer Agent::answer_run_test(const std::string& test) {
    auto made = TRY(store_test(test));
    if (!made) {
        const auto key = keys_.in_use().key.certificate_pem;
        const TestBench bench{parts_.clock,
                              clock_,
                              [this] { return sync::HubApi(*sync_->people_line, clock_).health(health_report()); },
                              [this] { return fetch_for_speed(); },
                              identity_->hub_address,
                              key,
                              parts_.options.data_dir,
                              parts_.options.machine_root,
                              clock_.now()};
        made = TRY(run_self_test(bench, test));
    }
    const std::lock_guard lock(store_.mutex);
    if (!visit_) return Error(ErrorCode::kDenied, "nobody is in diagnostics");
    visit_->last_touch = clock_.steady();
    put_result(visit_->results, *made);
    local::ToTerminal answer;
    *answer.mutable_test_result() = *made;
    return answer;
}

/// Nothing: it is none of those that look into the store.
Result<std::optional<local::TestResult>> Agent::store_test(const std::string& test) {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    std::optional<local::TestResult> result;
    if (test == "storage.integrity") {
        const bool sound = store_.device->connection().check_integrity().ok();
        result =
            plain_result(test, sound ? local::TestResult::PASSED : local::TestResult::FAILED, sound ? "" : "damaged");
    }
    if (test == "system.outbox")
        result = at_most(test, store_.device->outbox().depth().value_or(kOutboxDepth + 1), "count", kOutboxDepth);
    if (test == "system.sync") {
        const bool ever = condition_.last_contact.is_set();
        result = ever
                     ? at_most(test, (clock_.now() - condition_.last_contact).count() / 60'000, "minutes", kSyncMinutes)
                     : plain_result(test, local::TestResult::FAILED, "no_answer");
    }
    if (test == "keys.store") {
        result = plain_result(test, local::TestResult::PASSED);
        result->set_why("");
        if (store_key_.assurance() == device::Assurance::kHostKey)
            result = plain_result(test, local::TestResult::SKIPPED, "host_key");
    }
    if (result) result->set_at_ms(clock_.now().ms());
    return result;
}

/// A picture that the hub holds for everybody.
Result<std::optional<std::size_t>> Agent::fetch_for_speed() {
    std::string sha256;
    {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
        for (const auto& card : TRY(store_.device->cards())) {
            if (sha256.empty() && !card.card.picture().sha256().empty()) sha256 = card.card.picture().sha256();
        }
    }
    if (sha256.empty()) return std::optional<std::size_t>();
    const auto part = TRY(sync::HubApi(*sync_->people_line, clock_).blob(sha256, 0, kMostFetched));
    return std::optional<std::size_t>(part.bytes.size());
}

/// Under the lock.
ReadinessFacts Agent::readiness_facts() {
    ReadinessFacts facts;
    facts.device_id = to_hex(identity_->context.device.bytes());
    facts.device_name = identity_->device_name;
    facts.facility = to_hex(identity_->context.facility.bytes());
    facts.version = DAYROOM_VERSION;
    facts.assurance = device::to_string(store_key_.assurance());
    facts.at = clock_.now();
    if (visit_) {
        facts.by = visit_->by;
        facts.results = visit_->results;
    }
    const auto kept = kept_service(*store_.device);
    if (kept.ok()) facts.faults.assign(kept->faults().begin(), kept->faults().end());
    return facts;
}

Answer Agent::answer_readiness() {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device || !visit_) return Error(ErrorCode::kUnavailable, "not ready");
    const auto facts = readiness_facts();
    local::ToTerminal answer;
    auto& readiness = *answer.mutable_readiness();
    for (const auto& result : facts.results) *readiness.add_results() = result;
    readiness.set_code(readiness_code(facts, identity_->signing_key));
    for (auto fault = facts.faults.rbegin(); fault != facts.faults.rend(); ++fault) *readiness.add_faults() = *fault;
    if (const auto kept = kept_service(*store_.device); kept.ok()) readiness.set_last_tested_ms(kept->tested_ms());
    return answer;
}

Answer Agent::answer_save_readiness() {
    const StickLook look = look_at_stick(parts_.options.technician_media, TRY(trust_now()));
    const std::lock_guard lock(store_.mutex);
    if (!store_.device || !visit_) return Error(ErrorCode::kUnavailable, "not ready");
    const auto facts = readiness_facts();
    const std::string name =
        "dayroom-readiness-" + facts.device_id.substr(0, 8) + "-" + std::to_string(facts.at.ms() / 1000);
    const auto& key = identity_->signing_key;
    const std::string paper = readiness_pdf(facts, readiness_code(facts, key));
    TRY(save_on_stick(look, name + ".json", as_bytes(readiness_file(facts, key))));
    TRY(save_on_stick(look, name + ".pdf", as_bytes(paper)));
    put_service_on_record(record::Event::kServiceSaved, record::Outcome::kDone, "readiness");
    return saved_files({name + ".json", name + ".pdf"});
}

/// What support needs, as numbers and codes. No id of a person, no name, no text of anybody.
std::string Agent::support_bundle(const ReadinessFacts& facts) {
    using nlohmann::json;
    json events = json::array();
    const auto tail = store_.device->audit().read(0, kMostEvents);
    if (tail.ok()) {
        for (const auto& each : *tail) {
            if (each.entry.actor_kind == "resident") continue;  // when who sat here is nobody's business
            events.push_back({{"sequence", each.sequence},
                              {"at_ms", each.entry.at.ms()},
                              {"event", record::name_of(each.entry.event)},
                              {"outcome", record::name_of(each.entry.outcome)},
                              {"by", each.entry.actor_kind},
                              {"code", each.entry.code}});
        }
    }
    const json bundle = {{"format", "dayroom-support-1"},
                         {"readiness", json::parse(readiness_file(facts, identity_->signing_key), nullptr, false)},
                         {"online", condition_.online},
                         {"last_contact_ms", condition_.last_contact.ms()},
                         {"outbox_depth", store_.device->outbox().depth().value_or(0)},
                         {"faults_since_start", faults_},
                         {"uptime_s", std::chrono::duration_cast<Seconds>(parts_.clock.steady() - started_).count()},
                         {"events", events}};
    return bundle.dump(1);
}

Answer Agent::answer_save_bundle() {
    const auto trust = TRY(trust_now());
    if (!trust.list || trust.list->box_key().empty())
        return Error(ErrorCode::kNotFound, "facility IT has given no key", "technician_no_key");
    const auto key = TRY(crypto::BoxPublic::from_bytes(trust.list->box_key()));
    const StickLook look = look_at_stick(parts_.options.technician_media, trust);
    const std::lock_guard lock(store_.mutex);
    if (!store_.device || !visit_) return Error(ErrorCode::kUnavailable, "not ready");
    const auto facts = readiness_facts();
    const Bytes box = TRY(crypto::seal_to(key, as_bytes(support_bundle(facts))));
    const std::string name =
        "dayroom-support-" + facts.device_id.substr(0, 8) + "-" + std::to_string(facts.at.ms() / 1000) + ".box";
    TRY(save_on_stick(look, name, box));
    put_service_on_record(record::Event::kServiceSaved, record::Outcome::kDone, "bundle");
    return saved_files({name});
}

void Agent::keep_results(const Visit& visit, local::KeptService& kept) {
    if (visit.results.empty()) return;
    kept.clear_results();
    std::int64_t newest = 0;
    for (const auto& result : visit.results) {
        *kept.add_results() = result;
        newest = std::max(newest, result.at_ms());
    }
    kept.set_tested_ms(newest);
}

/// Under the lock: counted, and into the black box where the store still takes it.
void Agent::note_fault(const std::string& code) {
    ++faults_;
    if (!store_.device || must_restart_.load()) return;
    const auto kept = keep_fault(*store_.device, code, clock_.now());
    if (!kept.ok()) parts_.log.note("fault_not_kept", to_string(kept.error().code));
}

}  // namespace dayroom::agent
