// The page of transfers: where to, how much, and the button with the sum; below it the most that may be spent a day.
#include <algorithm>

#include "terminal/features/base/receipt.h"
#include "terminal/features/transfers/transfers_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxPageWidth = 860;
constexpr float kLeastContact = 240;  // logical width of one choice
constexpr float kLeastQuick = 110;
constexpr float kMaxAmountWidth = 320;

std::string problem_with(const std::map<std::string, std::string>& problems, const std::string& what) {
    const auto found = problems.find(what);
    return found == problems.end() ? std::string() : found->second;
}

int columns_for(float width, float least, std::size_t count) {
    return std::clamp(static_cast<int>(width / least), 1, static_cast<int>(std::max<std::size_t>(count, 1)));
}

}  // namespace

void TransfersFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (place.screen == ScreenId::kTransferReceipt) return draw_receipt(host, ui, rect);
    if (!known_) return ui::spinner(ui, "transfers.loading", rect, t("kit.working"));
    draft_.save_when_paused(host, ui, [&] { return transfer_draft(answers_); });
    const TransfersModel model = make_transfers(answers_, money_, t, host.now());
    {
        ui::ScrollArea area(ui, "transfers", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxPageWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        const std::string label = t("money.spendable");
        const ui::ValueCardSpec hero{
            .label = label, .value = model.spendable, .note = model.as_of, .icon = "wallet", .hero = true};
        ui::value_card(ui, "transfers.spendable",
                       column.top(ui::value_card_height(ui, hero, column.width()), m.gap_large), hero);
        column.skip(draw_target(host, ui, column.rest(), model) + m.gap_large);
        if (answers_.target == Target::kContact) column.skip(draw_contacts(host, ui, column.rest()) + m.gap_large);
        column.skip(draw_amount(host, ui, column.rest()) + m.gap_large);
        column.skip(draw_send(host, ui, column.rest(), model) + 2 * m.gap_large);
        column.skip(draw_brake(host, ui, column.rest()));
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_questions(host, ui);
}

void TransfersFeature::edited(ui::Ui& ui) {
    problems_.erase("send");
    draft_.edited(ui);
}

float TransfersFeature::draw_target(Host& host, ui::Ui& ui, ui::Rect rect, const TransfersModel& model) {
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), host.texts()("transfers.where"),
                        {.weight = ui::FontWeight::kSemiBold, .personal = false}, "transfers.where") +
                m.gap_small);
    const float height = ui::segmented_height(ui, model.targets, column.width());
    const int chosen = ui::segmented(ui, "transfers.target", column.top(height, m.gap_small), model.targets,
                                     static_cast<int>(answers_.target));
    if (chosen != static_cast<int>(answers_.target)) {
        answers_.target = static_cast<Target>(chosen);
        problems_.clear();
        edited(ui);
    }
    column.skip(ui.text(column.rest(), model.explanation, {.ink = ui::Ink::kSecondary, .personal = false},
                        "transfers.explanation"));
    return column.rest().y - rect.y;
}

float TransfersFeature::draw_contacts(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), t("transfers.to_whom"), {.weight = ui::FontWeight::kSemiBold, .personal = false},
                        "transfers.to_whom") +
                m.gap_small);
    if (const std::string problem = problem_with(problems_, "contact"); !problem.empty()) {
        const ui::BannerSpec spec{.text = problem, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "transfers.contact_problem",
                   column.top(ui::banner_height(ui, spec, column.width()), m.gap_small), spec);
    }
    const auto choices = contact_choices(contacts_);
    if (choices.empty()) {
        column.skip(ui.text(column.rest(), t("transfers.no_contacts"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "transfers.no_contacts", ui::Role::kStatus));
    }
    const int in_row = columns_for(column.width(), ui.px(kLeastContact), choices.size());
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const bool chosen = answers_.contact_id == choices[at].id;
        if (ui::button(ui, "transfers.contact." + std::to_string(at), cells[place],
                       {.label = choices[at].name,
                        .kind = ui::ButtonKind::kOutline,
                        .icon = chosen ? std::string_view("check") : std::string_view(),
                        .selected = chosen})) {
            answers_.contact_id = choices[at].id;
            problems_.erase("contact");
            edited(ui);
        }
    }
    return column.rest().y - rect.y;
}

float TransfersFeature::draw_amount(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), t("transfers.how_much"),
                        {.weight = ui::FontWeight::kSemiBold, .personal = false}, "transfers.how_much") +
                m.gap_small);
    const int in_row = columns_for(column.width(), ui.px(kLeastQuick), kQuickDollars.size());
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < kQuickDollars.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const std::string dollars = std::to_string(kQuickDollars[at]);
        if (ui::button(ui, "transfers.quick." + dollars, cells[place],
                       {.label = "$" + dollars, .kind = ui::ButtonKind::kOutline})) {
            amount_.set_text(dollars + ".00");
            answers_.amount = amount_.text();
            problems_.erase("amount");
            edited(ui);
        }
    }
    const std::string label = t("transfers.amount");
    const std::string hint = t("transfers.amount_hint");
    const std::string problem = problem_with(problems_, "amount");
    const ui::FieldSpec spec{.label = label, .hint = hint, .error = problem};
    const ui::Rect line = column.top(ui::text_field_height(ui, spec), m.gap);
    const float width = problem.empty() ? std::min(line.w, ui.px(kMaxAmountWidth)) : line.w;
    if (ui::text_field(ui, "transfers.amount", {line.x, line.y, width, line.h}, amount_, spec).changed) {
        answers_.amount = amount_.text();
        problems_.erase("amount");
        edited(ui);
    }
    if (!answers_.goes_out()) return column.rest().y - rect.y;
    const std::string note_label = t("transfers.note");
    const ui::FieldSpec note_spec{.label = note_label};
    if (ui::text_field(ui, "transfers.note", column.top(ui::text_field_height(ui, note_spec)), note_, note_spec)
            .changed) {
        answers_.note = note_.text();
        edited(ui);
    }
    return column.rest().y - rect.y;
}

float TransfersFeature::draw_send(Host& host, ui::Ui& ui, ui::Rect rect, const TransfersModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    if (!problems_.empty()) {
        const std::string own = problem_with(problems_, "send");
        const ui::BannerSpec spec{
            .text = own.empty() ? t("form.fix_above") : own, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "transfers.fix", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const bool sending = step_ == Step::kSending;
    const std::string label = sending ? t("form.sending") : model.send_label;
    if (ui::button(ui, "transfers.send", column.top(m.button),
                   {.label = label, .icon = "arrow-left-right", .price = model.price, .busy = sending})) {
        problems_ = problems_of_transfer(answers_, money_, t);
        if (problems_.empty()) {
            step_ = Step::kConfirming;
            question_.ask(total_cents(answers_, money_), transfer_draft(answers_));
        }
    }
    return column.rest().y - rect.y;
}

float TransfersFeature::draw_brake(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const BrakeModel model = make_brake(money_, t, host.now());
    ui::Cut column = ui.cut(rect);
    column.skip(ui.heading(column.rest(), t("transfers.brake"), ui::Type::kSubheading, "transfers.brake_title") +
                m.gap_small);
    column.skip(ui.text(column.rest(), t("transfers.brake_text"), {.ink = ui::Ink::kSecondary, .personal = false},
                        "transfers.brake_text") +
                m.gap_small);
    column.skip(ui.text(column.rest(), model.state, {.weight = ui::FontWeight::kSemiBold}, "transfers.brake_state",
                        ui::Role::kStatus) +
                m.gap_small);
    if (!model.coming.empty()) {
        column.skip(ui.text(column.rest(), model.coming, {}, "transfers.brake_coming", ui::Role::kStatus) +
                    m.gap_small);
    }
    if (!model.waiting.empty()) {
        const ui::BannerSpec spec{.text = model.waiting, .icon = "cloud-off", .tone = ui::Tone::kWarning};
        ui::banner(ui, "transfers.brake_waiting", column.top(ui::banner_height(ui, spec, column.width()), m.gap_small),
                   spec);
    }
    const float height = ui::segmented_height(ui, model.labels, column.width());
    const int chosen = ui::segmented(ui, "transfers.brake", column.top(height), model.labels, model.chosen);
    if (chosen != model.chosen && step_ == Step::kTyping) {
        brake_ = kBrakeDollars[static_cast<std::size_t>(chosen)] * std::int64_t{100};
        step_ = Step::kAskingBrake;
    }
    return column.rest().y - rect.y;
}

void TransfersFeature::draw_questions(Host& host, ui::Ui& ui) {
    if (step_ != Step::kConfirming && step_ != Step::kAskingBrake) return;
    const auto& t = host.texts();
    const bool transfer = step_ == Step::kConfirming;
    if (transfer && !problems_of_transfer(answers_, money_, t).empty()) {  // the balance has moved meanwhile
        problems_ = problems_of_transfer(answers_, money_, t);
        step_ = Step::kTyping;
        return;
    }
    if (transfer) {
        const std::string moved = question_.moved(total_cents(answers_, money_), transfer_draft(answers_), t);
        if (!moved.empty()) {
            problems_["send"] = moved;
            step_ = Step::kTyping;
            host.toast(moved, ui::Tone::kWarning);  // the banner may be out of sight
            return;
        }
    }
    const TransferQuestion question = transfer
                                          ? ask_transfer(answers_, contact_name(), money_, host.status().online(), t)
                                          : ask_brake(brake_, money_, t);
    const auto choice =
        ui::dialog(ui, "dialog",
                   {.title = question.title,
                    .text = question.text,
                    .facts = question.facts,
                    .safe_label = t("form.confirm_not_yet"),
                    .action_label = question.yes,
                    .action_price = transfer ? format_money(Cents::of(total_cents(answers_, money_))) : std::string()});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kTyping;
    if (choice != ui::DialogChoice::kAction) return;
    if (transfer)
        send(host);
    else
        set_brake(host);
}

void TransfersFeature::draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    ReceiptNews news;
    news.what = sent_.goes_out() ? "send_money" : "transfer";
    news.online = host.status().online();
    news.outcome = outcome_;
    ReceiptWords words = make_receipt(news, sent_.goes_out() ? "transfers.receipt_out." : "transfers.receipt.", t);
    words.text = transfer_words(sent_, sent_to_, t) + " " + words.text;
    if (receipt_page(ui, rect, words, submitted_.receipt_code(), t("credits.done"), {}, t) == ReceiptChoice::kDone)
        host.back();
}

}  // namespace dayroom::features
