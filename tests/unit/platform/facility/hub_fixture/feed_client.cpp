#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

#include <stdexcept>

#include "platform/crypto/labels.h"

namespace dayroom::test {

using namespace facility;

namespace {
void expect(bool holds, const char* rule) {
    if (!holds) throw std::runtime_error(std::string("the feed broke a rule: ") + rule);
}
std::unique_ptr<database::Connection> open_own(HubFixture& hub) { return must(open_reader(hub.database(), hub.key)); }
}  // namespace

FeedClient::FeedClient(HubFixture& hub, const FeedDevice& device) : FeedClient(hub, device, open_own(hub)) {}

FeedClient::FeedClient(HubFixture& hub, const FeedDevice& device, std::unique_ptr<database::Connection> connection)
    : reader(*connection, hub.facility, hub.cache), hub_(hub), device_(device), connection_(std::move(connection)) {
    must(trusted_.add(hub.seal->public_key(), Timestamp::from_ms(wire::kMaxTimestampMs)));
}

void FeedClient::sign_in(const Person& person) {
    keys_[person.id] = std::make_unique<crypto::BoxKey>(
        must(crypto::BoxKey::from_seed(crypto::derive_key(person.vault_key, crypto::kLabelBox))));
}

wire::FeedRequest FeedClient::request() const {
    wire::FeedRequest request;
    request.set_epoch(epoch);
    for (const auto& [scope, place] : places) {
        wire::ScopeCursor& cursor = *request.add_cursors();
        *cursor.mutable_scope() = scope.to_wire();
        cursor.set_seq(place.seq);
        cursor.set_snapshot_after(place.token);
    }
    return request;
}

bool FeedClient::step() {
    FeedAnswer answer = must(reader.read(device_, request(), hub_.clock.now()));
    if (answer.response.epoch() != epoch) places.clear();
    epoch = answer.response.epoch();
    std::set<Scope> allowed;
    for (const auto& scope : answer.response.scopes()) allowed.insert(must(Scope::from_wire(scope)));
    std::erase_if(places, [&](const auto& entry) { return !allowed.contains(entry.first); });
    for (const auto& page : answer.response.pages()) {
        expect(allowed.contains(must(Scope::from_wire(page.scope()))), "pages are of scopes that the device may hold");
        apply(page);
        pages_.push_back(page);
    }
    return answer.response.more();
}

int FeedClient::sync() {
    pages_.clear();
    for (int guard = 0; guard < 10'000; ++guard) {
        const std::size_t before = pages_.size();
        if (!step() && pages_.size() == before) break;
    }
    return static_cast<int>(pages_.size());
}

void FeedClient::apply(const wire::FeedPage& page) {
    const Scope scope = must(Scope::from_wire(page.scope()));
    Place& place = places[scope];
    if (page.kind() == wire::FeedPage::LOST_HISTORY) {
        lost_history = true;
        place = {};
        return;
    }
    std::uint64_t last = page.kind() == wire::FeedPage::CHANGES ? page.from_seq() : 0;
    for (const wire::Change& change : page.changes()) {
        expect(change.seq() > last, "numbers rise");
        last = change.seq();
    }
    expect(page.to_seq() >= last, "to_seq is not below the last change");
    expect(page.ByteSizeLong() < wire::kMaxFeedBodyBytes && page.changes_size() <= wire::kMaxChangesInPage,
           "pages are bounded");
    if (page.kind() == wire::FeedPage::CHANGES) {
        expect(page.from_seq() == place.seq && place.token.empty(), "a page begins at the cursor");
        for (const wire::Change& change : page.changes()) apply_change(change, scope, place.held);
        place.seq = page.to_seq();
        return;
    }
    if (page.first()) place.arriving.clear();
    expect(page.first() == place.token.empty(), "a snapshot goes on where it was");
    for (const wire::Change& change : page.changes()) apply_change(change, scope, place.arriving);
    place.token = page.snapshot_token();
    expect(page.last() == place.token.empty(), "the last page has no token");
    if (!page.last()) return;
    place.held = std::exchange(place.arriving, {});
    place.seq = page.to_seq();
}

void FeedClient::apply_change(const wire::Change& change, const Scope& scope,
                              std::map<std::string, wire::Record>& into) {
    if (change.removed()) {
        std::erase_if(into, [&](const auto& entry) { return entry.second.id() == change.id(); });
        return;
    }
    wire::Item item;
    if (scope.kind == Scope::Kind::kResident) {
        expect(change.has_envelope(), "a resident's things travel in envelopes");
        const auto key = keys_.find(id_as<ResidentId>(scope.id));
        if (key == keys_.end()) {
            ++closed_;
            return;
        }
        crypto::BoxOpener opener(*key->second);
        item = must(wire::open_envelope(as_bytes(change.envelope()), opener));
    } else {
        item = change.item();
    }
    wire::Record record = must(wire::open_item(item, trusted_));
    must(wire::check_place(record, hub_.facility, scope.to_wire(), change.id()));
    const std::string& name = change.id();  // a terminal keeps things by id alone
    const auto held = into.find(name);
    expect(held == into.end() || held->second.body_case() == record.body_case(), "two kinds never share an id");
    expect(held == into.end() || held->second.version() <= record.version(), "versions rise");
    into[name] = std::move(record);
}

std::map<std::string, wire::Record> FeedClient::held(const Scope& scope) const {
    const auto place = places.find(scope);
    return place == places.end() ? std::map<std::string, wire::Record>() : place->second.held;
}

}  // namespace dayroom::test
