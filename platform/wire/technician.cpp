#include "platform/wire/technician.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/crypto/secretbox.h"
#include "platform/wire/seal.h"

namespace dayroom::wire {
namespace {

constexpr Milliseconds kDay{24LL * 3'600'000};
/// A terminal's clock may be a little behind the one at IT.
constexpr Milliseconds kClocksApart{3'600'000};

bool is_digits(ByteView pin) {
    return std::all_of(pin.begin(), pin.end(), [](std::uint8_t c) { return c >= '0' && c <= '9'; });
}

/// All the same, or each one more or one less than the one before.
bool is_easily_guessed(ByteView pin) {
    const auto steps_by = [&](int step) {
        return std::adjacent_find(pin.begin(), pin.end(), [&](std::uint8_t left, std::uint8_t right) {
                   return int{right} - int{left} != step;
               }) == pin.end();
    };
    return steps_by(0) || steps_by(1) || steps_by(-1);
}

Status check_wish(const NewTechnician& wish, ByteView pin) {
    if (pin.size() < kTechnicianPinMin || pin.size() > kTechnicianPinMax || !is_digits(pin))
        return Error(ErrorCode::kInvalid, "the PIN of a technician has 8 to 12 digits");
    if (is_easily_guessed(pin)) return Error(ErrorCode::kInvalid, "this PIN is easily guessed: take another one");
    if (wish.name.empty() || !utf8::is_valid(wish.name) || utf8::length(wish.name) > kMaxNameCharacters)
        return Error(ErrorCode::kInvalid, "a technician's name has 1 to 120 characters");
    if (wish.days < 1 || wish.days > kMaxTechnicianDays)
        return Error(ErrorCode::kInvalid, "a technician's certificate is valid for 1 to 60 days");
    return {};
}

}  // namespace

Result<IssuedTechnician> issue_technician(const NewTechnician& wish, const crypto::SigningKey& root, ByteView pin,
                                          const crypto::ArgonCost& cost, Random& random) {
    TRY(check_wish(wish, pin));
    const crypto::SigningKey key = crypto::SigningKey::make(random);
    IssuedTechnician issued;
    Bytes serial(kTechnicianSerialBytes);
    random.fill(serial);
    issued.serial = to_string(serial);
    issued.not_after = wish.not_before + kDay * wish.days;
    KeyStatement statement;
    statement.set_facility_id(wish.facility.raw());
    statement.set_purpose(KeyStatement::TECHNICIAN);
    statement.set_signing_key(key.public_key().raw());
    statement.set_not_before_ms((wish.not_before - kClocksApart).ms());
    statement.set_not_after_ms(issued.not_after.ms());
    statement.set_name(wish.name);
    statement.set_serial(issued.serial);
    TRY(parse_key_statement(as_bytes(statement.SerializeAsString())));
    TechnicianFile& file = issued.file;
    file.set_format(kTechnicianFileFormat);
    *file.mutable_certificate() = certify_key(statement, root);
    const crypto::Salt salt = crypto::make_salt(random);
    file.set_salt(std::string(as_text(salt)));
    file.set_memory_kib(cost.memory_kib);
    file.set_passes(cost.passes);
    const Secret wrap = TRY(crypto::derive_from_password(pin, salt, cost));
    file.set_sealed(to_string(crypto::encrypt(wrap, key.seed().bytes(), as_bytes(file.certificate().payload()))));
    TRY(parse_technician_file(as_bytes(file.SerializeAsString())));
    return issued;
}

Result<KeyStatement> verify_technician(const TechnicianFile& file, const crypto::SigningPublic& root,
                                       const FacilityId& facility,
                                       const std::optional<TechnicianRevocations>& revocations, Timestamp now) {
    auto statement = verify_key_certificate(file.certificate(), root, facility, KeyStatement::TECHNICIAN, now);
    if (!statement.ok()) {
        const bool expired = statement.error().code == ErrorCode::kExpired;
        return Error(statement.error().code, statement.error().detail,
                     expired ? "technician_expired" : "technician_foreign");
    }
    if (statement->serial().size() != kTechnicianSerialBytes)
        return Error(ErrorCode::kUnauthenticated, "a technician's certificate without a serial", "technician_foreign");
    if (statement->not_after_ms() - statement->not_before_ms() > (kDay * kMaxTechnicianDays + kClocksApart).count())
        return Error(ErrorCode::kUnauthenticated, "a technician's certificate of too many days", "technician_foreign");
    if (revocations) {
        const auto& revoked = revocations->revoked();
        if (std::find(revoked.begin(), revoked.end(), statement->serial()) != revoked.end())
            return Error(ErrorCode::kRevoked, "this technician's certificate was revoked", "technician_revoked");
    }
    return statement;
}

Result<crypto::SigningKey> open_technician(const TechnicianFile& file, ByteView pin) {
    const auto wrong = [] { return Error(ErrorCode::kUnauthenticated, "wrong PIN", "technician_pin"); };
    const auto statement = TRY(parse_key_statement(as_bytes(file.certificate().payload())));
    crypto::Salt salt{};
    if (file.salt().size() != salt.size()) return Error(ErrorCode::kInvalid, "salt");
    std::copy(file.salt().begin(), file.salt().end(), salt.begin());
    const Secret wrap = TRY(crypto::derive_from_password(pin, salt, {file.memory_kib(), file.passes()}));
    const auto seed = crypto::decrypt_secret(wrap, as_bytes(file.sealed()), as_bytes(file.certificate().payload()));
    if (!seed.ok()) return wrong();
    auto key = TRY(crypto::SigningKey::from_seed(*seed));
    if (key.public_key().raw() != statement.signing_key()) return wrong();
    return key;
}

TechnicianList sign_technician_list(const TechnicianRevocations& list, const crypto::SigningKey& root) {
    TechnicianList out;
    out.set_payload(list.SerializeAsString());
    out.set_signature(std::string(as_text(root.sign(crypto::kDomainTechnicians, as_bytes(out.payload())))));
    return out;
}

Result<TechnicianRevocations> verify_technician_list(const TechnicianList& list, const crypto::SigningPublic& root,
                                                     const FacilityId& facility) {
    TRY(crypto::verify(root, crypto::kDomainTechnicians, as_bytes(list.payload()), as_bytes(list.signature())));
    auto content = TRY(parse_technician_revocations(as_bytes(list.payload())));
    if (content.facility_id() != facility.raw())
        return Error(ErrorCode::kUnauthenticated, "a list of technicians of another facility");
    return content;
}

}  // namespace dayroom::wire
