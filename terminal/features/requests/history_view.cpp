#include "terminal/features/requests/history_view.h"

namespace dayroom::features {
namespace {

std::vector<ui::TimelineStep> timeline_of(const std::vector<RequestStep>& steps, bool failed) {
    std::vector<ui::TimelineStep> timeline;
    for (const auto& step : steps) {
        std::string words = step.when;
        if (!step.text.empty()) words += (words.empty() ? "" : "\n") + step.text;
        timeline.push_back({step.title, words, step.done ? ui::StepState::kDone : ui::StepState::kWaiting});
    }
    if (!timeline.empty() && failed) timeline.back().state = ui::StepState::kFailed;
    return timeline;
}

}  // namespace

void draw_steps(ui::Ui& ui, const std::string& id, ui::Cut& column, const std::vector<RequestStep>& steps,
                bool failed) {
    const auto timeline = timeline_of(steps, failed);
    const ui::Rect rest = column.rest();
    column.skip(ui::timeline(ui, id, {rest.x, rest.y, rest.w, ui::timeline_height(ui, timeline, rest.w)}, timeline) +
                ui.metrics().gap_large);
}

void draw_answers(ui::Ui& ui, const std::string& id, ui::Cut& column, const std::vector<AnswerLine>& answers) {
    for (std::size_t at = 0; at < answers.size(); ++at) {
        column.skip(ui.text(column.rest(), answers[at].label,
                            {.type = ui::Type::kSecondary,
                             .weight = ui::FontWeight::kSemiBold,
                             .ink = ui::Ink::kSecondary,
                             .personal = false}));
        column.skip(ui.text(column.rest(), answers[at].value, {}, id + std::to_string(at)) + ui.metrics().gap);
    }
}

std::string draw_documents(ui::Ui& ui, ui::Cut& column, const std::vector<AttachedDocument>& documents,
                           const ui::Texts& t) {
    const auto& m = ui.metrics();
    std::string pressed;
    if (documents.empty()) return pressed;
    column.skip(ui.heading(column.rest(), t("request.attachments"), ui::Type::kSubheading) + m.gap);
    for (std::size_t at = 0; at < documents.size(); ++at) {
        const ui::RowSpec spec{
            .title = documents[at].name, .preview = documents[at].pages, .icon = "file-text", .chevron = true};
        const ui::Rect box = column.top(ui::row_height(ui, spec, column.width()), m.gap_small);
        if (ui::row(ui, "request.attachment." + std::to_string(at), box, spec)) pressed = documents[at].id;
    }
    column.skip(m.gap);
    return pressed;
}

void draw_earlier(ui::Ui& ui, const std::string& id, ui::Cut& column, const Earlier& earlier, const ui::Texts& t) {
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("request.said_before"), ui::Type::kSubheading, id) + m.gap_small);
    column.skip(ui.text(column.rest(), earlier.name + " · " + earlier.receipt_code,
                        {.weight = ui::FontWeight::kSemiBold, .personal = false}, id + ".of") +
                m.gap);
    draw_steps(ui, id + ".steps", column, earlier.steps, false);
    draw_answers(ui, id + ".answer.", column, earlier.answers);
}

}  // namespace dayroom::features
