// Sends money out as its resident does at a terminal: for tests of the console, which have none.
//   console-send-money DATA RESIDENT-NUMBER CENTS NOTE      towards release costs, beside the serving hub
#include <cstdio>
#include <cstdlib>
#include <string>

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"
#include "platform/rules/receipt_code.h"

using namespace dayroom;

namespace {

Status send_money(hub::Environment& environment, const std::string& data, const std::string& number, std::int64_t cents,
                  const std::string& note) {
    const auto services = TRY(hub::open_services(environment, data));
    return services->writer->run(facility::Actor::system(), [&](facility::Work& work) -> Status {
        const auto resident = TRY(services->residents.find_by_number(work.db(), number));
        if (!resident) return Error(ErrorCode::kNotFound, "there is no such resident");
        const auto fee = TRY(services->prices.find(work.db(), facility::kSendMoneyPrice, work.now()));
        wire::SendMoney body;
        body.set_transfer_id(work.make_id<TransferId>().raw());
        body.set_purpose(wire::SendMoney::RELEASE_COSTS);
        body.set_cents(cents);
        body.set_fee_seen_cents(fee ? fee->cents.units() : 0);
        body.set_note(note);
        body.set_receipt_code(rules::make_receipt_code(environment.random));
        return services->transfers.send(work, resident->id, body, work.now());
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    hub::Environment environment;
    const Status done = send_money(environment, argv[1], argv[2], std::atoll(argv[3]), argv[4]);
    if (!done.ok()) std::fprintf(stderr, "console-send-money: %s\n", done.error().detail.c_str());
    return done.ok() ? 0 : 1;
}
