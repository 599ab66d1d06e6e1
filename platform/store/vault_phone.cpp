// Vault: the phone account.
#include <map>

#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {
namespace {

constexpr std::string_view kNumberColumns = "SELECT id, state, refusal, body FROM phone_number ";
constexpr std::string_view kCallColumns = "SELECT id, body FROM phone_call ";

using Changing = std::map<std::string, bool>;  // numbers with a change that the hub has not shown

Result<Changing> changing_numbers(database::Connection& connection) {
    Changing out;
    TRY(connection.each(
        "SELECT entity FROM intent WHERE state IN (1, 2) AND kind=$1",
        [&](const database::Row& row) { out[to_string(row.bytes(0))] = true; },
        static_cast<int>(wire::Command::kChangePhoneNumber)));
    return out;
}

std::string number_word(int state, const wire::PhoneNumber& number) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "not_taken";
    switch (number.state()) {
        case wire::PhoneNumber::REQUESTED:
            return "requested";
        case wire::PhoneNumber::REFUSED:
            return "refused";
        default:
            return number.removal_asked() ? "removal" : "approved";
    }
}

Result<PhoneNumberView> read_number(const database::Row& row, const Changing& changing) {
    PhoneNumberView view;
    view.id = row.id<PhoneNumberId>(0);
    view.number = TRY(parse_kept<wire::PhoneNumber>(row.bytes(3)));
    view.state = number_word(row.small(1), view.number);
    view.refusal_code = row.string(2);
    view.changing = changing.contains(view.id.raw());
    return view;
}

Result<PhoneCallView> read_call(const database::Row& row) {
    return PhoneCallView{row.id<PhoneCallId>(0), TRY(parse_kept<wire::PhoneCall>(row.bytes(1)))};
}

}  // namespace

Result<std::vector<PhoneNumberView>> Vault::phone_numbers() {
    std::vector<PhoneNumberView> out;
    const auto changing = TRY(changing_numbers(*connection_));
    TRY(connection_->each(std::string(kNumberColumns) + "ORDER BY name COLLATE NOCASE, id",
                          [&](const database::Row& row) -> Status {
                              out.push_back(TRY(read_number(row, changing)));
                              return {};
                          }));
    return out;
}

Result<std::optional<PhoneNumberView>> Vault::phone_number(const PhoneNumberId& id) {
    std::optional<PhoneNumberView> found;
    const auto changing = TRY(changing_numbers(*connection_));
    TRY(connection_->each(
        std::string(kNumberColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_number(row, changing));
            return {};
        },
        id));
    return found;
}

Result<PhoneCallsView> Vault::phone_calls(PageRange range) {
    const PageRange page = clamped(range);
    PhoneCallsView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM phone_call")));
    TRY(connection_->each(
        std::string(kCallColumns) + "ORDER BY began_ms DESC, id DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            out.calls.push_back(TRY(read_call(row)));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<std::optional<PhoneCallView>> Vault::phone_call(const PhoneCallId& id) {
    std::optional<PhoneCallView> found;
    TRY(connection_->each(
        std::string(kCallColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_call(row));
            return {};
        },
        id));
    return found;
}

Result<wire::PhoneStanding> Vault::phone_standing() {
    wire::PhoneStanding found;
    TRY(connection_->each("SELECT body FROM phone_standing", [&](const database::Row& row) -> Status {
        found = TRY(parse_kept<wire::PhoneStanding>(row.bytes(0)));
        return {};
    }));
    return found;
}

Result<Cents> Vault::queued_for_phone() {
    Cents sum;
    TRY(connection_->each(
        "SELECT body FROM intent WHERE state IN (1, 2) AND kind=$1",
        [&](const database::Row& row) -> Status {
            const auto command = TRY(parse_kept<wire::Command>(row.bytes(0)));
            if (command.move_money().to() == wire::MoveMoney::PHONE)
                sum = TRY(sum.plus(Cents::of(command.move_money().cents())));
            return {};
        },
        static_cast<int>(wire::Command::kMoveMoney)));
    return sum;
}

Status Vault::drop_phone_number(const PhoneNumberId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_phone_number(id); });
}

}  // namespace dayroom::store
