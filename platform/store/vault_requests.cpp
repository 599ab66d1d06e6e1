// Vault: requests.
#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {

namespace {

constexpr std::string_view kRequestColumns = "SELECT id, state, seen, refusal, body FROM request ";

std::string request_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "refused";
    return wire::name_of(static_cast<wire::Request::State>(state));
}

Result<RequestView> read_request(const database::Row& row) {
    RequestView view;
    view.id = row.id<RequestId>(0);
    view.state = request_word(row.small(1));
    view.answer_unread = !row.flag(2);
    view.refusal_code = row.string(3);
    view.request = TRY(parse_kept<wire::Request>(row.bytes(4)));
    return view;
}

}  // namespace

Result<RequestsView> Vault::requests(PageRange range) {
    const PageRange page = clamped(range);
    RequestsView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM request")));
    TRY(connection_->each(
        std::string(kRequestColumns) + "ORDER BY submitted_ms DESC, id DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            out.requests.push_back(TRY(read_request(row)));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<std::optional<RequestView>> Vault::request(const RequestId& id) {
    std::optional<RequestView> found;
    TRY(connection_->each(
        std::string(kRequestColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_request(row));
            return {};
        },
        id));
    return found;
}

Result<std::vector<RequestView>> Vault::requests_on(std::string_view form_code, const FormId& form) {
    std::vector<RequestView> all;
    // The body is looked into first, so that only few are read whole.
    TRY(connection_->each(
        std::string(kRequestColumns) + "WHERE instr(body, $1) > 0 OR instr(body, $2) > 0 "
                                       "ORDER BY submitted_ms DESC, id DESC LIMIT $3",
        [&](const database::Row& row) -> Status {
            RequestView view = TRY(read_request(row));
            const auto& request = view.request;
            if (request.form_code() == form_code || request.form_id() == form.raw()) all.push_back(std::move(view));
            return {};
        },
        database::blob(form_code), form, kMaxPageCount));
    return all;
}

Status Vault::mark_request_seen(const RequestId& id) {
    TRY(connection_->run("UPDATE request SET seen=1 WHERE id=$1 AND seen=0", id));
    if (connection_->changes() > 0) ++stamps_.requests;
    return {};
}

}  // namespace dayroom::store
