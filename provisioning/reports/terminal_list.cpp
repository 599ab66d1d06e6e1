#include "provisioning/reports/terminal_list.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "platform/crypto/labels.h"
#include "platform/wire/root_signed.h"
#include "platform/wire/terminal_list.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/root_key.h"
#include "provisioning/keys/seed_file.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

constexpr const char* kHubCertificateFormat = "dayroom-hub-key-certificate-1";
constexpr std::size_t kMaxListFile = wire::kMaxTerminalListBytes * 4 / 3 + 64;

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Result<ListedTerminal> read_terminal(const json& entry) {
    ListedTerminal terminal;
    terminal.name = text_of(entry, "name");
    terminal.unit = text_of(entry, "unit");
    terminal.kind = text_of(entry, "kind");
    terminal.serial = text_of(entry, "serial");
    terminal.revoked = text_of(entry, "state") == "revoked";
    terminal.revoked_at = Timestamp::from_ms(number_of(entry, "revoked_ms"));
    terminal.signing_key = TRY(crypto::SigningPublic::from_bytes(TRY(from_hex(text_of(entry, "signing_key")))));
    return terminal;
}

}  // namespace

const ListedTerminal* TerminalList::find(const std::string& id) const {
    const auto found = terminals.find(id);
    return found == terminals.end() ? nullptr : &found->second;
}

Result<crypto::SigningPublic> read_root_public(const std::filesystem::path& file) {
    const json content = json::parse(TRY(read_small_file(file)), nullptr, false);
    if (content.is_object() && text_of(content, "format") == kHubCertificateFormat)
        return crypto::SigningPublic::from_bytes(TRY(from_hex(text_of(content, "root_key"))));
    const auto sealed = read_sealed_seed(kRootKeyFile, file);
    if (!sealed.ok())
        return Error(ErrorCode::kInvalid,
                     file.string() + " is neither the facility root key file nor a hub-key.certificate of it");
    return crypto::SigningPublic::from_bytes(sealed->public_key);
}

Result<TerminalList> read_terminal_list(const std::filesystem::path& file, const crypto::SigningPublic& root) {
    const std::string what = "a list of terminals (dayroom-hub terminals --signed writes one)";
    const std::string text = TRY(read_small_file(file, kMaxListFile));
    const auto envelope =
        TRY(wire::read_carried(wire::kTerminalListFormat, what, text, wire::kMaxTerminalListBytes + 4096));
    // What was signed says of which facility it is and when it was made: it is read, and believed after the signature.
    const json content = json::parse(envelope.payload(), nullptr, false);
    const auto list = content.is_object() ? content.find("devices") : content.end();
    if (!content.is_object() || text_of(content, "format") != wire::kTerminalListFormat || list == content.end() ||
        !list->is_array())
        return Error(ErrorCode::kInvalid, file.string() + " is not " + what);
    TerminalList known;
    known.facility = TRY(FacilityId::parse(text_of(content, "facility_id")));
    known.made = Timestamp::from_ms(number_of(content, "made_ms"));
    const Status good = wire::verify_for_root(envelope, crypto::kDomainTerminals, root, known.facility,
                                              wire::KeyStatement::HUB, known.made);
    if (!good.ok() || !envelope.has_signer())
        return Error(ErrorCode::kUnauthenticated,
                     file.string() + ": no hub that this root key has certified signed this list");
    for (const json& entry : *list) {
        if (!entry.is_object()) return Error(ErrorCode::kInvalid, "a terminal in " + file.string() + " is no object");
        std::string id = text_of(entry, "id");
        std::erase(id, '-');
        known.terminals[id] = TRY(read_terminal(entry));
    }
    return known;
}

}  // namespace dayroom::provisioning
