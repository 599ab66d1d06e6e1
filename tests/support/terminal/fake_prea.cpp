// PREA of the scripted agent: one hotline, one body, one answer.
#include "tests/support/terminal/fake_agent.h"

namespace dayroom::test {
namespace {

constexpr const char* kReportCode = "K7P39QXD2MVA4T6B";

}  // namespace

void FakeAgent::offer_prea() {
    status_.set_prea(true);
    set_online(status_.online());
}

void FakeAgent::withdraw_prea() {
    status_.set_prea(false);
    set_online(status_.online());
}

bool FakeAgent::dispatch_prea(const local::ToAgent& query, Answer& answer) {
    if (query.has_get_prea()) {
        auto& prea = *answer.mutable_prea();
        auto* hotline = prea.add_hotlines();
        for (const auto& [language, text] :
             {std::pair("en", "State Ombuds hotline"), std::pair("es", "Línea del Ombuds estatal")}) {
            auto* name = hotline->add_name();
            name->set_language(language);
            name->set_text(text);
        }
        hotline->set_phone("#77");
        hotline->add_note()->set_language("en");
        hotline->mutable_note(0)->set_text("Day and night. Free. Not recorded.");
        prea.set_body_name("State Ombuds");
        prea.set_may_write(true);
        prea.set_fingerprint("3F9A 01C4 77B2 E5D0 9A1C 44FE");
        prea.set_key_since_ms(ago(30));
        prea.set_text_bytes_max(16'000);
        prea.set_delay_minutes(240);
        prea.set_inside_form_code("general");
        return true;
    }
    if (query.has_send_prea_report()) answer.mutable_prea_sealed()->set_code(kReportCode);
    if (query.has_read_prea_answers()) {
        auto* found = answer.mutable_prea_answers()->add_answers();
        found->set_text("We come on Monday.");
        found->set_written_ms(ago(1));
    }
    return query.has_send_prea_report() || query.has_read_prea_answers();
}

}  // namespace dayroom::test
