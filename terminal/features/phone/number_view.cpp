// The list of numbers, and the form for a new one.
#include <algorithm>

#include "terminal/features/phone/phone_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostFormWidth = 860;
constexpr float kLeastRelationship = 190;

std::string problem_of(const std::map<std::string, std::string>& problems, const std::string& field) {
    const auto found = problems.find(field);
    return found == problems.end() ? std::string() : found->second;
}

ui::RowSpec number_row_spec(const PhoneNumberRow& row, const ui::Texts& t) {
    ui::RowSpec spec{.title = row.name,
                     .preview = row.about + "\n" + row.state,
                     .preview_lines = 6,
                     .icon = row.icon,
                     .icon_tone = row.tone,
                     .pressable = row.action != NumberAction::kNone,
                     .chevron = row.action != NumberAction::kNone};
    if (!row.why.empty()) spec.preview += "\n" + row.why;
    if (row.not_recorded) spec.badges.push_back({t("phone.not_recorded_short"), "mic-off"});
    return spec;
}

}  // namespace

void PhoneFeature::draw_numbers(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("phone.numbers"), ui::Type::kSubheading, "phone.numbers") + m.gap_small);
    column.skip(ui.text(column.rest(), model.count, {.ink = ui::Ink::kSecondary}, "phone.count", ui::Role::kStatus) +
                m.gap_small);
    if (!model.changes.empty())
        column.skip(ui.text(column.rest(), model.changes, {.ink = ui::Ink::kSecondary}, "phone.changes") + m.gap_small);
    if (!number_problem_.empty()) {
        const ui::BannerSpec spec{.text = number_problem_, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "phone.number_problem", column.top(ui::banner_height(ui, spec, column.width()), m.gap_small),
                   spec);
    }
    if (!model.closed.empty()) {
        column.skip(ui.text(column.rest(), model.closed, {.weight = ui::FontWeight::kSemiBold}, "phone.closed",
                            ui::Role::kStatus) +
                    m.gap);
    } else if (ui::button(ui, "phone.add", column.top(m.button, m.gap),
                          {.label = t("phone.ask_for"), .icon = "plus"})) {
        host.go({ScreenId::kNewPhoneNumber, {}});
    }
    for (std::size_t at = 0; at < model.numbers.size(); ++at) {
        const ui::RowSpec spec = number_row_spec(model.numbers[at], t);
        if (!ui::row(ui, "phone.number." + std::to_string(at),
                     column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec))
            continue;
        changing_id_ = model.numbers[at].id;
        number_problem_.clear();
        step_ = Step::kAskingChange;
    }
    column.skip(m.gap);
}

void PhoneFeature::number_edited(ui::Ui& ui) {
    number_.name = number_name_.text();
    number_.number = number_typed_.text();
    number_problems_.erase("send");
    number_draft_.edited(ui);
}

void PhoneFeature::draw_number_form(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    number_draft_.save_when_paused(host, ui, [&] { return number_draft(number_); });
    {
        ui::ScrollArea area(ui, "phone_form", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMostFormWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.text(column.rest(), t("phone.new_text"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "phone_form.text") +
                    m.gap_large);
        draw_number_field(host, ui, column, true);
        draw_relationships(host, ui, column);
        draw_number_field(host, ui, column, false);
        if (!number_problems_.empty()) {
            const std::string own = problem_of(number_problems_, "send");
            const ui::BannerSpec spec{
                .text = own.empty() ? t("form.fix_above") : own, .tone = ui::Tone::kDanger, .alert = true};
            ui::banner(ui, "phone_form.fix", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
        }
        const bool sending = step_ == Step::kSendingNumber;
        const std::string label = t(sending ? "form.sending" : "phone.send_number");
        if (ui::button(ui, "phone_form.send", column.top(m.button, m.gap),
                       {.label = label, .icon = "send", .busy = sending}) &&
            !sending) {
            number_problems_ = problems_of_number(number_, t);
            if (number_problems_.empty()) step_ = Step::kAskingNumber;
        }
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_number_question(host, ui);
}

void PhoneFeature::draw_number_field(Host& host, ui::Ui& ui, ui::Cut& column, bool is_name) {
    const auto& t = host.texts();
    const std::string field = is_name ? "name" : "number";
    const std::string label = t(is_name ? "phone.name" : "phone.number");
    const std::string hint = t(is_name ? "phone.name_hint" : "phone.number_hint");
    const std::string problem = problem_of(number_problems_, field);
    const ui::FieldSpec spec{.label = label, .hint = hint, .error = problem};
    const ui::Rect place = column.top(ui::text_field_height(ui, spec), ui.metrics().gap_large);
    if (!ui::text_field(ui, "phone_form." + field, place, is_name ? number_name_ : number_typed_, spec).changed) return;
    number_problems_.erase(field);
    number_edited(ui);
}

void PhoneFeature::draw_relationships(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.text(column.rest(), t("contacts.relationship"),
                        {.weight = ui::FontWeight::kSemiBold, .personal = false}, "phone_form.relationship") +
                m.gap_small);
    if (const std::string problem = problem_of(number_problems_, "relationship"); !problem.empty()) {
        const ui::BannerSpec spec{.text = problem, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "phone_form.relationship_problem",
                   column.top(ui::banner_height(ui, spec, column.width()), m.gap_small), spec);
    }
    const auto choices = number_relationships();
    const int in_row = std::clamp(static_cast<int>(column.width() / ui.px(kLeastRelationship)), 1, 4);
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const bool chosen = number_.relationship == choices[at];
        const std::string code(choices[at]);
        const std::string label = code == "other" ? t("contacts.other") : phone_relationship(code, t);
        if (!ui::button(ui, "phone_form.relationship." + code, cells[place],
                        {.label = label,
                         .kind = ui::ButtonKind::kOutline,
                         .icon = chosen ? std::string_view("check") : std::string_view(),
                         .selected = chosen}))
            continue;
        number_.relationship = code;
        number_problems_.erase("relationship");
        number_edited(ui);
    }
    column.skip(m.gap);
}

void PhoneFeature::draw_number_question(Host& host, ui::Ui& ui) {
    if (step_ != Step::kAskingNumber) return;
    const auto& t = host.texts();
    const PhoneQuestion question = ask_number(number_, phone_, host.status().online(), t);
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .facts = question.facts,
                                    .safe_label = t("form.confirm_not_yet"),
                                    .action_label = question.yes,
                                    .action_icon = "send"});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice == ui::DialogChoice::kAction) send_number(host);
}

}  // namespace dayroom::features
