#include "terminal/features/requests/requests_model.h"

#include <algorithm>

#include "platform/money/money.h"
#include "platform/rules/calendar.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {
namespace {

const FormView* form_of(const local::Request& request, const std::vector<FormView>& forms) {
    const auto found = std::find_if(forms.begin(), forms.end(),
                                    [&](const FormView& form) { return form.code == request.form_code(); });
    return found == forms.end() ? nullptr : &*found;
}

bool is_open(RequestMark mark) {
    return mark == RequestMark::kQueued || mark == RequestMark::kReceived || mark == RequestMark::kInProgress ||
           mark == RequestMark::kReturned;
}

std::string icon_of(RequestMark mark) {
    switch (mark) {
        case RequestMark::kQueued:
            return "cloud-off";
        case RequestMark::kReceived:
            return "inbox";
        case RequestMark::kInProgress:
            return "hourglass";
        case RequestMark::kReturned:
            return "reply";
        case RequestMark::kAnswered:
            return "circle-check";
        case RequestMark::kDeclined:
            return "circle-x";
        case RequestMark::kWithdrawn:
            return "undo-2";
        case RequestMark::kRefused:
            return "circle-alert";
    }
    return {};
}

std::string fee_words(const local::Request& request, RequestMark mark, const ui::Texts& t) {
    if (request.fee_cents() <= 0) return {};
    const std::string amount = format_money(Cents::of(request.fee_cents()));
    if (mark == RequestMark::kRefused) return t("request.fee_none", {{"amount", amount}});
    const bool over = mark == RequestMark::kDeclined || mark == RequestMark::kWithdrawn;
    if (over && !request.fee_charged()) return t("request.fee_released", {{"amount", amount}});
    if (request.fee_is_obligation()) return t("request.fee_owed", {{"amount", amount}});
    if (mark == RequestMark::kAnswered || request.fee_charged()) return t("request.fee_paid", {{"amount", amount}});
    if (mark == RequestMark::kQueued) return t("request.fee_reserved", {{"amount", amount}});
    return t("request.fee_held", {{"amount", amount}});
}

/// `before`: the state that it was in until then.
std::string step_title(const local::Request::Step& step, const std::string& before, const ui::Texts& t) {
    const bool by_resident = step.by_role() == "resident";
    if (step.level() > 0) return t("request.step.next_level");
    if (!step.act().empty()) return t.of_code("request.act.", step.act(), "request.step.changed");
    if (by_resident && !step.text().empty()) return t("request.step.you_wrote");
    std::string title = t.of_code("request.step.", step.state(), "request.step.changed");
    if (step.state() == before && !step.text().empty()) title = t("request.step.staff_wrote");
    const bool system = step.by_role() == "system";
    if (system && step.state() == "withdrawn") return t("request.step.no_reply");
    const bool arrival = request_mark(step.state()) == RequestMark::kReceived && step.text().empty();
    if (step.by_role().empty() || by_resident || system || arrival) return title;
    return title + " · " + t.of_code("role.", step.by_role(), "role.staff");
}

std::vector<RequestStep> steps_of(const local::Request& request, RequestMark mark, const ui::Texts& t, Timestamp now) {
    std::vector<RequestStep> steps;
    const auto moment = [&](std::int64_t ms) { return ms > 0 ? t.moment(Timestamp::from_ms(ms), now) : std::string(); };
    steps.push_back({t("request.step.saved"), moment(request.submitted_ms()), {}, "save", true});
    std::string before;
    for (const auto& step : request.steps()) {
        steps.push_back({step_title(step, before, t), moment(step.at_ms()), step.text(),
                         icon_of(request_mark(step.state())), true});
        before = step.state();
    }
    if (!request.waiting().empty())
        steps.push_back(
            {t.of_code("request.waiting.", request.waiting(), "request.step.will_send"), {}, {}, "cloud-off", false});
    if (mark == RequestMark::kQueued) steps.push_back({t("request.step.will_send"), {}, {}, "cloud-off", false});
    const bool open = mark == RequestMark::kReceived || mark == RequestMark::kInProgress;
    if (open && request.answer_by_ms() > 0) {
        const Timestamp by = Timestamp::from_ms(request.answer_by_ms());
        const std::string date = request.urgent() ? t.moment(by, now) : t.date(by, now);  // an emergency counts hours
        const bool late = by < now;
        steps.push_back(
            {t(late ? "request.step.late" : "request.step.answer_by", {{"date", date}}), {}, {}, "clock", false});
    }
    if (mark == RequestMark::kReturned && request.reply_by_ms() > 0) {
        const std::string date = t.date(Timestamp::from_ms(request.reply_by_ms()), now);
        steps.push_back({t("request.step.reply_by", {{"date", date}}), {}, {}, "clock", false});
    }
    return steps;
}

std::string returned_words(const local::Request& request, const ui::Texts& t, Timestamp now) {
    std::string words = t("request.returned_explained");
    if (request.reply_by_ms() == 0) return words;
    const std::string date = t.date(Timestamp::from_ms(request.reply_by_ms()), now);
    return words + " " + t("request.step.reply_by", {{"date", date}}) + ".";
}

std::string value_words(const forms::Field& field, const std::string& value, const ui::Texts& t, Timestamp now) {
    switch (field.kind) {
        case FieldKind::kCheck:
            return t("form.yes");
        case FieldKind::kYesNo:
            return t(value == "no" ? "form.no" : "form.yes");
        case FieldKind::kDate: {
            const auto day = rules::day_named(value);
            if (!day.ok()) return value;
            return t.date(rules::local_moment(*day, std::chrono::hours(12), t.time_zone()), now);
        }
        case FieldKind::kMoney: {
            const auto cents = forms::number_of(value);
            return cents ? format_money(Cents::of(*cents)) : value;
        }
        default:
            break;
    }
    for (const auto& choice : field.choices) {
        if (choice.code == value) return forms::pick(choice.label, t.language());
    }
    return value;
}

/// As it was filed: in the words that the hub kept with it, where it has.
std::vector<AnswerLine> answers_of(const local::Request& request, const FormView* form, const ui::Texts& t,
                                   Timestamp now) {
    std::vector<AnswerLine> lines;
    for (const auto& answer : request.answers()) {
        const forms::Field* field = form == nullptr ? nullptr : form->form.find(answer.field());
        AnswerLine line{answer.field(), answer.value()};
        if (field != nullptr)
            line = {forms::pick(field->label, t.language()), value_words(*field, answer.value(), t, now)};
        if (!answer.label().empty()) line.label = answer.label();
        if (!answer.words().empty()) line.value = answer.words();
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

RequestMark request_mark(const std::string& state) {
    if (state == "queued") return RequestMark::kQueued;
    if (state == "in_progress") return RequestMark::kInProgress;
    if (state == "returned") return RequestMark::kReturned;
    if (state == "answered") return RequestMark::kAnswered;
    if (state == "declined") return RequestMark::kDeclined;
    if (state == "withdrawn") return RequestMark::kWithdrawn;
    if (state == "refused") return RequestMark::kRefused;
    return RequestMark::kReceived;
}

RequestRow make_request_row(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& t,
                            Timestamp now) {
    RequestRow row;
    const FormView* form = form_of(request, forms);
    row.id = request.id();
    row.name = form == nullptr ? t("request.unknown_form") : form->name;
    row.icon = form == nullptr ? "clipboard-list" : form->icon;
    row.when = t.short_when(Timestamp::from_ms(request.submitted_ms()), now);
    row.mark = request_mark(request.state());
    row.state = t.of_code("request.state.", request.state(), "request.state.received");
    row.state_icon = icon_of(row.mark);
    row.answer_unread = request.answer_unread();
    if (request.urgent() && is_open(row.mark)) row.urgent = t("request.urgent");
    row.spoken = row.name + ". " + row.state + ". " + (row.urgent.empty() ? "" : row.urgent + ". ") + row.when;
    return row;
}

RequestDetail make_request(const local::Request& request, const std::vector<FormView>& forms, const ui::Texts& t,
                           Timestamp now, const std::vector<local::Request>& others) {
    RequestDetail detail;
    detail.row = make_request_row(request, forms, t, now);
    detail.receipt_code = grouped(request.receipt_code());
    detail.fee = fee_words(request, detail.row.mark, t);
    if (detail.row.mark == RequestMark::kQueued) detail.explanation = t("request.queued_explained");
    if (detail.row.mark == RequestMark::kReturned) detail.explanation = returned_words(request, t, now);
    if (detail.row.mark == RequestMark::kRefused) {
        detail.explanation = t.of_code("problem.", request.refusal_code(), "problem.refused");
    }
    detail.steps = steps_of(request, detail.row.mark, t, now);
    detail.answers = answers_of(request, form_of(request, forms), t, now);
    for (const auto& step : request.steps())
        for (const auto& document : step.attachments())
            detail.attachments.push_back(
                {document.id(), document.name(), t("attachment.pages", {{"count", document.pages_size()}})});
    detail.may_reply = request.may_reply();
    detail.may_withdraw = request.may_withdraw();
    detail.appeal = make_appeal_offer(request, others, forms, t, now);
    if (const auto receipt = appealed_by(request); !receipt.empty())
        detail.earlier = make_earlier(receipt, others, forms, t, now);
    return detail;
}

}  // namespace dayroom::features
