// Signing in to the console and out of it.
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Dialect;
using http::Method;
using http::Reply;
using http::Request;
using http::Response;
using nlohmann::json;

constexpr std::size_t kMaxSignInBody = 4 * 1024;
constexpr const char* kAnyRole = "reviewer trust_office request_staff it auditor";
constexpr const char* kAttributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

Secret take_secret(std::string text) { return Secret::take_from(text); }

Result<ConsoleCredentials> read_credentials(const std::string& text) {
    JsonBody body = TRY(JsonBody::parse(text));
    ConsoleCredentials given;
    given.name = body.text("name", kMaxStaffName);
    given.password = take_secret(body.text("password", kMaxPassword));
    given.code = take_secret(body.optional_text("code", 16));
    given.new_password = take_secret(body.optional_text("new_password", kMaxPassword));
    Status whole = body.done();
    body.wipe();
    TRY(whole);
    return given;
}

Result<json> session_view(database::Connection& db, const std::string& name, const std::string& role,
                          const std::string& csrf) {
    return json{{"name", name},
                {"role", role},
                {"csrf", csrf},
                {"idle_limit_s", Seconds(kSessionIdle.count() / 1000).count()},
                {"time_zone", TRY(read_facility(db)).time_zone()}};
}

Response session_refusal(int status, const char* code, const char* detail, json more = json::object()) {
    more["code"] = code;
    more["detail"] = detail;
    return json_answer(more, status);
}

Result<Response> answer_of(const ConsoleAnswer& answer, database::Connection& db) {
    using Verdict = ConsoleAnswer::Verdict;
    switch (answer.verdict) {
        case Verdict::kWrong:
            return session_refusal(401, "unauthenticated", "Name, password or code is wrong.");
        case Verdict::kLocked:
            return session_refusal(
                403, "locked", "Too many wrong attempts.",
                {{"locked_until_ms", answer.locked_until.ms()}, {"time_zone", TRY(read_facility(db)).time_zone()}});
        case Verdict::kEnrolTotp:
            return session_refusal(403, "enrol_totp", "Set up an authenticator, then sign in with its code.",
                                   {{"totp_secret", to_string(answer.totp_secret.bytes())},
                                    {"totp_uri", totp_uri(answer.name, answer.totp_secret)}});
        case Verdict::kChangePassword:
            return session_refusal(403, "password_change", "Choose a new password.");
        case Verdict::kWeakPassword:
            return session_refusal(400, "weak_password", "The new password is too easy to guess, or not new.");
        case Verdict::kSignedIn:
            break;
    }
    const std::string_view cookie = as_text(answer.cookie.bytes());
    const std::string csrf = TRY(ConsoleSessions::csrf_token(cookie));
    Response response = json_answer(TRY(session_view(db, answer.name, answer.role, csrf)));
    response.headers.emplace_back("Set-Cookie", std::string(kSessionCookie) + "=" + std::string(cookie) + kAttributes);
    return response;
}

void console_sign_in(Services& services, Request request, Reply reply) {
    auto given = read_credentials(request.body);
    wipe(request.body);
    if (!given.ok()) return reply.refuse(given.error());
    auto asked = std::make_shared<ConsoleCredentials>(given.take());
    const Status accepted = services.pins.run([&services, asked, reply] {
        auto answer = services.console_sign_in->sign_in(*asked);
        if (!answer.ok()) return reply.refuse(answer.error());
        services.staff->answer(reply, [given = std::make_shared<const ConsoleAnswer>(answer.take())](
                                          database::Connection& db) { return answer_of(*given, db); });
    });
    if (!accepted.ok()) reply.refuse(accepted.error());
}

Response not_signed_in() { return http::problem(Dialect::kJson, 401, "unauthenticated", "Nobody is signed in here."); }

void show_session(Services& services, Request request, Reply reply) {
    const auto& caller = http::caller_of<StaffCaller>(request);
    auto csrf = ConsoleSessions::csrf_token(session_cookie(request));
    if (!caller.session || !csrf.ok()) return reply.send(not_signed_in());
    services.staff->answer(
        reply,
        [name = caller.name, role = caller.role, csrf = csrf.take()](database::Connection& db) -> Result<Response> {
            return json_answer(TRY(session_view(db, name, role, csrf)));
        });
}

void console_sign_out(Services& services, Request request, Reply reply) {
    const auto session = http::caller_of<StaffCaller>(request).session;
    if (!session) return reply.send(not_signed_in());
    const Actor actor = http::caller_of<StaffCaller>(request).actor();
    services.staff->answer(reply, [&services, session, actor](database::Connection&) -> Result<Response> {
        TRY(services.writer->run(actor, [&](Work& work) { return ConsoleSessions::end(work, *session); }));
        services.sessions->forget();
        Response response = json_answer(json::object());
        response.headers.emplace_back("Set-Cookie", std::string(kSessionCookie) + "=; Max-Age=0" + kAttributes);
        return response;
    });
}

}  // namespace

void add_session_routes(http::Router& router, StaffApi& api) {
    Services& services = api.services;
    router.add({Method::kPost, "/console/session", kMaxSignInBody, "", [&services](Request request, Reply reply) {
                    console_sign_in(services, std::move(request), std::move(reply));
                }});
    router.add({Method::kGet, "/console/session", 0, kAnyRole, [&services](Request request, Reply reply) {
                    show_session(services, std::move(request), std::move(reply));
                }});
    router.add(
        {Method::kDelete, "/console/session", kMaxSignInBody, kAnyRole, [&services](Request request, Reply reply) {
             console_sign_out(services, std::move(request), std::move(reply));
         }});
}

}  // namespace dayroom::facility
