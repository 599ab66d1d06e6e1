#include "provisioning/enroll/token_batch.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

HubRequest hub_of_two_units() {
    FakeClock clock;
    SystemRandom random;
    HubRequest hub;
    hub.facility_id = FacilityId::make(clock, random);
    hub.units = {{UnitId::make(clock, random), "B-East"}, {UnitId::make(clock, random), "B-West"}};
    return hub;
}

Result<std::vector<TokenWish>> read(const HubRequest& hub, const std::string& csv) {
    return read_batch(csv, hub, "10.1.2.3:8443", std::chrono::hours(1));
}

}  // namespace

TEST_CASE("a table of devices becomes a wish for each, in its order") {
    const HubRequest hub = hub_of_two_units();
    const auto wishes = read(hub, "unit,name,kind\nB-East,Kiosk 1,\r\nB-West,\"Tablet, \"\"small\"\"\",tablet\n\n");
    REQUIRE(wishes.ok());
    REQUIRE(wishes->size() == 2);
    CHECK(wishes->at(0).device_name == "Kiosk 1");
    CHECK(wishes->at(0).unit.id == hub.units[0].id);
    CHECK(wishes->at(0).kind == "kiosk");
    CHECK(wishes->at(1).device_name == "Tablet, \"small\"");
    CHECK(wishes->at(1).unit.id == hub.units[1].id);
    CHECK(wishes->at(1).kind == "tablet");
    CHECK(wishes->at(1).hub_address == "10.1.2.3:8443");
}

TEST_CASE("every wrong line of a table is named, and nothing of it is taken") {
    const HubRequest hub = hub_of_two_units();
    const auto wrong = read(hub,
                            "name,unit,kind\nKiosk 1,B-East,\nKiosk 1,B-West,\nKiosk 2,C-North,\nKiosk 3,B-East,phone\n"
                            ",B-East,\nKiosk 4,B-East\nKiosk 5,B-East,kiosk\n");
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().code == ErrorCode::kInvalid);
    const std::string& said = wrong.error().detail;
    CHECK(said.find("5 lines are wrong") != std::string::npos);
    for (const char* line :
         {"line 3: another line", "line 4: ", "line 5: the kind", "line 6: ", "line 7: another number"})
        CHECK(said.find(line) != std::string::npos);
    CHECK(said.find("line 2:") == std::string::npos);
    CHECK(said.find("line 8:") == std::string::npos);
}

TEST_CASE("a table that is none is refused: empty, without its columns, too long, with a lost quote") {
    const HubRequest hub = hub_of_two_units();
    for (const char* bad : {"", "name,unit\n", "name\nKiosk 1\n", "name,unit,colour\nKiosk 1,B-East,red\n",
                            "name,unit\n\"Kiosk 1,B-East\n"})
        CHECK_FALSE(read(hub, bad).ok());
    std::string many = "name,unit\n";
    for (std::size_t at = 0; at < kMaxBatch; ++at) many += "Kiosk " + std::to_string(at) + ",B-East\n";
    CHECK(read(hub, many)->size() == kMaxBatch);
    CHECK(read(hub, many + "One more,B-East\n").error().code == ErrorCode::kTooLarge);
    std::string all_wrong = "name,unit\n";
    for (int at = 0; at < 100; ++at) all_wrong += "Kiosk,Nowhere\n";
    const auto wrong = read(hub, all_wrong);
    CHECK(wrong.error().detail.find("and 80 more lines") != std::string::npos);
}

TEST_CASE("a token's file is named after its device, whatever the name holds") {
    CHECK(token_file_name(7, "B-East kiosk 1") == "0007-B-East_kiosk_1.token");
    CHECK(token_file_name(8, "../../etc/x") == "0008-etc_x.token");
    CHECK(token_file_name(9, "监区") == "0009-device.token");
}
