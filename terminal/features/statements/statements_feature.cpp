#include "terminal/features/statements/statements_feature.h"

namespace dayroom::features {

void StatementsFeature::enter(Host& host, const Place& place) {
    if (place.screen != ScreenId::kStatement) return;
    month_ = month_of_code(place.parameter).value_or(Month());
    moved(host);
}

void StatementsFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_statement()->set_year(month_.year);
    query.mutable_get_statement()->set_month(month_.month);
    asked_ = host.ask(std::move(query));
    local::ToAgent money;
    money.mutable_get_money();
    host.ask(std::move(money));
    local::ToAgent forms;
    forms.mutable_get_forms();
    host.ask(std::move(forms));
}

/// Steps between months replace each other: Back leads to where the statement was opened.
void StatementsFeature::choose(Host& host, const Month& month) {
    host.replace({ScreenId::kStatement, month_code(month)});
}

void StatementsFeature::answer(Host&, std::uint32_t number, const local::ToTerminal& reply) {
    if (reply.has_money()) money_ = reply.money();
    if (reply.has_forms()) forms_ = reply.forms();
    if (number != asked_) return;  // of a month that is not looked at any more
    asked_ = 0;
    const std::string& code = reply.problem().code();
    refused_ = code == "not_found" || code == "invalid";  // any other trouble passes: what is shown stays
    if (reply.has_statement()) statement_ = reply.statement();
}

std::string StatementsFeature::title(Host& host, const Place&) { return host.texts()("statement.title"); }

}  // namespace dayroom::features
