#include "platform/facility/terminals/routes.h"

#include "platform/facility/devices/anchors.h"
#include "platform/facility/terminals/answers.h"
#include "platform/facility/terminals/blob_route.h"
#include "platform/facility/terminals/feed_wait.h"
#include "platform/facility/terminals/image_route.h"
#include "platform/wire/check.h"

namespace dayroom::facility {
namespace {

using http::Method;
using http::Reply;
using http::Request;
using http::Response;

constexpr const char* kEnrollPermission = "enroll";
constexpr int kCommandsOnIoThread = 8;

/// Work that blocks, on a pool; a full pool is 503.
void run_on(http::WorkerPool& pool, Reply reply, std::function<Result<Response>()> make) {
    const Status accepted = pool.run([reply, make = std::move(make)] {
        auto made = make();
        if (made.ok()) {
            reply.send(made.take());
        } else {
            reply.refuse(made.error());
        }
    });
    if (!accepted.ok()) reply.refuse(accepted.error());
}

void enroll(Services& services, Request request, Reply reply) {
    if (!services.enrollment) return reply.refuse(503, "unavailable", "This hub is not certified yet.");
    services.staff->answer(
        reply, [&services, body = std::move(request.body)](database::Connection& connection) -> Result<Response> {
            const wire::EnrollRequest asked = TRY(wire::parse_enroll_request(as_bytes(body)));
            attestation::Trust trust;
            if (asked.has_attestation()) trust = TRY(Anchors::trust(connection));
            return protobuf_answer(TRY(services.enrollment->enroll(asked, trust)));
        });
}

void attest(Services& services, Request request, Reply reply) {
    if (!services.enrollment) return reply.refuse(503, "unavailable", "This hub is not certified yet.");
    services.staff->answer(reply,
                           [&services, body = std::move(request.body)](database::Connection&) -> Result<Response> {
                               const wire::EnrollRequest asked = TRY(wire::parse_enroll_request(as_bytes(body)));
                               return protobuf_answer(TRY(services.enrollment->challenge(asked)));
                           });
}

void renew(Services& services, Request request, Reply reply) {
    if (!services.renewal) return reply.refuse(503, "unavailable", "This hub is not certified yet.");
    services.staff->answer(reply,
                           [&services, device = device_of(request),
                            body = std::move(request.body)](database::Connection&) -> Result<Response> {
                               const wire::RenewRequest asked = TRY(wire::parse_renew_request(as_bytes(body)));
                               return protobuf_answer(TRY(services.renewal->renew(*device, asked)));
                           });
}

void sign_in(Services& services, Request request, Reply reply) {
    auto device = device_of(request);
    auto parsed = wire::parse_sign_in_request(as_bytes(request.body));
    wipe(request.body);
    if (!parsed.ok()) return reply.refuse(parsed.error());
    auto asked = std::make_shared<wire::SignInRequest>(parsed.take());
    run_on(services.pins, reply, [&services, device, asked]() -> Result<Response> {
        auto answer = services.sign_in->sign_in(*device, *asked);
        wipe(*asked->mutable_pin());
        wipe(*asked->mutable_new_pin());
        if (!answer.ok()) return answer.take_error();
        return protobuf_answer(answer.value());
    });
}

void sign_out(Services& services, Request request, Reply reply) {
    services.staff->answer(reply,
                           [&services, device = device_of(request),
                            body = std::move(request.body)](database::Connection&) -> Result<Response> {
                               const wire::SignOutRequest asked = TRY(wire::parse_sign_out_request(as_bytes(body)));
                               TRY(services.sign_in->sign_out(*device, asked));
                               return protobuf_answer(wire::SignOutResponse());
                           });
}

/// One command's signature is checked here on the io thread; a long batch would hold up its other connections.
void commands(Services& services, Request request, Reply reply) {
    const auto device = device_of(request);
    auto parsed = wire::parse_command_batch(as_bytes(request.body));
    if (!parsed.ok()) return reply.refuse(parsed.error());
    const CommandDevice sender{device->id, device->unit, device->signing_key};
    const auto answer = [reply](wire::OutcomeBatch outcomes) { reply.send(protobuf_answer(outcomes)); };
    if (parsed.value().commands_size() <= kCommandsOnIoThread)
        return services.commands->run(sender, parsed.value(), answer);
    const Status accepted =
        services.reads->run([&services, sender, answer, batch = parsed.take()](database::Connection&) {
            services.commands->run(sender, batch, answer);
        });
    if (!accepted.ok()) reply.refuse(accepted.error());
}

void health(Services& services, Request request, Reply reply) {
    const auto device = device_of(request);
    auto report = wire::parse_health_report(as_bytes(request.body));
    if (!report.ok()) return reply.refuse(report.error());
    auto anchor = std::make_shared<AuditAnchor>(AuditAnchor::kGood);
    const auto job = [&services, device, anchor, report = report.take()](Work& work) -> Status {
        *anchor = TRY(services.devices.report(work, device->id, report));
        return {};
    };
    const Status queued =
        services.writer->submit(Actor::system(), job, [&services, device, anchor, reply](Status status) {
            if (!status.ok()) return reply.refuse(status.error());
            if (*anchor != AuditAnchor::kGood)
                services.alarm("terminal " + device->id.to_string() + " shows another audit log than before");
            wire::HealthReply answer;
            answer.set_now_ms(services.clock.now().ms());
            reply.send(protobuf_answer(answer));
        });
    if (!queued.ok()) reply.refuse(queued.error());
}

/// Which terminal sends it is known to the connection alone: nothing of it goes further.
void prea(Services& services, Request request, Reply reply) {
    auto parsed = wire::parse_prea_delivery(as_bytes(request.body));
    if (!parsed.ok()) return reply.refuse(parsed.error());
    const auto delivery = std::make_shared<wire::PreaDelivery>(parsed.take());
    const Status queued = services.writer->submit(
        Actor::system(), [&services, delivery](Work& work) { return services.prea.receive(work, *delivery); },
        [delivery, reply](Status status) {
            if (!status.ok()) return reply.refuse(status.error());
            wire::PreaReceived received;
            for (const auto& report : delivery->reports()) received.add_ids(report.id());
            reply.send(protobuf_answer(received));
        });
    if (!queued.ok()) reply.refuse(queued.error());
}

std::optional<Response> refusal(int status, const char* code, const char* detail) {
    return http::problem(http::Dialect::kProtobuf, status, code, detail);
}

std::optional<Response> refuse_certificate(const DeviceRegistry::Found& found, Timestamp now) {
    const Device& device = *found.device;
    if (device.revoked) return refusal(403, "revoked", "This terminal was revoked.");
    if (found.role == CertificateRole::kReplaced)
        return refusal(403, "certificate_replaced", "This terminal has a newer certificate, and has used it.");
    const DeviceCertificate& shown = found.role == CertificateRole::kNext ? *device.next : device.certificate;
    if (shown.not_after < now)
        return refusal(403, "expired", "This terminal's certificate has expired. Enrol it again.");
    return std::nullopt;
}

}  // namespace

http::Gate terminal_gate(Services& services) {
    return [&services](const http::Route& route, Request& request) -> std::optional<Response> {
        const bool wants_to_enrol = route.permission == kEnrollPermission;
        if (request.peer.enrolling != wants_to_enrol) {
            return request.peer.enrolling ? refusal(403, "denied", "Without a certificate a terminal may only enrol.")
                                          : refusal(403, "denied", "This terminal is enrolled already.");
        }
        if (wants_to_enrol) return std::nullopt;
        auto found = services.registry.find_by_certificate(request.peer.certificate_sha256);
        if (!found) return refusal(403, "revoked", "This hub does not know this terminal. Enrol it again.");
        if (auto refused = refuse_certificate(*found, services.clock.now())) return refused;
        if (found->role == CertificateRole::kNext && services.renewal) services.renewal->used(*found->device);
        request.caller = std::move(found->device);
        return std::nullopt;
    };
}

void add_terminal_routes(http::Router& router, Services& services) {
    const auto bind = [&services](void (*handler)(Services&, Request, Reply)) {
        return [&services, handler](Request request, Reply reply) {
            handler(services, std::move(request), std::move(reply));
        };
    };
    router.add({Method::kPost, "/v1/enroll", wire::kMaxSmallBodyBytes, kEnrollPermission, bind(&enroll)});
    router.add({Method::kPost, "/v1/attest", wire::kMaxSmallBodyBytes, kEnrollPermission, bind(&attest)});
    router.add({Method::kPost, "/v1/renew", wire::kMaxSmallBodyBytes, "", bind(&renew)});
    router.add({Method::kPost, "/v1/sign-in", wire::kMaxSmallBodyBytes, "", bind(&sign_in)});
    router.add({Method::kPost, "/v1/sign-out", wire::kMaxSmallBodyBytes, "", bind(&sign_out)});
    router.add({Method::kPost, "/v1/commands", wire::kMaxCommandBodyBytes, "", bind(&commands)});
    router.add({Method::kPost, "/v1/health", wire::kMaxSmallBodyBytes, "", bind(&health)});
    router.add({Method::kPost, "/v1/prea", wire::kMaxCommandBodyBytes, "", bind(&prea)});
    router.add({Method::kPost, "/v1/feed", wire::kMaxSmallBodyBytes, "", [&services](Request request, Reply reply) {
                    auto device = device_of(request);
                    answer_feed(services, std::move(device), std::move(request.body), std::move(reply));
                }});
    router.add({Method::kGet, "/v1/blobs/{sha256}", 0, "", [&services](Request request, Reply reply) {
                    auto device = device_of(request);
                    services.reads->answer(
                        reply, [&services, device, request = std::move(request)](database::Connection& connection) {
                            return read_blob(services, connection, *device, request);
                        });
                }});
    router.add({Method::kGet, "/v1/images/{sha256}", 0, "", [&services](Request request, Reply reply) {
                    services.reads->answer(reply, [&services, request = std::move(request)](database::Connection&) {
                        return read_image_piece(services, request);
                    });
                }});
}

}  // namespace dayroom::facility
