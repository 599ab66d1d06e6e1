// A terminal's end of the feed, as small as it can be: applies pages by the rules of dayroom.proto, and fails the test
// when the hub breaks one.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/facility/feed/reader.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

class FeedClient {
public:
    /// Reads on a connection of its own.
    FeedClient(HubFixture& hub, const facility::FeedDevice& device);
    explicit FeedClient(HubFixture& hub) : FeedClient(hub, {hub.device, hub.unit}) {}

    /// Opens this person's envelopes from now on; what is sealed to others stays closed.
    void sign_in(const Person& person);
    /// Until nothing is new; how many pages came.
    int sync();
    /// One answer applied; whether there is more to ask for.
    bool step();

    /// What this terminal holds of a scope: by id, the record.
    std::map<std::string, wire::Record> held(const facility::Scope& scope) const;
    std::size_t closed_envelopes() const { return closed_; }
    const std::vector<wire::FeedPage>& pages() const { return pages_; }
    wire::FeedRequest request() const;

    struct Place {
        std::uint64_t seq = 0;
        std::string token;
        std::map<std::string, wire::Record> held;      // by id
        std::map<std::string, wire::Record> arriving;  // of a snapshot that is not complete
    };
    std::map<facility::Scope, Place> places;
    std::string epoch;
    bool lost_history = false;
    /// Of the changes in one page; the reader's own limits hold too.
    facility::FeedReader reader;

private:
    FeedClient(HubFixture& hub, const facility::FeedDevice& device, std::unique_ptr<database::Connection> connection);
    void apply(const wire::FeedPage& page);
    void apply_change(const wire::Change& change, const facility::Scope& scope,
                      std::map<std::string, wire::Record>& into);

    HubFixture& hub_;
    facility::FeedDevice device_;
    std::unique_ptr<database::Connection> connection_;
    std::map<ResidentId, std::unique_ptr<crypto::BoxKey>> keys_;
    wire::TrustedKeys trusted_;
    std::size_t closed_ = 0;
    std::vector<wire::FeedPage> pages_;
};

}  // namespace dayroom::test
