// A hub in memory for tests of sync and agent: a facility with keys, scopes with numbered changes, residents with vault
// keys. It can be told to misbehave. Safe from several threads.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>

#include "platform/base/fake_clock.h"
#include "platform/net/transport.h"
#include "platform/store/device_store.h"
#include "platform/wire/check.h"
#include "platform/wire/policy.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/sync/fake_certificates.h"

namespace dayroom::test {

class FakeHub {
public:
    explicit FakeHub(const Clock& clock);

    store::Enrolment enrolment() const;
    const FacilityId& facility() const { return facility_; }
    const DeviceId& device() const { return device_; }
    const UnitId& unit() const { return unit_; }

    struct Resident {
        ResidentId id;
        std::string number;
        std::string pin;
        Secret vault_key;
        bool must_change = false;
        bool here = true;
    };
    /// A resident of the unit with a profile and a balance.
    Resident& add_resident(const std::string& number, const std::string& pin, std::int64_t spendable_cents);
    /// Sets facility, place and version, seals or boxes it as its kind demands, and makes it a change. Returns its id.
    std::string put(const wire::Scope& scope, wire::Record record, const std::string& id = {});
    void remove(const wire::Scope& scope, const std::string& id);
    void put_balance(const Resident& resident, std::int64_t spendable_cents);
    /// A facility with a policy, prices and the three forms; returns the id of a form by its code.
    void set_up_facility();
    std::string form_id(const std::string& code) const;
    const std::string& prices_id() const { return prices_id_; }
    std::string put_message(const Resident& resident, const std::string& contact_id, const std::string& text);
    std::string put_contact(const Resident& resident, const std::string& name);

    /// Prices of messages, cards and two bundles, and a set of two cards; returns the first card's id.
    std::string set_up_messaging();
    void put_credits(const Resident& resident, std::int64_t credits);
    /// Changes a message that was sent (lively) or put here, and feeds it.
    void change_message(const std::string& id, const std::function<void(wire::Message&)>& change);
    void change_contact(const std::string& id, const std::function<void(wire::Contact&)>& change);
    /// Staff suspend messaging, or allow it again.
    void suspend_messaging(const Resident& resident, bool suspended);

    /// Soup (50¢), coffee ($4) and soap ($1.50, exempt from the limit), sold in one order window that is open for two
    /// hours; returns its id.
    std::string set_up_commissary();
    /// Puts it on the shelf, or changes what is there.
    void put_item(
        const std::string& code, std::int64_t cents,
        const std::function<void(wire::CatalogItem&)>& change = [](wire::CatalogItem&) {});
    void remove_item(const std::string& code);
    void put_standing(const Resident& resident, const std::function<void(wire::CommissaryStanding&)>& change);
    /// Changes an order that was submitted (lively), and feeds it.
    void change_order(const std::string& id, const std::function<void(wire::Order&)>& change);
    /// One rate of 10 cents a minute for +1, three numbers, two changes of the list in 30 days.
    void set_up_phone();
    std::string put_call(const Resident& resident, std::int64_t began_ms, std::int64_t cents);
    /// Changes a number that was asked for (lively), and feeds it; REMOVED takes it away.
    void change_number(const std::string& id, const std::function<void(wire::PhoneNumber&)>& change);
    /// Visits of 30 minutes at 10 cents a minute, two a week; the day after tomorrow three times at this terminal and
    /// two at a booth, of which one is at the terminal's last time. Returns when the first begins.
    std::int64_t set_up_visits();
    /// That day again, with these times of the terminal taken.
    void put_visit_day(std::int64_t opens_ms, const std::vector<std::int64_t>& taken);
    /// A booked visit with "Maria Vega" at this terminal, for $3.
    std::string put_visit(
        const Resident& resident, std::int64_t from_ms,
        const std::function<void(wire::Visit&)>& change = [](wire::Visit&) {});
    void change_visit(const std::string& id, const std::function<void(wire::Visit&)>& change);
    void suspend_visits(const Resident& resident, bool suspended, std::int64_t from_ms = 0, std::int64_t until_ms = 0);
    /// The facility's policy as set_up_facility made it, changed.
    void change_policy(const std::function<void(wire::Policy&)>& change);
    void change_balances(const Resident& resident, const std::function<void(wire::Balances&)>& change);

    /// As the facility root says it.
    wire::PreaBody sign_prea(const wire::PreaStatement& statement) const;
    /// Facility IT's, offline: for technicians.
    const crypto::SigningKey& root_key() const { return root_; }
    const crypto::BoxPublic& device_box_key() const { return device_box_.public_key(); }
    wire::RootSigned sign_policy(const wire::PolicyBundle& bundle) const;
    wire::Scope scope_of_facility() const;
    wire::Scope scope_of_unit() const;
    wire::Scope scope_of_device() const;
    static wire::Scope scope_of(const Resident& resident);

    /// Commands about messages, contacts, credits and drafts do what they do at the real hub, in small.
    bool lively = false;

    // ---- trouble
    Milliseconds clock_ahead{0};  // of the test's clock
    void begin_new_epoch();
    bool reachable = true;
    bool loses_answers = false;  // commands are run, and the line breaks before the answer
    bool revoked = false;
    bool says_expired = false;     // the handshake is refused: the terminal's certificate is over
    int refuse_commands_with = 0;  // an HTTP status
    std::function<void(wire::FeedResponse&)> twist_feed;  // changes an answer before it goes out
    std::function<void(wire::Item&)> twist_item;          // changes what is kept, before it is closed to its reader
    std::function<void(wire::Outcome&)> twist_outcome;    // changes an outcome
    std::map<std::string, std::string> blobs;             // sha256 → bytes
    std::size_t blob_cut = 0;                             // only so many bytes an answer; 0: all
    int snapshot_page = 0;                                // changes in a page; 0: all

    // ---- what it saw
    std::vector<wire::Command> commands;
    std::vector<wire::FeedRequest> feeds;
    int sign_ins = 0;
    int sign_outs = 0;
    int healths = 0;
    std::int64_t policy_version = 0;  // as the last health report says
    std::vector<wire::PreaBox> prea_reports;

    /// One transport to it. `wait`: an empty feed waits until something changes, as the real one does.
    std::unique_ptr<net::Transport> connect(bool wait, std::string certificate_pem = {});
    net::HttpResponse serve(const net::HttpRequest& request, const std::string& certificate_pem = {});
    std::recursive_mutex& mutex() { return mutex_; }
    std::uint64_t changes() const;
    void wait_for_change(std::uint64_t seen, const std::function<bool()>& given_up, Milliseconds most);
    void wake() { changed_.notify_all(); }

private:
    struct Scope {
        wire::Scope scope;
        std::vector<wire::Change> changes;  // numbers 1, 2, 3 …
    };
    Scope& scope_at(const wire::Scope& scope);
    std::string feed(const std::string& body);
    void add_page(wire::FeedResponse& response, const Scope& scope, const wire::ScopeCursor* cursor, bool same_epoch);
    std::string sign_in(const std::string& body);
    std::string run_commands(const std::string& body);
    net::HttpResponse blob(const net::HttpRequest& request);
    net::HttpResponse take_prea(const std::string& body);  // fake_hub_prea.cpp
    // fake_hub_lively.cpp
    void carry_out(const Resident& resident, const wire::Command& command);
    void take_message(const Resident& resident, const wire::Command& command);
    void take_contact(const Resident& resident, const wire::Command& command);
    void sell_credits(const Resident& resident, const wire::Command& command);
    // fake_hub_spending.cpp
    void carry_out_spending(const Resident& resident, const wire::Command& command);
    void take_number(const Resident& resident, const wire::Command& command);
    void take_visit(const Resident& resident, const wire::Command& command);
    void take_order(const Resident& resident, const wire::SubmitOrder& submit);
    void spend(const Resident& resident, const std::string& line_id, std::int64_t cents, wire::Transaction::Kind kind,
               wire::Transaction::State state);
    void take_draft(const Resident& resident, const wire::SaveDraft& draft, std::int64_t made_ms);
    void forget_draft(const Resident& resident, const std::string& id, std::int64_t when_ms);
    void put_balances(const Resident& resident);

    const Clock& clock_;
    SeededRandom random_;
    FacilityId facility_;
    DeviceId device_;
    UnitId unit_;
    Epoch epoch_;
    crypto::SigningKey root_, seal_key_, device_signing_;
    crypto::BoxKey box_, device_box_;
    std::map<std::string, Scope> scopes_;
    std::map<std::string, Resident> residents_;
    std::map<std::string, std::string> forms_;
    std::string prices_id_;
    std::map<std::string, wire::Outcome> outcomes_;
    struct Kept {
        wire::Scope scope;
        wire::Record record;
    };
    std::map<std::string, Kept> kept_;             // messages, contacts, orders and lines as they are now
    std::map<std::string, std::string> item_ids_;  // by code
    wire::Facility facility_as_set_up_;
    std::map<std::string, wire::Balances> balances_;      // by resident
    std::map<std::string, std::int64_t> draft_saved_ms_;  // removed ones too
    std::int64_t version_ = 0;
    mutable std::recursive_mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t changes_ = 0;

public:
    FakeCertificates certificates;
};

}  // namespace dayroom::test
