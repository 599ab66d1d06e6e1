#include "platform/facility/console/staff_accounts.h"

#include <algorithm>
#include <set>

#include "platform/base/utf8.h"

namespace dayroom::facility {
namespace {

constexpr const char* kAccountColumns =
    "SELECT id, name, role, state, totp_confirmed, last_sign_in_ms FROM staff_account ";

StaffAccount read_account(const database::Row& row) {
    return {row.id<StaffId>(0), row.string(1), row.string(2), row.integer(3) == 1, row.flag(4), row.time(5)};
}

Error weak(const char* why) { return Error(ErrorCode::kInvalid, why, "weak_password"); }

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& letter : out) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return out;
}

/// What people choose when a password must be long.
constexpr std::array<std::string_view, 12> kCommon = {"password", "passwort", "contrasena", "qwertyui",
                                                      "asdfghjk", "12345678", "87654321",   "letmein",
                                                      "dayroom",  "welcome",  "iloveyou",   "changeme"};

Status end_sessions(Work& work, const StaffId& id) {
    return work.db().run("UPDATE staff_session SET ended_ms = $2 WHERE account = $1 AND ended_ms = 0", id, work.now());
}

}  // namespace

bool is_staff_role(std::string_view role) {
    return std::find(kStaffRoles.begin(), kStaffRoles.end(), role) != kStaffRoles.end();
}

Result<std::string> staff_name_key(std::string_view name) {
    const Error wrong(ErrorCode::kInvalid,
                      "a name has 2 to 40 letters, digits, spaces, points, hyphens or apostrophes");
    if (name.size() < 2 || name.size() > kMaxStaffName || name.front() == ' ' || name.back() == ' ') return wrong;
    if (name.find("  ") != std::string_view::npos) return wrong;
    std::string key = lower_ascii(name);
    const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '.' || c == '-' || c == '_' ||
               c == '\'';
    });
    if (!plain) return wrong;
    return key;
}

Secret make_one_time_password(Random& random) {
    static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    Secret password = Secret::zeroed(19);
    for (std::size_t at = 0; at < password.size(); ++at) {
        password.writable()[at] =
            static_cast<std::uint8_t>(at % 5 == 4 ? '-' : kLetters[random.below(kLetters.size())]);
    }
    return password;
}

Status check_new_password(ByteView password, std::string_view name) {
    if (password.size() < kMinPassword) return weak("a password has at least 12 characters");
    if (password.size() > kMaxPassword) return weak("a password has at most 128 bytes");
    if (!utf8::is_valid(as_text(password))) return weak("a password is text");
    if (std::set<std::uint8_t>(password.begin(), password.end()).size() < 6)
        return weak("the password repeats a few characters");
    std::string folded = lower_ascii(as_text(password));
    bool common = std::any_of(kCommon.begin(), kCommon.end(),
                              [&](std::string_view word) { return folded.find(word) != std::string::npos; });
    std::string part;
    for (const char letter : lower_ascii(name) + " ") {
        if (letter != ' ' && letter != '.' && letter != '-' && letter != '_') {
            part += letter;
            continue;
        }
        common = common || (part.size() >= 4 && folded.find(part) != std::string::npos);
        part.clear();
    }
    wipe(folded);
    return common ? Status(weak("the password holds a name or a word that others try first")) : Status();
}

Status StaffAccounts::add(Work& work, const StaffId& id, std::string_view name, std::string_view role,
                          const std::string& password_hash) {
    const std::string key = TRY(staff_name_key(name));
    if (!is_staff_role(role))
        return Error(ErrorCode::kInvalid, "the role must be one of reviewer, trust_office, request_staff, it, auditor");
    if (TRY(work.db().number("SELECT count(*) FROM staff_account")) >= kMaxStaffAccounts)
        return Error(ErrorCode::kTooLarge, "there are 1,000 accounts already");
    const Status added = work.db().run(
        "INSERT INTO staff_account (id, name, name_key, role, password_hash, made_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        id, name, key, role, password_hash, work.now());
    if (!added.ok() && database::violation(added.error()))
        return Error(ErrorCode::kConflict, "somebody has this name already", "name_taken");
    TRY(added);
    return work.audit(record::Event::kStaffAdded, id, role);
}

Status StaffAccounts::set_state(Work& work, const StaffId& id, bool active) {
    const StaffAccount account = TRY(find(work.db(), id));
    if (account.active == active) return {};
    if (!active && account.role == "it") {
        const std::int64_t others = TRY(
            work.db().number("SELECT count(*) FROM staff_account WHERE role = 'it' AND state = 1 AND id <> $1", id));
        if (others == 0) return Error(ErrorCode::kConflict, "this is the only active account of IT", "last_it");
    }
    TRY(work.db().run("UPDATE staff_account SET state = $2 WHERE id = $1", id, active ? 1 : 2));
    TRY(end_sessions(work, id));
    return work.audit(active ? record::Event::kStaffActivated : record::Event::kStaffSuspended, id);
}

Status StaffAccounts::reset(Work& work, const StaffId& id, const std::string& password_hash) {
    TRY(find(work.db(), id));
    TRY(
        work.db().run("UPDATE staff_account SET password_hash = $2, password_must_change = 1, totp_secret = NULL, "
                      "totp_confirmed = 0, totp_used = 0, failures = 0, locks = 0, locked_until_ms = 0 WHERE id = $1",
                      id, password_hash));
    TRY(end_sessions(work, id));
    return work.audit(record::Event::kStaffReset, id);
}

Result<std::vector<StaffAccount>> StaffAccounts::list(database::Connection& connection) {
    std::vector<StaffAccount> all;
    TRY(connection.each(std::string(kAccountColumns) + "ORDER BY name_key",
                        [&](const database::Row& row) { all.push_back(read_account(row)); }));
    return all;
}

Result<StaffAccount> StaffAccounts::find(database::Connection& connection, const StaffId& id) {
    auto found = TRY(connection.first(std::string(kAccountColumns) + "WHERE id = $1", read_account, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such account.");
    return std::move(*found);
}

}  // namespace dayroom::facility
