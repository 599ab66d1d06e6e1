#include "terminal/features/visits/booking_model.h"

#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

std::string cents_words(std::int64_t cents) { return format_money(Cents::of(cents)); }

const local::Visit* visit_of(const local::Visits& visits, const std::string& id) {
    const auto& all = visits.visits();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id() == id; });
    return found == all.end() ? nullptr : &*found;
}

std::string visitor_name(const BookingChoice& choice, const local::Visits& visits) {
    if (const local::Visit* moved = visit_of(visits, choice.changing_id)) return moved->visitor();
    for (const auto& visitor : visits.visitors())
        if (visitor.contact_id() == choice.contact_id) return visitor.name();
    return {};
}

/// Why somebody cannot visit, or from when not.
std::string about_visitor(const local::Visitor& visitor, const ui::Texts& t, Timestamp now) {
    const auto moment = [&](std::int64_t ms) { return t.moment(Timestamp::from_ms(ms), now); };
    std::string words = visitor.may_visit()
                            ? t.of_code("contact.relationship.", visitor.relationship(), "contact.relationship.other")
                            : t.of_code("visits.not_visitor.", visitor.why_code(), "visits.not_visitor.other");
    const auto add = [&](const std::string& sentence) { words += "\n" + sentence; };
    if (visitor.stopped_from_ms() > now.ms())
        add(t("visits.visitor_from", {{"when", moment(visitor.stopped_from_ms())}}));
    if (visitor.stopped_until_ms() > now.ms()) add(t("visits.until", {{"day", moment(visitor.stopped_until_ms())}}));
    if (!visitor.rule().empty()) add(t("visits.rule", {{"rule", visitor.rule()}}));
    if (!visitor.reason().empty()) add(t("visits.reason", {{"reason", visitor.reason()}}));
    return words;
}

VisitorChoice visitor_choice(const local::Visitor& visitor, const BookingChoice& choice, const ui::Texts& t,
                             Timestamp now) {
    VisitorChoice out;
    out.id = visitor.contact_id();
    out.name = visitor.name();
    out.may_visit = visitor.may_visit();
    out.about = about_visitor(visitor, t, now);
    out.chosen = visitor.contact_id() == choice.contact_id;
    return out;
}

DayChoice day_choice(const local::VisitDay& day, const ui::Texts& t, Timestamp now) {
    DayChoice out;
    out.date = day.date();
    out.label = t.day(Timestamp::from_ms(day.at_ms()), now);
    out.open = day.slots_size() > 0 && day.refusal_code().empty();
    out.free = out.open ? t("visits.free", {{"count", day.slots_size()}})
                        : t.of_code("visits.day.", day.refusal_code(), "visits.day.full");
    return out;
}

bool same_slot(const local::VisitDay::Slot& left, const local::VisitDay::Slot& right) {
    return left.from_ms() == right.from_ms() && left.to_ms() == right.to_ms() &&
           left.resource_id() == right.resource_id() && left.price_cents() == right.price_cents();
}

}  // namespace

void choose_visitor(BookingChoice& choice, const std::string& contact_id, Random& random) {
    if (choice.contact_id == contact_id && !choice.nonce.empty()) return;
    choice.contact_id = contact_id;
    choice.nonce = new_nonce(random);
}

void choose_slot(BookingChoice& choice, const local::VisitDay::Slot& slot, Random& random) {
    if (same_slot(choice.slot, slot) && !choice.nonce.empty()) return;
    choice.slot = slot;
    choice.nonce = new_nonce(random);
}

std::string booking_draft(const BookingChoice& choice) {
    local::BookVisit draft;
    draft.set_contact_id(choice.contact_id);
    draft.set_resource_id(choice.slot.resource_id());
    draft.set_from_ms(choice.slot.from_ms());
    draft.set_to_ms(choice.slot.to_ms());
    draft.set_price_seen_cents(choice.slot.price_cents());
    draft.set_nonce(choice.nonce);
    return draft.SerializeAsString();
}

std::optional<BookingChoice> read_booking_draft(const std::string& content) {
    local::BookVisit draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    BookingChoice choice;
    choice.contact_id = draft.contact_id();
    choice.slot.set_resource_id(draft.resource_id());
    choice.slot.set_from_ms(draft.from_ms());
    choice.slot.set_to_ms(draft.to_ms());
    choice.slot.set_price_cents(draft.price_seen_cents());
    choice.nonce = draft.nonce();
    return choice;
}

BookingModel make_booking(const local::Visits& visits, const local::VisitDays& days, const BookingChoice& choice,
                          const ui::Texts& t, Timestamp now) {
    BookingModel model;
    if (choice.changing_id.empty())
        for (const auto& visitor : visits.visitors()) model.visitors.push_back(visitor_choice(visitor, choice, t, now));
    for (const int minutes : visits.minutes()) {
        if (minutes == choice.minutes) model.length = static_cast<int>(model.lengths.size());
        model.lengths.push_back(t("visits.minutes", {{"count", minutes}}));
    }
    for (const auto& day : days.days()) {
        model.days.push_back(day_choice(day, t, now));
        if (day.date() != choice.date || !model.days.back().open) continue;
        model.day = model.days.back().label;
        for (const auto& slot : day.slots())
            model.times.push_back({slot, t.time(Timestamp::from_ms(slot.from_ms())),
                                   slot.here() ? t("visits.place_here", {{"place", slot.place()}}) : slot.place()});
    }
    return model;
}

const local::VisitDay::Slot* find_slot(const local::VisitDays& days, const local::VisitDay::Slot& slot) {
    for (const auto& day : days.days()) {
        if (!day.refusal_code().empty()) continue;
        for (const auto& free : day.slots())
            if (same_slot(free, slot)) return &free;
    }
    return nullptr;
}

std::int64_t booking_price(const BookingChoice& choice, const local::Visits& visits) {
    const local::Visit* moved = visit_of(visits, choice.changing_id);
    return std::max<std::int64_t>(0, choice.slot.price_cents() - (moved != nullptr ? moved->price_cents() : 0));
}

std::string problem_of_booking(const BookingChoice& choice, const local::Visits& visits, const ui::Texts& t) {
    if (choice.changing_id.empty() && choice.contact_id.empty()) return t("visits.choose_visitor");
    const std::int64_t price = booking_price(choice, visits);
    if (price > visits.spendable_cents()) return t("problem.insufficient_funds");
    if (visits.brake() && price > visits.brake_left_cents())
        return t("transfers.over_brake", {{"left", cents_words(visits.brake_left_cents())}});
    return {};
}

VisitQuestion ask_booking(const BookingChoice& choice, const local::Visits& visits, bool online, const ui::Texts& t,
                          Timestamp now) {
    const bool moves = !choice.changing_id.empty();
    const auto& slot = choice.slot;
    VisitQuestion question;
    question.title = t(moves ? "visits.ask_change" : "visits.ask_book");
    question.yes = t(moves ? "visits.yes_change" : "visits.yes_book");
    question.text = t(slot.price_cents() > 0 ? "visits.ask_paid" : "visits.ask_free");
    if (const std::string back = refund_rule(visits, t); slot.price_cents() > 0) question.text += " " + back;
    if (!online) question.text += " " + t("visits.book_offline");
    question.facts = {
        {t("visits.with"), visitor_name(choice, visits)},
        {t("visits.when"), visit_when(slot.from_ms(), t, now)},
        {t("visits.length"), t("visits.minutes", {{"count", visit_minutes(slot.from_ms(), slot.to_ms())}})},
        {t("visits.where"), slot.place()},
        {t("visits.set_aside"), cents_words(slot.price_cents())}};
    if (slot.price_cents() > 0)
        question.facts.emplace_back(t("form.confirm_after_label"),
                                    cents_words(visits.spendable_cents() - booking_price(choice, visits)));
    return question;
}

local::ToAgent make_booking_query(const BookingChoice& choice) {
    local::ToAgent query;
    const auto fill = [&](auto& wish) {
        wish.set_resource_id(choice.slot.resource_id());
        wish.set_from_ms(choice.slot.from_ms());
        wish.set_to_ms(choice.slot.to_ms());
        wish.set_price_seen_cents(choice.slot.price_cents());
        wish.set_nonce(choice.nonce);
    };
    if (!choice.changing_id.empty()) {
        query.mutable_change_visit()->set_visit_id(choice.changing_id);
        fill(*query.mutable_change_visit());
    } else {
        query.mutable_book_visit()->set_contact_id(choice.contact_id);
        fill(*query.mutable_book_visit());
    }
    return query;
}

std::string booking_words(const local::Visit& visit, const ui::Texts& t, Timestamp now) {
    std::string words = visit.visitor() + ", " + visit_when(visit.from_ms(), t, now);
    if (!visit.place().empty()) words += ", " + visit.place();
    return words + ".";
}

}  // namespace dayroom::features
