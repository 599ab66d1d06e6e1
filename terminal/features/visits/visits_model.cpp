#include "terminal/features/visits/visits_model.h"

#include <algorithm>
#include <array>

#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/mills.h"
#include "terminal/features/base/percent.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {
namespace {

constexpr int kMinutesInHour = 60;
constexpr int kHoursInDay = 24;

std::string money_words(std::int64_t cents) { return format_money(Cents::of(cents)); }

void add_sentence(std::string& text, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!text.empty()) text += ' ';
    text += sentence;
}

std::string length_of(const local::Visit& visit, const ui::Texts& t) {
    return t("visits.minutes", {{"count", visit_minutes(visit.from_ms(), visit.to_ms())}});
}

struct VisitLook {
    std::string_view state;
    std::string_view icon;
    ui::Tone tone;
};
constexpr std::array<VisitLook, 7> kVisitLooks = {{{"queued", "cloud-off", ui::Tone::kWarning},
                                                   {"booked", "video", ui::Tone::kSuccess},
                                                   {"checked_in", "circle-check", ui::Tone::kSuccess},
                                                   {"ended", "check", ui::Tone::kNeutral},
                                                   {"cancelled", "circle-x", ui::Tone::kNeutral},
                                                   {"missed", "circle-alert", ui::Tone::kDanger},
                                                   {"refused", "circle-alert", ui::Tone::kDanger}}};

const VisitLook& look_of(const std::string& state) {
    for (const VisitLook& look : kVisitLooks)
        if (look.state == state) return look;
    return kVisitLooks.back();
}

/// What is set aside for it, or what it has cost.
std::int64_t cost_of(const local::Visit& visit) {
    const bool open = visit.state() == "queued" || visit.state() == "booked" || visit.state() == "checked_in";
    return open ? visit.price_cents() : visit.charged_cents();
}

std::string state_words(const local::Visit& visit, const ui::Texts& t) {
    if (!visit.waiting().empty()) return t.of_code("visits.waiting.", visit.waiting(), "visits.waiting.change");
    return t.of_code("visits.state.", visit.state(), "visits.state.refused");
}

/// Of a code its sentence, else what staff wrote.
std::string why_words(const local::Visit& visit, const ui::Texts& t) {
    if (visit.reason().empty()) return {};
    const std::string key = "visits.why." + visit.reason();
    return t.has(key) ? t(key) : t("visits.reason", {{"reason", visit.reason()}});
}

std::string cancelled_words(const local::Visit& visit, const ui::Texts& t) {
    std::string words = t.of_code("visits.cancelled_by.", visit.cancelled_by(), "visits.cancelled_by.facility");
    add_sentence(words, why_words(visit, t));
    return words;
}

std::string meaning_of(const local::Visit& visit, const ui::Texts& t, Timestamp now) {
    const std::string& state = visit.state();
    if (visit.waiting() == "change") return t("visits.means.change");
    if (visit.waiting() == "cancel") return t("visits.means.cancel");
    if (visit.waiting() == "check_in") return t("visits.means.check_in");
    if (state == "refused") return refusal_words("visit", visit.refusal_code(), t);
    if (state == "cancelled") return cancelled_words(visit, t);
    if (state == "ended" && !visit.reason().empty()) return why_words(visit, t);
    if (state == "booked") {
        std::string words = t("visits.means.booked");
        if (visit.check_in_from_ms() > now.ms())
            add_sentence(words, t("visits.check_in_at", {{"when", visit_when(visit.check_in_from_ms(), t, now)}}));
        return words;
    }
    return t.of_code("visits.means.", state, "visits.means.ended");
}

void add_money_facts(const local::Visit& visit, const ui::Texts& t, VisitModel& model) {
    const bool open = visit.state() == "queued" || visit.state() == "booked" || visit.state() == "checked_in";
    if (open) {
        if (visit.price_cents() > 0) model.facts.emplace_back(t("visits.set_aside"), money_words(visit.price_cents()));
        return;
    }
    if (visit.state() == "refused") return;
    if (visit.minutes_used() > 0)
        model.facts.emplace_back(t("visits.used"), t("visits.minutes", {{"count", visit.minutes_used()}}));
    model.facts.emplace_back(t("visits.cost"), money_words(visit.charged_cents()));
    if (visit.given_back_cents() > 0)
        model.facts.emplace_back(t("visits.came_back"), money_words(visit.given_back_cents()));
}

/// "30 minutes", "24 hours", "2 days": the largest unit that says it whole.
std::string span_words(int minutes, const ui::Texts& t) {
    constexpr int kTwoDays = 2 * kHoursInDay * kMinutesInHour;
    if (minutes >= kTwoDays && minutes % (kHoursInDay * kMinutesInHour) == 0)
        return t("visits.span_days", {{"count", minutes / (kHoursInDay * kMinutesInHour)}});
    if (minutes % kMinutesInHour == 0) return t("visits.span_hours", {{"count", minutes / kMinutesInHour}});
    return t("visits.span_minutes", {{"count", minutes}});
}

std::string price_rule(const local::Visits& visits, const ui::Texts& t) {
    if (visits.minute_mills() == 0) return t("visits.rule_free");
    return t("visits.rule_price", {{"price", mills_words(visits.minute_mills())}});
}

std::vector<std::string> rules_of(const local::Visits& visits, const ui::Texts& t) {
    std::vector<std::string> rules = {price_rule(visits, t)};
    if (const std::string refund = refund_rule(visits, t); !refund.empty()) rules.push_back(refund);
    rules.push_back(
        t("visits.rule_when", {{"span", span_words(visits.notice_minutes(), t)}, {"count", visits.ahead_days()}}));
    if (visits.visits_a_week() > 0) rules.push_back(t("visits.rule_week", {{"count", visits.visits_a_week()}}));
    return rules;
}

void add_until(std::string& words, std::int64_t until_ms, const ui::Texts& t, Timestamp now) {
    if (until_ms > now.ms())
        add_sentence(words, t("visits.until", {{"day", t.moment(Timestamp::from_ms(until_ms), now)}}));
}

void add_why(std::string& words, const std::string& reason, const ui::Texts& t) {
    if (!reason.empty()) add_sentence(words, t("visits.reason", {{"reason", reason}}));
}

/// Of a suspension that lies ahead.
std::string coming_words(const local::Visits& visits, const ui::Texts& t, Timestamp now) {
    if (visits.suspended_from_ms() <= now.ms()) return {};
    std::string words =
        t("visits.suspended_from", {{"when", t.moment(Timestamp::from_ms(visits.suspended_from_ms()), now)}});
    add_until(words, visits.suspended_until_ms(), t, now);
    add_why(words, visits.suspension_reason(), t);
    return words;
}

std::string closed_words(const local::Visits& visits, const ui::Texts& t, Timestamp now) {
    if (visits.refusal_code().empty()) return coming_words(visits, t, now);
    std::string words = t.of_code("problem.", visits.refusal_code(), "problem.refused");
    if (visits.refusal_code() != "visits_suspended") return words;
    add_until(words, visits.suspended_until_ms(), t, now);
    add_why(words, visits.suspension_reason(), t);
    return words;
}

}  // namespace

std::string refund_rule(const local::Visits& visits, const ui::Texts& t) {
    if (visits.minute_mills() == 0) return {};
    if (visits.late_refund_percent() >= 100) return t("visits.rule_refund_always");
    std::string rule = visits.full_refund_minutes() > 0
                           ? t("visits.rule_refund", {{"span", span_words(visits.full_refund_minutes(), t)}})
                           : t("visits.rule_refund_start");
    if (visits.full_refund_minutes() == 0) return rule;
    add_sentence(rule, visits.late_refund_percent() == 0
                           ? t("visits.rule_late_none")
                           : t("visits.rule_late",
                               {{"percent", percent_words(visits.late_refund_percent() * std::int64_t{100})}}));
    return rule;
}

int visit_minutes(std::int64_t from_ms, std::int64_t to_ms) {
    constexpr std::int64_t kMsInMinute = 60'000;
    return static_cast<int>((to_ms - from_ms) / kMsInMinute);
}

std::string visit_when(std::int64_t from_ms, const ui::Texts& t, Timestamp now) {
    return t.moment(Timestamp::from_ms(from_ms), now);
}

std::string visit_reminder(const local::Visit& visit, const ui::Texts& t) {
    const bool booked = visit.state() == "booked";
    if (!booked || visit.waiting() == "cancel" || visit.waiting() == "check_in") return {};
    if (!visit.soon() && !visit.may_check_in()) return {};
    std::string words =
        t("visits.begins",
          {{"name", visit.visitor()}, {"time", t.time(Timestamp::from_ms(visit.from_ms()))}, {"place", visit.place()}});
    if (visit.may_check_in()) add_sentence(words, t("visits.check_in_now"));
    return words;
}

VisitRow make_visit_row(const local::Visit& visit, const ui::Texts& t, Timestamp now) {
    const VisitLook& look = look_of(visit.state());
    VisitRow row;
    row.title = visit.visitor();
    row.preview = visit_when(visit.from_ms(), t, now) + " · " + length_of(visit, t);
    if (!visit.place().empty()) row.preview += " · " + visit.place();
    row.preview += "\n" + state_words(visit, t);
    if (const std::int64_t cost = cost_of(visit); cost > 0) row.cost = money_words(cost);
    row.icon = visit.waiting().empty() ? std::string(look.icon) : "cloud-off";
    row.tone = visit.waiting().empty() ? look.tone : ui::Tone::kWarning;
    return row;
}

VisitModel make_visit(const local::Visit& visit, const ui::Texts& t, Timestamp now) {
    VisitModel model;
    model.row = make_visit_row(visit, t, now);
    model.state = state_words(visit, t);
    model.means = meaning_of(visit, t, now);
    model.reminder = visit_reminder(visit, t);
    model.facts = {{t("visits.with"), visit.visitor()},
                   {t("visits.when"), visit_when(visit.from_ms(), t, now)},
                   {t("visits.length"), length_of(visit, t)}};
    if (!visit.place().empty()) model.facts.emplace_back(t("visits.where"), visit.place());
    add_money_facts(visit, t, model);
    if (visit.state() == "booked" && visit.price_cents() > 0 && visit.full_refund_until_ms() > now.ms())
        model.facts.emplace_back(t("visits.all_back_until"), visit_when(visit.full_refund_until_ms(), t, now));
    return model;
}

const local::Visit* next_visit(const local::Visits& visits, Timestamp now) {
    const local::Visit* next = nullptr;
    for (const auto& visit : visits.visits()) {
        const bool open = visit.state() == "queued" || visit.state() == "booked" || visit.state() == "checked_in";
        if (open && visit.waiting() != "cancel" && now.ms() < visit.to_ms() &&
            (next == nullptr || visit.from_ms() < next->from_ms()))
            next = &visit;
    }
    return next;
}

VisitsModel make_visits(const local::Visits& visits, const ui::Texts& t, Timestamp now) {
    VisitsModel model;
    if (const local::Visit* next = next_visit(visits, now)) model.reminder = visit_reminder(*next, t);
    model.rules_title = t("visits.rules");
    model.rules = rules_of(visits, t);
    model.note = pick(visits.note(), t.language());
    model.closed = closed_words(visits, t, now);
    return model;
}

VisitQuestion ask_cancel_visit(const local::Visit& visit, bool online, const ui::Texts& t, Timestamp now) {
    VisitQuestion question;
    if (visit.state() == "refused") {
        return {t("visits.ask_forget"), t("visits.ask_forget_text"), {}, t("visits.yes_forget")};
    }
    question.title = t("visits.ask_cancel");
    question.text = t("visits.ask_cancel_text");
    question.yes = t("visits.yes_cancel");
    question.facts = {{t("visits.with"), visit.visitor()}, {t("visits.when"), visit_when(visit.from_ms(), t, now)}};
    if (visit.price_cents() > 0) {
        question.facts.emplace_back(t("visits.comes_back"), money_words(visit.back_cents()));
        if (visit.back_cents() < visit.price_cents())
            question.facts.emplace_back(t("visits.lost"), money_words(visit.price_cents() - visit.back_cents()));
    }
    if (!online && visit.state() != "queued") add_sentence(question.text, t("visits.cancel_offline"));
    return question;
}

}  // namespace dayroom::features
