// Handbook and rules: documents of the facility, one a code and language, put in force as a whole from a file
// (platform/documents). Each file is a new version; those before stay.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using DocumentId = Id<struct DocumentTag>;

struct StoredDocument {
    DocumentId id;
    wire::Document document;
    bool active = true;  // else it was withdrawn
    Timestamp from;      // since when this version is in force
    std::string by_role;
};
struct DocumentVersion {
    wire::Document document;
    Timestamp from;
    Timestamp until;  // not set: in force, or the last before it was withdrawn
    std::string by_role;
};

class Documents {
public:
    /// New, or a new version of the one with its code and language: revision and time are set here. Sealed and fed to
    /// all terminals. The same document again makes no version. kTooLarge beyond wire::kMaxDocuments in force.
    Result<StoredDocument> put(Work& work, wire::Document document);
    /// Taken from the terminals; its versions stay. kNotFound when it is not in force.
    Status withdraw(Work& work, const DocumentId& id);
    /// By position, code and language; with those that were withdrawn when `withdrawn`.
    Result<std::vector<StoredDocument>> list(database::Connection& connection, bool withdrawn);
    Result<std::optional<StoredDocument>> find(database::Connection& connection, const DocumentId& id);
    /// Newest first, the one in force among them.
    Result<std::vector<DocumentVersion>> versions(database::Connection& connection, const DocumentId& id);
};

}  // namespace dayroom::facility
