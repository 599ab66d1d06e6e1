// PREA at the hub in memory: takes boxes, asks nothing.
#include "platform/wire/prea.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::test {

wire::PreaBody FakeHub::sign_prea(const wire::PreaStatement& statement) const {
    return wire::sign_prea_statement(statement, root_);
}

wire::RootSigned FakeHub::sign_policy(const wire::PolicyBundle& bundle) const {
    auto made = wire::sign_policy(bundle, root_);
    if (!made.ok()) FAIL(made.error().detail);
    return made.take();
}

net::HttpResponse FakeHub::take_prea(const std::string& body) {
    const auto delivery = wire::parse_prea_delivery(as_bytes(body));
    if (!delivery.ok()) return {400, {}};
    wire::PreaReceived received;
    for (const auto& report : delivery->reports()) {
        prea_reports.push_back(report);
        received.add_ids(report.id());
    }
    return {200, received.SerializeAsString()};
}

}  // namespace dayroom::test
