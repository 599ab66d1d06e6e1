#include "terminal/diagnostics/diagnostics_feature.h"

namespace dayroom::diagnostics {

using features::Host;
using features::Place;

void DiagnosticsFeature::enter(Host& host, const Place&) { host.wake_in(Milliseconds(0)); }

void DiagnosticsFeature::forget() { *this = DiagnosticsFeature(); }

std::string DiagnosticsFeature::title(Host& host, const Place&) { return host.texts()("diagnostics.title"); }

void DiagnosticsFeature::begin(Host& host, const TestInfo& test) {
    running_ = test.code;
    said_.clear();
    if (test.by == TestBy::kAgent) {
        local::ToAgent query;
        query.mutable_run_test()->set_test(running_);
        asked_ = host.ask(std::move(query));
        if (asked_ == 0) running_.clear();
        return;
    }
    touched_.clear();
    digits_.clear();
    keys_.clear();
    colour_ = 0;
    if (running_ == "touch.grid") page_ = Page::kGrid;
    if (running_ == "display.colours") page_ = Page::kColours;
    if (running_ == "keypad.keys") page_ = Page::kKeypad;
    // The screen follows the first finger alone, so that two people at once cannot press two things.
    if (running_ == "touch.multi") finish(host, local::TestResult::SKIPPED, "one_finger");
}

void DiagnosticsFeature::go_on(Host& host) {
    page_ = Page::kList;
    running_.clear();
    if (!sheet_.guided()) return;
    const TestInfo* next = sheet_.take_next();
    if (next != nullptr) return begin(host, *next);
    sheet_.end_guide();
    open_report(host);
}

void DiagnosticsFeature::finish(Host& host, local::TestResult::Outcome outcome, const std::string& why) {
    local::TestResult result;
    result.set_test(running_);
    result.set_outcome(outcome);
    result.set_why(why);
    result.set_at_ms(host.now().ms());
    if (running_ == "touch.grid" || running_ == "keypad.keys") {
        result.set_measured(true);
        result.set_unit("count");
        result.set_value(static_cast<std::int64_t>(running_ == "touch.grid" ? touched_.size() : digits_.size()));
        result.set_limited(true);
        result.set_limit(running_ == "touch.grid" ? field_count() : 10);
    }
    keep(host, result);
    go_on(host);
}

void DiagnosticsFeature::keep(Host& host, const local::TestResult& result) {
    sheet_.put(result);
    local::ToAgent query;
    *query.mutable_keep_result()->mutable_result() = result;
    host.ask(std::move(query));
}

void DiagnosticsFeature::open_report(Host& host) {
    page_ = Page::kReport;
    local::ToAgent query;
    query.mutable_get_readiness();
    reporting_ = host.ask(std::move(query));
}

void DiagnosticsFeature::ask_to_leave(Host& host) {
    local::ToAgent query;
    query.mutable_leave_diagnostics();
    leaving_ = host.ask(std::move(query));
}

void DiagnosticsFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    const auto& t = host.texts();
    if (number == 0) return;
    if (number == asked_) {
        asked_ = 0;
        if (reply.has_test_result()) sheet_.put(reply.test_result());
        if (reply.has_problem()) {
            said_ = t.of_code("problem.", reply.problem().code(), "problem.try_again");
            said_bad_ = true;
            sheet_.end_guide();
        }
        go_on(host);
    }
    if (number == reporting_) {
        reporting_ = 0;
        if (reply.has_readiness()) {
            readiness_ = reply.readiness();
            code_ = ui::QrCode::of(readiness_.code());
        }
    }
    if (number != saving_) return;
    saving_ = 0;
    said_bad_ = !reply.has_saved_files();
    std::string names;
    for (const auto& name : reply.saved_files().names()) names += (names.empty() ? "" : ", ") + name;
    said_ = said_bad_ ? t.of_code("problem.", reply.problem().code(), "problem.try_again")
                      : t("diagnostics.saved", {{"names", names}});
}

void DiagnosticsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    if (std::exchange(drawn_, page_) != page_) ui.begin_screen();
    switch (page_) {
        case Page::kList:
            return draw_list(host, ui, rect);
        case Page::kGrid:
            return draw_grid(host, ui, rect);
        case Page::kColours:
            return draw_colours(host, ui, rect);
        case Page::kKeypad:
            return draw_keypad(host, ui, rect);
        case Page::kReport:
            return draw_report(host, ui, rect);
    }
}

}  // namespace dayroom::diagnostics
