#include "terminal/features/notices/notices_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("what must be read is counted, and what was read or is over asks no more") {
    local::Notices notices;
    for (int at = 0; at < 4; ++at) {
        auto* notice = notices.add_notices();
        notice->set_id(std::to_string(at));
        notice->set_must_acknowledge(at != 0);
        notice->set_valid_to_ms(kTestNow.ms());
    }
    notices.mutable_notices(3)->set_over(true);
    MustRead must = make_must_read(notices, shipped_texts(), kTestNow);
    CHECK(must.left == 2);
    CHECK(must.notice.id == "1");
    notices.mutable_notices(1)->set_acknowledged_ms(kTestNow.ms());
    must = make_must_read(notices, shipped_texts(), kTestNow);
    CHECK(must.left == 1);
    CHECK(must.notice.id == "2");
    const auto read = make_notice(notices.notices(1), shipped_texts(), kTestNow);
    CHECK(read.acknowledged.find("You read it:") == 0);
    CHECK(read.acknowledged.find("not yet sent") == std::string::npos);
    notices.mutable_notices(1)->set_acknowledgement_waits(true);
    CHECK(make_notice(notices.notices(1), shipped_texts(), kTestNow).acknowledged.find("not yet sent") !=
          std::string::npos);
    CHECK(make_notice(notices.notices(3), shipped_texts(), kTestNow).when == "Over since May 28");
}

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
