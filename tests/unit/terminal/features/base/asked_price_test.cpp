#include "terminal/features/base/asked_price.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a question stands as long as its price and its meaning do") {
    AskedPrice question;
    question.ask(300, "two soups");
    CHECK(question.moved(300, "two soups", shipped_texts()).empty());
    const std::string dearer = question.moved(310, "two soups", shipped_texts());
    CHECK(dearer.find("it was $3.00, now it is $3.10") != std::string::npos);
    CHECK_FALSE(question.moved(290, "two soups", shipped_texts()).empty());  // cheaper is another price too
    CHECK(question.moved(300, "three soups", shipped_texts()).find("$") == std::string::npos);
    CHECK_FALSE(question.moved(300, "three soups", shipped_texts()).empty());
    CHECK(question.moved(310, {}, shipped_texts("es")).find("$3.10") != std::string::npos);
    CHECK(question.moved(2, {}, shipped_texts(), &AskedPrice::in_credits).find("now it is 2 credits") !=
          std::string::npos);
    question.ask(310, "three soups");
    CHECK(question.moved(310, "three soups", shipped_texts()).empty());
}
