// What a technician does at the terminal: makes tests, one or all in order, and takes the readiness report. The agent
// measures what it can; the screen asks for hands and eyes. It belongs to one visit: forget() at its end.
#pragma once

#include <set>

#include "terminal/diagnostics/diagnostics_model.h"
#include "terminal/features/base/feature.h"

namespace dayroom::diagnostics {

// At most: at larger letters there are fewer fields, each still large enough to be a target.
inline constexpr int kGridColumns = 8;
inline constexpr int kGridRows = 5;

class DiagnosticsFeature final : public features::Feature {
public:
    void enter(features::Host& host, const features::Place& place) override;
    void answer(features::Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(features::Host&) override {}
    std::string title(features::Host& host, const features::Place& place) override;
    void draw(features::Host& host, ui::Ui& ui, ui::Rect rect, const features::Place& place) override;
    void forget();

private:
    enum class Page { kList, kGrid, kColours, kKeypad, kReport };

    // what is going on
    void begin(features::Host& host, const TestInfo& test);
    void go_on(features::Host& host);
    void finish(features::Host& host, local::TestResult::Outcome outcome, const std::string& why = {});
    void keep(features::Host& host, const local::TestResult& result);
    void open_report(features::Host& host);
    void ask_to_leave(features::Host& host);
    // pages (diagnostics_view.cpp, screen_tests.cpp)
    void draw_list(features::Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_buttons(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_rows(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_code(features::Host& host, ui::Ui& ui, ui::Cut& column, float room);
    void draw_report(features::Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_grid(features::Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_colours(features::Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_keypad(features::Host& host, ui::Ui& ui, ui::Rect rect);
    ui::Rect draw_top(features::Host& host, ui::Ui& ui, ui::Rect rect, const std::string& words);
    bool draw_answers(features::Host& host, ui::Ui& ui, ui::Rect rect, bool pass_enabled);

    Sheet sheet_;
    Page page_ = Page::kList;
    Page drawn_ = Page::kList;
    std::string running_;  // the test under way
    std::uint32_t asked_ = 0, reporting_ = 0, saving_ = 0, leaving_ = 0;
    local::Readiness readiness_;
    std::optional<ui::QrCode> code_;  // of readiness_, for phones
    std::string said_;                // one sentence about what was saved, or why not
    bool said_bad_ = false;
    int columns_ = kGridColumns, rows_ = kGridRows;  // of the grid that is shown
    std::set<int> touched_;                          // cells of it
    int field_count() const { return columns_ * rows_; }
    int colour_ = 0;
    PinBuffer keys_;
    std::set<int> digits_;
};

}  // namespace dayroom::diagnostics
