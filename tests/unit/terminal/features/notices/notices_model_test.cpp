#include "terminal/features/notices/notices_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a notice is shown in the reader's language, with until when it holds") {
    local::Notice notice;
    notice.set_valid_to_ms(kTestNow.ms());
    for (const auto& [language, text] :
         std::vector<std::pair<const char*, const char*>>{{"en", "Phones"}, {"es", "Teléfonos"}}) {
        auto* title = notice.add_title();
        title->set_language(language);
        title->set_text(text);
    }
    CHECK(make_notice(notice, shipped_texts("es"), kTestNow).title == "Teléfonos");
    CHECK(make_notice(notice, shipped_texts(), kTestNow).when == "Until May 28");
    notice.clear_valid_to_ms();
    notice.set_valid_from_ms(kTestNow.ms());
    CHECK(make_notice(notice, shipped_texts(), kTestNow).when == "Since May 28");
}
