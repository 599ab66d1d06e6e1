#include <iterator>
#include <set>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/filter/evasions.h"
#include "tests/unit/platform/facility/filter/filter_support.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace facility_test;

namespace {

const std::vector<std::string>& listed() {
    static const std::vector<std::string> patterns(std::begin(kListed), std::end(kListed));
    return patterns;
}

std::set<std::string> hit_in(const WordFilter& filter, std::string_view text) {
    std::set<std::string> patterns;
    for (const FilterHit& hit : filter.find(text).hits) patterns.insert(listed()[hit.pattern]);
    return patterns;
}

}  // namespace

TEST_CASE("every evasion is found, alone and inside a sentence") {
    const WordFilter filter = filter_of(listed());
    static_assert(std::size(kEvasions) >= 80);
    for (const Evasion& evasion : kEvasions) {
        const std::string wanted = evasion.listed == std::string("bloods") ? "blood*" : evasion.listed;
        INFO(evasion.text);
        CHECK(hit_in(filter, evasion.text).count(wanted) == 1);
        CHECK(hit_in(filter, std::string("Tell them, ") + evasion.text + ", tomorrow").count(wanted) == 1);
        CHECK(hit_in(filter, std::string("Tell them (") + evasion.text + ")").count(wanted) == 1);
    }
}

TEST_CASE("innocent look-alikes are left alone") {
    const WordFilter filter = filter_of(listed());
    static_assert(std::size(kInnocent) >= 80);
    for (const char* text : kInnocent) {
        INFO(text);
        CHECK(hit_in(filter, text).empty());
        CHECK(hit_in(filter, std::string("Tell them, ") + text + ", tomorrow").empty());
    }
}
