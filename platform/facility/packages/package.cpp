#include "platform/facility/packages/package.h"

#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "platform/crypto/labels.h"
#include "platform/wire/limits.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

Error no_package() { return Error(ErrorCode::kInvalid, "This is not a dayroom-transfer-1 package."); }
Error bad_signature() {
    return Error(ErrorCode::kUnauthenticated, "The package is not signed by that facility, or was changed.",
                 "bad_signature");
}

/// Members of one object; the first that is missing, or not what it must be, is remembered.
class Members {
public:
    explicit Members(const json& object) : object_(object), good_(object.is_object()) {}

    std::string text(const char* name, std::size_t most, bool may_be_empty = false) {
        const json* found = find(name);
        if (found == nullptr || !found->is_string()) return fail<std::string>();
        std::string value = found->get<std::string>();
        const bool right = utf8::sanitize(value, most) == value && (may_be_empty || !value.empty());
        return right ? value : fail<std::string>();
    }
    std::int64_t number(const char* name, std::int64_t least, std::int64_t most) {
        const json* found = find(name);
        const bool whole = found != nullptr && found->is_number_integer() &&
                           !(found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX);
        if (!whole) return fail<std::int64_t>();
        const auto value = found->get<std::int64_t>();
        return value >= least && value <= most ? value : fail<std::int64_t>();
    }
    template <typename IdType>
    IdType id(const char* name) {
        auto parsed = IdType::parse(text(name, 36));
        return parsed.ok() ? parsed.take() : fail<IdType>();
    }
    const json& object(const char* name) {
        static const json none = json::object();
        const json* found = find(name);
        if (found != nullptr && found->is_object()) return *found;
        good_ = false;
        return none;
    }
    const json& list(const char* name, std::size_t most) {
        static const json none = json::array();
        const json* found = find(name);
        if (found != nullptr && found->is_array() && found->size() <= most) return *found;
        good_ = false;
        return none;
    }
    bool good() const { return good_; }

private:
    const json* find(const char* name) {
        if (!object_.is_object()) return nullptr;
        const auto found = object_.find(name);
        return found == object_.end() ? nullptr : &*found;
    }
    template <typename T>
    T fail() {
        good_ = false;
        return T();
    }
    const json& object_;
    bool good_;
};

json payload_of(const AccountPackage& package) {
    json obligations = json::array();
    for (const PackageObligation& obligation : package.obligations) {
        obligations.push_back({{"code", obligation.code},
                               {"legal_basis", obligation.legal_basis},
                               {"owed_cents", obligation.owed.units()}});
    }
    return {{"format", kTransferFormat},
            {"id", package.id.to_string()},
            {"made_ms", package.made.ms()},
            {"from", {{"facility_id", package.from.to_string()}, {"name", package.from_name}}},
            {"to", {{"facility_id", package.to.to_string()}}},
            {"resident",
             {{"number", package.number},
              {"given_name", package.given_name},
              {"family_name", package.family_name},
              {"language", package.language}}},
            {"balances",
             {{"spendable_cents", package.spendable.units()},
              {"savings_cents", package.savings.units()},
              {"phone_cents", package.phone.units()},
              {"credits", package.credits.units()}}},
            {"obligations", obligations},
            {"records",
             {{"deposits", package.records.deposits},
              {"deposited_cents", package.records.deposited.units()},
              {"orders", package.records.orders},
              {"requests", package.records.requests},
              {"messages", package.records.messages}}}};
}

/// All but balances, obligations and records.
bool read_people(Members& all, AccountPackage& package) {
    Members from(all.object("from"));
    Members to(all.object("to"));
    Members resident(all.object("resident"));
    package.id = all.id<PackageId>("id");
    package.made = Timestamp::from_ms(all.number("made_ms", 1, INT64_MAX));
    package.from = from.id<FacilityId>("facility_id");
    package.from_name = from.text("name", wire::kMaxNameCharacters);
    package.to = to.id<FacilityId>("facility_id");
    package.number = resident.text("number", wire::kMaxResidentNumberCharacters);
    package.given_name = resident.text("given_name", wire::kMaxNameCharacters);
    package.family_name = resident.text("family_name", wire::kMaxNameCharacters);
    package.language = resident.text("language", wire::kMaxLanguageTagCharacters, true);
    return all.text("format", 40) == kTransferFormat && all.good() && from.good() && to.good() && resident.good();
}

bool read_money(Members& all, AccountPackage& package) {
    Members balances(all.object("balances"));
    package.spendable = Cents::of(balances.number("spendable_cents", 0, kMaxCommandUnits));
    package.savings = Cents::of(balances.number("savings_cents", 0, kMaxCommandUnits));
    package.phone = Cents::of(balances.number("phone_cents", 0, kMaxCommandUnits));
    package.credits = Credits::of(balances.number("credits", 0, kMaxCommandUnits));
    for (const json& one : all.list("obligations", kMaxPackageObligations)) {
        Members obligation(one);
        PackageObligation& read = package.obligations.emplace_back();
        read.code = obligation.text("code", wire::kMaxCodeCharacters);
        read.legal_basis = obligation.text("legal_basis", kMaxPackageLegalBasis, true);
        read.owed = Cents::of(obligation.number("owed_cents", 1, kMaxCommandUnits));
        if (!obligation.good()) return false;
    }
    Members records(all.object("records"));
    package.records.deposits = records.number("deposits", 0, INT64_MAX);
    package.records.deposited = Cents::of(records.number("deposited_cents", 0, INT64_MAX));
    package.records.orders = records.number("orders", 0, INT64_MAX);
    package.records.requests = records.number("requests", 0, INT64_MAX);
    package.records.messages = records.number("messages", 0, INT64_MAX);
    return all.good() && balances.good() && records.good();
}

struct Envelope {
    Bytes payload;
    Bytes certificate;
    Bytes signature;
};
Result<Envelope> open(std::string_view file) {
    if (file.size() > kMaxPackageBytes) return Error(ErrorCode::kTooLarge, "A package has at most 64 KiB.");
    const json object = json::parse(file, nullptr, false);
    Members members(object);
    const std::string format = members.text("format", 40);
    const std::string payload = members.text("payload", kMaxPackageBytes);
    const std::string certificate = members.text("key_certificate", kMaxPackageBytes);
    const std::string signature = members.text("signature", 100);
    if (!members.good() || format != kTransferFormat) return no_package();
    auto bytes = from_base64url(payload);
    auto of_key = from_base64url(certificate);
    auto signed_by = from_base64url(signature);
    if (!bytes.ok() || !of_key.ok() || !signed_by.ok()) return no_package();
    return Envelope{bytes.take(), of_key.take(), signed_by.take()};
}

}  // namespace

std::string write_package(const AccountPackage& package, const crypto::SigningKey& key,
                          const wire::KeyCertificate& certificate) {
    const std::string payload = payload_of(package).dump(-1, ' ', false, json::error_handler_t::replace);
    const crypto::Signature signature = key.sign(crypto::kDomainTransfer, as_bytes(payload));
    const json file = {{"format", kTransferFormat},
                       {"payload", to_base64url(as_bytes(payload))},
                       {"key_certificate", to_base64url(as_bytes(certificate.SerializeAsString()))},
                       {"signature", to_base64url(ByteView(signature))}};
    return file.dump(2) + "\n";
}

Result<FacilityId> sender_of(std::string_view file) {
    const Envelope envelope = TRY(open(file));
    const json payload = json::parse(as_text(envelope.payload), nullptr, false);
    Members all(payload);
    Members from(all.object("from"));
    const auto facility = from.id<FacilityId>("facility_id");
    if (!all.good() || !from.good()) return no_package();
    return facility;
}

Result<AccountPackage> read_package(std::string_view file, const FacilityRoot& root, Timestamp now) {
    const Envelope envelope = TRY(open(file));
    wire::KeyCertificate certificate;
    if (!certificate.ParseFromArray(envelope.certificate.data(), static_cast<int>(envelope.certificate.size())))
        return bad_signature();
    const auto statement =
        wire::verify_key_certificate(certificate, root.root, root.facility, wire::KeyStatement::HUB, now);
    if (!statement.ok()) return bad_signature();
    const auto key = crypto::SigningPublic::from_bytes(std::string_view(statement.value().signing_key()));
    if (!key.ok() || !crypto::verify(key.value(), crypto::kDomainTransfer, envelope.payload, envelope.signature).ok())
        return bad_signature();
    const json payload = json::parse(as_text(envelope.payload), nullptr, false);
    Members all(payload);
    AccountPackage package;
    if (!read_people(all, package) || !read_money(all, package)) return no_package();
    if (package.from != root.facility) return bad_signature();
    return package;
}

}  // namespace dayroom::facility
