// The list of tests, and the readiness report.
#include "terminal/diagnostics/diagnostics_feature.h"

namespace dayroom::diagnostics {

using features::Host;

namespace {

constexpr float kSheetWidth = 900;
constexpr float kCodeSide = 420;  // pixels, whatever the size of letters: phones read it, not people

ui::Tone tone_of(const local::TestResult* result) {
    if (result == nullptr) return ui::Tone::kNeutral;
    if (result->outcome() == local::TestResult::PASSED) return ui::Tone::kSuccess;
    return result->outcome() == local::TestResult::FAILED ? ui::Tone::kDanger : ui::Tone::kNeutral;
}

const char* icon_of(const local::TestResult* result) {
    if (result == nullptr) return "circle";
    if (result->outcome() == local::TestResult::PASSED) return "check";
    return result->outcome() == local::TestResult::FAILED ? "x" : "minus";
}

ui::Cut sheet_column(ui::Ui& ui, const ui::ScrollArea& area) {
    const auto& m = ui.metrics();
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kSheetWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, m.gap_small);
    return column;
}

void sentence(ui::Ui& ui, ui::Cut& column, const std::string& words, bool bad) {
    if (words.empty()) return;
    const ui::BannerSpec spec{.text = words, .tone = bad ? ui::Tone::kDanger : ui::Tone::kSuccess, .alert = true};
    ui::banner(ui, "diagnostics.said", column.top(ui::banner_height(ui, spec, column.width()), ui.metrics().gap), spec);
}

}  // namespace

ui::Rect DiagnosticsFeature::draw_top(Host& host, ui::Ui& ui, ui::Rect rect, const std::string& words) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    ui::Cut bar = ui.cut(page.top(m.header));
    bar.inset(m.margin, 0);
    if (page_ == Page::kReport) {
        const std::string back = host.texts()("nav.back");
        const ui::Rect place = ui::centred(bar.start(m.target, m.gap), {m.target, m.target});
        const bool pressed = ui::icon_button(ui, "diagnostics.back", place, {.label = back, .icon = "arrow-left"});
        if (pressed || ui.back_requested()) {
            page_ = Page::kList;
            said_.clear();
            ui.wake_in(Milliseconds(0));
        }
    }
    ui.text(bar.rest(), words,
            {.type = ui::Type::kHeading,
             .weight = ui::FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true},
            "diagnostics.title", ui::Role::kHeading);
    return page.rest();
}

void DiagnosticsFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "diagnostics.body", draw_top(host, ui, rect, t("diagnostics.title")));
    ui::Cut column = sheet_column(ui, area);
    column.skip(ui.text(column.rest(), t("diagnostics.inside", {{"name", host.status().device_name()}}),
                        {.personal = false}, "diagnostics.inside", ui::Role::kText) +
                m.gap);
    column.skip(ui.text(column.rest(), count_words(sheet_.counts(), t),
                        {.weight = ui::FontWeight::kSemiBold, .personal = false}, "diagnostics.counts",
                        ui::Role::kStatus) +
                m.gap);
    sentence(ui, column, said_, said_bad_);
    draw_buttons(host, ui, column);
    draw_rows(host, ui, column);
    area.used_until(column.rest().y + m.gap);
}

void DiagnosticsFeature::draw_buttons(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const bool busy = !running_.empty();
    const std::string all =
        busy ? t("diagnostics.running", {{"test", t("diagnostics.test." + running_)}}) : t("diagnostics.run_all");
    if (ui::button(ui, "diagnostics.run_all", column.top(m.button, m.gap),
                   {.label = all, .icon = "play", .busy = busy, .initial_focus = true})) {
        sheet_.begin_guide();
        go_on(host);
        ui.wake_in(Milliseconds(0));
    }
    const std::string report = t("diagnostics.report");
    if (ui::button(ui, "diagnostics.report", column.top(m.button, m.gap),
                   {.label = report, .kind = ui::ButtonKind::kOutline, .icon = "clipboard-list", .enabled = !busy})) {
        open_report(host);
        ui.wake_in(Milliseconds(0));
    }
    const std::string leave_words = t("diagnostics.leave");
    if (ui::button(ui, "diagnostics.leave", column.top(m.button, m.gap_large),
                   {.label = leave_words,
                    .kind = ui::ButtonKind::kOutline,
                    .icon = "log-out",
                    .enabled = !busy,
                    .busy = leaving_ != 0}))
        ask_to_leave(host);
}

void DiagnosticsFeature::draw_rows(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    std::string_view group;
    for (const TestInfo& test : all_tests()) {
        if (group_of(test.code) != group) {
            group = group_of(test.code);
            const std::string name(group);
            const std::string words = t("diagnostics.group." + name);
            ui::section_heading(ui, "diagnostics.group." + name,
                                column.top(ui::section_heading_height(ui), m.gap_small), words);
        }
        const std::string code(test.code);
        const local::TestResult* result = sheet_.find(test.code);
        ui::RowSpec spec;
        spec.title = t("diagnostics.test." + code);
        spec.preview = outcome_words(result, t);
        if (result != nullptr) {
            const std::string advice = advice_words(*result, t);
            if (!advice.empty()) spec.preview += " " + advice;
            spec.trailing = value_words(*result, t);
        }
        spec.preview_lines = 3;
        spec.icon = icon_of(result);
        spec.icon_tone = tone_of(result);
        spec.enabled = running_.empty();
        if (ui::row(ui, "diagnostics.test." + code, column.top(ui::row_height(ui, spec, column.width()), m.gap_small),
                    spec)) {
            begin(host, test);
            ui.wake_in(Milliseconds(0));
        }
    }
}

/// `room`: the height that can be seen at once; a code that is cut off reads nobody.
void DiagnosticsFeature::draw_code(Host& host, ui::Ui& ui, ui::Cut& column, float room) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (code_) {
        column.skip(ui.text(column.rest(), t("diagnostics.qr_what"), {.personal = false}, "report.qr_what") +
                    m.gap_small);
        const float most = std::min({kCodeSide, column.width(), room - 2 * m.gap});
        const float side = ui::qr_side(*code_, most);
        ui::qr_code(ui, "report.qr", column.top(side, m.gap), *code_, t("diagnostics.report"));
    }
    column.skip(ui.text(column.rest(), t("diagnostics.code_what"), {.personal = false}, "report.code_what") +
                m.gap_small);
    column.skip(ui.text(column.rest(), readiness_.code(), {.personal = false}, "report.code", ui::Role::kStatus) +
                m.gap);
}

void DiagnosticsFeature::draw_report(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "report.body", draw_top(host, ui, rect, t("diagnostics.report")));
    ui::Cut column = sheet_column(ui, area);
    column.skip(ui.text(column.rest(), count_words(sheet_.counts(), t),
                        {.type = ui::Type::kSubheading, .weight = ui::FontWeight::kBold, .personal = false},
                        "report.counts", ui::Role::kStatus) +
                m.gap);
    const auto save = [&](const char* id, const char* key, const char* icon, auto fill) {
        const std::string words = t(key);
        if (!ui::button(ui, id, column.top(m.button, m.gap),
                        {.label = words, .kind = ui::ButtonKind::kOutline, .icon = icon, .busy = saving_ != 0}))
            return;
        local::ToAgent query;
        fill(query);
        said_.clear();
        saving_ = host.ask(std::move(query));
    };
    save("report.save", "diagnostics.save_report", "save",
         [](local::ToAgent& query) { query.mutable_save_readiness(); });
    save("report.bundle", "diagnostics.save_bundle", "package",
         [](local::ToAgent& query) { query.mutable_save_bundle(); });
    sentence(ui, column, said_, said_bad_);  // beside what was pressed: at the largest letters the top is out of sight
    if (!readiness_.code().empty()) draw_code(host, ui, column, rect.h - m.header);
    if (readiness_.faults_size() > 0)
        column.skip(ui.heading(column.rest(), t("diagnostics.faults"), ui::Type::kSubheading) + m.gap_small);
    int index = 0;
    for (const auto& fault : readiness_.faults()) {
        const Timestamp at = Timestamp::from_ms(fault.at_ms());
        column.skip(ui.text(column.rest(), t.moment(at, host.now()) + " · " + fault.code(), {.personal = false},
                            "report.fault." + std::to_string(index++)) +
                    m.gap_small);
    }
    area.used_until(column.rest().y + m.gap);
}

}  // namespace dayroom::diagnostics
