// Vault: visits.
#include <algorithm>
#include <map>

#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {
namespace {

constexpr std::string_view kVisitColumns = "SELECT id, state, refusal, body FROM visit ";

/// What was asked for about visits that are at the hub, and is not decided or not shown yet.
using Wishes = std::map<std::string, wire::Command>;

std::string visit_of(const wire::Command& command) {
    if (command.has_cancel_visit()) return command.cancel_visit().visit_id();
    if (command.has_check_in_visit()) return command.check_in_visit().visit_id();
    return command.change_visit().visit_id();
}

/// The last one counts: a cancellation stands over a change.
Result<Wishes> visit_wishes(database::Connection& connection) {
    Wishes out;
    TRY(connection.each(
        "SELECT body FROM intent WHERE state IN (1, 2) AND kind IN ($1,$2,$3) ORDER BY made_ms, command",
        [&](const database::Row& row) -> Status {
            auto command = TRY(parse_kept<wire::Command>(row.bytes(0)));
            out[visit_of(command)] = std::move(command);
            return {};
        },
        static_cast<int>(wire::Command::kChangeVisit), static_cast<int>(wire::Command::kCancelVisit),
        static_cast<int>(wire::Command::kCheckInVisit)));
    return out;
}

std::string visit_word(int state, const wire::Visit& visit) {
    if (state == kStateQueuedHere) return "queued";
    return state == kStateRefused ? "refused" : wire::name_of(visit.state());
}

void add_wish(const wire::Command& wish, VisitView& view) {
    view.waiting = wish.has_cancel_visit() ? "cancel" : wish.has_check_in_visit() ? "check_in" : "change";
    if (wish.has_change_visit()) view.wanted = wish.change_visit();
}

Result<VisitView> read_visit(const database::Row& row, const Wishes& wishes) {
    VisitView view;
    view.id = row.id<VisitId>(0);
    view.visit = TRY(parse_kept<wire::Visit>(row.bytes(3)));
    view.state = visit_word(row.small(1), view.visit);
    view.refusal_code = row.string(2);
    if (const auto wish = wishes.find(view.id.raw()); wish != wishes.end()) add_wish(wish->second, view);
    return view;
}

}  // namespace

Result<std::vector<VisitView>> Vault::visits() {
    std::vector<VisitView> out;
    const auto wishes = TRY(visit_wishes(*connection_));
    TRY(connection_->each(
        std::string(kVisitColumns) + "ORDER BY from_ms DESC, id DESC LIMIT $1",
        [&](const database::Row& row) -> Status {
            out.push_back(TRY(read_visit(row, wishes)));
            return {};
        },
        kMostVisits));
    std::reverse(out.begin(), out.end());
    return out;
}

Result<std::optional<VisitView>> Vault::visit(const VisitId& id) {
    std::optional<VisitView> found;
    const auto wishes = TRY(visit_wishes(*connection_));
    TRY(connection_->each(
        std::string(kVisitColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_visit(row, wishes));
            return {};
        },
        id));
    return found;
}

Result<wire::VisitStanding> Vault::visit_standing() {
    wire::VisitStanding found;
    TRY(connection_->each("SELECT body FROM visit_standing", [&](const database::Row& row) -> Status {
        found = TRY(parse_kept<wire::VisitStanding>(row.bytes(0)));
        return {};
    }));
    return found;
}

Status Vault::drop_visit(const VisitId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_visit(id); });
}

Status Vault::drop_visit_change(const VisitId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_visit_change(id); });
}

}  // namespace dayroom::store
