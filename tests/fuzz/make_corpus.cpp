// make_fuzz_corpus FOLDER: writes the binary seeds of the fuzz targets: one good message of each kind, pictures of each
// format, frames of the local socket. Text seeds are kept by hand.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "platform/agent/local.pb.h"
#include "platform/wire/forms.h"
#include "platform/wire/policy.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/forms/sample_form.h"
#include "tests/unit/platform/photo/sample_pictures.h"
#include "tests/unit/platform/wire/messaging_sample.h"
#include "tests/unit/platform/wire/policy_sample.h"
#include "tests/unit/platform/wire/visits_sample.h"

namespace {

using namespace dayroom;
namespace fs = std::filesystem;

void write(const fs::path& folder, const std::string& target, const std::string& name, const std::string& bytes) {
    fs::create_directories(folder / target);
    std::ofstream(folder / target / name, std::ios::binary) << bytes;
}

void technicians(const fs::path& folder) {
    wire::TechnicianFile file;
    file.set_format("dayroom-technician-1");
    file.mutable_certificate()->set_payload(std::string(40, 'p'));
    file.mutable_certificate()->set_signature(std::string(64, 's'));
    file.set_salt(std::string(16, 'a'));
    file.set_memory_kib(65'536);
    file.set_passes(8);
    file.set_sealed(std::string(72, 'b'));
    write(folder, "technician_file_fuzz", "technician", file.SerializeAsString());
}

void requests(const fs::path& folder) {
    const wire::Command command = wire::sample::request_command();
    write(folder, "wire_fuzz", "command", command.SerializeAsString());
    for (const auto& [name, each] : wire::sample::messaging_commands())
        write(folder, "wire_fuzz", name, each.SerializeAsString());
    for (const auto& [name, each] : wire::sample::visit_commands())
        write(folder, "wire_fuzz", name, each.SerializeAsString());
    wire::SignedCommand signed_command;
    signed_command.set_payload(command.SerializeAsString());
    signed_command.set_session_proof(std::string(32, 'p'));
    signed_command.set_device_signature(std::string(64, 's'));
    write(folder, "wire_fuzz", "signed-command", signed_command.SerializeAsString());
    wire::CommandBatch batch;
    batch.add_commands()->set_command_id(command.id());
    *batch.mutable_commands(0)->mutable_command() = signed_command;
    batch.add_commands()->set_command_id(wire::sample::id(9));
    batch.mutable_commands(1)->set_box(std::string(80, 'b'));
    write(folder, "wire_fuzz", "batch", batch.SerializeAsString());
    wire::FeedRequest feed;
    feed.set_epoch(wire::sample::id(2));
    wire::ScopeCursor& cursor = *feed.add_cursors();
    cursor.mutable_scope()->set_kind(wire::RESIDENT);
    cursor.mutable_scope()->set_id(wire::sample::id(50));
    cursor.set_seq(17);
    cursor.set_snapshot_after("token");
    feed.set_wait_ms(30'000);
    feed.set_schema(1);
    write(folder, "wire_fuzz", "feed-request", feed.SerializeAsString());
    wire::SignInRequest sign_in;
    sign_in.set_resident_number("A-4471");
    sign_in.set_pin("258036");
    write(folder, "wire_fuzz", "sign-in", sign_in.SerializeAsString());
    wire::RenewRequest renew;
    renew.set_csr_pem("-----BEGIN CERTIFICATE REQUEST-----\nMIH0\n-----END CERTIFICATE REQUEST-----\n");
    renew.set_proof(std::string(64, 's'));
    write(folder, "wire_fuzz", "renew", renew.SerializeAsString());
    wire::HealthReport health;
    health.set_version("0.1.0");
    health.set_outbox_depth(3);
    health.set_assurance("host-key");
    write(folder, "wire_fuzz", "health", health.SerializeAsString());
}

void policies(const fs::path& folder) {
    SeededRandom random{9};
    const auto root = crypto::SigningKey::make(random);
    const auto id = [](char byte) { return std::string(kIdBytes, byte); };
    const auto bundle = wire::sample::policy_bundle(FacilityId::from_bytes(id('\x11')).take(), 7,
                                                    UnitId::from_bytes(id('\x12')).take());
    write(folder, "policy_fuzz", "bundle", bundle.SerializeAsString());
    const wire::RootSigned signed_policy = wire::sign_policy(bundle, root).take();
    write(folder, "policy_fuzz", "file", wire::policy_file_text(signed_policy));
    wire::Record record = wire::sample::message_record();
    *record.mutable_policy_release()->mutable_bundle() = signed_policy;
    write(folder, "feed_fuzz", "record-policy", record.SerializeAsString());
}

void answers(const fs::path& folder) {
    const wire::Record message = wire::sample::message_record();
    write(folder, "feed_fuzz", "record-message", message.SerializeAsString());
    for (const auto& [name, record] : wire::sample::messaging_records())
        write(folder, "feed_fuzz", name, record.SerializeAsString());
    for (const auto& [name, record] : wire::sample::visit_records())
        write(folder, "feed_fuzz", name, record.SerializeAsString());
    const wire::Record balances = wire::sample::balances_record();
    write(folder, "feed_fuzz", "record-balances", balances.SerializeAsString());
    wire::Item plain;
    plain.set_record(balances.SerializeAsString());
    write(folder, "feed_fuzz", "item-plain", plain.SerializeAsString());
    wire::Item sealed;
    sealed.mutable_sealed()->set_payload(message.SerializeAsString());
    sealed.mutable_sealed()->set_key_id(std::string(8, 'k'));
    sealed.mutable_sealed()->set_signature(std::string(64, 's'));
    write(folder, "feed_fuzz", "item-sealed", sealed.SerializeAsString());
    wire::FeedResponse response;
    response.set_epoch(wire::sample::id(2));
    response.set_now_ms(wire::sample::kNow);
    *response.add_scopes() = message.scope();
    wire::FeedPage& page = *response.add_pages();
    *page.mutable_scope() = balances.scope();
    page.set_to_seq(2);
    wire::Change& change = *page.add_changes();
    change.set_seq(1);
    change.set_id(balances.id());
    change.set_envelope(std::string(90, 'e'));
    wire::Change& removed = *page.add_changes();
    removed.set_seq(2);
    removed.set_id(wire::sample::id(7));
    removed.set_removed(true);
    write(folder, "feed_fuzz", "response", response.SerializeAsString());
    wire::OutcomeBatch outcomes;
    outcomes.add_outcomes()->set_command_id(wire::sample::id(200));
    outcomes.mutable_outcomes(0)->set_result(wire::Outcome::DECLINED);
    outcomes.mutable_outcomes(0)->set_code("insufficient_funds");
    write(folder, "feed_fuzz", "outcomes", outcomes.SerializeAsString());
    wire::SignInResponse sign_in;
    sign_in.set_result(wire::SignInResponse::WRONG);
    sign_in.set_attempts_left(4);
    write(folder, "feed_fuzz", "sign-in", sign_in.SerializeAsString());
}

void pictures(const fs::path& folder) {
    using namespace photo::test;
    const auto text = [](const Bytes& bytes) { return std::string(as_text(bytes)); };
    write(folder, "photo_fuzz", "plain.png", text(make_png(24, 16)));
    write(folder, "photo_fuzz", "clear.png", text(make_png(9, 7, 120)));
    write(folder, "photo_fuzz", "claims.png", text(png_claiming(20'000, 20'000)));
    write(folder, "photo_fuzz", "plain.jpg", text(make_jpeg(32, 16)));
    write(folder, "photo_fuzz", "progressive.jpg", text(make_jpeg(32, 16, true)));
    write(folder, "photo_fuzz", "turned.jpg", text(with_orientation(make_jpeg(16, 8), 6)));
    write(folder, "photo_fuzz", "plain.webp", text(make_webp(24, 16)));
}

std::string frame(const local::ToAgent& query) {
    const std::string content = query.SerializeAsString();
    std::string out;
    for (int at = 0; at < 4; ++at) out.push_back(static_cast<char>(content.size() >> (8 * at) & 0xFF));
    return out + content;
}

void frames(const fs::path& folder) {
    local::ToAgent status, sign_in, submit;
    status.set_number(1);
    status.mutable_get_status();
    sign_in.set_number(2);
    sign_in.mutable_sign_in()->set_resident_number("A-4471");
    sign_in.mutable_sign_in()->set_pin("258036");
    submit.set_number(3);
    submit.mutable_submit_request()->set_form_id(wire::sample::id(70));
    submit.mutable_submit_request()->set_nonce(wire::sample::id(71));
    write(folder, "local_fuzz", "whole", "\xFF" + frame(status) + frame(sign_in));
    write(folder, "local_fuzz", "in-pieces", "\x02" + frame(submit) + frame(status));
    write(folder, "local_fuzz", "too-long", std::string("\x10\xFF\xFF\xFF\x7F", 5) + "rest");
    write(folder, "local_fuzz", "empty-frame", std::string("\x10\0\0\0\0", 5));
}

std::string of(char letter) { return std::string(16, letter); }

/// One good query of each kind about messages, contacts and credits, with the ids of local_query_fuzz's world.
void queries(const fs::path& folder) {
    std::map<std::string, local::ToAgent> all;
    all["writing"].mutable_get_writing()->set_contact_id(of('c'));
    auto& send = *all["send"].mutable_send_message();
    send.set_contact_id(of('c'));
    send.set_text("Dear mother");
    send.set_price_seen_credits(1);
    send.set_nonce(of('n'));
    auto& reply = *all["send-prepaid"].mutable_send_message();
    reply = send;
    reply.set_prepaid(true);
    reply.set_price_seen_credits(0);
    reply.set_nonce(of('o'));
    all["withdraw"].mutable_withdraw_message()->set_message_id(of('h'));
    auto& appeal = *all["appeal"].mutable_appeal_message();
    appeal.set_message_id(of('r'));
    appeal.set_text("why?");
    appeal.set_nonce(of('a'));
    all["contacts"].mutable_get_contacts();
    auto& request = *all["request-contact"].mutable_request_contact();
    request.set_name("Tasha Greene");
    request.set_relationship("friend");
    request.set_address("tasha@mail.example");
    request.set_nonce(of('t'));
    for (const char* change : {"accept", "refuse", "block", "unblock", "remove"}) {
        auto& wanted = *all[std::string("change-") + change].mutable_change_contact();
        wanted.set_contact_id(of(change[0] == 'u' ? 'b' : change[0] == 'a' || change[0] == 'r' ? 'i' : 'c'));
        wanted.set_change(change);
    }
    all["credits"].mutable_get_credits();
    auto& buy = *all["buy"].mutable_buy_credits();
    buy.set_code("bundle_20");
    buy.set_price_seen_cents(500);
    buy.set_credits_seen(20);
    buy.set_nonce(of('y'));
    all["gallery"].mutable_get_gallery()->mutable_page()->set_count(50);
    all["message"].mutable_get_message()->set_id(of('m'));
    all["messages"].mutable_get_messages()->set_contact_id(of('c'));
    all["threads"].mutable_get_threads()->set_filter(local::WAITING);
    all["search"].mutable_search_messages()->set_text("few wor");
    all["read"].mutable_mark_read()->add_message_ids(of('m'));
    all["draft"].mutable_save_draft()->set_key("message/" + to_hex(as_bytes(of('c'))));
    all["draft"].mutable_save_draft()->set_content("Dear");
    all["preferences"].mutable_set_preferences()->set_theme("dark");
    for (const auto& [name, query] : all) write(folder, "local_query_fuzz", name, query.SerializeAsString());
}

/// A definition with every kind of field, and answers to it that are good, and that are not.
void forms_with_answers(const fs::path& folder) {
    const forms::Form form = test::sample_form();
    const std::map<std::string, forms::Answers> all = {
        {"good", {{"text", "12345"}, {"choice", "b"}, {"date", "2026-11-19"}, {"number", "2"}, {"why", "because"}}},
        {"wrong", {{"text", "123456"}, {"choice", "c"}, {"date", "11/19/2026"}, {"money", "-1"}, {"why", "hidden"}}}};
    for (const auto& [name, answers] : all) {
        wire::Request request;
        for (const forms::Answer& answer : answers) {
            auto& added = *request.add_answers();
            added.set_field(answer.field);
            added.set_value(answer.value);
        }
        wire::Signed pair;
        pair.set_payload(wire::form_to_wire(form).SerializeAsString());
        pair.set_signature(request.SerializeAsString());
        write(folder, "form_fuzz", name, pair.SerializeAsString());
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "make_fuzz_corpus: name the folder\n"), 2;
    const fs::path folder = argv[1];
    requests(folder);
    policies(folder);
    technicians(folder);
    answers(folder);
    pictures(folder);
    frames(folder);
    queries(folder);
    forms_with_answers(folder);
    return 0;
}
