// Appeals of outcomes: until when, with what, and what was said before.
#include <algorithm>

#include "platform/forms/clocks.h"
#include "platform/rules/calendar.h"
#include "terminal/features/requests/requests_model.h"

namespace dayroom::features {
namespace {

constexpr int kNoonHours = 12;

Timestamp decided_at(const local::Request& request) {
    for (int at = request.steps_size() - 1; at >= 0; --at) {
        const RequestMark mark = request_mark(request.steps(at).state());
        if (mark == RequestMark::kAnswered || mark == RequestMark::kDeclined)
            return Timestamp::from_ms(request.steps(at).at_ms());
    }
    return {};
}

const local::Request* appeal_of(const local::Request& request, const std::vector<local::Request>& others) {
    const auto found = std::find_if(others.begin(), others.end(), [&](const local::Request& other) {
        const RequestMark mark = request_mark(other.state());
        return appealed_by(other) == request.receipt_code() && mark != RequestMark::kWithdrawn &&
               mark != RequestMark::kRefused;
    });
    return found == others.end() ? nullptr : &*found;
}

}  // namespace

std::string appealed_by(const local::Request& request) {
    for (const auto& answer : request.answers())
        if (answer.field() == forms::kAppealField) return answer.value();
    return {};
}

bool has_to_do_with_appeals(const local::Request& request) {
    return decided_at(request).is_set() || !appealed_by(request).empty();
}

std::optional<Earlier> make_earlier(const std::string& receipt, const std::vector<local::Request>& others,
                                    const std::vector<FormView>& forms, const ui::Texts& t, Timestamp now) {
    if (receipt.empty()) return std::nullopt;
    const auto found = std::find_if(others.begin(), others.end(), [&](const local::Request& other) {
        return other.receipt_code() == receipt && appealed_by(other) != receipt;
    });
    if (found == others.end()) return std::nullopt;
    RequestDetail detail = make_request(*found, forms, t, now);
    return Earlier{detail.row.name, detail.receipt_code, std::move(detail.steps), std::move(detail.answers)};
}

AppealOffer make_appeal_offer(const local::Request& request, const std::vector<local::Request>& others,
                              const std::vector<FormView>& forms, const ui::Texts& t, Timestamp now) {
    AppealOffer offer;
    const Timestamp decided = decided_at(request);
    const auto form = std::find_if(forms.begin(), forms.end(), [&](const FormView& each) {
        return each.is_appeal() && each.form.appeals == request.form_code();
    });
    if (!decided.is_set() || form == forms.end()) return offer;
    if (const local::Request* made = appeal_of(request, others)) {
        offer.made = made->id();
        offer.words = t("request.appeal_made", {{"date", t.date(Timestamp::from_ms(made->submitted_ms()), now)}});
        return offer;
    }
    const bool over = forms::is_too_late(form->form, decided, now, t.time_zone());
    const auto day = forms::last_appeal_day(form->form, decided, t.time_zone());
    const Timestamp noon = rules::local_moment(day, std::chrono::hours(kNoonHours), t.time_zone());
    if (!over) offer.form = form->code;
    offer.words = t(over ? "request.appeal_over" : "request.appeal_until", {{"date", t.date(noon, now)}});
    return offer;
}

}  // namespace dayroom::features
