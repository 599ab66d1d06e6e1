#include "terminal/features/requests/requests_feature.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr int kOtherRequests = 200;  // an appeal is made within days of the outcome

}  // namespace

void RequestsFeature::remember(std::uint32_t number, Query query) {
    if (number != 0) queries_[number] = std::move(query);
}

void RequestsFeature::ask_forms(Host& host) {
    local::ToAgent query;
    query.mutable_get_forms();
    remember(host.ask(std::move(query)), {Want::kForms, 0, {}});
}

void RequestsFeature::ask_money(Host& host) {
    local::ToAgent query;
    query.mutable_get_money();
    remember(host.ask(std::move(query)), {Want::kMoney, 0, {}});
}

void RequestsFeature::ask_one(Host& host, const std::string& id) {
    local::ToAgent query;
    query.mutable_get_request()->set_id(id);
    remember(host.ask(std::move(query)), {Want::kOne, 0, {}});
}

void RequestsFeature::ask_contacts(Host& host) {
    local::ToAgent query;
    query.mutable_get_contacts();
    remember(host.ask(std::move(query)), {Want::kContacts, 0, {}});
}

void RequestsFeature::ask_others(Host& host) {
    local::ToAgent query;
    query.mutable_get_requests()->mutable_page()->set_count(kOtherRequests);
    remember(host.ask(std::move(query)), {Want::kOthers, 0, {}});
}

void RequestsFeature::want(Host& host, int first, int last) {
    while (const auto offset = list_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_requests()->mutable_page()->set_offset(*offset);
        query.mutable_get_requests()->mutable_page()->set_count(kPageRows);
        remember(host.ask(std::move(query)), {Want::kList, *offset, {}});
    }
}

void RequestsFeature::enter(Host& host, const Place& place) {
    ask_forms(host);
    switch (place.screen) {
        case ScreenId::kForm:
            ask_money(host);
            open_form(host, place.parameter);
            break;
        case ScreenId::kAttachment:
            reader_.open(place.parameter);
            if (opened_id_ == request_of_place(place.parameter)) break;
            opened_.reset();
            opened_id_ = request_of_place(place.parameter);
            ask_one(host, opened_id_);
            break;
        case ScreenId::kRequest:
        case ScreenId::kReceipt:
            if (opened_id_ != place.parameter) opened_.reset();
            opened_id_ = place.parameter;
            ask_one(host, opened_id_);
            if (place.screen == ScreenId::kRequest) replying_.open(host, opened_id_);
            break;
        default:
            list_.mark_stale();
            want(host, 0, kPageRows - 1);
    }
}

void RequestsFeature::leave(Host& host, const Place& place) {
    if (place.screen == ScreenId::kForm) filling_.draft.save(host, to_draft(filling_.answers), true);
    if (place.screen == ScreenId::kRequest) replying_.leave(host);
}

/// The receipt page says so at once: the store may show it a moment later.
void RequestsFeature::outcome(Host&, const local::Outcome& outcome) {
    if (outcome.what() != "request" || outcome.receipt_code() != submitted_.receipt_code()) return;
    decided_ = outcome;
}

void RequestsFeature::moved(Host& host) {
    reader_.moved();
    ask_forms(host);
    list_.mark_stale();
    want(host, 0, kPageRows - 1);
    if (!opened_id_.empty()) ask_one(host, opened_id_);
    if (money_.has_value()) ask_money(host);
}

void RequestsFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (filling_.draft.answer(number, reply)) return take_draft(host);
    if (reader_.answer(host, number, reply)) return;
    bool acted = false;
    if (replying_.answer(host, number, reply, acted)) return acted ? ask_one(host, opened_id_) : void();
    const auto asked = queries_.find(number);
    if (asked == queries_.end()) return;
    const Query query = asked->second;
    queries_.erase(asked);
    switch (query.want) {
        case Want::kForms:
            if (reply.has_forms()) take_forms(host, reply.forms());
            break;
        case Want::kList:
            if (reply.has_requests()) take_list(host, query.offset, reply.requests());
            break;
        case Want::kOne:
            if (!reply.has_request() || reply.request().id() != opened_id_) break;
            opened_ = reply.request();
            if (has_to_do_with_appeals(*opened_)) ask_others(host);
            break;
        case Want::kMoney:
            if (reply.has_money()) money_ = reply.money();
            break;
        case Want::kSubmit:
            take_submitted(host, reply);
            break;
        case Want::kContacts:
            if (reply.has_contacts()) contacts_ = contact_choices_of(reply.contacts());
            break;
        case Want::kItems:
            if (reply.has_items()) take_items(filling_, query.form, reply.items(), host.texts().language());
            break;
        case Want::kOthers:
            if (reply.has_requests())
                others_.assign(reply.requests().requests().begin(), reply.requests().requests().end());
            break;
    }
}

void RequestsFeature::take_forms(Host& host, const local::Forms& forms) {
    forms_known_ = true;
    forms_.clear();
    for (const auto& form : forms.forms()) forms_.push_back(make_form(form, host.texts()));
    list_.mark_stale();  // rows carry the names of forms
    if (!filling_.filled_in) return fill_in(host);
    if (const FormView* form = find_form(filling_.form)) follow_form(host, *form);
}

void RequestsFeature::take_list(Host& host, int offset, const local::Requests& requests) {
    std::vector<HeldRequest> rows;
    for (const auto& request : requests.requests()) {
        rows.push_back({make_request_row(request, forms_, host.texts(), host.now()), request});
    }
    list_.put(offset, std::move(rows), requests.total());
}

const FormView* RequestsFeature::find_form(const std::string& code) const {
    const auto found =
        std::find_if(forms_.begin(), forms_.end(), [&](const FormView& form) { return form.code == code; });
    return found == forms_.end() ? nullptr : &*found;
}

std::string RequestsFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    switch (place.screen) {
        case ScreenId::kNewRequest:
            return t("requests.choose");
        case ScreenId::kForm: {
            const FormView* form = find_form(form_code_of(place.parameter));
            return form == nullptr ? t("request.title") : form->name;
        }
        case ScreenId::kAttachment: {
            const auto* attachment = opened_ ? find_attachment(*opened_, place.parameter) : nullptr;
            return attachment == nullptr ? t("attachment.title") : attachment->name();
        }
        case ScreenId::kReceipt:
        case ScreenId::kRequest:
            return t("request.title");
        default:
            return t("nav.requests");
    }
}

void RequestsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    switch (place.screen) {
        case ScreenId::kNewRequest:
            return draw_choice(host, ui, rect);
        case ScreenId::kForm:
            return draw_form(host, ui, rect);
        case ScreenId::kReceipt:
            return draw_receipt(host, ui, rect);
        case ScreenId::kRequest:
            return draw_request(host, ui, rect);
        case ScreenId::kAttachment:
            return draw_attachment(host, ui, rect, place);
        default:
            return draw_list(host, ui, rect);
    }
}

}  // namespace dayroom::features
