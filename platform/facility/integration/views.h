// What the staff API shows of a thing: names of members stand in docs/api/openapi.yaml. Money is whole cents, times are
// milliseconds since 1970 UTC, ids are UUIDs as text.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/contacts/contacts.h"
#include "platform/facility/ledger/statement.h"
#include "platform/facility/messages/messages.h"
#include "platform/facility/notices/notices.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/residents/residents.h"
#include "platform/record/audit_log.h"

namespace dayroom::facility {

nlohmann::json view(const StoredResident& resident);
nlohmann::json view(const BalanceSheet& balances);
/// What the provider network may know of a contact.
nlohmann::json view(const StoredContact& contact);
/// And staff.
nlohmann::json view(const ListedContact& contact);
nlohmann::json view(const StatementLine& line);
nlohmann::json view(const StoredMessage& message);
nlohmann::json view(const RequestSummary& request);
/// Answers and steps, to be added to the summary.
nlohmann::json request_details(const wire::Request& request);
nlohmann::json view(const StoredNotice& notice);
nlohmann::json view(const record::ChainedEntry& entry);

}  // namespace dayroom::facility
