// The screen of credits: what there is and what it pays for beside the bundles; on narrow screens under each other.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/receipt.h"
#include "terminal/features/credits/credits_feature.h"

namespace dayroom::features {
namespace {

constexpr float kLeastBundle = 300;  // logical width of one card
constexpr int kMostInRow = 3;

}  // namespace

void CreditsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (place.screen == ScreenId::kCreditsReceipt) return draw_receipt(host, ui, rect);
    if (!known_) return ui::spinner(ui, "credits.loading", rect, t("kit.working"));
    const CreditsModel model = make_credits(credits_, t, host.now());
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (ui.two_panes()) {
        {
            ui::ScrollArea area(ui, "credits.summary", page.start(m.list_pane, m.gap_large));
            ui::Cut column = ui.cut(area.content());
            draw_balance(host, ui, column, model);
            draw_rest(host, ui, column, model);
            area.used_until(column.rest().y + m.gap);
        }
        ui::ScrollArea area(ui, "credits.bundles", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_bundles(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    } else {
        ui::ScrollArea area(ui, "credits.body", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_balance(host, ui, column, model);
        draw_bundles(host, ui, column, model);
        draw_rest(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    }
    draw_question(host, ui, model);
}

void CreditsFeature::draw_balance(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model) {
    const std::string label = host.texts()("credits.yours");
    const ui::ValueCardSpec hero{
        .label = label, .value = model.balance, .note = model.as_of, .icon = "mail", .hero = true};
    ui::value_card(ui, "credits.balance", column.top(ui::value_card_height(ui, hero, column.width()), ui.metrics().gap),
                   hero);
}

void CreditsFeature::draw_rest(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    std::vector<std::pair<std::string, ui::ValueCardSpec>> cards;
    if (!model.held.empty()) {
        cards.emplace_back(
            "credits.held",
            ui::ValueCardSpec{
                .label = t("credits.held"), .value = model.held, .note = t("credits.held_note"), .icon = "hourglass"});
    }
    cards.emplace_back("credits.spendable",
                       ui::ValueCardSpec{.label = t("money.spendable"), .value = model.spendable, .icon = "wallet"});
    for (const auto& [id, spec] : cards) {
        ui::value_card(ui, id, column.top(ui::value_card_height(ui, spec, column.width()), m.gap), spec);
    }
    draw_prices(host, ui, column, model);
}

void CreditsFeature::draw_prices(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    const float inner = column.width() - 2 * m.pad;
    const std::string title = t("credits.costs");
    const float heading = ui.measure(title, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h;
    float height = 2 * m.pad + heading + m.gap_small;
    for (const auto& [name, value] : model.prices) height += ui::fact_height(ui, name, value, inner);
    ui::Cut card = ui.cut(ui::card(ui, column.top(height, m.gap), spec));
    ui.heading(card.top(heading, m.gap_small), title, ui::Type::kSubheading, "credits.costs");
    for (std::size_t at = 0; at < model.prices.size(); ++at) {
        card.skip(ui::fact(ui, "credits.price." + std::to_string(at), card.rest(), model.prices[at].first,
                           model.prices[at].second));
    }
}

void CreditsFeature::draw_bundles(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("credits.buy_title"), ui::Type::kSubheading, "credits.buy") + m.gap_small);
    if (!model.none.empty()) {
        column.skip(ui.text(column.rest(), model.none, {.ink = ui::Ink::kSecondary, .personal = false}, "credits.none",
                            ui::Role::kStatus) +
                    m.gap);
        return;
    }
    const int fit = static_cast<int>((column.width() + m.gap) / (ui.px(kLeastBundle) + m.gap));
    const int in_row = std::clamp(fit, 1, kMostInRow);
    const auto step = static_cast<std::size_t>(in_row);
    for (std::size_t first = 0; first < model.bundles.size(); first += step) {
        const std::size_t end = std::min(first + step, model.bundles.size());
        const float width = (column.width() - static_cast<float>(in_row - 1) * m.gap) / static_cast<float>(in_row);
        float height = 0;
        for (std::size_t at = first; at < end; ++at)
            height = std::max(height, bundle_height(host, ui, width, model.bundles[at]));
        const auto cells = ui.cut(column.top(height, m.gap)).columns(in_row, m.gap);
        for (std::size_t at = first; at < end; ++at) draw_bundle(host, ui, cells[at - first], model.bundles[at]);
    }
}

std::string CreditsFeature::trouble_with(const BundleCard& bundle, const ui::Texts& t) const {
    if (!moved_.empty() && bundle.code == chosen_) return moved_;
    if (!refused_.empty() && bundle.code == chosen_) return t.of_code("problem.", refused_, "problem.refused");
    return bundle.lacking;
}

float CreditsFeature::bundle_height(Host& host, ui::Ui& ui, float width, const BundleCard& bundle) const {
    const auto& m = ui.metrics();
    const float inner = width - 2 * m.pad;
    const auto lines = [&](const std::string& text, ui::Type type, ui::FontWeight weight) {
        return text.empty() ? 0 : ui.measure(text, type, weight, inner).h + m.gap_small / 2;
    };
    float height = 2 * m.pad + m.button + m.gap;
    height += lines(bundle.title, ui::Type::kHeading, ui::FontWeight::kBold);
    height += lines(bundle.price + " · " + bundle.each, ui::Type::kBody, ui::FontWeight::kSemiBold);
    height += lines(bundle.until, ui::Type::kSecondary, ui::FontWeight::kRegular);
    height += lines(trouble_with(bundle, host.texts()), ui::Type::kSecondary, ui::FontWeight::kSemiBold);
    if (!bundle.best.empty()) height += ui::badge_size(ui, {bundle.best, "badge-check"}).h + m.gap_small;
    return height;
}

void CreditsFeature::draw_bundle(Host& host, ui::Ui& ui, ui::Rect rect, const BundleCard& bundle) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const std::string id = "bundle." + bundle.code;
    const ui::CardSpec spec{.chosen = !bundle.best.empty()};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut card = ui.cut(ui::card(ui, rect, spec));
    const ui::Rect foot = card.bottom(m.button, m.gap);
    if (!bundle.best.empty()) {
        const ui::BadgeSpec best{bundle.best, "badge-check", ui::Tone::kSuccess};
        ui::badge(ui, id + ".best", card.top(ui::badge_size(ui, best).h, m.gap_small), best);
    }
    const auto line = [&](std::string_view part, const std::string& text, const ui::TextSpec& look, ui::Role role) {
        if (!text.empty()) card.skip(ui.text(card.rest(), text, look, id + std::string(part), role) + m.gap_small / 2);
    };
    card.skip(ui.heading(card.rest(), bundle.title, ui::Type::kHeading, id + ".title") + m.gap_small / 2);
    line(".price", bundle.price + " · " + bundle.each, {.weight = ui::FontWeight::kSemiBold, .personal = false},
         ui::Role::kText);
    line(".until", bundle.until, {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false},
         ui::Role::kText);
    line(
        ".trouble", trouble_with(bundle, t),
        {.type = ui::Type::kSecondary, .weight = ui::FontWeight::kSemiBold, .ink = ui::Ink::kDanger, .personal = false},
        ui::Role::kStatus);
    const bool sending = step_ == Step::kSending && chosen_ == bundle.code;
    const std::string label = sending ? t("form.sending") : t("credits.buy", {{"count", bundle.credits}});
    if (ui::button(ui, id, foot,
                   {.label = label,
                    .kind = bundle.best.empty() ? ui::ButtonKind::kSecondary : ui::ButtonKind::kPrimary,
                    .price = bundle.price,
                    .enabled = bundle.lacking.empty() && step_ != Step::kSending,
                    .busy = sending})) {
        chosen_ = bundle.code;
        refused_.clear();
        moved_.clear();
        question_.ask(bundle.cents, std::to_string(bundle.credits));
        step_ = Step::kConfirming;
    }
}

void CreditsFeature::draw_question(Host& host, ui::Ui& ui, const CreditsModel& model) {
    if (step_ != Step::kConfirming) return;
    const auto& t = host.texts();
    const auto bundle = std::find_if(model.bundles.begin(), model.bundles.end(),
                                     [&](const BundleCard& card) { return card.code == chosen_; });
    if (bundle == model.bundles.end() || !bundle->lacking.empty()) {  // the price list or the balance has moved
        step_ = Step::kChoosing;
        refused_.clear();  // the card says what it lacks
        if (bundle == model.bundles.end()) host.toast(t("form.moved"), ui::Tone::kWarning);
        return;
    }
    moved_ = question_.moved(bundle->cents, std::to_string(bundle->credits), t);
    if (!moved_.empty()) {
        step_ = Step::kChoosing;
        host.toast(moved_, ui::Tone::kWarning);
        return;
    }
    const PurchaseQuestion question = ask_purchase(*bundle, credits_, host.status().online(), t);
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .facts = question.facts,
                                    .safe_label = t("form.confirm_not_yet"),
                                    .action_label = t("credits.ask_yes"),
                                    .action_price = bundle->price});
    if (choice == ui::DialogChoice::kSafe) step_ = Step::kChoosing;
    if (choice == ui::DialogChoice::kAction) buy(host, *bundle);
}

void CreditsFeature::draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    ReceiptNews news;
    news.online = host.status().online();
    news.outcome = outcome_;
    ReceiptWords words = make_receipt(news, "credits.receipt.", t);
    words.text = t("credits.bought", {{"count", purchase_.credits_seen()},
                                      {"price", format_money(Cents::of(purchase_.price_seen_cents()))}}) +
                 " " + words.text;
    switch (receipt_page(ui, rect, words, submitted_.receipt_code(), t("credits.done"), t("contacts.do.write"), t)) {
        case ReceiptChoice::kDone:
            return host.back();
        case ReceiptChoice::kFollow:
            return host.replace({ScreenId::kWriteTo, {}});
        case ReceiptChoice::kNone:
            return;
    }
}

}  // namespace dayroom::features
