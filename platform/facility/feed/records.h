// Builds the wire Record of a thing from the tables, as it is now. What is sealed comes from `released` instead, except
// when it is being released: then messages and notices are built here.
#pragma once

#include <optional>
#include <string>

#include "platform/database/connection.h"
#include "platform/facility/feed/own_names.h"
#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

/// The body of a Record without version; nothing when the thing does not exist. Any connection.
Result<std::optional<wire::Record>> load_record(database::Connection& connection, RecordKind kind, const ThingId& id,
                                                Timestamp now);

Result<std::optional<wire::Message>> load_message(database::Connection& connection, const MessageId& id);
Result<std::optional<wire::Draft>> load_draft(database::Connection& connection, const DraftId& id);
Result<std::optional<wire::Request>> load_request(database::Connection& connection, const RequestId& id);
Result<std::optional<wire::Balances>> load_balances(database::Connection& connection, const ResidentId& id,
                                                    Timestamp now);
Result<std::optional<wire::Transaction>> load_transaction(database::Connection& connection, const TransferId& id);
/// The facility's own names for debts of this code, now: of the newest rule for deductions that has any; of a debt to
/// the facility else those of the kind of charge, else of the price.
Result<Names> load_debt_names(database::Connection& connection, const std::string& code, bool of_court);
Result<std::optional<wire::Obligation>> load_obligation(database::Connection& connection, const ObligationId& id);
Result<std::optional<wire::Order>> load_order(database::Connection& connection, const ThingId& id);
/// What this person may order: the class's limit (0 when the facility has no class for them), what is barred at `now`,
/// and what was ordered in the window that is open to them then, or else opens next.
Result<std::optional<wire::CommissaryStanding>> load_standing(database::Connection& connection, const ResidentId& id,
                                                              Timestamp now);
Result<std::optional<ThingId>> window_of_resident(database::Connection& connection, const ResidentId& id,
                                                  Timestamp now);
Result<std::optional<wire::PhoneNumber>> load_phone_number(database::Connection& connection, const ThingId& id);
Result<std::optional<wire::PhoneCall>> load_phone_call(database::Connection& connection, const ThingId& id);
Result<std::optional<wire::PhoneStanding>> load_phone_standing(database::Connection& connection, const ResidentId& id);
/// What residents of a unit may book on a date, as it is now.
Result<std::optional<wire::VisitDay>> load_visit_day(database::Connection& connection, const ThingId& id,
                                                     Timestamp now);
Result<std::optional<wire::Visit>> load_visit(database::Connection& connection, const ThingId& id);
Result<std::optional<wire::VisitStanding>> load_visit_standing(database::Connection& connection, const ResidentId& id);

/// The released bytes (a serialised wire.Signed); nothing when the thing was never released.
Result<std::optional<std::string>> load_released(database::Connection& connection, RecordKind kind, const ThingId& id);

}  // namespace dayroom::facility
