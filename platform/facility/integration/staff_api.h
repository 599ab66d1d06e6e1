// The JSON API for staff and other systems (/api/v1/…): tokens, the shape of a call, and where the routes are. The
// whole of it is described in docs/api/openapi.yaml; a test compares the two.
#pragma once

#include "platform/facility/http/server.h"
#include "platform/facility/integration/api_tokens.h"
#include "platform/facility/integration/json_body.h"
#include "platform/facility/integration/list_readings.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxApiBodyBytes = 256 * 1024;
inline constexpr std::size_t kMaxInboundBodyBytes = 22 * 1024 * 1024;  // five photos of 3 MiB in base64
inline constexpr int kApiPage = 100;                                   // entries when no limit is given
inline constexpr int kMaxApiOffset = 10'000'000;                       // entries that may be left out first

struct StaffApi {
    StaffApi(Services& of_hub, ApiTokens& known) : services(of_hub), tokens(known) {}
    Services& services;
    ApiTokens& tokens;
    ListReadings readings;
};

/// What of a list is asked for.
struct Page {
    int limit = kApiPage;
    int offset = 0;
};

/// One call, on a worker thread.
struct StaffCall {
    Services& services;
    database::Connection& db;
    const http::Request& request;
    const StaffCaller& caller;
    ListReadings& readings;
    JsonBody body;

    /// The n-th {…} of the route as an id; kNotFound when it is none.
    template <typename IdType>
    Result<IdType> path_id(std::size_t number) const {
        auto id = IdType::parse(request.parameters.at(number));
        if (!id.ok()) return Error(ErrorCode::kNotFound, "There is no such thing.");
        return id;
    }
    /// An id in the query; nothing when it is not given, kInvalid when it is none.
    template <typename IdType>
    Result<std::optional<IdType>> query_id(std::string_view name) const {
        const auto text = request.query_parameter(name);
        if (!text) return std::optional<IdType>();
        auto id = IdType::parse(*text);
        if (!id.ok()) return Error(ErrorCode::kInvalid, "\"" + std::string(name) + "\" must be an id.");
        return std::optional<IdType>(id.take());
    }
    Result<std::int64_t> query_number(std::string_view name, std::int64_t least, std::int64_t most,
                                      std::int64_t otherwise) const;
    /// "limit" of the query: 1 to `most`, `usual` when it is not given.
    Result<int> query_limit(int most, int usual = kApiPage) const;
    /// The same with "offset": 0 to kMaxApiOffset.
    Result<Page> query_page(int most, int usual = kApiPage) const;
    std::string query_text(std::string_view name) const { return request.query_parameter(name).value_or(""); }
};

struct ApiAnswer {
    nlohmann::json body = nlohmann::json::object();
    int status = 200;
    std::string csv = {};      // not empty: the answer is this table instead of `body`
    std::string pdf = {};      // or this document
    std::string metrics = {};  // or these, in the text format of Prometheus
};
using ApiHandler = Result<ApiAnswer> (*)(StaffCall&);

/// `roles`: separated by spaces; only tokens of these may call.
void add_api_route(http::Router& router, StaffApi& api, http::Method method, std::string pattern, std::string roles,
                   ApiHandler handler, std::size_t body_limit = kMaxApiBodyBytes);

/// Writes once for an idempotency key: the same key with the same path and body gets the first answer, with another
/// kConflict "other_content". A refusal is not kept: it may be tried again.
Result<ApiAnswer> once(StaffCall& call, std::string_view operation, const std::string& key,
                       std::function<Result<ApiAnswer>(Work&)> make);
/// The first answer to this key, if there was one: to spare the work before it.
Result<std::optional<ApiAnswer>> find_first_answer(StaffCall& call, std::string_view operation, const std::string& key);
inline constexpr std::size_t kMaxIdempotencyKey = 64;  // characters

/// Two ways in: a token in the Authorization header, or the console's cookie. With the cookie everything but GET also
/// needs the session's CSRF token, and no Origin but this listener's own.
http::Gate staff_gate(StaffApi& api);
inline constexpr const char* kCsrfHeader = "x-dayroom-csrf";
/// A call that the page makes by itself ("1"): it does not keep the session from ending.
inline constexpr const char* kBackgroundHeader = "x-dayroom-background";
/// The value of the console's cookie, or empty.
std::string_view session_cookie(const http::Request& request);
/// 409 "claimed" with "by", the name of who is at it, when that is the error.
Result<ApiAnswer> claimed_or_error(StaffCall& call, const MessageId& id, const Error& error);
/// Reading what people wrote to each other is put on record.
Status note_reading(StaffCall& call, const MessageId& id);
/// Of a list of them, under its first: once for each session (or token) and filter (list_readings.h).
Status note_list_reading(StaffCall& call, const MessageId& first);
http::Response json_answer(const nlohmann::json& body, int status = 200);

/// All of it. `api` and the services outlive the router.
void add_staff_routes(http::Router& router, StaffApi& api);
void add_session_routes(http::Router& router, StaffApi& api);
void add_account_routes(http::Router& router, StaffApi& api);
void add_people_routes(http::Router& router, StaffApi& api);
void add_money_routes(http::Router& router, StaffApi& api);
void add_books_routes(http::Router& router, StaffApi& api);
void add_bank_routes(http::Router& router, StaffApi& api);
void add_month_routes(http::Router& router, StaffApi& api);
void add_leaving_routes(http::Router& router, StaffApi& api);
void add_package_routes(http::Router& router, StaffApi& api);
void add_account_document_routes(http::Router& router, StaffApi& api);
void add_transfer_routes(http::Router& router, StaffApi& api);
void add_phone_routes(http::Router& router, StaffApi& api);
void add_call_routes(http::Router& router, StaffApi& api);
void add_visit_routes(http::Router& router, StaffApi& api);
void add_deposit_batch_routes(http::Router& router, StaffApi& api);
void add_withdrawal_routes(http::Router& router, StaffApi& api);
void add_site_charge_routes(http::Router& router, StaffApi& api);
void add_obligation_routes(http::Router& router, StaffApi& api);
void add_deduction_routes(http::Router& router, StaffApi& api);
void add_message_routes(http::Router& router, StaffApi& api);
void add_contact_routes(http::Router& router, StaffApi& api);
void add_review_routes(http::Router& router, StaffApi& api);
void add_decision_routes(http::Router& router, StaffApi& api);
void add_list_routes(http::Router& router, StaffApi& api);
void add_suspension_routes(http::Router& router, StaffApi& api);
void add_inbound_routes(http::Router& router, StaffApi& api);
void add_provider_routes(http::Router& router, StaffApi& api);
void add_webhook_routes(http::Router& router, StaffApi& api);
void add_offer_routes(http::Router& router, StaffApi& api);
void add_form_routes(http::Router& router, StaffApi& api);
void add_request_routes(http::Router& router, StaffApi& api);
void add_attachment_routes(http::Router& router, StaffApi& api);
void add_record_routes(http::Router& router, StaffApi& api);
void add_message_paper_routes(http::Router& router, StaffApi& api);
void add_health_routes(http::Router& router, StaffApi& api);
void add_notice_routes(http::Router& router, StaffApi& api);
void add_document_routes(http::Router& router, StaffApi& api);
void add_commissary_routes(http::Router& router, StaffApi& api);
void add_order_routes(http::Router& router, StaffApi& api);
void add_prea_routes(http::Router& router, StaffApi& api);
void add_device_routes(http::Router& router, StaffApi& api);
void add_policy_routes(http::Router& router, StaffApi& api);
void add_audit_routes(http::Router& router, StaffApi& api);

}  // namespace dayroom::facility
