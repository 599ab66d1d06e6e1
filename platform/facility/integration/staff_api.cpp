#include "platform/facility/integration/staff_api.h"

#include <charconv>

#include "platform/facility/integration/remittance_routes.h"
#include "platform/facility/integration/schedule_routes.h"

namespace dayroom::facility {
namespace {

using http::Dialect;
using http::Request;
using http::Response;
using nlohmann::json;

Result<Response> run(StaffApi& api, ApiHandler handler, const Request& request, database::Connection& connection) {
    JsonBody body =
        TRY(JsonBody::parse(request.body.empty() ? std::string_view("{}") : std::string_view(request.body)));
    StaffCall call{api.services, connection,     request, http::caller_of<StaffCaller>(request),
                   api.readings, std::move(body)};
    const ApiAnswer answer = TRY(handler(call));
    struct Form {
        const std::string& body;
        const char* content_type;
    };
    for (const Form& form : {Form{answer.csv, "text/csv; charset=utf-8"}, Form{answer.pdf, "application/pdf"},
                             Form{answer.metrics, "text/plain; version=0.0.4; charset=utf-8"}}) {
        if (form.body.empty()) continue;
        Response file;
        file.status = answer.status;
        file.content_type = form.content_type;
        file.body = form.body;
        return file;
    }
    return json_answer(answer.body, answer.status);
}

struct OnceId {
    std::array<std::uint8_t, kIdBytes> id{};
    crypto::Digest content{};
};
OnceId once_id(std::string_view operation, const std::string& key, const std::string& content) {
    OnceId made;
    crypto::Blake2b hash;
    const crypto::Digest digest = hash.update_sized(as_bytes(operation)).update_sized(as_bytes(key)).finish();
    std::copy_n(digest.begin(), made.id.size(), made.id.begin());
    made.content = crypto::blake2b(as_bytes(content));
    return made;
}

/// What is asked, of which thing: the same key and body under another id is another request.
std::string content_of(const StaffCall& call) { return call.request.path + "\n" + call.body.canonical(); }

Result<std::optional<ApiAnswer>> read_first(database::Connection& connection, const OnceId& id) {
    struct Kept {
        crypto::Digest content;
        int status;
        std::string body;
    };
    const auto kept = TRY(connection.first(
        "SELECT content, status, body FROM staff_outcome WHERE id = $1",
        [](const database::Row& row) {
            return Kept{row.array<crypto::kDigestBytes>(0), row.small(1), to_string(row.bytes(2))};
        },
        id.id));
    if (!kept) return std::optional<ApiAnswer>();
    if (kept->content != id.content) {
        return Error(ErrorCode::kConflict, "This idempotency_key was used for another request.", "other_content");
    }
    return std::optional<ApiAnswer>(ApiAnswer{json::parse(kept->body, nullptr, false), kept->status});
}

}  // namespace

Result<std::int64_t> StaffCall::query_number(std::string_view name, std::int64_t least, std::int64_t most,
                                             std::int64_t otherwise) const {
    const auto text = request.query_parameter(name);
    if (!text) return otherwise;
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (failure == std::errc() && end == text->data() + text->size() && number >= least && number <= most)
        return number;
    return Error(ErrorCode::kInvalid, "\"" + std::string(name) + "\" must be a number from " + std::to_string(least) +
                                          " to " + std::to_string(most) + ".");
}

Result<int> StaffCall::query_limit(int most, int usual) const {
    return static_cast<int>(TRY(query_number("limit", 1, most, usual)));
}

Result<Page> StaffCall::query_page(int most, int usual) const {
    Page page;
    page.limit = TRY(query_limit(most, usual));
    page.offset = static_cast<int>(TRY(query_number("offset", 0, kMaxApiOffset, 0)));
    return page;
}

Response json_answer(const json& body, int status) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return response;
}

void add_api_route(http::Router& router, StaffApi& api, http::Method method, std::string pattern, std::string roles,
                   ApiHandler handler, std::size_t body_limit) {
    const std::size_t limit = method == http::Method::kGet ? 0 : body_limit;
    router.add(
        {method, std::move(pattern), limit, std::move(roles), [&api, handler](Request request, http::Reply reply) {
             api.services.staff->answer(
                 reply, [&api, handler, request = std::move(request)](database::Connection& connection) {
                     return run(api, handler, request, connection);
                 });
         }});
}

Result<std::optional<ApiAnswer>> find_first_answer(StaffCall& call, std::string_view operation,
                                                   const std::string& key) {
    return read_first(call.db, once_id(operation, key, content_of(call)));
}

Result<ApiAnswer> once(StaffCall& call, std::string_view operation, const std::string& key,
                       std::function<Result<ApiAnswer>(Work&)> make) {
    const OnceId id = once_id(operation, key, content_of(call));
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        auto first = TRY(read_first(work.db(), id));
        if (first) return std::move(*first);
        ApiAnswer made = TRY(make(work));
        const std::string body = made.body.dump();
        TRY(work.db().run("INSERT INTO staff_outcome (id, content, status, body, at_ms) VALUES ($1, $2, $3, $4, $5)",
                          id.id, id.content, made.status, database::blob(body), work.now()));
        return made;
    });
}

void add_staff_routes(http::Router& router, StaffApi& api) {
    router.add({http::Method::kGet, "/api/v1/health", 0, "", [&api](Request, http::Reply reply) {
                    const bool up = !api.services.stopping();
                    reply.send(
                        json_answer({{"status", up ? "up" : "stopping"}, {"alarms", api.services.standing_alarms()}},
                                    up ? 200 : 503));
                }});
    add_session_routes(router, api);
    add_account_routes(router, api);
    add_people_routes(router, api);
    add_money_routes(router, api);
    add_books_routes(router, api);
    add_bank_routes(router, api);
    add_month_routes(router, api);
    add_leaving_routes(router, api);
    add_package_routes(router, api);
    add_account_document_routes(router, api);
    add_transfer_routes(router, api);
    add_phone_routes(router, api);
    add_visit_routes(router, api);
    add_call_routes(router, api);
    add_deposit_batch_routes(router, api);
    add_withdrawal_routes(router, api);
    add_remittance_routes(router, api);
    add_site_charge_routes(router, api);
    add_obligation_routes(router, api);
    add_deduction_routes(router, api);
    add_message_routes(router, api);
    add_contact_routes(router, api);
    add_review_routes(router, api);
    add_decision_routes(router, api);
    add_list_routes(router, api);
    add_suspension_routes(router, api);
    add_inbound_routes(router, api);
    add_provider_routes(router, api);
    add_webhook_routes(router, api);
    add_offer_routes(router, api);
    add_form_routes(router, api);
    add_request_routes(router, api);
    add_attachment_routes(router, api);
    add_record_routes(router, api);
    add_message_paper_routes(router, api);
    add_health_routes(router, api);
    add_notice_routes(router, api);
    add_document_routes(router, api);
    add_schedule_routes(router, api);
    add_commissary_routes(router, api);
    add_order_routes(router, api);
    add_prea_routes(router, api);
    add_device_routes(router, api);
    add_policy_routes(router, api);
    add_audit_routes(router, api);
}

}  // namespace dayroom::facility
