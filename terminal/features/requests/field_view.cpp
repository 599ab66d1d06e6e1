// One field of a form on the screen: typed, ticked, or chosen from rows; what is wrong with it stands beside it.
#include "terminal/features/base/local_text.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kFieldEditorHeight = 210;
constexpr int kItemRows = 8;
constexpr std::size_t kLeastSearch = 2;      // letters
constexpr const char* kBody = "form.body.";  // the scope of the fields

std::string field_id(const FieldView& field) { return "field." + field.code; }

std::string hint_of(const FieldView& field, const ui::Texts& t) {
    if (field.kind == FieldKind::kDate) return t("form.date_hint");
    if (field.kind == FieldKind::kMoney) return t("form.money_hint");
    return {};
}

float draw_problem(ui::Ui& ui, ui::Rect rect, const FieldView& field, const std::string& problem) {
    if (problem.empty()) return 0;
    return ui.text(rect, problem, {.ink = ui::Ink::kDanger, .personal = false}, field_id(field) + ".error",
                   ui::Role::kAlert) +
           ui.metrics().gap_small;
}

/// Of what is answered by rows, and of a text that has a box of its own.
bool label_stands_alone(FieldKind kind) {
    return kind == FieldKind::kChoice || kind == FieldKind::kYesNo || kind == FieldKind::kContact ||
           kind == FieldKind::kItem || kind == FieldKind::kLongText;
}

const std::string& problem_of(const Filling& filling, const FieldView& field) {
    static const std::string kNone;
    const auto found = filling.problems.find(field.code);
    return found == filling.problems.end() ? kNone : found->second;
}

/// What a press would go to.
std::string first_control(const Filling& filling, const FieldView& field,
                          const std::optional<std::vector<ChoiceView>>& contacts) {
    const auto* choices = field.kind == FieldKind::kContact && contacts ? &*contacts : &field.choices;
    if (!choices->empty()) return field_id(field) + "." + choices->front().code;
    const auto value = filling.answers.values.find(field.code);
    const bool chosen =
        field.kind == FieldKind::kItem && value != filling.answers.values.end() && !value->second.empty();
    return field_id(field) + (chosen ? ".chosen" : "");
}

}  // namespace

/// The focus goes to the first field that is wrong, and its label into sight; not before it stands where it will.
void RequestsFeature::show_problem(ui::Ui& ui, const FormView& form) {
    if (filling_.until_problem == 0) return;
    ui.wake_in(Milliseconds(0));
    if (--filling_.until_problem > 0) return;
    for (const FieldView& field : form.fields) {
        if (problem_of(filling_, field).empty()) continue;
        ui.request_focus(kBody + first_control(filling_, field, contacts_));
        if (label_stands_alone(field.kind)) ui::reveal(ui, kBody + field_id(field) + ".label");
        return;
    }
}

void RequestsFeature::choose(ui::Ui& ui, const FieldView& field, std::string value) {
    filling_.answers.values[field.code] = std::move(value);
    filling_.problems.erase(field.code);
    edited(ui);
}

float RequestsFeature::draw_field(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const std::string label = field.required ? field.label : t("form.optional", {{"label", field.label}});
    ui::Cut column = ui.cut(rect);
    if (label_stands_alone(field.kind)) {
        column.skip(ui.text(column.rest(), label, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                            field_id(field) + ".label") +
                    m.gap_small);
    }
    if (!field.help.empty()) {
        column.skip(ui.text(column.rest(), field.help,
                            {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}) +
                    m.gap_small);
    }
    switch (field.kind) {
        case FieldKind::kCheck: {
            const bool was = filling_.answers.values[field.code] == "yes";
            column.skip(draw_problem(ui, column.rest(), field, problem_of(filling_, field)));
            const bool on = ui::toggle(ui, field_id(field), column.top(m.button), label, was);
            if (on != was) choose(ui, field, on ? "yes" : "");
            break;
        }
        case FieldKind::kChoice:
        case FieldKind::kYesNo:
            column.skip(draw_choices(host, ui, column.rest(), field, field.choices));
            break;
        case FieldKind::kContact:
            if (contacts_.has_value() && contacts_->empty()) {
                column.skip(ui.text(column.rest(), t("form.no_contacts"), {.personal = false},
                                    field_id(field) + ".none", ui::Role::kStatus));
            }
            column.skip(draw_choices(host, ui, column.rest(), field, contacts_.value_or(std::vector<ChoiceView>())));
            break;
        case FieldKind::kItem:
            column.skip(draw_item(host, ui, column.rest(), field));
            break;
        default:
            column.skip(draw_typed(host, ui, column.rest(), field, label));
    }
    return column.rest().y - rect.y;
}

float RequestsFeature::draw_typed(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field,
                                  const std::string& label) {
    const auto buffer = filling_.buffers.find(field.code);
    if (buffer == filling_.buffers.end()) return 0;
    ui::Cut column = ui.cut(rect);
    const std::string& problem = problem_of(filling_, field);
    ui::FieldResult result;
    if (field.kind == FieldKind::kLongText) {
        result = ui::text_editor(
            ui, field_id(field), column.top(ui.px(kFieldEditorHeight)), buffer->second,
            {.label = label, .error = problem, .max_characters = static_cast<std::size_t>(field.max_characters)});
    } else {
        const std::string hint = hint_of(field, host.texts());
        const ui::FieldSpec spec{.label = label,
                                 .hint = hint,
                                 .error = problem,
                                 .digits_only = field.kind == FieldKind::kNumber,
                                 .wrap = true};
        const float height = ui::text_field_height(ui, spec, column.width());
        result = ui::text_field(ui, field_id(field), column.top(height), buffer->second, spec);
    }
    if (result.changed) {
        filling_.problems.erase(field.code);
        edited(ui);
    }
    return column.rest().y - rect.y;
}

float RequestsFeature::draw_choices(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field,
                                    const std::vector<ChoiceView>& choices) {
    const std::string chosen_word = host.texts()("form.chosen");
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(draw_problem(ui, column.rest(), field, problem_of(filling_, field)));
    const std::string& value = filling_.answers.values[field.code];
    for (const auto& choice : choices) {
        const bool chosen = value == choice.code;
        // A picture takes the place of the circle, and words say then what is chosen; one that is not here is none.
        const bool pictured = ui.engine().has_icon(choice.icon);
        const ui::RowSpec spec{.title = choice.label,
                               .trailing = pictured && chosen ? chosen_word : std::string(),
                               .icon = pictured ? choice.icon
                                       : chosen ? "circle-check"
                                                : "circle",
                               .icon_tone = chosen ? ui::Tone::kInfo : ui::Tone::kNeutral,
                               .selected = chosen};
        const float height = ui::row_height(ui, spec, column.width());
        if (ui::row(ui, field_id(field) + "." + choice.code, column.top(height, m.gap_small), spec)) {
            // What may be left out can also be taken back.
            choose(ui, field, chosen && !field.required ? std::string() : choice.code);
        }
    }
    return column.rest().y - rect.y;
}

float RequestsFeature::draw_item(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto found = filling_.items.find(field.code);
    if (found == filling_.items.end()) return 0;
    ItemSearch& search = found->second;
    ui::Cut column = ui.cut(rect);
    if (!filling_.answers.values[field.code].empty()) {
        const ui::RowSpec spec{.title = search.chosen.empty() ? t("kit.working") : search.chosen,
                               .trailing = t("form.item_change"),
                               .icon = "circle-check",
                               .icon_tone = ui::Tone::kInfo,
                               .selected = true};
        column.skip(draw_problem(ui, column.rest(), field, problem_of(filling_, field)));
        const float height = ui::row_height(ui, spec, column.width());
        if (ui::row(ui, field_id(field) + ".chosen", column.top(height), spec)) {
            search.chosen.clear();
            choose(ui, field, {});
        }
        return column.rest().y - rect.y;
    }
    const std::string label = t("form.item_hint");  // what is asked stands above it
    const ui::FieldSpec spec{.label = label, .error = problem_of(filling_, field)};
    if (ui::text_field(ui, field_id(field), column.top(ui::text_field_height(ui, spec), m.gap_small), search.words,
                       spec)
            .changed) {
        search.found.clear();
        if (search.words.text().size() >= kLeastSearch) ask_items(host, field.code, {});
    }
    for (const auto& item : search.found) {
        const ui::RowSpec row{.title = item.label, .icon = "circle"};
        const float height = ui::row_height(ui, row, column.width());
        if (ui::row(ui, field_id(field) + "." + item.code, column.top(height, m.gap_small), row)) {
            search.chosen = item.label;
            choose(ui, field, item.code);
            break;
        }
    }
    return column.rest().y - rect.y;
}

void RequestsFeature::ask_items(Host& host, const std::string& field, const std::string& code) {
    local::ToAgent query;
    auto& items = *query.mutable_get_items();
    items.set_code(code);
    if (code.empty()) items.set_search(filling_.items[field].words.text());
    items.mutable_page()->set_count(kItemRows);
    remember(host.ask(std::move(query)), {Want::kItems, 0, field});
}

void take_items(Filling& filling, const std::string& field, const local::Items& items, const std::string& language) {
    const auto search = filling.items.find(field);
    if (search == filling.items.end()) return;
    const std::string& value = filling.answers.values[field];
    search->second.found.clear();
    for (const auto& item : items.items()) {
        const std::string name = pick(item.name(), language);
        if (!value.empty() && item.code() == value) search->second.chosen = name;
        if (value.empty()) search->second.found.push_back({item.code(), name});
    }
    if (!value.empty() && search->second.chosen.empty()) search->second.chosen = value;  // sold no more
}

}  // namespace dayroom::features
