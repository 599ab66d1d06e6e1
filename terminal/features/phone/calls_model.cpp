#include "terminal/features/phone/calls_model.h"

#include <algorithm>

#include "platform/base/bytes.h"
#include "platform/forms/call_dispute.h"
#include "platform/forms/marked_answer.h"
#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/phone/phone_model.h"

namespace dayroom::features {
namespace {

constexpr int kSecondsInMinute = 60;

std::string cents_words(std::int64_t cents) { return format_money(Cents::of(cents)); }

std::string moment_of(std::int64_t ms, const ui::Texts& t, Timestamp now) {
    return t.moment(Timestamp::from_ms(ms), now);
}

std::string end_words(const local::Call& call, const ui::Texts& t) {
    return t.of_code("phone.end.", call.end_code(), "phone.end.other");
}

/// Not decided yet.
bool is_open_dispute(const local::Call& call) {
    const std::string& state = call.dispute_state();
    return !call.dispute_id().empty() && state != "answered" && state != "declined";
}

}  // namespace

std::string length_words(int seconds, const ui::Texts& t) {
    if (seconds <= 0) return t("phone.not_answered");
    if (seconds < kSecondsInMinute) return t("phone.seconds", {{"count", seconds}});
    return t("phone.minutes", {{"count", (seconds + kSecondsInMinute - 1) / kSecondsInMinute}});
}

CallRow make_call_row(const local::Call& call, const ui::Texts& t, Timestamp now) {
    CallRow row;
    row.title = call.name().empty() ? number_words(call.number()) : call.name();
    row.preview =
        moment_of(call.began_ms(), t, now) + " · " + length_words(call.seconds(), t) + " · " + end_words(call, t);
    row.cost = cents_words(call.charged_cents());
    if (call.given_back_cents() > 0)
        row.back = t("phone.came_back", {{"amount", cents_words(call.given_back_cents())}});
    row.icon = call.seconds() > 0 ? "phone" : "phone-missed";
    if (is_open_dispute(call)) row.disputed = t("phone.disputed");
    return row;
}

CallModel make_call(const local::Call& call, const ui::Texts& t, Timestamp now) {
    CallModel model;
    model.row = make_call_row(call, t, now);
    model.facts = {{t("phone.number"), number_words(call.number())},
                   {t("phone.began"), moment_of(call.began_ms(), t, now)},
                   {t("phone.length"), length_words(call.seconds(), t)}};
    if (const std::string kind = pick(call.rate_name(), t.language()); !kind.empty())
        model.facts.emplace_back(t("phone.kind"), kind);
    model.facts.emplace_back(t("phone.cost"), cents_words(call.charged_cents()));
    if (call.given_back_cents() > 0)
        model.facts.emplace_back(t("phone.given_back"), cents_words(call.given_back_cents()) + " · " +
                                                            moment_of(call.given_back_ms(), t, now));
    model.facts.emplace_back(t("phone.why_ended"), end_words(call, t));
    model.facts.emplace_back(t("phone.record"), call.record());
    if (call.not_recorded()) model.recorded = t("phone.not_recorded");
    model.dispute_id = call.dispute_id();
    model.may_dispute = !is_open_dispute(call);
    if (!model.dispute_id.empty())
        model.dispute = t("phone.dispute_is",
                          {{"state", t.of_code("request.state.", call.dispute_state(), "request.state.received")}});
    return model;
}

std::optional<Place> dispute_place(const local::Call& call, const local::Forms& offered, const ui::Texts& t) {
    const bool has = std::any_of(offered.forms().begin(), offered.forms().end(),
                                 [](const local::Form& form) { return form.code() == forms::kCallDisputeForm; });
    if (!has) return std::nullopt;
    const Timestamp began = Timestamp::from_ms(call.began_ms());
    std::string which = call.name().empty() ? number_words(call.number()) : call.name();
    for (const std::string& part : {t.date(began, Timestamp()), t.time(began), length_words(call.seconds(), t),
                                    end_words(call, t), cents_words(call.charged_cents())})
        which += " · " + part;
    return form_place(forms::kCallDisputeForm,
                      {{std::string(forms::kCallField), forms::marked_answer(which, call.record())},
                       {std::string(kPrefillCall), to_hex(as_bytes(call.id()))}});
}

}  // namespace dayroom::features
