// Any bytes as a definition from the wire, with answers behind it: refused with a place, or a form whose rules hold
// together: a definition survives the wire unchanged, and what may be sent is checked the same each time.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/forms/changes.h"
#include "platform/wire/forms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    wire::Signed pair;  // the form is its payload, a request with the answers its signature
    wire::Form parsed;
    wire::Request request;
    if (!pair.ParseFromArray(data, static_cast<int>(size)) || !parsed.ParseFromString(pair.payload())) return 0;
    if (!request.ParseFromString(pair.signature())) return 0;
    const auto form = wire::form_from_wire(parsed);
    if (!form.ok()) return 0;
    const Status good = forms::check_form(*form);
    if (!good.ok()) {
        DAYROOM_ASSERT(good.error().detail.find(": ") != std::string::npos);
        return 0;
    }
    const auto again = wire::form_from_wire(wire::form_to_wire(*form));
    DAYROOM_ASSERT(again.ok() && *again == *form);
    forms::Surroundings around;
    around.today = std::chrono::local_days(std::chrono::year(2026) / 11 / 20);
    const forms::Answers answers = wire::answers_from_wire(request.answers());
    const forms::Answers sent = forms::to_send(*form, answers);
    DAYROOM_ASSERT(forms::to_send(*form, sent) == sent);
    const auto faults = forms::find_faults(*form, sent, around);
    DAYROOM_ASSERT(forms::check_answers(*form, sent, around).ok() == faults.empty());
    for (const auto& fault : faults) DAYROOM_ASSERT(fault.fault != forms::Fault::kNotAsked);
    DAYROOM_ASSERT(forms::changes_since(forms::remember_asked(*form, "en"), answers, *form).none());
    return 0;
}
