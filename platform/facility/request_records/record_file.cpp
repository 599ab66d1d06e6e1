#include "platform/facility/request_records/record_file.h"

#include <algorithm>
#include <set>

#include "platform/crypto/labels.h"
#include "platform/facility/request_records/record_page.h"
#include "platform/facility/requests/pieces.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

Error no_record() { return Error(ErrorCode::kInvalid, "This is no record of a request (dayroom-request-1)."); }
Error forged() {
    return Error(ErrorCode::kUnauthenticated, "The record is not signed by that facility's hub, or was changed.",
                 "bad_signature");
}

struct Opened {
    std::string envelope;  // as it stands in the page
    Bytes payload;
    Bytes certificate;
    Bytes signature;
    json record;
};

Result<Bytes> part(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return no_record();
    auto bytes = from_base64url(found->get<std::string>());
    if (!bytes.ok()) return no_record();
    return bytes;
}

Result<Opened> open_record(std::string_view file) {
    if (file.size() > kMaxRecordBytes) return Error(ErrorCode::kTooLarge, "A record has at most 8 MiB.");
    const std::string_view mark = kEnvelopeBegins;
    const std::size_t begin = file.rfind(mark);
    if (begin == std::string_view::npos) return no_record();
    const std::size_t end = file.find(kEnvelopeEnds, begin);
    if (end == std::string_view::npos) return no_record();
    Opened opened;
    opened.envelope = file.substr(begin + mark.size(), end - begin - mark.size());
    const json envelope = json::parse(opened.envelope, nullptr, false);
    if (!envelope.is_object()) return no_record();
    opened.payload = TRY(part(envelope, "payload"));
    opened.certificate = TRY(part(envelope, "key_certificate"));
    opened.signature = TRY(part(envelope, "signature"));
    opened.record = json::parse(as_text(opened.payload), nullptr, false);
    if (!opened.record.is_object() || opened.record.value("format", json()) != kRecordFormat) return no_record();
    return opened;
}

Result<crypto::Digest> digest_from(const json& hex) {
    const Bytes bytes = TRY(from_hex(hex.get<std::string>()));
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) return no_record();
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

/// Only of what is signed: its hub wrote it, and a member that is missing is the hub's own fault. Throws json's errors.
Result<record::ChainedEntry> read_entry(const json& from, const RequestId& request) {
    record::ChainedEntry chained;
    chained.sequence = from.at("sequence").get<std::int64_t>();
    chained.hash = TRY(digest_from(from.at("hash")));
    record::Entry& entry = chained.entry;
    entry.at = Timestamp::from_ms(from.at("at_ms").get<std::int64_t>());
    entry.event = static_cast<record::Event>(from.at("event").get<int>());
    entry.outcome = static_cast<record::Outcome>(from.at("outcome").get<int>());
    entry.actor_kind = from.at("actor_kind").get<std::string>();
    entry.actor_id = TRY(from_hex(from.at("actor_id").get<std::string>()));
    entry.subject_id = Bytes(request.bytes().begin(), request.bytes().end());
    entry.code = from.at("code").get<std::string>();
    entry.detail = from.at("detail").get<std::string>();
    if (chain(TRY(digest_from(from.at("before"))), chained.sequence, entry) != chained.hash)
        return Error(ErrorCode::kUnauthenticated, "row " + std::to_string(chained.sequence) + " does not chain",
                     "broken_chain");
    return chained;
}

Result<std::vector<crypto::Digest>> pieces_of(const json& request, const RequestId& id) {
    Filing filing{id,
                  TRY(ResidentId::parse(request.at("resident_id").get<std::string>())),
                  request.at("form_code").get<std::string>(),
                  request.at("form_revision").get<int>(),
                  Timestamp::from_ms(request.at("submitted_ms").get<std::int64_t>()),
                  request.at("receipt_code").get<std::string>(),
                  Cents::of(request.at("fee_cents").get<std::int64_t>()),
                  {}};
    for (const json& answer : request.at("answers"))
        filing.answers.push_back({answer.at("field").get<std::string>(), answer.at("value").get<std::string>(),
                                  answer.at("label").get<std::string>(), answer.at("words").get<std::string>()});
    std::vector<crypto::Digest> pieces{digest_of(filing)};
    for (const json& from : request.at("steps")) {
        std::optional<ThingId> by;
        if (const auto text = from.at("by_id").get<std::string>(); !text.empty()) by = TRY(ThingId::parse(text));
        RequestStep step{id,
                         from.at("position").get<int>(),
                         from.at("state").get<std::string>(),
                         Timestamp::from_ms(from.at("at_ms").get<std::int64_t>()),
                         from.at("by_role").get<std::string>(),
                         by,
                         from.at("level").get<int>(),
                         from.at("text").get<std::string>()};
        for (const json& attached : from.value("attachments", json::array()))
            step.attached.push_back(TRY(digest_from(attached.at("sha256"))));
        step.act = from.value("act", std::string());
        pieces.push_back(digest_of(step));
    }
    return pieces;
}

Result<RecordProof> read_proof(const json& record) {
    const json& request = record.at("request");
    RecordProof proof;
    proof.request = TRY(RequestId::parse(request.at("id").get<std::string>()));
    proof.facility_name = record.at("facility").at("name").get<std::string>();
    proof.form_code = request.at("form_code").get<std::string>();
    proof.receipt_code = request.at("receipt_code").get<std::string>();
    proof.made = Timestamp::from_ms(record.at("made_ms").get<std::int64_t>());
    proof.head = {record.at("head").at("sequence").get<std::int64_t>(), TRY(digest_from(record.at("head").at("hash")))};
    std::multiset<std::string> kept;
    for (const json& from : record.at("audit")) {
        proof.entries.push_back(TRY(read_entry(from, proof.request)));
        const record::Entry& entry = proof.entries.back().entry;
        if (entry.event == record::Event::kRequestKept) kept.insert(entry.code);
    }
    for (const crypto::Digest& piece : TRY(pieces_of(request, proof.request))) {
        ++proof.pieces;
        const auto found = kept.find(to_hex(piece));
        if (found == kept.end()) continue;
        ++proof.on_record;
        kept.erase(found);
    }
    return proof;
}

}  // namespace

std::string write_record(const json& record, const crypto::SigningKey& key, const wire::KeyCertificate& certificate) {
    const std::string payload = record.dump(-1, ' ', false, json::error_handler_t::replace);
    const crypto::Signature signature = key.sign(crypto::kDomainRequestRecord, as_bytes(payload));
    const json envelope = {{"payload", to_base64url(as_bytes(payload))},
                           {"key_certificate", to_base64url(as_bytes(certificate.SerializeAsString()))},
                           {"signature", to_base64url(ByteView(signature))}};
    // From the bytes that are signed, as whoever proves it makes the page too.
    return record_page(json::parse(payload), envelope.dump());
}

Result<RecordClaim> claim_of(std::string_view file) {
    const Opened opened = TRY(open_record(file));
    try {
        return RecordClaim{TRY(FacilityId::parse(opened.record.at("facility").at("id").get<std::string>())),
                           Timestamp::from_ms(opened.record.at("made_ms").get<std::int64_t>())};
    } catch (const json::exception&) {
        return no_record();
    }
}

Result<RecordProof> prove_record(std::string_view file, const FacilityRoot& root) {
    const RecordClaim claim = TRY(claim_of(file));
    const Opened opened = TRY(open_record(file));
    wire::KeyCertificate certificate;
    if (!certificate.ParseFromArray(opened.certificate.data(), static_cast<int>(opened.certificate.size())))
        return forged();
    const auto statement =
        wire::verify_key_certificate(certificate, root.root, root.facility, wire::KeyStatement::HUB, claim.made);
    if (!statement.ok() || claim.facility != root.facility) return forged();
    const auto key = crypto::SigningPublic::from_bytes(std::string_view(statement.value().signing_key()));
    if (!key.ok() || !crypto::verify(key.value(), crypto::kDomainRequestRecord, opened.payload, opened.signature).ok())
        return forged();
    try {
        auto proof = TRY(read_proof(opened.record));
        if (record_page(opened.record, opened.envelope) != file) return forged();
        return proof;
    } catch (const json::exception&) {
        return no_record();
    }
}

Status compare_with_log(database::Connection& connection, const RecordProof& proof) {
    for (const record::ChainedEntry& entry : proof.entries) {
        const auto found = TRY(connection.first(
            "SELECT hash FROM audit WHERE sequence = $1",
            [](const database::Row& row) { return row.array<crypto::kDigestBytes>(0); }, entry.sequence));
        if (!found || *found != entry.hash)
            return Error(ErrorCode::kCorrupt, "the log of this hub has another row " + std::to_string(entry.sequence));
    }
    return {};
}

}  // namespace dayroom::facility
