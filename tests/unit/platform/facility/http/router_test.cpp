#include "platform/facility/http/router.h"

#include <catch2/catch.hpp>

using namespace dayroom::http;

TEST_CASE("patterns take whole segments and say what they took") {
    Router router;
    router.add({Method::kGet, "/v1/blobs/{sha256}", 0, "", nullptr});
    router.add({Method::kPost, "/api/v1/residents/{id}/deposits", 10, "trust", nullptr});
    router.add({Method::kGet, "/api/v1/residents", 0, "", nullptr});

    const auto blob = router.find(Method::kGet, "/v1/blobs/abc");
    REQUIRE(blob.route);
    CHECK(blob.parameters == std::vector<std::string>{"abc"});
    CHECK(router.find(Method::kPost, "/api/v1/residents/7/deposits").parameters == std::vector<std::string>{"7"});
    CHECK(router.find(Method::kGet, "/v1/blobs/").status == 404);
    CHECK(router.find(Method::kGet, "/v1/blobs").status == 404);
    CHECK(router.find(Method::kGet, "/v1/blobs/a/b").status == 404);
    CHECK(router.find(Method::kGet, "/api/v1/residents/7/deposits").status == 405);
    CHECK(router.find(Method::kGet, "/").status == 404);
}

TEST_CASE("query parameters are decoded, and broken escapes are no value") {
    Request request;
    request.query = "state=held&text=a%20b+c&bad=%4&zero=%00&empty=";
    CHECK(request.query_parameter("state") == "held");
    CHECK(request.query_parameter("text") == "a b c");
    CHECK(request.query_parameter("empty") == "");
    CHECK_FALSE(request.query_parameter("bad"));
    CHECK_FALSE(request.query_parameter("zero"));
    CHECK_FALSE(request.query_parameter("none"));
}
