// The shipped sentences, for tests of models.
#pragma once

#include <cstdlib>
#include <string>

#include <catch2/catch.hpp>

#include "terminal/ui/catalog/texts.h"

namespace dayroom::test {

/// assets/text of the source tree, in the zone of the synthetic facility.
inline ui::Texts shipped_texts(const std::string& language = "en") {
    auto catalogs = ui::Catalogs::read(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/assets/text");
    if (!catalogs.ok()) FAIL(catalogs.error().detail);
    return ui::Texts(catalogs.take(), language, "America/Chicago");
}

/// 2026-05-28, 3:26 PM in Chicago.
inline constexpr auto kTestNow = Timestamp::from_ms(1'780'000'000'000);

}  // namespace dayroom::test
