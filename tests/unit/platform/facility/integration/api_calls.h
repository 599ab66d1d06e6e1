// What the tests of the staff API do again and again.
#pragma once

#include <cstdlib>

#include <catch2/catch.hpp>

#include "platform/facility/sample/paint/scenes.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

namespace dayroom::test {

inline nlohmann::json body_of(const ClientAnswer& answer) { return nlohmann::json::parse(answer.body, nullptr, false); }
inline std::string code_of(const ClientAnswer& answer) { return body_of(answer).value("code", ""); }

inline facility::HubOptions with_photos() {
    facility::HubOptions options;
    options.services.photo_program = std::string(std::getenv("DAYROOM_BINARY_DIR")) + "/bin/dayroom-photo";
    return options;
}

inline std::string base64(ByteView bytes) {
    std::string text = to_base64url(bytes);
    for (char& letter : text) letter = letter == '-' ? '+' : letter == '_' ? '/' : letter;
    while (text.size() % 4 != 0) text += '=';
    return text;
}

inline std::string painted_base64(std::uint64_t seed) {
    const auto painted = facility::sample::paint_photo(facility::sample::scene_names().front(), seed);
    REQUIRE(painted.ok());
    return base64(painted.value().jpeg);
}

inline ContactId approved_contact(TestHub& hub, const TestResident& resident) {
    const ClientAnswer made = hub.api("provider", "POST", "/api/v1/residents/" + resident.id.to_string() + "/contacts",
                                      {{"name", "Rosa Diaz"}, {"relationship", "mother"}, {"address", "rosa@mail"}});
    REQUIRE(made.status == 201);
    const std::string id = body_of(made)["id"];
    REQUIRE(hub.api("reviewer", "POST", "/api/v1/contacts/" + id + "/state", {{"state", "approved"}}).status == 200);
    return ContactId::parse(id).take();
}

/// A job in the name of that resident.
inline Status as_resident(TestHub& hub, const TestResident& resident, facility::Writer::Job job) {
    return hub.services().writer->run(facility::Actor::resident(resident.id), std::move(job));
}

}  // namespace dayroom::test
