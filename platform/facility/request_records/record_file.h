// The record of one request for a court: one HTML page that anybody can read, and that proves itself. It holds what was
// filed word for word, every step, the version of the form, and the rows of the audit log about it; the same once more
// as JSON, signed by the hub, with the certificate by which the facility root vouches for the hub's key. The page is
// made from the signed part alone, so that a page which was changed anywhere is not the page that belongs to it.
//
// What is proven: by the signature, that this hub wrote the record; by the rows, whose hashes chain, that each piece
// was put on record when it came, under the number that the log gave it. Whoever keeps the log, or a head of it,
// compares.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/crypto/keys.h"
#include "platform/facility/packages/facility_roots.h"
#include "platform/record/audit_log.h"

namespace dayroom::facility {

inline constexpr const char* kRecordFormat = "dayroom-request-1";
inline constexpr std::size_t kMaxRecordBytes = 8 * 1024 * 1024;  // 150 steps of 4,000 characters, twice

struct RecordSource {
    FacilityId facility;
    std::string facility_name;
    Timestamp made;
    nlohmann::json form;  // the version that it was filled from
};

/// What is signed. kNotFound. Events of the last commits must be chained (the caller waits for the writer).
Result<nlohmann::json> describe_request(database::Connection& connection, const RequestId& id,
                                        const RecordSource& source);

/// The file. `certificate`: of `key`, by the facility root.
std::string write_record(const nlohmann::json& record, const crypto::SigningKey& key,
                         const wire::KeyCertificate& certificate);

struct RecordProof {
    RequestId request;
    std::string facility_name;
    std::string form_code;
    std::string receipt_code;
    Timestamp made;
    std::size_t pieces = 0;     // the filing, and each step
    std::size_t on_record = 0;  // of them: whose hash stands in the audit log
    std::vector<record::ChainedEntry> entries;
    record::Head head;  // of the log when the record was made
    bool whole() const { return pieces > 0 && on_record == pieces; }
};
/// kInvalid, kTooLarge: it is no such record; kUnauthenticated "bad_signature": not signed by a hub that `root` vouched
/// for when it was made, or changed since; "broken_chain": a row's hash is not that of the row.
Result<RecordProof> prove_record(std::string_view file, const FacilityRoot& root);
/// The facility that says to have made it, and when: not believed yet.
struct RecordClaim {
    FacilityId facility;
    Timestamp made;
};
Result<RecordClaim> claim_of(std::string_view file);

/// That this log has the rows of the record; kCorrupt names the first that it has not.
Status compare_with_log(database::Connection& connection, const RecordProof& proof);

}  // namespace dayroom::facility
