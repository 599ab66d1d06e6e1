// Files a request as a resident does at a terminal: for tests of the console, which have none.
//   console-file-request DATA RESIDENT-ID FORM [FIELD=VALUE]…      beside the serving hub; prints its id
#include <cstdio>
#include <string>
#include <vector>

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"
#include "platform/rules/receipt_code.h"

using namespace dayroom;

namespace {

Result<RequestId> file_request(hub::Environment& environment, const std::vector<std::string>& given) {
    const ResidentId resident = TRY(ResidentId::parse(given[1]));
    const auto services = TRY(hub::open_services(environment, given[0]));
    RequestId id;
    TRY(services->writer->run(facility::Actor::resident(resident), [&](facility::Work& work) -> Status {
        const auto form = TRY(services->forms.find_by_code(work.db(), given[2]));
        if (!form) return Error(ErrorCode::kNotFound, "there is no such form");
        id = work.make_id<RequestId>();
        wire::SubmitRequest body;
        body.set_request_id(id.raw());
        body.set_form_id(form->id.raw());
        body.set_form_revision(form->form.revision());
        if (form->form.fee_when() != wire::Form::FEE_NONE) {
            const auto price = TRY(services->prices.find(work.db(), form->form.price_code(), work.now()));
            body.set_price_seen_cents(price ? price->cents.units() : 0);
        }
        body.set_receipt_code(rules::make_receipt_code(environment.random));
        body.set_language("en");
        for (std::size_t at = 3; at < given.size(); ++at) {
            const std::size_t equals = given[at].find('=');
            if (equals == std::string::npos) return Error(ErrorCode::kInvalid, "FIELD=VALUE");
            wire::Answer& answer = *body.add_answers();
            answer.set_field(given[at].substr(0, equals));
            answer.set_value(given[at].substr(equals + 1));
        }
        return services->requests.submit(work, resident, {}, work.make_id<CommandId>(), body, work.now());
    }));
    return id;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    hub::Environment environment;
    const auto id = file_request(environment, std::vector<std::string>(argv + 1, argv + argc));
    if (!id.ok()) {
        std::fprintf(stderr, "console-file-request: %s\n", id.error().detail.c_str());
        return 1;
    }
    std::printf("%s\n", id->to_string().c_str());
    return 0;
}
