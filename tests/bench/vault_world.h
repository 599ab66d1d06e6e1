// A terminal's stores with one resident who signs in, and a hub that seals things for them: real keys, real files, in
// a folder that a real agent can then be started on.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/base/random.h"
#include "platform/crypto/keys.h"
#include "platform/device/key_protection.h"
#include "platform/store/device_store.h"
#include "platform/store/vault.h"
#include "platform/wire/seal.h"
#include "tests/bench/letters.h"
#include "tests/bench/report.h"
#include "tests/support/temp_dir.h"

namespace dayroom::bench {

class VaultWorld {
public:
    static constexpr const char* kNumber = "4471";
    static constexpr const char* kPin = "258036";

    VaultWorld();
    /// Contacts, a profile and balances, as envelopes in the device store.
    void deliver_contacts(int count);
    /// So many new messages; every second one from the first contact, the rest from the others.
    void deliver(int count);
    /// So many, each to the contact that `choose` names by its place.
    void deliver(int count, const std::function<std::size_t(int)>& choose);
    /// A commissary of so many items on ten shelves; with leave_to_agent().
    void stock_shelves(int items);
    /// Facility and enrolment, with a hub that nobody reaches; then the stores are closed: an agent may take them.
    void leave_to_agent();
    /// Opening an envelope and checking its seal, nothing else: microseconds each.
    double open_alone_us(int times);
    store::VaultPlace place() const { return {dir.path() / "vaults", facility, device_id, resident}; }

    test::TempDir dir;
    SystemClock clock;
    SystemRandom random;
    FacilityId facility = FacilityId::make(clock, random);
    DeviceId device_id = DeviceId::make(clock, random);
    ResidentId resident = ResidentId::make(clock, random);
    Secret store_key = must(device::HostKeyFile(dir / "store.key", random).store_key());
    Secret vault_key = Secret::random(kKeyBytes, random);
    crypto::SigningKey hub_key = crypto::SigningKey::make(random);
    crypto::BoxPublic vault_public;
    wire::TrustedKeys keys;
    std::unique_ptr<store::DeviceStore> device;
    std::unique_ptr<store::Vault> vault;
    std::vector<ContactId> contacts;

private:
    wire::Record record(const std::string& id);
    wire::Record facility_record();
    wire::Record of_facility(const std::string& id);
    wire::Record message(std::size_t contact);
    std::size_t some_contact();
    std::string envelope(const wire::Record& record);
    void apply(const std::vector<wire::Record>& records);
    std::vector<wire::Record> shelves_;
    std::optional<crypto::BoxSealer> sealer_;
    std::uint64_t seq_ = 0;
    std::int64_t sent_ = 0;
    Letters letters_{3};
};

}  // namespace dayroom::bench
