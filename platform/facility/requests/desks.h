// Desks: whose requests somebody of staff works on. A desk is the role that a form names ("medical"), or a level's, or
// that a request was assigned to. What is at a desk is opened and answered there and nowhere else: what a person wrote
// about their health is read by health staff only. Others see that something is at a desk and until when, not whose,
// about what or in which words.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/requests/requests.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxDesks = 32;  // of one account or token

/// The form by which a resident asks for a statement on paper, where the facility has one (docs/features/money.md): the
/// trust office's, whatever its role says.
inline constexpr const char* kStatementForm = "statement_print";

/// Who looks: an account or a token, what it may call, and its desks.
struct DeskViewer {
    ThingId id;
    std::string role;
    std::set<std::string> desks = {};
};

/// Replaces the desks of an account or a token. kInvalid: no code; kTooLarge: more than kMaxDesks. In the audit log.
Status set_desks(Work& work, const ThingId& holder, const std::vector<std::string>& desks);
Result<std::set<std::string>> desks_of(database::Connection& connection, const ThingId& holder);

/// Desks that somebody has, or that something waits at.
Result<std::set<std::string>> all_desks(database::Connection& connection);

/// Whether it may be read and answered: it is at one of the viewer's desks; at nobody's, for request staff; at
/// "trust_office" or about a statement, for the trust office.
bool may_open(const DeskViewer& viewer, const RequestSummary& request);

/// As Requests::list(), of what may_open() says yes to: what a filter finds tells nothing about the rest.
Result<std::vector<RequestSummary>> list_open_to(database::Connection& connection, const DeskViewer& viewer,
                                                 const RequestFilter& filter);

}  // namespace dayroom::facility
