// Whatever a broken screen asks as the signed-in resident, against real stores: an answer or an error of the kinds that
// the screen has words for, and a vault that can still be read. Ids of the world are 16 equal letters, so that
// mutations find them: contacts 'c' 'b' 'i', messages 'm' 'h' 'r'.
#include <cstdint>
#include <filesystem>

#include <unistd.h>

#include "platform/agent/answers.h"
#include "platform/agent/options.h"
#include "platform/base/check.h"
#include "platform/base/fake_clock.h"
#include "platform/crypto/keys.h"

namespace {

using namespace dayroom;

template <typename AnyId>
AnyId id_of(char letter) {
    return AnyId::from_bytes(std::string(kIdBytes, letter)).take();
}

template <typename T>
T must(Result<T> result) {
    DAYROOM_ASSERT(result.ok());
    return result.take();
}
void must(const Status& status) { DAYROOM_ASSERT(status.ok()); }

/// A resident with contacts and messages in the states that can be acted upon, prices, credits and money.
class World {
public:
    World() {
        place_.facility = id_of<FacilityId>('f');
        place_.device = id_of<DeviceId>('d');
        place_.resident = session_.resident = id_of<ResidentId>('p');
        begin_again();
    }
    ~World() { end(); }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    void begin_again() {
        end();
        char pattern[] = "/tmp/dayroom-fuzz-XXXXXX";
        DAYROOM_ASSERT(::mkdtemp(pattern) != nullptr);
        folder_ = pattern;
        place_.directory = folder_ / "vaults";
        device_ = must(store::DeviceStore::open({folder_}, Secret::random(32, random_)));
        session_.vault = must(store::Vault::open(place_, Secret::random(32, random_)));
        fill_prices();
        fill_person();
        contact('c', wire::Contact::APPROVED);
        contact('b', wire::Contact::BLOCKED);
        contact('i', wire::Contact::INVITED);
        message('m', wire::Message::INBOUND, wire::Message::DELIVERED);
        message('h', wire::Message::OUTBOUND, wire::Message::HELD);
        message('r', wire::Message::OUTBOUND, wire::Message::REJECTED);
    }

    void ask(const local::ToAgent& query) {
        agent::Desk desk{*device_, session_, context_, signing_, clock_, random_};
        const auto answer = agent::answer_query(desk, query);
        DAYROOM_ASSERT(desk.trouble.ok());
        if (answer.ok()) {
            DAYROOM_ASSERT(answer->answer_case() != local::ToTerminal::ANSWER_NOT_SET);
            DAYROOM_ASSERT(answer->ByteSizeLong() <= agent::kMaxFrameDown);
        } else {
            DAYROOM_ASSERT(answer.error().code != ErrorCode::kCorrupt && answer.error().code != ErrorCode::kIo);
        }
        DAYROOM_ASSERT(session_.vault->counts().ok());
    }

private:
    void end() {
        session_.vault.reset();
        device_.reset();
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }
    void apply(wire::Record record, char letter) {
        record.set_facility_id(place_.facility.raw());
        record.mutable_scope()->set_kind(wire::RESIDENT);
        record.mutable_scope()->set_id(place_.resident.raw());
        record.set_id(std::string(kIdBytes, letter));
        record.set_version(1);
        DAYROOM_ASSERT(must(session_.vault->apply(record, false)));
    }
    void fill_prices() {
        wire::Record record;
        record.set_facility_id(place_.facility.raw());
        record.mutable_scope()->set_kind(wire::FACILITY);
        record.mutable_scope()->set_id(place_.facility.raw());
        record.set_id(std::string(kIdBytes, 'l'));
        record.set_version(1);
        record.mutable_prices()->set_valid_from_ms(1);
        for (const auto& [code, cents, credits] :
             {std::tuple<const char*, int, int>{"message", 0, 1}, {"card", 0, 2}, {"bundle_20", 500, 20}}) {
            auto& price = *record.mutable_prices()->add_prices();
            price.set_code(code);
            price.set_cents(cents);
            price.set_credits(credits);
        }
        store::PageToStore page;
        page.scope = record.scope();
        page.to_seq = 1;
        page.changes.push_back({1, record.id(), false, record.body_case(), 1, record.SerializeAsString()});
        must(device_->apply_page(page));
    }
    void fill_person() {
        wire::Record profile;
        profile.mutable_profile()->set_resident_number("A-1");
        profile.mutable_profile()->set_language("en");
        apply(profile, 'p');
        wire::Record balances;
        balances.mutable_balances()->set_spendable_cents(1'000'000);
        balances.mutable_balances()->set_credits(1'000'000);
        apply(balances, 'q');
    }
    void contact(char letter, wire::Contact::State state) {
        wire::Record record;
        record.mutable_contact()->set_name("Ana");
        record.mutable_contact()->set_state(state);
        record.mutable_contact()->set_blocked_by_resident(state == wire::Contact::BLOCKED);
        record.mutable_contact()->set_prepaid_replies(100);
        apply(record, letter);
    }
    void message(char letter, wire::Message::Direction direction, wire::Message::State state) {
        wire::Record record;
        auto& message = *record.mutable_message();
        message.set_contact_id(std::string(kIdBytes, 'c'));
        message.set_direction(direction);
        message.set_state(state);
        if (state != wire::Message::REJECTED) message.set_text("a few words");
        message.set_sent_ms(clock_.now().ms());
        message.set_appeal_by_ms(clock_.now().ms() + 1'000'000);
        apply(record, letter);
    }

    FakeClock clock_;
    SeededRandom random_{7};
    std::filesystem::path folder_;
    store::VaultPlace place_;
    std::unique_ptr<store::DeviceStore> device_;
    agent::Session session_;
    crypto::SigningKey signing_ = crypto::SigningKey::make(random_);
    sync::SyncContext context_{
        id_of<FacilityId>('f'), id_of<DeviceId>('d'), {}, crypto::BoxKey::make(random_).public_key()};
};

constexpr int kQueriesOfAWorld = 500;  // then a new one: outbox and vault are bounded, and would only say so

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    static int asked = 0;
    local::ToAgent query;
    if (!query.ParseFromArray(data, static_cast<int>(size))) return 0;
    if (++asked % kQueriesOfAWorld == 0) world.begin_again();
    world.ask(query);
    return 0;
}
