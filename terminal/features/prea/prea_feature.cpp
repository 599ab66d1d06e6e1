#include "terminal/features/prea/prea_feature.h"

#include "platform/crypto/secret.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/base/reading_button.h"

namespace dayroom::features {
namespace {

constexpr float kEditorHeight = 260;
constexpr std::size_t kCodeGroup = 4;

/// "K7P3 9QXD …", as it is copied on paper.
std::string in_groups(const std::string& code) {
    std::string out;
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (at > 0 && at % kCodeGroup == 0) out.push_back(' ');
        out.push_back(code[at]);
    }
    return out;
}

float paragraph(ui::Ui& ui, ui::Cut& column, const std::string& words, std::string_view id = {}) {
    const float used = ui.text(column.rest(), words, {.personal = false}, id, ui::Role::kText);
    column.skip(used + ui.metrics().gap);
    return used;
}

}  // namespace

void PreaFeature::enter(Host& host, const Place&) {
    forget();
    moved(host);
}

void PreaFeature::leave(Host&, const Place&) { forget(); }

void PreaFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_prea();
    asked_ = host.ask(std::move(query));
}

void PreaFeature::forget() {
    typed_.emplace();
    wipe(code_);
    for (auto& answer : *answers_.mutable_answers()) wipe(*answer.mutable_text());
    answers_.Clear();
    looked_ = done_ = false;
    problem_.clear();
    sending_ = reading_ = 0;
    page_ = Page::kMain;
}

void PreaFeature::agent_lost(Host& host) {
    if (sending_ != 0 || reading_ != 0) problem_ = host.texts()("problem.agent_away");
    sending_ = reading_ = 0;
}

std::string PreaFeature::title(Host& host, const Place&) { return host.texts()("prea.title"); }

void PreaFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    const auto& t = host.texts();
    if (number == asked_ && reply.has_prea()) prea_ = reply.prea();
    if (number != 0 && number == sending_) {
        sending_ = 0;
        if (!reply.has_prea_sealed()) {
            problem_ = t.of_code("problem.", reply.problem().code(), "problem.try_again");
            return;
        }
        code_ = reply.prea_sealed().code();
        typed_.emplace();
        page_ = Page::kSealed;
    }
    if (number != 0 && number == reading_) {
        reading_ = 0;
        looked_ = reply.has_prea_answers();
        if (looked_) answers_ = reply.prea_answers();
        if (!looked_) problem_ = t.of_code("problem.", reply.problem().code(), "problem.try_again");
    }
}

void PreaFeature::send(Host& host) {
    local::ToAgent query;
    auto& report = *query.mutable_send_prea_report();
    report.set_text(typed_->text.text());
    report.set_language(host.texts().language());
    report.set_code(typed_->earlier_code.text());
    problem_.clear();
    sending_ = host.ask(std::move(query));
    if (sending_ == 0) problem_ = host.texts()("problem.agent_away");
}

void PreaFeature::read(Host& host) {
    local::ToAgent query;
    query.mutable_read_prea_answers()->set_code(typed_->code.text());
    problem_.clear();
    looked_ = false;
    reading_ = host.ask(std::move(query));
    if (reading_ == 0) problem_ = host.texts()("problem.agent_away");
}

void PreaFeature::go(ui::Ui& ui, Page page) {
    page_ = page;
    problem_.clear();
    ui.close_keyboard();
    ui.wake_in(Milliseconds(0));
}

void PreaFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    ui::Cut bar = ui.cut(page.top(m.header));
    bar.inset(m.margin, 0);
    const ui::Rect back = ui::centred(bar.start(m.target, m.gap), {m.target, m.target});
    // While it is being closed nobody may go away from the code, which is shown once.
    if (ui::icon_button(ui, "prea.back", back,
                        {.label = host.texts()("nav.back"), .icon = "arrow-left", .enabled = sending_ == 0})) {
        if (page_ == Page::kMain) done_ = true;
        if (page_ != Page::kMain) forget();
        ui.close_keyboard();
        ui.wake_in(Milliseconds(0));
    }
    const bool reads = host.reading().offered;
    const ui::Rect read_aloud = reads ? bar.end(m.target, m.gap_small) : ui::Rect{};
    ui.text(bar.rest(), host.texts()("prea.title"),
            {.type = ui::Type::kSubheading,
             .weight = ui::FontWeight::kBold,
             .max_lines = 2,
             .middle = true,
             .personal = false},
            "prea.title", ui::Role::kHeading);
    if (reads) reading_button(host, ui, ui::centred(read_aloud, {m.target, m.target}));
    ui::ScrollArea area(ui, "prea.body", page.rest());
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    if (!problem_.empty()) {
        const ui::BannerSpec spec{.text = problem_, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "prea.problem", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    switch (page_) {
        case Page::kMain:
            draw_main(host, ui, column);
            break;
        case Page::kWrite:
            draw_write(host, ui, column);
            break;
        case Page::kSealed:
            draw_sealed(host, ui, column);
            break;
        case Page::kRead:
            draw_read(host, ui, column);
            break;
    }
    area.used_until(column.rest().y + m.gap);
}

void PreaFeature::draw_main(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    paragraph(ui, column, t("prea.what"));
    draw_hotlines(host, ui, column);
    if (prea_.may_write()) {
        column.skip(ui.heading(column.rest(), t("prea.outside_title"), ui::Type::kSubheading) + m.gap_small);
        paragraph(ui, column, t("prea.outside_text", {{"name", prea_.body_name()}}), "prea.outside");
        if (ui::button(ui, "prea.write", column.top(m.button, m.gap), {.label = t("prea.write"), .icon = "pencil"}))
            go(ui, Page::kWrite);
        if (ui::button(ui, "prea.read", column.top(m.button, m.gap_large),
                       {.label = t("prea.read"), .kind = ui::ButtonKind::kOutline, .icon = "mail"}))
            go(ui, Page::kRead);
    }
    if (prea_.inside_form_code().empty()) return;
    column.skip(ui.heading(column.rest(), t("prea.inside_title"), ui::Type::kSubheading) + m.gap_small);
    paragraph(ui, column, t(signed_in_ ? "prea.inside_text" : "prea.inside_sign_in"), "prea.inside_text");
    if (signed_in_ && ui::button(ui, "prea.inside", column.top(m.button, m.gap),
                                 {.label = t("prea.inside"), .kind = ui::ButtonKind::kOutline})) {
        host.open(form_place(prea_.inside_form_code()));
        done_ = true;
    }
}

void PreaFeature::draw_hotlines(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& m = ui.metrics();
    const std::string& language = host.texts().language();
    const ui::CardSpec spec{};
    int index = 0;
    for (const auto& hotline : prea_.hotlines()) {
        const float inner = column.width() - 2 * m.pad;
        const std::string name = pick(hotline.name(), language);
        const std::string note = pick(hotline.note(), language);
        const float name_height = ui.measure(name, ui::Type::kBody, ui::FontWeight::kSemiBold, inner).h;
        const float phone_height = ui.measure(hotline.phone(), ui::Type::kTitle, ui::FontWeight::kBold, inner).h;
        const float note_height =
            note.empty() ? 0 : ui.measure(note, ui::Type::kBody, ui::FontWeight::kRegular, inner).h + m.gap_small;
        const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
        ui::Cut card = ui.cut(
            ui::card(ui, column.top(2 * m.pad + name_height + m.gap_small + phone_height + note_height, m.gap), spec));
        ui.text(card.top(name_height, m.gap_small), name, {.weight = ui::FontWeight::kSemiBold, .personal = false});
        ui.text(card.top(phone_height, m.gap_small), hotline.phone(),
                {.type = ui::Type::kTitle, .weight = ui::FontWeight::kBold, .personal = false},
                "prea.hotline." + std::to_string(index++));
        if (!note.empty()) ui.text(card.rest(), note, {.ink = ui::Ink::kSecondary, .personal = false});
    }
}

void PreaFeature::draw_write(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!ui.keyboard_open()) {
        paragraph(ui, column, t("prea.known_not", {{"name", prea_.body_name()}}), "prea.known_not");
        paragraph(ui, column, t("prea.known"), "prea.known");
        paragraph(ui, column, t("prea.not_kept"), "prea.not_kept");
        paragraph(ui, column,
                  t("prea.key", {{"name", prea_.body_name()},
                                 {"digits", prea_.fingerprint()},
                                 {"since", t.date(Timestamp::from_ms(prea_.key_since_ms()), host.now())}}),
                  "prea.key");
    }
    ui::text_editor(ui, "prea.text", column.top(ui.px(kEditorHeight), m.gap), typed_->text,
                    {.label = t("prea.text"), .max_characters = kMaxPreaCharacters, .enabled = sending_ == 0});
    const std::string earlier_label = t("prea.earlier_code");
    const std::string hint = t("prea.code_hint");
    const ui::FieldSpec earlier{.label = earlier_label, .hint = hint};
    ui::text_field(ui, "prea.earlier", column.top(ui::text_field_height(ui, earlier), m.gap), typed_->earlier_code,
                   earlier);
    if (ui::button(ui, "prea.send", column.top(m.button, m.gap),
                   {.label = t("prea.send", {{"name", prea_.body_name()}}),
                    .icon = "send",
                    .enabled = !typed_->text.empty() && prea_.may_write(),
                    .busy = sending_ != 0}))
        send(host);
}

void PreaFeature::draw_sealed(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("prea.sealed_title"), ui::Type::kHeading) + m.gap_small);
    paragraph(ui, column, t("prea.sealed_text", {{"name", prea_.body_name()}, {"count", prea_.delay_minutes()}}),
              "prea.sealed");
    column.skip(ui.text(column.rest(), in_groups(code_),
                        {.type = ui::Type::kTitle, .weight = ui::FontWeight::kBold, .personal = false}, "prea.code") +
                m.gap);
    paragraph(ui, column, t("prea.code_text"));
    if (ui::button(ui, "prea.done", column.top(m.button, m.gap), {.label = t("prea.copied"), .icon = "check"})) {
        forget();
        ui.wake_in(Milliseconds(0));
    }
}

void PreaFeature::draw_read(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    paragraph(ui, column, t("prea.read_text", {{"name", prea_.body_name()}}));
    const std::string label = t("prea.code");
    const std::string hint = t("prea.code_hint");
    const ui::FieldSpec field{.label = label, .hint = hint, .initial_focus = true};
    const bool entered =
        ui::text_field(ui, "prea.code_typed", column.top(ui::text_field_height(ui, field), m.gap), typed_->code, field)
            .submitted;
    const bool pressed =
        ui::button(ui, "prea.look", column.top(m.button, m.gap_large),
                   {.label = t("prea.look"), .icon = "mail", .enabled = !typed_->code.empty(), .busy = reading_ != 0});
    if ((entered || pressed) && reading_ == 0 && !typed_->code.empty()) read(host);
    if (!looked_) return;
    if (answers_.answers().empty()) paragraph(ui, column, t("prea.no_answer"), "prea.no_answer");
    int index = 0;
    for (const auto& answer : answers_.answers()) {
        column.skip(ui.heading(column.rest(), t.date(Timestamp::from_ms(answer.written_ms()), host.now()),
                               ui::Type::kSubheading) +
                    m.gap_small);
        column.skip(ui.text(column.rest(), answer.text(), {}, "prea.answer." + std::to_string(index++)) + m.gap_large);
    }
}

}  // namespace dayroom::features
