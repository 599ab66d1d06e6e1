#include "terminal/features/home/home_model.h"

#include "platform/money/money.h"
#include "terminal/features/base/greeting.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

HomeTile messages_tile(const local::Home& home, const ui::Texts& t) {
    return {"home.messages",          "mail",
            t("nav.messages"),        t("home.new_messages", {{"count", home.unread_messages()}}),
            home.unread_messages(),   false,
            {ScreenId::kMessages, {}}};
}

HomeTile money_tile(const local::Home& home, bool shown, const ui::Texts& t) {
    const std::string amount = format_money(Cents::of(home.spendable_cents()));
    return {"home.money",
            "wallet",
            t("nav.money"),
            shown ? t("home.to_spend", {{"amount", amount}}) : t("home.amount_hidden"),
            0,
            !shown,
            {ScreenId::kMoney, {}}};
}

HomeTile contacts_tile(const local::Home& home, const ui::Texts& t) {
    return {"home.contacts",
            "users",
            t("nav.contacts"),
            home.invitations() > 0 ? t("home.invitations", {{"count", home.invitations()}})
                                   : t("home.approved_people", {{"count", home.approved_contacts()}}),
            home.invitations(),
            false,
            {ScreenId::kContacts, {}}};
}

HomeTile credits_tile(const local::Home& home, bool shown, const ui::Texts& t) {
    return {"home.credits",
            "mail-plus",
            t("nav.credits"),
            shown ? t("money.credit_count", {{"count", home.credits()}}) : t("home.amount_hidden"),
            0,
            !shown,
            {ScreenId::kCredits, {}}};
}

HomeTile commissary_tile(const ui::Texts& t) {
    return {"home.commissary",          "shopping-cart", t("nav.commissary"), t("home.commissary_hint"), 0, false,
            {ScreenId::kCommissary, {}}};
}

HomeTile phone_tile(const ui::Texts& t) {
    return {"home.phone", "phone", t("nav.phone"), t("home.phone_hint"), 0, false, {ScreenId::kPhone, {}}};
}

bool is_day_of(const local::Visit& visit, const ui::Texts& t, Timestamp now) {
    return t.day_number(Timestamp::from_ms(visit.from_ms())) == t.day_number(now);
}

/// When, but never with whom.
HomeTile visits_tile(const local::Home& home, const ui::Texts& t, Timestamp now) {
    HomeTile tile{"home.visits", "video", t("nav.visits"), t("home.visits_hint"), 0, false, {ScreenId::kVisits, {}}};
    if (!home.has_next_visit()) return tile;
    const Timestamp from = Timestamp::from_ms(home.next_visit().from_ms());
    const bool today = is_day_of(home.next_visit(), t, now);
    tile.detail = t("home.visit_next", {{"when", today ? t.time(from) : t.date(from, now)}});
    return tile;
}

std::string visit_words(const local::Home& home, const ui::Texts& t) {
    const auto& visit = home.next_visit();
    if (visit.state() != "booked" || (!visit.soon() && !visit.may_check_in())) return {};
    std::string words =
        t("home.visit_soon", {{"time", t.time(Timestamp::from_ms(visit.from_ms()))}, {"place", visit.place()}});
    if (visit.may_check_in()) words += " " + t("visits.check_in_now");
    return words;
}

HomeTile requests_tile(const local::Home& home, const ui::Texts& t) {
    return {"home.requests",
            "clipboard-list",
            t("nav.requests"),
            home.answered_requests() > 0 ? t("home.answers_ready", {{"count", home.answered_requests()}})
                                         : t("home.requests_hint"),
            home.answered_requests(),
            false,
            {ScreenId::kRequests, {}}};
}

HomeNext next_line(const local::Home& home, bool own_shown, const ui::Texts& t, Timestamp now) {
    HomeNext line;
    line.shown = home.schedule();
    if (!home.has_next()) {
        line.title = t("schedule.title");
        line.when = t("home.no_next");
        return line;
    }
    const local::ScheduleEntry& next = home.next();
    std::string what = pick(next.name(), t.language());
    if (what.empty()) what = t.of_code("schedule.kind.", next.kind(), "schedule.kind.other");
    line.title = next.own() && !own_shown ? t("home.next_own") : t("home.next", {{"what", what}});
    const Timestamp from = Timestamp::from_ms(next.from_ms());
    line.when = t.day_number(from) > t.day_number(now) ? t("date.tomorrow_at", {{"time", t.time(from)}}) : t.time(from);
    return line;
}

}  // namespace

HomeModel make_home(const local::Home& home, const Person& person, bool amounts_shown, const ui::Texts& t,
                    Timestamp now) {
    HomeModel model;
    model.greeting = greeting(t, now, person.given_name);
    if (person.last_sign_in.is_set()) {
        const std::string when = t.moment(person.last_sign_in, now);
        model.last_sign_in = person.last_place.empty()
                                 ? t("home.last_sign_in", {{"when", when}})
                                 : t("home.last_sign_in_at", {{"when", when}, {"place", person.last_place}});
    }
    if (amounts_shown && home.as_of_ms() > 0)
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(home.as_of_ms()), now)}});
    if (home.has_banner()) {
        model.banner = pick(home.banner().title(), t.language());
        model.banner_is_emergency = home.banner().emergency();
    }
    model.visit = visit_words(home, t);
    if (home.not_sent() > 0) model.not_sent = t("home.not_sent", {{"count", home.not_sent()}});

    model.next = next_line(home, amounts_shown, t, now);
    model.tiles.push_back(messages_tile(home, t));
    model.tiles.push_back(money_tile(home, amounts_shown, t));
    if (home.commissary()) model.tiles.push_back(commissary_tile(t));
    if (home.phone()) model.tiles.push_back(phone_tile(t));
    if (home.visits()) model.tiles.push_back(visits_tile(home, t, now));
    model.tiles.push_back(requests_tile(home, t));
    model.tiles.push_back(contacts_tile(home, t));
    model.tiles.push_back(credits_tile(home, amounts_shown, t));
    model.tiles.push_back({"home.photos",
                           "image",
                           t("nav.gallery"),
                           t("home.photo_count", {{"count", home.photos()}}),
                           0,
                           false,
                           {ScreenId::kGallery, {}}});
    model.tiles.push_back({"home.notices",
                           "bell",
                           t("nav.notices"),
                           t("home.new_notices", {{"count", home.new_notices()}}),
                           home.new_notices(),
                           false,
                           {ScreenId::kNotices, {}}});
    if (home.documents())
        model.tiles.push_back({"home.documents",
                               "book-open",
                               t("documents.title"),
                               t("documents.hint"),
                               0,
                               false,
                               {ScreenId::kDocuments, {}}});
    model.tiles.push_back(
        {"home.settings", "settings", t("nav.settings"), t("home.settings_hint"), 0, false, {ScreenId::kSettings, {}}});
    model.tiles.push_back(
        {"home.help", "circle-help", t("nav.help"), t("home.help_hint"), 0, false, {ScreenId::kHelp, {}}});
    return model;
}

}  // namespace dayroom::features
