// The form for a new contact: name, relationship, how to reach them; then the confirmation.
#include <algorithm>

#include "terminal/features/contacts/contacts_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxFormWidth = 860;
constexpr float kLeastChoice = 190;  // logical width of one relationship
constexpr float kReachWidth = 420;
constexpr float kSavedHeight = 30;
constexpr std::string_view kChosenIcon = "check";

std::string problem_at(const std::map<std::string, std::string>& problems, const std::string& field) {
    const auto found = problems.find(field);
    return found == problems.end() ? std::string() : found->second;
}

}  // namespace

void ContactsFeature::draw_form(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    draft_.save_when_paused(host, ui, [&] { return contact_draft(answers_); });
    {
        ui::ScrollArea area(ui, "contact_form", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxFormWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.text(column.rest(), t("contacts.new_text"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "contact_form.text") +
                    m.gap_large);
        const std::string label = t("contacts.name");
        const std::string hint = t("contacts.name_hint");
        const std::string problem = problem_at(problems_, "name");
        const ui::FieldSpec spec{.label = label, .hint = hint, .error = problem};
        const float height = ui::text_field_height(ui, spec);
        if (ui::text_field(ui, "contact_form.name", column.top(height, m.gap_large), name_, spec).changed) {
            problems_.erase("name");
            edited(ui);
        }
        column.skip(draw_relationships(host, ui, column.rest()) + m.gap_large);
        column.skip(draw_reach(host, ui, column.rest()) + m.gap_large);
        column.skip(draw_form_actions(host, ui, column.rest()));
        area.used_until(column.rest().y + m.gap_large);
    }
    if (std::exchange(look_up_, false)) ui::scroll_to_top(ui, "contact_form");
    draw_form_dialogs(host, ui);
}

float ContactsFeature::draw_relationships(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(
        ui.text(column.rest(), t("contacts.relationship"), {.weight = ui::FontWeight::kSemiBold, .personal = false}) +
        m.gap_small);
    if (const std::string problem = problem_at(problems_, "relationship"); !problem.empty()) {
        const ui::BannerSpec spec{.text = problem, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "contact_form.relationship_problem",
                   column.top(ui::banner_height(ui, spec, column.width()), m.gap_small), spec);
    }
    const auto choices = relationships();
    const int in_row = std::clamp(static_cast<int>(column.width() / ui.px(kLeastChoice)), 1, 4);
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const bool chosen = answers_.relationship == choices[at];
        const std::string label = relationship_choice(choices[at], t);
        if (ui::button(ui, "relationship." + std::string(choices[at]), cells[place],
                       {.label = label,
                        .kind = ui::ButtonKind::kOutline,
                        .icon = chosen ? kChosenIcon : std::string_view(),
                        .selected = chosen})) {
            answers_.relationship = std::string(choices[at]);
            problems_.erase("relationship");
            edited(ui);
        }
    }
    return column.rest().y - rect.y;
}

float ContactsFeature::draw_reach(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), t("contacts.reach"), {.weight = ui::FontWeight::kSemiBold, .personal = false}) +
                m.gap_small);
    const std::vector<std::string> labels = {t("contacts.mail"), t("contacts.phone")};
    const float width = std::min(column.width(), ui.px(kReachWidth));
    const float height = ui::segmented_height(ui, labels, width);
    const ui::Rect track = ui.cut(column.top(height, m.gap)).start(width);
    const int chosen = ui::segmented(ui, "contact_form.reach", track, labels, answers_.reach == Reach::kMail ? 0 : 1);
    const Reach reach = chosen == 0 ? Reach::kMail : Reach::kPhone;
    if (reach != answers_.reach) {
        answers_.reach = reach;
        problems_.erase("address");
        edited(ui);
    }
    const bool mail = answers_.reach == Reach::kMail;
    const std::string label = t(mail ? "contacts.mail_label" : "contacts.phone_label");
    const std::string hint = t(mail ? "contacts.mail_hint" : "contacts.phone_hint");
    const std::string problem = problem_at(problems_, "address");
    const ui::FieldSpec spec{.label = label, .hint = hint, .error = problem};
    const float field_height = ui::text_field_height(ui, spec);
    const auto field = ui::text_field(ui, "contact_form.address", column.top(field_height), address_, spec);
    if (field.changed) {
        problems_.erase("address");
        edited(ui);
    }
    if (field.submitted) try_send(host);
    return column.rest().y - rect.y;
}

float ContactsFeature::draw_form_actions(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    if (!problems_.empty()) {
        const ui::BannerSpec spec{.text = t("form.fix_above"), .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "contact_form.fix", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const bool sending = step_ == Step::kSending;
    const std::string label = t(sending ? "form.sending" : "contacts.send");
    if (ui::button(ui, "contact_form.send", column.top(m.button, m.gap),
                   {.label = label, .icon = "send", .busy = sending})) {
        try_send(host);
    }
    if (draft_.saved_at().is_set()) {
        ui.text(column.top(ui.px(kSavedHeight)), t("form.draft_saved", {{"when", t.time(draft_.saved_at())}}),
                {.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .personal = false}, "contact_form.saved",
                ui::Role::kStatus);
    }
    if (answers_.empty()) return column.rest().y - rect.y;
    if (ui::button(ui, "contact_form.discard", column.top(m.button),
                   {.label = t("form.discard"), .kind = ui::ButtonKind::kQuiet, .icon = "trash-2"})) {
        step_ = Step::kDiscarding;
    }
    return column.rest().y - rect.y;
}

void ContactsFeature::draw_form_dialogs(Host& host, ui::Ui& ui) {
    const auto& t = host.texts();
    ui::DialogSpec spec;
    if (step_ == Step::kRefused) {
        spec = {.title = t("form.refused_title"),
                .text = t.of_code("problem.", refusal_, "problem.try_again"),
                .safe_label = t("form.ok")};
    } else if (step_ == Step::kDiscarding) {
        spec = {.title = t("form.discard_title"),
                .text = t("form.discard_text"),
                .safe_label = t("form.keep"),
                .action_label = t("form.discard_yes"),
                .danger = true};
    } else if (step_ == Step::kConfirming) {
        const auto words = confirm_contact(answers_, host.status().online(), t);
        spec = {.title = words.title,
                .text = words.text,
                .facts = words.facts,
                .safe_label = t("form.confirm_not_yet"),
                .action_label = t("contacts.confirm_yes"),
                .action_icon = "send"};
    } else {
        return;
    }
    const auto choice = ui::dialog(ui, "dialog", spec);
    if (choice == ui::DialogChoice::kNone) return;
    const Step asked = std::exchange(step_, Step::kTyping);
    if (choice != ui::DialogChoice::kAction) return;
    if (asked == Step::kConfirming) send(host);
    if (asked == Step::kDiscarding) {
        discard(host);
        host.back();
    }
}

}  // namespace dayroom::features
