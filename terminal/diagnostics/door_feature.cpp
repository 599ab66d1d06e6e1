#include "terminal/diagnostics/door_feature.h"

#include "terminal/diagnostics/door_model.h"

namespace dayroom::diagnostics {

using features::Host;
using features::Place;

namespace {

constexpr float kDoorWidth = 640;
constexpr float kDoorPad = 320;

void door_words(ui::Ui& ui, ui::Cut& column, const std::string& words, std::string_view id) {
    column.skip(ui.text(column.rest(), words, {.personal = false}, id, ui::Role::kText) + ui.metrics().gap);
}

}  // namespace

void DoorFeature::enter(Host& host, const Place&) {
    forget();
    look(host, false);
}

void DoorFeature::leave(Host&, const Place&) { forget(); }

void DoorFeature::moved(Host& host) { look(host, false); }

std::string DoorFeature::title(Host& host, const Place&) { return host.texts()("diagnostics.title"); }

void DoorFeature::forget() {
    door_.Clear();
    known_ = by_phone_ = done_ = false;
    pin_.clear();
    answer_.clear();
    refusal_.reset();
    asked_ = entering_ = 0;
}

void DoorFeature::look(Host& host, bool challenge) {
    local::ToAgent query;
    query.mutable_get_door()->set_challenge(challenge);
    asked_ = host.ask(std::move(query));
}

void DoorFeature::send(Host& host) {
    local::ToAgent query;
    auto& enter = *query.mutable_enter_diagnostics();
    if (by_phone_)
        enter.set_answer(answer_.text());
    else
        enter.set_pin(pin_.digits().data(), pin_.size());
    refusal_.reset();
    entering_ = host.ask(std::move(query));
    if (entering_ != 0) return;
    refusal_.emplace();
    refusal_->set_code("agent_away");
}

void DoorFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (number == 0) return;
    if (number == asked_) {
        asked_ = 0;
        known_ = reply.has_door();
        if (known_) door_ = reply.door();
        if (reply.has_problem()) refusal_ = reply.problem();
    }
    if (number != entering_) return;
    entering_ = 0;
    pin_.clear();
    answer_.clear();
    if (!reply.has_problem()) return;
    refusal_ = reply.problem();
    look(host, by_phone_);  // a challenge that was used up is followed by another
}

void DoorFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (ui.back_requested()) done_ = true;
    ui::Cut page = ui.cut(rect);
    ui::Cut bar = ui.cut(page.top(m.header));
    bar.inset(m.margin, 0);
    const ui::Rect place = ui::centred(bar.start(m.target, m.gap), {m.target, m.target});
    const std::string back = t("nav.back");
    if (ui::icon_button(ui, "door.back", place, {.label = back, .icon = "arrow-left"})) done_ = true;
    ui.text(bar.rest(), t("diagnostics.title"),
            {.type = ui::Type::kHeading,
             .weight = ui::FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true},
            "door.title", ui::Role::kHeading);
    if (done_) ui.wake_in(Milliseconds(0));

    ui::ScrollArea area(ui, "door.body", page.rest());
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kDoorWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, m.gap_small);
    draw_column(host, ui, column);
    area.used_until(column.rest().y + m.gap);
}

void DoorFeature::draw_column(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    door_words(ui, column, t("diagnostics.what"), "door.what");
    // Of a PIN it is said beside the button that was pressed.
    if (by_phone_ || !stick_counts()) draw_problem(host, ui, column);
    if (by_phone_)
        draw_phone(host, ui, column);
    else
        draw_stick(host, ui, column);
}

bool DoorFeature::stick_counts() const { return known_ && !door_.name().empty(); }

void DoorFeature::draw_problem(Host& host, ui::Ui& ui, ui::Cut& column) {
    const std::string problem = door_problem(refusal_, door_, known_ && !by_phone_, host.texts(), host.now());
    if (problem.empty()) return;
    const ui::BannerSpec spec{.text = problem, .tone = ui::Tone::kDanger, .alert = true};
    const float height = ui::banner_height(ui, spec, column.width());
    ui::banner(ui, "door.problem", column.top(height, ui.metrics().gap), spec);
}

void DoorFeature::draw_stick(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (stick_counts()) {
        door_words(ui, column, t("diagnostics.stick_of", {{"name", door_.name()}}), "door.name");
        const std::string label = t("signin.pin");
        const auto most = static_cast<std::size_t>(door_.pin_max());
        ui::pin_field(ui, "door.pin", column.top(ui::pin_field_height(ui), m.gap), pin_,
                      {.label = label, .length = most, .active = entering_ == 0});
        if (entering_ == 0) ui::pin_pad(ui, "door.key", column.top(ui.px(kDoorPad), m.gap), pin_, most);
        draw_problem(host, ui, column);
        const std::string open = t("diagnostics.enter");
        if (ui::button(ui, "door.enter", column.top(m.button, m.gap_large),
                       {.label = open,
                        .icon = "lock",
                        .enabled = pin_.size() >= static_cast<std::size_t>(door_.pin_min()),
                        .busy = entering_ != 0}))
            send(host);
    }
    const std::string again = t("diagnostics.look_again");
    if (ui::button(ui, "door.look", column.top(m.button, m.gap),
                   {.label = again, .kind = ui::ButtonKind::kOutline, .icon = "refresh-cw", .busy = asked_ != 0})) {
        refusal_.reset();
        look(host, false);
    }
    const std::string phone = t("diagnostics.by_phone");
    if (!ui::button(ui, "door.phone", column.top(m.button, m.gap),
                    {.label = phone, .kind = ui::ButtonKind::kOutline, .icon = "phone"}))
        return;
    by_phone_ = true;
    refusal_.reset();
    pin_.clear();
    look(host, true);
    ui.wake_in(Milliseconds(0));
}

void DoorFeature::draw_phone(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    door_words(ui, column, t("diagnostics.phone_what", {{"name", host.status().device_name()}}), "door.phone_what");
    if (!door_.challenge().empty()) {
        column.skip(ui.text(column.rest(), door_.challenge(),
                            {.type = ui::Type::kTitle, .weight = ui::FontWeight::kBold, .personal = false},
                            "door.challenge", ui::Role::kStatus) +
                    m.gap);
        const std::string label = t("diagnostics.answer");
        const ui::FieldSpec field{.label = label, .enabled = entering_ == 0, .initial_focus = true};
        const bool entered =
            ui::text_field(ui, "door.answer", column.top(ui::text_field_height(ui, field), m.gap), answer_, field)
                .submitted;
        const std::string open = t("diagnostics.enter");
        const bool pressed =
            ui::button(ui, "door.enter", column.top(m.button, m.gap_large),
                       {.label = open, .icon = "lock", .enabled = !answer_.empty(), .busy = entering_ != 0});
        if ((entered || pressed) && entering_ == 0 && !answer_.empty()) send(host);
    }
    const std::string stick = t("diagnostics.by_stick");
    if (!ui::button(ui, "door.stick", column.top(m.button, m.gap),
                    {.label = stick, .kind = ui::ButtonKind::kOutline, .icon = "usb"}))
        return;
    by_phone_ = false;
    refusal_.reset();
    ui.close_keyboard();
    look(host, false);
    ui.wake_in(Milliseconds(0));
}

}  // namespace dayroom::diagnostics
