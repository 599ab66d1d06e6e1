// The outside body's key pair, made and kept by that body on its own machine, and what the body does with it: it opens
// reports and closes answers. The facility gets the public half alone. Source: docs/security-prea.md.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/wire/prea.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {

/// The key file (as the root's), and beside it a public file for the facility. kConflict when one of them exists.
Result<crypto::BoxKey> make_prea_key(const std::filesystem::path& key, const std::filesystem::path& public_file,
                                     const std::string& name, const Secret& passphrase, Random& random);
Result<crypto::BoxKey> load_prea_key(const std::filesystem::path& key, const Secret& passphrase);

struct PreaPublic {
    std::string name;
    crypto::BoxPublic key;
};
Result<PreaPublic> read_prea_public(const std::filesystem::path& file);

/// What the root signs. `hotlines`: a file of [{"name": {"en": …}, "phone": …, "note": {"en": …}}, …]; empty: none.
Status add_hotlines(wire::PreaStatement& statement, const std::filesystem::path& hotlines);
/// Signs it and writes what `dayroom-hub prea install` takes.
Status write_prea_statement(const std::filesystem::path& out, const wire::PreaStatement& statement,
                            const RootKey& root);

struct OpenedReport {
    std::string id;  // as the hub calls it: base64url
    std::int64_t day = 0;
    std::string answer_address;  // where an answer goes, to be given to `prea answer`
    wire::PreaReport report;
};
struct OpenedReports {
    std::vector<OpenedReport> reports;
    int closed = 0;  // not for this key, or damaged
};
/// Of an export, or an answer of GET /api/v1/prea/reports.
Result<OpenedReports> open_prea_reports(const std::filesystem::path& file, const crypto::BoxKey& key);

/// Writes what POST /api/v1/prea/answers and `dayroom-hub prea answer` take.
Status write_prea_answer(const std::filesystem::path& out, const std::string& address, const std::string& text,
                         Timestamp now);

}  // namespace dayroom::provisioning
