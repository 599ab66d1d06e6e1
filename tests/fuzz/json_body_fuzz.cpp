// Any bytes as the body of a call of the staff API: refused with an error, or read within its limits; its fixed form
// reads as itself.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/base/utf8.h"
#include "platform/facility/integration/json_body.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    using facility::JsonBody;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (auto bytes = facility::from_base64(input); bytes.ok()) DAYROOM_ASSERT(bytes->size() <= size);
    auto body = JsonBody::parse(input);
    if (!body.ok()) return 0;
    const std::string fixed = body->canonical();
    auto again = JsonBody::parse(fixed);
    DAYROOM_ASSERT(again.ok() && again->canonical() == fixed);

    const std::string text = body->text("text", 500);
    DAYROOM_ASSERT(utf8::is_valid(text) && utf8::length(text) <= 500);
    const std::int64_t cents = body->integer("cents", 1, 1'000'000);
    DAYROOM_ASSERT(cents >= 1 && cents <= 1'000'000);
    (void)body->id<ResidentId>("resident_id");
    (void)body->optional_id<ContactId>("contact_id");
    (void)body->optional_text("reason", 48);
    (void)body->optional_integer("limit", 0, 200, 50);
    (void)body->optional_flag("emergency");
    (void)body->texts("title", 100);
    (void)body->optional_list("photos", 5, 100);
    (void)body->done();
    return 0;
}
