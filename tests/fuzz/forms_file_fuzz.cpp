// Any bytes as a file of forms, as the console and the sample read it: refused with a reason, or forms that are written
// as bytes which read back as the same forms, and whose rules hold together.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/facility/integration/form_body.h"
#include "platform/forms/answers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    auto body = facility::JsonBody::parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!body.ok()) return 0;
    const auto read = facility::read_forms_file(*body);
    if (!read.ok()) {
        DAYROOM_ASSERT(!read.error().detail.empty());
        return 0;
    }
    const std::string written = facility::forms_file_json(*read).dump();
    auto again = facility::JsonBody::parse(written);
    DAYROOM_ASSERT(again.ok());
    const auto same = facility::read_forms_file(*again);
    DAYROOM_ASSERT(same.ok() && *same == *read);
    DAYROOM_ASSERT(facility::forms_file_json(*same).dump() == written);
    forms::Surroundings around;
    around.today = std::chrono::local_days(std::chrono::year(2026) / 11 / 20);
    for (const forms::Form& form : *read) {
        DAYROOM_ASSERT(forms::check_form(form).ok());
        for (const auto& found : forms::find_faults(form, {}, around)) DAYROOM_ASSERT(found.field->required);
    }
    return 0;
}
