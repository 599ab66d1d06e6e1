// A whole hub without its network: database, writer and every service, in a folder of the test's own, with a clock that
// the test moves and randomness from a seed.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "platform/base/fake_clock.h"
#include "platform/base/random.h"
#include "platform/crypto/keys.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/commands/processor.h"
#include "platform/facility/commissary/commissary.h"
#include "platform/facility/feed/reader.h"
#include "platform/facility/feed/writer.h"
#include "platform/facility/ledger/credit_sales.h"
#include "platform/facility/ledger/deposits.h"
#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/obligations.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/moderation/moderation.h"
#include "platform/facility/notices/notices.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/facility/suspensions/suspensions.h"
#include "platform/facility/transfers/transfers.h"
#include "platform/facility/visits/visits.h"
#include "tests/support/temp_dir.h"

namespace dayroom::test {

struct Person {
    ResidentId id;
    std::string number;
    Secret vault_key;
    crypto::BoxPublic vault_public;
};

class HubFixture {
public:
    explicit HubFixture(std::uint64_t seed = 1);
    ~HubFixture();

    /// In `unit`, with four empty accounts.
    Person add_resident(const UnitId& home);
    Person add_resident() { return add_resident(unit); }
    /// Money in spendable that no rule touches.
    void give(const Person& person, std::int64_t cents);
    void give_credits(const Person& person, std::int64_t credits);
    ContactId add_contact(const Person& person, wire::Contact::State state = wire::Contact::APPROVED);
    /// A price of cents or of credits from now on.
    void set_price(const std::string& code, std::int64_t cents, std::int64_t credits = 0);
    /// "general", or with a fee `price_code`.
    FormId add_form(const std::string& code, const std::string& price_code = {}, bool may_create_obligation = false);

    Status run(facility::Writer::Job job);
    Status run_as(facility::Actor actor, facility::Writer::Job job);
    facility::BalanceSheet balances(const Person& person);
    facility::TieOutReport tie();
    std::int64_t count(const std::string& sql);

    /// A command of this person made now on the fixture's device; the body is left to the test.
    wire::Command command(const Person& person);
    wire::QueuedCommand sign(const Person& person, const wire::Command& command);
    wire::Outcome execute(const wire::QueuedCommand& queued);
    wire::Outcome execute(const Person& person, const wire::Command& command) { return execute(sign(person, command)); }
    facility::CommandDevice sender() const { return {device, unit, device_key->public_key()}; }
    /// The n-th operation of the writer from now fails (FaultSeam). First the writer finishes what it does by itself
    /// after an answer (the audit chain, the checkpoint), so that the fault is not spent on that.
    void fail_at(std::int64_t n, database::FaultSeam::After after = database::FaultSeam::After::kGoesOn);
    template <typename IdType>
    IdType id() {
        return IdType::make(clock, random);
    }
    std::string receipt();

    TempDir folder;
    FakeClock clock;
    SeededRandom random;         // the test's thread
    SeededRandom writer_random;  // the writer's
    Secret key;
    database::FaultSeam faults;  // of the writer's connection
    std::unique_ptr<crypto::SigningKey> seal;
    std::unique_ptr<crypto::BoxKey> box;
    std::unique_ptr<crypto::SigningKey> device_key;
    FacilityId facility;
    UnitId unit;
    UnitId other_unit;
    DeviceId device;
    facility::Context context;
    facility::FeedNotifier notifier;
    facility::FeedCache cache;
    std::unique_ptr<facility::Writer> writer;
    std::unique_ptr<database::Connection> reader;

    facility::Ledger ledger;
    facility::Obligations obligations{ledger};
    facility::Deposits deposits{ledger};
    facility::Prices prices;
    facility::CreditSales credit_sales{ledger, prices};
    facility::Commissary commissary{ledger};
    facility::Forms forms;
    facility::Requests requests{ledger, obligations, prices, forms};
    facility::Contacts contacts;
    facility::Messages messages{ledger, contacts, prices};
    facility::Moderation moderation{messages};
    facility::Notices notices;
    facility::Suspensions suspensions{notices};
    facility::Transfers transfers{ledger, contacts, prices, notices};
    facility::Visits visits{ledger};
    std::unique_ptr<facility::CommandProcessor> processor;

    std::filesystem::path database() const { return folder / "hub.db"; }

private:
    int next_number_ = 100;
};

/// Fails the test with the error's text.
void must(const Status& status);
template <typename T>
T must(Result<T> result) {
    if (!result.ok()) must(Status(result.take_error()));
    return result.take();
}

}  // namespace dayroom::test
