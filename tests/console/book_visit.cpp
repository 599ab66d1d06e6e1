// Books a visit as its resident does at a terminal, at the next moment that can be booked: for tests of the console,
// which have none.
//   console-book-visit DATA      the first resident with a visitor and money, at the plan's first place, beside the
//   serving hub
#include <chrono>
#include <cstdio>
#include <string>

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"
#include "platform/rules/receipt_code.h"
#include "platform/rules/visits.h"

using namespace dayroom;

namespace {

struct Who {
    ResidentId resident;
    ContactId contact;
};

Result<std::vector<Who>> visitors(database::Connection& connection) {
    std::vector<Who> all;
    TRY(connection.each(
        "SELECT c.resident, c.id FROM contact c JOIN resident r ON r.id = c.resident WHERE c.may_visit = 1 AND "
        "c.state = 2 AND r.state = 1 ORDER BY c.id",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0), row.id<ContactId>(1)});
        }));
    return all;
}

Status book_next(hub::Environment& environment, const std::string& data) {
    const auto services = TRY(hub::open_services(environment, data));
    return services->writer->run(facility::Actor::system(), [&](facility::Work& work) -> Status {
        const facility::VisitPlan plan = TRY(facility::read_visit_plan(work.db()));
        const rules::VisitRules rules = rules::visit_rules_of(plan.terms);
        const std::int64_t slot = std::int64_t{rules.slot_minutes} * 60'000;
        const auto from = Timestamp::from_ms((work.now().ms() / slot + 1) * slot);
        for (const Who& who : TRY(visitors(work.db()))) {
            wire::BookVisit body;
            body.set_visit_id(work.make_id<facility::VisitId>().raw());
            body.set_contact_id(who.contact.raw());
            body.set_resource_id(plan.resources.front().id.raw());
            body.set_from_ms(from.ms());
            body.set_to_ms((from + std::chrono::minutes(rules.minutes.front())).ms());
            body.set_price_seen_cents(rules::visit_fare(rules, from, rules.minutes.front())->price.units());
            body.set_receipt_code(rules::make_receipt_code(environment.random));
            auto part = TRY(database::Savepoint::begin(work.db()));
            if (services->visits.book(work, who.resident, body).ok()) return part.release();
            TRY(part.rollback());
        }
        return Error(ErrorCode::kNotFound, "nobody can book the next visit");
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    hub::Environment environment;
    const Status done = book_next(environment, argv[1]);
    if (!done.ok()) std::fprintf(stderr, "console-book-visit: %s\n", done.error().detail.c_str());
    return done.ok() ? 0 : 1;
}
