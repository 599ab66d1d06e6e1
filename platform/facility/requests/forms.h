// Forms as data: what a resident fills in, what it costs, and until when staff answer (platform/forms has the rules).
// Each change is a new version; those that were in force before stay, because requests name the one they were filled
// from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/forms/form.h"

namespace dayroom::facility {

/// A form that came with an older version is still taken for so long after another came: a terminal that had no
/// connection could not know.
inline constexpr Milliseconds kOlderVersionTaken = std::chrono::hours(24 * 7);
inline constexpr std::size_t kMaxFormBytes = 200 * 1024;  // serialised: a Record has room for it
inline constexpr std::size_t kMaxForms = 500;             // in use

struct StoredForm {
    FormId id;
    wire::Form form;
    bool active = true;
};
struct FormVersion {
    wire::Form form;
    Timestamp from;
    Timestamp until;  // not set: in force
    std::string by_role;
    std::optional<ThingId> by;
};

class Forms {
public:
    /// New, or a new version (the revision is set here: one more than before). Sealed and fed to all terminals.
    /// kInvalid, kTooLarge: the rules of platform/forms, with the place. kConflict: another form has this code. The
    /// same definition again makes no version.
    Status put(Work& work, const FormId& id, wire::Form form);
    /// As put(), but kConflict "changed_since" unless `replaces` is the revision in force (0: there is none).
    Status replace(Work& work, const FormId& id, int replaces, wire::Form form);
    /// No longer offered; requests already made stay.
    Status retire(Work& work, const FormId& id);
    Result<std::optional<StoredForm>> find(database::Connection& connection, const FormId& id);
    Result<std::optional<StoredForm>> find_by_code(database::Connection& connection, std::string_view code);
    /// By code; with those that are retired when `retired`.
    Result<std::vector<StoredForm>> list(database::Connection& connection, bool retired = false);
    /// Newest first, the one in force among them.
    Result<std::vector<FormVersion>> versions(database::Connection& connection, const FormId& id);
    Result<std::optional<FormVersion>> find_version(database::Connection& connection, const FormId& id, int revision);
};

}  // namespace dayroom::facility
